"""When a staff screen is sent but cannot be taken (signed out meanwhile, or its cookie gone), nothing
that was typed is lost: the words come back on the answer, to be copied.

Only on a screen of ours: what another site sends in somebody's name is repeated nowhere.
Not for secrets: a password or a name to be protected must never be shown again.
"""

from urllib.parse import urlsplit

from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_resolver
from django.views.decorators.cache import never_cache

SECRETS = ("password", "oldpassword", "code", "credential", "csrfmiddlewaretoken", "term", "nicknames")
WORTH_KEEPING = 12  # characters: shorter than this is a choice or a number, quickly made again


def typed_words(request: HttpRequest) -> list[str]:
    """What somebody wrote on the screen they sent, in the order of the screen."""
    return [
        value.strip()
        for name, values in request.POST.lists()
        if not name.split("-")[-1].startswith(SECRETS)
        for value in values
        if len(value.strip()) >= WORTH_KEEPING or "\n" in value.strip()
    ]


def was_sent_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent it. Each browser of these years says one or the other."""
    origin = urlsplit(request.headers.get("Origin", ""))
    is_our_name = origin.netloc == request.get_host() and origin.scheme in {"http", "https"}
    return request.headers.get("Sec-Fetch-Site", "same-origin" if is_our_name else "") == "same-origin"


@never_cache
def not_taken(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 in plain words, with everything that was typed here. Also Django's answer to a failed CSRF check."""
    if not hasattr(request, "user"):  # a public address: nothing is typed there
        return get_resolver().resolve_error_handler(403)(request, exception=PermissionDenied(reason))
    context = {**site.each_context(request), "title": "This was not saved", "typed": []}
    if was_sent_from_here(request):
        context["typed"] = typed_words(request)
    return render(request, "admin/not_taken.html", context, status=403)
