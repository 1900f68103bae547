"""Pages that gather what was learned for one part of the workforce, made as those of themes are."""

from django.http import HttpRequest, HttpResponse

from briefings.public.caching import public_view
from briefings.public.pages.themes import SECTOR, Collection, list_of, page_of

SECTORS = Collection(
    SECTOR, "sectors", "sector", "For your sector",
    "Where do you work? Find the learning that was written with your job in mind.",
)  # fmt: skip


@public_view()
def sectors(request: HttpRequest) -> HttpResponse:
    """Every part of the workforce that something is published for."""
    return list_of(request, SECTORS)


@public_view("show", "page")
def sector(request: HttpRequest, slug: str) -> HttpResponse:
    """What was learned for one part of the workforce."""
    return page_of(request, SECTORS, slug)
