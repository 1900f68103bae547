"""What a full report has around its sections: a cover, contents and a glossary. Plain data for the templates."""

from collections.abc import Callable, Iterable
from itertools import takewhile
from typing import Any

from briefings.document import Document
from portal.text.sentences import day_in_words, listed

RUNNING_TITLE = 70  # characters: what the foot of a page has room for beside its number
Line = Callable[[str], str]  # Markdown of one line to HTML


def cover(document: Document, line: Line) -> list[dict[str, Any]]:
    """Whom the report is about, who wrote it and when it was completed: each a label and words. Empty without."""
    found = document.cover
    if found is None:
        return []
    facts: list[tuple[str, str]] = [("About", listed(found.subjects))] if found.subjects else []
    facts += [(one.role, one.name) for one in found.reviewers]
    if found.completed_on:
        facts.append(("Review completed", day_in_words(found.completed_on)))
    return [{"label": line(label), "words": line(words)} for label, words in facts]


def on_the_cover(document: Document) -> int:
    """How many sections at the start say how the report may be handled: they stand on its cover."""
    return sum(1 for _ in takewhile(lambda section: section.kind == "handling", document.sections))


def contents(headings: Iterable[tuple[int, str, str]]) -> list[dict[str, Any]]:
    """Headings (level, label, words), nested by their levels: each with its label, words and those inside it."""
    top: list[dict[str, Any]] = []
    inside = {0: top}
    for level, label, words in headings:
        inside = {above: kept for above, kept in inside.items() if above < level}
        below: list[dict[str, Any]] = []
        inside[max(inside)].append({"label": label, "words": words, "inside": below})
        inside[level] = below
    return top


def running_title(title: str) -> str:
    """A title as it stands at the foot of each page: cut at a word where it is long."""
    if len(title) <= RUNNING_TITLE:
        return title
    return f"{title[:RUNNING_TITLE].rsplit(' ', 1)[0].rstrip(' ,:;–-')}…"
