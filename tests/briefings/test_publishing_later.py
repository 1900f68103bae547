"""Publishing at a day and time to come: saying when, taking it back, and the timer that does it."""

import logging
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone

from briefings.models import Edition, Event, PublicPage, State
from briefings.publishing import cancel_schedule, publish, publish_due, schedule, send_back
from briefings.publishing.times import in_words, readings_of
from people import outbox
from people.models import OutgoingEmail
from people.permissions import Refused
from reviews.holds import place_hold
from reviews.protection import protect
from tests.worlds import an_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheduled(fernwick, asha, ben):
    return an_edition(state=State.SCHEDULED, partnerships=[fernwick], officer=asha, approvers=[ben])


@pytest.fixture
def approved(fernwick, asha, ben):
    return an_edition(state=State.APPROVED, partnerships=[fernwick], officer=asha, approvers=[ben])


def the_time_comes_for(edition, *, ago=timedelta(minutes=1)):
    """As if the day had come, or had passed while the machine was off."""
    Edition.objects.filter(pk=edition.pk).update(publish_at=timezone.now() - ago)


def in_three_days():
    return timezone.now() + timedelta(days=3)


def emails():
    """The e-mails written so far: to whom, and the first words of the subject."""
    return sorted(OutgoingEmail.objects.values_list("to", "subject"))


def test_scheduling_keeps_the_moment_and_who_said_so_and_says_it_in_the_history(approved, asha):
    at = datetime(timezone.localdate().year + 1, 1, 11, 9, 30, tzinfo=UTC)
    if at > timezone.now() + timedelta(days=366):
        at -= timedelta(days=364)

    edition = schedule(edition=approved, by=asha, at=at)

    assert (edition.state, edition.publish_at, edition.scheduled_by) == (State.SCHEDULED, at, asha)
    assert edition.events.last().reason == f"For {in_words(at)}."
    assert not PublicPage.objects.exists()


def test_moments_are_read_with_their_zone():
    assert in_words(datetime(2027, 3, 29, 8, 0, tzinfo=UTC)) == "Monday 29 March 2027, 09:00 BST (London time)"
    assert in_words(datetime(2026, 11, 23, 9, 0, tzinfo=UTC)) == "Monday 23 November 2026, 09:00 GMT (London time)"


def test_an_hour_that_clocks_skip_has_no_reading_and_one_that_comes_twice_has_two():
    assert readings_of(date(2027, 3, 28), time(1, 30)) == []
    assert [one.astimezone(UTC) for one in readings_of(date(2026, 10, 25), time(1, 30))] == [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    ]  # fmt: skip
    assert len(readings_of(date(2027, 3, 28), time(2, 0))) == 1


def test_an_hour_that_clocks_skip_is_refused(january, approved, asha):
    skipped = datetime(2027, 3, 28, 1, 30, tzinfo=timezone.get_default_timezone())

    with pytest.raises(Refused, match="Clocks go forward that night, so there is no 01:30"):
        schedule(edition=approved, by=asha, at=skipped)


@pytest.mark.parametrize(
    ("ahead", "message"),
    [(timedelta(minutes=-1), "is past"), (timedelta(0), "is past"), (timedelta(days=400), "more than a year away")],
)
def test_a_moment_that_is_past_or_far_away_is_refused(approved, asha, ahead, message):
    with pytest.raises(Refused, match=message):
        schedule(edition=approved, by=asha, at=timezone.now() + ahead)

    approved.refresh_from_db()
    assert (approved.state, approved.publish_at) == (State.APPROVED, None)


def test_moving_it_needs_to_know_what_it_is_moved_from(scheduled, asha, ben):
    first, second = scheduled.publish_at, in_three_days()

    with pytest.raises(Refused, match=r"Somebody else was first: this is scheduled for \w+day"):
        schedule(edition=scheduled, by=ben, at=second)
    with pytest.raises(Refused, match="already"):
        schedule(edition=scheduled, by=ben, at=first)
    edition = schedule(edition=scheduled, by=ben, at=second, instead_of=first)

    assert (edition.publish_at, edition.scheduled_by) == (second, ben)
    assert edition.events.last().reason == f"For {in_words(second)}. Before that it was {in_words(first)}."


def test_moving_what_was_taken_off_its_schedule_meanwhile_is_refused(scheduled, asha):
    planned = scheduled.publish_at
    cancel_schedule(edition=scheduled, by=asha)

    with pytest.raises(Refused, match="not scheduled any more"):
        schedule(edition=scheduled, by=asha, at=in_three_days(), instead_of=planned)


def test_cancelling_leaves_it_approved_and_the_timer_with_nothing(scheduled, ben):
    the_time_comes_for(scheduled)

    edition = cancel_schedule(edition=scheduled, by=ben)

    assert (edition.state, edition.publish_at, edition.scheduled_by) == (State.APPROVED, None, None)
    assert publish_due().published == []
    assert not PublicPage.objects.exists()


