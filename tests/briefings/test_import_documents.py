"""Importing and settling: refusals first, no doubles, and no word lost on the way."""

import pytest

from briefings import formats
from briefings.drafting.circumstances import circumstances_of
from briefings.drafting.import_batch import PASTED, SameName, Stale, Where, import_document, settle
from briefings.importing.lines import CannotRead, words_in
from briefings.models import Briefing, ImportedDocument, LeftOver
from people.permissions import Refused
from reviews.models import Review
from tests.worlds import a_partnership, a_person, a_review

pytestmark = pytest.mark.django_db

NOTE = """Child Sorrel

Learning note

Independent reviewer: Jo Marchbanks

Skip to main content
Print this page

What happened?

A story of a home.

What did we learn?

- Ask who lives there.

- Ring early.

How can we learn from this case?

- Who do you ask?
"""
SET_ASIDE = ["Skip to main content", "Print this page"]  # the buttons of a site, which no draft wants unasked


# More rows than a part may hold: the rest of them, in one piece, waits for a place.
LARGE_TABLE = "| Month | Visits |\n| --- | --- |\n" + "| May | 2 |\n" * 103
WAITING = NOTE.replace("A story of a home.", f"A story of a home.\n\n{LARGE_TABLE}")  # as Markdown


def an_import(fernwick, *, by=None, text=NOTE, name="sorrel.txt", chosen=formats.LEARNING_NOTE, **options):
    return import_document(data=text.encode(), name=name, chosen=chosen, partnerships=[fernwick], by=by, **options)


@pytest.fixture
def document(fernwick, asha):
    return an_import(fernwick, by=asha).document


def set_aside(document) -> list[LeftOver]:
    return list(document.left_overs.filter(why="set_aside", line__in=(7, 8)))


def put(document, way, *, by, lines=None, revision=None, **where) -> int:
    """Settle lines of a document, by default the buttons."""
    keys = [one.pk for one in (set_aside(document) if lines is None else lines)]
    revision = Briefing.objects.get(pk=document.briefing_id).revision if revision is None else revision
    return settle(document=document, left_overs=keys, where=Where(way, **where), by=by, revision=revision)


def words_of_draft(briefing) -> list[str]:
    briefing = Briefing.objects.get(pk=briefing.pk)
    texts = [briefing.title, briefing.contact_override]
    for part in briefing.parts.all():
        texts += [part.heading, part.body]
    return sorted(word.casefold() for text in texts for word in words_in(text))


# ---- refusals


def test_importing_by_an_officer_of_another_partnership_makes_nothing(fernwick):
    with pytest.raises(Refused, match="officer"):
        an_import(fernwick, by=a_person(officer_of=[a_partnership()]))

    assert not ImportedDocument.objects.exists()
    assert not Review.objects.exists()


def test_what_cannot_be_read_makes_nothing(fernwick, asha):
    with pytest.raises(CannotRead, match="empty"):
        an_import(fernwick, by=asha, text="  \n")

    assert not Briefing.objects.exists()


def test_settling_by_an_approver_is_refused(document, fernwick):
    with pytest.raises(Refused, match="officer"):
        put(document, "leave_out", by=a_person(approver_of=[fernwick]))

    assert len(set_aside(document)) == 2
    assert not document.left_overs.exclude(settled_at=None).exists()


def test_settling_on_a_stale_screen_changes_nothing(document, asha):
    before = words_of_draft(document.briefing)

    with pytest.raises(Stale, match="somebody changed this draft"):
        put(document, "title", by=asha, revision=7)

    assert words_of_draft(document.briefing) == before
    assert not document.left_overs.exclude(settled_at=None).exists()


def test_line_that_has_a_place_cannot_be_put_into_another(document, asha):
    part = document.briefing.parts.get(section="what_happened")
    put(document, "after", by=asha, part=part.pk)

    with pytest.raises(Stale, match="already"):
        put(document, "title", by=asha)

    assert Briefing.objects.get().title == "Child Sorrel Learning note"


def test_line_of_another_source_is_not_settled(document, fernwick, asha):
    other = an_import(fernwick, by=asha, text=NOTE.replace("Sorrel", "Clover")).document

    with pytest.raises(Stale):
        put(document, "leave_out", by=asha, lines=set_aside(other))

    assert len(set_aside(other)) == 2


def test_part_of_another_draft_is_refused(document, fernwick, asha):
    other = an_import(fernwick, by=asha, text=NOTE.replace("Sorrel", "Clover")).document.briefing

    with pytest.raises(Refused, match="not in this draft"):
        put(document, "after", by=asha, part=other.parts.first().pk)


@pytest.mark.parametrize(
    ("way", "where", "message"),
    [
        ("title", {}, "title would be too long"),
        ("contact", {}, "contact line would be too long"),
        ("new", {"kind": "section"}, "too long for a heading"),
        ("new", {"kind": "figure"}, "Choose where"),
        ("somewhere", {}, "Choose where"),
    ],
)
def test_words_that_cannot_stand_there_are_refused_and_stay_on_the_list(document, asha, way, where, message):
    LeftOver.objects.filter(line__in=(7, 8)).update(text="a word and more " * 40)

    with pytest.raises(Refused, match=message):
        put(document, way, by=asha, **where)

    assert all(one.is_open for one in set_aside(document))


