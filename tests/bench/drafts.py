"""Drafts as officers make them: a file through the command, more through the screen, and the checklist of the row.

Nothing here builds a Document by hand: what is measured is what somebody gets who brings in a file.
"""

import io
import itertools
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from PIL import Image

from briefings import document as doc
from briefings.checklist import Problem
from briefings.drafting.assessing import judged
from briefings.drafting.circumstances import circumstances_of
from briefings.drafting.compose import compose
from briefings.models import Briefing
from reviews import protection
from tests.bench.planted import Planted
from tests.screens import fields_on, signed_in

FORMAT = "practitioner-briefing"
PARTNERSHIP, OFFICER = "fernwick", "asha"
TITLE = "Learning from a review"
BEFORE = "A baby was seriously hurt at home. Several services knew the family, and each held a part of the story."
AFTER = "Ask about every adult who cares for a baby, and write down what you were told."
# What an officer would choose under “What is it?”.
KINDS = (
    ("school", r"\b(?:school|academy|nursery|college|primary|infants|juniors)\b"),
    (
        "date",
        r"^\d{1,2}(?:[./-]\d|(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|"
        r"\b(?:19|20)\d\d$",
    ),
    ("place", r"\d|\b(?:road|street|lane|avenue|hospital|surgery|flat|cottage)\b"),
)
_number = itertools.count(1)


@contextmanager
def a_world() -> Iterator[None]:
    """An empty database in memory, with a partnership and its officer."""
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases, teardown_test_environment

    from tests.worlds import a_partnership, a_person

    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as media:
        from django.conf import settings

        settings.MEDIA_ROOT = media
        fernwick = a_partnership(slug=PARTNERSHIP, name="Fernwick Safeguarding Children Partnership")
        a_person(OFFICER, officer_of=[fernwick], approver_of=[fernwick], administrator_of=[fernwick])
        yield
    teardown_databases(databases, verbosity=0)
    teardown_test_environment()


def imported(text: str, *, chosen: str = FORMAT, is_topic: bool = False) -> Briefing:
    """The draft that the command makes from a file of Markdown."""
    slug = f"draft-{next(_number)}"
    with tempfile.NamedTemporaryFile("w", suffix=".md", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        call_command(
            "import_document", file.name, format=chosen, partnership=PARTNERSHIP, slug=slug, by=OFFICER, again=True,
            topic=is_topic, json=True, stdout=io.StringIO(),
        )  # fmt: skip
    return Briefing.objects.get(slug=slug)


def with_planted(one: Planted) -> tuple[Briefing, str]:
    """A stored draft with a sentence where it says, and the change note (empty unless the sentence is one)."""
    if one.where in {"alt", "caption", "attribution", "picture_name", "contact", "title", "summary", "address"}:
        # not every format has a line that says whom to ask
        briefing = imported(_note(), chosen="learning-note" if one.where == "contact" else FORMAT)
        saved_from_the_screen(briefing, one)
        return Briefing.objects.get(pk=briefing.pk), ""
    if one.where in {"change_note", "notice"}:
        return imported(_note()), one.sentence
    return imported(_note(**_in_markdown(one))), ""


def _note(*, heading: str = "What happened?", body: str = "Nobody had put the parts together.", note: str = "") -> str:
    mark, note = ("[^a]", f"\n\n[^a]: {note}") if note else ("", "")
    return f"# {TITLE}\n\n## {heading}\n\n{BEFORE}\n\n{body}{mark}\n\n{AFTER}{note}\n"


def _in_markdown(one: Planted) -> dict[str, str]:
    is_link = "](" in one.sentence
    match one.where:
        case "heading":
            return {"heading": one.sentence}
        case "footnote":
            return {"note": one.sentence}
        case "link_words" if not is_link:
            return {"body": f"Read [{one.sentence}](https://www.example.org/guide)."}
        case "link_target" if not is_link:
            return {"body": f"Read [the report]({one.sentence.replace(' ', '%20')})."}
    return {"body": one.sentence}


def saved_from_the_screen(briefing: Briefing, one: Planted) -> None:
    """Type a sentence into a field of the writing screen and press Save."""
    browser = signed_in(briefing.edits.first().by)
    address = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    fields = fields_on(browser.get(address))
    row = int(fields["parts-TOTAL_FORMS"][0])
    figure = {"kind": "figure", "alt_text": "Bars of two heights.", "body": "Moves in two years."}
    match one.where:
        case "contact":
            fields["contact_override"] = [one.sentence]
        case "title" | "summary":
            fields[one.where] = [one.sentence]
        case "address":
            fields["slug"] = [slugify(one.sentence)]
        case "attribution":
            fields |= _row(row, kind="quotation", body="Nobody asked me.", attribution=one.sentence)
        case "alt":
            fields |= _row(row, **{**figure, "alt_text": one.sentence})
        case "caption":
            fields |= _row(row, **{**figure, "body": one.sentence})
        case "picture_name":
            fields |= _row(row, **figure)
    if one.where in {"attribution", "alt", "caption", "picture_name"}:
        fields["parts-TOTAL_FORMS"] = [str(row + 1)]
    if one.where in {"alt", "caption", "picture_name"}:
        name = one.sentence if one.where == "picture_name" else "figure.png"
        stem = name.rpartition(".")[0] or name
        fields[f"parts-{row}-picture"] = SimpleUploadedFile(f"{stem}.png", _a_picture(), "image/png")
    answer = browser.post(address, fields)
    if answer.status_code != 302:
        raise SystemExit(f"The screen did not save “{one.sentence}” as {one.where}.")


def protect(briefing: Briefing, term: str) -> None:
    """Enter a protected term of the draft's review, as somebody does who says what it is and takes what is offered."""
    kind = next((kind for kind, telling in KINDS if re.search(telling, term, re.I)), "name")
    protection.protect(review=briefing.review, term=term, kind=kind, by=briefing.edits.first().by)


def _row(number: int, **typed: str) -> dict[str, str]:
    return {f"parts-{number}-{name}": value for name, value in {"id": "", "position": "", **typed}.items()}


def _a_picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    return out.getvalue()


def checked(briefing: Briefing, *, change_note: str | None = None) -> tuple[doc.Document, list[Problem]]:
    """A stored draft as it would be frozen, and the checklist that submitting it gives, but for the laid-out sheet."""
    document = compose(briefing)
    around = circumstances_of(briefing, change_note=change_note)
    return document, judged(document, around, review=briefing.review, asked_by=None, with_sheet=False).problems


@contextmanager
def put_back() -> Iterator[None]:
    """What happens inside is undone: each sentence meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
