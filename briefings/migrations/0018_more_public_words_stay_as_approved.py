"""What lists say of a page, who signed it, and what stands in the place of withdrawn words stay as approved too."""

from django.db import migrations

from briefings.models.triggers import install


class Migration(migrations.Migration):
    dependencies = [("briefings", "0017_more_languages")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
