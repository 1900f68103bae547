"""Public pages in a list, each with its themes and publishers as they were approved."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.http import Http404
from django.utils.safestring import SafeString

from briefings.models.public import PublicFacet, PublicPage
from briefings.public.fragments import language_attributes, published
from portal.text.sentences import listed

# Not the body of a page: it may be a hundred pages long.
FIELDS = (
    "id", "slug", "kind_label", "title", "summary", "language", "published_at", "first_published_at", "words",
    "number", "change_note", "notice", "review_slug",
)  # fmt: skip
THEMES = Prefetch(
    "facets", PublicFacet.objects.filter(kind=PublicFacet.Kind.THEME).order_by("position"), to_attr="themes"
)
# A million pages would be 50,000 pages of a list: a number with more digits is not one of them.
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(frozen=True)
class Entry:
    """A page in a list. Its partnerships and themes were read with it."""

    page: PublicPage

    @property
    def address(self) -> str:
        """Where readers find it."""
        return self.page.get_absolute_url()

    @property
    def lang_attributes(self) -> SafeString:
        """The attributes of its words."""
        return language_attributes(self.page.language)

    @property
    def dates(self) -> SafeString:
        """When it was published and updated."""
        return published(self.page.first_published_at, self.page.published_at)

    @property
    def themes(self) -> list[PublicFacet]:
        """Its themes, in the order of the page."""
        return self.page.themes

    @cached_property
    def publishers(self) -> list[str]:
        """Who published it, in the order they signed."""
        return [link.name for link in self.page.partnership_links.all()]

    @property
    def colour(self) -> str:
        """That of the first partnership that has one; else empty."""
        return next((link.colour for link in self.page.partnership_links.all() if link.colour), "")

    def signed(self) -> str:
        """Who published it, in words."""
        return listed(self.publishers)


def entries_of(ids: list[int]) -> list[Entry]:
    """These pages in the order given, without those that were withdrawn meanwhile. Three queries."""
    pages = PublicPage.objects.only(*FIELDS).prefetch_related(THEMES, "partnership_links").in_bulk(ids)
    return [Entry(pages[pk]) for pk in dict.fromkeys(ids) if pk in pages]


def page_number(asked: str) -> int:
    """The page of a list that a reader asks for, from 1. Raises Http404 for what is no such number."""
    if not PAGE_NUMBER.fullmatch(asked):
        raise Http404
    return int(asked)
