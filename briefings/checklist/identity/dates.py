"""Days: of birth and death, of anything else that can be looked up, and ages that amount to one.

A month with its year is broad enough; the day on which guidance came out is nobody's.
"""

import re
from collections.abc import Iterator

from briefings.checklist.identity.reading import Found, Reading

MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
YEAR = r"(?:(?:19|20)\d{2}|'?\d{2})(?![\d/])"
ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|"
    "sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[- ](?:first|second|third|fourth|fifth|sixth|seventh|"
    "eighth|ninth)|thirtieth|thirty[- ]first"
)
DAY_MONTH = re.compile(
    rf"(?<![\w.,/£])(?<!\d-)(0?[1-9]|[12]\d|3[01]) ?(st|nd|rd|th)?(?: day)?(?: of)?[ \n.,/\-]{{1,3}}({MONTHS})\b\.?"
    rf"(?:[ \n,./\-]{{1,3}}({YEAR}))?", re.I,
)  # fmt: skip
MONTH_DAY = re.compile(
    rf"\b({MONTHS})\b\.?[ \n](?:the )?(0?[1-9]|[12]\d|3[01])(st|nd|rd|th)?\b(?![./:%\-]?\d)"
    r"(?:[ \n,]{1,3}((?:19|20)\d{2}))?", re.I,
)  # fmt: skip
IN_WORDS = re.compile(
    rf"\b(?:the )?(?:{ORDINALS}) (?:day )?(?:of )?({MONTHS})\b|\b({MONTHS})[ \n]the[ \n](?:{ORDINALS})\b", re.I
)
IN_DIGITS = re.compile(r"(?<![\w/.\-])(\d{1,2})( ?[/.\-] ?)(\d{1,2})( ?[/.\-] ?)(\d{4}|\d{2})(?![\w/]|[.\-]\d)")
YEAR_FIRST = re.compile(r"(?<![\w/.\-])(?:19|20)\d{2}([/\-.])(\d{1,2})\1(\d{1,2})(?!\d|[/.\-]\d)(?=\b|T)")
RUN_TOGETHER = re.compile(r"\b(?:d\.?o\.?b\.?|date of birth)[ \n:.\-]{0,4}(\d{6}|\d{8})(?!\d)", re.I)

OF_A_LIFE = re.compile(
    r"\b(?:born|birth|births|birthday|birthdate|birthdays|d\.?o\.?b|died|death|dod|deceased|stillborn)\b", re.I
)
NOT_OF_A_LIFE = re.compile(
    r"\b(?:publish\w*|publication|(?:in|into|in to) force|access(?:ed)?|viewed|updated?|issued|launch\w*|guidance|"
    r"acts?|regulations?|statutory|edition|version|retrieved|checked|consultation|legislation|law|bill|amend\w*|revised|"
    r"commence\w*|lockdown|pandemic|strategy|webinar|conference|report dated|available)\b", re.I,
)  # fmt: skip

NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty)"
)
TWO_UNITS = re.compile(
    rf"(?<![\w.]){NUMBER}[ \-]?(?:years?|yrs?|months?|mths?|weeks?|wks?)[ \-]?(?:old)?(?:,? and|,| \&)? {NUMBER}[ \-]?"
    rf"(?:months?|mths?|weeks?|wks?|days?)\b(?: and {NUMBER} days?)?([ \-]old|[ \-]of age)?", re.I,
)  # fmt: skip
DAYS_OLD = re.compile(rf"(?<![\w.])(?:\d{{1,4}}|{NUMBER})[ \-](?:days?|hours?|minutes?)[ \-]old\b", re.I)
AGE_SAID = re.compile(r"\b(?:aged?|age of)[ \n]{1,2}(?:just |only |then |exactly )?$", re.I)


def dates(reading: Reading) -> Iterator[Found]:
    """Days of birth and death, exact dates, exact ages."""
    text = reading.text
    for match in RUN_TOGETHER.finditer(text):
        yield Found("date-of-birth", *match.span(1), reading.quote(*match.span(1)))
    for start, end in sorted({*_days(text)}):
        around_start, around_end = reading.line_at(start)
        before = text[max(around_start, start - 40) : start]
        after = text[end : min(around_end, end + 30)]
        if OF_A_LIFE.search(_same_sentence_before(before)) or re.match(r"\W{0,3}(?:\(?birth|\(?dob\b)", after, re.I):
            yield Found("date-of-birth", start, end, reading.quote(start, end))
            continue
        near = text[max(around_start, start - 80) : min(around_end, end + 40)]
        if not NOT_OF_A_LIFE.search(near):
            yield Found("exact-date", start, end, reading.quote(start, end))
    for match in TWO_UNITS.finditer(text):
        said = bool(match[1])
        if said or AGE_SAID.search(text, max(0, match.start() - 24), match.start()):
            yield Found("exact-age", *match.span(), reading.quote(*match.span()))
    for match in DAYS_OLD.finditer(text):
        yield Found("exact-age", *match.span(), reading.quote(*match.span()))


def _same_sentence_before(text: str) -> str:
    return re.split(r"[.!?] ", text)[-1]


def _days(text: str) -> Iterator[tuple[int, int]]:
    for match in DAY_MONTH.finditer(text):
        month = match[3]
        # "10 may have" and "5 march past" are no dates, unless a year follows
        if match[4] or match[2] or not (month.islower() and month in {"may", "march", "mar", "dec", "sep", "jan"}):
            yield match.start(), match.end(4) if match[4] else match.end(3)
    for match in MONTH_DAY.finditer(text):
        if match[3] or match[4]:  # "in May 15 children" is no date
            yield match.span()
    for match in IN_WORDS.finditer(text):
        if (match[1] or match[2])[0].isupper():
            yield match.span()
    for match in IN_DIGITS.finditer(text):
        day, month = sorted((int(match[1]), int(match[3])), reverse=True)
        signs = {match[2].strip(), match[4].strip()}
        with_dots = "." in signs and len(match[5]) == 2  # paragraph 3.3.19
        if len(signs) == 1 and 1 <= month <= 12 and day <= 31 and not with_dots:
            yield match.span()
    for match in YEAR_FIRST.finditer(text):
        if 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31:
            yield match.span()
