"""Recommendations that nobody has to follow; advice that a partnership does not let pass; the list of all advice."""

import ast
from pathlib import Path

import pytest

from briefings.checklist import Circumstances, Published, checklist, stopping
from briefings.checklist.advice import ADVICE
from tests.documents import a_document, a_section, some_recommendations

CHECKS = sorted((Path(__file__).parents[2] / "briefings" / "checklist").rglob("*.py"))


def found(document, code, **around):
    return [one for one in checklist(document, None, Circumstances(**around)) if one.code == code]


def recommending(*bodies, addressees=""):
    pieces = [some_recommendations(*bodies, addressees=addressees)]
    return a_document(sections=[a_section(kind="recommendations", heading="Recommendations", body="", pieces=pieces)])


def test_a_title_that_another_published_briefing_of_the_review_has_is_told():
    public = (Published("learning note", "", "Baby Rowan: REVIEW"),)

    (one,) = found(a_document(title="Baby Rowan: Review"), "title-shared", published=public)

    assert (one.where, one.stops) == ("title", False)
    assert "a learning note of the same review is published as “Baby Rowan: REVIEW”" in one.message


@pytest.mark.parametrize(("title", "is_own"), [("Rowan", True), ("Learning from Rowan", False), ("", False)])
def test_a_title_of_its_own_or_of_its_own_earlier_edition_is_left_alone(title, is_own):
    public = (Published("learning note", "", title, is_own=is_own),)

    assert found(a_document(title="Rowan"), "title-shared", published=public) == []


@pytest.mark.parametrize(
    "body",
    [
        "A plan will be made for each family.",
        "It should be easier to ask for help.",
        "Training about crying.",
        "Practice must be looked at again.",
        "Information should be shared on the day.",
    ],
)
def test_a_recommendation_that_names_nobody_is_told(body):
    (one,) = found(recommending(body), "recommendation-unaddressed")

    assert (one.message, one.where) == ("Say who must act on recommendation 1.", "part-401")


@pytest.mark.parametrize(
    "body",
    [
        "The council should agree one way to hand over a family.",
        "All partners to read chronologies in supervision.",
        "Every service in the area must also tell the hub.",
        "Midwives will ask for the name of every father.",
    ],
)
def test_a_recommendation_that_says_who_in_its_words_is_left_alone(body):
    assert found(recommending(body), "recommendation-unaddressed") == []


def test_addressees_of_their_own_are_enough():
    document = recommending("A plan will be made.", addressees="All partners")

    assert found(document, "recommendation-unaddressed") == []


def test_several_that_name_nobody_are_one_piece_of_advice():
    document = recommending("A plan will be made.", "The council should ask.", "Training for all.")

    (one,) = found(document, "recommendation-unaddressed")

    assert one.message == "Say who must act on recommendations 1, 3."
    assert one.places == (("1", "part-401"), ("3", "part-403"))


def test_advice_that_a_partnership_does_not_let_pass_stops():
    document = recommending("A plan will be made.")
    code = "recommendation-unaddressed"

    (advised,) = found(document, code)
    (stopped,) = found(document, code, stopping=frozenset({code}))

    assert not advised.stops
    assert stopped.stops
    assert stopped in stopping(checklist(document, None, Circumstances(stopping=frozenset({code}))))
    assert stopped.finding == advised.finding


def test_advice_that_would_repeat_a_protected_word_is_kept_back():
    document = a_document(sections=[a_section(body="WE SAW MARRICK FIRST OF ALL")])

    def protected_in(text):
        return ["a place"] if "marrick" in text.lower() else []

    shown = checklist(document, None, Circumstances(protected_in=protected_in))

    assert {one.code for one in shown if one.stops} >= {"protected-term"}
    assert "MARRICK" not in " ".join(one.says() for one in shown)
    assert found(document, "capitals")


def _codes_given(file: Path) -> dict[str, bool]:
    """The codes of the problems a file makes, and whether each always stops. A code in braces is left out."""
    given = {}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
            code = node.args[0]
            stops = next((k.value for k in node.keywords if k.arg == "stops"), None)
            always = isinstance(stops, ast.Constant) and stops.value is True
            if isinstance(code, ast.Constant):
                given[code.value] = always
        if isinstance(node, ast.Dict):  # a table of kinds, by code
            for code, kind in zip(node.keys, node.values, strict=True):
                if isinstance(kind, ast.Call) and getattr(kind.func, "id", "") == "Kind":
                    stops = next((k.value for k in kind.keywords if k.arg == "stops"), None)
                    given[code.value] = isinstance(stops, ast.Constant) and stops.value is True
    return given


def test_every_piece_of_advice_is_listed_in_words():
    given = {}
    for file in CHECKS:
        given |= _codes_given(file)

    advice = {code for code, always_stops in given.items() if not always_stops}
    assert len(advice) > 10
    assert not advice - ADVICE.keys(), "say in briefings/checklist/advice.py what this advice is"
    assert not {code for code, always_stops in given.items() if always_stops} & ADVICE.keys()


def test_the_list_says_each_advice_in_a_sentence_of_its_own():
    assert len(set(ADVICE.values())) == len(ADVICE)
    assert all(says[0].isupper() and not says.endswith(".") for says in ADVICE.values())
    assert max(map(len, ADVICE)) <= 60
