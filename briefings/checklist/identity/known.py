"""Names that everybody knows, of nobody in a case: a law's, a course's, a shop's, a film's (lists/known.txt)."""

import re
from functools import lru_cache

from briefings.checklist.identity.wordlists import lines_of


def known_in(text: str) -> list[tuple[int, int]]:
    """Where a text says such a name, with what is written in capitals after it as in “the Anna Freud Centre”."""
    return [match.span() for match in _known().finditer(text) if match[0][0].isupper() or match[0][0].isdigit()]


@lru_cache(maxsize=1)
def _known() -> re.Pattern[str]:
    longest_first = sorted(lines_of("known.txt"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?:'s)?(?!\w)", re.I)