@pytest.mark.parametrize("what", ["a hold", "a name"])
def test_circumstances_are_looked_at_again_when_it_is_scheduled(approved, asha, what):
    review = approved.briefing.review
    if what == "a hold":
        place_hold(review=review, kind="court", reason="The trial goes on.", by=asha)
    else:
        protect(review=review, term="Rowan", kind="name", by=asha)

    with pytest.raises(Refused, match="This cannot be scheduled now"):
        schedule(edition=approved, by=asha, at=in_three_days())


def test_timer_leaves_what_is_not_due(scheduled):
    assert publish_due().published == []
    scheduled.refresh_from_db()
    assert scheduled.state == State.SCHEDULED


@pytest.mark.parametrize("ago", [timedelta(seconds=1), timedelta(days=12)])
def test_timer_publishes_what_is_due_or_was_missed_once_in_the_name_of_who_scheduled_it(scheduled, asha, ago):
    the_time_comes_for(scheduled, ago=ago)

    first, second = publish_due(), publish_due()

    scheduled.refresh_from_db()
    assert (first.published, second.published) == ([scheduled.pk], [])
    assert (scheduled.state, scheduled.published_by, scheduled.publish_at) == (State.PUBLISHED, asha, None)
    assert PublicPage.objects.get().slug == scheduled.briefing.slug
    assert scheduled.events.filter(verb="publish").get().reason == "As scheduled."
    assert ("asha@fernwick.example", f"Published: learning note, {scheduled.reference}") in emails()


def what_stands_against_it(what, edition, asha):
    if what == "a hold":
        place_hold(review=edition.briefing.review, kind="court", reason="Trial of Kestrel.", by=asha)
    elif what == "a name":
        protect(review=edition.briefing.review, term="Rowan", kind="name", by=asha)
    elif what == "left":
        type(asha).objects.filter(pk=asha.pk).update(is_active=False)
    elif what == "other role":
        asha.memberships.all().delete()


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("a hold", "Trial of Kestrel"),
        ("a name", "protected name"),
        ("left", "Asha Reed, who scheduled it, may not publish it any more"),
        ("other role", "Asha Reed, who scheduled it, may not publish it any more"),
    ],
)
def test_timer_that_may_not_publish_is_loud_once_and_leaves_it_approved(scheduled, asha, what, reason, caplog):
    what_stands_against_it(what, scheduled, asha)
    the_time_comes_for(scheduled)
    caplog.set_level(logging.DEBUG)

    with pytest.raises(CommandError, match=rf"Could not be published: edition {scheduled.pk}"):
        call_command("publish_due", stdout=StringIO())
    call_command("publish_due", stdout=StringIO())

    scheduled.refresh_from_db()
    assert (scheduled.state, scheduled.publish_at) == (State.APPROVED, None)
    assert not PublicPage.objects.exists()
    assert reason in Event.objects.get(verb="could_not_publish").reason
    told = [(to, subject) for to, subject in emails() if subject.startswith("COULD NOT")]
    asha_works = what in {"a hold", "a name"}
    assert [to for to, _subject in told] == ["asha@fernwick.example"] * asha_works + ["ben@fernwick.example"]
    assert "Kestrel" not in caplog.text + "".join(OutgoingEmail.objects.values_list("body", flat=True))
    assert "Rowan" not in caplog.text + "".join(OutgoingEmail.objects.values_list("body", flat=True))


def test_timer_goes_on_with_the_others_when_one_cannot_be_published(scheduled, asha, fernwick, ben):
    other = an_edition(state=State.SCHEDULED, partnerships=[fernwick], officer=asha, approvers=[ben])
    place_hold(review=scheduled.briefing.review, kind="court", reason="Trial.", by=asha)
    the_time_comes_for(scheduled, ago=timedelta(minutes=2))
    the_time_comes_for(other)

    run = publish_due()

    assert (run.published, run.failed) == ([other.pk], [scheduled.pk])


def test_a_fault_half_way_is_told_without_its_words_and_changes_nothing_public(scheduled, caplog):
    the_time_comes_for(scheduled)
    with connection.cursor() as cursor:  # the table of public sheets breaks: its row comes after the page's
        cursor.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON briefings_publicsheet BEGIN SELECT RAISE(ABORT, 'Kestrel'); END"
            if connection.vendor == "sqlite"
            else "ALTER TABLE briefings_publicsheet ADD CONSTRAINT kestrel CHECK (page_id < 0)"
        )

    run = publish_due()

    scheduled.refresh_from_db()
    assert (run.failed, scheduled.state) == ([scheduled.pk], State.APPROVED)
    assert not PublicPage.objects.exists()
    assert "Something broke" in Event.objects.get(verb="could_not_publish").reason
    assert "kestrel" not in caplog.text.lower()


