"""How often somebody did something in one minute, counted for all web processes together."""

from time import time

from django.core.cache import cache


def too_many(what: str, person, *, most: int) -> bool:
    """Whether a person has done this more than `most` times in this minute of the clock. Counts this time.

    The minute is in the key, so a count ends by its name: a cache may give a row a new and longer time to live
    whenever it counts (Django's database cache does), and somebody who goes on working would never be let in again.
    """
    key = f"{what}-{person.pk}-{int(time() // 60)}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) > most
    except ValueError:  # the cache was full and threw it out between the two lines
        return False
