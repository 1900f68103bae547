"""The checklist: each check has a failing example, and the note it is made from passes."""

from dataclasses import replace
from datetime import date

import pytest

from briefings import document as doc
from briefings.checklist import Circumstances, checklist, stopping
from briefings.checklist.identifying import OF_THE_WHOLE, nobody_is_identified
from briefings.checklist.identity.finding import in_text
from briefings.drafting.assessing import assess
from briefings.drafting.circumstances import circumstances_of
from briefings.drafting.compose import compose
from briefings.models import BriefingPartnership, Part
from briefings.rendering import Overflow, Rendered
from reviews.protection import protect, unprotect
from tests import documents
from tests.worlds import a_learning_note, a_partnership, a_person, a_review, an_edition

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOTHING = Circumstances()


@pytest.fixture
def note():
    return a_learning_note(partnerships=[a_partnership()])


def codes(document, *, rendered=None, around=NOTHING):
    return {problem.code for problem in checklist(document, rendered, around)}


def with_part(note, **fields):
    Part.objects.create(briefing=note, position=note.parts.count() + 1, **fields)
    return compose(note)


def test_a_note_that_is_ready_has_no_problem(note):
    assert checklist(compose(note), None, NOTHING) == []


def test_a_joint_review_is_signed_by_all_of_its_partnerships():
    ours, theirs = a_partnership(), a_partnership(name="Tidewick Partnership")
    note = a_learning_note(partnerships=[ours], review=a_review(partnerships=[ours, theirs]))

    (told,) = checklist(compose(note), None, circumstances_of(note))

    assert (told.code, told.where, told.stops) == ("partnership-unasked", "partnerships", True)
    assert "Add Tidewick Partnership" in told.message
    BriefingPartnership.objects.create(briefing=note, partnership=theirs, position=2)
    assert checklist(compose(note), None, circumstances_of(note)) == []


def test_an_empty_note_is_told_all_that_is_missing(note):
    note.parts.all().delete()

    stops = stopping(checklist(compose(note), None, NOTHING))

    assert {p.code for p in stops} == {
        "section-missing-what_happened", "section-missing-learning", "section-missing-questions",
    }  # fmt: skip
    assert all(p.message.startswith("Add the section") for p in stops)


def test_a_section_without_words_is_told_which(note):
    note.parts.filter(kind="point").delete()

    found = [p for p in checklist(compose(note), None, NOTHING) if p.code == "section-empty"]

    assert [(p.message, p.where) for p in found] == [("Write the learning points of “What did we learn?”.", "part-2")]


def test_too_few_questions_are_advised_not_stopped(note):
    note.parts.filter(kind="question").last().delete()
    note.parts.filter(kind="question").last().delete()

    found = [p for p in checklist(compose(note), None, NOTHING) if p.code == "few-questions"]

    assert [p.stops for p in found] == [False]


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("heading-level-skipped", {"kind": "section", "section": "other", "level": 3, "heading": "Deep", "body": "x"}),
        ("heading-missing", {"kind": "section", "section": "other", "level": 1, "body": "x"}),
        ("guidance-without-point", {"kind": "guidance", "body": "Read this."}),
        ("question-without-mark", {"kind": "question", "asked_of": "practitioner", "body": "Do you ask"}),
        ("quotation-unattributed", {"kind": "quotation", "body": "Nobody asked."}),
        ("picture-missing", {"kind": "figure", "body": "A caption"}),
        ("footnote-unmarked", {"kind": "footnote", "mark": "a", "body": "A note."}),
        ("footnote-missing", {"kind": "question", "asked_of": "practitioner", "body": "Why?[^gone]"}),
        ("resource-unknown", {"kind": "question", "asked_of": "practitioner", "body": "[A](resource:gone)?"}),
        ("link-empty", {"kind": "question", "asked_of": "practitioner", "body": "[A guide](#)?"}),
        (
            "link-differs",
            {"kind": "question", "asked_of": "manager", "body": "[www.one.example](https://two.example)?"},
        ),
    ],
)
def test_each_slip_is_found(note, code, fields):
    before = codes(compose(note))

    assert code in codes(with_part(note, **fields)) - before


