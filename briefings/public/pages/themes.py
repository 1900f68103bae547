"""Pages that gather what was learned about one theme, or for one part of the workforce, across reviews and years."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from briefings.models.public import PublicFacet, PublicTheme
from briefings.public.caching import public_view
from briefings.public.finding.facets import PAGE_NUMBER, catalogue
from briefings.public.gathering import (
    A_PAGE_OF_PASSAGES,
    HEADINGS,
    Gathered,
    Said,
    gathered,
    related,
    shelves,
    words_of,
)
from briefings.public.marks import rings
from portal.text.sentences import counted, listed

RESOURCES_ON_A_THEME = 12


@dataclass(frozen=True)
class Room:
    """What theme pages and sector pages differ in."""

    facet: str
    place: str  # the first part of the address
    parameter: str  # its name among the filters of the list
    title: str
    lede: str

    def address(self) -> str:
        """The page that lists them all."""
        return f"/{self.place}/"


THEMES = Room(
    PublicFacet.Kind.THEME, "themes", "theme", "Themes",
    "What reviews come back to again and again. Each theme brings together what was learned about it, from every "
    "review and year.",
)  # fmt: skip
SECTORS = Room(
    PublicFacet.Kind.SECTOR, "sectors", "sector", "For your sector",
    "Where do you work? Find the learning that was written with your job in mind.",
)  # fmt: skip


@public_view()
def themes(request: HttpRequest) -> HttpResponse:
    """Every theme that something is published about."""
    return _all_of(request, THEMES)


@public_view()
def sectors(request: HttpRequest) -> HttpResponse:
    """Every part of the workforce that something is published for."""
    return _all_of(request, SECTORS)


@public_view("show", "page")
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """What was learned about one theme."""
    return _one_of(request, THEMES, slug, PublicTheme.objects.filter(slug=slug).first())


@public_view("show", "page")
def sector(request: HttpRequest, slug: str) -> HttpResponse:
    """What was learned for one part of the workforce."""
    return _one_of(request, SECTORS, slug)


def _all_of(request: HttpRequest, room: Room) -> HttpResponse:
    now = request.publication
    context = {
        "room": room,
        "shelves": shelves(now, catalogue(now), room.facet),
        "here": room.place,
        "canonical": f"{settings.PUBLIC_ADDRESS}/{room.place}/",
    }
    return render(request, "public/themes.html", context)


@dataclass(frozen=True)
class Group:
    """The passages of one kind on a page."""

    parameter: str
    heading: str  # "14 learning points"
    source: str  # "from 6 reviews", or nothing
    said: list[Said]
    left_out: int  # how many there are besides
    address: str


def _one_of(request: HttpRequest, room: Room, slug: str, about: PublicTheme | None = None) -> HttpResponse:
    kind, number = request.GET.get("show", ""), request.GET.get("page", "1")
    heading = next((one for one in HEADINGS if one.parameter == kind), None)
    if not PAGE_NUMBER.fullmatch(number):
        raise Http404
    number = int(number)
    address = f"/{room.place}/{slug}/"
    parts = [f"show={heading.parameter}"] if heading else []
    parts += [f"page={number}"] if heading and number > 1 else []
    wanted = address + (f"?{'&'.join(parts)}" if parts else "")
    known = catalogue(request.publication)
    if (room.facet, slug) not in known.saying:
        raise Http404
    if request.get_full_path() != wanted:
        return HttpResponseRedirect(wanted)
    found = gathered(request.publication, room.facet, slug)
    start = (number - 1) * A_PAGE_OF_PASSAGES
    shown = {
        one.kind: found.passages[one.kind][start : start + A_PAGE_OF_PASSAGES] if heading else found.overview[one.kind]
        for one in HEADINGS
        if found.count(one.kind) and heading in {None, one}
    }
    if heading and not shown.get(heading.kind):
        raise Http404
    words = words_of([passage for passages in shown.values() for passage in passages])
    name = known.names[room.facet, slug]
    groups = [
        Group(
            one.parameter,
            counted(found.count(one.kind), one.one, one.many),
            f"from {counted(found.sources[one.kind], 'review')}" if one.kind in found.sources else "",
            [words[passage] for passage in shown[one.kind] if passage in words],
            0 if heading else found.count(one.kind) - len(shown[one.kind]),
            f"{address}?show={one.parameter}",
        )
        for one in HEADINGS
        if one.kind in shown
    ]
    last = -(-found.count(heading.kind) // A_PAGE_OF_PASSAGES) if heading else 1
    context = {
        "room": room,
        "slug": slug,
        "name": name,
        "rings": rings(slug),
        "description": about.description if about else "",
        "synonyms": [line.strip() for line in about.synonyms.splitlines() if line.strip()] if about else [],
        "briefings": known.saying[room.facet, slug].bit_count(),
        "summary": _summary(found, known.saying[room.facet, slug].bit_count()),
        "groups": groups,
        "only": heading,
        "number": number,
        "last": last,
        "previous": _page(address, heading, number - 1) if number > 1 else "",
        "next": _page(address, heading, number + 1) if number < last else "",
        "resources": found.resources[:RESOURCES_ON_A_THEME] if not heading else [],
        "more_resources": max(0, len(found.resources) - RESOURCES_ON_A_THEME),
        "related_themes": related(known, room.facet, slug, to=PublicFacet.Kind.THEME),
        "related_sectors": related(known, room.facet, slug, to=PublicFacet.Kind.SECTOR),
        "here": room.place,
        "canonical": settings.PUBLIC_ADDRESS + wanted,
    }
    return render(request, "public/theme.html", context)


def _summary(found: Gathered, briefings: int) -> str:
    """What there is, in a line: “14 learning points and 9 questions, from 6 reviews and 2 topic briefings”."""
    counts = [counted(found.count(one.kind), one.one, one.many) for one in HEADINGS if found.count(one.kind)]
    sources = [counted(found.from_reviews, "review")] if found.from_reviews else []
    sources += [counted(found.topics, "topic briefing")] if found.topics else []
    if not counts:
        return counted(briefings, "briefing")
    return f"{listed(counts)}, from {listed(sources)}"


def _page(address: str, heading, number: int) -> str:
    return f"{address}?show={heading.parameter}" + (f"&page={number}" if number > 1 else "")
