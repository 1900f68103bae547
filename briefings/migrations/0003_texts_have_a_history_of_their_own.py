"""Every version of a text was submitted by somebody, and its history keeps names as long as those of editions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from briefings.models import triggers


def somebody():
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):
    dependencies = [("briefings", "0002_triggers")]

    operations = [
        # other tables' triggers name these, and SQLite rebuilds them
        migrations.RunPython(triggers.uninstall, triggers.install),
        migrations.RemoveConstraint(model_name="textversion", name="a_public_text_was_approved"),
        migrations.RemoveConstraint(model_name="textversion", name="a_text_was_submitted_by_somebody"),
        migrations.RemoveField(model_name="textversion", name="is_from_before"),
        migrations.AlterField(model_name="textversion", name="submitted_by", field=somebody()),
        migrations.AddConstraint(
            model_name="textversion",
            constraint=models.CheckConstraint(
                condition=~Q(state__in=["public", "superseded", "taken_down"]) | Q(approved_by__isnull=False),
                name="a_public_text_was_approved",
            ),
        ),
        migrations.AlterField(model_name="textevent", name="by", field=somebody()),
        migrations.AlterField(
            model_name="textevent", name="by_name", field=models.CharField(max_length=310)
        ),
        migrations.AlterField(model_name="textevent", name="verb", field=models.CharField(max_length=30)),
        migrations.RunPython(triggers.install, triggers.uninstall),
    ]
