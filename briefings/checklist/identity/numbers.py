"""Numbers and references that belong to one person, with their check digits where they have any."""

import ipaddress
import re
from collections.abc import Iterator

from stdnum import iban, luhn
from stdnum.gb import nhs, upn

from briefings.checklist.identity.reading import Found, Reading
from portal.text.english import is_counted

GAP = r"[ \n.\-/]{0,3}"
# between what a number is called and the number: “his ULN as”, “a sort code of”, “the URN which was”
IS = r"(?:,?(?: which)? (?:is|was|as|of|being|reads|given as|recorded as|shown as))?"
TEN_DIGITS = re.compile(rf"(?<![\w£$€])(?<!\d[.,\-/])\d{{3}}{GAP}\d{{3}}{GAP}\d{{4}}(?!\w|[.,\-/]\d)")
NHS_SAID = re.compile(
    rf"\b(?:NHS|CHI|H&C|health and care|patient)(?: (?:number|no\.?|num|id))?{IS}[ \n:#.=|(]{{1,4}}"
    rf"(\d(?:{GAP}\d){{9}})(?!\d)", re.I,
)  # fmt: skip
BOOK = re.compile(r"(?:ISBN|ISSN|doi|DOI)[^\n]{0,14}$")
# any two letters: QQ and its like are given out for trying, and teach nobody anything either
NATIONAL_INSURANCE = re.compile(
    rf"(?<![A-Z0-9])[A-Z]{{2}}{GAP}\d{{2}}{GAP}\d{{2}}{GAP}\d{{2}}{GAP}[A-D](?![A-Z0-9])", re.I
)
NI_SAID = re.compile(
    rf"\b(?:NI|NINO|national insurance)(?: (?:number|no\.?))?{IS}[ \n:#.=|(]{{1,4}}"
    rf"([A-Z]{{2}}{GAP}\d{{2}}{GAP}\d{{2}}{GAP}\d{{2}}(?:{GAP}[A-D])?)(?![A-Z0-9])", re.I,
)  # fmt: skip
PUPIL = re.compile(r"(?<![A-Z0-9])[A-HJ-NP-RT-Z](?:[ \-]?\d){11}[ \-]?[0-9A-HJ-NP-RT-Z](?![A-Z0-9])", re.I)
PUPIL_SAID = re.compile(
    r"\b(?:UPN|ULN|UCI|unique (?:pupil|learner|candidate)(?: (?:number|no\.?|reference|identifier))?|"
    rf"(?:pupil|learner|candidate|student) (?:number|no\.?|reference|ref|id)){IS}[ \n:#.=|(]{{1,4}}"
    r"((?:[A-Z][ \-]?)?\d(?:[ \-]?\d){3,11}(?:[ \-]?[A-Z0-9])?)(?![A-Z0-9])", re.I,
)  # fmt: skip
PASSPORT = re.compile(
    r"\b(?:passports?|visa|brp|biometric residence permit|(?:id|identity|national id) cards?|driving licen[cs]e)\b"
    r"[^\n]{0,30}?(?<![A-Z0-9])((?-i:[A-Z]{1,3} )?[A-Z]{0,5}\d(?:[ \-]?\d|[A-Z]){5,17})(?![A-Z0-9])", re.I,
)  # fmt: skip
DRIVING = re.compile(r"(?<![A-Z0-9])[A-Z]{2,5}9{0,3}[ ]?\d[0156]\d[0-3]\d{2}[ ]?[A-Z9]{2}\d[A-Z]{2}(?![A-Z0-9])", re.I)
SORT_CODE = re.compile(rf"\bsort ?code{IS}[ \n:#.=|(]{{1,4}}(\d{{2}}[ \-]?\d{{2}}[ \-]?\d{{2}})(?!\d)", re.I)
ACCOUNT = re.compile(
    rf"\b(?:account|a/c|acc)\.? ?(?:number|no\.?|num)?{IS}[ \n:#.=|(]{{1,4}}(\d{{4}}[ \-]?\d{{4}})(?!\d)", re.I
)
IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![A-Z0-9])", re.I)
CARD = re.compile(r"(?<![\w£.])\d{4}([ \-]?)\d{4}\1\d{4}\1\d{4}(?!\w)")

