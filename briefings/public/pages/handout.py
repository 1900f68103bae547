"""One block of a published learning page by itself, to print and hand out. Reads the public rows only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from briefings.languages import direction
from briefings.models.public import PublicPage
from briefings.public.caching import public_view
from briefings.public.names import names_of
from briefings.public.pages.briefing import what_stands_instead


@public_view()
def handout(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A block of a published briefing; or what stands where its briefing stood."""
    page = PublicPage.objects.filter(slug=slug).defer("html").first()
    if page is None:
        return what_stands_instead(request, slug)
    block = page.blocks.filter(label=f"block-{number}").first()
    if block is None:
        raise Http404
    address = f"{settings.PUBLIC_ADDRESS}{page.get_absolute_url()}"
    return render(
        request,
        "public/handout.html",
        {
            "alone": block,  # “block” means something else to a template
            "page": page,
            "names": names_of(page),
            "whole": f"{page.get_absolute_url()}#{block.label}",
            "address_to_read": address.partition("://")[2].rstrip("/"),
            "canonical": f"{address}{block.label}/",
            "language": page.language,
            "direction": direction(page.language),
        },
    )
