"""What lines are recognised as: tables of examples, for and against, and documents in which a line begins oddly."""

import pytest

from briefings.importing import readers
from briefings.importing.lines import Flag, Line
from briefings.importing.recognising.columns import in_columns
from briefings.importing.recognising.edges import edge_lines
from briefings.importing.slips import gathered
from briefings.importing.structure import read_outline

TEXT = "The school wrote twice in the spring, and nobody answered either of the letters."
HEADINGS = [
    "Signs that were missed", "HOW SERVICES TALKED", "Theme 2: Damp homes", "About Plover", "**What helped**",
    "Who rang the aunt?", "Beth ddigwyddodd", "Messages for practitioners", "The night of the fire",
]  # fmt: skip
NO_HEADINGS = [
    "He told the school about it.", "the bus was late", "“We did not know”", "The school is near the bridge",
    "bulletin@kelderby.example", "01632 960 123", "- Ask twice", "He was asked for:",
]  # fmt: skip
CLOSING = [
    "* Names have been changed", "* Not her real name", "Published: 14 May", "Last updated 3 April", "© Kelderby Board",
    "Version 1.2", "Review date: May next year", "Published 9 February | 4 minute read", "Cyhoeddwyd ym mis Mawrth",
    "You receive this bulletin because you booked with us. Unsubscribe", "Print this page    Share    Back to top",
]  # fmt: skip
NO_CLOSING = [
    "Published reviews show the same pattern.", "Names matter: ask what a child is called.", "Version control failed.",
    "Share what you know.", "May was the worst month for the family.", "Home visits stopped in May.",
]  # fmt: skip


def read(text: str, format_slug: str = "learning-note"):
    return read_outline(readers.read(text.encode(), name="typed.txt"), format_slug=format_slug)


def bodies(found, kind: str) -> list[str]:
    return [piece.body for piece in found.pieces if piece.kind == kind]


def story(words: str) -> str:
    found = read(
        f"Child Plover: Learning Note\n\nWhat happened\n\n{words}\n\nWhat did we learn\n\n- Ask.\n- Ask twice.\n"
    )
    assert not found.unplaced
    return next(piece.body for piece in found.pieces if piece.section == "what_happened")


@pytest.mark.parametrize("line", HEADINGS)
def test_short_line_over_text_is_a_heading_and_says_why(line):
    found = read(
        f"Child Plover: Learning Note\n\nWhat happened\n\n{TEXT}\n\n{line}\n\n{TEXT}\n", "practitioner-briefing"
    )

    piece = [piece for piece in found.pieces if piece.kind == "section"][-1]
    assert piece.heading == line.strip("*")
    assert found.pieces[-1].body == TEXT
    assert piece.reason
    assert not found.unplaced


@pytest.mark.parametrize("line", NO_HEADINGS)
def test_short_line_that_is_none_is_no_heading(line):
    found = read(
        f"Child Plover: Learning Note\n\nWhat happened\n\n{TEXT}\n\n{line}\n\n{TEXT}\n", "practitioner-briefing"
    )

    assert [piece.heading for piece in found.pieces if piece.kind == "section"] == ["What happened"]


@pytest.mark.parametrize("line", CLOSING)
def test_closing_line_is_set_aside_and_no_question(line):
    found = read(f"Child Plover\n\nQuestions to consider\n\n- Who asks?\n- Who rings?\n\n{line}\n")

    assert bodies(found, "question") == ["Who asks?", "Who rings?"]
    assert [kept.text for kept in found.set_aside] == [" ".join(line.split())]


def test_words_that_begin_as_closing_lines_do_are_kept():
    lines = [Line(number, line) for number, line in enumerate([TEXT, "", *NO_CLOSING, "", TEXT], 1)]

    assert edge_lines(lines) == set()


@pytest.mark.parametrize(
    "words",
    [
        "The last address was at flat\n12. The school asked for a visit and nobody answered for\n9. 5 months.",
        "They had been there for\n2. 5 weeks, and left flat\n7. Nobody rang.",
        "She was seen alone in the road at\n11.30 in the evening.",
        "12.03.21 The school wrote.",
        "2.5 years later the same questions came up again.",
        "The midwife wrote it down with care and told the team –\n– as she had been trained to do – and rang.",
        "The duty team told the school in the morning that one\n- and only one - call had come.",
        "The father sat at the end of the table and was asked\no nothing by anyone.",
    ],
)
def test_figure_or_dash_at_the_beginning_of_a_wrapped_line_is_words(words):
    found = story(words)

    assert found.replace("\\", "").split() == words.split()
    assert "\n" not in found


