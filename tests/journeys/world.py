"""The world that every journey starts in: run once into an empty database, then copied for each journey.

A program of its own (`python -m tests.journeys.world`), so that its rows are committed and the tests'
own database is left alone. The address of the database is in DATABASE_URL.
"""

import django

PASSWORD = "correct horse battery"
PUBLISHED = "learning-note-hazel"
OUT_OF_DATE = "learning-note-oak"
WITHDRAWN = "learning-note-aspen"
WITHDRAWN_WORDS = "an unrepeatable sentence about the ferry"
TOO_LONG = "learning-note-willow"
WAITING = "learning-note-linden"
# About a third more than a sheet at 11 pt holds.
LONG_POINT = (
    "Ask about every adult who looks after a baby, and write down what you were told, by whom and on which day, so "
    "that the next worker who opens the record can see what was known and what still has to be found out. Say it again "
    "at the next meeting, in plain words, and ask the person in the chair to note who will do what about it by when."
)


def build() -> None:
    """Migrate, then make people, a review to write from, and briefings in the states that readers meet."""
    from django.core.management import call_command

    from reviews.models import LearningPoint
    from tests.worlds import a_learning_note, a_partnership, a_person, a_review, an_edition

    call_command("migrate", verbosity=0)
    fernwick, tidewick = (a_partnership(slug=slug) for slug in ("fernwick", "tidewick"))
    for username, partnership in (("hana", fernwick), ("idris", tidewick)):
        a_person(
            username, administrator_of=[partnership], first_name=username.capitalize(), last_name="Lisle",
            email=f"{username}@{partnership.slug}.example",
        )  # fmt: skip
    asha = a_person("asha", officer_of=[fernwick], first_name="Asha", last_name="Quill")
    ben = a_person("ben", approver_of=[fernwick], first_name="Ben", last_name="Tarrow")
    bramble = a_review(partnerships=[fernwick], slug="bramble", subject="Bramble")
    for position, text in enumerate(
        ("Nobody asked who else lived in the home.", "The worry was raised twice before anybody met to talk about it."),
        start=1,
    ):
        LearningPoint.objects.create(review=bramble, text=text, position=position)

    people = {"partnerships": [fernwick], "officer": asha, "approvers": [ben]}
    an_edition(**people, state="published", slug=PUBLISHED, title="Learning from Child Hazel")
    an_edition(**people, state="out_of_date", slug=OUT_OF_DATE, title="Learning from Child Oak")
    an_edition(
        **people, state="withdrawn", slug=WITHDRAWN, title="Learning from Child Aspen",
        story=[f"This is {WITHDRAWN_WORDS}.", "Several services knew the family."],
    )  # fmt: skip
    an_edition(**people, state="awaiting_approval", slug=WAITING, title="Learning from Child Linden")
    a_learning_note(
        partnerships=[fernwick], by=asha, slug=TOO_LONG, title="Learning from Child Willow", points=[LONG_POINT] * 9
    )


if __name__ == "__main__":
    django.setup()
    build()
