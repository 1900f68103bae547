"""The list of what was withdrawn, kept apart from the database: a back-up that is restored knows nothing of it.

One line for each withdrawal, signed with a key that is not in the database either; addresses, numbers and outcomes
only, never words.
"""

import fcntl
import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

# Outcomes of words outside editions. In the place of an address stands `name_of_text`, which no address can be.
OUT_OF_DATE = "out_of_date"  # of an edition: its words stay, under a notice
TAKEN_DOWN = "taken_down"
PUBLIC_AGAIN = "public_again"


class Damaged(Exception):
    """A line of the list was changed, cut off or taken out."""


@dataclass(frozen=True)
class Withdrawn:
    """An edition that was withdrawn: its address, its number, what became of it, and the address that replaced it."""

    slug: str
    number: int
    outcome: str
    replaced_by: str = ""

    @property
    def is_of_an_edition(self) -> bool:
        """Whether it is of a published edition, and not of words outside any."""
        return self.outcome not in {TAKEN_DOWN, PUBLIC_AGAIN}


def name_of_text(kind: str, thing: int) -> str:
    """What stands in the place of an address for the words of a theme, an abbreviation, a partnership or a notice."""
    return f"{kind}/{thing}"


def place() -> Path | None:
    """Where the list is; None where the site keeps none."""
    return Path(settings.WITHDRAWALS_LIST) if settings.WITHDRAWALS_LIST else None


def withdrawn() -> list[Withdrawn]:
    """Everything on the list, in order. Raises Damaged."""
    path = place()
    return _read(path.read_text("utf-8")) if path and path.exists() else []


def add(everything: Iterable[Withdrawn]) -> None:
    """Write down those of these that are not on the list yet. Raises OSError, and Damaged."""
    path = place()
    if path is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        there = _read(file.read())
        for one in everything:
            if one not in there:
                file.write(_line(len(there), one))
                there.append(one)
        file.flush()


def _line(place: int, one: Withdrawn) -> str:
    said = json.dumps({"place": place, **asdict(one)}, sort_keys=True)
    return f"{_signature(said)} {said}\n"


def _read(text: str) -> list[Withdrawn]:
    found = []
    for line in text.splitlines():
        signature, _, said = line.partition(" ")
        if not hmac.compare_digest(signature.encode(), _signature(said).encode()):
            raise Damaged(f"Line {len(found) + 1} of the list of withdrawals is not as this site wrote it.")
        row = json.loads(said)
        if row.pop("place") != len(found):
            raise Damaged(f"A line is missing before line {len(found) + 1} of the list of withdrawals.")
        found.append(Withdrawn(**row))
    return found


def _signature(said: str) -> str:
    key = hmac.new(settings.PROTECTED_TERMS_KEY.encode(), b"list of withdrawals", hashlib.sha256).digest()
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()
