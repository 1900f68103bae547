from django.db import migrations, models

from briefings.models import triggers, version_triggers


class Migration(migrations.Migration):

    dependencies = [
        ('briefings', '0005_pieces_of_public_pages'),
    ]

    operations = [
        migrations.RunPython(triggers.uninstall, migrations.RunPython.noop),
        migrations.AddField(model_name='publicpassage', name='sectors', field=models.JSONField(default=list)),
        migrations.AddField(model_name='publicpassage', name='themes', field=models.JSONField(default=list)),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
        migrations.RunPython(version_triggers.install, migrations.RunPython.noop),
    ]
