"""The public pages. They read the public rows and the shared vocabulary, and nothing else."""

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import conditional_page

from briefings.models.public import PublicNotice, PublicPage
from briefings.public.contents import contents_of, minutes_to_read, size_in_words
from briefings.public.entries import IN_A_LIST, entries, names_of
from briefings.public.freshness import page_tag, public_view, unchanged
from reviews.models.vocabulary import Partnership

NEWEST_ON_HOME = 4
A_PAGE_OF_THE_LIST = 20
# Languages written from right to left, by the first part of their tag.
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@public_view
@conditional_page
def home(request: HttpRequest) -> HttpResponse:
    """What the site is for, and the newest learning."""
    newest = entries(PublicPage.objects.only(*IN_A_LIST)[:NEWEST_ON_HOME])
    return render(request, "public/home.html", {"newest": newest, "canonical": settings.PUBLIC_ADDRESS + "/"})


@public_view
@conditional_page
def learning(request: HttpRequest) -> HttpResponse:
    """Everything published, newest first."""
    everything = Paginator(PublicPage.objects.only(*IN_A_LIST), A_PAGE_OF_THE_LIST)
    try:
        this_page = everything.page(request.GET.get("page", 1))
    except InvalidPage as fault:
        raise Http404 from fault
    address = f"{settings.PUBLIC_ADDRESS}/learning/"
    return render(
        request,
        "public/learning.html",
        {
            "this_page": this_page,
            "entries": entries(this_page.object_list),
            "is_learning": True,
            "canonical": address if this_page.number == 1 else f"{address}?page={this_page.number}",
        },
    )


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
            "direction": "rtl" if page.language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr",
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


@public_view
@conditional_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """What is known of how well people with disabilities can use the site, and whom to tell."""
    partnerships = Partnership.objects.filter(pk__in=PublicPage.partnerships.through.objects.values("partnership"))
    return _statement(request, "accessibility", partnerships=partnerships.only("name", "mailbox"))


@public_view
@conditional_page
def privacy(request: HttpRequest) -> HttpResponse:
    """What the site knows of its readers."""
    return _statement(request, "privacy")


@public_view
@conditional_page
def staying_safe(request: HttpRequest) -> HttpResponse:
    """What the exit button does and does not do, and where to find help."""
    return _statement(request, "staying-safe-online")


def _statement(request: HttpRequest, name: str, **context) -> HttpResponse:
    context["canonical"] = f"{settings.PUBLIC_ADDRESS}/{name}/"
    return render(request, f"public/{name}.html", context)
