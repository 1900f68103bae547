"""import_document: a file into a draft, or a refusal that leaves nothing behind."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from briefings.drafting.compose import compose
from briefings.importing.lines import words_in
from briefings.models import Briefing, Edit
from people.models import Person
from reviews.models import DefaultHeading, Hold, Review
from tests.worlds import a_partnership, a_person, a_review

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DOCUMENTS = Path(settings.BASE_DIR) / "fixtures" / "documents"


def run(file, **options) -> dict:
    out = StringIO()
    call_command("import_document", str(file), json=True, stdout=out, **{"format": "learning-note", **options})
    return json.loads(out.getvalue())


def refused(file, **options) -> str:
    before = (Briefing.objects.count(), Review.objects.count(), Hold.objects.count(), Person.objects.count())
    with pytest.raises(CommandError) as refusal:
        run(file, **options)
    assert refusal.value.returncode == 3
    assert (Briefing.objects.count(), Review.objects.count(), Hold.objects.count(), Person.objects.count()) == before
    return str(refusal.value)


@pytest.fixture
def marlow():
    return a_partnership(slug="marlow-vale", name="Marlow Vale Safeguarding Children Partnership")


def test_import_prints_exactly_what_it_did(fernwick):
    done = run(DOCUMENTS / "note-with-columns.txt", partnership="fernwick")

    assert set(done) == {
        "briefing", "review", "format", "source_words", "placed_words", "unplaced", "set_aside", "flags", "parts",
    }  # fmt: skip
    assert done["source_words"] == done["placed_words"] == 174
    assert done["unplaced"] == done["set_aside"] == []
    assert done["parts"] == {
        "sections": 3, "points": 3, "guidance": 0, "questions": 4, "recommendations": 0, "recommendation_parts": 0,
        "paragraphs": 2, "footnotes": 0,
    }  # fmt: skip
    assert [set(flag) for flag in done["flags"]] == [{"code", "line", "message"}]


@pytest.mark.parametrize(
    ("name", "chosen", "parts"),
    [
        ("note-from-a-pdf.txt", "learning-note", {"points": 5, "questions": 4, "paragraphs": 2}),
        ("note.md", "learning-note", {"points": 3, "questions": 4, "footnotes": 1}),
        ("note.docx", "learning-note", {"points": 3, "questions": 4, "paragraphs": 2}),
        ("briefing.docx", "practitioner-briefing", {"points": 2, "recommendations": 2, "footnotes": 2}),
        ("report.docx", "full-report", {"points": 2, "paragraphs": 5, "recommendations": 2, "recommendation_parts": 2}),
        ("learning-page.html", "learning-page", {"points": 3, "guidance": 8, "footnotes": 1}),
        ("briefing-from-a-pdf.txt", "practitioner-briefing", {"points": 3, "questions": 2, "recommendations": 2}),
        ("practitioner-briefing.txt", "practitioner-briefing", {"points": 4, "recommendations": 2, "paragraphs": 6}),
        ("learning-page.txt", "learning-page", {"points": 4, "guidance": 5, "paragraphs": 2}),
        ("seven-minute-briefing.txt", "7-minute-briefing", {"sections": 7, "points": 2, "questions": 3}),
        (
            "full-report.txt",
            "full-report",
            {"points": 3, "paragraphs": 9, "recommendations": 3, "recommendation_parts": 2},
        ),
    ],
)
def test_every_sample_imports_with_every_word_in_one_place(name, chosen, parts, fernwick):
    done = run(DOCUMENTS / name, partnership="fernwick", format=chosen)

    assert parts.items() <= done["parts"].items()
    assert done["unplaced"] == []
    aside = sum(len(words_in(one["text"])) for one in done["set_aside"])
    assert done["placed_words"] + aside == done["source_words"]
    assert "words-differ" not in {flag["code"] for flag in done["flags"]}


def test_a_document_of_its_own_gets_a_private_review(fernwick, marlow):
    done = run(DOCUMENTS / "note-with-columns.txt", partnership="marlow-vale,fernwick")

    review = Review.objects.get(slug=done["review"])
    assert (review.review_type, str(review)) == ("lcspr", "Child Linden")
    assert [one.slug for one in review.partnerships_in_order()] == ["marlow-vale", "fernwick"]
    briefing = Briefing.objects.get(slug=done["briefing"])
    assert [(link.partnership.slug, link.is_lead) for link in briefing.partnership_links.all()] == [
        ("marlow-vale", True), ("fernwick", False),
    ]  # fmt: skip
    assert "linden" not in f"{review.slug} {briefing.slug}"


def test_a_topic_has_no_review(fernwick):
    done = run(DOCUMENTS / "note-with-columns.txt", partnership="fernwick", topic=True)

    assert done["review"] is None
    assert Briefing.objects.get().is_topic
    assert not Review.objects.exists()


def test_a_review_that_is_given_is_used(fernwick):
    review = a_review(partnerships=[fernwick])

    done = run(DOCUMENTS / "note-with-columns.txt", partnership="fernwick", review=review.slug, slug="chosen-address")

    assert (done["review"], done["briefing"]) == (review.slug, "chosen-address")


def test_a_contact_line_that_differs_is_kept_and_told(fernwick):
    done = run(DOCUMENTS / "note-with-columns.txt", partnership="fernwick")

    briefing = Briefing.objects.get(slug=done["briefing"])
    assert briefing.contact_override.startswith("If in doubt, talk to your manager or ring the Fernwick business unit")
    assert "contact-differs" in {flag["code"] for flag in done["flags"]}


def test_the_usual_contact_line_stays_the_partnerships_own(tmp_path, fernwick):
    note = tmp_path / "note.txt"
    note.write_text(
        "Child Sorrel\n\nWhat happened?\n\nA story.\n\n"
        f"If in doubt, seek advice from your manager, your safeguarding lead or {fernwick.mailbox}\n"
    )

    done = run(note, partnership="fernwick")

    assert Briefing.objects.get().contact_override == ""
    assert done["placed_words"] == done["source_words"]
    assert "contact-differs" not in {flag["code"] for flag in done["flags"]}


def test_a_partnerships_own_heading_opens_a_section(tmp_path, fernwick):
    DefaultHeading.objects.create(partnership=fernwick, section="what_happened", wording="The tale so far")
    note = tmp_path / "note.txt"
    note.write_text("Child Sorrel\n\nTHE TALE SO FAR:\n\nA story.\n")

    run(note, partnership="fernwick")

    assert [part.section for part in Briefing.objects.get().parts.all()] == ["what_happened"]


def test_a_marked_document_holds_its_review(fernwick):
    done = run(DOCUMENTS / "full-report.txt", partnership="fernwick", format="full-report")

    review = Review.objects.get(slug=done["review"])
    hold = review.open_holds().get()
    assert (review.handling_marking, hold.kind) == ("strictly confidential", "marking")
    assert hold.placed_by is None
    assert [str(reviewer) for reviewer in review.reviewers.all()] == ["Independent Reviewer: Jo Marchbanks"]


def test_a_second_marked_document_adds_no_second_hold(fernwick):
    review = a_review(partnerships=[fernwick])
    for _ in range(2):
        run(DOCUMENTS / "full-report.txt", partnership="fernwick", format="full-report", review=review.slug, again=True)

    assert review.open_holds().count() == 1


def test_a_named_person_is_remembered(fernwick):
    asha = a_person("asha", officer_of=[fernwick])

    run(DOCUMENTS / "full-report.txt", partnership="fernwick", format="full-report", by="asha")

    assert Edit.objects.get().by == asha
    assert Hold.objects.get().placed_by == asha
    assert Briefing.objects.get().created_by == asha


def test_the_words_come_out_of_the_document_in_order(fernwick):
    run(DOCUMENTS / "note-with-columns.txt", partnership="fernwick")

    document = compose(Briefing.objects.get())

    story, learning, questions = document.sections
    assert story.body.startswith("Linden was fourteen weeks old")
    assert len(learning.pieces[0].points) == 3
    assert questions.pieces[0].questions[3].body == "Who in my team could look at a worry with me before I go home?"
    assert document.contact.endswith("**<safe_guarding@fernwick.example>**")


@pytest.mark.parametrize(
    ("options", "advice"),
    [
        ({"format": "poster"}, "Choose one of learning-note"),
        ({"partnership": "nowhere"}, "no partnership “nowhere”"),
        ({"partnership": ","}, "Choose the partnership"),
        ({"review": "nothing"}, "no review “nothing”"),
        ({"review": "nothing", "topic": True}, "not both"),
        ({"by": "nobody"}, "no person “nobody”"),
        ({"slug": "Not An Address"}, "small letters"),
    ],
)
def test_what_cannot_be_done_is_refused_and_leaves_nothing(options, advice, fernwick):
    assert advice in refused(DOCUMENTS / "full-report.txt", **{"partnership": "fernwick", **options})


def test_an_address_that_another_draft_has_gets_letters_after_it(fernwick):
    run(DOCUMENTS / "note.md", partnership="fernwick", slug="wanted")

    run(DOCUMENTS / "note.md", again=True, partnership="fernwick", slug="wanted")

    assert [one.slug[:7] for one in Briefing.objects.all()] == ["wanted-", "wanted"]


def test_a_partnership_outside_the_review_is_refused(fernwick, marlow):
    review = a_review(partnerships=[fernwick])

    assert "Add Marlow Vale" in refused(DOCUMENTS / "note.md", partnership="marlow-vale", review=review.slug)


def test_a_stranger_cannot_import_for_a_partnership(fernwick, marlow):
    a_person("asha", officer_of=[marlow])

    assert "officer" in refused(DOCUMENTS / "full-report.txt", partnership="fernwick", format="full-report", by="asha")


@pytest.mark.parametrize("words", [b"", b"\n\n", b"PK\0\0\3\4"])
def test_an_empty_or_binary_file_is_refused(tmp_path, words, fernwick):
    file = tmp_path / "note.txt"
    file.write_bytes(words)

    assert refused(file, partnership="fernwick").startswith(("The file is empty", "This is not a text file"))


def test_a_folder_or_a_missing_file_is_refused(tmp_path, fernwick):
    assert "no file" in refused(tmp_path, partnership="fernwick")
    assert "no file" in refused(tmp_path / "gone.txt", partnership="fernwick")


def test_without_json_a_person_can_read_what_was_done(fernwick):
    out = StringIO()

    call_command(
        "import_document",
        str(DOCUMENTS / "learning-page.txt"),
        format="learning-page",
        partnership="fernwick",
        stdout=out,
    )

    assert "Made the draft learning-page-" in out.getvalue()
    assert "Set aside, line 38: Quick leave" in out.getvalue()


def test_a_section_without_a_heading_is_given_one_and_that_is_told(fernwick):
    DefaultHeading.objects.create(partnership=fernwick, section="purpose", wording="What reviews are for")

    done = run(DOCUMENTS / "learning-page.txt", partnership="fernwick", format="learning-page")

    headings = [part.heading for part in Briefing.objects.get().parts.filter(kind="section")]
    assert headings == ["What reviews are for", "Introduction", "Learning and practice"]
    assert [flag["line"] for flag in done["flags"] if flag["code"] == "heading-supplied"] == [5, 7, 9]
    assert done["placed_words"] < done["source_words"]


def test_pictures_of_a_word_file_are_drawn_again_for_their_figures(fernwick):
    done = run(DOCUMENTS / "briefing.docx", partnership="fernwick", format="practitioner-briefing")

    figures = Briefing.objects.get(slug=done["briefing"]).parts.filter(kind="figure")
    assert [figure.picture.name.endswith(".png") for figure in figures] == [True, True]
    assert figures[0].alt_text.startswith("A line that falls")
    assert figures[0].picture.size > 0


def test_a_picture_that_cannot_be_drawn_leaves_its_figure_and_is_told(tmp_path, fernwick):
    page = tmp_path / "page.html"
    page.write_text(
        "<html><body><h1>T</h1><h2>What happened?</h2><p>Words.</p>"
        "<img alt='A map' src='data:image/png;base64,bm8gcGljdHVyZQ=='></body></html>"
    )

    done = run(page, partnership="fernwick")

    figure = Briefing.objects.get(slug=done["briefing"]).parts.get(kind="figure")
    assert (figure.picture.name, figure.alt_text) == ("", "A map")
    assert "picture-not-taken" in {flag["code"] for flag in done["flags"]}


def test_a_page_that_holds_only_the_name_of_a_file_imports_that_name_and_nothing_of_the_file(fernwick, tmp_path):
    drafts = []
    for name in (json.__file__, f"{json.__file__}-is-not-there"):
        file = tmp_path / "page.html"
        file.write_text(name)

        done = run(file, partnership="fernwick")

        briefing = Briefing.objects.get(slug=done["briefing"])
        words = [briefing.title, *briefing.parts.values_list("body", flat=True)]
        drafts.append("".join(words).replace("\\", "").replace(name, "NAME"))
    assert drafts == ["NAME", "NAME"]
