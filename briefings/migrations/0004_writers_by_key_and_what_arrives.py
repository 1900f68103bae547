"""Edits by the edition they went into, rows in the order they were made, and triggers for what arrives and what stops."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from briefings.models.triggers import install, uninstall


class Migration(migrations.Migration):

    dependencies = [
        ("briefings", "0003_what_is_read_raises_the_number"),
        ("reviews", "0005_who_wrote_what"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="acknowledgement",
            options={"ordering": ["pk"]},
        ),
        migrations.AlterModelOptions(
            name="approval",
            options={"ordering": ["pk"]},
        ),
        migrations.AlterModelOptions(
            name="edit",
            options={"ordering": ["-pk"]},
        ),
        migrations.AlterModelOptions(
            name="edition",
            options={"ordering": ["-pk"]},
        ),
        migrations.AlterModelOptions(
            name="event",
            options={"ordering": ["pk"]},
        ),
        migrations.AlterModelOptions(
            name="importeddocument",
            options={"ordering": ["-pk"]},
        ),
        migrations.RunPython(uninstall, install),
        migrations.RemoveConstraint(
            model_name="edition",
            name="published_after_submitted",
        ),
        migrations.AddField(
            model_name="edit",
            name="frozen_in",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="briefings.edition"),
        ),
        migrations.AddField(
            model_name="edit",
            name="is_said",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="edit",
            name="origin",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.recordedit"),
        ),
        migrations.AddConstraint(
            model_name="edit",
            constraint=models.UniqueConstraint(fields=("briefing", "origin"), name="words_of_the_record_are_credited_once"),
        ),
        migrations.RunPython(install, uninstall),
    ]
