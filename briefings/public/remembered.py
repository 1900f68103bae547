"""What is remembered of all that is public, until the next publication or withdrawal.

Every list asks first how often the public rows have changed (one short query). What was worked out of them is kept in
Django's cache under that number, so nothing that was taken down can come back from there.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.core.cache import cache
from django.db import connection

from briefings.public.freshness import page_tag

Thing = TypeVar("Thing")
A_DAY = 24 * 60 * 60  # seconds; only so that a cache forgets what nobody can ask for any more

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
        place = f"public-{_digest(self.name, what)}"
        found = cache.get(place)
        if found is None:
            # Read after the version: it may be newer than its name, and never older.
            found = make()
            cache.set(place, found, A_DAY)
        return found


def version_now() -> Version:
    """The version of what is public. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        row = cursor.fetchone()
    return named(*row) if row else Version()


def named(number: int, changed_at: object) -> Version:
    """The version from its row."""
    return Version(f"{number} {changed_at}")


def _digest(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode(errors="replace")).hexdigest()[:32]
