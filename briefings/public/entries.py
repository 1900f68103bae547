"""A published briefing with the names around it: who published it, its themes, who it is for.

However many pages are shown, their names cost one query. It is written out in SQL because that query
stands before everything else, a 304 too: composing it anew for every reader took five times as long.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

from briefings.models.public import PublicFacet, PublicPage
from briefings.public.remembered import Version

# What a list says of a briefing. The body stays behind: it may be a hundred pages long.
IN_A_LIST = ("slug", "kind_label", "title", "summary", "language", "published_at", "first_published_at", "words")

# Where the names of each kind of facet are kept; a kind that is not here stands in the row of the page itself.
LABELS = {
    PublicFacet.Kind.THEME: "themes",
    PublicFacet.Kind.SECTOR: "sectors",
    PublicFacet.Kind.REVIEW_TYPE: "review_types",
    PublicFacet.Kind.AGE_BAND: "age_bands",
    PublicFacet.Kind.HARM: "harms",
}

_NAMES = """
SELECT page.slug, 'page', 0, page.etag, '', '', ''
  FROM briefings_publicpage page WHERE page.slug IN ({slugs})
UNION ALL
SELECT page.slug, 'publisher', link.position, link.name, one.slug, one.website, one.logo
  FROM briefings_publicpage page
  JOIN briefings_publicpagepartnership link ON link.page_id = page.id
  JOIN reviews_partnership one ON one.id = link.partnership_id
 WHERE page.slug IN ({slugs})
UNION ALL
SELECT page.slug, facet.kind, facet.position, facet.name, facet.slug, '', ''
  FROM briefings_publicpage page
  JOIN briefings_publicfacet facet ON facet.page_id = page.id
 WHERE page.slug IN ({slugs})
UNION ALL
SELECT '', 'version', number, CAST(changed_at AS text), '', '', '' FROM briefings_publicversion
"""


@dataclass(frozen=True)
class Publisher:
    """A partnership as readers see it."""

    slug: str
    name: str
    website: str
    logo: str  # the name of its file, empty without one


@dataclass(frozen=True)
class Label:
    """A theme, a sector, or what else a page says of its review."""

    slug: str
    name: str


@dataclass
class Names:
    """The names around one page, partnerships in the order they signed.

    `digest` changes with any of them and with every write of the page, so it can stand in its ETag. `version` changes
    with every write of any page: it stands in the ETag of a page that names others.
    """

    publishers: list[Publisher] = field(default_factory=list)
    themes: list[Label] = field(default_factory=list)
    sectors: list[Label] = field(default_factory=list)
    review_types: list[Label] = field(default_factory=list)
    age_bands: list[Label] = field(default_factory=list)
    harms: list[Label] = field(default_factory=list)
    digest: str = ""
    version: Version = Version()


@dataclass(frozen=True)
class Entry:
    """A page in a list, and its names."""

    page: PublicPage
    names: Names


def entries(pages: Iterable[PublicPage]) -> list[Entry]:
    """Each page with its names, in the order given. One query for all names."""
    pages = list(pages)
    found = names_of([page.slug for page in pages])
    return [Entry(page, found[page.slug]) for page in pages if page.slug in found]


def names_of(slugs: list[str]) -> dict[str, Names]:
    """The names around each published page, by its slug; nothing for a slug that is not published."""
    if not slugs:
        return {}
    statement = _NAMES.format(slugs=", ".join(["%s"] * len(slugs)))  # placeholders only
    with connection.cursor() as cursor:
        cursor.execute(statement, slugs * 3)
        rows = sorted(cursor.fetchall())
    version = next((Version(f"{row[2]} {row[3]}") for row in rows if row[1] == "version"), Version())
    found = {slug: Names(version=version) for slug, kind, *_ in rows if kind == "page"}
    for row in rows:
        page_slug, kind, _, name, slug, website, logo = row
        if kind == "version":
            continue
        names = found[page_slug]
        names.digest = hashlib.sha256(f"{names.digest}{row!r}".encode()).hexdigest()[:32]
        if kind == "publisher":
            names.publishers.append(Publisher(slug, name, website, logo.rpartition("/")[2]))
        elif kind in LABELS:
            getattr(names, LABELS[kind]).append(Label(slug, name))
    return found