def test_a_picture_without_words_stops(note):
    document = with_part(note, kind="figure", body="A caption")
    figure = replace(document.sections[2].pieces[-1], picture=doc.Picture("figures/a.png", "", 10, 10))
    section = replace(document.sections[2], pieces=(*document.sections[2].pieces[:-1], figure))

    assert "picture-without-words" in codes(replace(document, sections=(*document.sections[:2], section)))


@pytest.mark.parametrize(
    ("name", "is_found"),
    [
        ("figures/CA8 7LX.png", True),
        (f"figures/{'0a' * 16}.png", False),
        (f"figures/{'0a' * 16}_cA8y7lX.png", False),  # the store had a picture of this name
        (f"figures/{'0a' * 16}_CA8 7LX.png", True),
    ],
)
def test_a_name_that_was_made_of_a_picture_is_no_find_and_a_chosen_one_is(note, name, is_found):
    document = with_part(note, kind="figure", body="A caption")
    figure = replace(document.sections[2].pieces[-1], picture=doc.Picture(name, "A chart of visits by month", 10, 10))
    section = replace(document.sections[2], pieces=(*document.sections[2].pieces[:-1], figure))
    document = replace(document, sections=(*document.sections[:2], section))

    assert ("postcode" in codes(document)) == is_found


def test_what_readers_need_to_find_it_stops(note):
    note.themes.clear()
    note.sectors.clear()
    note.summary = ""

    found = {p.code: p.stops for p in checklist(compose(note), None, NOTHING)}

    assert found == {"themes-missing": True, "sectors-missing": True, "summary-missing": True}


def test_a_title_too_long_to_keep_stops(note):
    assert "title-too-long" in codes(replace(compose(note), title="Learning " * 40))


def test_a_note_nobody_signs_stops(note):
    note.partnership_links.all().delete()

    assert "partnership-missing" in codes(compose(note))


def test_a_correction_without_change_note_stops(note):
    around = Circumstances(change_note_wanted=True, change_note=" ")

    assert "change-note-missing" in codes(compose(note), around=around)


@pytest.mark.parametrize(
    ("unplaced", "says"),
    [(1, "Place or leave out 1 line of the source."), (3, "Place or leave out 3 lines of the source.")],
)
def test_lines_of_the_source_without_a_place_are_advice(note, unplaced, says):
    found = checklist(compose(note), None, Circumstances(unplaced=unplaced))

    assert [(one.message, one.stops) for one in found if one.code == "source-unplaced"] == [(says, False)]


def test_a_hold_stops_with_its_reason(note):
    found = checklist(compose(note), None, Circumstances(holds=("the inquest is not over",)))

    assert [p.code for p in stopping(found)] == ["on-hold"]
    assert "the inquest is not over" in found[0].message


def rendered(*, pages, overflow=None):
    return Rendered(
        page_html="", text="", words=500, pdf=b"", renderer="", pages=pages, type_size_pt=11.0, fill=1.0, layouts=2,
        overflow=overflow,
    )  # fmt: skip


def test_a_sheet_too_long_says_how_much_to_cut_and_where(note):
    over = Overflow(lines=6, words=70, mm=30.0, position=1, heading="What happened?")

    found = checklist(compose(note), rendered(pages=2, overflow=over), NOTHING)

    assert [(p.code, p.where, p.stops) for p in found] == [("too-long", "part-1", True)]
    assert "about 6 lines (roughly 70 words)" in found[0].message
    assert "exactly one page" in found[0].message
    assert "“What happened?”" in found[0].message


