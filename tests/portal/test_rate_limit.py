"""A count of one minute ends with the minute, whichever cache keeps it and however busy somebody is."""

import pytest

from portal.requests import rate_limit
from portal.requests.rate_limit import too_many
from tests.worlds import a_person

pytestmark = pytest.mark.django_db
CACHES = {
    "of a live site": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"},
    "of the demo": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}


@pytest.fixture(params=CACHES.values(), ids=CACHES)
def clock(request, settings, monkeypatch):
    """A clock that stands still until it is moved. Seconds."""
    settings.CACHES = {"default": request.param}
    hands = [6_000_000_000.0]
    monkeypatch.setattr(rate_limit, "time", lambda: hands[0])
    return hands


def tries(person, times: int, what: str = "previews") -> list[bool]:
    return [too_many(what, person, most=3) for _ in range(times)]


def test_one_more_than_the_most_is_too_many(clock):
    assert tries(a_person(), 5) == [False, False, False, True, True]


def test_somebody_who_goes_on_working_is_let_in_again_in_the_next_minute(clock):
    asha = a_person()
    for second in range(0, 60, 5):
        clock[0] += 5 if second else 0
        tries(asha, 1)
    assert tries(asha, 1) == [True]

    clock[0] += 5

    assert tries(asha, 4) == [False, False, False, True]


def test_people_and_what_they_do_are_counted_apart(clock):
    asha, ben = a_person(), a_person()
    tries(asha, 4)

    assert tries(asha, 1, "documents") == [False]
    assert tries(ben, 1) == [False]
