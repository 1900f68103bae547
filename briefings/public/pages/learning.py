"""Everything published, filtered and searched. Every state of the list has one address of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from briefings.models.public import PublicFacet
from briefings.public.caching import public_view
from briefings.public.finding import Hit, Search, understand
from briefings.public.finding.facets import (
    FILTERS,
    Filter,
    Value,
    counts,
    in_order,
    pages_having,
    published_values,
    total,
)
from briefings.public.fragments import tick_box
from briefings.public.lists import entries_of, page_number

A_PAGE_OF_THE_LIST = 20
LONGEST_SEARCH = 300  # characters; the rest is not read
NEWEST, BEST = "newest", "best"


@dataclass(frozen=True)
class Choice:
    """What a reader asks of the list: filters, words to look for, order and page. Each choice has one address."""

    values: tuple[Value, ...] = ()  # in the order of the address
    words: str = ""
    sort: str = NEWEST
    page: int = 1

    @property
    def by_facet(self) -> dict[str, tuple[str, ...]]:
        """The slugs that were chosen of each facet."""
        facets = dict.fromkeys(facet for facet, _ in self.values)
        return {facet: tuple(slug for one, slug in self.values if one == facet) for facet in facets}

    def parameters(self) -> list[tuple[str, str]]:
        """The parts of its address."""
        parts = [("q", self.words)] if self.words else []
        names = {one.facet: one.parameter for one in FILTERS}
        parts += [(names[facet], slug) for facet, slug in self.values]
        if self.words and self.sort == NEWEST:
            parts.append(("sort", NEWEST))
        if self.page > 1:
            parts.append(("page", str(self.page)))
        return parts

    def address(self) -> str:
        """Where this list is found."""
        return reverse("public:learning") + (f"?{urlencode(parts)}" if (parts := self.parameters()) else "")

    def without(self, value: Value) -> "Choice":
        """The same with one filter dropped, from its first page."""
        return replace(self, values=tuple(one for one in self.values if one != value), page=1)


def choice_in(query: QueryDict, values: Mapping[Value, str]) -> Choice:
    """What a query string asks for, of the `values` that public pages have (with their names).

    What is not public, unknown, repeated or out of order is put right or left out. Raises Http404 for a page number
    that is none.
    """
    wanted = [(one.facet, slug) for one in FILTERS for slug in sorted(set(query.getlist(one.parameter)))]
    chosen = tuple(value for value in wanted if value in values)
    words, number = clean_words(query.get("q", "")), page_number(query.get("page", "1"))
    sort = BEST if words and query.get("sort") != NEWEST else NEWEST
    # Where a filter fell away the list is another one, and starts at its beginning.
    return Choice(chosen, words, sort, number if len(chosen) == len(wanted) else 1)


def clean_words(words: str) -> str:
    """The words of a search with single spaces, without characters that cannot be seen, and not without end."""
    seen = "".join(
        letter if letter.isprintable() or letter.isspace() else " " for letter in words[: LONGEST_SEARCH * 4]
    )
    return " ".join(seen.split())[:LONGEST_SEARCH].strip()


@public_view("q", "sort", "page", repeated=[one.parameter for one in FILTERS])
def learning(request: HttpRequest) -> HttpResponse:
    """The list of everything published, as a reader filters and searches it."""
    published = published_values(request.publication)
    names = published.names
    choice = choice_in(request.GET, names)
    if [(name, value) for name, values in request.GET.lists() for value in values] != choice.parameters():
        return HttpResponseRedirect(choice.address())
    everything = total(published.counts, {})
    query = understand(choice.words, everything)
    search = Search(query) if choice.words else None
    among = search.rows if search else None
    counted = counts(choice.by_facet, among) if choice.words or choice.values else published.counts
    many = total(counted, choice.by_facet)
    last = max(1, -(-many // A_PAGE_OF_THE_LIST))
    if choice.page > last:
        raise Http404
    # Search engines keep the list, not what somebody looked for in it.
    kept = replace(choice, words="", page=1) if choice.words else choice
    context = {
        "here": "learning",
        "chosen": choice,
        "total": many,
        "everything": everything,
        "last": last,
        "previous": replace(choice, page=choice.page - 1).address() if choice.page > 1 else "",
        "next": replace(choice, page=choice.page + 1).address() if choice.page < last else "",
        "hits": _hits(search, choice) if search else [],
        "entries": [] if search else entries_of(_on_this_page(choice, None)),
        "other_order": replace(choice, sort=BEST if choice.sort == NEWEST else NEWEST, page=1).address(),
        "without_filters": replace(choice, values=(), page=1).address(),
        "read_as": query.read_as,
        "unknown": query.unknown if many else (),
        "too_common": query.too_common or bool(search and search.was_cut),
        "filters": filters_offered(counted, choice, names),
        "chips": _chips(choice, names),
        "ways_out": [] if many else _ways_out(choice, among, names),
        "feed": _feed(choice, names),
        "is_for_robots": many > 0 and len(choice.values) < 2,
        "canonical": settings.PUBLIC_ADDRESS + kept.address(),
    }
    return render(request, "public/learning.html", context)


def _on_this_page(choice: Choice, among: QuerySet | None) -> list[int]:
    """The numbers of the pages that are shown where the newest come first."""
    start = (choice.page - 1) * A_PAGE_OF_THE_LIST
    return list(pages_having(choice.by_facet, among)[start : start + A_PAGE_OF_THE_LIST])


def _hits(search: Search, choice: Choice) -> list[Hit]:
    """One page of results, in the order that was asked for."""
    if choice.sort == NEWEST:
        return search.of(_on_this_page(choice, search.rows))
    having = pages_having(choice.by_facet) if choice.values else None
    return search.best(having, start=(choice.page - 1) * A_PAGE_OF_THE_LIST, most=A_PAGE_OF_THE_LIST)


@dataclass(frozen=True)
class Offered:
    """A value to choose, and how many briefings there would be with it alone of its facet."""

    slug: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class FilterOffered:
    """The values of one filter that still find something, or are chosen."""

    filter: Filter
    values: list[Offered]

    def how_many_chosen(self) -> int:
        """How many are chosen."""
        return sum(value.is_chosen for value in self.values)

    def boxes(self) -> SafeString:
        """The values as HTML, each to tick."""
        return SafeString(
            "".join(
                tick_box(self.filter.parameter, one.slug, one.name, one.count, is_chosen=one.is_chosen)
                for one in self.values
            )
        )


def filters_offered(counted: Mapping[Value, int], choice: Choice, names: Mapping[Value, str]) -> list[FilterOffered]:
    """What can be chosen, with its counts. What was chosen comes first, so that it can be seen in a long list."""
    offered = []
    for one in FILTERS:
        slugs = [slug for facet, slug in {**counted, **dict.fromkeys(choice.values)} if facet == one.facet]
        values = [
            Offered(slug, names[one.facet, slug], counted.get((one.facet, slug), 0), (one.facet, slug) in choice.values)
            for slug in slugs
            if (one.facet, slug) in names  # and not published this moment
        ]
        values.sort(key=lambda value: (not value.is_chosen, in_order(one.facet, value.slug, value.name)))
        if values:
            offered.append(FilterOffered(one, values))
    return offered


@dataclass(frozen=True)
class Chip:
    """A filter that was chosen, and where the list without it is."""

    heading: str
    name: str
    address: str


def _chips(choice: Choice, names: Mapping[Value, str]) -> list[Chip]:
    """The filters that were chosen, each to be dropped."""
    headings = {one.facet: one.heading for one in FILTERS}
    return [Chip(headings[value[0]], names[value], choice.without(value).address()) for value in choice.values]


def _feed(choice: Choice, names: Mapping[Value, str]) -> tuple[str, str] | None:
    """The address of the feed that goes on where this list ends, and what it is of: one theme, or one partnership."""
    if len(choice.values) != 1 or choice.words:
        return None
    ((facet, slug),) = choice.values
    if facet not in (PublicFacet.Kind.THEME, PublicFacet.Kind.PARTNERSHIP):
        return None
    return reverse(f"public:{facet}-feed", args=[slug]), names[facet, slug]


@dataclass(frozen=True)
class WayOut:
    """What to drop from a list that is empty, and how many briefings there are then."""

    name: str
    address: str
    count: int


def _ways_out(choice: Choice, among: QuerySet | None, names: Mapping[Value, str]) -> list[WayOut]:
    """What would find something, the most first: dropping one filter, or the words."""
    found = []
    for value in choice.values:
        rest = choice.without(value)
        found.append(WayOut(f"“{names[value]}”", rest.address(), pages_having(rest.by_facet, among).count()))
    if choice.words and choice.values:
        rest = replace(choice, words="", sort=NEWEST, page=1)
        found.append(WayOut(f"the words “{choice.words}”", rest.address(), pages_having(rest.by_facet).count()))
    return sorted((way for way in found if way.count), key=lambda way: -way.count)
