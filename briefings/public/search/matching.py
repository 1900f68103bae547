"""Which pages say what a reader means, as SQL that runs alike on SQLite and PostgreSQL."""

from dataclasses import dataclass

from briefings.public.search.query import Query


@dataclass(frozen=True)
class Match:
    """A subquery of page ids: `f"page.id IN ({match.sql})"` with its parameters in that place."""

    sql: str
    params: tuple


def match(query: Query) -> Match:
    """The pages that say all of it. For an empty query, none: look at everything without it."""
    return Match("SELECT id FROM briefings_publicpage WHERE 1 = 0", ())
