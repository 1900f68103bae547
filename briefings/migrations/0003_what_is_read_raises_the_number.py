"""Whatever public pages are made from raises the number of the publication, which starts at one."""

from django.db import migrations
from django.utils import timezone

from briefings.models.version_triggers import install, uninstall


def start_counting(apps, schema_editor) -> None:
    """The one row of it, unless something was published already."""
    start = {"number": 1, "changed_at": timezone.now()}
    apps.get_model("briefings", "PublicVersion").objects.get_or_create(pk=1, defaults=start)


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0002_triggers"),
        ("reviews", "0004_forms_of_protected_terms"),
    ]

    operations = [
        migrations.RunPython(start_counting, migrations.RunPython.noop),
        migrations.RunPython(install, uninstall),
    ]
