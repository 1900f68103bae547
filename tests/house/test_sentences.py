"""Names, numbers, days and hours as they stand in a sentence."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from portal.text.sentences import counted, day_in_words, hour_in_words, listed

NIGHT_IN_SUMMER = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # half past midnight on 1 July, by the clocks here


@pytest.mark.parametrize(
    ("names", "sentence"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_are_listed_as_in_a_sentence(names, sentence):
    assert listed(names) == sentence
    assert listed(iter(names)) == sentence


def test_names_to_choose_from_are_listed_with_or():
    assert listed(["A", "B", "C"], last="or") == "A, B or C"


@pytest.mark.parametrize(("number", "words"), [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (1200, "1,200 pages")])
def test_a_number_comes_with_its_noun(number, words):
    assert counted(number, "page") == words


def test_a_noun_with_a_plural_of_its_own_keeps_it():
    assert counted(2, "person", "people") == "2 people"


def test_the_day_of_a_moment_is_that_of_the_clocks_here():
    assert day_in_words(NIGHT_IN_SUMMER) == "1 July 2026"
    assert hour_in_words(NIGHT_IN_SUMMER) == "1 July 2026, 00:30"


def test_a_day_is_in_english_whatever_language_is_read():
    with override("cy"):
        assert day_in_words(date(2026, 3, 9)) == "9 March 2026"
