"""The history of people: a line for each thing that happened to somebody, and how it is told."""

import logging
from collections.abc import Iterable

from django.utils import timezone

from people.models import PersonEvent, Role
from people.verbs import VERBS
from portal.text.sentences import listed

log = logging.getLogger(__name__)


def in_words(roles: Iterable[str]) -> str:
    """Roles as a sentence names them: “officer and approver”, in the order in which work goes through them."""
    held = set(roles)
    return listed(role for role in Role.values if role in held)


def told(event: PersonEvent) -> str:
    """One line of the history of people, as a sentence."""
    known = event.verb in VERBS
    sentence = VERBS[event.verb].told if known else "{by}: " + event.verb.replace("_", " ") + ", {about}"
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
