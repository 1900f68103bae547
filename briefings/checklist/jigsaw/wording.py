"""Words of which details are made, and what a kind of detail is."""

import re
from dataclasses import dataclass
from pathlib import Path

from portal.text.word_lists import any_of, lines_in

NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty)"
)
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
LISTED = {
    name: any_of(lines) for name, lines in lines_in(Path(__file__).resolve().parent / "lists" / "details.txt").items()
}
PARENT, RARE_JOB, JOB = LISTED["parents"], LISTED["rare jobs"], LISTED["jobs"]
FAITH, PEOPLE, TRADE = LISTED["faiths"], LISTED["peoples"], LISTED["trades"]
RELATIVE = (
    rf"(?:{PARENT}|parents|son|daughter|brother|sister|uncle|aunt|cousin|husband|wife|grandparents?|stepson|"
    r"stepdaughter|family|boyfriend|girlfriend|he|she|they|both|who)"
)


@dataclass(frozen=True)
class Kind:
    """One kind of detail, what it weighs, how it is found, and the broader wording that is usual ("": left out)."""

    slug: str
    weight: int
    pattern: re.Pattern[str]
    broader: str


def kind_of(slug: str, weight: int, pattern: str, broader: str, *, exact_case: bool = False) -> Kind:
    return Kind(slug, weight, re.compile(pattern, 0 if exact_case else re.IGNORECASE), broader)
