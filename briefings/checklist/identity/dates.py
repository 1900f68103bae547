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

# What is said of a day of birth or death, and up to 60 characters on or back, in any form that can be meant for a day.
OF_A_LIFE = re.compile(
    r"\b(?:born(?![a-z])|birth|births|birthday|birthdate|birthdays|dob(?![a-z])|d ?\. ?o ?\. ?b\b|"
    r"d[ /]o[ /]b|died|death|dod|deceased|stillborn|"
    r"passed away|b\.(?= ?\d)|edd|due date|(?:date|day) of (?:birth|death|delivery)|"
    r"(?:was|were|been|is|baby|babies|twins?|child|he|she|they|sister|brother|infant) delivered|came into the world|"
    r"(?:turn(?:ed|s|ing)?|became|becomes|reached|reaches|was|is|be) "
    r"(?:just |only )?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|"
    r"(?:thir|for|fif|six|seven|eigh|nine)ty)(?: years old| months old)? (?=on\b)|"
    r"(?:killed|murdered|found dead|took (?:his|her|their) (?:own )?life)(?= on\b))", re.I,
)  # fmt: skip
NOT_BORN = re.compile(
    r"\b(?:training|trained|report|letters?|programmes?|courses?|sessions?|parcels?|messages?|leaflets?|workshops?|briefings?)\b",
    re.I,
)
FEASTS = (
    r"Christmas (?:Day|Eve|morning|night)|Mothering Sunday|May Day|Midsummer(?:'?s)? (?:Day|Eve)|Pancake Day|"
    r"Shrove Tuesday|Ash Wednesday|Maundy Thursday|Palm Sunday|Whit (?:Sunday|Monday)|leap (?:year )?day|Burns Night|"
    r"Armistice Day|(?:Chinese|Lunar) New Year|(?:August|May|spring|Easter) bank holiday(?: Monday)?|Diwali|"
    r"Boxing Day|New Year'?s'? (?:Day|Eve)|Hogmanay|Twelfth Night|Valentine'?s'? Day|Hallowe'?en|"
    r"Bonfire Night|Guy Fawkes(?: Night)?|Good Friday|Easter (?:Sunday|Monday)|(?:Mother|Father)'?s'? Day|"
    r"St\.? (?:Patrick|David|George|Andrew|Stephen)'?s'? Day|Remembrance (?:Day|Sunday)|Eid (?:al|ul)[- ]\w+"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?: ?(?:st|nd|rd|th))?"
