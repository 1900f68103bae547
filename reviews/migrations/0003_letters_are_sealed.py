"""Letters that wait are sealed, so that nobody reads a link out of the database."""

from django.db import migrations, models

from portal.sealing import seal, unseal

PURPOSE = "letters"  # as in reviews/outbox.py


def seal_all(apps, schema_editor) -> None:
    """Seal the words of every letter that has some."""
    _change_all(apps, seal)


def unseal_all(apps, schema_editor) -> None:
    """The way back."""
    _change_all(apps, unseal)


def _change_all(apps, change) -> None:
    for row in apps.get_model("reviews", "OutgoingEmail").objects.exclude(body="").iterator():
        row.body = change(row.body, purpose=PURPOSE)
        row.save(update_fields=["body"])


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_duties_to_start_from")]

    operations = [
        migrations.AddField(
            "outgoingemail",
            "letter",
            models.CharField(
                blank=True,
                default="",
                help_text="A letter whose words are written when it is sent; then `body` is empty.",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "outgoingemail",
            "body",
            models.TextField(help_text="Sealed (portal/sealing.py): a letter may hold a link that opens an account."),
        ),
        migrations.RunPython(seal_all, unseal_all),
    ]
