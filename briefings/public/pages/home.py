"""The home page."""

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from briefings.models.public import PublicFacet, PublicPage
from briefings.public.caching import public_view
from briefings.public.finding.facets import published_values
from briefings.public.gathering import subjects
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
    published = published_values(request.publication)
    commonest = sorted(subjects(published, PublicFacet.Kind.THEME), key=lambda one: -one.briefings)
    context = {
        "newest": [entries[page] for page in newest if page in entries],
        "changed": [entries[page] for page in changed if page in entries],
        "themes": sorted(commonest[:THEMES_ON_HOME], key=lambda one: one.name.casefold()),
        "sectors": subjects(published, PublicFacet.Kind.SECTOR),
        "briefings": PublicPage.objects.count(),
        "canonical": settings.PUBLIC_ADDRESS + "/",
    }
    return render(request, "public/home.html", context)
