"""The names around a published briefing: who published it, its themes, who it is for, what it says of its review.

They cost one query, written out in SQL because it stands before everything else, a 304 too: composing it anew for
every reader took five times as long.
"""

import hashlib
from dataclasses import dataclass, field

from django.db import connection

from briefings.models.public import PublicFacet
from briefings.public.remembered import Version, named

# Where the names of each kind of facet are kept; a kind that is not here stands in the row of the page itself.
LABELS = {
    PublicFacet.Kind.THEME: "themes",
    PublicFacet.Kind.SECTOR: "sectors",
    PublicFacet.Kind.REVIEW_TYPE: "review_types",
    PublicFacet.Kind.AGE_BAND: "age_bands",
    PublicFacet.Kind.HARM: "harms",
}

_NAMES = """
SELECT 'page', 0, page.etag, '', '', '', '', ''
  FROM briefings_publicpage page WHERE page.slug = %s
UNION ALL
SELECT 'publisher', link.position, link.name, one.slug, one.website, one.logo, link.colour, one.second_colour
  FROM briefings_publicpage page
  JOIN briefings_publicpagepartnership link ON link.page_id = page.id
  JOIN reviews_partnership one ON one.id = link.partnership_id
 WHERE page.slug = %s
UNION ALL
SELECT facet.kind, facet.position, facet.name, facet.slug, '', '', '', ''
  FROM briefings_publicpage page
  JOIN briefings_publicfacet facet ON facet.page_id = page.id
 WHERE page.slug = %s
UNION ALL
SELECT 'version', number, CAST(changed_at AS text), '', '', '', '', '' FROM briefings_publicversion
"""


@dataclass(frozen=True)
class Publisher:
    """A partnership as readers see it."""

    slug: str
    name: str
    website: str
    logo: str  # the name of its file, empty without one
    colour: str  # as it signed with it: # and six digits, or empty
    second_colour: str  # as it has it now, beside the other


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


def names_of(slug: str) -> Names | None:
    """The names around a published page; None for a slug that is not published."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, [slug] * 3)
        rows = sorted(cursor.fetchall())
    names = Names()
    for row in rows:
        kind, position, name, slug, website, logo, *colours = row
        if kind == "version":
            names.version = named(position, name)
            continue
        names.digest = hashlib.sha256(f"{names.digest}{row!r}".encode()).hexdigest()[:32]
        if kind == "publisher":
            names.publishers.append(Publisher(slug, name, website, logo.rpartition("/")[2], *colours))
        elif kind in LABELS:
            getattr(names, LABELS[kind]).append(Label(slug, name))
    return names if names.digest else None
