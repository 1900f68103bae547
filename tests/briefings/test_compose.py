"""compose: the draft's rows become the one thing that crosses, and nothing else does."""

import json
from datetime import date

import pytest

from briefings import document as doc
from briefings.drafting.compose import compose, contact_line
from briefings.models import Part
from reviews.models import Resource, Review, Sector
from tests.worlds import POINTS, QUESTIONS, a_learning_note, a_partnership, a_review

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def note():
    return a_learning_note(partnerships=[a_partnership(slug="fernwick"), a_partnership(slug="oakhollow")])


def add(note, *parts):
    last = note.parts.count()
    for position, part in enumerate(parts, start=last + 1):
        part.briefing, part.position = note, position
        part.save()


def test_compose_keeps_words_in_order_and_partnerships_as_they_sign(note):
    document = compose(note, worded_on=DAY)

    assert [section.heading for section in document.sections] == [
        "What happened?", "What did we learn?", "How can we learn from this case?",
    ]  # fmt: skip
    assert [point.body for point in document.sections[1].pieces[0].points] == list(POINTS)
    assert [question.body for question in document.sections[2].pieces[0].questions] == list(QUESTIONS)
    assert [publisher.slug for publisher in document.publishers] == ["fernwick", "oakhollow"]


def test_compose_twice_gives_one_digest_and_another_word_another(note):
    before = doc.digest(compose(note, worded_on=DAY))
    again = doc.digest(compose(note, worded_on=DAY))
    note.parts.filter(kind="point").first().delete()

    assert before == again
    assert doc.digest(compose(note, worded_on=DAY)) != before


def test_document_survives_json_with_every_kind_of_piece(note):
    note.sectors.add(Sector.objects.create(slug="health", name="Health"))
    add(
        note,
        Part(kind="guidance", heading="How to enhance your practice", body="Read the guide."),
        Part(kind="recommendation", body="Check it.", addressees="Health"),
        Part(kind="quotation", body="We were not asked.", attribution="A grandmother"),
        Part(kind="figure", body="A caption"),
        Part(kind="footnote", mark="a", body="A note."),
    )
    document = compose(note, worded_on=DAY)

    read_back = doc.from_data(json.loads(json.dumps(doc.to_data(document))))

    assert read_back == document
    assert doc.digest(read_back) == doc.digest(document)


def test_document_of_another_shape_is_refused(note):
    data = doc.to_data(compose(note)) | {"shape": 99}

    with pytest.raises(ValueError, match="shape 99"):
        doc.from_data(data)


def test_compose_leaves_out_parts_that_say_nothing(note):
    add(note, Part(kind="question", asked_of="practitioner"))

    document = compose(note)

    assert len(document.sections[2].pieces[0].questions) == len(QUESTIONS)


def test_compose_takes_nothing_from_the_review_but_its_address():
    partnership = a_partnership()
    review = a_review(partnerships=[partnership], slug="blue-door", subject="Kestrel", age_band=Review.AgeBand.UNDER_1,
                      outcome="died", methodology="sentinelmethod", handling_marking="sentinelmarking")  # fmt: skip
    document = compose(a_learning_note(partnerships=[partnership], review=review))

    written = json.dumps(doc.to_data(document))

    assert "blue-door" in written
    for private in ("Kestrel", "under_1", "died", "sentinel"):
        assert private not in written


def test_points_and_their_guidance_stand_together():
    note = a_learning_note(partnerships=[a_partnership()], points=["One.", "Two."])
    section = note.parts.get(section="questions")
    note.parts.filter(position__gte=section.position).delete()
    add(
        note,
        Part(kind="guidance", heading="How to improve your practice", body="Do this."),
        Part(kind="guidance", body="And this."),
        Part(kind="point", body="Three."),
    )

    blocks = compose(note).sections[1].pieces

    assert [(len(block.points), len(block.guidance)) for block in blocks] == [(2, 2), (1, 0)]
    assert blocks[0].guidance_heading == "How to improve your practice"
    assert [block.label for block in blocks] == ["block-1", "block-2"]
    assert [point.label for block in blocks for point in block.points] == ["point-1", "point-2", "point-3"]


def test_footnotes_are_numbered_by_first_mark_and_unmarked_ones_kept(note):
    story = note.parts.get(section="what_happened")
    story.body = "First[^late] then[^early]."
    story.save()
    add(
        note,
        Part(kind="footnote", mark="early", body="Early."),
        Part(kind="footnote", mark="lost", body="Nobody points here."),
        Part(kind="footnote", mark="late", body="Late."),
    )

    notes = compose(note).footnotes

    assert [(one.mark, one.number) for one in notes] == [("late", 1), ("early", 2), ("lost", 0)]


def test_paragraphs_of_a_report_are_numbered_in_one_run_across_sections():
    note = a_learning_note(partnerships=[a_partnership()], format="full-report")
    note.parts.all().delete()
    add(
        note,
        Part(kind="section", section="introduction", level=1, heading="One", body="A\n\nB", is_numbered=True),
        Part(kind="section", section="other", level=2, heading="Not counted", body="C"),
        Part(kind="section", section="findings", level=1, heading="Two", body="D", is_numbered=True),
    )

    assert [section.numbered_from for section in compose(note).sections] == [1, None, 3]


def test_contact_line_names_every_mailbox_in_order_unless_the_briefing_has_its_own(note):
    generated = contact_line(note)
    note.contact_override = "Ask the duty desk."

    assert generated.index("safeguarding@fernwick.example") < generated.index("safeguarding@oakhollow.example")
    assert contact_line(note) == "Ask the duty desk."


def test_resources_are_frozen_as_they_stand_and_unknown_ones_left_out(note):
    Resource.objects.create(slug="genograms", title="Genograms", address="https://guides.example/genograms")
    story = note.parts.get(section="what_happened")
    story.body = "See [the guide](resource:genograms) and [another](resource:nowhere)."
    story.save()

    assert [link.slug for link in compose(note).links] == ["genograms"]


def test_topic_briefing_without_title_is_named_by_its_format():
    note = a_learning_note(partnerships=[a_partnership()], title="")
    note.review, note.is_topic = None, True

    assert compose(note).title == "Learning note"
