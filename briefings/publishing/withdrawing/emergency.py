"""Taking words down alone, in an emergency; and the second look at that by somebody else."""

from django.db import transaction
from django.utils import timezone

from briefings.models import Confirmation, Edition, Outcome, State
from briefings.publishing import emails
from briefings.publishing.transitions import check_move, locked, record
from briefings.publishing.withdrawing.taking_down import take_down
from people.models import Person
from people.permissions import Refused, needed, require
from portal.text.sentences import day_in_words


@transaction.atomic
def withdraw_in_emergency(*, edition: Edition, by: Person, reason: str) -> Edition:
    """Take published words down at once, by one approver alone. Somebody else looks at it afterwards."""
    edition = locked(edition)
    require(by, "withdraw_in_emergency", edition)
    check_move(edition, "withdraw_in_emergency")
    reason = needed(reason, "Say in a few words what is wrong: the second person has to know where to look.")
    edition.outcome, edition.notice, edition.is_emergency = Outcome.ERROR, "", True
    edition = take_down(edition, "withdraw_in_emergency", by=by, reason=reason)
    emails.tell("withdrawn_in_emergency", edition, besides={by.pk})
    return edition


@transaction.atomic
def confirm_withdrawal(*, edition: Edition, by: Person, was_right: bool, note: str = "") -> Edition:
    """The second look at an emergency withdrawal, by another person. Either way the words stay down."""
    edition = locked(edition)
    require(by, "confirm_withdrawal", edition)
    check_move(edition, "confirm_withdrawal")
    if not edition.is_emergency:
        raise Refused("This was not withdrawn in an emergency, so it needs no second look.")
    if looked := Confirmation.objects.filter(edition=edition).select_related("by").first():
        raise Refused(f"{looked.by} looked at this already, on {day_in_words(looked.at)}.")
    note = note.strip()
    if not was_right:
        note = needed(note, "Say why it was not right, for the person who publishes it again.")
    Confirmation.objects.create(edition=edition, by=by, at=timezone.now(), was_right=was_right, note=note)
    verdict = "It was right." if was_right else "It was not right."
    record("confirm_withdrawal", edition.briefing, by=by, edition=edition, reason=f"{verdict} {note}".strip())
    return edition


def waits_for_a_second_look(edition: Edition) -> bool:
    """Whether it was withdrawn in an emergency, and nobody else has looked at that yet."""
    is_emergency = edition.state == State.WITHDRAWN and edition.is_emergency
    return is_emergency and not Confirmation.objects.filter(edition=edition).exists()
