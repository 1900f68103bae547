"""The mark of a theme: rings like those of the wordmark, broken in a way of its own, always the same for one theme.

A mark helps to find a theme again at a glance. It says nothing that its name does not.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from math import pi

RADII = (13, 8.5, 4)


@dataclass(frozen=True)
class Ring:
    """One broken ring, in the units of a square of 32."""

    radius: float
    dashes: str  # lengths of stroke and gap along it
    turn: int  # degrees


@lru_cache(maxsize=512)
def rings(slug: str) -> tuple[Ring, ...]:
    """The three rings of a theme."""
    chance = hashlib.sha256(slug.encode()).digest()
    found = []
    for place, radius in enumerate(RADII):
        length = 2 * pi * radius
        parts = 1 + chance[place] % 3
        share = 0.45 + (chance[place + 3] % 5) / 10
        stroke = round(length / parts * share, 1)
        gap = round(length / parts - stroke, 1)
        found.append(Ring(radius, f"{stroke} {gap}", chance[place + 6] * 360 // 256))
    return tuple(found)
