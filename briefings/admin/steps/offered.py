"""What could be done next, for the screens to offer."""

from dataclasses import dataclass

from django.urls import reverse

from briefings.models import Briefing, Edition, State
from briefings.publishing.transitions import open_edition_of, public_edition_of
from briefings.publishing.verbs import OF_EDITIONS
from briefings.publishing.withdrawing.emergency import waits_for_a_second_look
from people.permissions import may, why_not
from people.verbs import VERBS, Verb


@dataclass(frozen=True)
class Step:
    """Something that may be done now; `why_not` says why this person may not, and is empty if they may."""

    verb: str
    label: str
    address: str
    why_not: str = ""


def steps_for(thing: Briefing | Edition, person) -> list[Step]:
    """What could be done next with a briefing or an edition, in the order a person would think of it.

    A person who may not even see it gets an empty list.
    """
    if not may(person, "see", thing):
        return []
    if isinstance(thing, Edition):
        return _steps_for_edition(thing, person)
    steps = []
    if open_edition := open_edition_of(thing):
        steps += _steps_for_edition(open_edition, person)
    else:
        steps.append(_step(VERBS["submit"], thing, person))
    if shown := public_edition_of(thing):
        steps += _steps_for_edition(shown, person)
    return steps


def _steps_for_edition(edition: Edition, person) -> list[Step]:
    return [_step(verb, edition, person) for verb in OF_EDITIONS if _is_open(verb, edition)]


def _is_open(verb: Verb, edition: Edition) -> bool:
    if verb.name == "confirm_withdrawal":
        return waits_for_a_second_look(edition)
    return edition.state in verb.starts_from


def _step(verb: Verb, thing: Briefing | Edition, person) -> Step:
    is_moved = verb.name == "schedule" and thing.state == State.SCHEDULED
    label = "Change the time" if is_moved else verb.label
    address = reverse(f"admin:briefings_{thing._meta.model_name}_{verb.name}", args=[thing.pk])
    return Step(verb.name, label, address, why_not(person, verb.name, thing))
