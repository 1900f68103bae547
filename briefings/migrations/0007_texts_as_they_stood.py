"""What readers were told before there were versions becomes version 1 of each text; then the triggers watch."""

import hashlib
import json

from django.db import migrations
from django.utils import timezone

from briefings.models import version_triggers
from briefings.models.triggers import install

# kind: the model of what staff edit, the public rows, and the fields that stand in both
TEXTS = {
    "theme": ("Theme", "PublicTheme", ["slug", "name", "synonyms", "description"]),
    "abbreviation": ("GlossaryTerm", "PublicAbbreviation", ["abbreviation", "expansion"]),
    "partnership": (
        "Partnership", "PublicPartnership", ["slug", "name", "mailbox", "website", "logo", "second_colour"],
    ),
}  # fmt: skip


def make_first_versions(apps, schema_editor) -> None:
    """Version 1, approved by nobody: it was public before anybody was asked."""
    version, now = apps.get_model("briefings", "TextVersion"), timezone.now()
    for kind, (edited, public, fields) in TEXTS.items():
        for row in apps.get_model("reviews", edited).objects.all():
            words = {name: str(getattr(row, name) or "") for name in fields}
            digest = hashlib.sha256(json.dumps([kind, words], sort_keys=True).encode()).hexdigest()
            version.objects.create(
                kind=kind, thing=row.pk, number=1, words=words, digest=digest, state="public", is_from_before=True,
                submitted_at=now,
            )  # fmt: skip
            apps.get_model("briefings", public).objects.create(thing=row.pk, **words)
    if schema_editor.connection.vendor == "postgresql":  # it adds no trigger to a table with checks still to do
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("briefings", "0006_texts_outside_editions"), ("reviews", "0005_who_wrote_what")]

    operations = [
        migrations.RunPython(make_first_versions, migrations.RunPython.noop),
        migrations.RunPython(install, migrations.RunPython.noop),
        migrations.RunPython(version_triggers.install, migrations.RunPython.noop),
    ]
