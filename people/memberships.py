"""Everything that can happen to people: invited, joined, given and losing roles, gone, back again.

No other module gives or takes a role. Each verb locks the partnership and asks anew who may do it, so that of two
people who do opposite things at once one gets a clear answer, and a partnership is never left without an
administrator: nobody takes a role of their own, and whoever takes it from the others stays.
"""

import hashlib
import logging
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from people import outbox
from people.models import Invitation, Membership, Partnership, Person, PersonEvent, Role
from people.permissions import Refused, may, require
from portal.text.sentences import listed

log = logging.getLogger(__name__)

INVITATION_LASTS = timedelta(days=7)
# The same for an invitation that was used, cancelled, replaced, is too old, or never was.
CANNOT_BE_USED = (
    "This invitation cannot be used. It may have been used or cancelled already, be older than seven days, or a newer "
    "one may have taken its place. Ask whoever invited you to send it again."
)
SIGN_IN_FIRST = "You have an account here already. Sign in with it, then open the address of the invitation again."
# What each line of the history of people says.
SENTENCES = {
    "invite": "{by} invited {about} as {roles}",
    "invite_again": "{by} sent the invitation to {about} again",
    "cancel_invitation": "{by} cancelled the invitation to {about}",
    "join": "{about} accepted the invitation and joined as {roles}",
    "give_role": "{by} gave {about} the role of {roles}",
    "take_role": "{by} took the role of {roles} from {about}",
    "leave": "{by} recorded that {about} has left",
    "come_back": "{by} recorded that {about} is back as {roles}",
    "reset_second_factor": "{by} reset the second factor of {about}",
}


def in_words(roles: Iterable[str]) -> str:
    """Roles as a sentence names them: “officer and approver”, in the order in which work goes through them."""
    held = set(roles)
    return listed(role for role in Role.values if role in held)


def told(event: PersonEvent) -> str:
    """One line of the history of people, as a sentence."""
    sentence = SENTENCES.get(event.verb, "{by}: " + event.verb.replace("_", " ") + ", {about}")
    return sentence.format(
        by=event.by_name or "Whoever runs the server", about=event.about_name, roles=event.role or event.reason
    )


# -- invitations --


def may_invite(person: Person, partnership: Partnership) -> bool:
    """Whether a person may invite others here: its administrators; while it has none, whoever runs the site."""
    return may(person, "manage", partnership) or _may_invite_its_first(person, partnership)


@transaction.atomic
def invite(*, partnership, email: str, first_name: str, last_name: str, roles: Iterable[str], by) -> Invitation:
    """Ask somebody to join, by a letter that works once, for seven days. Whether they work elsewhere is not told.

    Raises Refused, in words for the person, when they may not, or when a name, the address or the roles will not do.
    """
    partnership, by = _locked(partnership, by)
    roles = set(roles)
    if not _may_invite_its_first(by, partnership):
        require(by, "manage", partnership)
    elif roles != {Role.ADMINISTRATOR}:
        raise Refused("Whoever runs the site invites a partnership's first administrator, and nobody else.")
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
    _send_invitation(invitation, token, by)
    _note("invite", partnership, by, about=_name(invitation), roles=roles)
    return invitation


@transaction.atomic
def send_invitation_again(*, invitation, by) -> Invitation:
    """Write the letter anew, for another seven days. The address in the earlier letter stops working.

    Raises Refused, in words for the person, if they may not, or it was accepted or cancelled.
    """
    invitation, by = _open_invitation(invitation, by)
    token = secrets.token_urlsafe(32)
    invitation.token_hash, invitation.expires_at = _hash(token), timezone.now() + INVITATION_LASTS
    invitation.save(update_fields=["token_hash", "expires_at"])
    _send_invitation(invitation, token, by)
    _note("invite_again", invitation.partnership, by, about=_name(invitation))
    return invitation


@transaction.atomic
def cancel_invitation(*, invitation, by) -> Invitation:
    """Take an invitation back: its letter stops working at once.

    Raises Refused, in words for the person, if they may not, or it was accepted or cancelled.
    """
    invitation, by = _open_invitation(invitation, by)
    invitation.cancelled_by, invitation.cancelled_at = by, timezone.now()
    invitation.save(update_fields=["cancelled_by", "cancelled_at"])
    _note("cancel_invitation", invitation.partnership, by, about=_name(invitation))
    return invitation


def invitation_for(token: str) -> Invitation | None:
    """The invitation that a letter's secret opens, if it can still be accepted."""
    usable = Invitation.objects.filter(accepted_at=None, cancelled_at=None, expires_at__gt=timezone.now())
    return usable.select_related("partnership", "invited_by").filter(token_hash=_hash(token)).first()


