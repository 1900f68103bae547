"""The history of people: a line for each thing that happened to somebody, and how it is told."""

import logging
from collections.abc import Iterable

from django.utils import timezone

from people.models import PersonEvent, Role
from portal.text.sentences import listed

log = logging.getLogger(__name__)

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
        by=event.by_name or "The server's operator", about=event.about_name, roles=event.role or event.reason
    )


def note(verb: str, partnership, by, *, person=None, about: str = "", roles: Iterable[str] = ()) -> None:
    """One line of the history of people, and one of the log, which names nobody."""
    roles = list(roles)
    event = PersonEvent.objects.create(
        verb=verb, partnership=partnership, person=person, about_name=about or str(person),
        by=by, by_name=str(by or ""),
        role=roles[0] if len(roles) == 1 else "", reason=in_words(roles) if len(roles) > 1 else "", at=timezone.now(),
    )  # fmt: skip
    log.info("%s event=%s partnership=%s by=%s", verb, event.pk, partnership.pk, by.pk if by else "command")
