"""What the database itself refuses: each constraint of the record and of people has an example here that it stops."""

import datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.models import Invitation, Membership, OutgoingEmail, Partnership
from reviews.models import (
    AllowedName,
    AvoidedWord,
    DefaultHeading,
    Duty,
    Hold,
    LearningPoint,
    ProtectedPhrase,
    ProtectedTerm,
    Recommendation,
    RecommendationPart,
    Resource,
    Review,
    ReviewPartnership,
    StandingText,
    StoppingAdvice,
)
from tests.worlds import a_partnership, a_person, a_review

DAY = datetime.date(2024, 5, 1)


class World:
    """One valid row of everything, to make a second one wrong."""

    def __init__(self):
        self.home, self.other = a_partnership(), a_partnership()
        self.person = a_person(officer_of=[self.home], email="asha@fernwick.example")
        self.review = a_review(partnerships=[self.home, self.other])
        link = self.review.partnership_links.get(partnership=self.home)
        link.reference = "A1"
        link.save()
        self.another = a_review(partnerships=[self.other])
        self.recommendation = Recommendation.objects.create(review=self.review, number=1, text="Act.")
        RecommendationPart.objects.create(recommendation=self.recommendation, letter="a", text="Act.")
        DefaultHeading.objects.create(partnership=self.home, section="learning", wording="Learning")
        StandingText.objects.create(partnership=self.home, section="purpose", text="Why.")
        self.term = ProtectedTerm.objects.create(
            review=self.review, kind="name", added_by=self.person, added_at=timezone.now()
        )
        ProtectedPhrase.objects.create(term=self.term, fingerprint="f", words=1)
        self.hold = {"review": self.review, "kind": "court", "placed_by": self.person, "placed_at": timezone.now()}
        self.partnership = {"slug": "x", "name": "X", "short_name": "X", "mailbox": "x@x.example"}

    def duty(self, **fields):
        """A date that reviews should keep."""
        defaults = {"slug": "d", "title": "Do it", "amount": 1, "counted_from": "decided_on", "done_by": "completed_on"}
        return Duty.objects.create(**{**defaults, **fields})

    def invite(self, **fields):
        """An invitation to write for the first partnership."""
        now = timezone.now()
        defaults = {"email": "cara@fernwick.example", "token_hash": "a", "as_officer": True}
        return Invitation.objects.create(
            partnership=self.home, invited_by=self.person, invited_at=now, expires_at=now, **{**defaults, **fields}
        )


