"""No search costs much more than another: what nearly every briefing says is left out, and the reader is told."""

import pytest

from briefings.public.finding import query, ranking
from tests.assertions import assert_page_says, text_of
from tests.briefings.test_search import a_searchable_page, found, looked_for, meant

pytestmark = pytest.mark.django_db
TOLD = "not all of them could be searched"


def test_rarer_words_are_looked_up_before_commoner_ones(client, monkeypatch):
    for number in range(8):
        a_searchable_page(
            points=["A child was seen.", "Overlaid." if number == 3 else "Asleep."], slug=f"note-{number}"
        )
    assert not meant("child overlaid").too_common
    monkeypatch.setattr(query, "MOST_ROWS", 5)

    one = meant("child overlaid -asleep")

    assert one.too_common
    assert found("child overlaid") == ["note-3"]
    assert "child" not in {stem for group in one.groups for way in group for stem in way.stems}
    assert not one.without
    assert_page_says(client.get("/learning/?q=child+overlaid"), TOLD)
    assert TOLD not in text_of(client.get("/learning/?q=overlaid").content)


def test_search_of_common_words_alone_still_finds(monkeypatch):
    for number in range(8):
        a_searchable_page(points=["A child was seen."], slug=f"note-{number}")
    monkeypatch.setattr(query, "MOST_ROWS", 1)

    assert len(found("child seen")) == 8


def test_phrases_are_looked_for_in_a_bounded_number_of_pages(client, monkeypatch):
    for number in range(6):
        a_searchable_page(points=["The quiet baby slept. The baby was quiet."], slug=f"note-{number}")
    a_searchable_page(points=["Quiet: the baby."], title="A quiet baby", slug="says-it-most")
    assert len(found('"quiet baby"')) == 7
    assert not looked_for('"quiet baby"').was_cut
    monkeypatch.setattr(ranking, "MOST_WITH_A_PHRASE", 2)

    said = looked_for('"quiet baby"')

    assert said.was_cut
    assert "says-it-most" in found('"quiet baby"')
    assert said.rows.count() <= 2
    assert looked_for('"quiet baby" -"baby slept"').was_cut  # both share the room
    assert_page_says(client.get("/learning/?q=%22quiet+baby%22"), TOLD)
