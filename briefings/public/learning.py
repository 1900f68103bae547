"""Everything published, filtered and searched. Every state of the list has one address of its own."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from briefings.models.public import PublicFacet
from briefings.public.filters import (
    A_PAGE_OF_THE_LIST,
    BEST,
    KINDS,
    NEWEST,
    Catalogue,
    Chip,
    Chosen,
    NoSuchPage,
    catalogue,
    chips,
    choices,
    chosen_in,
    narrowed,
)
from briefings.public.freshness import public_view, unchanged
from briefings.public.lists import entries_of
from briefings.public.remembered import Version, version_now
from briefings.public.search import Hit, Match, Query, find, match, suggestion, understand


@public_view
def learning(request: HttpRequest) -> HttpResponse:
    """The list of everything published, as a reader filters and searches it."""
    version = version_now()
    tag = version.tag(request.get_full_path())
    if answer := unchanged(request, tag):
        return answer
    known = catalogue(version)
    try:
        chosen = chosen_in(request.GET, known)
    except NoSuchPage as fault:
        raise Http404 from fault
    if [(name, value) for name, values in request.GET.lists() for value in values] != chosen.parameters():
        return HttpResponseRedirect(chosen.address())
    query = understand(chosen.words)
    among = _saying(version, known, query) if query else 0 if chosen.words else known.everything()
    found = narrowed(known, chosen, among)
    total = found.bit_count()
    last = max(1, -(-total // A_PAGE_OF_THE_LIST))
    if chosen.page > last:
        raise Http404
    start = (chosen.page - 1) * A_PAGE_OF_THE_LIST
    on_this_page = known.listed(found, start=start, most=A_PAGE_OF_THE_LIST)
    dropped = chips(known, chosen, among)
    # Search engines keep the list, not what somebody looked for in it.
    kept = replace(chosen, words="", page=1) if chosen.words else chosen
    context = {
        "here": "learning",
        "chosen": chosen,
        "total": total,
        "everything": len(known.pages),
        "last": last,
        "previous": replace(chosen, page=chosen.page - 1).address() if chosen.page > 1 else "",
        "next": replace(chosen, page=chosen.page + 1).address() if chosen.page < last else "",
        "hits": _hits(query, chosen, found if chosen.values else None, known, on_this_page) if query else [],
        "entries": [] if chosen.words else entries_of(on_this_page),
        "other_order": replace(chosen, sort=BEST if chosen.sort == NEWEST else NEWEST, page=1).address(),
        "without_filters": replace(chosen, values=(), page=1).address(),
        "read_as": suggestion(query) if query else "",
        "choices": choices(known, chosen, among),
        "chips": dropped,
        "ways_out": [] if total else _ways_out(chosen, dropped, known.everything() if chosen.words else 0, known),
        "feed": _feed(chosen, dropped),
        "is_for_robots": total > 0 and len(chosen.values) < 2,
        "canonical": settings.PUBLIC_ADDRESS + kept.address(),
    }
    response = render(request, "public/learning.html", context)
    response.headers["ETag"] = tag
    return response


def _feed(chosen: Chosen, dropped: list[Chip]) -> tuple[str, str] | None:
    """The address of the feed that goes on where this list ends, and what it is of: one theme, or one partnership."""
    if len(chosen.values) != 1 or chosen.words:
        return None
    ((facet, slug),) = chosen.values
    rooms = {PublicFacet.Kind.THEME: "themes", PublicFacet.Kind.PARTNERSHIP: "partnerships"}
    return (f"/{rooms[facet]}/{slug}/feed/", dropped[0].name) if facet in rooms else None


def _saying(version: Version, known: Catalogue, query: Query) -> int:
    """The pages that say what is looked for."""

    def look() -> int:
        said = match(query)
        with connection.cursor() as cursor:
            cursor.execute(said.sql, said.params)
            return known.of({row[0] for row in cursor.fetchall()})

    return version.remembered(f"search {query.text}", look)


def _hits(query: Query, chosen: Chosen, found: int | None, known: Catalogue, on_this_page: list[int]) -> list[Hit]:
    """One page of results, in the order that was asked for."""
    if chosen.sort == NEWEST:
        hits = find(query, within=_these(on_this_page), limit=A_PAGE_OF_THE_LIST).hits
        places = {page: place for place, page in enumerate(on_this_page)}
        return sorted(hits, key=lambda hit: places.get(hit.page.pk, len(places)))
    start = (chosen.page - 1) * A_PAGE_OF_THE_LIST
    within = None if found is None else _as_filtered(chosen)
    return find(query, within=within, limit=A_PAGE_OF_THE_LIST, offset=start).hits


def _these(pages: list[int]) -> Match:
    if not pages:
        return Match("SELECT id FROM briefings_publicpage WHERE 1 = 0", ())
    places = ", ".join(["%s"] * len(pages))
    return Match(f"SELECT id FROM briefings_publicpage WHERE id IN ({places})", tuple(pages))  # noqa: S608 placeholders


def _as_filtered(chosen: Chosen) -> Match:
    """The pages that say what was chosen, as a subquery for the search."""
    parts, params = [], []
    for kind in KINDS:
        if slugs := chosen.of(kind.facet):
            places = ", ".join(["%s"] * len(slugs))
            parts.append(f"SELECT page_id FROM briefings_publicfacet WHERE kind = %s AND slug IN ({places})")  # noqa: S608
            params += [kind.facet, *slugs]
    return Match(" INTERSECT ".join(parts), tuple(map(str, params)))


@dataclass(frozen=True)
class WayOut:
    """What to drop from a list that is empty, and how many briefings there are then."""

    name: str
    address: str
    count: int


def _ways_out(chosen: Chosen, dropped: list[Chip], everything: int, known: Catalogue) -> list[WayOut]:
    """What would find something, the most first: dropping one filter, the words, or all filters."""
    found = [WayOut(f"“{chip.name}”", chip.address, chip.count_without) for chip in dropped if chip.count_without]
    if chosen.words and chosen.values:
        without_words = replace(chosen, words="", sort=NEWEST, page=1)
        if count := narrowed(known, without_words, everything).bit_count():
            found.append(WayOut(f"the words “{chosen.words}”", without_words.address(), count))
    found.sort(key=lambda way: -way.count)
    return found
