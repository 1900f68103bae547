"""The screens of publishing later, of emergencies, and of the second look."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from briefings.models import Confirmation, Edition, PublicNotice, PublicPage
from briefings.models.edition import State
from briefings.publishing import schedule, withdraw_in_emergency
from briefings.publishing.times import in_words
from reviews.working_days import day_off
from tests.assertions import text_of
from tests.screens import signed_in
from tests.worlds import a_learning_note, a_person, an_edition

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def in_state(state, fernwick, asha, ben, **more):
    return an_edition(state=state, partnerships=[fernwick], officer=asha, approvers=[ben], **more)


def step(edition, verb: str) -> str:
    return reverse(f"admin:briefings_edition_{verb}", args=[edition.pk])


def a_day(*, off: bool) -> date:
    """A day of the coming weeks on which offices are closed, or open."""
    days = (timezone.localdate() + timedelta(days=ahead) for ahead in range(2, 12))
    return next(day for day in days if bool(day_off(day, nation="england")) == off)


def test_a_day_and_a_time_schedule_it(fernwick, asha, ben):
    edition = in_state(State.APPROVED, fernwick, asha, ben)
    day = a_day(off=False)

    response = signed_in(asha).post(
        step(edition, "schedule"), {"day": day.isoformat(), "at": "09:30", "seen": ""}, follow=True
    )

    edition.refresh_from_db()
    assert edition.state == State.SCHEDULED
    assert (timezone.localdate(edition.publish_at), edition.scheduled_by) == (day, asha)
    assert f"Scheduled for {in_words(edition.publish_at)}." in text_of(response.content)


def test_a_day_off_is_said_and_goes_through_once_it_is_ticked(fernwick, asha, ben):
    edition = in_state(State.APPROVED, fernwick, asha, ben)
    typed = {"day": a_day(off=True).isoformat(), "at": "09:30", "seen": ""}

    first = signed_in(asha).post(step(edition, "schedule"), typed)
    says = text_of(first.content)
    second = signed_in(asha).post(step(edition, "schedule"), {**typed, "although": "on"})

    assert says.count(day_off(a_day(off=True), nation="england")) == 2  # at the top with a link, and at its box
    assert 'value="09:30"' in first.content.decode()
    assert second.status_code == 302


def test_a_time_that_comes_twice_asks_which(january, fernwick, asha, ben):
    edition = in_state(State.APPROVED, fernwick, asha, ben)
    typed = {"day": "2027-10-31", "at": "01:30", "seen": "", "although": "on"}

    says = text_of(signed_in(asha).post(step(edition, "schedule"), typed).content)
    signed_in(asha).post(step(edition, "schedule"), {**typed, "which": "1"})

    edition.refresh_from_db()
    assert "01:30 BST" in says
    assert "01:30 GMT" in says
    assert in_words(edition.publish_at).endswith("01:30 GMT (London time)")


@pytest.mark.parametrize(
    ("day", "at", "says"),
    [
        ("2020-01-06", "09:00", "That day is past"),
        ("9999-12-31", "23:59", "within a year"),
        ("soon", "09:00", "Write the day as 30/03/2026"),
        ("", "9 o'clock", "Choose the day"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_what_was_typed_stays(fernwick, asha, ben, day, at, says):
    edition = in_state(State.APPROVED, fernwick, asha, ben)

    response = signed_in(asha).post(step(edition, "schedule"), {"day": day, "at": at, "seen": ""})

    assert says in text_of(response.content)
    assert Edition.objects.get(pk=edition.pk).state == State.APPROVED


def test_somebody_who_was_second_reads_when_it_is_scheduled_and_may_then_move_it(fernwick, asha, ben):
    edition = in_state(State.APPROVED, fernwick, asha, ben)
    typed = {"day": a_day(off=False).isoformat(), "at": "11:00", "seen": ""}
    schedule(edition=edition, by=ben, at=timezone.now() + timedelta(days=30))

    response = signed_in(asha).post(step(edition, "schedule"), typed)
    seen = re.search(r'name="seen" value="([^"]+)"', response.content.decode())[1]
    second = signed_in(asha).post(step(edition, "schedule"), {**typed, "seen": seen})

    assert "Somebody else was first" in text_of(response.content)
    assert second.status_code == 302
    assert Edition.objects.get(pk=edition.pk).scheduled_by == asha


def test_emergency_is_one_button_and_one_sentence_away(fernwick, asha, ben):
    edition = in_state(State.PUBLISHED, fernwick, asha, ben)
    at_ben = signed_in(ben)
    address = step(edition, "withdraw_in_emergency")
    change = reverse("admin:briefings_edition_change", args=[edition.pk])
    draft = reverse("admin:briefings_briefing_change", args=[edition.briefing_id])

    for screen in ("/admin/", change, draft, step(edition, "withdraw")):
        assert f'href="{address}"' in at_ben.get(screen, follow=True).content.decode(), screen
    empty = at_ben.post(address, {"reason": ""})
    assert "Say in a few words what is wrong" in text_of(empty.content)
    response = at_ben.post(address, {"reason": "A street."}, follow=True)

    assert "It is down." in text_of(response.content)
    assert not PublicPage.objects.exists()
    assert PublicNotice.objects.exists()


def test_emergency_is_closed_to_an_officer(fernwick, asha, ben):
    edition = in_state(State.PUBLISHED, fernwick, asha, ben)

    response = signed_in(asha).post(step(edition, "withdraw_in_emergency"), {"reason": "A street."})

    assert response.status_code == 403
    assert PublicPage.objects.exists()


def test_second_look_is_on_the_desk_of_others_until_somebody_took_it(fernwick, asha, ben):
    edition = in_state(State.PUBLISHED, fernwick, asha, ben)
    edition = withdraw_in_emergency(edition=edition, by=ben, reason="A street.")
    second = a_person(administrator_of=[fernwick])
    address = step(edition, "confirm_withdrawal")

    assert address not in signed_in(ben).get("/admin/").content.decode()
    assert address in signed_in(second).get("/admin/").content.decode()
    assert signed_in(ben).post(address, {"was_right": "right"}).status_code == 403
    assert "“A street.”" in text_of(signed_in(second).get(address).content)
    refused = signed_in(second).post(address, {"was_right": "wrong", "note": ""})
    assert "Say why it was not right" in text_of(refused.content)
    signed_in(second).post(address, {"was_right": "wrong", "note": "That street is in another town."})

    assert Confirmation.objects.get().note == "That street is in another town."
    assert "waiting for a second look" not in text_of(signed_in(second).get("/admin/").content)


def test_withdrawing_says_what_becomes_of_the_next_edition(fernwick, asha, ben):
    first = in_state(State.PUBLISHED, fernwick, asha, ben)
    an_edition(
        state=State.SCHEDULED, briefing=first.briefing, officer=asha, approvers=[ben], change_note="A clearer point."
    )

    for verb in ("withdraw", "withdraw_in_emergency"):
        assert "Its schedule is cancelled" in text_of(signed_in(ben).get(step(first, verb)).content)


def test_an_edition_approved_before_a_leak_was_known_says_that_it_cannot_be_published(fernwick, asha, ben):
    first = in_state(State.PUBLISHED, fernwick, asha, ben)
    second = an_edition(
        state=State.APPROVED, briefing=first.briefing, officer=asha, approvers=[ben], change_note="A clearer point."
    )
    withdraw_in_emergency(edition=first, by=ben, reason="A street.")

    for verb in ("publish", "schedule"):
        response = signed_in(asha).get(step(second, verb))
        assert "the person who approved it did not know what was wrong" in text_of(response.content)
        assert 'class="decision__go' not in response.content.decode()


def test_what_may_not_go_before_its_day_asks_why(fernwick, asha, ben):
    note = a_learning_note(partnerships=[fernwick], by=asha)
    note.review.keep_public_until = timezone.localdate() + timedelta(days=90)
    note.review.save()
    edition = an_edition(briefing=note, officer=asha, approvers=[ben])

    page = text_of(signed_in(ben).get(step(edition, "withdraw")).content)

    assert "It has to stay public until" in page
    assert "Why it goes before" in page
    assert "Its time in public is over" not in page
