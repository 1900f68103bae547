"""Which browsers somebody has signed in from before.

Wrong passwords are counted for each account, so that nobody can guess on. A stranger who fills that count would keep
its owner out, so a browser in which the owner once signed in, or chose a new password by e-mail, counts for itself.
Its cookie opens nothing: it is no sign that anybody is signed in.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

LASTS = 180 * 24 * 60 * 60  # seconds
MOST_PEOPLE = 20  # on one shared computer
SALT = "portal.known_browser"


def mark_of(request: HttpRequest, person) -> str:
    """What tells this browser from others, if this person has signed in with it before; else nothing."""
    kept = _read(request)
    return kept["browser"] if person.pk in kept["people"] else ""


def is_known(request: HttpRequest) -> bool:
    """Whether anybody has signed in with this browser before."""
    return bool(_read(request)["people"])


def remember(request: HttpRequest, response: HttpResponse, person) -> None:
    """Know this browser from now on."""
    kept = _read(request)
    people = [person.pk, *(one for one in kept["people"] if one != person.pk)][:MOST_PEOPLE]
    value = signing.dumps({"browser": kept["browser"] or secrets.token_urlsafe(16), "people": people}, salt=SALT)
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE, value, max_age=LASTS, path=settings.STAFF_PREFIX,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip


def _read(request: HttpRequest) -> dict:
    try:
        return signing.loads(request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return {"browser": "", "people": []}
