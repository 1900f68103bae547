"""When a staff screen is sent but cannot be taken (signed out meanwhile, its cookie gone, the database busy), nothing
that was typed is lost: the words come back on the answer (faults.py), to be copied or sent again.

They are stored nowhere. Not for secrets: a password or a name to be protected must never be shown again. And only to a
page of this site: a form that another site sent must not come back in our frame, as if it were ours.
"""

import re
from urllib.parse import parse_qsl

from django.http import HttpRequest, QueryDict
from django.http.request import MediaType

SECRETS = ("password", "oldpassword", "code", "credential", "csrfmiddlewaretoken", "term", "nicknames")
WORTH_KEEPING = 12  # characters: shorter than this is a choice or a number, quickly made again
CHOICE = re.compile(r"[A-Za-z0-9_-]+")  # what a list or a hidden field sends, such as “what_happened”: nobody typed it


def was_sent_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent it. Each browser of these years says one or the other.

    Django's own check is not asked: it fails too when only the cookie is gone.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is None and origin is None:
        return False
    ours = f"{request.scheme}://{request.get_host()}"
    return site in {None, "same-origin"} and origin in {None, ours}


def sent(request: HttpRequest) -> QueryDict:
    """The fields of a form, or as many as were read before it was too many."""
    if so_far := getattr(request, "read_so_far", None):
        return so_far
    if not request.POST and hasattr(request, "_body") and _is_plain_form(request):
        fields = QueryDict(mutable=True)
        for name, value in parse_qsl(request.body.decode(errors="replace"), keep_blank_values=True):
            fields.appendlist(name, value)
        return fields
    return request.POST


def typed_words(fields: QueryDict) -> list[str]:
    """What somebody wrote on the screen they sent, in the order of the screen."""
    return [
        value.strip()
        for name, values in fields.lists()
        if not _is_secret(name)
        for value in values
        if _is_worth_keeping(value.strip())
    ]


def _is_worth_keeping(value: str) -> bool:
    return "\n" in value or (len(value) >= WORTH_KEEPING and not CHOICE.fullmatch(value))


def all_fields(fields: QueryDict) -> list[tuple[str, str]]:
    """Each field with its value, to send the same form once more; none where a secret would be among them."""
    kept = [(name, value) for name, values in fields.lists() if name != "csrfmiddlewaretoken" for value in values]
    return [] if any(_is_secret(name) and value for name, value in kept) else kept


def _is_secret(name: str) -> bool:
    return name.split("-")[-1].startswith(SECRETS)


def _is_plain_form(request: HttpRequest) -> bool:
    return MediaType(request.content_type or "").match("application/x-www-form-urlencoded")
