"""Rows are ordered as they were made, not by a clock that may be set back."""

from django.db import migrations

from briefings.models.triggers import install, uninstall


class Migration(migrations.Migration):

    dependencies = [
        ("briefings", "0020_writers_are_kept_by_key"),
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
        migrations.RunPython(install, uninstall),
    ]
