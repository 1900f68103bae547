"""Two wordings side by side."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefings.document import Points, Section
from briefings.drafting.comparing import Run, compare, pieces_of, runs
from tests.documents import a_learning_note


def said(differences, what):
    return [(one.name, (one.after or one.before).text) for one in differences if one.what == what]


def with_points(document, change):
    """The Document with the points of its first section that has any changed by `change`."""
    sections = list(document.sections)
    for place, section in enumerate(sections):
        pieces = list(section.pieces)
        for inside, piece in enumerate(pieces):
            if isinstance(piece, Points):
                pieces[inside] = replace(piece, points=change(piece.points))
                sections[place] = replace(section, pieces=tuple(pieces))
                return replace(document, sections=tuple(sections))
    raise AssertionError("no points")


def test_same_wording_has_no_differences():
    document = a_learning_note()

    assert {one.what for one in compare(document, document)} == {"same"}
    assert len(compare(document, document)) == len(pieces_of(document))


def test_changed_word_is_shown_in_its_part_and_nowhere_else():
    before = a_learning_note()
    point = next(piece for piece in pieces_of(before) if piece.kind == "point")
    after = with_points(before, lambda points: (replace(points[0], body=f"{points[0].body} Today."), *points[1:]))

    changed = [one for one in compare(before, after) if one.what != "same"]

    assert [one.what for one in changed] == ["changed"]
    assert changed[0].before == point
    assert changed[0].runs[-1] == Run("in", "Today.")


def test_point_taken_out_and_another_put_in_are_not_one_changed_point():
    before = a_learning_note()
    after = with_points(
        before,
        lambda points: (*points[1:], replace(points[0], body="Weigh every baby.", position=99, label="point-99")),
    )

    differences = compare(before, after)

    assert len(said(differences, "removed")) == 1
    assert said(differences, "added") == [("Learning point", "Weigh every baby.")]


def test_moved_point_is_said_to_have_moved():
    before = a_learning_note()
    after = with_points(before, lambda points: (*points[1:], points[0]))

    differences = compare(before, after)

    assert len([one for one in differences if one.what == "moved"]) == 1
    assert not said(differences, "removed")
    assert not said(differences, "added")


def test_title_that_says_something_else_is_still_the_title():
    before = a_learning_note(title="Learning from Child Rowan")
    after = replace(before, title="Bruises on babies")

    changed = [one for one in compare(before, after) if one.what != "same"]

    assert [(one.name, one.what) for one in changed] == [("Title", "changed")]


def test_summary_that_was_never_written_is_added():
    before = replace(a_learning_note(), summary="")

    assert said(compare(before, replace(before, summary="One baby.")), "added") == [("Summary", "One baby.")]


def test_long_section_is_compared_paragraph_by_paragraph():
    before = "\n\n".join(f"Paragraph {n} says what was known on day {n}." for n in range(800))
    after = before.replace("day 400.", "day 401.")

    found = runs(before, after)

    assert [run for run in found if run.what != "same"] == [Run("out", "400"), Run("in", "401")]


@given(st.text(alphabet="ab \n.", max_size=60), st.text(alphabet="ab \n.", max_size=60))
def test_runs_give_back_both_texts_but_for_the_spaces_of_the_earlier(before, after):
    found = runs(before, after)

    assert "".join("".join(run.words for run in found if run.what != "in").split()) == "".join(before.split())
    assert "".join(run.words for run in found if run.what != "out") == after


def test_every_part_of_a_document_is_compared():
    """A section without words of its own has a piece all the same, by its heading."""
    document = a_learning_note()
    kinds = {piece.kind for piece in pieces_of(document)}

    assert {"title", "partnerships", "section", "point", "question"} <= kinds
    assert len([p for p in pieces_of(document) if p.kind == "section"]) == len(
        [section for section in document.sections if isinstance(section, Section)]
    )