NEUTRAL = re.compile(
    r"[\[(](?:19|20)\d{2}[\])] {0,2}(EWHC|EWCA|EWFC|EWCOP|EWCR|UKSC|UKHL|UKPC|UKUT|UKFTT|UKEAT|NICA|NIFam|NIQB|NIKB"
    r"|CSIH|CSOH|HCJ|SC [A-Z]{3}|Fam|FLR|All ER|WLR|AC|QB|KB|Ch)\b(?:[ .]{1,2}(?:Civ|Crim|Fam|Admin|B|[A-Z]{1,4}))?"
    r" {0,2}\d{0,5}(?: {0,2}\([A-Za-z]{1,12}\))?"
)
OF_THE_LAW = {"EWCA", "UKSC", "UKHL", "UKPC", "FLR", "All ER", "WLR", "AC", "QB", "KB", "Ch", "Fam"}
FAMILY_COURT = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[ /\-]?\d{2}[ /\-]?[CDFPSWZ][ /\-]?\d{5}(?!\d)", re.I)
CROWN_COURT = re.compile(r"(?<![A-Z0-9])[ASTU][ /\-]?20\d{2}[ /\-]?\d{4}(?!\d)", re.I)
COUNTY_COURT = re.compile(
    r"(?<![A-Z0-9])(?:[A-Z]\d{2} ?[A-Z]{2} ?\d{3}|\d{3} ?(?:MC|LR|DC|HC) ?\d{3}|"
    r"\d[A-Z]{2}\d{5})(?![A-Z0-9])"
)
# police unique reference: force, division, number, year
POLICE_URN = re.compile(r"(?<![A-Z0-9])\d{2} ?/?[A-Z]{1,2}\d? ?/? ?\d{4,7} ?/? ?\d{2}(?![A-Z0-9])")
CRIME_NUMBER = re.compile(r"(?<![A-Z0-9/])(?:CR|CAD|INC|OC)?[/ \-]?\d{1,6}[A-Z]?/\d{3,7}/(?:20)?\d{2}(?![\d/])", re.I)
OF_A_DAY = re.compile(
    r"\b(?:incident|log|cad|crime|event|niche)(?: (?:number|no\.?|ref(?:erence)?))?[ :#]{1,3}(\d{3,6}-\d{6,8}|\d{1,6}"
    r"(?: of| dated|/)? ?\d{1,2}(?:st|nd|rd|th)?[ ./\-]?(?:[A-Z]{3,9}|\d{1,2})(?:[ ./\-]?\d{2,4})?)(?!\w)", re.I,
)  # fmt: skip
_VALUE = (
    r"((?!IS[BS]N|DOI)(?:(?-i:[A-Z]{1,5}) )?"
    r"(?=[A-Z/.\-]{0,8}\d)[A-Z0-9](?:[A-Z0-9]|[/.\-](?=[A-Z0-9])){3,24}(?: \d{2,6}){0,4}"
    r"|(?:[A-Z]{1,4} )?\d{1,6}(?: \d{2,6}){1,4})(?![A-Z0-9])"
)
SAID = re.compile(
    r"\b(?:case|crime|incident|court|claim|custody|police|log|patient|hospital|client|mosaic|liquidlogic|file|"
    r"occurrence|niche|cad|crn|urn|mrn|cris|laa|libra|prison|probation|inquest|coroner'?s?|referral|safeguarding|review|"
    r"lac|looked after(?: child)?|crown|county|family|magistrates'?|high|social care|services|carefirst|"
    r"systm ?one|emis|rio|home office|immigration|asylum|port|housing|tenancy|rent|benefit|council tax|tax|ehcp?|"
    r"sen|yot|pnc|cro|prisoner|offender|noms|dbs|membership|policy|application|petition|proceedings|order|our|your|"
    r"ofsted|establishment|school|setting|provider|unique|district|nursery|adult|child|service user|customer|my|"
    r"ambulance|call|lasting power|crime|investigation|operation|evidence|exhibit|charge|summons|"
    r"[kmtx]|birth certificate|death certificate|certificate|register|registration|entry)"
    r"(?:[ \n]{1,2}(?:court|reference|record|identity|identification|case|claim|unique|property|incident))?"
    r"[ \n]{0,2}(?:number|numbers|reference|ref|no|nr|id|code)\b"
    rf"[ .:#=\n|]{{0,4}}(?:is |was |as |of |being )?{_VALUE}", re.I,
)  # fmt: skip
ABBREVIATED = re.compile(
    rf"\b(?:LAC|URN|CRN|MRN|CRIS|CAD|PNC|CRO|NOMS|DBS|UTR|BRP|UPRN|EHCP|LCS|LAS|CPIS|RIO|EMIS|NICHE|MOSAIC|REF|T-?NUMBER|"
    # systems in which families are recorded: their name alone says whose number it is
    r"LIQUID ?LOGIC|CARE ?FIRST|CARE ?DIRECTOR|FRAMEWORK-?I|AZEUS|CHARMS|EHM|SYSTM ?ONE|CARE ?NOTES|PARIS|CERNER|"
    r"BADGER ?NET|LORENZO|ATHENA|CONNECT|CPOMS|MY ?CONCERN|ARBOR|IMPULSE|CAPITA ONE|N-?DELIUS|OASYS|CHILD ?VIEW|"
    rf"URNs?|DOCKET){IS}[ .:#=\n|(]{{1,4}}{_VALUE}", re.I,
)  # fmt: skip
# Whatever is called a reference, a file or an ID, and whatever is numbered so.
LABELLED = re.compile(
    r"\b(?:ref(?:erence)?|id(?:entifier)?|record|file|ticket|docket|case|folder|episode|person|child|client|worker)"
    r"(?: (?:id|ref(?:erence)?))?(?: (?:number(?:ed)?|num|no|nr|code))?\.?[ \n]{0,2}(?:[:#=]{1,2}|(?:is|was|as|of)\b)?"
    rf"[ \n]{{0,2}}#?{_VALUE}", re.I,
)  # fmt: skip
NUMBERED = re.compile(
    r"\bnumber(?:ed)?\b(?! of\b)[^\n.\d£%]{0,30}[ :#]"
    r"((?=[A-Z]{0,3}\d{4})[A-Z]{0,3}\d{4,10}(?:[/\-][A-Z0-9]{1,6})?)(?![\w,.]\w|\d)",
    re.I,
)
OF_THE_PUBLIC = re.compile(
    r"\b(?:charity|charities|company|report|guidance|publication|document|isbn|issn|doi|figure|table|section|page|"
    r"standard|phone|telephone|helpline|freephone|call|text|ring)\b[^.\n]{0,24}$", re.I,
)  # fmt: skip
CASE = re.compile(
    r"\b(?i:case|court|docket|"
    r"inquest)[ :#]{1,2}((?=[A-Z/\-]{0,6}\d)(?=[\d/\-]{0,6}[A-Z/])[A-Z0-9][A-Z0-9/\-]{4,20})(?![a-z])"
)
A_YEAR = re.compile(r"(?:19|20)\d{2}(?:[ /\-]{1,3}(?:(?:19|20)\d{2}|\d{2}))?$")

