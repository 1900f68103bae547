"""The checklist: what must be put right before a briefing may be submitted, and what is advised.

Pure functions of what will be frozen (the Document and what was rendered from it) and of plain
circumstances handed in. They import no models, so what is checked is exactly what is frozen.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from briefings.checklist import (
    access,
    anonymity,
    classifying,
    completeness,
    jigsaw,
    links,
    one_page,
    plain_words,
    typefaces,
)
from briefings.checklist.problem import Choice, Circumstances, Problem, Published
from briefings.document import Document
from briefings.rendering import CannotRender, Rendered

Check = Callable[[Document, Rendered | None, Circumstances], Iterable[Problem]]
CHECKS: list[Check] = [
    *completeness.CHECKS,
    *classifying.CHECKS,
    *anonymity.CHECKS,
    *jigsaw.CHECKS,
    *links.CHECKS,
    *one_page.CHECKS,
    *access.CHECKS,
    *plain_words.CHECKS,
    *typefaces.CHECKS,
]

__all__ = ["Choice", "Circumstances", "Problem", "Published", "checklist", "stopping"]


def checklist(document: Document, rendered: Rendered | None, circumstances: Circumstances) -> list[Problem]:
    """Every problem, those that stop first. `rendered` None: the sheet was not laid out, so it is not judged.

    Advice that a partnership of the briefing does not let pass stops. Advice that would repeat a protected
    word waits until that word, which stops anyway, is out; a suggestion that would is not made.
    """
    found = (problem for check in CHECKS for problem in _found_by(check, document, rendered, circumstances))
    may_say = (
        one.without_offer() if one.offer and circumstances.protected_in(one.offer_says) else one for one in found
    )
    judged = (
        replace(one, stops=one.stops or one.code in circumstances.stopping)
        for one in may_say
        if one.stops or not circumstances.protected_in(one.says())
    )
    return sorted(dict.fromkeys(judged), key=lambda problem: not problem.stops)


def _found_by(
    check: Check, document: Document, rendered: Rendered | None, circumstances: Circumstances
) -> Iterator[Problem]:
    """What one check finds. Words that it cannot read stop, and hide nothing that it or another check finds."""
    try:
        yield from check(document, rendered, circumstances)
    except CannotRender as fault:
        yield Problem("cannot-render", "parts", str(fault), stops=True)


def stopping(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stop submission."""
    return [problem for problem in problems if problem.stops]
