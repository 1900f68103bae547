"""When somebody has lost their telephone, their passkey and their codes: their second factor is removed, and they
set up a new one at their next sign-in. Nobody does it for themselves."""

import logging

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from people import outbox
from people.models import Partnership, Person, PersonEvent
from people.permissions import Refused, require
from people.roles import end_sessions

log = logging.getLogger(__name__)


@transaction.atomic
def reset_second_factor(*, person, partnership, by) -> None:
    """Take somebody's app, passkeys and codes away, and sign them out everywhere. They are told by e-mail.

    Raises Refused, in words for the person, when they do not administer the partnership, ask it for themselves, or for
    somebody who does not work there; so nobody resets an account that runs the site, which works nowhere.
    """
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    by = Person.objects.get(pk=by.pk)
    require(by, "manage", partnership)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person == by:
        raise Refused("Nobody resets their own second factor. Ask another administrator.")
    if not person.memberships.filter(partnership=partnership).exists():
        raise Refused("There is nobody like that here.")
    _reset(person, partnership, by)


@transaction.atomic
def reset_by_command(*, person) -> None:
    """The same, by the operator of the server: for a site administrator, and where nobody else is left."""
    _reset(Person.objects.select_for_update().get(pk=person.pk), None, None)


def _reset(person, partnership, by) -> None:
    Authenticator.objects.filter(user=person).delete()
    UserSession.objects.filter(user=person).delete()
    end_sessions(person)
    PersonEvent.objects.create(
        person=person, partnership=partnership, verb="reset_second_factor", about_name=str(person),
        by=by, by_name=str(by or ""), at=timezone.now(),
    )  # fmt: skip
    outbox.write("second_factor_reset", to=person.email, context={"by": by or "a site administrator"})
    log.info("reset_second_factor person=%s by=%s", person.pk, by.pk if by else "command")
