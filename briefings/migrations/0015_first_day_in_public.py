"""Tell each review the day on which something from it was first public, where that was before it was written down."""

from django.db import migrations
from django.db.models import Min
from django.utils import timezone


def write(apps, schema_editor):
    published = apps.get_model("briefings", "Edition").objects.exclude(published_at=None).exclude(briefing__review=None)
    for row in published.values("briefing__review").annotate(first=Min("published_at")).order_by():
        apps.get_model("reviews", "Review").objects.filter(pk=row["briefing__review"]).update(
            first_published_on=timezone.localdate(row["first"])
        )


class Migration(migrations.Migration):

    dependencies = [
        ("briefings", "0014_what_is_public_names_its_resources"),
        ("reviews", "0004_duties"),
    ]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
