"""Nothing is lost and nothing is changed, whatever is in the file."""

import collections
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.importing import readers
from briefings.importing.lines import CannotRead, words_in
from briefings.importing.structure import read_outline
from briefings.importing.wording import markdown
from briefings.rendering import markdown as rendering

FORMATS = ["learning-note", "practitioner-briefing", "learning-page", "7-minute-briefing", "full-report"]
OWN_NUMBER = re.compile(r"^\s*\d{1,3}\. ", re.MULTILINE)

LINES_LIKE_REAL_ONES = st.one_of(
    st.sampled_from(
        [
            "What happened?", "WHAT DID WE LEARN", "How can we learn from this case?", "Recommendations", "Contents",
            "Learning", "Learning Points", "How to enhance your practice", "Quick leave", "Page 3 of 9", "12", "- 4 -",
            "1. Aims........ 4", "Process", "Analysis", "Reflective points for the partnership:", "DRAFT", "# Title",
            "If in doubt, write to a@b.example", "¹ A note.", "[1] Another note", "^2 A third", "[^x]: a fourth",
            "A line with a mark¹ and another[1] and ^2 and [^x].", "left cell\tright cell", "left?\tright?", "a\tb\tc",
            "“Somebody said so.” — A Person", "What it is.” — Somebody Else", "Independent Reviewer: A. Person",
            "This report is strictly confidential and must not be handed on to anybody else at all.", "\f", "", "", "",
            "1. One paragraph of some length that goes on for a while.", "2. And", "4. Out of order, this one is here.",
            " - a) with a letter", "(b) another letter", "iv. roman", "o\tbullet", "\uf0b7 private bullet", "➢ arrow",
            "a sentence that was cut in two by the end of the page and so does not", "end here but on the next line.",
            "***", "---", "===", "<!-- hidden -->", "<!-- open", "closed -->", "| a | b |", "|---|---|",
        ]
    ),
    st.text(max_size=60),
    st.text(alphabet="ab1.) -*_#[]()<>^¹²\t~`|&;:?!", max_size=30),
)  # fmt: skip
DOCUMENTS = st.lists(LINES_LIKE_REAL_ONES, max_size=25).map("\n".join)


@given(text=DOCUMENTS, format_slug=st.sampled_from(FORMATS), ending=st.sampled_from([".txt", ".md"]))
def test_reading_any_text_accounts_for_every_word_once(text, format_slug, ending):
    try:
        source = readers.read(text.encode("utf-8", "ignore"), name=f"file{ending}")
    except CannotRead:
        return

    outline = read_outline(source, format_slug=format_slug)

    placed = [outline.title, outline.contact]
    for piece in outline.pieces:
        placed += [piece.heading, OWN_NUMBER.sub("", piece.body), piece.attribution]
    listed = [kept.text for kept in (*outline.unplaced, *outline.set_aside, *outline.written_by_draft)]
    found = collections.Counter(word for one in placed + listed for word in words_in(one))
    written = [line.text for line in source.lines] + [kept.text for kept in source.set_aside]
    wanted = collections.Counter(word for one in written for word in words_in(one))
    assert found == wanted
    assert sum(wanted.values()) == source.words


@given(text=DOCUMENTS)
def test_unplaced_lines_have_the_number_of_their_line(text):
    try:
        source = readers.read(text.encode("utf-8", "ignore"), name="file.txt")
    except CannotRead:
        return

    outline = read_outline(source, format_slug="learning-note")

    by_number = collections.defaultdict(list)
    for line in source.lines:
        by_number[line.number] += words_in(line.text)
    for kept in (*outline.unplaced, *outline.set_aside):
        assert set(words_in(kept.text)) <= set(by_number[kept.line])


@given(text=st.text(alphabet="abc XY1.,:;!?()[]{}<>*_~`#+-=|\\/&^'\"“”\u00a0@", max_size=80))
def test_plain_words_survive_markdown(text):
    written = markdown(text, marked_up=False)

    assert words_in(rendering.plain(written)) == words_in(text)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("1. is a number", "1\\. is a number"),
        ("# not a heading", "\\# not a heading"),
        ("- not a bullet", "\\- not a bullet"),
        ("two * three * four", "two \\* three \\* four"),
        ("snake_case_name", "snake\\_case\\_name"),
        ("a <b> c", "a \\<b\\> c"),
        ("see [this] there", "see \\[this\\] there"),
        ("**bold** and *slanted* stay", "**bold** and *slanted* stay"),
        ("write to **team_a@fernwick.example**", "write to **<team_a@fernwick.example>**"),
        ("go to https://fernwick.example/a_b_c.", "go to <https://fernwick.example/a_b_c>."),
        ("[shown](https://fernwick.example)", "[shown](https://fernwick.example)"),
        ("a note[^1] here", "a note[^1] here"),
        ("Fish &amp; chips", "Fish \\&amp; chips"),
    ],
)
def test_typed_text_is_written_as_markdown(typed, written):
    assert markdown(typed, marked_up=False) == written
