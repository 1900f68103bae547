"""Files into lines: encodings, bounds, and what each kind of file says by itself."""

import pytest

from briefings.importing import readers
from briefings.importing.lines import CannotRead
from briefings.importing.readers import text as plain_text
from briefings.importing.recognising.markers import marker_of, with_marks
from briefings.importing.structure import read_outline


def lines(data: bytes, name: str = "note.txt") -> list[str]:
    return [line.text for line in readers.read(data, name=name).lines]


@pytest.mark.parametrize(
    "data",
    [
        "Alder’s café".encode(),
        "Alder’s café".encode("utf-8-sig"),
        "Alder’s café".encode("utf-16"),
        "Alder’s café".encode("cp1252"),
    ],
)
def test_letters_are_read_in_any_usual_encoding(data):
    assert lines(data) == ["Alder’s café"]


def test_windows_text_is_flagged_as_a_guess():
    assert [flag.code for flag in readers.read("café".encode("cp1252"), name="a.txt").flags] == ["encoding-guessed"]


@pytest.mark.parametrize(
    ("data", "name", "advice"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t\n ", "a.txt", "empty"),
        (b"\xef\xbb\xbf\n", "a.txt", "empty"),
        (b"abc\0def", "a.txt", "not a text file"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08", "a.txt", "not a text file"),
        (b"caf\x81\x8d", "a.txt", "UTF-8"),
        (b"\xff\xfea", "a.txt", "UTF-8|not a text"),
        (b"words", "a.exe", "Save it as"),
        (b"words", "words", "Save it as"),
        (b"a" * (plain_text.MOST_BYTES + 1), "a.txt", "larger than 5 MB"),
        (b"a\n" * (plain_text.MOST_LINES + 1), "a.txt", "lines"),
        (b"a" * (plain_text.LONGEST_LINE + 1), "a.txt", "Line 1 is longer"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(data, name, advice):
    with pytest.raises(CannotRead, match=advice):
        readers.read(data, name=name)


def test_line_ends_of_every_system_count_the_same():
    found = readers.read(b"one\r\ntwo\rthree\nfour\x0cfive", name="a.txt").lines

    assert [(line.number, line.text) for line in found] == [
        (1, "one"), (2, "two"), (3, "three"), (4, "four"), (4, "five"),
    ]  # fmt: skip
    assert found[-1].starts_page


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("safe\u200bguarding multi\u2060agency", ["safeguarding multiagency"]),
        ("Ø\tOne\nØ\tTwo", ["•\tOne", "•\tTwo"]),
        ("q\u00a0\u00a0One\nü\u00a0Two\nq  Three", ["•\tOne", "ü\u00a0Two", "•\tThree"]),
        ("\uf0b7 One\no\u00a0Two", ["\uf0b7 One", "o\u00a0Two"]),
        ("Ann wrote:\n> One\n> two.\n>> Three", ["Ann wrote:", "One", "two.", "Three"]),
        ("> One\n>\n> Two", ["One", "", "Two"]),
        (
            "> The school wrote a letter to the family and\n> nobody answered until the neighbour rang up\n> twice.",
            ["The school wrote a letter to the family and", "nobody answered until the neighbour rang up", "twice."],
        ),
        ("> Ask again.\n> Write it down.", ["> Ask again.", "> Write it down."]),
        ("one\x0b two\u2028three", ["one", " two", "three"]),
    ],
)
def test_a_text_is_read_as_its_reader_sees_it(typed, found):
    assert lines(typed.encode()) == found


def test_the_address_behind_a_link_is_no_word_of_a_document():
    source = readers.read(b"<html><p>See <a href='https://a.example/some/where'>the guide</a>.</p>", name="a.html")

    assert source.words == 3


def test_the_same_bytes_have_the_same_digest():
    assert readers.read(b"words", name="a.txt").digest == readers.read(b"words", name="b.md").digest


def test_markdown_headings_of_both_kinds_and_comments():
    source = readers.read(b"# One\nTwo\n---\n<!-- not\nfor all --> three\n\n***\n", name="a.md")

    assert [(line.text, line.heading) for line in source.lines if line.text] == [("One", 1), ("Two", 2), (" three", 0)]
    assert source.set_aside == []
    assert [(flag.code, "1 comment" in flag.message) for flag in source.flags] == [("comments", True)]


@pytest.mark.parametrize(
    ("typed", "style", "value"),
    [
        ("- words", "bullet", 0), ("* words", "bullet", 0), ("•words", "bullet", 0), ("· words", "bullet", 0),
        ("o\twords", "bullet", 0), ("§ words", "bullet", 0), ("➢ words", "bullet", 0), ("– words", "bullet", 0),
        ("\uf0b7\twords", "bullet", 0), ("1. words", "number", 1), ("12) words", "number", 12),
        ("(3) words", "number", 3),
        ("1.1 words", "section", 1), ("2.3.4. words", "section", 4), ("(a) words", "letter", 1),
        ("b) words", "letter", 2),
        ("- c) words", "letter", 3), ("iv. words", "letter", 4), ("i) words", "letter", 1),
    ],
)  # fmt: skip
def test_bullets_and_numbers_of_every_kind_are_known(typed, style, value):
    marker = marker_of(typed)

    assert (marker.style, marker.value) == (style, value)
    assert typed[marker.length :] == "words"


@pytest.mark.parametrize(
    "typed", ["words", "A. Person", "2021 was", "o words-without-a-list"[2:], "-5 degrees", "3 days", "*so*"]
)
def test_words_are_not_taken_for_bullets(typed):
    assert marker_of(typed) is None


@pytest.mark.parametrize(
    ("typed", "labels", "found"),
    [
        ("Alder¹ said", set(), "Alder[^1] said"),
        ("Alder¹² said", {"12"}, "Alder[^12] said"),
        ("Alder¹² said", {"1", "2"}, "Alder[^1][^2] said"),
        ("a room of 9 m²", {"1"}, "a room of 9 m²"),
        ("about 10² visits, x² and 10⁶", set(), "about 10² visits, x² and 10⁶"),
        ("in 2019² and", {"2"}, "in 2019[^2] and"),
        ("in 2019¹ and", set(), "in 2019[^1] and"),
    ],
)
def test_raised_figures_become_marks_unless_they_square_a_unit(typed, labels, found):
    assert with_marks(typed, labels={"raised": labels, "square": set(), "caret": set()})[0] == found


@pytest.mark.parametrize(
    "pattern",
    [
        "*",
        "*a ",
        "[",
        "[a](",
        "http://",
        "a@",
        "¹",
        "- ",
        "1.",
        "_",
        "<!--",
        "“a” - ",
        "\t",
        "lead ",
        "&",
        "`",
        "{>>",
        "{--",
        "<del>",
        "<s>",
        "~~",
        "~~a ",
    ],
)
@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_a_pathological_line_ends(pattern, ending):
    line = pattern * (30_000 // len(pattern))

    source = readers.read(f"What happened?\n\n{line}\n\n{line} end\n".encode(), name=f"a{ending}")

    assert read_outline(source, format_slug="full-report").pieces
