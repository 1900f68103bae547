"""Numbers and references that belong to one person, with their check digits where they have any."""

import ipaddress
import re
from collections.abc import Iterator

from stdnum.gb import nhs, upn

from briefings.checklist.identity.reading import Found, Reading

GAP = r"[ \n.\-/]{0,3}"
TEN_DIGITS = re.compile(rf"(?<![\d£$€])(?<!\d[.,])\d{{3}}{GAP}\d{{3}}{GAP}\d{{4}}(?![.,]?\d)")
NHS_SAID = re.compile(rf"\b(?:NHS|CHI|H&C)(?: (?:number|no\.?|num))?[ \n:#.]{{1,4}}(\d(?:{GAP}\d){{9}})(?!\d)", re.I)
BOOK = re.compile(r"(?:ISBN|ISSN|doi|DOI)[^\n]{0,14}$")
NATIONAL_INSURANCE = re.compile(
    rf"(?<![A-Z0-9])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    rf"{GAP}\d{{2}}{GAP}\d{{2}}{GAP}\d{{2}}{GAP}[A-D](?![A-Z0-9])", re.I,
)  # fmt: skip
PUPIL = re.compile(r"(?<![A-Z0-9])[A-HJ-NP-RT-Z](?:[ \-]?\d){11}[ \-]?[0-9A-HJ-NP-RT-Z](?![A-Z0-9])", re.I)
PASSPORT = re.compile(r"\bpassports?\b[^\n.]{0,30}?(?<![A-Z0-9])([A-Z]{0,2}\d{7,9})(?![A-Z0-9])", re.I)
DRIVING = re.compile(r"(?<![A-Z0-9])[A-Z]{2,5}9{0,3}[ ]?\d[0156]\d[0-3]\d{2}[ ]?[A-Z9]{2}\d[A-Z]{2}(?![A-Z0-9])")

NEUTRAL = re.compile(
    r"[\[(](?:19|20)\d{2}[\])] {0,2}(EWHC|EWCA|EWFC|EWCOP|EWCR|UKSC|UKHL|UKPC|UKUT|UKFTT|UKEAT|NICA|NIFam|NIQB|NIKB"
    r"|CSIH|CSOH|HCJ|SC [A-Z]{3}|Fam|FLR|All ER|WLR|AC|QB|KB|Ch)\b(?:[ .]{1,2}(?:Civ|Crim|Fam|Admin|B|[A-Z]{1,4}))?"
    r" {0,2}\d{0,5}(?: {0,2}\([A-Za-z]{1,12}\))?"
)
OF_THE_LAW = {"EWCA", "UKSC", "UKHL", "UKPC", "FLR", "All ER", "WLR", "AC", "QB", "KB", "Ch", "Fam"}
FAMILY_COURT = re.compile(r"(?<![A-Z0-9])[A-Z]{2} ?\d{2} ?[CDFPSWZ] ?\d{5}(?!\d)", re.I)
CROWN_COURT = re.compile(r"(?<![A-Z0-9])[ASTU] ?20\d{2} ?\d{4}(?!\d)")
# police unique reference: force, division, number, year
POLICE_URN = re.compile(r"(?<![A-Z0-9])\d{2} ?[A-Z]{1,2}\d? ?/? ?\d{5,7} ?/? ?\d{2}(?![A-Z0-9])")
CRIME_NUMBER = re.compile(r"(?<![A-Z0-9/])(?:CR|CAD|INC|OC)?[/ \-]?\d{1,6}[A-Z]?/\d{3,7}/(?:20)?\d{2}(?![\d/])", re.I)
SAID = re.compile(
    r"\b(?:case|crime|incident|court|claim|custody|police|log|patient|hospital|client|mosaic|liquidlogic|file|"
    r"occurrence|niche|cad|crn|urn|mrn|cris|laa|libra|prison|probation|inquest|coroner's|referral|safeguarding|review)"
    r"[ \n]{0,2}(?:(?:reference|record|identity)[ \n]{0,2})?(?:number|numbers|reference|ref|no|nr|id)\b"
    r"[ .:#=\n]{0,4}(?:is |was )?"
    r"((?=[A-Z/\-]{0,8}\d)[A-Z0-9](?:[A-Z0-9]|[/\-](?=[A-Z0-9])){3,24})", re.I,
)  # fmt: skip

AREA = "[A-HJ-PR-Y][A-HJ-PR-Y]"
CAR_NOW = re.compile(rf"(?<![A-Z0-9]){AREA}(?:0[2-9]|[1-7]\d) ?[A-HJ-PR-Z]{{3}}(?![A-Z0-9])")
CAR_BEFORE = re.compile(
    r"(?<![A-Z0-9])(?:[A-HJ-NPR-TV-Y]\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-HJ-NPR-TV-Y]|[A-Z]{1,3} ?\d{3,4})"
    r"(?![A-Z0-9])"
)
CAR_SAID = re.compile(r"\b(?:car|van|vehicle|registration|reg|number plate|plate|motorbike|lorry|index)\b", re.I)

IP4 = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)")
IP6 = re.compile(r"(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])", re.I)


def numbers(reading: Reading) -> Iterator[Found]:
    """NHS, National Insurance and pupil numbers, personal papers, references, cars, IP addresses."""
    text = reading.text

    def found(code: str, start: int, end: int) -> Found:
        return Found(code, start, end, reading.quote(start, end))

    for match in TEN_DIGITS.finditer(text):
        if nhs.is_valid(_only(match[0])) and not BOOK.search(text, max(0, match.start() - 24), match.start()):
            yield found("nhs-number", *match.span())
    for match in NHS_SAID.finditer(text):  # called one: then also when a digit was mistyped
        yield found("nhs-number", *match.span(1))
    for match in NATIONAL_INSURANCE.finditer(text):
        yield found("ni-number", *match.span())
    for match in PUPIL.finditer(text):
        if upn.is_valid(_only(match[0])):
            yield found("pupil-number", *match.span())
    for match in PASSPORT.finditer(text):
        yield found("identity-number", *match.span(1))
    for match in DRIVING.finditer(text):
        yield found("identity-number", *match.span())
    for match in NEUTRAL.finditer(text):
        yield found("cited-judgment" if match[1] in OF_THE_LAW else "case-reference", *match.span())
    for pattern in (FAMILY_COURT, CROWN_COURT, POLICE_URN, CRIME_NUMBER):
        for match in pattern.finditer(text):
            yield found("case-reference", *match.span())
    for match in SAID.finditer(text):
        if sum(character.isdigit() for character in match[1]) >= 3:
            yield found("case-reference", *match.span(1))
    for match in CAR_NOW.finditer(text):
        yield found("car-registration", *match.span())
    for match in CAR_BEFORE.finditer(text):
        if CAR_SAID.search(text, max(0, match.start() - 40), match.end() + 25):
            yield found("car-registration", *match.span())
    for match in IP4.finditer(text):
        octets = [int(one) for one in match[0].split(".")]
        near = text[max(0, match.start() - 25) : match.start()].lower()
        # paragraph 4.3.2.1 is not one
        if max(octets) < 256 and (max(octets) > 99 or re.search(r"\bip\b", near)):
            yield found("internet-address", *match.span())
    for match in IP6.finditer(text):
        if _is_ip6(match[0]):
            yield found("internet-address", *match.span())


def _only(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).upper()


def _is_ip6(text: str) -> bool:
    if sum(character.isalnum() for character in text) < 6:  # "::" and times of day
        return False
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True
