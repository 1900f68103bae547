"""How long a reader's copy may be believed: never without asking, so that a take-down shows at once.

Asking is cheap: a page that has not changed is answered with 304 after one look at its tag.
"""

import hashlib
from functools import cache, wraps
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from briefings.public.memory import MEMORY

ASK_EVERY_TIME = "public, max-age=0, must-revalidate"
# A logo's name is made from its bytes: under one name there is only ever one picture.
NEVER_CHANGES = "public, max-age=31536000, immutable"
# Sent compressed. A public page holds no secret and repeats nothing a reader sent but the words of a search, so its
# length tells a listener nothing (the attack called BREACH).
WORDS = ("text/", "application/json", "application/xml", "application/atom+xml")

AROUND_THE_WORDS = (
    "templates/base.html",
    "templates/components",
    "templates/public",
    "static/css/portal.css",
    "static/css/words.css",
    "static/css/formats.css",
    "static/css/words-report.css",
    "static/css/team.css",
    "static/css/finding.css",
    "static/js",
)


def public_view(view):
    """Make `view` answer GET and HEAD only, with a copy that must be asked about at every use."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = compressed(request, view(request, *args, **kwargs))
        response.headers.setdefault("Cache-Control", ASK_EVERY_TIME)
        if response.headers.get("ETag", "").startswith(OF_A_PAGE):
            patch_vary_headers(response, ("Accept-Encoding",))
            is_whole = request.method == "GET" and response.status_code == 200 and not response.streaming
            if is_whole and response.headers.get("Content-Encoding") == "gzip":
                MEMORY.keep(request.get_full_path(), response)
        if request.method == "HEAD" and not response.streaming:
            # The length of what GET would send, and none of it: the server warns of every byte it must drop.
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return answer


OF_A_PAGE = 'W/"'  # how the tags of pages begin; those of files are strong
# Called for public answers alone: what staff read holds tokens, and must not be compressed with what they sent.
_compress = GZipMiddleware(lambda request: HttpResponse()).process_response


def compressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An answer as it travels: words compressed for those who can read them so."""
    if response.status_code == 304 or not response.headers.get("Content-Type", "").startswith(WORDS):
        return response
    patch_vary_headers(response, ("Accept-Encoding",))
    return _compress(request, response)


@cache
def surroundings() -> str:
    """A short digest of what stands around the words of every page: templates, styles, scripts, settings.

    It is part of each page's tag, so that a new release reaches readers whose words have not changed.
    """
    known = hashlib.sha256(f"{settings.SITE_NAME}\n{settings.PUBLIC_ADDRESS}\n{settings.PORTAL_ENV}".encode())
    for place in AROUND_THE_WORDS:
        start = Path(settings.BASE_DIR, place)
        for file in [start] if start.is_file() else sorted(start.rglob("*.*")):
            known.update(file.read_bytes())
    return known.hexdigest()[:8]


def page_tag(digest: str) -> str:
    """The ETag header of a public page: `digest` for its words and names, and what stands around them.

    It is a weak one, since the same words may travel compressed or not.
    """
    return f'W/"{digest}-{surroundings()}"'


def unchanged(request: HttpRequest, tag: str, *, changed_at: int | None = None) -> HttpResponse | None:
    """The 304 (or 412) answer to a reader whose copy carries `tag`; the answer that this process has in mind for it;
    None when it must be made.

    `changed_at`, in seconds since 1970, serves readers who remember a time and no tag.
    """
    answer = get_conditional_response(request, etag=tag, last_modified=changed_at)
    if answer is not None:
        answer.headers["ETag"] = tag
        return answer
    if not tag.startswith(OF_A_PAGE):
        return None
    return MEMORY.answer(request.get_full_path(), tag, compressed="gzip" in request.headers.get("Accept-Encoding", ""))
