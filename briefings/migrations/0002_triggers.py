"""The triggers that keep frozen and public rows as they are, and the vocabulary of the search.

They are written once, in briefings/models/triggers.py. A later migration that touches one of their tables ends with
`migrations.RunPython(install, migrations.RunPython.noop)`: SQLite rebuilds a table to change it, and drops its triggers.
"""

from django.db import migrations

from briefings.models import vocabulary_triggers
from briefings.models.triggers import install


class Migration(migrations.Migration):

    dependencies = [("briefings", "0001_initial"), ("reviews", "0002_duties_to_start_from")]

    operations = [
        migrations.RunPython(install, migrations.RunPython.noop),
        migrations.RunPython(vocabulary_triggers.install, vocabulary_triggers.uninstall),
    ]
