"""Publishing: at once, or at a day and time to come (saying when, taking it back, doing it when the time comes)."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import OperationalError, transaction
from django.utils import timezone

from briefings.models import Edition, Event, PublicPage, State
from briefings.publishing import emails, public_rows
from briefings.publishing.checks import refuse_unfit
from briefings.publishing.times import in_words, is_real, moment_of_publication
from briefings.publishing.transitions import check_move, locked, move, record
from people.models import Person
from people.permissions import Refused, require, why_not
from reviews.models import Review

log = logging.getLogger(__name__)

FURTHEST = timedelta(days=366)  # a slip of the pen in a year would otherwise never be noticed
REMINDED_BEFORE = timedelta(days=1)
# Anyone who schedules for this afternoon has it in mind; an e-mail minutes before would come too late.
NOT_REMINDED_LATER_THAN = timedelta(hours=3)
# A database that is busy or away for a moment costs a release some minutes, not its place on the schedule.
TRIED_AGAIN_FOR = timedelta(hours=1)


@transaction.atomic
def publish(*, edition: Edition, by: Person) -> Edition:
    """Put an approved edition before the public, in place of the one there now."""
    edition = locked(edition)
    require(by, "publish", edition)
    check_move(edition, "publish")
    edition = put_before_the_public(edition, by=by, reason=edition.change_note)
    tell_of_publication(edition, besides={by.pk})
    return edition


def put_before_the_public(edition: Edition, *, by: Person, reason: str) -> Edition:
    """Publish an edition that is locked, by somebody who may."""
    document, briefing = refuse_unfit(edition, verb="published"), edition.briefing
    page_now = PublicPage.objects.filter(slug=document.slug).only("published_at", "change_note").first()
    for current in briefing.editions.public():
        move(current, "supersede", by=by)
        public_rows.take_away(current.content["slug"])
    numbered = briefing.editions.exclude(number=None).order_by("number")
    first, last = numbered.first(), numbered.last()
    now = moment_of_publication()
    edition.number = ((last.number if last else None) or 0) + 1
    edition.published_at, edition.published_by = now, by
    edition = move(edition, "publish", by=by, reason=reason)
    updated_at, change_note = now, edition.change_note
    if page_now and not edition.is_major:
        # A small repair is no news: readers keep the date and the note of the last change that they should know of.
        updated_at, change_note = page_now.published_at, page_now.change_note
    public_rows.put_before_public(
        edition,
        first_published_at=(first.published_at if first else None) or now,
        updated_at=updated_at,
        change_note=change_note,
    )
    if briefing.review:  # the record remembers its first day in public: dates are counted from it
        reviews = Review.objects.filter(pk=briefing.review.pk, first_published_on=None)
        reviews.update(first_published_on=timezone.localdate(now))
    return edition


def tell_of_publication(edition: Edition, *, besides: Iterable[int] = ()) -> None:
    """Write to its people that it is public. Of a small repair nobody is told."""
    if edition.number == 1:
        emails.tell("published", edition, besides=besides)
    elif edition.is_major:
        emails.tell("changed", edition, besides=besides)


@transaction.atomic
def schedule(*, edition: Edition, by: Person, at: datetime, instead_of: datetime | None = None) -> Edition:
    """Have an approved edition published at a moment to come, in the name of the person who says so.

    To move it, give as `instead_of` the moment it is scheduled for: anyone who did not know of that is refused.
    """
    edition = locked(edition)
    require(by, "schedule", edition)
    check_move(edition, "schedule")
    _refuse_unusable(at)
    planned = edition.publish_at
    if planned == at:
        raise Refused(f"This is scheduled for {in_words(at)} already.")
    if planned != instead_of:
        now_says = f"scheduled for {in_words(planned)}" if planned else "not scheduled any more"
        raise Refused(f"Somebody else was first: this is {now_says} now. If you still want to, say again when.")
    refuse_unfit(edition, verb="scheduled")
    edition.publish_at, edition.scheduled_by = at, by
    moved = f" Before that it was {in_words(planned)}." if planned else ""
    return move(edition, "schedule", by=by, reason=f"For {in_words(at)}.{moved}")


def _refuse_unusable(at: datetime) -> None:
    if timezone.is_naive(at):
        raise ValueError("a moment needs its time zone")
    now = timezone.now()
    if at <= now:
        raise Refused(f"{in_words(at)} is past. Choose a time to come, or publish it now.")
    if at > now + FURTHEST:
        raise Refused(f"{in_words(at)} is more than a year away. Choose a day within a year.")
    if not is_real(at):
        raise Refused(f"Clocks go forward that night, so there is no {at:%H:%M}. Choose another time.")


@transaction.atomic
def cancel_schedule(*, edition: Edition, by: Person) -> Edition:
    """Take back the day and time. The edition stays approved, and can be published or scheduled anew."""
    edition = locked(edition)
    require(by, "cancel_schedule", edition)
    check_move(edition, "cancel_schedule")
    at, _person = planned_for(edition)
    return move(edition, "cancel_schedule", by=by, reason=f"It was to be published on {in_words(at)}.")


def planned_for(edition: Edition) -> tuple[datetime, Person]:
    """The moment for which an edition is scheduled, and the person in whose name it is then published."""
    if edition.publish_at is None or edition.scheduled_by is None:
        raise Refused("This is not scheduled.")
    return edition.publish_at, edition.scheduled_by


@dataclass
class Run:
    """What one run of the timer did: primary keys of editions."""

    published: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)  # the database was busy: the next run tries again
    reminded: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)  # what has to be told of them could not be written down


def publish_due() -> Run:
    """Publish what is due, each in a transaction of its own, in the name of the person who scheduled it; then remind.

    What was missed while the machine was off is published now, once. What cannot be published goes back to
    approved, with the reason in its history and an e-mail, and is not tried again by itself; only where the database
    could not be asked just then, the next runs of an hour try again. Nothing that breaks at one edition keeps the
    others from their turn.
    """
    run = Run()
    now = timezone.now()
    due = Edition.objects.filter(state=State.SCHEDULED, publish_at__lte=now).order_by("publish_at", "pk")
    for pk, publish_at in due.values_list("pk", "publish_at"):
        if publish_at:
            _publish_one(pk, publish_at, run)
    soon = Edition.objects.filter(
        state=State.SCHEDULED, publish_at__gt=now + NOT_REMINDED_LATER_THAN, publish_at__lte=now + REMINDED_BEFORE
    ).order_by("publish_at", "pk")
    for pk in soon.values_list("pk", flat=True):
        with _whatever_breaks(pk, run):
            if _remind(pk):
                run.reminded.append(pk)
    return run


@contextmanager
def _whatever_breaks(pk: int, run: Run) -> Iterator[None]:
    """Note that something broke at an edition, and go on."""
    try:
        yield
    except Exception as fault:  # noqa: BLE001  the next edition has its own time to keep
        # the message of a database may hold words of the edition, so only its kind is told
        log.error("publish_due edition=%s fault=%s", pk, type(fault).__name__)
        run.broken.append(pk)


def _publish_one(pk: int, publish_at: datetime, run: Run) -> None:
    """Publish one, or say why not. Nothing is done when somebody, or another run, was first."""
    try:
        with transaction.atomic():
            edition = _still_planned(pk, publish_at)
            if edition is None:
                return
            _at, by = planned_for(edition)
            if why_not(by, "publish", edition):
                raise Refused(f"{by}, who scheduled it, may not publish it any more. Somebody who may has to do it.")
            edition = put_before_the_public(edition, by=by, reason=f"As scheduled. {edition.change_note}".strip())
            tell_of_publication(edition)
        run.published.append(pk)
        return
    except Refused as refusal:
        reason = str(refusal)
    except OperationalError as fault:
        log.warning("publish_due edition=%s fault=%s", pk, type(fault).__name__)
        if timezone.now() < publish_at + TRIED_AGAIN_FOR:
            run.waiting.append(pk)
            return
        reason = "The database could not be asked for an hour. Tell your site administrator, then try again."
    except Exception as fault:  # noqa: BLE001  whatever it is, people must learn that nothing was published
        log.error("publish_due edition=%s fault=%s", pk, type(fault).__name__)
        reason = "Something broke while it was published. Tell your site administrator, then try again."
    with _whatever_breaks(pk, run):
        if _say_that_it_failed(pk, publish_at, reason):
            run.failed.append(pk)


def _still_planned(pk: int, publish_at: datetime) -> Edition | None:
    edition = locked(Edition.objects.only("pk", "briefing").get(pk=pk))
    is_planned = edition.state == State.SCHEDULED and edition.publish_at == publish_at
    return edition if is_planned else None


@transaction.atomic
def _say_that_it_failed(pk: int, publish_at: datetime, reason: str) -> bool:
    edition = _still_planned(pk, publish_at)
    if edition is None:
        return False
    _at, by = planned_for(edition)
    move(edition, "could_not_publish", by=by, reason=reason)
    emails.tell("could_not_publish", edition, when=publish_at)
    return True


@transaction.atomic
def _remind(pk: int) -> bool:
    """Tell, once for each time it was scheduled, that it will be published within a day."""
    edition = locked(Edition.objects.only("pk", "briefing").get(pk=pk))
    last = Event.objects.filter(edition=edition, verb__in=["schedule", "remind"]).order_by("-pk").first()
    if edition.state != State.SCHEDULED or last is None or last.verb == "remind":
        return False
    at, by = planned_for(edition)
    emails.tell("will_be_published", edition, when=at)
    record("remind", edition.briefing, by=by, edition=edition)
    return True
