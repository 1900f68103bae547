"""Invitations: how somebody comes to work for a partnership. Sent, sent again, cancelled, accepted.

Each verb locks the partnership and asks again who may do it, as those of roles.py do.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from people import outbox
from people.history import in_words, note
from people.models import Invitation, Membership, Partnership, Person, Role
from people.permissions import Refused, may, require
from people.roles import give, locked, refuse_site_administrator

INVITATION_LASTS = timedelta(days=7)
# The same for an invitation that was used, cancelled, replaced, is too old, or never was.
CANNOT_BE_USED = (
    "This invitation cannot be used. It may have been used or cancelled already, be older than seven days, or a newer "
    "one may have taken its place. Ask the person who invited you to send it again."
)
SIGN_IN_FIRST = "You have an account here already. Sign in with it, then open the address of the invitation again."


def may_invite(person: Person, partnership: Partnership) -> bool:
    """Whether a person may invite others here: its administrators; while it has none, a site administrator."""
    return may(person, "manage", partnership) or _may_invite_its_first(person, partnership)


@transaction.atomic
def invite(*, partnership, email: str, first_name: str, last_name: str, roles: Iterable[str], by) -> Invitation:
    """Ask somebody to join, by an e-mail that works once, for seven days. Whether they work elsewhere is not told.

    Raises Refused, in words for the person, when they may not, or when a name, the address or the roles will not do.
    """
    partnership, by = locked(partnership, by)
    roles = set(roles)
    if not _may_invite_its_first(by, partnership):
        require(by, "manage", partnership)
    elif roles != {Role.ADMINISTRATOR}:
        raise Refused("A site administrator invites a partnership's first administrator, and nobody else.")
    email, first_name, last_name = email.strip(), first_name.strip(), last_name.strip()
    try:
        validate_email(email)
    except ValidationError:
        raise Refused("Write the whole e-mail address, such as name@council.example.") from None
    if not (first_name and last_name and (first_name + last_name).isprintable()):
        raise Refused("Write the first name and the last name, each on one line.")
    if not roles or roles - set(Role.values):
        raise Refused("Choose at least one role.")
    if email.casefold() == by.email.casefold():
        raise Refused("This is your own address. Nobody gives themselves a role: ask another administrator.")
    if Membership.objects.filter(partnership=partnership, person__email__iexact=email).exists():
        raise Refused("Somebody with this e-mail address works here already. Give them the role on their own page.")
    if partnership.invitations.filter(email__iexact=email, accepted_at=None, cancelled_at=None).exists():
        raise Refused("An invitation to this e-mail address is open already. Send that one again, or cancel it first.")
    token, now = secrets.token_urlsafe(32), timezone.now()
    invitation = Invitation.objects.create(
        partnership=partnership, email=email, first_name=first_name, last_name=last_name, token_hash=_hash(token),
        as_officer=Role.OFFICER in roles, as_approver=Role.APPROVER in roles,
        as_administrator=Role.ADMINISTRATOR in roles,
        invited_by=by, invited_at=now, expires_at=now + INVITATION_LASTS,
    )  # fmt: skip
    _send(invitation, token, by)
    note("invite", partnership, by, about=_name(invitation), roles=roles)
    return invitation


@transaction.atomic
def send_again(*, invitation, by) -> Invitation:
    """Write the e-mail again, for another seven days. The address in the earlier one stops working.

    Raises Refused, in words for the person, if they may not, or it was accepted or cancelled.
    """
    invitation, by = _open_invitation(invitation, by)
    token = secrets.token_urlsafe(32)
    invitation.token_hash, invitation.expires_at = _hash(token), timezone.now() + INVITATION_LASTS
    invitation.save(update_fields=["token_hash", "expires_at"])
    _send(invitation, token, by)
    note("invite_again", invitation.partnership, by, about=_name(invitation))
    return invitation


@transaction.atomic
def cancel(*, invitation, by) -> Invitation:
    """Take an invitation back: its e-mail stops working at once.

    Raises Refused, in words for the person, if they may not, or it was accepted or cancelled.
    """
    invitation, by = _open_invitation(invitation, by)
    invitation.cancelled_by, invitation.cancelled_at = by, timezone.now()
    invitation.save(update_fields=["cancelled_by", "cancelled_at"])
    note("cancel_invitation", invitation.partnership, by, about=_name(invitation))
    return invitation


def invitation_for(token: str) -> Invitation | None:
    """The invitation that the token of an e-mail opens, if it can still be accepted."""
    usable = Invitation.objects.filter(accepted_at=None, cancelled_at=None, expires_at__gt=timezone.now())
    return usable.select_related("partnership", "invited_by").filter(token_hash=_hash(token)).first()


def account_for(invitation: Invitation) -> Person | None:
    """The account that the invited person has already, if it may sign in."""
    return Person.objects.filter(email__iexact=invitation.email, is_active=True).first()


@transaction.atomic
def accept(*, token: str, by) -> Person:
    """Take up the roles of an invitation with the account somebody has already and is signed in with.

    Raises Refused, in words for the person, if it cannot be used, or is for somebody else.
    """
    invitation = _usable(token)
    person = Person.objects.select_for_update().get(pk=by.pk)
    if person.email.casefold() != invitation.email.casefold():
        raise Refused("This invitation is for another e-mail address than that of your account. Sign out first.")
    return _join(invitation, person)


@transaction.atomic
def join(*, token: str, first_name: str, last_name: str, password: str) -> Person:
    """Take up an invitation with a new account, or with one that was closed when its owner left.

    Raises Refused, in words for the person, if it cannot be used, the password will not do, or they have an
    account to sign in with.
    """
    invitation = _usable(token)
    first_name, last_name = first_name.strip(), last_name.strip()
    if not (first_name and last_name and (first_name + last_name).isprintable()):
        raise Refused("Write your first name and your last name.")
    person = Person.objects.select_for_update().filter(email__iexact=invitation.email).first()
    if person is not None and person.is_active:
        raise Refused(SIGN_IN_FIRST)
    person = person or Person(username=_free_username(invitation.email), email=invitation.email)
    person.first_name, person.last_name, person.is_active = first_name, last_name, True
    try:
        validate_password(password, person)
    except ValidationError as fault:
        raise Refused(" ".join(fault.messages)) from None
    person.set_password(password)
    return _join(invitation, person)


def _may_invite_its_first(person, partnership) -> bool:
    runs_the_site = person.is_authenticated and person.is_active and person.is_staff and person.is_superuser
    administrators = partnership.memberships.filter(role=Role.ADMINISTRATOR, person__is_active=True)
    return runs_the_site and not administrators.exists()


def _open_invitation(invitation, by) -> tuple[Invitation, Person]:
    partnership, by = locked(invitation.partnership, by)
    if not _may_invite_its_first(by, partnership):
        require(by, "manage", partnership)
    invitation = Invitation.objects.select_related("partnership").get(pk=invitation.pk)
    if invitation.accepted_at:
        raise Refused("This invitation has been accepted already.")
    if invitation.cancelled_at:
        raise Refused("This invitation has been cancelled already.")
    return invitation, by


def _usable(token: str) -> Invitation:
    found = invitation_for(token)
    if found:
        Partnership.objects.select_for_update(no_key=True).get(pk=found.partnership_id)
        found = invitation_for(token)  # the person who came first has used it
    if not found:
        raise Refused(CANNOT_BE_USED)
    return found


def _join(invitation: Invitation, person: Person) -> Person:
    refuse_site_administrator(person)
    partnership = invitation.partnership
    person.is_staff = True
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:  # an invitation of another partnership to the same address was used at the same moment
        raise Refused(SIGN_IN_FIRST) from None
    for role in invitation.roles():
        if not person.memberships.filter(partnership=partnership, role=role).exists():
            give(person, partnership, role, invitation.invited_by)
    invitation.accepted_by, invitation.accepted_at = person, timezone.now()
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    note("join", partnership, person, person=person, roles=invitation.roles())
    if invitation.invited_by.is_active:
        context = {"name": person, "partnership": partnership, "roles": in_words(invitation.roles())}
        outbox.write("joined", to=invitation.invited_by.email, context=context)
    return person


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _name(invitation: Invitation) -> str:
    return f"{invitation.first_name} {invitation.last_name}"


def _free_username(email: str) -> str:
    """Their e-mail address: people sign in with it, and it is theirs alone."""
    name = email.lower()
    if len(name) > 150 or Person.objects.filter(username__iexact=name).exists():
        return f"{name[:130]}.{secrets.token_hex(6)}"
    return name


def _send(invitation: Invitation, token: str, by) -> None:
    context = {
        "invitation": invitation,
        "by": by,
        "roles": in_words(invitation.roles()),
        "address": settings.PUBLIC_ADDRESS + reverse("invitation", args=[token]),
    }
    invitation.sent_as = outbox.write("invitation", to=invitation.email, context=context)
    invitation.save(update_fields=["sent_as"])
