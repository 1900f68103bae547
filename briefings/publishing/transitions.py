"""What every verb does (verbs.py): lock, check the move, make it, write one line of history."""

import logging

from django.utils import timezone

from briefings.models import Briefing, Edition, Event, State
from briefings.models.edition import ENDED
from people.models import Partnership, Person
from people.permissions import Refused
from people.verbs import VERBS

log = logging.getLogger(__name__)


def locked(edition: Edition) -> Edition:
    """The edition as it is now, with its briefing's row locked so that two verbs cannot cross."""
    Briefing.objects.select_for_update().get(pk=edition.briefing_id)
    return Edition.objects.select_for_update().get(pk=edition.pk)


def check_move(edition: Edition, verb: str) -> None:
    """Refuse a verb that the edition's state does not allow."""
    rule = VERBS[verb]
    if edition.state not in rule.starts_from:
        wanted = " or ".join(State(state).label.lower() for state in sorted(rule.starts_from))
        raise Refused(
            f"This edition is {edition.get_state_display().lower()}, so it cannot be {rule.past}: "
            f"only one that is {wanted} can."
        )


def move(edition: Edition, verb: str, *, by: Person, reason: str = "") -> Edition:
    """Bring an edition to the state the verb ends in, with its line of history."""
    check_move(edition, verb)
    edition.state = VERBS[verb].ends_in
    if edition.state != State.SCHEDULED:
        edition.publish_at = edition.scheduled_by = None  # what was planned is in the history
    if edition.state in ENDED:
        edition.ended_at, edition.ended_by = timezone.now(), by
    edition.save(update_fields=sorted(name.removesuffix("_id") for name in Edition.may_change))
    record(verb, edition.briefing, by=by, edition=edition, reason=reason)
    return edition


def record(
    verb: str,
    briefing: Briefing,
    *,
    by: Person,
    edition: Edition | None,
    reason: str = "",
    partnership: Partnership | None = None,
) -> None:
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


def open_edition_of(briefing: Briefing) -> Edition | None:
    """The edition on its way to publication, if there is one."""
    return briefing.editions.open().first()


def public_edition_of(briefing: Briefing) -> Edition | None:
    """The edition the public reads, if there is one."""
    return briefing.editions.public().first()
