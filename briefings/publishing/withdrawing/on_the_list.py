"""What the list of withdrawals (briefings/withdrawal_list.py) is told: published editions, and words outside any."""

import logging
from collections.abc import Iterator

from briefings import withdrawal_list
from briefings.models.edition import Edition, State
from briefings.models.text import TextState, TextVersion
from briefings.withdrawal_list import PUBLIC_AGAIN, TAKEN_DOWN, Withdrawn, name_of_text

log = logging.getLogger(__name__)


def note_on_the_list() -> None:
    """Bring the list of withdrawals, which is kept apart from the database, up to date. Nothing is stopped by it."""
    try:
        withdrawal_list.add([*_editions(), *_texts()])
    except (OSError, withdrawal_list.Damaged) as fault:
        log.error("list_of_withdrawals fault=%s", type(fault).__name__)


def _editions() -> Iterator[Withdrawn]:
    ended = Edition.objects.filter(state__in=[State.WITHDRAWN, State.OUT_OF_DATE])
    rows = ended.order_by("pk").values_list("briefing__slug", "number", "outcome", "replaced_by")
    for slug, number, outcome, replaced_by in rows:
        yield Withdrawn(slug, number or 0, outcome, replaced_by)  # every one that was public has a number


def _texts() -> Iterator[Withdrawn]:
    """Words that were taken down, and which of them were approved anew since."""
    down, states = set(), [TextState.TAKEN_DOWN, TextState.PUBLIC, TextState.SUPERSEDED]
    versions = TextVersion.objects.filter(state__in=states)
    for kind, thing, number, state in versions.order_by("pk").values_list("kind", "thing", "number", "state"):
        name = name_of_text(kind, thing)
        if state == TextState.TAKEN_DOWN:
            down.add(name)
            yield Withdrawn(name, number, TAKEN_DOWN)
        elif name in down:
            yield Withdrawn(name, number, PUBLIC_AGAIN)
