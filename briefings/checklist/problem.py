"""What a check finds, and what it is told of the world around."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Problem:
    """One thing on the checklist. `where` is what the message links to: part-4, title, contact, sheet …"""

    code: str  # stable: tests and help refer to it
    where: str
    message: str  # what to do, starting with a verb
    stops: bool

    def as_data(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)


def _nothing_protected(text: str) -> list[str]:
    return []


@dataclass(frozen=True)
class Circumstances:
    """What the world around a Document says about it, gathered anew each time and never stored.

    `holds` are the reasons of the open holds; `protected_in` gives a description of each place (never
    the words) where a text holds a protected term. `unplaced` counts lines of an imported source that
    nobody has placed or left out yet.
    """

    holds: tuple[str, ...] = ()
    protected_in: Callable[[str], list[str]] = field(default=_nothing_protected)
    change_note_wanted: bool = False
    change_note: str = ""
    unplaced: int = 0
