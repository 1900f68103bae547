"""The table of moves, and what every verb does: lock, check the move, make it, write one line of history."""

import logging

from django.utils import timezone

from briefings.models import Briefing, Edition, Event, State
from people.permissions import Refused

log = logging.getLogger(__name__)

ALLOWED = {  # verb: (states it may start from, state it ends in)
    "send_back": ({State.AWAITING_APPROVAL, State.APPROVED, State.SCHEDULED}, State.SENT_BACK),
    "approve": ({State.AWAITING_APPROVAL}, State.APPROVED),
    "schedule": ({State.APPROVED, State.SCHEDULED}, State.SCHEDULED),  # from scheduled: to another time
    "cancel_schedule": ({State.SCHEDULED}, State.APPROVED),
    "could_not_publish": ({State.SCHEDULED}, State.APPROVED),  # its time came, and something stood against it
    "publish": ({State.APPROVED, State.SCHEDULED}, State.PUBLISHED),
    "supersede": ({State.PUBLISHED, State.OUT_OF_DATE}, State.SUPERSEDED),
    "mark_out_of_date": ({State.PUBLISHED}, State.OUT_OF_DATE),
    "withdraw": ({State.PUBLISHED, State.OUT_OF_DATE}, State.WITHDRAWN),
    "withdraw_in_emergency": ({State.PUBLISHED, State.OUT_OF_DATE}, State.WITHDRAWN),
    "confirm_withdrawal": ({State.WITHDRAWN}, State.WITHDRAWN),
}
PAST = {
    "send_back": "sent back",
    "approve": "approved",
    "schedule": "scheduled",
    "cancel_schedule": "taken off its schedule",
    "could_not_publish": "found unfit to publish",
    "publish": "published",
    "supersede": "superseded",
    "mark_out_of_date": "marked out of date",
    "withdraw": "withdrawn",
    "withdraw_in_emergency": "withdrawn in an emergency",
    "confirm_withdrawal": "looked at a second time",
}
ENDS = {State.SENT_BACK, State.SUPERSEDED, State.WITHDRAWN}


def locked(edition: Edition) -> Edition:
    """The edition as it is now, with its briefing's row locked so that two verbs cannot cross."""
    Briefing.objects.select_for_update().get(pk=edition.briefing_id)
    return Edition.objects.select_for_update().get(pk=edition.pk)


def check_move(edition: Edition, verb: str) -> None:
    """Refuse a verb that the edition's state does not allow."""
    starts_from, _ends_in = ALLOWED[verb]
    if edition.state not in starts_from:
        wanted = " or ".join(State(state).label.lower() for state in sorted(starts_from))
        raise Refused(
            f"This edition is {edition.get_state_display().lower()}, so it cannot be {PAST[verb]}: "
            f"only one that is {wanted} can."
        )


def move(edition: Edition, verb: str, *, by, reason: str = "") -> Edition:
    """Bring an edition to the state the verb ends in, with its line of history."""
    check_move(edition, verb)
    edition.state = ALLOWED[verb][1]
    if edition.state != State.SCHEDULED:
        edition.publish_at = edition.scheduled_by = None  # what was planned is in the history
    if edition.state in ENDS:
        edition.ended_at, edition.ended_by = timezone.now(), by
    edition.save(update_fields=sorted(name.removesuffix("_id") for name in Edition.may_change))
    record(verb, edition.briefing, by=by, edition=edition, reason=reason)
    return edition


def record(verb: str, briefing: Briefing, *, by, edition: Edition | None, reason: str = "", partnership=None) -> None:
    """One line of history. The log gets the verb and numbers, never words."""
    Event.objects.create(
        briefing=briefing,
        edition=edition,
        verb=verb,
        by=by,
        by_name=str(by),
        partnership=partnership,
        at=timezone.now(),
        reason=reason,
    )
    log.info("%s edition=%s by=%s", verb, edition and edition.pk, by.pk)


def needed(text: str, message: str) -> str:
    """What was typed, without blanks around it; refused with `message` if nothing was."""
    if not text.strip():
        raise Refused(message)
    return text.strip()


def open_edition_of(briefing: Briefing) -> Edition | None:
    """The edition on its way to publication, if there is one."""
    return briefing.editions.open().first()


def public_edition_of(briefing: Briefing) -> Edition | None:
    """The edition the public reads, if there is one."""
    return briefing.editions.public().first()
