"""The table of the database cache, which every web process shares: counts of attempts to sign in are kept there.

Made whatever CACHE_URL says, so that a site may come back to it later.
"""

from django.core.management.commands.createcachetable import Command
from django.db import migrations


def make(apps, schema_editor):
    """Make the table, unless it is there."""
    command = Command()
    command.verbosity = 0
    command.create_table(schema_editor.connection.alias, "portal_cache", False)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
