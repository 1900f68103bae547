"""One block of a published learning page by itself, to print and hand out. Reads the public rows only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from briefings.models.public import PublicBlock
from briefings.public.freshness import page_tag, public_view, unchanged
from briefings.public.names import names_of
from briefings.public.reading import what_stands_instead
from briefings.tongues import direction


@public_view
def handout(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A block of a published briefing; or what stands where its briefing stood."""
    names = names_of(slug)
    if names is None:
        return what_stands_instead(request, slug)
    # The tag changes with every write of the page, and a block is never written without its page.
    tag = page_tag(names.digest)
    block = PublicBlock.objects.filter(page__slug=slug, label=f"block-{number}").select_related("page").first()
    if block is None:
        raise Http404
    if answer := unchanged(request, tag):
        return answer
    page = block.page
    address = f"{settings.PUBLIC_ADDRESS}{page.get_absolute_url()}"
    response = render(
        request,
        "public/handout.html",
        {
            "alone": block,  # “block” means something else to a template
            "page": page,
            "names": names,
            "whole": f"{page.get_absolute_url()}#{block.label}",
            "address_to_read": address.partition("://")[2].rstrip("/"),
            "canonical": f"{address}{block.label}/",
            "language": page.language,
            "direction": direction(page.language),
        },
    )
    response.headers["ETag"] = tag
    return response
