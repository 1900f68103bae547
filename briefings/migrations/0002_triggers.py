from django.db import migrations

from briefings.models.triggers import install


class Migration(migrations.Migration):
    dependencies = [("briefings", "0001_initial")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
