"""The duties that a new site starts from: facts to be checked by anyone who runs it, and changed where they differ."""

from django.db import migrations

CHILDREN = ["lcspr", "cspr"]
GUIDANCE = "Working Together to Safeguard Children, as it was remembered when this site was built"
DUTIES = [
    # slug, title, types, amount, unit, side, counted from, done by, warn days ahead, source
    ("rapid-review", "Finish the rapid review", ["rapid"], 15, "working_days", "after", "notified_on", "completed_on",
     7, "Partnerships' own pages on rapid reviews say so"),
    ("publish-in-six-months", "Complete the review and publish", CHILDREN, 6, "months", "after", "decided_on",
     "first_published_on", 60, f"{GUIDANCE}. Reasons for delay go to the Panel and the Secretary of State"),
    ("to-the-panel", "Send the report to the Panel", CHILDREN, 7, "working_days", "before", "publication",
     "sent_panel_on", 14, f"{GUIDANCE}; regulations of 2018, part 3"),
    ("to-the-secretary-of-state", "Send the report to the Secretary of State", CHILDREN, 7, "working_days", "before",
     "publication", "sent_secretary_of_state_on", 14, f"{GUIDANCE}; regulations of 2018, part 3"),
    ("to-ofsted", "Send the report to Ofsted", CHILDREN, 7, "working_days", "before", "publication", "sent_ofsted_on",
     14, GUIDANCE),
    ("family-first", "Tell the family before anything is published", [], 1, "days", "before", "publication",
     "family_told_on", 14, "Good practice: nobody should learn of it from the news"),
    ("public-for-a-year", "Keep what was published public", CHILDREN, 1, "years", "after", "publication",
     "keep_public_until", 14, f"{GUIDANCE}: at least one year"),
]  # fmt: skip


def write(apps, schema_editor):
    Duty = apps.get_model("reviews", "Duty")
    for slug, title, types, amount, unit, side, counted_from, done_by, warn_days, source in DUTIES:
        Duty.objects.create(
            slug=slug, title=title, review_types=types, amount=amount, unit=unit, side=side,
            counted_from=counted_from, done_by=done_by, warn_days=warn_days, source=source,
        )  # fmt: skip


class Migration(migrations.Migration):

    dependencies = [("reviews", "0001_initial")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
