"""What the address of a new form may fill in: whatever its own fields would take, and never a fault of the server."""

import pytest
from django.contrib.admin import site
from django.urls import reverse

from reviews.models import Theme
from tests.screens import fields_on, signed_in
from tests.worlds import a_partnership, a_person, a_review

pytestmark = [pytest.mark.django_db, pytest.mark.once]

JUNK = ["x", "-1", "1,2,x", "9" * 40, "\0", "’; --", ""]
ALL = sorted(site._registry, key=lambda model: model._meta.label)
ADDED_ELSEWHERE = {
    "edition",
    "learningpoint",
    "person",
    "recommendation",
}  # by submitting, within a review, by invitation


@pytest.mark.parametrize("model", ALL, ids=lambda model: model._meta.model_name)
def test_a_new_form_opens_whatever_its_address_says(model):
    ours = [a_partnership()]
    people = [a_person(officer_of=ours), a_person(administrator_of=ours), a_person(is_superuser=True)]
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    names = [field.name for field in model._meta.get_fields() if not field.auto_created]

    answers = [
        signed_in(person).get(address, {**dict.fromkeys(names, junk), "no_such_field": junk}).status_code
        for person in people
        for junk in JUNK
    ]

    assert set(answers) <= {200, 403}
    assert (200 in answers) is (model._meta.model_name not in ADDED_ELSEWHERE)


@pytest.mark.parametrize("name", ["briefings_briefing_import", "briefings_briefing_from_review"])
@pytest.mark.parametrize("junk", JUNK)
def test_other_ways_to_begin_open_whatever_their_address_says(name, junk):
    ours = [a_partnership()]
    review = a_review(partnerships=ours)
    address = reverse(f"admin:{name}", args=[review.pk] if name.endswith("from_review") else [])

    answer = signed_in(a_person(officer_of=ours)).get(address, {"review": junk, "format": junk}, follow=True)

    assert answer.status_code == 200


def test_what_a_new_form_would_take_is_filled_in():
    ours = [a_partnership()]
    theme = Theme.objects.create(slug="sleep", name="Safe sleep")
    address = reverse("admin:reviews_review_add")

    filled = signed_in(a_person(officer_of=ours)).get(
        address, {"themes": theme.pk, "outcome": "nonsense", "slug": "a-b"}
    )

    assert fields_on(filled)["themes"] == [str(theme.pk)]
    assert fields_on(filled)["outcome"] == [""]
    assert fields_on(filled)["slug"] == ["a-b"]
