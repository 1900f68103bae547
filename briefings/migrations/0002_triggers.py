"""The triggers that keep frozen and public rows as they are, and the number of the publication.

They are written once, in briefings/models/triggers.py and version_triggers.py. The operations of every
later migration stand in `triggers.without_triggers(…)`: SQLite rebuilds a table to change it, and drops its triggers.
"""

from django.db import migrations
from django.utils import timezone

from briefings.models import triggers, version_triggers


def start_counting(apps, schema_editor) -> None:
    """The one row that numbers publications."""
    apps.get_model("briefings", "PublicVersion").objects.create(pk=1, number=1, changed_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("briefings", "0001_initial"), ("reviews", "0002_duties_to_start_from")]

    operations = [
        migrations.RunPython(start_counting, migrations.RunPython.noop),
        migrations.RunPython(triggers.install, triggers.uninstall),
        migrations.RunPython(version_triggers.install, version_triggers.uninstall),
    ]