# constraint: what breaks it, given a world
BROKEN_BY = {
    "a_duty_is_stated_once_a_partnership": lambda w: [w.duty(partnership=w.home) for _ in range(2)],
    "a_duty_is_stated_once_for_all": lambda w: [w.duty() for _ in range(2)],
    "a_duty_is_within_a_lifetime": lambda w: w.duty(amount=601),
    "a_duty_is_after_or_before": lambda w: w.duty(side="beside"),
    "a_duty_has_a_known_unit": lambda w: w.duty(unit="moons"),
    "a_duty_is_counted_from_a_known_date": lambda w: w.duty(counted_from="birth"),
    "a_duty_is_done_by_a_known_date": lambda w: w.duty(done_by="hearsay"),
    "an_e_mail_address_belongs_to_one_person": lambda w: a_person(email="Asha@Fernwick.example"),
    "an_invitation_is_to_a_role": lambda w: w.invite(as_officer=False),
    "an_invitation_is_accepted_by_somebody": lambda w: w.invite(accepted_at=timezone.now()),
    "an_invitation_is_cancelled_by_somebody": lambda w: w.invite(cancelled_at=timezone.now()),
    "one_open_invitation_a_person_and_partnership": lambda w: [w.invite(token_hash=token) for token in "ab"],
    "sent_or_given_up_not_both": lambda w: OutgoingEmail.objects.create(
        to="a@b.example", made_at=timezone.now(), send_after=timezone.now(), sent_at=timezone.now(),
        given_up_at=timezone.now(),
    ),
    "advice_is_made_to_stop_once": lambda w: [
        StoppingAdvice.objects.create(partnership=w.home, code="sentence-long") for _ in range(2)
    ],
    "words_are_avoided_once_a_partnership": lambda w: [
        AvoidedWord.objects.create(partnership=w.home, words=words) for words in ("Broken", "broken")
    ],
    "words_are_avoided_once_for_all": lambda w: [
        AvoidedWord.objects.create(words=words) for words in ("Broken", "broken")
    ],
    "avoided_words_are_words": lambda w: AvoidedWord.objects.create(words=""),
    "a_name_is_allowed_once_a_partnership": lambda w: [
        AllowedName.objects.create(partnership=w.home, name=name, why="Author") for name in ("Rees", "rees")
    ],
    "a_name_is_allowed_once_for_all": lambda w: [
        AllowedName.objects.create(name=name, why="Author") for name in ("Rees", "rees")
    ],
    "an_allowed_name_is_a_name": lambda w: AllowedName.objects.create(name="", why="Nobody"),
    "resource_link_state_known": lambda w: Resource.objects.create(
        slug="r", title="R", address="https://x.example/", link_state="tired"
    ),
    "a_hold_has_a_reason": lambda w: Hold.objects.create(**w.hold, reason=""),
    "a_hold_is_cleared_by_somebody_with_a_reason": lambda w: Hold.objects.create(
        **w.hold, reason="Yes.", cleared_at=timezone.now(), cleared_by=w.person
    ),
    "a_learning_point_says_something": lambda w: LearningPoint.objects.create(review=w.review, text=""),
    "learning_point_kind_known": lambda w: LearningPoint.objects.create(review=w.review, text="A", kind="rumour"),
    "a_logo_has_words": lambda w: Partnership.objects.create(**w.partnership, logo="logos/a.png"),
    "contact_sentence_names_the_mailboxes": lambda w: Partnership.objects.create(
        **w.partnership, contact_template="Ring us."
    ),
    "one_default_heading_a_section": lambda w: DefaultHeading.objects.create(
        partnership=w.home, section="learning", wording="Again"
    ),
    "default_heading_is_for_a_known_section": lambda w: DefaultHeading.objects.create(
        partnership=w.home, section="gossip", wording="Gossip"
    ),
    "one_standing_text_a_section": lambda w: StandingText.objects.create(
        partnership=w.home, section="purpose", text="Again."
    ),
    "standing_text_known": lambda w: StandingText.objects.create(partnership=w.home, section="gossip", text="No."),
    "a_resource_has_an_address_or_is_on_request": lambda w: Resource.objects.create(slug="r", title="R"),
    "resource_access_known": lambda w: Resource.objects.create(
        slug="r", title="R", address="https://x.example/", access="friends"
    ),
    "a_role_is_held_once": lambda w: Membership.objects.create(person=w.person, partnership=w.home, role="officer"),
    "membership_role_known": lambda w: Membership.objects.create(person=w.person, partnership=w.home, role="king"),
    "a_reason_unless_published_in_full": lambda w: Review.objects.create(
        slug="x", review_type="sar", publication_kind="not_published"
    ),
    "review_type_known": lambda w: Review.objects.create(slug="x", review_type="hearsay"),
    "completed_after_decided": lambda w: Review.objects.create(
        slug="x", review_type="sar", decided_on=DAY, completed_on=DAY - datetime.timedelta(days=1)
    ),
    "a_partnership_signs_once": lambda w: ReviewPartnership.objects.create(review=w.review, partnership=w.home),
    "one_lead_partnership": lambda w: ReviewPartnership.objects.filter(review=w.review).update(is_lead=True),
    "a_reference_is_used_once": lambda w: ReviewPartnership.objects.create(
        review=w.another, partnership=w.home, reference="A1"
    ),
    "recommendations_are_numbered_once": lambda w: Recommendation.objects.create(
        review=w.review, number=1, text="Again."
    ),
    "recommendations_count_from_one": lambda w: Recommendation.objects.create(review=w.review, number=0, text="No."),
    "a_recommendation_says_something": lambda w: Recommendation.objects.create(review=w.review, number=2, text=""),
    "parts_are_lettered_once": lambda w: RecommendationPart.objects.create(
        recommendation=w.recommendation, letter="a", text="Again."
    ),
    "a_part_has_a_small_letter": lambda w: RecommendationPart.objects.create(
        recommendation=w.recommendation, letter="1", text="No."
    ),
    "protected_term_kind_known": lambda w: ProtectedTerm.objects.create(
        review=w.review, kind="rumour", added_by=w.person, added_at=timezone.now()
    ),
    "protecting_is_stopped_by_somebody_with_a_reason": lambda w: ProtectedTerm.objects.create(
        review=w.review, kind="name", added_by=w.person, added_at=timezone.now(), stopped_by=w.person,
        stopped_at=timezone.now(),
    ),
    "a_phrase_is_kept_once": lambda w: ProtectedPhrase.objects.create(term=w.term, fingerprint="f", words=1),
    "a_phrase_is_of_a_known_form": lambda w: ProtectedPhrase.objects.create(
        term=w.term, fingerprint="h", words=1, form="rumour"
    ),
    "a_phrase_has_words": lambda w: ProtectedPhrase.objects.create(term=w.term, fingerprint="g", words=0),
}  # fmt: skip


def constraints() -> dict[str, list[str]]:
    """The columns of every constraint of the record and of its people that has a name of ours."""
    models = [model for label in ("people", "reviews") for model in apps.get_app_config(label).get_models()]
    return {
        constraint.name: [f"{model._meta.db_table}.{name}" for name in getattr(constraint, "fields", ())]
        for model in models
        for constraint in model._meta.constraints
    }


def test_every_constraint_has_an_example_that_breaks_it():
    assert set(constraints()) == set(BROKEN_BY)


@pytest.mark.django_db
@pytest.mark.parametrize("name", BROKEN_BY)
def test_row_that_breaks_a_constraint_is_refused_by_the_database(name):
    world = World()

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        BROKEN_BY[name](world)

    # SQLite names a check by its name, a unique constraint by its columns or its index; where rows stay for good its
    # trigger is asked first (briefings/models/triggers.py).
    said = str(refusal.value)
    named = [name, "never replaced", *(column.split(".")[1] for column in constraints()[name])]
    assert any(one in said for one in named)
