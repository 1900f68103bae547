"""Ways to reach somebody: telephone, e-mail, postcode, house and street, accounts of persons."""

import re
from collections.abc import Iterator

from briefings.checklist.identity.reading import SPELT_AT, SPELT_DOT, Found, Reading

PHONE = re.compile(r"(?<![\w.,/£])(?:\+ ?\d{1,3}|00\d{2}|\(?0)(?:[ \n()./\-]{0,3}\d){8,13}(?![.,]?\d)")
# Freephone, national and business numbers belong to services: 03, 080, 084, 087, 09.
OF_SERVICES = ("3", "80", "84", "87", "9")
OF_PEOPLE = ("1", "2", "55", "56", "7")

EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24}(?![\w-])")
ROLES = frozenset(
    "info help helpline enquiries enquiry contact hello support admin office safeguarding mash reception training "
    "learning partnership feedback complaints media press referrals duty frontdoor mailbox lado team".split()
)
# Postcode areas of the Royal Mail, the Channel Islands and the Isle of Man: a public fact.
AREAS = frozenset(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY "
    "G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR "
    "NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA "
    "WC WD WF WN WR WS WV YO ZE".split()
)
POSTCODE = re.compile(r"(?<![A-Z0-9])([A-Z]{1,2})(\d[A-Z0-9]?)([ \n\-]{0,3})(\d[ABD-HJLNP-UW-Z]{2})(?![A-Z0-9])", re.I)
OUTWARD = re.compile(
    r"\b(?:postcodes?|post codes?|postal district)\b[^\n.]{0,20}?\b([A-Z]{1,2}\d[A-Z0-9]?)\b(?! ?\d[A-Z])"
)

WAYS = (
    "Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Close|Drive|Dr|Crescent|Cres|Court|Ct|Gardens|Gdns|Terrace|Place|Pl|Way|"
    "Grove|Walk|Hill|Square|Mews|Row|Rise|View|Park|Green|Parade|Croft|Fold|Wynd|Brae|Villas|Cottages|House|Buildings|"
    "Estate|Yard|Bank|Vale|Heights|Meadow|Meadows|Quay|Wharf"
)
HOME = re.compile(
    rf"(?<![\w/.£])(?:(?:[Ff]lat|[Aa]partment|[Rr]oom|[Uu]nit|FLAT) \w{{1,4}},? )?\d{{1,4}}[A-Za-z]?,? "
    rf"(?:(?:The|[A-Z][\w'\-]{{1,30}})\.? ){{1,4}}(?:{WAYS})\b\.?"
)

HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z_](?:\w|\.(?=\w)){2,29}(?!\w|@)")
ACCOUNT = re.compile(
    r"(?<![\w.])(?:https?://)?(?:www\.|m\.)?(?:facebook\.com|fb\.com|instagram\.com|tiktok\.com|twitter\.com|x\.com|"
    r"snapchat\.com|linkedin\.com/in|onlyfans\.com|twitch\.tv|reddit\.com/u(?:ser)?|threads\.net|vk\.com|"
    r"youtube\.com/@|t\.me|wa\.me|discord\.gg|bsky\.app/profile)/[^\s<>()\[\]\"']{2,200}", re.I,
)  # fmt: skip
SAID = re.compile(
    r"\b(?:snapchat|instagram|insta|tiktok|facebook|twitter|discord|gamertag|xbox|playstation|roblox|username|"
    r"user name|handle|kik)\b(?: (?:account|name|username|handle|profile|user))?"
    r"(?: (?:is|was|called|named))?[ :]{1,3}[\"']?((?=[\w.]{0,28}[\d_])[A-Za-z_][\w.]{2,28}\w)", re.I,
)  # fmt: skip


def contacts(reading: Reading) -> Iterator[Found]:
    """Telephone numbers, e-mail addresses, postcodes, addresses of homes and accounts of persons."""
    text = reading.text

    def found(code: str, start: int, end: int) -> Found:
        return Found(code, start, end, reading.quote(start, end))

    for match in EMAIL.finditer(text):
        if not _is_a_role(match[0]):
            yield found("e-mail-address", *match.span())
    if SPELT_AT.search(text):
        for start, end in _spelt_out(text):
            yield found("e-mail-address", start, end)
    for match in POSTCODE.finditer(text):
        as_written = match[0].isupper() or match[3]
        if match[1].upper() in AREAS and as_written and "\n\n" not in match[3]:
            yield found("postcode", *match.span())
    for match in OUTWARD.finditer(text):
        yield found("named-place", *match.span(1))
    for match in PHONE.finditer(text):
        if _is_of_a_person(match[0]):
            yield found("phone-number", *match.span())
    for match in HOME.finditer(text):
        yield found("home-address", *match.span())
    for pattern in (ACCOUNT, HANDLE):
        for match in pattern.finditer(text):
            yield found("online-account", *match.span())
    for match in SAID.finditer(text):
        yield found("online-account", *match.span(1))


def _is_a_role(address: str) -> bool:
    """A service's mailbox tells of nobody; but a school's tells which school."""
    name, _, host = address.lower().partition("@")
    return name in ROLES and not host.endswith(".sch.uk")


def _spelt_out(text: str) -> Iterator[tuple[int, int]]:
    """E-mail addresses written as name (at) place (dot) org."""
    for match in SPELT_AT.finditer(text):
        before = re.search(r"[\w.+%-]{1,64}$", text[max(0, match.start() - 64) : match.start()])
        after = re.match(r"[\w.-]{1,100}", SPELT_DOT.sub(".", text[match.end() : match.end() + 120]))
        if before and after and "." in after[0].strip("."):
            yield match.start() - len(before[0]), match.end() + len(after[0].split(".")[0])


def _is_of_a_person(written: str) -> bool:
    digits = "".join(character for character in written if character.isdigit())
    if written.startswith(("+", "00")):
        if not digits.removeprefix("00").startswith("44"):
            return 9 <= len(digits) <= 15
        digits = digits.removeprefix("00").removeprefix("44").removeprefix("0")
    else:
        digits = digits.removeprefix("0")
    if digits.startswith(OF_SERVICES):
        return False
    return len(digits) in {9, 10} and digits.startswith(OF_PEOPLE)