@pytest.mark.parametrize("sign", [">", "o\u00a0", "\uf0b7", "•", "-", "1.", "a)", "(i)", "R1."])
def test_mark_that_prose_does_not_use_or_that_counts_on_is_an_item(sign):
    second = {"1.": "2.", "a)": "b)", "(i)": "(ii)", "R1.": "R2."}.get(sign, sign)
    found = read(f"Child Plover\n\nWhat did we learn\n\n{sign} Ask twice.\n{second} A. Kestrel knew.\n")

    assert bodies(found, "point") == ["Ask twice.", "A. Kestrel knew."]


def test_longest_line_of_a_run_does_not_take_the_next():
    points = [
        "Bring worries together early.",
        "Talk about smoking each time you are in the home of somebody who smokes.",
        "Write down who was told.",
    ]
    found = read("Child Plover\n\nWhat did we learn\n" + "\n".join(points) + "\n")

    assert bodies(found, "point") == points


def test_letters_stay_letters():
    found = story("Plover lived with:\n\n(a) his mother;\n(b) her partner; and\n(c) a lodger.")

    assert found == "Plover lived with:\n\n- (a) his mother;\n- (b) her partner; and\n- (c) a lodger."


def test_label_under_each_heading_is_no_running_head():
    theme = "{0}\n\n**Why this matters**\n\nThe mother told four people about {0}, and none rang.\n\n\f"
    found = read(
        "Child Plover\n\n" + "".join(map(theme.format, ["Bruises", "Fathers", "Records"])), "practitioner-briefing"
    )

    assert [piece.heading for piece in found.pieces if piece.kind == "section"].count("Why this matters") == 3
    assert not found.set_aside


def test_boxes_with_their_numbers_on_lines_of_their_own_are_sections():
    boxes = "1\nThe story so far\nHe lived alone.\n2\nWhat got in the way\nLetters went astray.\n"
    over = "3\nOver to you\nWho would ring you?\nWho would you ring?\n"
    found = read(f"7 minute briefing: Plover\n\n{boxes}{over}", "7-minute-briefing")

    assert [piece.heading for piece in found.pieces if piece.kind == "section"] == [
        "The story so far", "What got in the way", "Over to you",
    ]  # fmt: skip
    assert len(bodies(found, "question")) == 2


def test_columns_that_spaces_part_are_read_down_and_rows_of_facts_across():
    columns = [
        "What happened              What we learned",
        "",
        "She fell nine times in     Falls are counted when",
        "a year. Each fall was      somebody adds them. Name",
        "written down by one        one person who keeps a",
        "service and by no other.   list of them.",
    ]
    facts = ["MASH     Multi-agency safeguarding hub", "GP       General practitioner"]

    def texts(lines: list[str]) -> list[str]:
        return [line.text for line in in_columns([Line(number, line) for number, line in enumerate(lines, 1)])]

    down = [text for text in texts(columns) if text]
    assert down[:2] == ["What happened", "She fell nine times in"]
    assert down[5:7] == ["What we learned", "Falls are counted when"]
    assert texts(facts) == ["MASH\tMulti-agency safeguarding hub", "GP\tGeneral practitioner"]


def test_contents_list_does_not_take_the_first_heading():
    contents = "Contents\n\n1    Introduction ...... 2\n2    Process ...... 3\n\n"
    words = "1. Introduction\n\n1.1 The board asked for this.\n\n2. Process\n\n2.1 Nine agencies wrote.\n"
    found = read(f"Adult Plover\n\n{contents}{words}", "full-report")

    assert [(piece.heading, piece.body) for piece in found.pieces] == [
        ("1. Introduction", "1.1 The board asked for this."), ("2. Process", "2.1 Nine agencies wrote."),
    ]  # fmt: skip


def test_footnotes_with_roman_marks_are_notes():
    found = read("Child Plover\n\nWhat happened\n\nHe was hurt[i] and healed[ii].\n\n[i] In May.\n[ii] By June.\n")

    assert [(piece.mark, piece.body) for piece in found.pieces if piece.kind == "footnote"] == [
        ("i", "In May."), ("ii", "By June."),
    ]  # fmt: skip


def test_flags_of_one_kind_are_one_with_their_places():
    found = gathered([Flag("again", line, "Said before.") for line in range(1, 1_046)] + [Flag("other", 3, "Else.")])

    assert [flag.code for flag in found] == ["again", "other"]
    assert "1,045 of these in all; also at lines 2, 3, 4" in found[0].message
