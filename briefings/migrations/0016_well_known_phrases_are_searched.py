from django.db import migrations, models

from briefings.indexing import index_pages


def index(apps, schema_editor):
    public = apps.get_model("briefings", "PublicPage").objects
    index_pages(public.values_list("pk", flat=True), models=lambda name: apps.get_model("briefings", name))


class Migration(migrations.Migration):

    dependencies = [
        ('briefings', '0015_first_day_in_public'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='publicwords',
            constraint=models.UniqueConstraint(condition=models.Q(('is_whole', True)), fields=('page',), name='a_page_is_one_whole'),
        ),
        migrations.RunPython(index, migrations.RunPython.noop),
    ]