def subject_of_invitations(partnership: Partnership) -> str:
    """The subject of its letters of invitation."""
    return f"Invitation to work on the {settings.SITE_NAME} for {partnership.short_name}"


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


# -- roles --


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
    membership = _give(person, partnership, role, by)
    _note("give_role", partnership, by, person=person, roles=[role])
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
    _note("take_role", partnership, by, person=person, roles=[role])
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
        _note("leave", one, by, person=person)


@transaction.atomic
def close_account(*, person) -> None:
    """End every role of somebody, sign them out and close their account. For whoever has the server of the site:
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
        _note("leave", one, None, person=person)


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
        raise Refused("There is nobody like that among those who left. Invite them instead.")
    if not roles or roles - set(Role.values):
        raise Refused("Choose at least one role.")
    _refuse_whoever_runs_the_site(person)
    person.is_active = person.is_staff = True
    person.save(update_fields=["is_active", "is_staff"])
    for role in roles:
        _give(person, partnership, role, by)
    _note("come_back", partnership, by, person=person, roles=roles)
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


# -- what the verbs share --


def _locked(partnership, by) -> tuple[Partnership, Person]:
    """Both as they are now: whoever waited for the lock may have lost their role meanwhile."""
    partnership = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    return partnership, Person.objects.get(pk=by.pk)


def _managed(partnership, by) -> tuple[Partnership, Person]:
    partnership, by = _locked(partnership, by)
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


def _refuse_whoever_runs_the_site(person) -> None:
    if person.is_superuser:
        raise Refused("This account runs the site, so it can have no role in a partnership.")


def _may_invite_its_first(person, partnership) -> bool:
    runs_the_site = person.is_authenticated and person.is_active and person.is_staff and person.is_superuser
    administrators = partnership.memberships.filter(role=Role.ADMINISTRATOR, person__is_active=True)
    return runs_the_site and not administrators.exists()


def _open_invitation(invitation, by) -> tuple[Invitation, Person]:
    partnership, by = _locked(invitation.partnership, by)
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
        found = invitation_for(token)  # whoever came first has used it
    if not found:
        raise Refused(CANNOT_BE_USED)
    return found


def _join(invitation: Invitation, person: Person) -> Person:
    _refuse_whoever_runs_the_site(person)
    partnership = invitation.partnership
    person.is_staff = True
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:  # a letter of another partnership to the same address was used at the same moment
        raise Refused(SIGN_IN_FIRST) from None
    for role in invitation.roles():
        if not person.memberships.filter(partnership=partnership, role=role).exists():
            _give(person, partnership, role, invitation.invited_by)
    invitation.accepted_by, invitation.accepted_at = person, timezone.now()
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    _note("join", partnership, person, person=person, roles=invitation.roles())
    words = {"name": person, "partnership": partnership, "roles": in_words(invitation.roles())}
    if invitation.invited_by.is_active:
        _write(invitation.invited_by.email, f"Your invitation was accepted: {partnership.short_name}", "joined", words)
    return person


def _give(person, partnership, role: str, by) -> Membership:
    _refuse_whoever_runs_the_site(person)
    return Membership.objects.create(
        person=person, partnership=partnership, role=role, given_by=by, given_at=timezone.now()
    )


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


def _note(verb: str, partnership, by, *, person=None, about: str = "", roles: Iterable[str] = ()) -> None:
    """One line of the history of people, and one of the log, which names nobody."""
    roles = list(roles)
    event = PersonEvent.objects.create(
        verb=verb, partnership=partnership, person=person, about_name=about or str(person),
        by=by, by_name=str(by or ""),
        role=roles[0] if len(roles) == 1 else "", reason=in_words(roles) if len(roles) > 1 else "", at=timezone.now(),
    )  # fmt: skip
    log.info("%s event=%s partnership=%s by=%s", verb, event.pk, partnership.pk, by.pk if by else "command")


def _send_invitation(invitation: Invitation, token: str, by) -> None:
    _write(
        invitation.email,
        subject_of_invitations(invitation.partnership),
        "invitation",
        {
            "invitation": invitation,
            "by": by,
            "roles": in_words(invitation.roles()),
            "address": settings.PUBLIC_ADDRESS + reverse("invitation", args=[token]),
        },
    )


def _tell(person, partnership, by, sentence: str) -> None:
    words = {"name": person.first_name or person, "by": by, "sentence": sentence, "partnership": partnership}
    _write(person.email, f"Your roles for {partnership.short_name}", "roles_changed", words)


def _write(to: str, subject: str, letter: str, words: dict) -> None:
    words = {
        "site_name": settings.SITE_NAME,
        "staff_address": settings.PUBLIC_ADDRESS + reverse("admin:index"),
        **words,
    }
    outbox.queue(to=to, subject=subject, body=render_to_string(f"emails/{letter}.txt", words))
