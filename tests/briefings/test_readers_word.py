"""Word files: what their reader sees comes through, whatever way Word writes it down, and nothing else."""

import importlib.util
import io
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from docx import Document

from briefings.importing import readers
from briefings.importing.lines import words_in
from briefings.importing.readers.emphasis import Stretch, in_markdown
from briefings.importing.structure import read_outline

DOCUMENTS = Path(settings.BASE_DIR) / "fixtures" / "documents"
LEFT_OUT = ("insertedword", "deletedword", "hiddenword", "styledword", "commentedword", "movedword")


def source(name: str):
    return readers.read((DOCUMENTS / name).read_bytes(), name=name)


def outline(name: str, format_slug: str):
    return read_outline(source(name), format_slug=format_slug)


def bodies(found, kind: str) -> list[str]:
    return [piece.body for piece in found.pieces if piece.kind == kind]


def saved(made) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def note():
    return outline("note.docx", "learning-note")


@pytest.fixture(scope="module")
def briefing():
    return outline("briefing.docx", "practitioner-briefing")


@pytest.fixture(scope="module")
def report():
    return outline("report.docx", "full-report")


@pytest.fixture(scope="module")
def unfinished():
    return source("unfinished.docx")


@pytest.mark.slow
def test_the_samples_are_what_the_script_makes():
    place = importlib.util.spec_from_file_location("make_samples", DOCUMENTS / "make_samples.py")
    script = importlib.util.module_from_spec(place)
    place.loader.exec_module(script)

    for name, make in script.SAMPLES.items():
        made, kept = readers.read(script.bytes_of(make()), name=name), source(name)
        assert (made.lines, made.flags, made.set_aside) == (kept.lines, kept.flags, kept.set_aside), name


def test_headings_title_and_contact_are_found(note):
    assert note.title == "Baby Sorrel: learning note"
    assert note.contact == "If in doubt, talk to your safeguarding lead."
    assert [piece.section for piece in note.pieces if piece.kind == "section"] == [
        "what_happened", "learning", "questions",
    ]  # fmt: skip


def test_bold_slanted_and_linked_words_stay_so(note):
    story = bodies(note, "section")[0]

    assert "a **community midwife** saw" in story
    assert "a *car seat*." in story
    assert "[the partnership's pages](https://fernwick.example/bruising)" in bodies(note, "point")[2]


def test_a_list_inside_an_item_stays_inside(note):
    assert bodies(note, "point")[1] == (
        "Before you close the record, check:\n\n- who lives in the home\n- who has been told"
    )


def test_a_table_that_lays_questions_out_is_read_cell_by_cell(note):
    assert [one.split()[0] for one in bodies(note, "question")] == ["How", "Whom", "How", "What"]


def test_heads_and_feet_of_pages_are_set_aside(note):
    assert {kept.text for kept in note.set_aside} == {
        "Fernwick Safeguarding Children Partnership", "Printed for the July meeting",
    }  # fmt: skip


def test_a_house_style_and_bold_lines_are_headings(briefing):
    sections = [(piece.section, piece.heading, piece.level) for piece in briefing.pieces if piece.kind == "section"]

    assert sections[:3] == [
        ("audience", "Who should read this briefing?", 1),
        ("method", "How we did the review", 1),
        ("overview", "OVERVIEW OF LEARNING", 1),
    ]


def test_footnotes_and_endnotes_are_notes_with_all_their_paragraphs(briefing):
    notes = {piece.mark: piece.body for piece in briefing.pieces if piece.kind == "footnote"}

    assert notes == {
        "1": "Nine people from five services.\n\nTwo could not come.",
        "2": "The guide of the partnership names eighteen degrees.",
    }
    assert "knew Yarrow[^1] and asked:" in bodies(briefing, "section")[1]


def test_a_table_of_facts_stays_a_table(briefing):
    assert (
        "| Month | Visits | Written down |\n| --- | --- | --- |\n| January | 4 | 1 |" in bodies(briefing, "section")[3]
    )


def test_pictures_are_figures_with_their_words_and_caption(briefing):
    figures = [piece for piece in briefing.pieces if piece.kind == "figure"]

    assert [piece.picture[:4] for piece in figures] == [b"\x89PNG", b"\x89PNG"]
    assert figures[0].alt_text.startswith("A line that falls")
    assert figures[0].body == "Figure 1: the warmth of the living room"
    assert [flag.code for flag in briefing.flags].count("picture-without-words") == 1


def test_the_words_of_a_text_box_come_once_and_are_told(briefing):
    everything = " ".join(piece.body for piece in briefing.pieces)

    assert everything.count("nobody asked me about the cold") == 1
    assert "text-boxes" in {flag.code for flag in briefing.flags}


def test_a_report_keeps_the_run_of_numbers_that_word_counts(report):
    numbered = [piece for piece in report.pieces if piece.is_numbered]

    assert sum(piece.paragraphs for piece in numbered) == 5
    assert [(piece.heading, piece.level) for piece in report.pieces if piece.kind == "section"] == [
        ("Introduction", 1), ("Analysis", 1), ("What was known", 2), ("Letters", 3), ("Who was asked", 2),
        ("Recommendations", 1),
    ]  # fmt: skip
    assert "numbering-differs" not in {flag.code for flag in report.flags}


