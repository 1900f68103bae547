"""What was decided for a review holds for everything written from it; its dates are warned of, and stop nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from briefings import publishing
from briefings.checklist import Circumstances, checklist
from briefings.document import Cover, Reviewer
from briefings.models import State
from people.permissions import Refused
from reviews.models import Duty, Review
from tests.documents import a_learning_note, a_report
from tests.worlds import a_partnership, a_person, an_edition


def codes(document, **around):
    return {problem.code: problem.stops for problem in checklist(document, None, Circumstances(**around))}


@pytest.mark.parametrize(
    ("kind", "document", "stops"),
    [
        ("not_published", a_learning_note(), True),
        ("not_published", a_report(chapters=1), True),
        ("briefing_only", a_report(chapters=1), True),
        ("improvements_only", a_report(chapters=1), True),
        ("briefing_only", a_learning_note(), False),
        ("improvements_only", a_learning_note(), False),
        ("full", a_report(chapters=1), False),
        ("", a_report(chapters=1), False),
    ],
    ids=lambda value: value if isinstance(value, str) else getattr(value, "format", None),
)
def test_briefing_goes_no_further_than_was_decided(kind, document, stops):
    assert ("publication-decided-against" in codes(document, publication_kind=kind)) == stops


def test_report_without_a_reviewer_is_advised_to_name_one():
    unnamed, named = (
        a_report(chapters=1, cover=Cover(("Child Rowan",), reviewers, None))
        for reviewers in ((), (Reviewer("Cerys Ansdell", "Independent reviewer"),))
    )

    assert codes(unnamed)["reviewer-unnamed"] is False
    assert "reviewer-unnamed" not in codes(named)


@pytest.mark.django_db
def test_decision_that_comes_after_approval_stops_publication():
    edition = an_edition(state=State.APPROVED)
    Review.objects.update(publication_kind="not_published", publication_reason="It would harm a brother.")

    with pytest.raises(Refused, match="as was decided for its review"):
        publishing.publish(edition=edition, by=edition.submitted_by)


@pytest.mark.django_db
def test_first_day_in_public_is_remembered_and_stays():
    edition = an_edition(state=State.PUBLISHED)
    review, before = edition.briefing.review, timezone.localdate() - timedelta(days=9)
    first = Review.objects.get(pk=review.pk).first_published_on
    Review.objects.filter(pk=review.pk).update(first_published_on=before)

    publishing.withdraw(edition=edition, by=edition.submitted_by, outcome="error", reason="A name.")
    an_edition(state=State.PUBLISHED, briefing=edition.briefing, change_note="Mended.")

    assert first == timezone.localdate()
    assert Review.objects.get(pk=review.pk).first_published_on == before


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["publish", "schedule"])
def test_publishing_page_warns_of_a_duty_and_stops_nothing(client, verb):
    partnership = a_partnership()
    edition = an_edition(state=State.APPROVED, partnerships=[partnership])
    Duty.objects.filter(slug="family-first").update(title="Tell the family first")
    client.force_login(a_person(officer_of=[partnership]))

    page = client.get(reverse(f"admin:briefings_edition_{verb}", args=[edition.pk])).content.decode()

    assert "Look at this first: Tell the family first" in page
    assert "<form" in page
