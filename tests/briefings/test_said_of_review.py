"""What an officer lets a page say of its review, on the writing screen."""

import pytest

from briefings.admin.wording import around_the_words
from briefings.drafting.compose import compose
from briefings.models import Briefing
from reviews.models import HarmType
from tests.briefings.test_writing import address, save
from tests.screens import fields_on
from tests.worlds import a_learning_note, a_review

pytestmark = pytest.mark.django_db


def test_page_says_of_its_review_what_is_ticked_and_no_more(client, fernwick, asha):
    review = a_review(partnerships=[fernwick], review_type="rapid", age_band="under_1")
    review.harm_types.add(HarmType.objects.create(name="Injury", slug="injury"))
    note = a_learning_note(partnerships=[fernwick], by=asha, review=review)
    client.force_login(asha)
    screen = fields_on(client.get(address(note)))
    assert screen["says_review_type"] == ["on"]
    assert "says_age_band" not in screen

    save(client, note, {name: value for name, value in screen.items() if name != "says_review_type"}, says_harms="on")

    said = compose(Briefing.objects.get(pk=note.pk))
    assert (said.review_type, said.age_band) == (None, None)
    assert [harm.name for harm in said.harms] == ["Injury"]
    assert ("Types of harm", "Injury") in around_the_words(said), "whoever approves reads it too"


def test_topic_briefing_offers_nothing_to_say_of_a_review(client, fernwick, asha):
    note = a_learning_note(partnerships=[fernwick], by=asha)
    Briefing.objects.filter(pk=note.pk).update(review=None, is_topic=True)
    client.force_login(asha)

    screen = fields_on(client.get(address(note)))

    assert not [name for name in screen if name.startswith("says_")]
    save(client, note, screen, title="Bruising in babies")
    assert Briefing.objects.get(pk=note.pk).says_review_type, "the usual is kept for a review that is chosen later"
