"""How to cite a published briefing: a plain reference in the author and date style of British universities."""

from dataclasses import dataclass

from briefings.models.public import PublicPage
from briefings.public.names import Publisher


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
        authors=joined([one.name for one in publishers]),
        year=page.published_at.year,
        title=page.title if page.title[-1:] in ".?!" else f"{page.title}.",
        rest=f"{page.kind_label}, edition {page.number}, reference {page.reference}. Available at:",
        address=address,
    )


def joined(names: list[str]) -> str:
    """Names in a sentence: “A”, “A and B”, “A, B and C”."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
