"""Whether anything here must not go out: an open hold, or a protected term anywhere in what would be frozen."""

from collections.abc import Iterator
from urllib.parse import unquote

from briefings import document as doc
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
        *(f"{label.name} {label.slug}" for label in (*document.themes, *document.sectors)),
        *(f"{link.title} {link.publisher} {link.address}" for link in document.links),
        *(one.logo.alt for one in document.publishers if one.logo),
    ]))  # fmt: skip
    if any(around.protected_in(behind)):
        found = True
        yield _protected("slug", "its web address, themes or links")
    if rendered is not None and not found and any(around.protected_in(rendered.text)):
        yield _protected("parts", "the page as a whole, across two parts")


def _protected(where: str, place: str) -> Problem:
    # never repeats the words: this message is shown, sent and logged
    return Problem("protected-term", where, f"Take out the protected name or detail in {place}.", stops=True)


CHECKS = [nothing_is_on_hold, no_protected_term_appears]
