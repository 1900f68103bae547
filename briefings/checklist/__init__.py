"""The checklist: what must be put right before a briefing may be submitted, and what is advised.

Pure functions of what will be frozen (the Document and what was rendered from it) and of plain
circumstances handed in. They import no models, so what is checked is exactly what is frozen.
"""

from collections.abc import Callable, Iterable

from briefings.checklist import anonymity, completeness, links, one_page
from briefings.checklist.problem import Circumstances, Problem
from briefings.document import Document
from briefings.rendering import Rendered

Check = Callable[[Document, Rendered | None, Circumstances], Iterable[Problem]]
CHECKS: list[Check] = [*completeness.CHECKS, *anonymity.CHECKS, *links.CHECKS, *one_page.CHECKS]

__all__ = ["Circumstances", "Problem", "checklist", "stopping"]


def checklist(document: Document, rendered: Rendered | None, circumstances: Circumstances) -> list[Problem]:
    """Every problem, those that stop first. `rendered` None: the sheet was not laid out, so it is not judged."""
    found = [problem for check in CHECKS for problem in check(document, rendered, circumstances)]
    return sorted(dict.fromkeys(found), key=lambda problem: not problem.stops)


def stopping(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stop submission."""
    return [problem for problem in problems if problem.stops]
