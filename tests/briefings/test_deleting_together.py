"""What is joint nobody takes away alone."""

import pytest
from django.test import Client
from django.urls import reverse

from briefings.models import Briefing
from people.permissions import why_not
from reviews.models import Review
from tests.worlds import a_learning_note, a_partnership, a_person, a_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return a_partnership(slug="fernwick")


@pytest.fixture
def theirs():
    return a_partnership(slug="marlow-vale")


def deleted(thing, person) -> int:
    """The status of the answer when a person deletes a thing."""
    client = Client()
    client.force_login(person)
    address = reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_delete", args=[thing.pk])
    return client.post(address, {"post": "yes"}).status_code


def joint(kind: str, partnerships):
    review = a_review(partnerships=partnerships)
    return review if kind == "review" else a_learning_note(partnerships=partnerships, review=review)


@pytest.mark.parametrize("kind", ["review", "draft"])
def test_officer_of_one_partnership_cannot_delete_what_is_joint(ours, theirs, kind):
    thing = joint(kind, [ours, theirs])
    alone = a_person(officer_of=[ours], approver_of=[theirs])

    assert deleted(thing, alone) == 403
    assert "officer in every one of its partnerships" in why_not(alone, "delete", thing)
    assert type(thing).objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("kind", ["review", "draft"])
def test_officer_of_all_its_partnerships_can(ours, theirs, kind):
    thing = joint(kind, [ours, theirs])

    assert deleted(thing, a_person(officer_of=[ours, theirs])) == 302
    assert not type(thing).objects.filter(pk=thing.pk).exists()


def test_review_of_nobody_is_deleted_by_nobody(ours):
    review = a_review(partnerships=[])

    assert why_not(a_person(officer_of=[ours]), "delete", review)


def test_draft_of_one_partnership_about_a_joint_review_is_its_own(ours, theirs):
    draft = a_learning_note(partnerships=[ours], review=a_review(partnerships=[ours, theirs]))

    assert deleted(draft, a_person(officer_of=[ours])) == 302
    assert (Review.objects.count(), Briefing.objects.count()) == (1, 0)