def test_a_report_has_lettered_parts_a_reviewer_and_no_contents_list(report):
    assert bodies(report, "recommendation")[0].endswith("1. by telephone on the same day\n2. by a visit on the next")
    assert report.reviewers == [("Independent Reviewer", "Ines Alder")]
    assert {"Contents", "Analysis\t3"} <= {kept.text for kept in report.set_aside}
    assert report.title == "Safeguarding Adults Review: Adult Campion"


def test_changes_comments_and_hidden_words_are_counted_and_never_kept(unfinished):
    everything = repr(unfinished)

    assert not [word for word in LEFT_OUT if word in everything]
    told = {flag.code: flag.message for flag in unfinished.flags}
    assert "4 tracked changes: 3 words inserted and 3 deleted" in told["tracked-changes"]
    assert "1 comment" in told["comments"]
    assert "2 words" in told["hidden-text"]
    assert "1 time" in told["external-references"]


def test_words_beside_changes_stay_together(unfinished):
    assert "Clover was seen three times." in [line.text for line in unfinished.lines]


def test_a_numbered_heading_keeps_its_number_and_its_kind():
    made = Document()
    made.add_heading("A title", 0)
    made.add_heading("1. Introduction", 1)
    made.add_paragraph("2. A numbered paragraph that somebody typed with its number.")

    found = read_outline(readers.read(saved(made), name="a.docx"), format_slug="full-report")

    assert [(piece.section, piece.heading) for piece in found.pieces] == [("introduction", "1. Introduction")]


@pytest.mark.parametrize("first", ["Heading 1", "Title"])
def test_main_headings_have_one_level_whatever_style_the_title_has(first):
    made = Document()
    made.add_paragraph("Baby Sorrel", style=first)
    made.add_heading("What happened?", 1)
    made.add_paragraph("A story.")
    made.add_heading("What did we learn?", 1)
    made.add_paragraph("A point.", style="List Bullet")

    found = read_outline(readers.read(saved(made), name="a.docx"), format_slug="learning-note")

    assert found.title == "Baby Sorrel"
    assert [piece.level for piece in found.pieces if piece.kind == "section"] == [1, 1]


def test_signs_that_markdown_would_take_are_words_in_word():
    made = Document()
    made.add_heading("What happened?", 1)
    made.add_paragraph("Two * three, snake_case, [square], <angle>, `tick` and https://a.example/b_c.")

    found = read_outline(readers.read(saved(made), name="a.docx"), format_slug="learning-note")

    assert found.pieces[0].body == (
        "Two \\* three, snake\\_case, \\[square\\], \\<angle\\>, \\`tick\\` and <https://a.example/b_c>."
    )


def test_every_word_of_a_word_file_has_one_place():
    for name, chosen in (("note.docx", "learning-note"), ("briefing.docx", "practitioner-briefing"),
                         ("report.docx", "full-report")):  # fmt: skip
        read = source(name)
        found = read_outline(read, format_slug=chosen)

        placed = [found.title, found.contact]
        for piece in found.pieces:
            placed += [piece.heading, piece.body, piece.attribution, piece.alt_text]
        listed = [kept.text for kept in (*found.unplaced, *found.set_aside)]
        have = Counter(word for text in placed + listed for word in words_in(text))
        wanted = Counter(word for line in (*read.lines, *read.set_aside) for word in words_in(line.text))
        # Numbers and letters in front of paragraphs are written again by the draft.
        assert not [word for word in wanted - have if not word.isdigit() and len(word) > 1], name


@pytest.mark.parametrize(
    ("stretches", "written"),
    [
        ([Stretch("a "), Stretch("bold ", bold=True), Stretch("word")], "a **bold** word"),
        ([Stretch("Note:", bold=True), Stretch("text")], "**Note**:text"),
        ([Stretch("1. Aims", bold=True)], "1. **Aims**"),
        ([Stretch("both", bold=True, slanted=True)], "***both***"),
        ([Stretch("mark"), Stretch("12", raised=True)], "mark¹²"),
        ([Stretch("see "), Stretch("here", target="https://a.example")], "see [here](https://a.example)"),
        ([Stretch("here", target="javascript:x")], "here"),
        ([Stretch("a@b.example", target="mailto:a@b.example")], "<a@b.example>"),
        ([Stretch("as [1] says")], "as [1] says"),
        ([Stretch("  ", bold=True), Stretch("x")], "  x"),
    ],
)
def test_stretches_are_written_as_markdown(stretches, written):
    assert in_markdown(stretches) == written


def test_lists_three_deep_keep_their_depth():
    made = Document()
    made.add_heading("What happened?", 1)
    made.add_paragraph("These were the visits.")
    for words, style in (
        ("one", "List Bullet"),
        ("in", "List Bullet 2"),
        ("deep", "List Bullet 3"),
        ("out", "List Bullet"),
    ):
        made.add_paragraph(words, style=style)

    found = read_outline(readers.read(saved(made), name="a.docx"), format_slug="learning-note")

    assert found.pieces[0].body == "These were the visits.\n\n- one\n   - in\n      - deep\n- out"
