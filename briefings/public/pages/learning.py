"""Everything published, filtered and searched. Every state of the list has one address of its own."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from briefings.models.public import PublicFacet
from briefings.public.caching import public_view
from briefings.public.finding import Found, Hit, find, suggestion, understand
from briefings.public.finding.facets import (
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
from briefings.public.lists import entries_of


@public_view("q", "sort", "page", repeated=[kind.parameter for kind in KINDS])
def learning(request: HttpRequest) -> HttpResponse:
    """The list of everything published, as a reader filters and searches it."""
    known = catalogue(request.publication)
    try:
        chosen = chosen_in(request.GET, known)
    except NoSuchPage as fault:
        raise Http404 from fault
    if [(name, value) for name, values in request.GET.lists() for value in values] != chosen.parameters():
        return HttpResponseRedirect(chosen.address())
    query = understand(chosen.words, len(known.pages))
    said = find(query, request.publication) if chosen.words else None
    among = said.pages if said else known.everything()
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
        "hits": _hits(said, chosen, found, on_this_page) if said else [],
        "entries": [] if chosen.words else entries_of(on_this_page),
        "other_order": replace(chosen, sort=BEST if chosen.sort == NEWEST else NEWEST, page=1).address(),
        "without_filters": replace(chosen, values=(), page=1).address(),
        "read_as": suggestion(query),
        "unknown": query.unknown if total else (),
        "too_common": query.too_common or bool(said and said.said.was_cut),
        "choices": choices(known, chosen, among),
        "chips": dropped,
        "ways_out": [] if total else _ways_out(chosen, dropped, known.everything() if chosen.words else 0, known),
        "feed": _feed(chosen, dropped),
        "is_for_robots": total > 0 and len(chosen.values) < 2,
        "canonical": settings.PUBLIC_ADDRESS + kept.address(),
    }
    return render(request, "public/learning.html", context)


def _feed(chosen: Chosen, dropped: list[Chip]) -> tuple[str, str] | None:
    """The address of the feed that goes on where this list ends, and what it is of: one theme, or one partnership."""
    if len(chosen.values) != 1 or chosen.words:
        return None
    ((facet, slug),) = chosen.values
    rooms = {PublicFacet.Kind.THEME: "themes", PublicFacet.Kind.PARTNERSHIP: "partnerships"}
    return (f"/{rooms[facet]}/{slug}/feed/", dropped[0].name) if facet in rooms else None


def _hits(said: Found, chosen: Chosen, found: int, on_this_page: list[int]) -> list[Hit]:
    """One page of results, in the order that was asked for."""
    if chosen.sort == NEWEST:
        return said.of(on_this_page)
    return said.best(among=found, start=(chosen.page - 1) * A_PAGE_OF_THE_LIST, most=A_PAGE_OF_THE_LIST)


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
