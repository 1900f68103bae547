"""By the address of a review readers see which pages are about one case, so no two cases may share it."""

import pytest
from django.test import Client
from django.urls import reverse

from briefings.models import PublicPage, State
from briefings.publishing import publish
from people.permissions import Refused
from reviews.models import Review
from tests.screens import fields_on
from tests.worlds import a_partnership, a_person, a_review, an_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def fernwick():
    return a_partnership(slug="fernwick")


@pytest.fixture
def alpha(fernwick):
    return a_review(partnerships=[fernwick], slug="alpha")


def address_after_typing(review, slug: str, officer) -> str:
    """The address of a review after somebody typed another on its screen, and whether they could type one."""
    client = Client()
    client.force_login(officer)
    place = reverse("admin:reviews_review_change", args=[review.pk])
    answer = client.post(place, {**fields_on(client.get(place)), "slug": slug})
    assert answer.status_code == 302
    return Review.objects.get(pk=review.pk).slug


def test_address_of_a_review_stays_once_something_of_it_was_public(fernwick, alpha):
    officer = a_person(officer_of=[fernwick])
    assert address_after_typing(alpha, "beta", officer) == "beta"
    alpha.refresh_from_db()
    an_edition(state=State.PUBLISHED, partnerships=[fernwick], review=alpha, officer=officer)

    assert address_after_typing(alpha, "gamma", officer) == "beta"


def test_second_review_at_an_address_that_public_pages_carry_is_not_published(fernwick, alpha):
    first = an_edition(state=State.PUBLISHED, partnerships=[fernwick], review=alpha)
    # As it could happen before addresses stayed: this one moved on, and its address was free again.
    Review.objects.filter(pk=alpha.pk).update(slug="gamma")
    other = a_partnership(slug="marlow-vale")
    second = an_edition(
        state=State.APPROVED, partnerships=[other], review=a_review(partnerships=[other], slug="alpha"), title="Other"
    )

    with pytest.raises(Refused, match="address of the review is taken"):
        publish(edition=second, by=second.submitted_by)

    assert [page.slug for page in PublicPage.objects.filter(review_slug="alpha")] == [first.briefing.slug]


def test_second_briefing_of_the_same_review_is_published_beside_the_first(fernwick, alpha):
    for title in ("One", "Two"):
        an_edition(state=State.PUBLISHED, partnerships=[fernwick], review=alpha, title=title)

    assert PublicPage.objects.filter(review_slug="alpha").count() == 2
