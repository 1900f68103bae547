"""The home page and the statements. They read the public rows and the shared vocabulary, and nothing else."""

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from briefings.models.public import PublicFacet, PublicPage, PublicPagePartnership, PublicPartnership
from briefings.public.caching import public_view
from briefings.public.gathering import most_spoken_of, subjects
from briefings.public.lists import entries_of

NEWEST_ON_HOME = 4
CHANGED_ON_HOME = 4
THEMES_ON_HOME = 12


@public_view()
def home(request: HttpRequest) -> HttpResponse:
    """What the site is for, ways in by sector and theme, the newest learning, and what changed lately."""
    pages = PublicPage.objects.values_list("pk", flat=True)
    newest = list(pages.order_by("-published_at", "slug")[:NEWEST_ON_HOME])
    since_first = pages.filter(published_at__gt=F("first_published_at"))
    changed = list(since_first.order_by("-published_at")[:CHANGED_ON_HOME])
    entries = {entry.page.pk: entry for entry in entries_of(newest + changed)}
    context = {
        "newest": [entries[page] for page in newest if page in entries],
        "changed": [entries[page] for page in changed if page in entries],
        "themes": most_spoken_of(PublicFacet.Kind.THEME, THEMES_ON_HOME),
        "sectors": subjects(PublicFacet.Kind.SECTOR),
        "briefings": PublicPage.objects.count(),
        "canonical": settings.PUBLIC_ADDRESS + "/",
    }
    return render(request, "public/home.html", context)


@public_view()
def accessibility(request: HttpRequest) -> HttpResponse:
    """What is known of how well people with disabilities can use the site, and whom to tell."""
    partnerships = PublicPartnership.objects.filter(thing__in=PublicPagePartnership.objects.values("partnership"))
    return _statement(request, "accessibility", partnerships=partnerships.only("name", "mailbox"))


@public_view()
def privacy(request: HttpRequest) -> HttpResponse:
    """What the site knows of its readers."""
    return _statement(request, "privacy")


@public_view()
def staying_safe(request: HttpRequest) -> HttpResponse:
    """What the exit button does and does not do, and where to find help."""
    return _statement(request, "staying-safe-online")


def _statement(request: HttpRequest, name: str, **context) -> HttpResponse:
    context["canonical"] = f"{settings.PUBLIC_ADDRESS}/{name}/"
    return render(request, f"public/{name}.html", context)
