"""Taking words down: what stays, before which day not, alone in an emergency, and what it does to the next edition."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from briefings.admin.desk import desk_for
from briefings.models import Confirmation, Edition, PublicNotice, PublicPage, PublicSheet, State
from briefings.publishing import approve, confirm_withdrawal, publish, send_back, submit, withdraw
from briefings.publishing import withdraw_in_emergency as in_emergency
from people import outbox
from people.models import OutgoingEmail, Person
from people.permissions import Refused
from reviews.protection import protect
from tests.worlds import a_learning_note, a_partnership, a_person, an_edition, approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(fernwick, asha, ben):
    return an_edition(partnerships=[fernwick], officer=asha, approvers=[ben])


def public_until(edition, days):
    review = edition.briefing.review
    review.keep_public_until = timezone.localdate() + timedelta(days=days)
    review.save()


def test_withdrawn_for_error_leaves_a_notice_and_no_words(fernwick):
    edition = an_edition(state=State.PUBLISHED, partnerships=[fernwick], title="Sentinel title")
    approver = a_person(approver_of=[fernwick])

    withdraw(edition=edition, by=approver, outcome="error", reason="A name.", notice="Taken down on 2 March.")
    approved(edition)

    assert not PublicPage.objects.exists()
    assert not PublicSheet.objects.exists()
    notice = PublicNotice.objects.get()
    assert (notice.slug, notice.notice, notice.moved_to) == (edition.briefing.slug, "Taken down on 2 March.", "")


def test_withdrawn_because_replaced_leads_to_the_other_page(fernwick):
    old = an_edition(state=State.PUBLISHED, partnerships=[fernwick])
    new = an_edition(state=State.PUBLISHED, partnerships=[fernwick])
    approver = a_person(approver_of=[fernwick])

    with pytest.raises(Refused, match="not the address of another"):
        withdraw(edition=old, by=approver, outcome="replaced", reason="x", replaced_by=old.briefing.slug)
    withdraw(edition=old, by=approver, outcome="replaced", reason="Newer.", replaced_by=new.briefing.slug)

    assert PublicNotice.objects.get().moved_to == f"/learning/{new.briefing.slug}/"


def test_on_request_keeps_the_title_and_whom_to_ask_and_no_words(published, ben, fernwick):
    public_until(published, -1)

    withdraw(edition=published, by=ben, outcome="on_request", reason="Its year is over.", notice="Allow ten days.")
    approved(published)

    notice = PublicNotice.objects.get()
    assert not PublicPage.objects.exists()
    assert (notice.title, notice.notice) == (published.title, "Allow ten days.")
    assert notice.publishers == [{"name": fernwick.name, "mailbox": fernwick.mailbox}]


@pytest.mark.parametrize(
    ("days", "outcome", "more", "message"),
    [
        (0, "on_request", {}, "has to stay public until"),
        (None, "on_request", {}, "not written down"),
        (30, "on_request", {"override": "We want to."}, "After that it can be available on request"),
        (30, "replaced", {}, "Say why it is taken down before|Say why it is taken away before"),
    ],
)
def test_what_has_to_stay_public_is_not_taken_away_before(published, ben, fernwick, days, outcome, more, message):
    if days is not None:
        public_until(published, days)
    other = an_edition(partnerships=[fernwick])

    with pytest.raises(Refused, match=message):
        withdraw(edition=published, by=ben, outcome=outcome, reason="x", replaced_by=other.briefing.slug, **more)

    assert PublicPage.objects.filter(slug=published.briefing.slug).exists()


def test_why_it_goes_before_its_day_stays_on_the_record(published, ben, fernwick):
    public_until(published, 30)
    other = an_edition(partnerships=[fernwick])

    withdraw(
        edition=published, by=ben, outcome="replaced", reason="One page for both.", replaced_by=other.briefing.slug,
        override="The court asked for it.",
    )  # fmt: skip

    assert published.events.get(verb="withdraw").reason.startswith("One page for both.\n\nTaken away before ")
    assert published.events.get(verb="withdraw").reason.endswith("The court asked for it.")


def test_an_error_comes_down_and_a_notice_goes_up_at_any_time(published, ben):
    public_until(published, 30)

    withdraw(edition=published, by=ben, outcome="out_of_date", reason="New law.", notice="The law has changed.")
    withdraw(edition=published, by=ben, outcome="error", reason="A name.")

    assert not PublicPage.objects.exists()


def test_a_title_with_a_protected_name_does_not_stay(published, asha, ben):
    public_until(published, -1)
    protect(review=published.briefing.review, term="Rowan", kind="name", by=asha)

    with pytest.raises(Refused, match="Withdraw it as an error instead"):
        withdraw(edition=published, by=ben, outcome="on_request", reason="Its year is over.")


def test_emergency_takes_everything_down_and_tells_everybody_but_who_did_it(published, asha, ben, fernwick):
    a_person("cara", administrator_of=[fernwick], email="cara@fernwick.example")
    a_person("dan", approver_of=[fernwick], email="dan@fernwick.example", is_active=False)
    a_person("eve", approver_of=[a_partnership()], email="eve@elsewhere.example")

    edition = in_emergency(edition=published, by=ben, reason="The street of Kestrel.")

    assert (edition.state, edition.outcome, edition.is_emergency) == (State.WITHDRAWN, "error", True)
    assert not PublicPage.objects.exists()
    told = OutgoingEmail.objects.filter(subject__startswith="WITHDRAWN IN AN EMERGENCY")
    assert sorted(told.values_list("to", flat=True)) == ["asha@fernwick.example", "cara@fernwick.example"]
    words = "".join(one.subject + outbox.body_of(one) for one in OutgoingEmail.objects.all())
    assert "Kestrel" not in words
    assert published.title not in words
    assert fernwick.short_name in words


def test_emergency_needs_a_reason(published, ben):
    with pytest.raises(Refused, match="what is wrong"):
        in_emergency(edition=published, by=ben, reason=" ")

    assert PublicPage.objects.exists()


def test_second_look_is_by_another_person_and_once(published, ben, fernwick):
    second, third = a_person(approver_of=[fernwick]), a_person(administrator_of=[fernwick])
    edition = in_emergency(edition=published, by=ben, reason="A street.")

    with pytest.raises(Refused, match="you withdrew it yourself"):
        confirm_withdrawal(edition=edition, by=ben, was_right=True)
    with pytest.raises(Refused, match="Say why it was not right"):
        confirm_withdrawal(edition=edition, by=second, was_right=False)
    confirm_withdrawal(edition=edition, by=second, was_right=True)
    with pytest.raises(Refused, match="looked at this already"):
        confirm_withdrawal(edition=edition, by=third, was_right=True)

    assert Confirmation.objects.get().by == second
    assert not PublicPage.objects.exists()


def test_database_refuses_a_second_look_by_the_same_person(published, ben):
    edition = in_emergency(edition=published, by=ben, reason="A street.")

    with pytest.raises(DatabaseError, match="own withdrawal"), transaction.atomic():
        Confirmation.objects.create(edition=edition, by=ben, at=timezone.now(), was_right=True)


def test_an_ordinary_withdrawal_needs_no_second_look(published, ben, fernwick):
    edition = withdraw(edition=published, by=ben, outcome="error", reason="A name.")

    with pytest.raises(Refused, match="needs no second look"):
        confirm_withdrawal(edition=edition, by=a_person(approver_of=[fernwick]), was_right=True)


def the_next(published, asha, ben, state):
    return an_edition(
        state=state, briefing=published.briefing, officer=asha, approvers=[ben], change_note="A clearer point."
    )


@pytest.mark.parametrize("alone", [True, False])
def test_a_leak_found_stops_the_next_edition_until_it_is_approved_in_knowledge(published, asha, ben, alone):
    second = the_next(published, asha, ben, State.SCHEDULED)
    if alone:
        in_emergency(edition=published, by=ben, reason="A street.")
    else:
        withdraw(edition=published, by=asha, outcome="error", reason="A street.")
    second.refresh_from_db()

    assert (second.state, second.publish_at) == (State.APPROVED, None)
    with pytest.raises(Refused, match="did not know what was wrong"):
        publish(edition=second, by=asha)
    send_back(edition=second, by=ben, reason="The street is in it too.")
    third = approve(edition=submit(briefing=published.briefing, by=asha, change_note="No street."), by=ben)
    assert publish(edition=third, by=asha).state == State.PUBLISHED


def test_an_approval_given_after_the_leak_was_known_counts(published, asha, ben):
    second = the_next(published, asha, ben, State.AWAITING_APPROVAL)
    withdraw(edition=published, by=asha, outcome="error", reason="A street.")

    second = approve(edition=second, by=ben)

    assert publish(edition=second, by=asha).state == State.PUBLISHED


def test_words_under_a_notice_leave_the_next_edition_its_schedule(published, asha, ben):
    second = the_next(published, asha, ben, State.SCHEDULED)

    withdraw(edition=published, by=ben, outcome="out_of_date", reason="Law.", notice="The law has changed.")

    second.refresh_from_db()
    assert second.state == State.SCHEDULED


def test_a_small_repair_keeps_the_date_and_note_of_the_last_change_and_sends_nothing(published, asha, ben):
    before = PublicPage.objects.get()
    OutgoingEmail.objects.all().delete()
    minor = submit(briefing=published.briefing, by=asha, change_note="A comma.", is_major=False)

    publish(edition=approve(edition=minor, by=ben), by=asha)

    page = PublicPage.objects.get()
    assert (page.number, page.change_note, page.published_at) == (2, before.change_note, before.published_at)
    assert not OutgoingEmail.objects.filter(subject__contains="ublished").exists()


def test_a_real_change_moves_the_date_and_tells_people(published, asha, ben):
    before = PublicPage.objects.get()
    major = submit(briefing=published.briefing, by=asha, change_note="New advice.")

    publish(edition=approve(edition=major, by=ben), by=asha)

    page = PublicPage.objects.get()
    assert page.published_at > before.published_at
    assert page.first_published_at == before.first_published_at
    assert page.change_note == "New advice."
    told = OutgoingEmail.objects.filter(subject__startswith="A changed edition was published")
    assert list(told.values_list("to", flat=True)) == ["ben@fernwick.example"]


def test_approval_is_asked_of_those_who_may_give_it(fernwick, asha, ben):
    both = a_person(officer_of=[fernwick], approver_of=[fernwick], email="both@fernwick.example")
    elsewhere = a_partnership()
    a_person(approver_of=[elsewhere], email="dilys@elsewhere.example")
    note = a_learning_note(partnerships=[fernwick, elsewhere], by=both)

    submit(briefing=note, by=asha)

    told = sorted(OutgoingEmail.objects.values_list("to", flat=True))
    assert told == ["ben@fernwick.example", "dilys@elsewhere.example"]


def piles(person):
    desk = desk_for(Person.objects.get(pk=person.pk))
    return {pile.slug: [item.title for item in pile.items] for pile in desk.piles if pile.items}


def test_desk_shows_published_words_with_a_name_that_was_protected_later(published, asha, ben):
    assert "named-later" not in piles(ben)
    protect(review=published.briefing.review, term="Kestrel", kind="name", by=asha)
    assert "named-later" not in piles(ben)
    protect(review=published.briefing.review, term="Rowan", kind="name", by=asha)

    assert piles(ben)["named-later"] == [published.title]
    assert piles(asha)["named-later"] == [published.title]
    assert "named-later" not in piles(a_person(approver_of=[a_partnership()]))
    in_emergency(edition=published, by=ben, reason="A name.")
    assert "named-later" not in piles(ben)


def test_desk_shows_what_could_not_be_published_and_what_is_planned(fernwick, asha, ben):
    from briefings.publishing import publish_due

    planned = an_edition(state=State.SCHEDULED, partnerships=[fernwick], officer=asha, approvers=[ben], title="Later")
    failed = an_edition(state=State.SCHEDULED, partnerships=[fernwick], officer=asha, approvers=[ben], title="Failed")
    protect(review=failed.briefing.review, term="Rowan", kind="name", by=asha)
    Edition.objects.filter(pk=failed.pk).update(publish_at=timezone.now())
    publish_due()

    assert piles(ben)["scheduled"] == [planned.title]
    assert piles(ben)["failed"] == [failed.title]
    assert "approved" not in piles(ben)
