from django.db import migrations

from briefings.models.triggers import install


class Migration(migrations.Migration):

    dependencies = [("briefings", "0009_what_is_public_is_found_by_its_own_words")]

    operations = [
        migrations.RemoveField(model_name="publicpage", name="sectors"),
        migrations.RemoveField(model_name="publicpage", name="themes"),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
