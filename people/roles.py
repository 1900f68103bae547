"""Roles of people in a partnership: given, taken, ended when somebody leaves, given again when they are back.

No other module gives or takes a role, but for an invitation that is accepted (invitations.py), through `give`. Each
verb locks the partnership and asks again who may do it, so that of two people who do opposite things at once one gets a
clear answer, and a partnership is never left without an administrator: nobody takes a role of their own, and
anyone who takes it from the others stays.
"""

from collections.abc import Iterable

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from people import outbox
from people.history import in_words, note
from people.models import Membership, Partnership, Person, Role
from people.permissions import Refused, may, require


@transaction.atomic
def give_role(*, person, partnership, role: str, by) -> Membership:
    """Give somebody who works here one more role.

    Raises Refused, in words for the person, if they may not, it is their own, or the role is held already.
    """
    partnership, by, person = _of_a_colleague(person, partnership, by)
    if role not in Role.values:
        raise Refused("Choose a role.")
    if person.memberships.filter(partnership=partnership, role=role).exists():
        raise Refused(f"{person} has this role here already.")
    membership = give(person, partnership, role, by)
    note("give_role", partnership, by, person=person, roles=[role])
    _tell(person, partnership, by, f"You now have the role of {role} for {partnership}.")
    return membership


@transaction.atomic
def take_role(*, person, partnership, role: str, by) -> None:
    """Take one of several roles from somebody who works here. It works at once, on every screen.

    Raises Refused, in words for the person, if they may not, it is their own, is not held, or is the only one.
    """
    partnership, by, person = _of_a_colleague(person, partnership, by)
    held = person.memberships.filter(partnership=partnership)
    if not held.filter(role=role).exists():
        raise Refused(f"{person} does not have this role here.")
    if held.count() == 1:
        raise Refused(f"This is the only role {person} has here. If they no longer work here, record that they left.")
    held.filter(role=role).delete()
    note("take_role", partnership, by, person=person, roles=[role])
    _tell(person, partnership, by, f"You no longer have the role of {role} for {partnership}.")


@transaction.atomic
def deactivate(*, person, partnership, by) -> None:
    """Record that somebody has left: their roles here end, and they are signed out everywhere.

    If nobody but `by` has a say in where else they work, everything ends and their account is closed; otherwise
    the other partnerships keep them, which is not told. Raises Refused, in words for the person, if they may not,
    or would end their own work.
    """
    everywhere = Partnership.objects.filter(memberships__person=person).order_by("pk")
    list(everywhere.select_for_update(no_key=True, of=("self",)))  # in one order, so that nobody waits for each other
    partnership, by, person = _of_a_colleague(person, partnership, by)
    ended = [partnership]
    if all(may(by, "manage", one) for one in everywhere):
        ended = list(everywhere.distinct())
        person.is_active = False
        person.save(update_fields=["is_active"])
    person.memberships.filter(partnership__in=ended).delete()
    end_sessions(person)
    for one in ended:
        note("leave", one, by, person=person)


@transaction.atomic
def close_account(*, person) -> None:
    """End every role of somebody, sign them out and close their account. For the operator of the server:
    an administrator who is gone with no other to record it, or an account in the wrong hands."""
    partnerships = Partnership.objects.filter(memberships__person=person).order_by("pk")
    list(partnerships.select_for_update(no_key=True, of=("self",)))
    person = Person.objects.select_for_update().get(pk=person.pk)
    ended = list(partnerships.distinct())
    person.memberships.all().delete()
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person)
    for one in ended:
        note("leave", one, None, person=person)


@transaction.atomic
def reactivate(*, person, partnership, roles: Iterable[str], by) -> None:
    """Record that somebody who left this partnership is back, with these roles. They sign in as they did before.

    Raises Refused, in words for the person, if they may not, it is their own account, no role is chosen, or they
    never left here.
    """
    partnership, by = _managed(partnership, by)
    person = Person.objects.select_for_update().get(pk=person.pk)
    roles = set(roles)
    _refuse_own(person, by)
    if person not in leavers(partnership):
        raise Refused("There is nobody like that among the former staff. Invite them instead.")
    if not roles or roles - set(Role.values):
        raise Refused("Choose at least one role.")
    refuse_site_administrator(person)
    person.is_active = person.is_staff = True
    person.save(update_fields=["is_active", "is_staff"])
    for role in roles:
        give(person, partnership, role, by)
    note("come_back", partnership, by, person=person, roles=roles)
    _tell(person, partnership, by, f"You work for {partnership} again, as {in_words(roles)}.")


def colleagues(partnership):
    """The people who work for a partnership now, by name."""
    here = Person.objects.filter(memberships__partnership=partnership).distinct()
    return here.order_by("last_name", "first_name", "pk")


def leavers(partnership):
    """The people who left a partnership and are not back, by name."""
    left = Person.objects.filter(events__partnership=partnership, events__verb="leave")
    gone = left.exclude(memberships__partnership=partnership).distinct()
    return gone.order_by("last_name", "first_name", "pk")


def end_sessions(person: Person) -> int:
    """Sign somebody out of every browser; how many there were."""
    theirs = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator()
        if session.get_decoded().get("_auth_user_id") == str(person.pk)
    ]
    return Session.objects.filter(pk__in=theirs).delete()[0]


# -- what the verbs share, with those of invitations.py --


def locked(partnership, by) -> tuple[Partnership, Person]:
    """Both as they are now: the person who waited for the lock may have lost their role meanwhile."""
    partnership = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    return partnership, Person.objects.get(pk=by.pk)


def _managed(partnership, by) -> tuple[Partnership, Person]:
    partnership, by = locked(partnership, by)
    require(by, "manage", partnership)
    return partnership, by


def _of_a_colleague(person, partnership, by) -> tuple[Partnership, Person, Person]:
    """The partnership, who acts, and a person who works there; all as they are now."""
    partnership, by = _managed(partnership, by)
    person = Person.objects.select_for_update().get(pk=person.pk)
    _refuse_own(person, by)
    if not person.memberships.filter(partnership=partnership).exists():
        raise Refused("There is nobody like that here.")
    return partnership, by, person


def _refuse_own(person, by) -> None:
    if person == by:
        raise Refused("Nobody changes their own roles. Ask another administrator.")


def refuse_site_administrator(person) -> None:
    """Raises Refused for the account that runs the site: it works for no partnership."""
    if person.is_superuser:
        raise Refused("This account runs the site, so it can have no role in a partnership.")


def give(person, partnership, role: str, by) -> Membership:
    """Write down that somebody has a role. Locks nothing and asks nobody: that is for the verb that gives it."""
    refuse_site_administrator(person)
    return Membership.objects.create(
        person=person, partnership=partnership, role=role, given_by=by, given_at=timezone.now()
    )


def _tell(person, partnership, by, sentence: str) -> None:
    context = {"name": person.first_name or person, "by": by, "sentence": sentence, "partnership": partnership}
    outbox.write("roles_changed", to=person.email, context=context)