def test_settling_nothing_is_refused(document, asha):
    with pytest.raises(Refused, match="Tick"):
        put(document, "leave_out", by=asha, lines=[])


# ---- making a draft of a file


def test_source_is_kept_with_every_line_and_every_left_over(document, asha):
    assert (document.name, document.by, document.is_markdown) == ("sorrel.txt", asha, False)
    assert [text for _, text in document.lines] == NOTE.split("\n")
    assert [one.text for one in set_aside(document)] == SET_ASIDE
    assert "Independent reviewer: Jo Marchbanks" in [one.text for one in document.left_overs.filter(why="set_aside")]
    assert document.source_words == len(words_in(NOTE))


def test_name_of_the_file_is_nowhere_in_the_address(document):
    assert "sorrel" not in f"{document.briefing.slug} {document.briefing.review.slug}"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Cases\\sorrel.txt", "sorrel.txt"),
        ("../../sorrel\r\n.txt", "sorrel .txt"),
        (f"{'long' * 90}.txt", f"{'long' * 48}lon….txt"),
    ],
)
def test_name_of_the_file_is_kept_without_folders_and_not_too_long(fernwick, asha, name, kept):
    assert an_import(fernwick, by=asha, name=name).document.name == kept


def test_pasted_words_are_read_as_text(fernwick, asha):
    assert an_import(fernwick, by=asha, name=PASTED).document.name == "pasted words"


def test_same_content_is_recognised_whatever_its_name(document, fernwick, asha):
    again = an_import(fernwick, by=asha, name="another name.txt")

    assert again.recognised
    assert again.document == document
    assert again.imported.as_data() == {**again.imported.as_data(), "briefing": document.briefing.slug}
    assert Briefing.objects.count() == Review.objects.count() == 1


def test_recognised_content_can_be_imported_again_as_a_new_draft(document, fernwick, asha):
    assert not an_import(fernwick, by=asha, again=True).recognised
    assert Briefing.objects.count() == 2


def test_same_words_as_a_page_or_pasted_are_recognised(document, fernwick, asha):
    page = "".join(f"<p>{words}</p>" for words in filter(None, NOTE.splitlines()))

    again = an_import(fernwick, by=asha, text=f"<!doctype html><body>{page}", name="sorrel.html")

    assert (again.recognised, again.document) == (True, document)
    assert not an_import(fernwick, by=asha, text=f"{NOTE}\n- Ring twice.\n", is_new_review=True).recognised


def test_import_again_belongs_to_the_same_review(document, fernwick, asha):
    assert an_import(fernwick, by=asha, again=True).document.briefing.review == document.briefing.review


def test_second_review_of_a_name_is_made_only_when_asked_for(document, fernwick, asha):
    with pytest.raises(SameName) as question:
        an_import(fernwick, by=asha, chosen=formats.PRACTITIONER_BRIEFING)

    assert question.value.reviews == [document.briefing.review]
    assert Review.objects.count() == Briefing.objects.count() == 1
    assert an_import(fernwick, by=asha, text=NOTE.replace("Sorrel", "Clover")).document.briefing.review
    made = an_import(fernwick, by=asha, chosen=formats.PRACTITIONER_BRIEFING, is_new_review=True)
    assert made.document.briefing.review != document.briefing.review


def test_document_that_names_nobody_is_known_by_the_title_of_its_briefing(fernwick, asha):
    topic = NOTE.replace("Child Sorrel", "Safe sleep in hot weather")
    first = an_import(fernwick, by=asha, text=topic)

    with pytest.raises(SameName) as question:
        an_import(fernwick, by=asha, text=topic, chosen=formats.PRACTITIONER_BRIEFING)

    assert question.value.reviews == [first.document.briefing.review]


def test_same_content_in_another_format_or_for_another_review_is_new(document, fernwick, asha):
    other = a_review(partnerships=[fernwick])
    of_it = document.briefing.review

    assert not an_import(fernwick, by=asha, chosen=formats.SEVEN_MINUTE_BRIEFING, review=of_it).recognised
    assert not an_import(fernwick, by=asha, review=other).recognised
    assert not an_import(fernwick, by=asha, is_topic=True).recognised
    assert an_import(fernwick, by=asha, review=other).recognised


def test_same_content_for_more_partnerships_is_new(document, fernwick, asha):
    both = [fernwick, a_partnership(slug="marlow-vale")]

    joint = import_document(
        data=NOTE.encode(), name="sorrel.txt", chosen=formats.LEARNING_NOTE, partnerships=both, by=asha,
        is_new_review=True,
    )  # fmt: skip

    assert not joint.recognised
    assert joint.document.briefing.partnerships_in_order() == both


