"""A file, its stored draft, and the checklist as screens show it: what a Document built by hand cannot prove."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from briefings.models import Briefing
from reviews import protection
from reviews.models import Resource
from tests.screens import fields_on, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NAMES = {"Zephyrine": "in the words", "Quillon": "in a heading", "Tavishka": "in a question", "Brannoc": "in a note"}
FILE = """# Learning from a review

## What happened when Quillon moved

The worker asked Zephyrine about it, and she hath no more said than that[^a]. The team had committed suicide down as
a word, and the XQJ rang. {long}

## How can we learn from this case?

1. Did you see Tavishka at home?
2. Do you write it down?

[^a]: A worker asked Brannoc about it.
"""
LONG = "A sentence that goes on " + "and on and on and on " * 12 + "asks too much of everybody who reads it."
# What is judged as English, one for each check that looks at a language.
ENGLISH = {"likely-name", "sentences-long", "words-avoided", "acronyms-unexplained", "question-closed", "reading-hard"}


@pytest.fixture
def draft(tmp_path, fernwick, asha):
    """A draft as the command makes it from a file."""
    hard = " ".join(["Organisational accountability necessitates interdisciplinary communication capabilities."] * 12)
    file = tmp_path / "note.md"
    file.write_text(FILE.format(long=f"{LONG} {hard}"))
    call_command(
        "import_document", str(file), format="learning-note", partnership="fernwick", slug="a-note",
        by="asha", json=True, stdout=StringIO(),
    )  # fmt: skip
    return Briefing.objects.get(slug="a-note")


def advice_on_screen(draft, asha) -> dict[str, str]:
    """What the panel of the writing screen says of the screen as it stands, by kind."""
    browser = signed_in(asha)
    screen = fields_on(browser.get(reverse("admin:briefings_briefing_change", args=[draft.pk])))
    live = browser.post(reverse("admin:briefings_briefing_preview", args=[draft.pk]), screen).json()
    return {one["code"]: one["message"] for one in live["problems"]}


def test_a_part_without_a_language_of_its_own_is_judged_in_that_of_its_briefing(draft, asha):
    assert {part.language for part in draft.parts.all()} == {""}

    shown = advice_on_screen(draft, asha)

    assert set(shown) >= ENGLISH
    assert [name for name in NAMES if name not in shown["likely-name"]] == []
    page = signed_in(asha).get(reverse("admin:briefings_briefing_preview", args=[draft.pk]))
    submit = signed_in(asha).get(reverse("admin:briefings_briefing_submit", args=[draft.pk]))
    for response in (page, submit):
        assert [name for name in NAMES if name not in response.content.decode()] == []


def test_a_name_is_told_although_somebody_made_it_the_publisher_of_a_resource(draft, asha):
    Resource.objects.create(slug="a-guide", title="A guide", publisher="Zephyrine", address="https://guide.example/")

    assert "Zephyrine" in advice_on_screen(draft, asha)["likely-name"]


@pytest.mark.parametrize("whole", [True, False], ids=["briefing", "parts"])
def test_words_in_another_language_are_not_judged_as_english(draft, asha, whole):
    if whole:
        Briefing.objects.filter(pk=draft.pk).update(language="pl", title="Raport")
    else:
        draft.parts.update(language="pl")

    assert set(advice_on_screen(draft, asha)) & ENGLISH == set()


def test_english_parts_of_a_briefing_in_another_language_are_judged_as_english(draft, asha):
    Briefing.objects.filter(pk=draft.pk).update(language="pl", title="Raport")
    draft.parts.update(language="en-GB")

    assert set(advice_on_screen(draft, asha)) >= ENGLISH


def test_a_protected_word_with_a_sign_inside_is_found_however_the_sign_is_printed(draft, asha):
    """A sign without a typeface gets its name printed, or nothing: neither may hide the word that it stood in."""
    protection.protect(review=draft.review, term="Ana Marrick", kind="name", by=asha)
    part = draft.parts.exclude(body="").first()
    unseen = "\u2800\u3164\uffa0\u115f\u00ad\u200b\u2060\u180e\u034f\ufe0e\ufffc\U0001d159"
    missed = []
    for sign in (*unseen, "★", "☐", "🖤", "👩‍👧", "→"):
        part.body = f"The log has Mar{sign}rick twice."
        part.save()
        if "protected-term" not in advice_on_screen(draft, asha):
            missed.append(ascii(sign))

    assert missed == []
