"""A published briefing with the names around it: who published it, its themes, who it is for.

However many pages are shown, their names cost one query.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import CharField, IntegerField, Value

from briefings.models.public import PublicPage, PublicPagePartnership

# What a list says of a briefing. The body stays behind: it may be a hundred pages long.
IN_A_LIST = ("slug", "kind_label", "title", "summary", "language", "published_at", "first_published_at", "words")


@dataclass(frozen=True)
class Publisher:
    """A partnership as readers see it."""

    slug: str
    name: str
    website: str
    logo: str  # the name of its file, empty without one


@dataclass(frozen=True)
class Label:
    """A theme or a sector."""

    slug: str
    name: str


@dataclass
class Entry:
    """A page and its names, partnerships in the order they signed."""

    page: PublicPage
    publishers: list[Publisher] = field(default_factory=list)
    themes: list[Label] = field(default_factory=list)
    sectors: list[Label] = field(default_factory=list)


def entries(pages: Iterable[PublicPage]) -> list[Entry]:
    """Each page with its names, in the order given. One query for all of them."""
    by_page = {page.pk: Entry(page) for page in pages}
    for page_id, kind, _, name, slug, website, logo in sorted(_names(list(by_page))) if by_page else ():
        entry = by_page[page_id]
        if kind == "publisher":
            entry.publishers.append(Publisher(slug, name, website, logo.rpartition("/")[2]))
        else:
            (entry.themes if kind == "theme" else entry.sectors).append(Label(slug, name))
    return list(by_page.values())


def _names(page_ids: list[int]):
    """Rows of page, kind, position, name, slug, website, logo: three tables read in one statement."""
    nothing = Value("", CharField())
    publishers = PublicPagePartnership.objects.filter(page_id__in=page_ids).values_list(
        "page_id", Value("publisher", CharField()), "position",
        "partnership__name", "partnership__slug", "partnership__website", "partnership__logo",
    )  # fmt: skip
    themes = PublicPage.themes.through.objects.filter(publicpage_id__in=page_ids).values_list(
        "publicpage_id", Value("theme", CharField()), Value(0, IntegerField()),
        "theme__name", "theme__slug", nothing, nothing,
    )  # fmt: skip
    sectors = PublicPage.sectors.through.objects.filter(publicpage_id__in=page_ids).values_list(
        "publicpage_id", Value("sector", CharField()), "sector__position",
        "sector__name", "sector__slug", nothing, nothing,
    )  # fmt: skip
    return publishers.order_by().union(themes.order_by(), sectors.order_by(), all=True)
