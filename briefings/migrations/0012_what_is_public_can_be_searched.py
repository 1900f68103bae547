"""Let what is public already be found. Apart from the tables: PostgreSQL finishes those when their migration ends."""

from django.db import migrations

from briefings.indexing import index_pages


def index(apps, schema_editor):
    public = apps.get_model("briefings", "PublicPage").objects
    index_pages(public.values_list("pk", flat=True), models=lambda name: apps.get_model("briefings", name))


class Migration(migrations.Migration):

    dependencies = [("briefings", "0011_search_index")]

    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
