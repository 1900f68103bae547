"""What is remembered of all that is public, until the next publication or withdrawal.

Every public address asks first how often the public rows have changed (one short query). What was worked out of them
is remembered under that number, in the memory of the process (memory.py), so nothing that was taken down can come
back from there.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection

from briefings.public.freshness import page_tag
from briefings.public.lists import moment
from briefings.public.memory import MEMORY

Thing = TypeVar("Thing")

_VERSION = "SELECT number, changed_at FROM briefings_publicversion WHERE id = 1"


@dataclass(frozen=True)
class Version:
    """How often the public rows have changed, and when last: a number alone would come back with a back-up."""

    name: str = ""

    def tag(self, address: str, *beside: object) -> str:
        """The ETag of the page at `address` (with its query), made from the public rows and what stands beside."""
        return page_tag(_digest(self.name, address, *beside))

    def remembered(self, what: str, make: Callable[[], Thing]) -> Thing:
        """What `make` works out of the public rows, worked out once. `what` names it, in any characters."""
        if not self.name:  # nothing was ever published: nothing says when that changes
            return make()
        return MEMORY.thing(self.name, what, make)

    def each_remembered(self, names: Iterable[str], make: Callable[[list[str]], dict[str, Thing]]) -> dict[str, Thing]:
        """Several things of one sort. `make` works out those that nobody asked for yet, all at once."""
        if not self.name:
            return make(list(names))
        return MEMORY.things_named(self.name, names, make)


def version_now() -> Version:
    """The version of what is public. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        row = cursor.fetchone()
    return named(*row) if row else Version()


def named(number: int, changed_at: object) -> Version:
    """The version from its row. Whatever was remembered of another one is forgotten."""
    name = f"{number} {moment(changed_at).isoformat()}"  # each database has a time in several forms
    MEMORY.turn_to(name)
    return Version(name)


def forget() -> None:
    """Remember nothing any more, in this process: when what is public has just changed, and between tests."""
    MEMORY.forget()


def _digest(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode(errors="replace")).hexdigest()[:32]
