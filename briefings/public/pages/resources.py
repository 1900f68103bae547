"""The register of resources: what published briefings lead their readers to, and where each is used.

What a resource is, is read from the public rows, as it was approved. Whether its link still works is what
`manage.py check_links` measured at that very address: nothing that an officer types in the shared list shows here.
"""

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.timezone import localdate

from briefings import addresses
from briefings.models.public import PublicFacet, PublicResource
from briefings.public.caching import public_view
from briefings.public.fragments import language_attributes
from reviews.models.vocabulary import Resource

USES_SHOWN = 4  # briefings named beside a resource; the rest are counted
DESCRIBED = ("slug", "title", "publisher", "kind", "address", "access", "format_note")
CHECKED = ("slug", "address", "link_state", "link_checked_at")  # of the shared list nothing else is read
DOUBTFUL = {Resource.LinkState.GONE, Resource.LinkState.UNREACHABLE}


@dataclass(frozen=True)
class Use:
    """A briefing that leads to a resource."""

    slug: str
    title: str
    language: str

    def get_absolute_url(self) -> str:
        """Where readers find it."""
        return addresses.briefing(self.slug)

    def lang_attributes(self) -> SafeString:
        """The attributes of its title."""
        return language_attributes(self.language)


@dataclass
class Registered:
    """A resource as the newest briefing that leads to it describes it."""

    slug: str
    title: str
    publisher: str
    kind: str
    address: str
    access: str
    format_note: str
    uses: int = 0
    used_in: list[Use] = field(default_factory=list)

    def more_uses(self) -> int:
        """How many briefings lead to it besides those named."""
        return self.uses - len(self.used_in)

    def access_in_words(self) -> str:
        """What a reader needs to get it; empty where it is open to everybody."""
        return {"login": "Needs an account", "request": "On request"}.get(self.access, "")


@dataclass(frozen=True)
class Link:
    """What is known today of where a resource leads."""

    checked_on: date | None = None
    is_doubtful: bool = False


@public_view("kind")
def resources(request: HttpRequest) -> HttpResponse:
    """Everything that briefings lead to, by kind."""
    register = register_of()
    checked = Resource.objects.filter(slug__in=PublicResource.objects.values("slug")).only(*CHECKED).order_by()
    asked = request.GET.get("kind", "")
    links = {(one.slug, one.address): _link(one) for one in checked}
    by_kind: dict[str, list[tuple[Registered, Link]]] = {}
    for one in register:
        by_kind.setdefault(one.kind, []).append((one, links.get((one.slug, one.address), Link())))
    kinds = [(slugify(kind), kind, by_kind[kind]) for kind in sorted(by_kind)]
    shown = [one for one in kinds if one[0] == asked]
    if asked and not shown:
        return HttpResponseRedirect(reverse("public:resources"))
    context = {
        "here": "resources",
        "kinds": shown or kinds,
        "all_kinds": [(slug, kind, len(found)) for slug, kind, found in kinds],
        "only": shown[0][1] if shown else "",
        "count": len(register),
        "canonical": _canonical(asked),
    }
    return render(request, "public/resources.html", context)


def _canonical(kind: str) -> str:
    return settings.PUBLIC_ADDRESS + reverse("public:resources") + (f"?kind={kind}" if kind else "")


def register_of(*, page_says: tuple[str, str] | None = None) -> list[Registered]:
    """The register, by title; of those pages only that say one facet (kind, slug). Two queries.

    The newest page describes a resource; a few of the newest are named.
    """
    rows = PublicResource.objects.order_by()
    if page_says:
        kind, slug = page_says
        rows = rows.filter(page__in=PublicFacet.objects.filter(kind=kind, slug=slug).values("page"))
    of_one = {"partition_by": F("slug")}
    newest_first = [F("page__published_at").desc(), F("page__slug")]
    # Numbers alone are sorted; the words are read of the few that are shown.
    rows = rows.annotate(
        uses=Window(Count("pk"), **of_one), place=Window(RowNumber(), order_by=newest_first, **of_one)
    ).filter(place__lte=USES_SHOWN)
    uses = dict(rows.values_list("pk", "uses"))
    shown = PublicResource.objects.filter(pk__in=uses).order_by("slug", *newest_first)
    found: dict[str, Registered] = {}
    for pk, slug, *described, page, title, language in shown.values_list(
        "pk", *DESCRIBED, "page__slug", "page__title", "page__language"
    ):
        one = found.setdefault(slug, Registered(slug, *described, uses[pk]))
        one.used_in.append(Use(page, title, language))
    return sorted(found.values(), key=lambda one: (one.title.casefold(), one.slug))


def _link(one: Resource) -> Link:
    return Link(localdate(one.link_checked_at) if one.link_checked_at else None, one.link_state in DOUBTFUL)
