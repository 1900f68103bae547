"""Finding briefings by what they say of themselves: theme, sector, type of review, and so on.

A filter knows the facets of the public rows and nothing else, so it cannot tell what a page leaves out. Several values
of one kind widen a list, several kinds narrow it. For each value the catalogue holds the pages that say it as one long
number, a bit for each page: combining filters and counting what is left is arithmetic, however much is published.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.db import connection
from django.http import QueryDict
from django.utils.safestring import SafeString

from briefings.formats import FORMATS
from briefings.models.public import PublicFacet
from briefings.public.caching import Publication
from briefings.public.fragments import tick_box

Facet = PublicFacet.Kind
A_PAGE_OF_THE_LIST = 20
LONGEST_SEARCH = 300  # characters; nobody means the rest
NEWEST, BEST = "newest", "best"
# A million pages would be 50,000 pages of a list: a number with more digits is not one of them.
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(frozen=True)
class Kind:
    """One way of filtering: what it is called in addresses and on the page."""

    facet: str
    parameter: str
    heading: str


# In the order of addresses and of the page.
KINDS = (
    Kind(Facet.THEME, "theme", "Theme"),
    Kind(Facet.SECTOR, "sector", "Sector"),
    Kind(Facet.FORMAT, "format", "Format"),
    Kind(Facet.YEAR, "year", "Year published"),
    Kind(Facet.PARTNERSHIP, "partnership", "Partnership"),
    Kind(Facet.REVIEW_TYPE, "type", "Type of review"),
    Kind(Facet.AGE_BAND, "age", "Age"),
    Kind(Facet.HARM, "harm", "Type of harm"),
)


@dataclass(frozen=True)
class Catalogue:
    """Every public page, newest first, and which of them say what."""

    pages: tuple[int, ...]
    # (facet, slug): bit n stands for the page in place n
    saying: dict[tuple[str, str], int]
    names: dict[tuple[str, str], str]

    def everything(self) -> int:
        """All pages."""
        return (1 << len(self.pages)) - 1

    @cached_property
    def places(self) -> dict[int, int]:
        """The place of each page."""
        return {page: place for place, page in enumerate(self.pages)}

    def of(self, pages: Iterable[int]) -> int:
        """These pages, as bits. One that came since the catalogue was read is not among them."""
        places = self.places
        said = bytearray(b"0") * (len(places) + 1)
        for page in pages:
            said[places.get(page, -1)] = _ONE
        said[-1] = _ZERO
        said.reverse()  # the first page is the last digit
        return int(said, 2)

    def listed(self, found: int, *, start: int = 0, most: int | None = None) -> list[int]:
        """The pages of `found`, newest first, from the one in place `start`."""
        pages: list[int] = []
        skipped = 0
        digits = bin(found)[:1:-1]  # the newest first
        place = digits.find("1")
        while place >= 0 and (most is None or len(pages) < most):
            if skipped < start:
                skipped += 1
            else:
                pages.append(self.pages[place])
            place = digits.find("1", place + 1)
        return pages

    def count(self, facet: str) -> list[tuple[str, str, int]]:
        """Slug, name and number of pages of each value of a facet, in the order of the page."""
        values = [
            (slug, self.names[facet, slug], found.bit_count())
            for (kind, slug), found in self.saying.items()
            if kind == facet
        ]
        return sorted(values, key=lambda value: _order(facet, value[0], value[1]))


_PAGES = "SELECT id FROM briefings_publicpage ORDER BY published_at DESC, slug"
_SAYING = "SELECT kind, slug, {pages} FROM briefings_publicfacet GROUP BY kind, slug"
_NAMES = "SELECT page_id, kind, slug, name FROM briefings_publicfacet WHERE page_id IN ({pages})"
_ZERO, _ONE = b"01"


def catalogue(now: Publication) -> Catalogue:
    """The catalogue of what is public. Read once for each publication."""
    return now.once("catalogue", _read)


def _read() -> Catalogue:
    with connection.cursor() as cursor:
        cursor.execute(_PAGES)
        known = Catalogue(tuple(page for (page,) in cursor.fetchall()), {}, {})
        cursor.execute(_SAYING.format(pages=numbers_in_one("page_id")))
        for kind, slug, pages in cursor.fetchall():
            known.saying[kind, slug] = known.of(map(int, pages.split(",")))
        # as the newest page has them
        newest = {value: known.listed(pages, most=1) for value, pages in known.saying.items()}
        wanted = sorted({page for pages in newest.values() for page in pages})
        if wanted:
            cursor.execute(_NAMES.format(pages=", ".join(["%s"] * len(wanted))), wanted)
            for page, kind, slug, name in cursor.fetchall():
                if [page] == newest.get((kind, slug)):
                    known.names[kind, slug] = name
    # what is being published or withdrawn this moment belongs to the next version
    named = {value: pages for value, pages in known.saying.items() if value in known.names}
    return replace(known, saying=named)


def numbers_in_one(column: str) -> str:
    """The SQL for all numbers of a group in one text, with commas: a row for each takes five times as long."""
    if connection.vendor == "sqlite":
        return f"GROUP_CONCAT({column})"
    return f"STRING_AGG(CAST({column} AS text), ',')"


def _order(facet: str, slug: str, name: str) -> tuple:
    """Years backwards, ages upwards, formats as officers choose them, all else by name."""
    number = int(found[0]) if (found := re.findall(r"[0-9]+", slug)) else 0
    match facet:
        case Facet.YEAR:
            return (-number, name)
        case Facet.AGE_BAND:
            return ({"unborn": -1, "under-1": 0, "several": 1000}.get(slug, number), name)
        case Facet.FORMAT:
            return (list(FORMATS).index(slug) if slug in FORMATS else len(FORMATS), name)
    return (name.casefold(), slug)


@dataclass(frozen=True)
class Chosen:
    """What a reader asks of the list: filters, words to look for, order and page. Each has one address."""

    values: tuple[tuple[str, str], ...] = ()  # (facet, slug), in the order of the address
    words: str = ""
    sort: str = NEWEST
    page: int = 1

    def of(self, facet: str) -> tuple[str, ...]:
        """The values chosen of one kind."""
        return tuple(slug for kind, slug in self.values if kind == facet)

    def parameters(self) -> list[tuple[str, str]]:
        """The parts of its address."""
        parts = [("q", self.words)] if self.words else []
        by_facet = {kind.facet: kind.parameter for kind in KINDS}
        parts += [(by_facet[facet], slug) for facet, slug in self.values]
        if self.words and self.sort == NEWEST:
            parts.append(("sort", NEWEST))
        if self.page > 1:
            parts.append(("page", str(self.page)))
        return parts

    def address(self) -> str:
        """Where this list is found."""
        return "/learning/" + (f"?{urlencode(parts)}" if (parts := self.parameters()) else "")

    def without(self, facet: str, slug: str) -> "Chosen":
        """The same with one filter dropped, from its first page."""
        return replace(self, values=tuple(one for one in self.values if one != (facet, slug)), page=1)


class NoSuchPage(Exception):
    """The number of a page of the list is not one."""


def chosen_in(asked: QueryDict, known: Catalogue) -> Chosen:
    """What a query string asks for. What is not public, unknown, repeated or out of order is put right or left out.

    Raises NoSuchPage for a page number that is none.
    """
    wanted = [(kind.facet, slug) for kind in KINDS for slug in sorted(set(asked.getlist(kind.parameter)))]
    values = tuple(value for value in wanted if value in known.saying)
    words = clean_words(asked.get("q", ""))
    number = asked.get("page", "1")
    if not PAGE_NUMBER.fullmatch(number):
        raise NoSuchPage
    sort = BEST if words and asked.get("sort") != NEWEST else NEWEST
    # Where a filter fell away the list is another one, and starts at its beginning.
    return Chosen(values, words, sort, int(number) if len(values) == len(wanted) else 1)


def clean_words(words: str) -> str:
    """The words of a search with single spaces, without characters that cannot be seen, and not without end."""
    seen = "".join(
        letter if letter.isprintable() or letter.isspace() else " " for letter in words[: LONGEST_SEARCH * 4]
    )
    return " ".join(seen.split())[:LONGEST_SEARCH].strip()


def narrowed(known: Catalogue, chosen: Chosen, among: int, *, but: str = "") -> int:
    """The pages of `among` that say what was chosen, leaving aside what was chosen of the kind `but`."""
    found = among
    for kind in KINDS:
        slugs = chosen.of(kind.facet)
        if slugs and kind.facet != but:
            any_of_them = 0
            for slug in slugs:
                any_of_them |= known.saying[kind.facet, slug]
            found &= any_of_them
    return found


@dataclass(frozen=True)
class Choice:
    """A value to choose, and how many briefings there would be with it alone of its kind."""

    slug: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Choices:
    """The values of one kind that still find something, or are chosen."""

    kind: Kind
    values: list[Choice]

    def how_many_chosen(self) -> int:
        """How many are chosen."""
        return sum(value.is_chosen for value in self.values)

    def boxes(self) -> SafeString:
        """The values as HTML, each to tick."""
        return SafeString(
            "".join(
                tick_box(self.kind.parameter, one.slug, one.name, one.count, is_chosen=one.is_chosen)
                for one in self.values
            )
        )


def choices(known: Catalogue, chosen: Chosen, among: int) -> list[Choices]:
    """What can be chosen, with counts among `among`. The counts of a kind leave aside what was chosen of it."""
    found: list[Choices] = []
    by_facet: dict[str, list[str]] = {}
    for facet, slug in known.saying:
        by_facet.setdefault(facet, []).append(slug)
    for kind in KINDS:
        left = narrowed(known, chosen, among, but=kind.facet)
        picked = set(chosen.of(kind.facet))
        values = []
        for slug in by_facet.get(kind.facet, ()):
            count = (known.saying[kind.facet, slug] & left).bit_count()
            if count or slug in picked:
                values.append(Choice(slug, known.names[kind.facet, slug], count, slug in picked))
        if values:
            # What was chosen comes first, so that it can be seen in a long list.
            values.sort(key=lambda value: (not value.is_chosen, _order(kind.facet, value.slug, value.name)))
            found.append(Choices(kind, values))
    return found


@dataclass(frozen=True)
class Chip:
    """A filter that was chosen; where the list without it is, and how many briefings that has."""

    heading: str
    name: str
    address: str
    count_without: int


def chips(known: Catalogue, chosen: Chosen, among: int) -> list[Chip]:
    """The filters that were chosen, each to be dropped."""
    headings = {kind.facet: kind.heading for kind in KINDS}
    found = []
    for facet, slug in chosen.values:
        rest = chosen.without(facet, slug)
        found.append(
            Chip(headings[facet], known.names[facet, slug], rest.address(), narrowed(known, rest, among).bit_count())
        )
    return found
