"""The register of resources: what published briefings lead their readers to, and where each is used.

What a resource is, is read from the public rows, as it was approved. Whether its link still works is read from the
shared vocabulary as it is today, in the query for the version.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.timezone import localdate

from briefings.public.fragments import in_tongue
from briefings.public.freshness import public_view, unchanged
from briefings.public.lists import moment
from briefings.public.remembered import named
from reviews.models.vocabulary import Resource

USES_SHOWN = 4  # briefings named beside a resource; the rest are counted
DOUBTFUL = {Resource.LinkState.GONE, Resource.LinkState.UNREACHABLE}

_STATES = """
SELECT version.number, version.changed_at, one.slug, one.link_state, one.link_checked_at, one.last_checked
  FROM briefings_publicversion version
  LEFT JOIN reviews_resource one ON one.slug IN (SELECT slug FROM briefings_publicresource)
 WHERE version.id = 1
 ORDER BY one.slug
"""
# The newest page describes a resource; a few of the newest are named.
_REGISTER = """
SELECT slug, title, publisher, kind, address, access, format_note, uses, page_slug, page_title, page_language
  FROM (
    SELECT one.slug, one.title, one.publisher, one.kind, one.address, one.access, one.format_note,
           page.slug AS page_slug, page.title AS page_title, page.language AS page_language,
           COUNT(*) OVER (PARTITION BY one.slug) AS uses,
           ROW_NUMBER() OVER (PARTITION BY one.slug ORDER BY page.published_at DESC, page.slug) AS place
      FROM briefings_publicresource one JOIN briefings_publicpage page ON page.id = one.page_id
  ) used
 WHERE place <= %s
 ORDER BY slug, place
"""


@dataclass(frozen=True)
class Use:
    """A briefing that leads to a resource."""

    slug: str
    title: str
    language: str

    def tongue(self) -> SafeString:
        """The attributes of its title."""
        return in_tongue(self.language)


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


@public_view
def resources(request: HttpRequest) -> HttpResponse:
    """Everything that briefings lead to, by kind."""
    with connection.cursor() as cursor:
        cursor.execute(_STATES)
        rows = cursor.fetchall()
    if not rows:  # nothing was ever published
        return render(request, "public/resources.html", {"here": "resources", "kinds": [], "canonical": _canonical("")})
    version = named(*rows[0][:2])
    asked = request.GET.get("kind", "")
    tag = version.tag(f"/resources/?{asked}", *rows)
    if answer := unchanged(request, tag):
        return answer
    register = version.remembered("register of resources", _read)
    links = {row[2]: _link(*row[3:]) for row in rows}
    by_kind: dict[str, list[tuple[Registered, Link]]] = {}
    for one in register:
        by_kind.setdefault(one.kind, []).append((one, links.get(one.slug, Link())))
    kinds = [(slugify(kind), kind, by_kind[kind]) for kind in sorted(by_kind)]
    shown = [one for one in kinds if one[0] == asked]
    if asked and not shown:
        return HttpResponseRedirect("/resources/")
    context = {
        "here": "resources",
        "kinds": shown or kinds,
        "all_kinds": [(slug, kind, len(found)) for slug, kind, found in kinds],
        "only": shown[0][1] if shown else "",
        "count": len(register),
        "canonical": _canonical(asked),
    }
    response = render(request, "public/resources.html", context)
    response.headers["ETag"] = tag
    return response


def _canonical(kind: str) -> str:
    return f"{settings.PUBLIC_ADDRESS}/resources/" + (f"?kind={kind}" if kind else "")


def _read() -> list[Registered]:
    with connection.cursor() as cursor:
        cursor.execute(_REGISTER, [USES_SHOWN])
        rows = cursor.fetchall()
    found: dict[str, Registered] = {}
    for slug, title, publisher, kind, address, access, format_note, uses, *use in rows:
        one = found.setdefault(slug, Registered(slug, title, publisher, kind, address, access, format_note, uses))
        one.used_in.append(Use(*use))
    return sorted(found.values(), key=lambda one: (one.title.casefold(), one.slug))


def _link(state: str | None, checked_at: datetime | str | None, checked_on: date | str | None) -> Link:
    days = [localdate(moment(checked_at))] if checked_at else []
    if checked_on:
        days.append(date.fromisoformat(checked_on) if isinstance(checked_on, str) else checked_on)
    return Link(max(days, default=None), state in DOUBTFUL)
