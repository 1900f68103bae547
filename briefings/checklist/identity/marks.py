"""What must not stand in words that go out: marks of redaction, handling markings, text made invisible."""

import re
import unicodedata
from collections.abc import Iterator

from briefings.checklist.identity.reading import Found, Reading
from briefings.rendering.signs import BLACKED_OUT

BLACK = re.compile(BLACKED_OUT)
CROSSED = re.compile(r"(?<!\w)(?:[Xx]{4,200}|\*{4,200})(?!\w)")
IN_BRACKETS = re.compile(
    r"[\[(<{]{1,2} ?(?:(?:name|names|text|details?|address|date|information|location|sentence|paragraph)s? )?"
    r"(?:redacted|removed|withheld|blacked out|deleted|anonymi[sz]ed|omitted)(?: [\w ,'\-]{0,40})?[\])>}]{1,2}", re.I,
)  # fmt: skip
TO_FILL_IN = re.compile(
    r"\[ ?(?:insert [\w ]{1,40}|(?:child(?:'s)?|adult(?:'s)?|mother(?:'s)?|father(?:'s)?|first|full|real)? ?name|dob|"
    r"date of birth|address|school|hospital)\ ?]", re.I,
)  # fmt: skip
SHOUTED = re.compile(r"\bREDACTED\b")

MARKINGS = re.compile(
    r"\b(?:strictly (?:private(?: (?:and|&) )?)?(?:confidential)?|private (?:and|&) confidential|"
    r"highly confidential|official[ \-:/]{1,3}sensitive|"
    r"not for (?:publication|(?:onward |wider |general )?(?:circulation|distribution|sharing|disclosure|release))|"
    r"(?:strictly |under )?embargo(?:ed)?(?: (?:until|till|to)\b[^\n.]{0,40}|\b)|"
    r"(?:for )?(?:internal|restricted|official) use only|for official use|"
    r"do not (?:circulate|distribute|forward|publish)\b|confidential until|restricted circulation|"
    r"restricted distribution|"
    r"(?:final |first |working |early )?draft (?:v(?:ersion)? ?\d[\d.]{0,6}|for (?:comment|approval|discussion)))"
    r"(?!\w)", re.I,
)  # fmt: skip
ALOUD = re.compile(
    r"\b(?:CONFIDENTIAL|RESTRICTED|PROTECTIVELY MARKED|SECRET|TOP SECRET|(?:FINAL |FIRST |WORKING )?DRAFT|EMBARGO)\b"
)
ALONE = re.compile(
    r"^[ \W_]{0,6}(?:confidential|restricted|official|draft|embargo|secret|draft (?:report|briefing|copy|version|only)|"
    r"(?:first|final|working) draft)[ \W_]{0,6}$", re.I | re.M,
)  # fmt: skip
LEADING = re.compile(r"^[ \W_]{0,6}(?:draft|confidential|restricted|embargoed)(?: ?[:|\-]|\])", re.I | re.M)
SAID_OF_SOMETHING = re.compile(
    r"\b(?:was|were|is|are|be|been|kept|keep|remain|remains|stay|stays|being|as|a|an|the|any|your|how|not)[ \n]{1,2}$",
    re.I,
)

TURNED_ROUND = re.compile("[\u202a-\u202e\u2066-\u2069]")
UNSEEN = re.compile(
    "[\U000e0000-\U000e007f\u115f\u1160\u3164\uffa0\u2061-\u2064\u206a-\u206f\u180e]|[\u200b-\u200d\u2060\ufeff]{2,}"
)
INSIDE_A_WORD = re.compile(
    "(?<=[^\\W\\d_])[\u00ad\u200b\u2060\ufeff](?=[^\\W\\d_])|(?<=[0-9])[\u00ad\u200b-\u200d\u2060\ufeff](?=[0-9])"
)
NEAR = 12


def marks(reading: Reading) -> Iterator[Found]:
    """Marks of redaction and handling markings in the words as readers see them."""
    text = reading.text

    def found(code: str, start: int, end: int) -> Found:
        return Found(code, start, end, reading.quote(start, end))

    for pattern in (BLACK, CROSSED, IN_BRACKETS, TO_FILL_IN, SHOUTED):
        for match in pattern.finditer(text):
            yield found("redaction-mark", *match.span())
    for match in MARKINGS.finditer(text):
        if match[0].strip().lower() == "strictly":
            continue
        # "the conversations were strictly confidential" is said of conversations
        may_be_said = match[0].lower().endswith(("confidential", "publication", "sharing", "disclosure"))
        if (
            match[0].isupper()
            or not may_be_said
            or not SAID_OF_SOMETHING.search(text, max(0, match.start() - 14), match.start())
        ):
            yield found("handling-marking", *match.span())
    for pattern in (ALOUD, ALONE, LEADING):
        for match in pattern.finditer(text):
            if pattern is not ALOUD or not _all_capitals(text, reading.line_at(match.start()), match[0]):
                yield found("handling-marking", *match.span())


def _all_capitals(text: str, line: tuple[int, int], marking: str) -> bool:
    """Whether a line of many words is all in capitals: there a word in capitals says nothing."""
    words = text[line[0] : line[1]].split()
    return len(words) > len(marking.split()) + 3 and text[line[0] : line[1]].isupper()


def hidden(source: str) -> Iterator[Found]:
    """Characters in what was typed that nobody sees, or that turn what is read."""
    if source.isascii():
        return
    for pattern, code in ((TURNED_ROUND, "hidden-text"), (UNSEEN, "hidden-text"), (INSIDE_A_WORD, "hidden-marks")):
        for match in pattern.finditer(source):
            near = source[max(0, match.start() - NEAR) : match.end() + NEAR]
            words = "".join(" " if unicodedata.category(c) in {"Cc", "Zs"} else c for c in near if not _unseen(c))
            yield Found(code, *match.span(), " ".join(words.split()))


def _unseen(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or character in "\u115f\u1160\u3164\uffa0"