AREA = "[A-HJ-PR-Y][A-HJ-PR-Y]"
CAR_NOW = re.compile(rf"(?<![A-Z0-9]){AREA}[ \-]?(?:0[2-9]|[1-7]\d)[ \-]?[A-HJ-PR-Z]{{3}}(?![A-Z0-9])")
CAR_NOW_SMALL = re.compile(rf"(?<![A-Z0-9\-]){AREA}(?:0[2-9]|[1-7]\d)[ \-]?[A-HJ-PR-Z]{{3}}(?![A-Z0-9\-])", re.I)
CAR_BEFORE = re.compile(
    r"(?<![A-Z0-9])(?:[A-HJ-NPR-TV-Y] ?\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3} ?[A-HJ-NPR-TV-Y]|[A-Z]{1,3} ?\d{3,4}|"
    r"[A-Z]{2}[ \-]?\d{2}[ \-]?[A-Z]{3})(?![A-Z0-9])", re.I,
)  # fmt: skip
CAR_SAID = re.compile(
    r"\b(?:cars?|van|vehicle|registration|reg|registered|number plate|plates?|motorbike|moped|scooter|lorry|"
    r"taxi|index|vrm|"
    r"vauxhall|ford|bmw|audi|vw|volkswagen|toyota|nissan|corsa|fiesta|golf|astra|mercedes)\b", re.I,
)  # fmt: skip

