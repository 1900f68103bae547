"""A published briefing, and what stands where one is no longer. Reads the public rows only."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import Truncator

from briefings.languages import direction
from briefings.models.public import PublicFacet, PublicNotice, PublicPage
from briefings.public.caching import public_view
from briefings.public.citing import citation_of
from briefings.public.describing import schema_of
from briefings.public.fragments import published
from briefings.public.names import names_of
from briefings.public.related import related_to

# Silent reading of English prose that is not a story, in words a minute: Brysbaert, "How many words do
# we read per minute?", Journal of Memory and Language 109 (2019).
WORDS_A_MINUTE = 238
# A shorter page is seen whole in a few strokes of the thumb; a list of its headings only pushes it down.
LONG_PAGE_WORDS = 900
FEWEST_HEADINGS = 3
WORDS_OF_AN_OPENING = 9


@public_view()
def briefing(request: HttpRequest, slug: str) -> HttpResponse:
    """A published briefing; or where it went; or that it was withdrawn."""
    page = PublicPage.objects.filter(slug=slug).first()
    if page is None:
        return what_stands_instead(request, slug)
    names = names_of(page)
    address = settings.PUBLIC_ADDRESS + page.get_absolute_url()
    related = related_to(page, names.of(PublicFacet.Kind.THEME))
    is_long = page.words >= LONG_PAGE_WORDS and len(page.contents) >= FEWEST_HEADINGS
    return render(
        request,
        "public/briefing.html",
        {
            "page": page,
            "dates": published(page.first_published_at, page.published_at),
            "names": names,
            "contents": page.contents if is_long else [],
            "places": places_in(page),
            "minutes": minutes_to_read(page.words),
            "sheet_size": size_in_words(page.sheet_bytes),
            "citation": citation_of(page, names.publishers, address=address),
            "related": related,
            "schema": schema_of(page, names, address=address),
            "review": page.review_slug if any(one.same_review for one in related) else "",
            "canonical": address,
            "language": page.language,
            "direction": direction(page.language),
        },
    )


@dataclass(frozen=True)
class Place:
    """One point, question or recommendation: its address on the page, what it is called, and how it begins."""

    label: str
    name: str
    opening: str


def places_in(page: PublicPage) -> list[Place]:
    """Every point, question and recommendation of a page, in order, to link to one of them. One query."""
    pieces = page.pieces.only("page_id", "kind", "label", "words")
    return [Place(one.label, str(one), Truncator(one.words).words(WORDS_OF_AN_OPENING, truncate="…")) for one in pieces]


def minutes_to_read(words: int) -> int:
    """Whole minutes to read `words` words, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def size_in_words(size: int) -> str:
    """A file's size in bytes as a reader says it: 34 kB, 1.2 MB (thousands, as phones count them)."""
    return f"{max(1, round(size / 1000))} kB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"


def what_stands_instead(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a briefing is not, or no longer: a redirect to what replaces it, its notice, whom to ask, or not found.

    A draft and a name nobody ever used take the same way to the same 404.
    """
    notice = PublicNotice.objects.filter(slug=slug).first()
    if notice is None:
        raise Http404
    if notice.moved_to and url_has_allowed_host_and_scheme(notice.moved_to, allowed_hosts=None):
        return HttpResponsePermanentRedirect(notice.moved_to)
    if notice.title:
        address = reverse("public:briefing", args=[notice.slug])
        if request.path != address:  # its PDF, its hand-outs: for now, since it may be published again
            return HttpResponseRedirect(address)
        context = {"notice": notice, "canonical": settings.PUBLIC_ADDRESS + address}
        return render(request, "public/on_request.html", context)
    return render(request, "410.html", {"notice": notice}, status=410)