def test_content_whose_draft_was_deleted_is_new(document, fernwick, asha):
    review = document.briefing.review
    document.briefing.delete()

    assert not an_import(fernwick, by=asha, review=review).recognised


def test_what_was_imported_is_told_again_with_the_same_words(fernwick, asha):
    first = an_import(fernwick, by=asha).imported.as_data()

    assert an_import(fernwick, by=asha).imported.as_data() == first


# ---- settling


def test_lines_join_into_one_paragraph_after_the_words_of_a_part(document, asha):
    part = document.briefing.parts.get(section="what_happened")

    assert put(document, "after", by=asha, part=part.pk, joined=True) == 2

    part.refresh_from_db()
    assert part.body == "A story of a home.\n\nSkip to main content Print this page"
    assert {(one.put_into, one.settled_as, one.settled_by) for one in set_aside(document)} == {(part, "words", asha)}


def test_lines_stand_as_paragraphs_before_the_words_of_a_part(document, asha):
    part = document.briefing.parts.get(section="what_happened")

    put(document, "before", by=asha, part=part.pk)

    part.refresh_from_db()
    assert part.body == f"{SET_ASIDE[0]}\n\n{SET_ASIDE[1]}\n\nA story of a home."


@pytest.mark.parametrize("kind", ["point", "guidance", "question", "recommendation", "quotation", "footnote"])
def test_lines_become_a_part_of_their_own_after_another(document, asha, kind):
    first_point = document.briefing.parts.filter(kind="point").first()

    put(document, "new", by=asha, kind=kind, part=first_point.pk, joined=True)

    parts = list(document.briefing.parts.all())
    made = parts[parts.index(first_point) + 1]
    assert (made.kind, made.body) == (kind, " ".join(SET_ASIDE))
    assert [part.position for part in parts] == list(range(1, len(parts) + 1))
    assert {one.put_into for one in set_aside(document)} == {made}


def test_line_becomes_the_heading_of_a_section_first_of_all(document, asha):
    put(document, "new", by=asha, kind="section", lines=set_aside(document)[:1])

    first = document.briefing.parts.first()
    assert (first.kind, first.heading, first.body) == ("section", SET_ASIDE[0], "")
    assert len([one for one in set_aside(document) if one.is_open]) == 1


def test_lines_go_into_title_and_contact_line_after_what_is_there(document, asha):
    first, second = set_aside(document)
    put(document, "title", by=asha, lines=[first])
    put(document, "contact", by=asha, lines=[second])

    briefing = Briefing.objects.get()
    assert briefing.title == f"Child Sorrel Learning note {SET_ASIDE[0]}"
    assert briefing.contact_override == SET_ASIDE[1]


def test_set_aside_line_is_put_back_the_same_way(document, asha):
    line = document.left_overs.get(text__contains="Marchbanks")

    put(document, "new", by=asha, lines=[line], kind="quotation")

    assert document.briefing.parts.first().body == "Independent reviewer: Jo Marchbanks"


def test_line_left_out_stays_on_the_list_and_can_still_be_placed(document, asha):
    put(document, "leave_out", by=asha)
    assert {(one.settled_as, one.is_open) for one in set_aside(document)} == {("left_out", True)}

    put(document, "title", by=asha, lines=set_aside(document)[:1])

    assert Briefing.objects.get().title.endswith(SET_ASIDE[0])


def test_line_whose_part_was_removed_is_open_again(document, asha):
    put(document, "new", by=asha, kind="point")
    set_aside(document)[0].put_into.delete()

    assert all(one.is_open for one in set_aside(document))


def test_bullet_in_front_is_left_off_and_accidental_marks_are_kept_as_typed(document, asha):
    LeftOver.objects.filter(pk=set_aside(document)[0].pk).update(text="• 5 * 4 and _this_")

    put(document, "new", by=asha, kind="point", lines=set_aside(document)[:1])

    assert document.briefing.parts.first().body == r"5 \* 4 and \_this\_"


def test_every_word_of_the_source_is_in_the_draft_once_all_is_put_somewhere(document, asha):
    for one in document.left_overs.all():
        put(document, "new", by=asha, lines=[one], kind="quotation")

    assert words_of_draft(document.briefing) == sorted(word.casefold() for word in words_in(NOTE))


def test_settling_raises_the_revision_and_counts_as_an_edit(document, fernwick, asha):
    bela = a_person("bela", officer_of=[fernwick])

    put(document, "leave_out", by=bela)

    briefing = Briefing.objects.get()
    assert briefing.revision == 1
    assert briefing.edits.first().by == bela


def test_checklist_hears_of_lines_that_wait_until_they_are_settled(fernwick, asha):
    document = an_import(fernwick, by=asha, text=WAITING, name="sorrel.md").document
    assert circumstances_of(document.briefing).unplaced == 1

    put(document, "leave_out", by=asha, lines=document.left_overs.filter(why="unplaced"))

    assert circumstances_of(document.briefing).unplaced == 0
