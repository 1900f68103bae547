"""What the public gets is worked out once for each publication, and kept in Django's cache.

`public_view` stands on every public view. It asks first which publication this is (one short query); the ETag of a
page is made from that number, the release (portal/release.py), the address and the parameters that the view knows.
A parameter it does not know is taken away before the view runs, so it can neither be seen nor cost anything.

What is kept stands under the number of its publication, which triggers raise with every write of a row that public
pages read (briefings/models/version_triggers.py). So nothing that was taken down is found again; and the process that
published or withdrew empties the cache at commit, each other one at its next request, if nobody has yet.
Why, and what was refused: portal/decisions/0029.
"""

import gzip
import hashlib
import re
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import TypeVar
from weakref import WeakValueDictionary

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from briefings.models.public import PublicVersion
from portal.release import release

Thing = TypeVar("Thing")

ASK_EVERY_TIME = "public, max-age=0, must-revalidate"
# A logo's name is made from its bytes: under one name there is only ever one picture.
NEVER_CHANGES = "public, max-age=31536000, immutable"
# Sent compressed. A public page holds no secret and repeats nothing a reader sent but the words of a search, so its
# length tells a listener nothing (the attack called BREACH).
WORDS = ("text/", "application/json", "application/xml", "application/atom+xml")
TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
KEPT_FOR = 24 * 60 * 60  # seconds, where a cache outlives its processes
AT_A_TIME = 64 * 1024  # bytes of a large answer that are unpacked at once
_NOTHING = object()
_NOW = "publication"  # the key under which a cache says of which publication it is
_in_making: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()
_lock = threading.Lock()


@dataclass(frozen=True)
class Publication:
    """What is public at one moment: how often it has changed, and when last.

    Both, since a number alone would come back with a back-up. Without a number nothing was ever published.
    """

    number: int = 0
    changed_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)

    @property
    def name(self) -> str:
        """Its number and time; empty where nothing says when it changes, so that nothing is kept."""
        return f"{self.number} {self.changed_at.isoformat()}" if self.number else ""

    def once(self, what: str, make: Callable[[], Thing], *, keep_only: type = object) -> Thing:
        """What `make` works out of the public rows, worked out once for this publication. `what` names it.

        One request of a process works it out while others wait for it. It is kept where it is a `keep_only`, unless
        something else was published meanwhile: what is read is never older than its name.
        """
        cache, key = caches["public"], self.key(what)
        kept = cache.get(key, _NOTHING) if self.name else _NOTHING
        if kept is not _NOTHING:
            return kept
        with _lock:
            turn = _in_making.setdefault(key, threading.Lock())
        with turn:
            kept = cache.get(key, _NOTHING) if self.name else _NOTHING
            if kept is not _NOTHING:
                return kept
            made = make()
            with _lock:
                if self.name and isinstance(made, keep_only) and cache.get(_NOW) == self.name:
                    cache.set(key, made, KEPT_FOR)
            return made

    def key(self, what: str) -> str:
        """No word of what is public or was looked for stands in a key, and its length is always the same."""
        told = "\0".join((self.name, release(), what))
        return hashlib.sha256(told.encode(errors="replace")).hexdigest()[:40]


def publication() -> Publication:
    """What is public now. One short query. The first look after a change empties the cache of what was before."""
    now, cache = _read(), caches["public"]
    if cache.get(_NOW) != now.name:
        now = _read()  # the look may have come before one of another request that saw the change: this one did not
        with _lock:
            if cache.get(_NOW) != now.name:
                cache.clear()
                cache.set(_NOW, now.name, None)
    return now


def _read() -> Publication:
    row = PublicVersion.objects.values_list("number", "changed_at").first()
    return Publication(*row) if row else Publication()


def forget() -> None:
    """Keep nothing any more: when what is public has just changed, and between tests."""
    with _lock:
        caches["public"].clear()


