"""A draft looked at as it would be submitted now: composed, laid out, checked. Nothing is stored.

Slow (it renders), so never called inside a transaction. Whatever a draft holds, the answer is problems in
words for the officer, never a failure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from briefings import document as doc
from briefings.checklist import Circumstances, Problem, anonymity, checklist
from briefings.document import Document
from briefings.drafting.circumstances import circumstances_of
from briefings.drafting.compose import compose, pictures_of
from briefings.models import Briefing
from briefings.rendering import CannotRender, Rendered, page_html, render
from briefings.rendering.html import most_characters
from briefings.rendering.markdown import to_html
from reviews.protection import answered_again_at, may_be_told

ABOUT_PROTECTED = frozenset({"protected-term", "nearly-protected", "protected-elsewhere"})


@dataclass(frozen=True)
class Assessment:
    """What a draft would be. `rendered` None: it could not be laid out, and a problem says why."""

    document: Document
    rendered: Rendered | None
    problems: list[Problem] = field(default_factory=list)

    def html(self) -> str:
        """The body of its web page; empty when it cannot be made."""
        if self.rendered:
            return self.rendered.page_html
        try:
            return page_html(self.document)
        except CannotRender:
            return ""


def assess(
    briefing: Briefing, *, asked_by, change_note: str | None = None, worded_on: date | None = None
) -> Assessment:
    """Compose, lay out and check a draft. `change_note` is given when somebody submits it.

    `asked_by` is the person who is told what comes of it; None for a command on the server.
    """
    document = compose(briefing, worded_on=worded_on)
    around = circumstances_of(briefing, change_note=change_note)
    return judged(document, around, review=briefing.review, asked_by=asked_by)


def judged(document: Document, around: Circumstances, *, review, asked_by, with_sheet: bool = True) -> Assessment:
    """Lay out and check a Document. Without the sheet it is quick, whatever its length.

    What keeps a sheet from being laid out hides nothing: every check of words runs, and every part that is too much
    is named. Every answer that a person gets about protected terms comes from here, and is counted for them
    (decision 31).
    """
    rendered, problems = None, list(too_much(document))
    if not problems:
        try:
            if with_sheet:
                rendered = render(document, pictures=pictures_of(document))
            else:
                page_html(document)  # it refuses what a sheet could not bear either
        except CannotRender as fault:
            problems = [_cannot("parts", fault)]
    problems = _in_order([*problems, *checklist(document, rendered, around)])
    return Assessment(document, rendered, _as_told(problems, document, around, review=review, asked_by=asked_by))


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Those that stop first."""
    return sorted(dict.fromkeys(problems), key=lambda problem: not problem.stops)


def _as_told(problems: list[Problem], document: Document, around: Circumstances, *, review, asked_by) -> list[Problem]:
    """The problems, or only that nothing is answered for a while to somebody who tried very many names.

    Then nothing else is said either: what is quoted, and what is not, would be an answer too.
    """
    # All that is looked at counts, words of shared lists and names of pictures too: anyone who asks can write those.
    texts = list(anonymity.texts_looked_at(document, around))
    words = "\n".join(text for _, text in texts)
    wheres = {problem.where for problem in problems if problem.code in ABOUT_PROTECTED}
    telling = "\n".join(text for where, text in texts if where in wheres)
    if wheres and not telling:  # where two parts meet
        telling = words
    if may_be_told(asked_by, review, words=words, telling=telling):
        return problems
    message = (
        f"Wait until {answered_again_at(asked_by)}: very many names were tried, so the checklist answers nothing until "
        "then. Your administrators were told. You can continue editing and saving."
    )
    return [Problem("checks-paused", "review", message, stops=True)]


def too_much(document: Document) -> Iterator[Problem]:
    """Every piece of a Document that no page can show, and the longest where all together are too much."""
    written, most = doc.sources(document), most_characters(document.format)
    total = sum(len(text) for _where, text in written)
    longest = ""
    if total > most:  # nothing of it is laid out: that alone would take long
        longest, _text = max(written, key=lambda one: len(one[1]))
        message = f"Shorten this part: all have {total:,} characters, and above {most:,} no sheet is laid out."
        yield Problem("cannot-render", longest, message, stops=True)
    for where, text in written:
        try:
            if where != longest:
                to_html(text)
        except CannotRender as fault:
            yield _cannot(where, fault)


def _cannot(where: str, fault: CannotRender) -> Problem:
    return Problem("cannot-render", where, str(fault), stops=True)