@pytest.mark.parametrize(
    "written",
    [
        "Bartholomew",
        "bartholomew’s",
        "BARTHOLOMEWS",
        "**Barth**olomew",
        "Bartholoméw",
        "Bar\u00adtholomew",
        "B-Bartholomew",
    ],
)
def test_a_protected_name_is_found_however_it_is_written(note, written):
    officer = a_person(officer_of=note.partnerships_in_order())
    protect(review=note.review, term="Bartholomew", kind="name", by=officer)
    document = with_part(note, kind="question", asked_of="practitioner", body=f"Did {written} ask?")

    found = checklist(document, None, circumstances_of(note))

    assert "protected-term" in {p.code for p in stopping(found)}
    assert not any("olom" in p.message.casefold() for p in found)


@pytest.mark.parametrize(
    "place",
    [
        "title",
        "summary",
        "slug",
        "contact_override",
        "link target",
        "encoded link",
        "point heading",
        "footnote",
        "second guidance",
    ],
)
def test_a_protected_name_is_found_wherever_it_stands(note, place):
    officer = a_person(officer_of=note.partnerships_in_order())
    protect(review=note.review, term="Zephyrine Quill", kind="name", by=officer)
    match place:
        case "link target":
            document = with_part(
                note, kind="question", asked_of="manager", body="[Why](https://a.example/zephyrine-quill)?"
            )
        case "encoded link":
            document = with_part(
                note, kind="question", asked_of="manager", body="[Why](https://a.example/Zephyrine%20%51uill)?"
            )
        case "second guidance":
            with_part(note, kind="point", body="x")
            with_part(note, kind="guidance", heading="Do more", body="x")
            document = with_part(note, kind="guidance", heading="Zephyrine Quill", body="x")
        case "point heading":
            document = with_part(note, kind="point", heading="Zephyrine Quill", body="x")
        case "footnote":
            document = with_part(note, kind="footnote", mark="a", body="Zephyrine Quill said so.")
        case "slug":
            note.slug = "zephyrine-quill"
            document = compose(note)
        case field:
            setattr(note, field, "About Zephyrine Quill")
            document = compose(note)

    assert "protected-term" in codes(document, around=circumstances_of(note))


@pytest.mark.parametrize(
    "place", ["sector of a point", "type of harm", "website", "note of a resource", "footnote's mark"]
)
def test_a_protected_name_is_found_beside_the_words(note, place):
    officer = a_person(officer_of=note.partnerships_in_order())
    protect(review=note.review, term="Zephyrine Quill", kind="name", by=officer)
    label = doc.Label("zephyrine-quill", "Zephyrine Quill")
    document = compose(note)
    section, publisher = document.sections[1], document.publishers[0]
    points = section.pieces[0]
    marked = replace(points, points=(replace(points.points[0], sectors=(label,)), *points.points[1:]))
    changes = {
        "sector of a point": {"sections": (document.sections[0], replace(section, pieces=(marked,)))},
        "type of harm": {"harms": (label,)},
        "website": {"publishers": (replace(publisher, website="https://a.example/zephyrine-quill"),)},
        "note of a resource": {"links": (doc.Link("a", "A", "B", "Toolkit", "https://a.example", "open", label.name),)},
        "footnote's mark": {"footnotes": (doc.Footnote("zephyrine-quill", 1, 9, "A note.", ""),)},
    }

    found = codes(replace(document, **changes[place]), around=circumstances_of(note))

    assert "protected-term" in found


def test_whoever_approves_is_told_what_is_not_protected_any_more(note):
    officer = a_person("nobody-in-particular", officer_of=note.partnerships_in_order())
    term = protect(review=note.review, term="Marrick", kind="name", by=officer)
    document = compose(note)
    assert "protection-stopped" not in codes(document, around=circumstances_of(note))

    unprotect(term=term, by=officer, reason="It is the name of the town.")

    (told,) = [p for p in checklist(document, None, circumstances_of(note)) if p.code == "protection-stopped"]
    assert not told.stops
    for words in ("A person's name", "nobody-in-particular", "It is the name of the town."):
        assert words in told.message


