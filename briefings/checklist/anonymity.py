"""Whether anything here must not go out: an open hold, a protected term, whatever else gives somebody away.

identifying.py   numbers, dates, places, likely names, marks: found by their form (identity/)
properties.py    what the PDF carries beside its words
"""

from collections.abc import Iterator

from briefings import document as doc
from briefings.checklist import identifying, properties
from briefings.checklist.problem import Circumstances, Problem
from briefings.rendering import Rendered, markdown


def nothing_is_on_hold(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    for reason in around.holds:
        message = f"Wait until the hold on this review is cleared. It was placed because: {reason}"
        yield Problem("on-hold", "review", message, stops=True)


def no_protected_term_appears(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    """Looks at the words readers see, at what stands behind links, and at the page and sheet as a whole."""
    wheres = dict.fromkeys(where for where, text in texts_looked_at(document, around) if around.protected_in(text))
    for where in wheres:
        yield _protected(where)
    whole = rendered.text if rendered is not None else "\n".join(text for _, text in doc.sources(document))
    if not wheres and around.protected_in(whole):
        yield _protected("parts")


def texts_looked_at(document: doc.Document, around: Circumstances) -> Iterator[tuple[str, str]]:
    """Everything that readers can see or find out, and where it comes from: words twice, as typed and as read."""
    for where, text in doc.sources(document):
        yield where, text
        if (seen := markdown.plain(text)) != text:
            yield where, seen
    yield "change_note", around.change_note
    yield "slug", f"{document.slug} {document.slug.replace('-', ' ')} {document.address}"
    yield "review", f"{document.review_slug} {document.review_slug.replace('-', ' ')}"
    for label in _labels_of(document):
        yield "themes", f"{label.name} {label.slug}"
    for link in document.links:
        yield "links", f"{link.title} {link.publisher} {link.format_note} {link.slug} {link.address}"
    for one in document.publishers:
        yield "partnerships", f"{one.name} {one.mailbox} {one.website} {one.logo.alt if one.logo else ''}"
    for note in document.footnotes:
        yield f"part-{note.position}", note.mark
    for section in document.sections:
        for piece in section.pieces:
            if isinstance(piece, doc.Figure) and piece.picture:
                yield f"part-{piece.position}", piece.picture.chosen_name


def _labels_of(document: doc.Document) -> Iterator[doc.Label]:
    """Every theme, sector and type of harm, its points' own too: lists and open data show them beside the words."""
    yield from (*document.themes, *document.sectors, *document.harms)
    for section in document.sections:
        for piece in section.pieces:
            for point in piece.points if isinstance(piece, doc.Points) else ():
                yield from (*point.themes, *point.sectors)


PLACES = {
    "title": "the title",
    "summary": "the summary",
    "contact": "the contact line",
    "change_note": "the change note, which readers see",
    "glossary": "the abbreviations",
    "review": "the review details shown publicly, or the address of the review",
    "slug": "the web address",
    "themes": "a theme, sector or type of harm",
    "links": "a resource that the words point to",
    "partnerships": "the name, mailbox, website or logo of a partnership",
    "parts": "the page as a whole, where two parts meet",
}


def _in(where: str) -> str:
    return PLACES.get(where, "this part")


def _protected(where: str) -> Problem:
    # Never the words, nor where in a part they are: anyone who tries out a list of names would read the answer off it.
    # This message is shown, sent and logged.
    return Problem("protected-term", where, f"Take out the protected name or detail in {_in(where)}.", stops=True)


def nothing_is_nearly_protected(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    """A name with a slip of the keys in it is the name to everybody who knows the family."""
    wheres = dict.fromkeys(where for where, text in texts_looked_at(document, around) if around.nearly_protected(text))
    for where in wheres:
        message = f"Check {_in(where)}: a word in it is one letter different from a protected name or detail."
        yield Problem("nearly-protected", where, message, stops=False)


def nothing_lost_its_protection_unseen(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    """Anyone who approves must know that a name is not looked for any more: the checks before them pass without it."""
    for told in around.no_longer_protected:
        message = f"Make sure that everybody may read what is not protected any more. {told}"
        yield Problem("protection-stopped", "review", message, stops=False)


def no_other_review_is_named(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    """Terms that other reviews of the same partnerships protect: advice, because a name can be anybody's."""
    wheres = dict.fromkeys(
        where for where, text in texts_looked_at(document, around) if around.protected_elsewhere(text)
    )
    for where in wheres:
        message = f"Check {_in(where)}: another review of the same partnerships protects a name or detail in it."
        yield Problem("protected-elsewhere", where, message, stops=False)


CHECKS = [
    nothing_is_on_hold,
    no_protected_term_appears,
    nothing_is_nearly_protected,
    nothing_lost_its_protection_unseen,
    no_other_review_is_named,
    *identifying.CHECKS,
    *properties.CHECKS,
]
