"""What is checked is what is frozen: every part, the sheet's properties, and what other reviews protect."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader, PdfWriter

from briefings import publishing
from briefings.checklist import Circumstances, checklist, stopping
from briefings.checklist.anonymity import CHECKS
from briefings.drafting.circumstances import circumstances_of
from briefings.drafting.compose import compose
from briefings.models import BriefingPartnership, Edition, Part
from briefings.rendering import render, sheet_html
from briefings.rendering.markdown import words_of
from people.permissions import Refused
from reviews.models import Reviewer
from reviews.protection import protect
from tests import documents
from tests.worlds import a_learning_note, a_partnership, a_person, a_review

pytestmark = [pytest.mark.slow, pytest.mark.once]

NUMBER = "943 476 5919"


@pytest.fixture(scope="module")
def sheet():
    """A note, and its page and sheet."""
    document = documents.a_learning_note()
    return document, render(document)


def found_in(document, rendered=None, **around):
    around |= {"allowed_names": frozenset({"Rowan"})}  # the pseudonym, which the cover of a stored draft says
    return [one for check in CHECKS for one in check(document, rendered, Circumstances(**around))]


def test_a_sheet_of_ours_has_no_problem(sheet):
    assert found_in(*sheet) == []


def test_every_word_of_the_sheet_stands_in_the_html_that_is_checked(sheet):
    document, rendered = sheet
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(rendered.pdf)).pages)

    words = set(words_of(sheet_html(document)).split())

    assert [word for word in printed.split() if word not in words and word.isalpha()] == []


@pytest.mark.parametrize("change", ["property", "attachment", "picture"])
def test_a_sheet_that_carries_more_than_its_words_stops(sheet, change):
    document, rendered = sheet
    writer = PdfWriter(clone_from=io.BytesIO(rendered.pdf))
    match change:
        case "property":
            writer.add_metadata({"/Keywords": "Zephyrine Quill"})
        case "attachment":
            writer.add_attachment("minutes.txt", b"minutes")
    stream = io.BytesIO()
    writer.write(stream)
    pdf = stream.getvalue() + (b"Exif\x00\x00" if change == "picture" else b"")

    found = found_in(document, replace(rendered, pdf=pdf))

    assert [(one.code, one.where, one.stops) for one in found] == [("document-properties", "sheet", True)]


def test_a_number_that_stands_only_on_the_page_as_a_whole_is_found(sheet):
    document, rendered = sheet

    found = found_in(document, replace(rendered, text=f"{rendered.text}\n{NUMBER}"))

    assert [(one.code, one.where) for one in found] == [("nhs-number", "parts")]


def test_a_number_in_the_change_note_is_found():
    found = found_in(documents.a_learning_note(), change_note=f"Took out {NUMBER}.")

    assert [(one.code, one.where) for one in found] == [("nhs-number", "change_note")]


@pytest.mark.django_db
@pytest.mark.parametrize("marking", ["Embargoed until 3 May 2026.", "STRICTLY CONFIDENTIAL", "OFFICIAL-SENSITIVE"])
def test_words_under_a_marking_are_refused_and_nothing_is_published(marking):
    partnership = a_partnership()
    note = a_learning_note(partnerships=[partnership], story=[marking, "A story."])

    with pytest.raises(Refused, match="an approver or an administrator"):
        publishing.submit(briefing=note, by=a_person(officer_of=[partnership]), change_note="")

    assert not Edition.objects.exists()


@pytest.mark.django_db
def test_pseudonyms_reviewers_and_the_area_of_the_partnership_may_be_said():
    partnership = a_partnership(area="Ysolde Vale")
    note = a_learning_note(partnerships=[partnership], title="Learning", story=["A story."], review=a_review(
        partnerships=[partnership], subject="Zephyrine"))  # fmt: skip
    Reviewer.objects.create(review=note.review, name="Brannoc Thrale")
    body = "Did Zephyrine tell Brannoc Thrale about Ysolde Vale?"
    Part.objects.create(briefing=note, position=40, kind="question", asked_of="manager", body=body)

    assert "likely-name" not in {one.code for one in checklist(compose(note), None, circumstances_of(note))}


@pytest.mark.django_db
@pytest.mark.parametrize("about", ["another review", "a topic"])
def test_what_another_review_of_the_same_partnerships_protects_is_advised_without_its_words(about):
    ours, theirs = a_partnership(), a_partnership()
    note = a_learning_note(partnerships=[ours], story=["Zephyrine Quill came."])
    if about == "a topic":
        note.review, note.is_topic = None, True
        note.save()
    protect(review=a_review(partnerships=[ours, theirs]), term="Zephyrine Quill", kind="name",
            by=a_person(officer_of=[ours]))  # fmt: skip

    found = checklist(compose(note), None, circumstances_of(note))

    assert [(one.where, one.stops) for one in found if one.code == "protected-elsewhere"] == [("part-1", False)]
    assert not any("Zephyrine Quill" in one.says() for one in found)


@pytest.mark.django_db
@pytest.mark.parametrize("whose", ["another partnership's", "one of two partnerships'"])
def test_nobody_finds_out_what_another_partnership_protects(whose):
    ours, theirs = a_partnership(), a_partnership()
    note = a_learning_note(partnerships=[ours], story=["Zephyrine Quill came."])
    if whose == "one of two partnerships'":
        BriefingPartnership.objects.create(briefing=note, partnership=theirs, position=2)
    protect(review=a_review(partnerships=[theirs]), term="Zephyrine Quill", kind="name",
            by=a_person(officer_of=[theirs]))  # fmt: skip

    found = checklist(compose(note), None, circumstances_of(note))

    assert "protected-elsewhere" not in {one.code for one in found}
    assert not stopping(found)
