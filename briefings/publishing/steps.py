"""What could be done next, for the screens to offer."""

from dataclasses import dataclass

from briefings.models import Briefing, Edition, State
from briefings.publishing.transitions import ALLOWED, open_edition_of, public_edition_of
from briefings.publishing.withdrawing import waits_for_a_second_look
from people.permissions import may, why_not

LABELS = {  # in the order a person would think of them
    "approve": "Approve",
    "publish": "Publish now",
    "schedule": "Publish later",
    "cancel_schedule": "Cancel the schedule",
    "send_back": "Send back",
    "withdraw": "Withdraw",
    "withdraw_in_emergency": "Take down in an emergency",
    "confirm_withdrawal": "Look at this withdrawal",
}


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
        address = f"/admin/briefings/briefing/{thing.pk}/submit/"
        steps.append(Step("submit", "Submit for approval", address, why_not(person, "submit", thing)))
    if shown := public_edition_of(thing):
        steps += _steps_for_edition(shown, person)
    return steps


def _steps_for_edition(edition: Edition, person) -> list[Step]:
    labels = LABELS if edition.state != State.SCHEDULED else {**LABELS, "schedule": "Change the time"}
    return [
        Step(
            verb,
            label,
            f"/admin/briefings/edition/{edition.pk}/{verb.replace('_', '-')}/",
            why_not(person, verb, edition),
        )
        for verb, label in labels.items()
        if edition.state in ALLOWED[verb][0] and (verb != "confirm_withdrawal" or waits_for_a_second_look(edition))
    ]
