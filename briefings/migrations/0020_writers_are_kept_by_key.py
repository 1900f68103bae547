"""Edits are counted by the edition they went into, no longer by time."""

import django.db.models.deletion
from django.db import migrations, models

from briefings.models.triggers import install


def freeze_by_time_once(apps, schema_editor):
    """What was edited before the last published edition was submitted went out with it."""
    edition, edit = apps.get_model("briefings", "Edition"), apps.get_model("briefings", "Edit")
    last = {}
    for one in edition.objects.exclude(number=None).order_by("number"):
        last[one.briefing_id] = one
    for one in last.values():
        edit.objects.filter(briefing=one.briefing_id, at__lte=one.submitted_at).update(frozen_in=one)


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0019_who_runs_the_site_holds_no_role"),
        ("reviews", "0008_who_wrote_what"),
    ]

    operations = [
        migrations.AddField(
            "edit",
            "origin",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.recordedit"
            ),
        ),
        migrations.AddField(
            "edit",
            "frozen_in",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="briefings.edition"
            ),
        ),
        migrations.AddField("edit", "is_said", models.BooleanField(default=False)),
        migrations.AlterModelOptions("edit", options={"ordering": ["-pk"]}),
        migrations.AddConstraint(
            "edit",
            models.UniqueConstraint(fields=("briefing", "origin"), name="words_of_the_record_are_credited_once"),
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
        migrations.RunPython(freeze_by_time_once, migrations.RunPython.noop),
    ]
