"""A hold is placed and cleared by named people, with reasons."""

import pytest

from people.permissions import Refused
from reviews.holds import clear_hold, place_hold
from reviews.models import Hold, Review
from tests.worlds import a_partnership, a_person, a_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(home):
    return a_review(partnerships=[home])


@pytest.fixture
def officer(home):
    return a_person(officer_of=[home])


@pytest.fixture
def approver(home):
    return a_person(approver_of=[home])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": "  "}, "Give the reason"),
        ({"kind": "weather"}, "what kind"),
        ({"by": None}, "needs the role"),
    ],
)
def test_place_hold_incomplete_or_by_a_stranger_is_refused(review, officer, change, words):
    asked = {"kind": "court", "reason": "A trial.", "by": officer} | change
    asked["by"] = asked["by"] or a_person(officer_of=[a_partnership()])

    with pytest.raises(Refused, match=words):
        place_hold(review=review, **asked)

    assert not Hold.objects.exists()


def test_place_hold_by_an_officer_stops_the_review_and_says_who(review, officer):
    hold = place_hold(review=review, kind="coroner", reason=" An inquest. ", by=officer)

    assert (hold.placed_by, hold.reason, hold.cleared_at) == (officer, "An inquest.", None)
    assert review in Review.objects.on_hold()


def test_clear_hold_by_an_officer_is_refused_and_it_stands(review, officer):
    hold = place_hold(review=review, kind="court", reason="A trial.", by=officer)

    with pytest.raises(Refused, match="administrator or approver"):
        clear_hold(hold=hold, reason="It ended.", by=officer)

    assert review in Review.objects.on_hold()


def test_clear_hold_without_a_reason_is_refused(review, officer, approver):
    hold = place_hold(review=review, kind="court", reason="A trial.", by=officer)

    with pytest.raises(Refused, match="Give the reason"):
        clear_hold(hold=hold, reason=" ", by=approver)


def test_clear_hold_twice_is_refused_and_the_first_reason_stands(review, officer, approver):
    hold = place_hold(review=review, kind="court", reason="A trial.", by=officer)
    clear_hold(hold=hold, reason="It ended.", by=approver)

    with pytest.raises(Refused, match="cleared already"):
        clear_hold(hold=hold, reason="Again.", by=approver)

    hold.refresh_from_db()
    assert (hold.clearing_reason, hold.cleared_by) == ("It ended.", approver)


def test_review_with_two_holds_stays_on_hold_until_both_are_cleared(review, officer, approver):
    first, second = (place_hold(review=review, kind=kind, reason="Yes.", by=officer) for kind in ("court", "police"))

    clear_hold(hold=first, reason="It ended.", by=approver)
    assert review in Review.objects.on_hold()

    clear_hold(hold=second, reason="They agree.", by=approver)
    assert review not in Review.objects.on_hold()


def test_holding_is_logged_by_number_without_the_reason(review, officer, caplog):
    with caplog.at_level("INFO", logger="reviews"):
        place_hold(review=review, kind="court", reason="Quillfeather stands trial.", by=officer)

    assert "place_hold" in caplog.text
    assert "Quillfeather" not in caplog.text
