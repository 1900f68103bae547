from django.db import migrations

from briefings.models.triggers import install


class Migration(migrations.Migration):
    dependencies = [("briefings", "0002_pictures_and_imports")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
