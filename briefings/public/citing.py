"""How to cite a published briefing: a plain reference in the author and date style of British universities."""

from dataclasses import dataclass

from django.utils.timezone import localdate

from briefings.models.public import PublicPage
from briefings.public.names import Publisher
from portal.text.sentences import listed


@dataclass(frozen=True)
class Citation:
    """A reference in its pieces: the title is set apart from the others in print."""

    authors: str
    year: int
    title: str  # ends with its own full stop, or the mark it has instead
    rest: str
    address: str


def citation_of(page: PublicPage, publishers: list[Publisher], *, address: str) -> Citation:
    """The reference to this edition of a briefing, at its full web `address`."""
    return Citation(
        authors=listed(one.name for one in publishers),
        year=localdate(page.published_at).year,
        title=page.title if page.title[-1:] in ".?!" else f"{page.title}.",
        rest=f"{page.kind_label}, edition {page.number}, reference {page.reference}. Available at:",
        address=address,
    )
