"""A published briefing, and what stands where one is no longer. Reads the public rows only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from briefings.models.public import PublicNotice, PublicPage
from briefings.public.contents import contents_of, minutes_to_read, size_in_words
from briefings.public.entries import names_of
from briefings.public.freshness import page_tag, public_view, unchanged

# Languages written from right to left, by the first part of their tag.
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@public_view
def briefing(request: HttpRequest, slug: str) -> HttpResponse:
    """A published briefing; or where it went; or that it was withdrawn.

    A reader's copy is compared before the page is loaded: one short query answers 304.
    """
    names = names_of([slug]).get(slug)
    if names is None:
        return what_stands_instead(request, slug)
    tag = page_tag(names.digest)
    if answer := unchanged(request, tag):
        return answer
    page = PublicPage.objects.filter(slug=slug).first()
    if page is None:  # withdrawn between the two looks
        return what_stands_instead(request, slug)
    response = render(
        request,
        "public/briefing.html",
        {
            "page": page,
            "names": names,
            "contents": contents_of(page.html, words=page.words),
            "minutes": minutes_to_read(page.words),
            "sheet_size": size_in_words(page.sheet_bytes),
            "canonical": settings.PUBLIC_ADDRESS + page.get_absolute_url(),
            "language": page.language,
            "direction": direction_of(page.language),
        },
    )
    response.headers["ETag"] = tag
    return response


def what_stands_instead(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a briefing is not, or no longer: a redirect to what replaces it, its notice, or not found.

    A draft and a name nobody ever used take the same way to the same 404.
    """
    notice = PublicNotice.objects.filter(slug=slug).first()
    if notice is None:
        raise Http404
    if notice.moved_to and url_has_allowed_host_and_scheme(notice.moved_to, allowed_hosts=None):
        return HttpResponsePermanentRedirect(notice.moved_to)
    return render(request, "410.html", {"notice": notice}, status=410)


def direction_of(language: str) -> str:
    """Which way words of a language (its tag, such as en-GB) are written: ltr or rtl."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
