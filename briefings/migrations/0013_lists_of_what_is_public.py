"""What lists need: the resources a page leads to, the colour of who signed it, and what changed lately."""

import django.db.models.deletion
from django.db import migrations, models

from briefings.models.triggers import install


class Migration(migrations.Migration):

    dependencies = [("briefings", "0012_what_is_public_can_be_searched")]

    operations = [
        migrations.CreateModel(
            name="PublicResource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80)),
                ("title", models.CharField(max_length=200)),
                ("publisher", models.CharField(blank=True, max_length=200)),
                ("kind", models.CharField(help_text="In words, such as “Toolkit”.", max_length=60)),
                ("address", models.CharField(blank=True, max_length=500)),
                ("access", models.CharField(max_length=10)),
                ("format_note", models.CharField(blank=True, max_length=60)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="resources",
                        to="briefings.publicpage",
                    ),
                ),
            ],
            options={
                "ordering": ["title", "slug"],
                "constraints": [
                    models.UniqueConstraint(fields=("page", "slug"), name="a_page_names_a_resource_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="publicpagepartnership",
            name="colour",
            field=models.CharField(
                blank=True, default="", help_text="# and six digits, dark enough to read on white.", max_length=7
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="publicpage",
            index=models.Index(
                condition=models.Q(("published_at__gt", models.F("first_published_at"))),
                fields=["-published_at"],
                name="learning_changed_lately",
            ),
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
