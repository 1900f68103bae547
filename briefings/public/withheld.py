"""Two ways to keep words from readers without writing to the database.

After a back-up was restored, nothing is served until what was withdrawn since is withdrawn again. And an address that
is named in a file is gone at once, for when the disk is full: every page that leads to it is kept back as well.
"""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from briefings import withdrawal_list
from briefings.models.public import PublicAbbreviation, PublicPage, PublicPartnership, PublicTheme

TEXTS = {"theme": PublicTheme, "abbreviation": PublicAbbreviation, "partnership": PublicPartnership}
AT_ONCE = 500  # addresses in one query
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_ACCEPT_ENCODING", "HTTP_RANGE")


class Withheld:
    """Middleware for everything but the staff's own addresses. /health/ says what is wrong."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/health/":
            wrong = _wrong_after_a_restore()
            return _away(503, wrong) if wrong else self.get_response(request)
        if request.path_info.startswith("/admin/"):
            return self.get_response(request)
        if waits_for_withdrawals():
            return _away(503, "This site is being restored. Please come back in a few minutes.")
        slugs = withheld_addresses()
        if not slugs:
            return self.get_response(request)
        learning = reverse("public:learning")
        if any(request.path.startswith(f"{learning}{slug}/") for slug in slugs):
            return _away(410, "This briefing has been taken down.")
        for name in CONDITIONS:  # the whole answer has to be looked at, as it is
            request.META.pop(name, None)
        response = self.get_response(request)
        if response.streaming or any(slug.encode() in response.content for slug in slugs):
            return _away(503, "This page is not available just now.")
        return response


def withheld_addresses() -> list[str]:
    """The addresses named in the file, one a line; none where there is no file."""
    try:
        return Path(settings.WITHHELD_FILE).read_text("utf-8").split() if settings.WITHHELD_FILE else []
    except FileNotFoundError:
        return []


def waits_for_withdrawals() -> bool:
    """Whether something is public that the list of withdrawals says was withdrawn: the database was restored."""
    path = withdrawal_list.place()
    if path is None or not path.exists():
        return False
    found = path.stat()
    return _restored((found.st_ino, found.st_size, found.st_mtime_ns)) and bool(still_public())


@lru_cache(maxsize=1)
def _restored(_version: tuple[int, int, int]) -> bool:
    # Asked once for each state of the file; a restored site is started anew. Of a damaged list /health/ tells.
    try:
        return bool(still_public())
    except withdrawal_list.Damaged:
        return False


def still_public() -> list[withdrawal_list.Withdrawn]:
    """What is on the list and public all the same, the newest withdrawal of each address. Raises Damaged."""
    newest = {one.slug: one for one in withdrawal_list.withdrawn()}
    slugs = sorted(slug for slug, one in newest.items() if one.is_of_an_edition)
    found = [one for one in newest.values() if one.outcome == withdrawal_list.TAKEN_DOWN and _stands(one.slug)]
    for start in range(0, len(slugs), AT_ONCE):
        pages = PublicPage.objects.filter(slug__in=slugs[start : start + AT_ONCE]).order_by("slug")
        for slug, number, notice in pages.values_list("slug", "number", "notice"):
            one = newest[slug]
            if number <= one.number and not (one.outcome == withdrawal_list.OUT_OF_DATE and notice):
                found.append(one)
    return found


def _stands(name: str) -> bool:
    """Whether readers get the words of a theme, an abbreviation or a partnership. A notice has no number of its own in
    public: `apply_withdrawals` finds it."""
    kind, _, thing = name.partition("/")
    return kind in TEXTS and TEXTS[kind].objects.filter(thing=thing).exists()


def _wrong_after_a_restore() -> str:
    """What the operator has to do; empty when there is nothing."""
    try:
        waiting = bool(still_public())
    except withdrawal_list.Damaged as damage:
        return str(damage)
    return "A back-up was restored. Run manage.py apply_withdrawals: nothing is public before." if waiting else ""


def _away(status: int, words: str) -> HttpResponse:
    response = HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response
