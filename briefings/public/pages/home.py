"""The home page and the statements. They read the public rows and the shared vocabulary, and nothing else."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from briefings.models.public import PublicFacet, PublicPagePartnership, PublicPartnership
from briefings.public.caching import public_view
from briefings.public.finding.facets import catalogue
from briefings.public.gathering import most_spoken_of
from briefings.public.lists import entries_of

NEWEST_ON_HOME = 4
CHANGED_ON_HOME = 4
THEMES_ON_HOME = 12

_CHANGED = """
SELECT id FROM briefings_publicpage WHERE published_at > first_published_at ORDER BY published_at DESC LIMIT %s
"""


@public_view()
def home(request: HttpRequest) -> HttpResponse:
    """What the site is for, ways in by sector and theme, the newest learning, and what changed lately."""
    known = catalogue(request.publication)
    newest = known.listed(known.everything(), most=NEWEST_ON_HOME)
    changed = _changed()
    entries = {entry.page.pk: entry for entry in entries_of(newest + changed)}
    context = {
        "newest": [entries[page] for page in newest if page in entries],
        "changed": [entries[page] for page in changed if page in entries],
        "themes": most_spoken_of(known, PublicFacet.Kind.THEME, THEMES_ON_HOME),
        "sectors": known.count(PublicFacet.Kind.SECTOR),
        "briefings": len(known.pages),
        "canonical": settings.PUBLIC_ADDRESS + "/",
    }
    return render(request, "public/home.html", context)


def _changed() -> list[int]:
    """The pages whose words changed last after they were first published."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, [CHANGED_ON_HOME])
        return [row[0] for row in cursor.fetchall()]


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
