"""Pages that gather what was learned about one theme, across reviews and years. The pages of sectors are made alike."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from briefings.models.public import PublicFacet, PublicTheme
from briefings.public.caching import public_view
from briefings.public.finding.facets import published_values
from briefings.public.gathering import (
    A_PAGE_OF_PASSAGES,
    HEADINGS,
    Heading,
    Said,
    Tally,
    overview_of,
    passages_about,
    related,
    said_in,
    subjects,
    tally_of,
)
from briefings.public.lists import page_number
from briefings.public.pages.resources import register_of
from briefings.public.theme_marks import rings
from portal.text.sentences import counted, listed

RESOURCES_ON_A_THEME = 12
THEME, SECTOR = PublicFacet.Kind.THEME, PublicFacet.Kind.SECTOR


@dataclass(frozen=True)
class Collection:
    """What theme pages and sector pages differ in."""

    kind: str  # of facet
    place: str  # the name of the page that lists them all
    parameter: str  # its name among the filters of the list, and of the page of one
    title: str
    lede: str

    def address(self) -> str:
        """The page that lists them all."""
        return reverse(f"public:{self.place}")

    def address_of(self, slug: str) -> str:
        """The page of one of them."""
        return reverse(f"public:{self.parameter}", args=[slug])


THEMES = Collection(
    THEME, "themes", "theme", "Themes",
    "What reviews come back to again and again. Each theme brings together what was learned about it, from every "
    "review and year.",
)  # fmt: skip


@public_view()
def themes(request: HttpRequest) -> HttpResponse:
    """Every theme that something is published about."""
    return list_of(request, THEMES)


@public_view("show", "page")
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """What was learned about one theme."""
    return page_of(request, THEMES, slug, PublicTheme.objects.filter(slug=slug).first())


def list_of(request: HttpRequest, collection: Collection) -> HttpResponse:
    """The page that lists every theme or sector, with how much is published about each."""
    context = {
        "collection": collection,
        "subjects": subjects(published_values(request.publication), collection.kind, with_points=True),
        "here": collection.place,
        "canonical": f"{settings.PUBLIC_ADDRESS}{collection.address()}",
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


def page_of(request: HttpRequest, collection: Collection, slug: str, about: PublicTheme | None = None) -> HttpResponse:
    """What was learned about a theme or for a sector: an overview, or all passages of one kind in pages."""
    number = page_number(request.GET.get("page", "1"))
    only = next((one for one in HEADINGS if one.parameter == request.GET.get("show")), None)
    address = collection.address_of(slug)
    wanted = _address(address, only, number)
    published = published_values(request.publication)
    name = published.names.get((collection.kind, slug))
    if not name:
        raise Http404
    if request.get_full_path() != wanted:
        return HttpResponseRedirect(wanted)
    tally = tally_of(collection.kind, slug)
    last = -(-tally.passages[only.kind] // A_PAGE_OF_PASSAGES) if only else 1
    if number > last:
        raise Http404
    briefings = published.counts[collection.kind, slug]
    resources = [] if only else register_of(page_says=(collection.kind, slug))
    context = {
        "collection": collection,
        "slug": slug,
        "address": address,
        "name": name,
        "rings": rings(slug),
        "description": about.description if about else "",
        "synonyms": [line.strip() for line in about.synonyms.splitlines() if line.strip()] if about else [],
        "briefings": briefings,
        "summary": _summary(tally, briefings),
        "groups": _groups(collection, slug, tally, only, number),
        "only": only,
        "number": number,
        "last": last,
        "previous": _address(address, only, number - 1) if number > 1 else "",
        "next": _address(address, only, number + 1) if number < last else "",
        "resources": sorted(resources, key=lambda one: -one.uses)[:RESOURCES_ON_A_THEME],
        "related_themes": related(published, collection.kind, slug, to=THEME),
        "related_sectors": related(published, collection.kind, slug, to=SECTOR),
        "here": collection.place,
        "canonical": settings.PUBLIC_ADDRESS + wanted,
    }
    return render(request, "public/theme.html", context)


def _groups(collection: Collection, slug: str, tally: Tally, only: Heading | None, number: int) -> list[Group]:
    """The passages that one page shows, by kind."""
    found = []
    for one in [only] if only else HEADINGS:
        count, passages = tally.passages[one.kind], passages_about(collection.kind, slug).filter(kind=one.kind)
        if not count:
            continue
        start = (number - 1) * A_PAGE_OF_PASSAGES
        said = said_in(passages[start : start + A_PAGE_OF_PASSAGES]) if only else overview_of(passages, one.on_overview)
        found.append(
            Group(
                one.parameter,
                counted(count, one.one, one.many),
                f"from {counted(tally.sources[one.kind], 'review')}" if tally.sources[one.kind] else "",
                said,
                0 if only else count - len(said),
                _address(collection.address_of(slug), one, 1),
            )
        )
    return found


def _summary(tally: Tally, briefings: int) -> str:
    """What there is, in a line: “14 learning points and 9 questions, from 6 reviews and 2 topic briefings”."""
    counts = [counted(tally.passages[one.kind], one.one, one.many) for one in HEADINGS if tally.passages[one.kind]]
    sources = [counted(tally.from_reviews, "review")] if tally.from_reviews else []
    sources += [counted(tally.topics, "topic briefing")] if tally.topics else []
    if not counts:
        return counted(briefings, "briefing")
    return f"{listed(counts)}, from {listed(sources)}"


def _address(subject: str, only: Heading | None, number: int) -> str:
    """The address of one page of a theme or a sector."""
    if not only:
        return subject
    return f"{subject}?show={only.parameter}" + (f"&page={number}" if number > 1 else "")