def test_what_lost_its_protection_before_the_published_wording_is_not_told_again():
    partnership = a_partnership()
    officer, note = a_person(officer_of=[partnership]), a_learning_note(partnerships=[partnership])
    before, after = (
        protect(review=note.review, term=name, kind="name", by=officer) for name in ("Marrick", "Tollgarth")
    )
    unprotect(term=before, by=officer, reason="It is the name of the town.")
    an_edition(briefing=note, officer=officer)

    unprotect(term=after, by=officer, reason="It is a brand of tea.")

    (told,) = circumstances_of(note).no_longer_protected
    assert "tea" in told


def test_a_protected_name_is_found_in_the_change_note(note):
    officer = a_person(officer_of=note.partnerships_in_order())
    protect(review=note.review, term="Zephyrine Quill", kind="name", by=officer)
    around = circumstances_of(note, change_note="Took out what Zephyrine Quill said.")

    found = checklist(compose(note), None, around)

    assert [(p.code, p.where) for p in stopping(found)] == [("protected-term", "change_note")]
    assert not any("Quill" in p.message for p in found)


def test_what_keeps_a_sheet_from_being_laid_out_hides_no_finding(note):
    officer = a_person(officer_of=note.partnerships_in_order())
    protect(review=note.review, term="Zephyrine Quill", kind="name", by=officer)
    identifying = "Zephyrine Quill was born on 4 March 2021. NHS number 943 476 5919.[^9]"
    too_much = {
        "a long word": "w" * 150,
        "brackets": "[" * 700,
        "accents": "a" + "\u0301" * 20,
        "lists in lists": "\n".join(f"{'  ' * depth}- deep" for depth in range(9)),
        "many links": "[a](https://a.example) " * 120,
        "a long address": f"[a](https://a.example/{'x' * 2_100})",
        "quotations in quotations": "> " * 45 + "deep",
        "many times too long": "A word more. " * 3_000,
        "a letter of no typeface": "Learning \u1000\u1001\u1002",
    }
    for name, words in too_much.items():
        for body in (f"{words}\n\n{identifying}", f"{identifying}\n\n{words}"):
            note.parts.filter(position=99).delete()
            Part.objects.create(briefing=note, kind="question", asked_of="manager", position=99, body=body)

            found = assess(note, asked_by=None)

            stops = {p.code for p in found.problems if p.stops}
            assert found.rendered is None, name
            assert stops >= {"protected-term", "nhs-number", "date-of-birth", "footnote-missing"}, name
            assert stops & {"cannot-render", "no-typeface"}, name


def test_words_that_only_look_alike_are_left_alone(note):
    officer = a_person(officer_of=note.partnerships_in_order())
    protect(review=note.review, term="Rose Hill", kind="place", by=officer)
    document = with_part(
        note, kind="question", asked_of="manager", body="Who rose at the hill, and who saw the hillside?"
    )

    assert checklist(document, None, circumstances_of(note)) == []


def test_a_wording_of_one_day_is_dated_that_day(note):
    assert compose(note, worded_on=date(2026, 1, 5)).worded_on == date(2026, 1, 5)


def test_the_reference_on_a_sheet_is_no_find_whatever_its_digest_looks_like():
    """It is hexadecimal, so of many wordings some look like a postcode, a car or a case number."""
    wordings = [documents.a_learning_note(title=f"Learning from Child Fern, {number}") for number in range(60)]
    looking_so = 0
    for document in wordings:
        said = f"Version of 1 May 2026, reference {doc.reference(document)}"
        looking_so += any(one.code in OF_THE_WHOLE for one in in_text(said, names=False).found)
        rendered = Rendered("", said, 9, b"", "", 1, 11, 0.5, 1, None)

        assert [one for one in nobody_is_identified(document, rendered, NOTHING) if one.stops] == []

    assert looking_so  # the control: said by anything but the sheet's own line, it would be one
