"""The checklist: what must be put right before a briefing may be submitted, and what is advised.

Pure functions of what will be frozen (the Document and what was rendered from it) and of plain
circumstances handed in. They import no models, so what is checked is exactly what is frozen.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from briefings.checklist import access, anonymity, completeness, jigsaw, links, one_page, plain_words
from briefings.checklist.problem import Circumstances, Problem, Published
from briefings.document import Document
from briefings.rendering import Rendered

Check = Callable[[Document, Rendered | None, Circumstances], Iterable[Problem]]
CHECKS: list[Check] = [
    *completeness.CHECKS,
    *anonymity.CHECKS,
    *jigsaw.CHECKS,
    *links.CHECKS,
    *one_page.CHECKS,
    *access.CHECKS,
    *plain_words.CHECKS,
]

__all__ = ["Circumstances", "Problem", "Published", "checklist", "stopping"]


def checklist(document: Document, rendered: Rendered | None, circumstances: Circumstances) -> list[Problem]:
    """Every problem, those that stop first. `rendered` None: the sheet was not laid out, so it is not judged.

    Advice that a partnership of the briefing does not let pass stops. Advice that would repeat a protected
    word waits until that word, which stops anyway, is out.
    """
    found = [problem for check in CHECKS for problem in check(document, rendered, circumstances)]
    judged = (
        replace(one, stops=one.stops or one.code in circumstances.stopping)
        for one in found
        if one.stops or not circumstances.protected_in(one.says())
    )
    return sorted(dict.fromkeys(judged), key=lambda problem: not problem.stops)


def stopping(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stop submission."""
    return [problem for problem in problems if problem.stops]
