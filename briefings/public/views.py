"""The public pages. They read the public rows and the shared vocabulary, and nothing else."""

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from briefings.models.public import PublicPage
from briefings.public.entries import IN_A_LIST, entries
from briefings.public.freshness import public_view
from reviews.models.vocabulary import Partnership

NEWEST_ON_HOME = 4
A_PAGE_OF_THE_LIST = 20


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
