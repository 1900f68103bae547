"""Only an approver approves, who runs the site holds no role, and people are never deleted: the database says so too."""

from django.db import migrations

from briefings.models.triggers import install


class Migration(migrations.Migration):
    dependencies = [("briefings", "0018_more_public_words_stay_as_approved"), ("reviews", "0005_duties_to_start_from")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
