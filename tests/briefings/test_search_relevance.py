"""The first three results are what a practitioner would hope for, on both databases alike."""

import pytest
from django.db import transaction

from briefings.models.public import PublicPage
from briefings.public.finding import Search, understand
from tests.briefings.relevance import CASES, build_corpus

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _corpus(django_db_setup, django_db_blocker):
    """Thirty briefings, taken away again after the last test of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_corpus()
        yield
        transaction.set_rollback(True)


def first_three(words: str) -> list[str]:
    hits = Search(understand(words, PublicPage.objects.count())).best(most=3)
    return [hit.passage.get_absolute_url().removeprefix("/learning/").replace("/", "") for hit in hits]


@pytest.mark.usefixtures("_corpus")
@pytest.mark.parametrize("words", [words for words, hoped_for in CASES.items() if hoped_for])
def test_search_brings_what_was_hoped_for_in_the_first_three(words):
    found = first_three(words)

    for hope in CASES[words]:
        assert hope in (found if "#" in hope else [one.partition("#")[0] for one in found]), found


@pytest.mark.usefixtures("_corpus")
@pytest.mark.parametrize("words", [words for words, hoped_for in CASES.items() if not hoped_for])
def test_search_for_what_nobody_said_finds_nothing(words):
    assert first_three(words) == []


def test_there_are_enough_cases():
    assert sum(1 for hoped_for in CASES.values() if hoped_for) >= 60