CAR_IN_PART = re.compile(
    r"(?:\bpart(?:ial)?[ \-](?:number[ \-])?(?:plate|reg|registration|index)\b[^\n.]{0,16}?|"
    r"\b(?:plate|reg|registration)\b"
    r"[^\n.]{0,24}\b(?:began|begins?|beginning|start(?:s|ed|ing)?|end(?:s|ed|ing)?|"
    r"includ\w+|contain\w+)(?: with| in)? \"?)"
    r"(?<![A-Z0-9])((?=[A-Z]{0,3}\d|\d{1,3}[A-Z])[A-Z0-9]{2,5}(?: [A-Z0-9]{1,3})?)(?![A-Z0-9])"
)
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
    for match in NI_SAID.finditer(text):
        yield found("ni-number", *match.span(1))
    for match in PUPIL.finditer(text):
        if upn.is_valid(_only(match[0])):
            yield found("pupil-number", *match.span())
    for match in PUPIL_SAID.finditer(text):
        if not A_YEAR.match(match[1]):
            yield found("pupil-number", *match.span(1))
    for match in PASSPORT.finditer(text):
        if sum(character.isdigit() for character in match[1]) >= 6 and not A_YEAR.match(match[1]):
            yield found("identity-number", *match.span(1))
    for match in DRIVING.finditer(text):
        yield found("identity-number", *match.span())
    for match in IBAN.finditer(text):
        if iban.is_valid(_only(match[0])):
            yield found("bank-account", *match.span())
    for match in CARD.finditer(text):
        if luhn.is_valid(_only(match[0])):
            yield found("bank-account", *match.span())
    for pattern in (SORT_CODE, ACCOUNT):
        for match in pattern.finditer(text):
            yield found("bank-account", *match.span(1))
    for match in NEUTRAL.finditer(text):
        yield found("cited-judgment" if match[1] in OF_THE_LAW else "case-reference", *match.span())
    for pattern in (FAMILY_COURT, CROWN_COURT, COUNTY_COURT, POLICE_URN, CRIME_NUMBER):
        for match in pattern.finditer(text):
            yield found("case-reference", *match.span())
    for match in OF_A_DAY.finditer(text):
        yield found("case-reference", *match.span(1))
    for pattern in (SAID, ABBREVIATED, CASE):
        for match in pattern.finditer(text):
            if sum(character.isdigit() for character in match[1]) >= 3 and not A_YEAR.match(match[1]):
                yield found("case-reference", *match.span(1))
    for pattern in (LABELLED, NUMBERED):
        for match in pattern.finditer(text):
            digits = sum(character.isdigit() for character in match[1])
            has_letters = digits > 2 and bool(re.search(r"[A-Z/\-]", match[1]))
            is_public = OF_THE_PUBLIC.search(text, max(0, match.start() - 40), match.start())
            if (digits > 3 or has_letters) and not A_YEAR.match(match[1]) and not is_public:
                yield found("case-reference", *match.span(1))
    for match in CAR_IN_PART.finditer(text):
        if not A_YEAR.match(match[1]):
            yield found("car-registration", *match.span(1))
    for match in CAR_NOW.finditer(text):
        yield found("car-registration", *match.span())
    for match in CAR_NOW_SMALL.finditer(text):
        if not is_counted(match[0][-3:].lower()) or _is_of_a_car(text, match):
            yield found("car-registration", *match.span())
    for match in CAR_BEFORE.finditer(text):
        if _is_of_a_car(text, match) and not any(map(is_counted, _words_in(match[0]))):
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


def _is_of_a_car(text: str, match: re.Match[str]) -> bool:
    return bool(CAR_SAID.search(text, max(0, match.start() - 40), match.end() + 25))


def _words_in(text: str) -> list[str]:
    """What can be words in it: “in 12 the” is no car's number."""
    return re.findall(r"(?<= )[a-z]{3}", text)


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