@contextmanager
def a_database_that_is_busy(*, whenever):
    """As the database answers when another has its rows, at every statement that says `whenever`."""

    def answer(execute, sql, params, many, context):
        if whenever in sql:
            raise OperationalError("deadlock detected: Kestrel")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(answer):
        yield


def test_a_busy_database_costs_a_release_no_more_than_minutes(scheduled, asha, fernwick, ben, caplog):
    other = an_edition(state=State.SCHEDULED, partnerships=[fernwick], officer=asha, approvers=[ben])
    the_time_comes_for(scheduled)
    the_time_comes_for(other, ago=timedelta(minutes=61))

    with a_database_that_is_busy(whenever='INSERT INTO "briefings_publicpage"'):
        run = publish_due()

    scheduled.refresh_from_db()
    other.refresh_from_db()
    assert (run.waiting, scheduled.state) == ([scheduled.pk], State.SCHEDULED)
    assert (run.failed, other.state) == ([other.pk], State.APPROVED)  # an hour is enough
    assert "for an hour" in Event.objects.get(verb="could_not_publish").reason
    assert "Kestrel" not in caplog.text
    assert publish_due().published == [scheduled.pk]


def test_what_cannot_be_told_of_one_keeps_nobody_else_waiting(scheduled, asha, fernwick, ben):
    other, third = (
        an_edition(state=State.SCHEDULED, partnerships=[fernwick], officer=asha, approvers=[ben]) for _ in range(2)
    )
    the_time_comes_for(scheduled, ago=timedelta(minutes=2))
    the_time_comes_for(other)
    Edition.objects.filter(pk=third.pk).update(publish_at=timezone.now() + timedelta(hours=20))
    place_hold(review=scheduled.briefing.review, kind="court", reason="Trial.", by=asha)

    with a_database_that_is_busy(whenever='INSERT INTO "people_outgoingemail"'):
        run = publish_due()

    assert run.broken == [scheduled.pk, third.pk]
    assert (run.failed, run.reminded) == ([], [])
    assert other.pk in run.published + run.waiting
    later = publish_due()
    assert (later.failed, later.reminded) == ([scheduled.pk], [third.pk])


def test_command_tells_a_timer_what_waits(scheduled):
    the_time_comes_for(scheduled)

    with (
        a_database_that_is_busy(whenever='INSERT INTO "briefings_publicpage"'),
        pytest.raises(CommandError, match=f"edition {scheduled.pk}. The next run tries again"),
    ):
        call_command("publish_due", stdout=StringIO())


def test_people_are_reminded_once_the_day_before(scheduled, asha, ben):
    Edition.objects.filter(pk=scheduled.pk).update(publish_at=timezone.now() + timedelta(hours=20))

    first, second = publish_due(), publish_due()

    assert (first.reminded, second.reminded) == ([scheduled.pk], [])
    told = [to for to, subject in emails() if subject.startswith("To be published soon")]
    assert told == ["asha@fernwick.example", "ben@fernwick.example"]
    body = outbox.body_of(OutgoingEmail.objects.filter(subject__startswith="To be").first())
    assert "(London time)" in body
    assert f"/admin/briefings/edition/{scheduled.pk}/change/" in body


def test_nobody_is_reminded_in_the_last_hours(scheduled):
    Edition.objects.filter(pk=scheduled.pk).update(publish_at=timezone.now() + timedelta(hours=2, minutes=59))

    assert publish_due().reminded == []
    assert not [subject for _to, subject in emails() if subject.startswith("To be published soon")]


def test_a_moved_schedule_is_reminded_of_again(scheduled, asha):
    Edition.objects.filter(pk=scheduled.pk).update(publish_at=timezone.now() + timedelta(hours=20))
    publish_due()
    scheduled.refresh_from_db()
    schedule(edition=scheduled, by=asha, at=timezone.now() + timedelta(hours=22), instead_of=scheduled.publish_at)

    assert publish_due().reminded == [scheduled.pk]


def test_published_by_hand_or_sent_back_before_its_time_leaves_the_timer_nothing(scheduled, asha, fernwick, ben):
    other = an_edition(state=State.SCHEDULED, partnerships=[fernwick], officer=asha, approvers=[ben])
    publish(edition=scheduled, by=ben)
    send_back(edition=other, by=ben, reason="A date.")

    run = publish_due()

    assert (run.published, run.failed) == ([], [])
    assert not Edition.objects.exclude(publish_at=None).exists()


def test_command_says_what_it_did(scheduled):
    the_time_comes_for(scheduled)
    out = StringIO()

    call_command("publish_due", stdout=out)

    assert out.getvalue() == f"Published: edition {scheduled.pk}.\n"
