"""Public pages in a list, each with its names as they were approved. One query for all of them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import connection
from django.utils.safestring import SafeString

from briefings.models.public import PublicPage
from briefings.public.fragments import in_tongue, published
from portal.text.sentences import listed

# Not the body of a page: it may be a hundred pages long.
FIELDS = (
    "id", "slug", "kind_label", "title", "summary", "language", "published_at", "first_published_at", "words",
    "number", "change_note", "notice",
)  # fmt: skip

_LISTED = """
SELECT {fields}, name.kind, name.slug, name.name, name.colour
  FROM briefings_publicpage page
  LEFT JOIN (
    SELECT page_id, kind, slug, name, position, '' AS colour FROM briefings_publicfacet
     WHERE kind = 'theme' AND page_id IN ({ids})
    UNION ALL
    SELECT page_id, 'publisher', '', name, position, colour FROM briefings_publicpagepartnership
     WHERE page_id IN ({ids})
  ) name ON name.page_id = page.id
 WHERE page.id IN ({ids})
 ORDER BY name.position
"""


@dataclass(frozen=True)
class Named:
    """A theme by its address and name."""

    slug: str
    name: str


@dataclass
class Entry:
    """A page in a list: what it says of itself, who signed it, and the colour of the first who did."""

    page: PublicPage
    address: str
    tongue: SafeString  # the attributes of its words
    dates: SafeString
    publishers: list[str] = field(default_factory=list)
    themes: list[Named] = field(default_factory=list)
    colour: str = ""

    def signed(self) -> str:
        """Who published it, in words."""
        return listed(self.publishers)


def entries_of(ids: list[int]) -> list[Entry]:
    """These pages in the order given, without those that were withdrawn meanwhile."""
    ids = list(dict.fromkeys(ids))
    if not ids:
        return []
    fields = ", ".join(f"page.{name}" for name in FIELDS)
    places = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(_LISTED.format(fields=fields, ids=places), ids * 3)  # placeholders only
        rows = cursor.fetchall()
    found: dict[int, Entry] = {}
    for row in rows:
        *values, kind, slug, name, colour = row
        entry = found.get(values[0])
        if entry is None:
            page = _page(values)
            dates = published(page.first_published_at, page.published_at)
            entry = found[page.pk] = Entry(page, page.get_absolute_url(), in_tongue(page.language), dates)
        if kind == "publisher":
            entry.publishers.append(name)
            entry.colour = entry.colour or colour
        elif kind == "theme":
            entry.themes.append(Named(slug, name))
    return [found[one] for one in ids if one in found]


def _page(values: list) -> PublicPage:
    page = PublicPage(**dict(zip(FIELDS, values, strict=True)))
    page.published_at, page.first_published_at = moment(page.published_at), moment(page.first_published_at)
    return page


def moment(value: datetime | str) -> datetime:
    """A time as a database gives it to a statement of our own: SQLite without its zone, which is UTC."""
    value = datetime.fromisoformat(value) if isinstance(value, str) else value
    return value if value.tzinfo else value.replace(tzinfo=UTC)