def public_view(*parameters: str, repeated: Iterable[str] = (), own_tag: bool = False):
    """Make a view public: it answers GET and HEAD, and its answer is made once for each publication.

    `parameters` are all that it reads of a query, and `repeated` those of which it reads every value; of the others
    the last counts. The view finds what is public in `request.publication`.
    With `own_tag` the view makes its ETag from the bytes of a file, and nothing of it is kept here.
    """

    def decorate(view):
        @require_safe
        @wraps(view)
        def answer(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            _take_away_unknown(request, parameters, frozenset(repeated))
            if own_tag:
                response = view(request, *args, **kwargs)
            else:
                request.publication = publication()
                response = _answer(request, lambda: view(request, *args, **kwargs))
            response.headers.setdefault("Cache-Control", ASK_EVERY_TIME)
            if request.method == "HEAD" and not response.streaming:
                # The length of what GET would send, and none of it: the server warns of every byte it must drop.
                response.headers.setdefault("Content-Length", str(len(response.content)))
                response.content = b""
            return response

        answer.is_public = True
        return answer

    return decorate


def _take_away_unknown(request: HttpRequest, single: Iterable[str], repeated: frozenset[str]) -> None:
    """Leave in a request's query what the view reads, in its order."""
    if not request.META.get("QUERY_STRING"):
        return
    known = request.GET.copy()
    for name in request.GET:
        if name not in repeated:
            known.setlist(name, known.getlist(name)[-1:])
        if name not in repeated and name not in single:
            del known[name]
    known._mutable = False
    request.GET = known
    request.META["QUERY_STRING"] = known.urlencode()


def unchanged(request: HttpRequest, tag: str, *, changed_at: int | None = None) -> HttpResponse | None:
    """The 304 (or 412) answer to a reader whose copy carries `tag`; None when they need the whole.

    `changed_at`, in seconds since 1970, serves readers who remember a time and no tag.
    """
    response = get_conditional_response(request, etag=tag, last_modified=changed_at)
    if response is not None:
        response.headers["ETag"] = tag
    return response


@dataclass(frozen=True)
class _Kept:
    """An answer as it is kept: compressed, with its headers and its length before that."""

    headers: dict[str, str]
    packed: bytes
    length: int

    def response(self, request: HttpRequest) -> HttpResponseBase:
        """The answer as this reader takes it."""
        if TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")):
            size = {"Content-Encoding": "gzip", "Content-Length": str(len(self.packed))}
            return HttpResponse(self.packed, headers={**self.headers, **size})
        headers = {**self.headers, "Content-Length": str(self.length)}
        if request.method == "HEAD":
            return HttpResponse(headers=headers)
        if self.length > AT_A_TIME:  # never whole in memory
            return StreamingHttpResponse(_unpacked(self.packed), headers=headers)
        return HttpResponse(gzip.decompress(self.packed), headers=headers)


def _answer(request: HttpRequest, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """A page's answer: not changed, as it is kept, or made now."""
    address = f"{request.path}?{request.GET.urlencode()}"
    # A weak tag, since the same words may travel compressed or not.
    now, tag = request.publication, f'W/"{request.publication.key(address)}"'
    response = unchanged(request, tag)
    if response is None:
        made = now.once(f"answer {address}", lambda: _kept(make(), tag), keep_only=_Kept)
        response = made.response(request) if isinstance(made, _Kept) else made
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


def _kept(response: HttpResponseBase, tag: str) -> "_Kept | HttpResponseBase":
    """An answer in the form in which it can be kept; itself where it is a redirect, a fault or no words."""
    if response.status_code != 200:
        return response
    response.headers["ETag"] = tag
    if not response.headers.get("Content-Type", "").startswith(WORDS):
        return response
    headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
    return _Kept(headers, *_packed(response if response.streaming else [response.content]))


def _packed(pieces: Iterable[bytes]) -> tuple[bytes, int]:
    """The pieces of an answer compressed, of which one at a time is in memory, and the length of all of them."""
    packer, packed, length = zlib.compressobj(wbits=31), [], 0
    for piece in pieces:
        length += len(piece)
        packed.append(packer.compress(piece))
    packed.append(packer.flush())
    return b"".join(packed), length


def _unpacked(packed: bytes) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(wbits=31)
    while packed:
        yield unpacker.decompress(packed, AT_A_TIME)
        packed = unpacker.unconsumed_tail
    yield unpacker.flush()
