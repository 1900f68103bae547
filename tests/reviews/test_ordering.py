"""Rows in an order, with script off: the number is enough, and the server numbers them."""

import pytest
from django.contrib import admin
from django.test import RequestFactory

from reviews.admin.rows import SubjectInline
from reviews.models import Review, Subject
from tests.worlds import a_partnership, a_person, a_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    review = a_review(partnerships=[a_partnership(slug="home")], subject="")
    for position, name in enumerate("ABCD"):  # stored from 0, as other code might
        Subject.objects.create(review=review, pseudonym=name, position=position)
    return review


@pytest.fixture
def officer(review):
    return a_person(officer_of=review.partnerships_in_order())


def saved(review, officer, rows) -> list[tuple[int, str]]:
    """The order after saving rows of (name, place typed, deleted?) in a form, saved ones first."""
    request = RequestFactory().post("/")
    request.user = officer
    inline = SubjectInline(Review, admin.site)
    stored = list(review.subjects.all())
    data = {"subjects-TOTAL_FORMS": len(rows), "subjects-INITIAL_FORMS": len(stored)}
    for number, (name, place, *deleted) in enumerate(rows):
        data |= {f"subjects-{number}-pseudonym": name, f"subjects-{number}-position": place}
        if number < len(stored):
            data[f"subjects-{number}-id"] = stored[number].pk
        if deleted:
            data[f"subjects-{number}-DELETE"] = "on"
    formset = inline.get_formset(request, review)(data, instance=review, queryset=inline.get_queryset(request))
    assert formset.is_valid(), formset.errors
    formset.save()
    return list(review.subjects.values_list("position", "pseudonym"))


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        ([("A", 1), ("B", 2), ("C", 3), ("D", 4)], "ABCD"),
        ([("A", 1), ("B", 2), ("C", 3), ("D", 2)], "ADBC"),
        ([("A", 3), ("B", 2), ("C", 3), ("D", 4)], "BCAD"),
        ([("A", 4), ("B", 3), ("C", 2), ("D", 1)], "DCBA"),
        ([("A", ""), ("B", ""), ("C", ""), ("D", "")], "ABCD"),
        ([("A", 1), ("B", 2), ("C", 3), ("D", 4), ("E", "")], "ABCDE"),
        ([("A", 1), ("B", 2), ("C", 3), ("D", 4), ("E", 1)], "EABCD"),
        ([("A", 1), ("B", 2), ("C", 3), ("D", 4), ("", 5)], "ABCD"),
        ([("A", 1), ("B", 2, True), ("C", 3), ("D", 4)], "ACD"),
        ([("A", 900), ("B", 2), ("C", 3), ("D", 4)], "BCDA"),
    ],
    ids=[
        "as it was",
        "up",
        "down",
        "turned round",
        "no numbers",
        "added",
        "added first",
        "empty row",
        "deleted",
        "far",
    ],
)
def test_save_rows_numbers_them_from_one_in_the_order_given(review, officer, rows, order):
    assert saved(review, officer, rows) == list(enumerate(order, start=1))


def test_save_untouched_rows_in_order_writes_nothing(review, officer):
    saved(review, officer, [(name, place) for place, name in enumerate("ABCD", start=1)])
    before = list(review.subjects.values())

    assert saved(review, officer, [(name, place) for place, name in enumerate("ABCD", start=1)])
    assert list(review.subjects.values()) == before


@pytest.mark.parametrize("place", ["0", "-1", "second"])
def test_place_that_is_no_place_is_refused_with_words(review, officer, place):
    request = RequestFactory().post("/")
    request.user = officer
    inline = SubjectInline(Review, admin.site)
    data = {"subjects-TOTAL_FORMS": 1, "subjects-INITIAL_FORMS": 0}
    formset = inline.get_formset(request, review)(
        data | {"subjects-0-pseudonym": "E", "subjects-0-position": place}, instance=review
    )

    assert not formset.is_valid()
    assert "position" in formset.errors[0]
