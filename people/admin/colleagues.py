"""What the pages about people show: plain rows made in Python, which the templates only loop over.

Of a person who also works elsewhere, nothing shows it.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.utils import timezone

from people import history, roles
from people.models import Membership, OutgoingEmail, Partnership, Person, PersonEvent, Role
from people.sign_in import gate


@dataclass(frozen=True)
class Held:
    """One role somebody has here. `since` is empty when it was given before this was written down."""

    role: Role
    since: datetime | None
    by: str


@dataclass(frozen=True)
class Colleague:
    """Somebody who works here."""

    person: Person
    held: list[Held]
    not_held: list[Role]
    roles: str
    joined_at: datetime | None
    joined_by: str
    has_second_factor: bool
    is_you: bool


@dataclass(frozen=True)
class Invited:
    """An invitation that waits, and what became of its e-mail."""

    pk: int
    name: str
    email: str
    roles: str
    by: Person
    at: datetime
    expires_at: datetime
    is_expired: bool
    delivery: str


@dataclass(frozen=True)
class Leaver:
    """Somebody who left, when, and who recorded it."""

    person: Person
    at: datetime
    by: str


def team_of(partnership: Partnership, looked_at_by: Person) -> list[Colleague]:
    """Everybody who works here, by name."""
    held = defaultdict(list)
    for one in partnership.memberships.select_related("given_by"):
        held[one.person_id].append(one)
    found = list(roles.colleagues(partnership))
    guarded = with_second_factor(found)
    return [_colleague(person, held[person.pk], person.pk in guarded, looked_at_by) for person in found]


def person_here(person: Person, partnership: Partnership, looked_at_by: Person) -> Colleague:
    """One of them."""
    held = person.memberships.filter(partnership=partnership).select_related("given_by")
    return _colleague(person, list(held), bool(with_second_factor([person])), looked_at_by)


def _colleague(person: Person, rows: list[Membership], has_second_factor: bool, looked_at_by: Person) -> Colleague:
    by_role = {one.role: one for one in rows}
    held = [Held(role, by_role[role].given_at, str(by_role[role].given_by or "")) for role in Role if role in by_role]
    first = None if any(one.since is None for one in held) else min(held, key=lambda one: one.since)
    return Colleague(
        person=person,
        held=held,
        not_held=[role for role in Role if role not in by_role],
        roles=history.in_words(by_role),
        joined_at=first.since if first else None,
        joined_by=first.by if first else "",
        has_second_factor=has_second_factor,
        is_you=person.pk == looked_at_by.pk,
    )


def invitations_of(partnership: Partnership) -> list[Invited]:
    """The invitations that wait, newest first."""
    waiting = list(
        partnership.invitations.filter(accepted_at=None, cancelled_at=None).select_related("invited_by", "sent_as")
    )
    now = timezone.now()
    return [
        Invited(
            one.pk, f"{one.first_name} {one.last_name}", one.email, history.in_words(one.roles()), one.invited_by,
            one.invited_at, one.expires_at, one.expires_at <= now, _delivery(one.sent_as),
        )
        for one in waiting
    ]  # fmt: skip


def _delivery(row: OutgoingEmail | None) -> str:
    """What became of its e-mail; empty once it was sent."""
    if row is None or row.sent_at:
        return ""
    if row.given_up_at:
        return "The e-mail could not be delivered. Check the address: cancel this, and invite them again."
    if row.last_fault:
        return "The e-mail could not be delivered yet. It is tried again."
    return "The e-mail waits to be sent."


def leavers_of(partnership: Partnership) -> list[Leaver]:
    """Those who left and are not back."""
    gone = {person.pk: person for person in roles.leavers(partnership)}
    last = {}
    for event in PersonEvent.objects.filter(partnership=partnership, verb="leave", person__in=gone):
        last[event.person_id] = event
    return [Leaver(gone[pk], event.at, event.by_name) for pk, event in last.items()]


def with_second_factor(found: list[Person]) -> set[int]:
    """Which of these people have set up an authenticator app or a passkey."""
    theirs = Authenticator.objects.filter(user__in=found, type__in=gate.FACTORS)
    return set(theirs.values_list("user_id", flat=True))