_SEP = r"(?:[ \n]?[./\-,|][ \n]?|[ \n])(?:day )?(?:of )?"
_YEAR = r"(?:(?:19|20)\d{2}|'?\d{2})"
_YEAR_SAID = (
    r"(?:two thousand(?: and)?(?: [a-z]{3,9})?|twenty[ -](?:ten|eleven|twelve|[a-z]{3,5}teen|"
    r"twenty(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?))\b"
)
_END = r"(?![\w/]|[.\-,]\d)"
LOOSE = re.compile(
    rf"(?:(?<![\w£])|(?<=dob)|(?<=born))(?<!\d[.\-/])(?:"
    rf"(?:19|20)\d{{2}}[ ./\-](?:0?[1-9]|1[0-2])[ ./\-](?:0?[1-9]|[12]\d|3[01])(?!\d)"
    rf"|{_DAY}{_SEP}(?:0?[1-9]|1[0-2]|[IVX]{{1,4}}){_SEP}{_YEAR}{_END}"
    rf"|(?:0?[1-9]|1[0-2]){_SEP}{_DAY}{_SEP}{_YEAR}{_END}"
    rf"|{_DAY}(?:{_SEP})?(?:{MONTHS})\.?(?:(?:{_SEP})?{_YEAR})?(?!\w)"
    rf"|(?:{MONTHS})\.?(?:{_SEP})?(?:the )?{_DAY}(?:{_SEP}{_YEAR})?{_END}"
    rf"|(?:(?:{ORDINALS})(?: day)?(?: of)? (?:{MONTHS})|(?:{MONTHS}) the (?:{ORDINALS}))"
    rf"(?:,? (?:in )?(?:{_YEAR}{_END}|{_YEAR_SAID}))?"
    rf"|(?:{FEASTS})(?:,? (?:in )?{_YEAR}{_END})?"
    rf"|{_DAY} of the (?:0?[1-9]|1[0-2])(?:st|nd|rd|th)(?:,? (?:of )?{_YEAR}{_END})?"
    rf"|(?:first|second|third|fourth|last) [a-z]{{3,6}}day (?:of|in) (?:{MONTHS})(?:,? {_YEAR}{_END})?"
    rf"|\d{{8}}(?!\d)|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{{2}}(?!\d)"
    rf"|(?<=on )(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\w/])"
    rf"|(?<=on the )(?:{_DAY}|{ORDINALS})(?=[ ]?(?:[.,;:!?)\n]|of (?:this|that|last|the)\b|and\b|$))"
    rf")", re.I,
)  # fmt: skip
A_LIFE = re.compile(
    r"\((\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2}))[ \n]?(?:-|to)[ \n]?(\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2}))\)"
)
CUE_TO_DAY = 60  # characters
NOT_OF_A_LIFE = re.compile(
    r"\b(?:publish\w*|publication|(?:in|into|in to) force|access(?:ed)?|viewed|updated?|issued|launch\w*|guidance|"
    r"acts?|regulations?|statutory|edition|version|retrieved|checked|consultation|legislation|law|bill|amend\w*|revised|"
    r"commence\w*|lockdown|pandemic|strategy|webinar|conference|report dated|available)\b", re.I,
)  # fmt: skip
# Between which days an audit looked, and by which day something is due, is told of no family.
OF_AN_AUDIT = re.compile(
    r"\b(?:audit(?:ed)?|records|data|figures|returns|forms|referrals|period|year)\b"
    r"(?:(?!\b(?:shows?|showed|that|says?|said|he|she|they|was|were)\b)[^.\n]){0,40}\b(?:between|from)"
    r"(?: [^.\n]{4,22} (?:and|to))? $|\b(?:due|no later than|deadline|expires?|answers?|apply|valid)\b[^.\n]{0,12}"
    r"\b(?:by|on|until|before|is) $", re.I,
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


# in a chronology: 14/3 – seen at home
WITHOUT_A_YEAR = re.compile(r"(?:^|(?<=\bon ))(\d{1,2})/(\d{1,2})(?![\w/])(?= ?[-:,;.)]| [a-zA-Z]|$)", re.M)


def dates(reading: Reading) -> Iterator[Found]:
    """Days of birth and death, exact dates, exact ages."""
    text = reading.text
    lives = sorted({*_days_of_a_life(text)})
    for start, end in lives:
        yield Found("date-of-birth", start, end, reading.quote(start, end))
    for start, end in sorted({*_days(text)}):
        around_start, around_end = reading.line_at(start)
        near = text[max(around_start, start - 80) : min(around_end, end + 40)]
        if not NOT_OF_A_LIFE.search(near) and not OF_AN_AUDIT.search(text, max(around_start, start - 90), start):
            yield Found("exact-date", start, end, reading.quote(start, end))
    for match in TWO_UNITS.finditer(text):
        said = bool(match[1])
        if said or AGE_SAID.search(text, max(0, match.start() - 24), match.start()):
            yield Found("exact-age", *match.span(), reading.quote(*match.span()))
    for match in DAYS_OLD.finditer(text):
        yield Found("exact-age", *match.span(), reading.quote(*match.span()))


def _days_of_a_life(text: str) -> Iterator[tuple[int, int]]:
    """Days beside what is said of a birth or a death: after it, or before it in the same sentence."""
    for life in A_LIFE.finditer(text):
        yield life.span(1)
        yield life.span(2)
    for cue in OF_A_LIFE.finditer(text):
        after = text[cue.end() : cue.end() + CUE_TO_DAY + 24]
        if cue[0].lower().endswith("delivered") and NOT_BORN.search(text, max(0, cue.start() - 40), cue.start()):
            continue
        far = 18 if cue[0].endswith(" ") else CUE_TO_DAY  # “was two on”: the day follows at once
        day = LOOSE.search(text, max(0, cue.end() - 1), min(len(text), cue.end() + far + 24))
        if day and day.start() <= cue.end() + far and _is_one_saying(after[: day.start() - cue.end()]):
            yield day.span()
            continue
        back = max(0, cue.start() - CUE_TO_DAY - 24)
        days = list(LOOSE.finditer(text, back, cue.start()))
        between = text[days[-1].end() : cue.start()] if days else ""
        about = text[max(0, back - 40) : cue.start()]
        if days and _is_one_saying(between) and "\n\n" not in between and not NOT_OF_A_LIFE.search(about):
            yield days[-1].span()


def _is_one_saying(between: str) -> bool:
    """Whether no sentence ends between a cue and a day, and nothing else is said to have been delivered then."""
    ends = re.search(r"[!?;]|\. ?[A-Z]?[a-z]{2}", between)
    return not ends and not NOT_BORN.search(between) and not NOT_OF_A_LIFE.search(between)


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
    for match in WITHOUT_A_YEAR.finditer(text):
        if 1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12:
            yield match.span()
    for match in YEAR_FIRST.finditer(text):
        if 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31:
            yield match.span()
