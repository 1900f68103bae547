"""Whether anything here must not go out: an open hold, a protected term, whatever else gives somebody away.

identifying.py   numbers, dates, places, likely names, marks: found by their form (identity/)
properties.py    what the PDF carries beside its words
"""

from collections.abc import Iterator
from urllib.parse import unquote

from briefings import document as doc
from briefings.checklist import identifying, properties
from briefings.checklist.problem import Circumstances, Problem
from briefings.rendering import Rendered, markdown


def nothing_is_on_hold(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    for reason in around.holds:
        message = f"Wait until the hold on this review is cleared. It was placed because: {reason}"
        yield Problem("on-hold", "review", message, stops=True)


def no_protected_term_appears(document, rendered, around) -> Iterator[Problem]:
    """Looks at the words readers see, at what stands behind links, and at the page and sheet as a whole."""
    found = False
    for where, text in doc.sources(document):
        for seen in {markdown.plain(text), text, unquote(text)}:
            for place in around.protected_in(seen):
                found = True
                yield _protected(where, place)
    if any(around.protected_in(around.change_note)):
        found = True
        yield _protected("change_note", "the change note, which readers see")
    behind = unquote(" ".join([
        document.slug.replace("-", " "), document.slug, document.review_slug.replace("-", " "), document.address,
        *(f"{label.name} {label.slug}" for label in _labels_of(document)),
        *(f"{link.title} {link.publisher} {link.format_note} {link.slug} {link.address}" for link in document.links),
        *(f"{one.name} {one.mailbox} {one.website}" for one in document.publishers),
        *(one.logo.alt for one in document.publishers if one.logo),
        *(note.mark for note in document.footnotes),
    ]))  # fmt: skip
    if any(around.protected_in(behind)):
        found = True
        yield _protected("slug", "its web address, themes, sectors, links or partnerships")
    if rendered is not None and not found and any(around.protected_in(rendered.text)):
        yield _protected("parts", "the page as a whole, across two parts")


def _labels_of(document: doc.Document) -> Iterator[doc.Label]:
    """Every theme, sector and type of harm, its points' own too: lists and open data show them beside the words."""
    yield from (*document.themes, *document.sectors, *document.harms)
    for section in document.sections:
        for piece in section.pieces:
            for point in piece.points if isinstance(piece, doc.Points) else ():
                yield from (*point.themes, *point.sectors)


def _protected(where: str, place: str) -> Problem:
    # never repeats the words: this message is shown, sent and logged
    return Problem("protected-term", where, f"Take out the protected name or detail in {place}.", stops=True)


def nothing_lost_its_protection_unseen(document, rendered, around) -> Iterator[Problem]:
    """Whoever approves must know that a name is not looked for any more: the checks before them pass without it."""
    for told in around.no_longer_protected:
        message = f"Make sure that everybody may read what is not protected any more. {told}"
        yield Problem("protection-stopped", "review", message, stops=False)


def no_other_review_is_named(document, rendered, around) -> Iterator[Problem]:
    """Terms that other reviews of the same partnerships protect: advice, because a name can be anybody's."""
    texts = doc.sources(document)
    if not any(around.protected_elsewhere("\n".join(text for _, text in texts))):  # mostly, one look is enough
        return
    for where, text in texts:
        for place in around.protected_elsewhere(markdown.plain(text)):
            message = f"Check the name or detail in {place}: another review of the same partnerships protects it."
            yield Problem("protected-elsewhere", where, message, stops=False)


CHECKS = [
    nothing_is_on_hold,
    no_protected_term_appears,
    nothing_lost_its_protection_unseen,
    no_other_review_is_named,
    *identifying.CHECKS,
    *properties.CHECKS,
]
