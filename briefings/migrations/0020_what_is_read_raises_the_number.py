"""Whatever public pages are made from raises the number of the publication."""

from django.db import migrations

from briefings.models.version_triggers import install, uninstall


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0019_who_runs_the_site_holds_no_role"),
        ("reviews", "0007_protecting_is_stopped_with_a_reason"),
    ]

    operations = [migrations.RunPython(install, uninstall)]
