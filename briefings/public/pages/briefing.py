"""A published briefing, and what stands where one is no longer. Reads the public rows only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from briefings.languages import direction
from briefings.models.public import PublicNotice, PublicPage
from briefings.public.body import read
from briefings.public.caching import public_view
from briefings.public.citing import citation_of
from briefings.public.contents import contents_of, minutes_to_read, places_in, size_in_words
from briefings.public.describing import schema_of
from briefings.public.fragments import published
from briefings.public.glossary import short_forms_of
from briefings.public.names import names_of
from briefings.public.related import related_to


@public_view()
def briefing(request: HttpRequest, slug: str) -> HttpResponse:
    """A published briefing; or where it went; or that it was withdrawn."""
    page = PublicPage.objects.filter(slug=slug).first()
    if page is None:
        return what_stands_instead(request, slug)
    names = names_of(page)
    body = read(page.html)
    address = settings.PUBLIC_ADDRESS + page.get_absolute_url()
    related = related_to(page, names.themes)
    return render(
        request,
        "public/briefing.html",
        {
            "page": page,
            "dates": published(page.first_published_at, page.published_at),
            "names": names,
            "contents": contents_of(page.html, words=page.words),
            "places": places_in(body),
            "minutes": minutes_to_read(page.words),
            "sheet_size": size_in_words(page.sheet_bytes),
            "short_forms": short_forms_of(body, title=page.title, html=page.html),
            "citation": citation_of(page, names.publishers, address=address),
            "related": related,
            "schema": schema_of(page, names, address=address),
            "review": page.review_slug if any(one.same_review for one in related) else "",
            "canonical": address,
            "language": page.language,
            "direction": direction(page.language),
        },
    )


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
        address = f"/learning/{notice.slug}/"
        if request.path != address:  # its PDF, its hand-outs: for now, since it may be published again
            return HttpResponseRedirect(address)
        context = {"notice": notice, "canonical": settings.PUBLIC_ADDRESS + address}
        return render(request, "public/on_request.html", context)
    return render(request, "410.html", {"notice": notice}, status=410)
