"""The pages that say what a reader means, best first, each with the sentence itself."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from briefings.models.public import PublicPage
from briefings.public.search.matching import Match
from briefings.public.search.query import Query


@dataclass(frozen=True)
class Hit:
    """A page and what it says, in its place. `title` and `excerpt` are clean HTML with the words found in <mark>."""

    page: PublicPage  # with the fields of a list (entries.IN_A_LIST); the body stays behind
    title: SafeString
    kind: str  # PublicPassage.Kind, "page" for the briefing as a whole
    kind_label: str  # "Learning point", "Reflective question" …
    heading: str
    excerpt: SafeString
    address: str  # with the anchor of the passage
    more: int  # other passages of this page that say it


@dataclass(frozen=True)
class Found:
    """One page of results, and how many pages say it in all."""

    hits: list[Hit]
    total: int


def find(query: Query, *, within: Match | None = None, limit: int = 20, offset: int = 0) -> Found:
    """The best pages, of those `within` (a subquery of page ids, as filters make it)."""
    return Found([], 0)
