"""Names of fields and lists as the screens write them; nothing in the database changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0005_duties_to_start_from"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="avoidedword",
            options={"ordering": ["words"], "verbose_name": "word to avoid", "verbose_name_plural": "words to avoid"},
        ),
        migrations.AlterField(
            model_name="harmtype",
            name="slug",
            field=models.SlugField(
                help_text="The last part of its web address: small letters, digits and hyphens.",
                max_length=80,
                unique=True,
                verbose_name="address",
            ),
        ),
        migrations.AlterField(
            model_name="partnership",
            name="slug",
            field=models.SlugField(
                help_text="The last part of its web address: small letters, digits and hyphens.",
                max_length=60,
                unique=True,
                verbose_name="address",
            ),
        ),
        migrations.AlterField(
            model_name="resource",
            name="slug",
            field=models.SlugField(
                help_text="Write it in a text as [words](resource:this-name) to link to it.",
                max_length=80,
                unique=True,
                verbose_name="name for links",
            ),
        ),
        migrations.AlterField(
            model_name="review",
            name="slug",
            field=models.SlugField(
                help_text="The last part of its web address: small letters, digits and hyphens. Readers may see it, so no name, place or date.",
                max_length=80,
                unique=True,
                verbose_name="address",
            ),
        ),
        migrations.AlterField(
            model_name="sector",
            name="slug",
            field=models.SlugField(
                help_text="The last part of its web address: small letters, digits and hyphens.",
                max_length=80,
                unique=True,
                verbose_name="address",
            ),
        ),
        migrations.AlterField(
            model_name="theme",
            name="slug",
            field=models.SlugField(
                help_text="The last part of its web address: small letters, digits and hyphens.",
                max_length=80,
                unique=True,
                verbose_name="address",
            ),
        ),
    ]
