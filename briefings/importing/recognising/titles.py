"""What a title tells about the review: its type, and the name it uses for whom it is about."""

import re

from briefings.importing.lines import words_in

_TYPES = (
    ("dardr", re.compile(r"\b(?:DHR|DARDR|domestic homicide|domestic abuse[- ]related death)\b", re.IGNORECASE)),
    ("sar", re.compile(r"\bSARs?\b|(?i:safeguarding adults? reviews?)")),
    ("lcspr", re.compile(r"\b(?:LCSPRs?\b|(?i:local child safeguarding practice review))")),
    ("cspr", re.compile(r"\b(?:CSPRs?\b|(?i:child safeguarding practice review))")),
    ("scr", re.compile(r"\bSCRs?\b|(?i:serious case review)")),
    ("rapid", re.compile(r"\brapid review\b", re.IGNORECASE)),
    ("thematic", re.compile(r"\bthematic\b", re.IGNORECASE)),
    ("national", re.compile(r"\bnational (?:child safeguarding )?(?:practice )?review\b", re.IGNORECASE)),
    ("audit", re.compile(r"\b(?:multi-?agency )?audit\b", re.IGNORECASE)),
)
_LABEL_WORDS = set(
    "local child children safeguarding practice review reviews adult adults serious case rapid domestic homicide abuse "
    "related death thematic multi agency audit national lcspr cspr sar scr dhr dardr learning note notes practitioner "
    "briefing brief briefings bulletin newsletter full report overview final page 7 seven minute briff munud nodyn "
    "dysgu adolygiad adroddiad".split()
)
_NOT_NAMES = set(
    "Safeguarding Protection Practice Review Death Deaths Learning Note Notes Local Serious Case Rapid Abuse In And "
    "Neglect Sexual Criminal Exploitation Report Briefing Support Social Care Health Services".split()
)
_PREFIXED = re.compile(
    r"\b(Child|Baby|Infant|Adult|Young Person|Family)(ren)? ([A-Z]{1,3}\b|[A-Z][a-z]{2,20}\b)"
    r"(?:\s?(?:&|and) ([A-Z]{1,3}\b))?"
)
_LEADING = re.compile(
    r"([A-Z]{1,3})(?:\s?(?:&|and) ([A-Z]{1,3}))?\b(?=:|\s+(?:[-–—]|Local|Child|Safeguarding|Rapid|Serious|LCSPR|CSPR|"
    r"SAR|SCR|Learning|Domestic))"
)
_INITIALS_OF_KINDS = {"SAR", "SCR", "DHR"}


def review_type_in(title: str) -> str:
    """The type of review a title names (a key of Review.Type), or nothing."""
    return next((kind for kind, pattern in _TYPES if pattern.search(title)), "")


def subjects_in(title: str) -> list[tuple[str, str]]:
    """The people a title is about: (prefix, pseudonym) each. "Child C & D" is two."""
    leading = _LEADING.match(title)
    if leading and leading[1] not in _INITIALS_OF_KINDS:
        return [("", name) for name in leading.groups() if name]
    for found in _PREFIXED.finditer(title):
        if found[3] not in _NOT_NAMES:
            return [(found[1], name) for name in (found[3], found[4]) if name]
    return []


def is_label(text: str) -> bool:
    """Whether a line only says what kind of document this is."""
    return all(word.casefold() in _LABEL_WORDS for word in words_in(text))
