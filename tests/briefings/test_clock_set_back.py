"""A clock that is set back by two hours changes nothing that is decided: who wrote, who knew, what is in force."""

from datetime import timedelta

import pytest
from django.utils import timezone

from briefings import publishing
from briefings.admin.desk import desk_for
from briefings.drafting.circumstances import circumstances_of
from briefings.models import Edit, Edition, PublicPage
from briefings.publishing.protected_since import editions_naming_what_is_protected
from briefings.publishing.submitting import editors_of
from people.permissions import Refused
from reviews.models import ProtectedTerm
from reviews.protection import protect, unprotect
from tests.worlds import a_learning_note, a_person, an_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def set_back(monkeypatch):
    """Sets the clock back by two hours, each time it is called."""
    real, hours = timezone.now, [0]

    def back():
        hours[0] += 2
        monkeypatch.setattr(timezone, "now", lambda: real() - timedelta(hours=hours[0]))

    return back


@pytest.fixture
def people(fernwick, asha, ben):
    return {"partnerships": [fernwick], "officer": asha, "approvers": [ben]}


def test_edits_belong_to_the_edition_they_went_into(people, fernwick, asha, ben, set_back):
    note = an_edition(**people).briefing
    ivy = a_person(officer_of=[fernwick], approver_of=[fernwick])
    set_back()

    Edit.objects.create(briefing=note, by=ivy, at=timezone.now())

    assert editors_of(note) == [ivy.pk]
    assert [pile.slug for pile in desk_for(asha).piles if pile.items] == ["drafts", "published"]
    edition = publishing.submit(briefing=note, by=asha, change_note="A clearer point.")
    with pytest.raises(Refused, match="you wrote part of it"):
        publishing.approve(edition=edition, by=ivy)
    publishing.approve(edition=edition, by=ben)


def test_approval_given_before_a_leak_was_known_is_none(people, asha, ben, set_back):
    note = an_edition(**people).briefing
    following = an_edition(state="approved", briefing=note, officer=asha, approvers=[ben], change_note="Again.")
    set_back()

    publishing.withdraw_in_emergency(edition=note.editions.get(number=1), by=ben, reason="A name.")

    with pytest.raises(Refused, match="did not know what was wrong"):
        publishing.publish(edition=following, by=asha)


def test_approval_given_after_a_leak_was_known_counts(people, asha, ben, set_back):
    note = an_edition(**people).briefing
    publishing.withdraw_in_emergency(edition=note.editions.get(), by=ben, reason="A name.")
    set_back()

    again = an_edition(briefing=note, officer=asha, approvers=[ben], change_note="Without the name.")

    assert again.state == "published"


def test_name_protected_after_publication_is_found(people, asha, set_back):
    shown = an_edition(**people)
    set_back()

    protect(review=shown.briefing.review, term="health visitor", kind="other", by=asha)
    assert editions_naming_what_is_protected(Edition.objects.public()) == []
    protect(review=shown.briefing.review, term="Supervision", kind="other", by=asha)

    assert editions_naming_what_is_protected(Edition.objects.public()) == [shown]


def test_term_that_lost_its_protection_is_told_once_to_those_who_approve(people, asha, ben, set_back):
    shown = an_edition(**people)
    protect(review=shown.briefing.review, term="Ferris", kind="name", by=asha)
    set_back()
    unprotect(term=ProtectedTerm.objects.get(), by=asha, reason="The family wishes it.")

    (told,) = circumstances_of(shown.briefing).no_longer_protected
    assert "The family wishes it." in told

    an_edition(briefing=shown.briefing, officer=asha, approvers=[ben], change_note="A clearer point.")
    assert circumstances_of(shown.briefing).no_longer_protected == ()


def test_what_is_published_and_changed_later_stands_first(client, people, asha, ben, set_back):
    first = an_edition(slug="first-note", **people)
    waiting = an_edition(slug="second-note", state="approved", **people)
    set_back()

    publishing.publish(edition=waiting, by=asha)
    assert [page.slug for page in PublicPage.objects.all()] == ["second-note", "first-note"]

    set_back()
    an_edition(briefing=first.briefing, officer=asha, approvers=[ben], change_note="A clearer point.")
    page, second = PublicPage.objects.all()
    assert (page.slug, second.slug) == ("first-note", "second-note")
    assert page.published_at > page.first_published_at, "it counts as changed"
    assert client.get("/learning/").content.decode().index("first-note") < client.get(
        "/learning/"
    ).content.decode().index("second-note")


def test_a_clock_that_was_years_ahead_dates_nothing_after_it(people, asha, monkeypatch):
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(days=700))
    an_edition(slug="from-the-future", **people)
    monkeypatch.setattr(timezone, "now", real)

    an_edition(slug="from-today", **people)

    assert PublicPage.objects.get(slug="from-today").published_at < real()


def test_words_submitted_before_the_clock_was_set_back_can_be_published_and_restored(people, asha, ben, set_back):
    draft = a_learning_note(partnerships=people["partnerships"])
    edition = publishing.submit(briefing=draft, by=asha)
    set_back()

    published = publishing.publish(edition=publishing.approve(edition=edition, by=ben), by=asha)
    publishing.withdraw(edition=published, by=ben, outcome="error", reason="A name was in it.")

    assert [event.verb for event in draft.events.all()] == ["submit", "approve", "publish", "withdraw"]
    assert list(draft.editions.all()) == [published]
