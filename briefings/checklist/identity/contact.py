"""Ways to reach somebody: telephone, e-mail, postcode, house and street, accounts of persons."""

import re
from collections.abc import Iterator

from briefings.checklist.identity.company import LISTS
from briefings.checklist.identity.reading import SPELT_AT, SPELT_DOT, Found, Reading
from portal.text.english import is_counted
from portal.text.word_lists import any_of, lines_in, words_in

PHONE = re.compile(r"(?<![\w.,/£])(?:\+ ?\d{1,3}|00\d{2}|\(?0|O(?=7\d{3}))(?:[ \n()./\-]{0,3}\d){8,13}(?![.,]?\d)")
# Freephone, national and business numbers belong to services: 03, 080, 084, 087, 09.
OF_SERVICES = ("3", "80", "84", "87", "9")
OF_PEOPLE = ("1", "2", "55", "56", "7")

# Said aloud: it begins with a nought; tens and hundreds come in between.
_NOUGHT = r"(?:zero|oh|o|nought|naught)"
_DIGIT = (
    rf"(?:{_NOUGHT}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{{3,5}}teen|twenty|\w{{3,5}}ty|"
    r"hundred|thousand|double|triple|treble)"
)
IN_WORDS = re.compile(rf"\b(?:double |triple )?{_NOUGHT}(?:[ ,.\-\n]{{1,3}}{_DIGIT}){{5,17}}\b", re.I)
MOBILE_ALOUD = re.compile(rf"{_NOUGHT}[ ,.\-]{{1,3}}(?:seven|double seven)\b", re.I)
OF_SERVICES_ALOUD = re.compile(rf"{_NOUGHT}[ ,.\-]{{1,3}}(?:three|eight)\b", re.I)
RUNG = re.compile(
    r"\b(?:tel|telephone|phone|phoned|ring|rang|rung|call|called|dial|dialled|text|texted|mobile|mob|landline|fax|whatsapp|"
    r"number)(?:[:.]| (?:number|no|on|at|is|was|her|him|them|me|us|home))*[ \n:.=|]{1,3}"
    r"(\(?\d{3}\)?[ \-]?\d{3,4}|\d{2} \d{2} \d{2}|7\d{3}[ \-]?\d{3}[ \-]?\d{3})(?![\d/]|[ \-.,]?\d)", re.I,
)  # fmt: skip
RUNG_ON = re.compile(
    r"\b(?:ring|rang|rung|call|called|calls|phone|phoned|phones|dial|dialled|text|texted|landline|mobile|telephone|tel)\b"
    r"[^\d\n.]{0,40}[ :(](\d{3}[ \-]\d{3,4}|\d{6,7})(?![\d/]|[ \-.,]?\d)", re.I,
)  # fmt: skip
RUNG_BEFORE = re.compile(
    r"(?<![\w.,/£])(7\d{3}[ \-]?\d{3}[ \-]?\d{3})(?!\d)"
    r"(?=[^\n.]{0,40}\b(?:mobile|phone|number|whatsapp|texts?|calls?|rang)\b)"
)
EXTENSION = re.compile(
    r"\b(?:ext|extn|extension)\b\.?(?: (?:no|number))?[ .:]{1,2}((?!(?:19|20)\d\d\b)\d{3,6})(?!\d)", re.I
)
WITH_LETTERS = re.compile(r"(?<![\w.])(?=[\dO \-]{0,14}O)[0O]7(?:[ \-]?[\dO]){9}(?!\w)")
OF_EVERYBODY = ("116", "101", "111", "112", "119", "999", "0800", "0808", "1800", "852", "19", "20")

EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}(?: @ |@ ?)(?:[\w-]{1,63}(?: dot |\.)){1,6}[^\W\d_]{2,24}(?![\w-])", re.I
)
HOST_SPELT = re.compile(rf"[\w-]{{1,63}}(?:(?:\.|{SPELT_DOT.pattern})[\w-]{{1,63}}){{1,5}}", re.I)
# “name dot name at nhs dot net”, “name at nhs.net”
_AT = r" (?:at|@) "
SAID_ALOUD = re.compile(
    rf"(?<![\w.])[\w.+%-]{{1,64}}(?: (?:dot|underscore|dash|"
    rf"hyphen) [\w-]{{1,40}}){{0,4}}{_AT}[\w-]{{2,40}}(?:(?:\.| dot )[\w-]{{2,40}}){{0,3}} dot [a-z]{{2,12}}\b",
    re.I,
)
SAID_AT = re.compile(
    rf"(?<![\w.])(?:[^\W_]|[+%-]){{1,40}}(?:(?:[._]| dot | underscore )(?:[^\W_]|[+%-]){{1,40}}){{0,4}}{_AT}"
    r"(?:[\w-]{1,40}\.){1,4}"
    r"(?:net|com|org|uk|gov|nhs|edu|info|eu|ie|example|test)\b", re.I,
)  # fmt: skip
AT_A_HOST = re.compile(
    r"(?<![\w.])(?:[^\W_]|[+%-]){1,40}(?:(?:[._]| dot | underscore )(?:[^\W_]|[+%-]){1,40}){0,4} ?(?: at |@) ?"
    r"(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|nhs)\b(?!\.\w| dot )", re.I,
)  # fmt: skip
MAIL_HOSTS = re.compile(
    r"(?:nhs\.net|nhs\.uk|gmail|googlemail|hotmail|outlook|yahoo|icloud|live|aol|btinternet|sky|msn|protonmail|proton|gmx|"
    r"mail|email|me\.com|cjsm|pnn)\b", re.I,
)  # fmt: skip
MAIL_SAID = re.compile(r"\b(?:e-?mails?|e-?mailed|address|contact|write to|wrote to|mailbox)\b[^\n]{0,24}$", re.I)
_LISTED = words_in(LISTS / "addresses.txt")
ROLES, AREAS, TRIAL_AREAS = _LISTED["mailboxes"], _LISTED["areas"], _LISTED["trial areas"]
POSTCODE = re.compile(r"(?<![A-Z0-9])([A-Z]{1,2})(\d[A-Z0-9]?)([ \n\-]{0,3})(\d[ABD-HJLNP-UW-Z]{2})(?![A-Z0-9])", re.I)
APART = re.compile(
    r"(?<![A-Z0-9])([A-Z]{1,2})[ \-]?(\d[A-Z0-9]?)([ \-]{0,3})(\d[ \-]?[ABD-HJLNP-UW-Z]{2})(?![A-Za-z0-9])"
)
GIRO = re.compile(r"(?<![A-Z0-9])(?:GIR[ \n\-]?0AA|ZZ99[ \n\-]?3[A-Z]{2})(?![A-Z0-9])", re.I)
OUTWARD = re.compile(
    r"\b(?:postcodes?|post codes?|postal district)\b[^\n.]{0,20}?\b([A-Z]{1,2}\d[A-Z0-9]?)\b(?! ?\d[A-Z])"
)
INWARD = re.compile(r"\bpostcodes?\b[^\n.]{0,20}?\b(\d[A-Z]{2})\b")
LIVED_IN = re.compile(
    r"\b(?:in|from|to|around|near) ((?!KS)[A-Z]{2}\d{1,2}[A-Z]?|(?<=lives in )[A-Z]\d{1,2}|"
    r"(?<=lived in )[A-Z]\d{1,2})\b(?! ?\d[A-Z])"
)
AN_OUTWARD = re.compile(r"\b([A-Z]{1,2}\d{1,2}[A-Z]?)(?= (?:area|postcode|district|postal)\b)")

WAYS = lines_in(LISTS / "addresses.txt")["ways"]
WAY, WAY_SHOUTED = any_of(WAYS), any_of(tuple(way.upper() for way in WAYS))
NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty"
)
_NUMBER = rf"(?:\d{{1,4}}[A-Za-z]?|{NUMBERS.title()}|(?<=number )(?:{NUMBERS}))"
HOME = re.compile(
    rf"(?<![\w/.£])(?:(?:[Ff]lat|[Aa]partment|[Rr]oom|[Uu]nit|FLAT) (?:\d{{1,3}}[A-Za-z]?|[A-H]),? (?:{_NUMBER},? )?|"
    rf"(?:[Ff]lat|[Rr]oom|[Uu]nit) \w{{1,4}},? {_NUMBER},? |{_NUMBER},? )"
    rf"(?:(?:The|[A-Z][\w'\-]{{1,30}})\.? ){{1,4}}{WAY}\b\.?"
)
HOME_SHOUTED = re.compile(rf"(?<![\w/.£])\d{{1,4}}[A-Z]?,? (?:[A-Z][A-Z'\-]{{2,30}} ){{1,3}}{WAY_SHOUTED}\b")
# in small letters: the first word of the street has to be no English word
HOME_SMALL = re.compile(
    r"(?<![\w/.£])\d{1,4}[a-z]?,? ([a-z][a-z'\-]{2,30})(?: [a-z]{3,30})? (?:road|rd|street|st|avenue|ave|"
    r"lane|ln|close|drive|"
    r"crescent|cres|court|gardens|gdns|terrace|place|way|grove|walk|hill|square|mews|rise)\b"
)
FLAT = re.compile(
    r"(?:\b(?:Flat|Apartment|Apt|FLAT)\.?|(?<=in )flat|(?<=at )flat|(?<=into )flat|(?<=to )flat) (?:number |no\.? )?"
    r"(?:\d{1,3}[A-Za-z]?|[A-H])\b(?! (?:miles?|minutes?|hours?|years?|months?|weeks?|days?|people|bedrooms?|children))"
)
HOUSE = re.compile(
    rf"\b(?:The )?[A-Z][\w'\-]{{2,30}}(?: [A-Z][\w'\-]{{2,30}})? (?:Cottage|House|Lodge|Farm|Farmhouse|"
    rf"Villa|Barn|Mill|Manor|"
    rf"Bungalow|Towers?|Flats|Point),? (?:on |in )?(?:[A-Z][\w'\-]{{1,30}}\.? ){{1,3}}{WAY}\b"
)

POSITION = re.compile(
    r"(?<![\w.\-])-?\d{1,2}\.\d{3,12}(?: ?°)?(?: ?[NS])?[ ,;/]{1,3}-?\d{1,3}\.\d{3,12}(?: ?°)?(?: ?[EW])?(?!\w|\.\d)|"
    r"\d{1,2} ?° ?\d{1,2} ?['′] ?(?:\d{1,2}(?:\.\d+)? ?[\"″] ?)?[NS][ ,]{0,3}\d{1,3} ?° ?\d{1,2} ?['′] "
    r"?(?:\d{1,2}(?:\.\d+)? ?[\"″] ?)?[EW]|"
    r"\b[HNOST][A-HJ-Z] ?\d{5} ?\d{5}\b|(?i:\bgrid ref(?:erence)?\b[^\n.]{0,12}?)[HNOSTC][A-HJ-Z] ?\d{2,5} ?\d{2,5}\b"
)
THREE_WORDS = re.compile(
    r"(?<!:)(?<!/)///[^\W\d_]{2,30}\.[^\W\d_]{2,30}\.[^\W\d_]{2,30}|(?i:\b(?:what ?3 ?words|"
    r"what three words|w3w))[^\n]{0,24}?"
    r"[^\W\d_]{2,30}\.[^\W\d_]{2,30}\.[^\W\d_]{2,30}(?![\w/])|(?i:what3words\.com|w3w\.co)/[\w.]{5,90}"
)

HANDLE = re.compile(r"(?:(?<![\w@./])|(?<=[\w]/))@[A-Za-z_](?:\w|\.(?=\w)){2,29}(?!\w|@)")
ACCOUNT = re.compile(
    r"(?<![\w.])(?:https?://)?(?:www\.|m\.)?(?:facebook\.com|fb\.com|fb\.me|m\.me|instagram\.com|instagr\.am|tiktok\.com|"
    r"twitter\.com|x\.com|snapchat\.com|linkedin\.com/in|onlyfans\.com|twitch\.tv|reddit\.com/u(?:ser)?|threads\.(?:net|com)|"
    r"vk\.com|youtube\.com/(?:@|user/|c/|channel/)|t\.me|wa\.me|discord\.gg|discord(?:app)?\.com/users|bsky\.app/profile|"
    r"roblox\.com/users|steamcommunity\.com/(?:id|profiles)|pinterest\.(?:com|co\.uk)|tumblr\.com|github\.com|"
    r"soundcloud\.com|open\.spotify\.com/user|ask\.fm|wattpad\.com/user|gofundme\.com/f|justgiving\.com|tellonym\.me|"
    r"cash\.app|paypal\.me|ko-fi\.com|linktr\.ee|bereal\.com)/?[^\s<>()\[\]\"']{2,200}", re.I,
)  # fmt: skip
_PLATFORM = (
    "snapchat|snap|instagram|insta|ig|tiktok|facebook|fb|twitter|discord|gamer ?tag|xbox(?: live)?|"
    "playstation|psn|roblox|"
    "minecraft|fortnite|steam|twitch|youtube|telegram|whatsapp|kik|yubo|omegle|reddit|username|user ?name|"
    "handle|screen ?name|"
    "online name|login|nickname online"
)
SAID = re.compile(
    rf"\b(?:{_PLATFORM})(?: (?:account|name|username|handle|profile|user|id|tag|page))?"
    r"(?: (?:is|was|called|named|as))?[ :=|\n,(]{1,3}[\"']?((?=[\w.\-]{0,28}[\d_])[A-Za-z_][\w.\-]{2,28}\w)", re.I,
)  # fmt: skip
CALLED = re.compile(
    r"\b(?:(?:user ?|screen ?|snapchat |snap |instagram |insta |tiktok |discord |roblox |xbox |psn )name|"
    r"gamer ?tag|handle|"
    r"(?:snapchat|instagram|insta|tiktok|discord|roblox|twitter)(?: (?:account|handle|id|user)|(?=:)))"
    r"(?:(?: (?:is|was)|:)(?: called)?|(?<=tag))[ \n]{1,2}[\"']?(\w[\w.\-]{2,28}\w)", re.I,
)  # fmt: skip
AS_ON = re.compile(
    r"\b(?:known|posts?|posted|goes|went|played|plays|messaged) (?:online )?(?:by|"
    r"as) [\"']?@?(\w[\w.\-]{2,28}\w)[\"']? (?:on|online)\b"
    r"(?: (?:snapchat|instagram|insta|tiktok|facebook|twitter|discord|xbox|roblox|youtube|x)\b)?", re.I,
)  # fmt: skip
# On insta she was xx.name.xx: no word looks so.
ON_A_PLATFORM = re.compile(
    rf"\b(?:on|via|over|through) (?:{_PLATFORM})\b[^\n.!?]{{0,30}}?\b(?:as|was|is|called|under|by|named)"
    r" [\"']?((?=[\w.\-]{0,28}[\d_.])[A-Za-z_][\w\-]*(?:\.[\w\-]+)*\w)", re.I,
)  # fmt: skip
TAGGED = re.compile(r"(?<![\w/#])[A-Za-z][\w.]{1,30}#\d{4}(?!\w)")


def contacts(reading: Reading) -> Iterator[Found]:
    """Telephone numbers, e-mail addresses, postcodes, addresses of homes and accounts of persons."""
    text = reading.text

    def found(code: str, start: int, end: int) -> Found:
        return Found(code, start, end, reading.quote(start, end))

    for match in EMAIL.finditer(text):
        if not _is_a_role(re.sub(" dot ", ".", match[0].lower()).replace(" ", "")):
            yield found("e-mail-address", *match.span())
    if SPELT_AT.search(text):
        for start, end in _spelt_out(text):
            yield found("e-mail-address", start, end)
    for match in SAID_ALOUD.finditer(text):
        if not _is_a_role(_written_out(match[0])):
            yield found("e-mail-address", *match.span())
    for match in SAID_AT.finditer(text):
        name, _, host = _written_out(match[0]).partition("@")
        told = MAIL_SAID.search(text, max(0, match.start() - 40), match.start())
        is_meant = told or MAIL_HOSTS.match(host) or re.search(r"[._\d]", name)
        if is_meant and not _is_a_role(f"{name}@{host}"):
            yield found("e-mail-address", *match.span())
    for match in AT_A_HOST.finditer(text):
        if "@" in match[0] or re.search(r"[._\d]| dot ", match[0]):
            yield found("e-mail-address", *match.span())
    for pattern in (POSTCODE, APART):
        for match in pattern.finditer(text):
            area = match[1].upper()
            in_capitals = match[0].isupper()
            known = area in AREAS or area in TRIAL_AREAS or (in_capitals and match[3] in {" ", "-"} and len(area) == 2)
            if known and "\n\n" not in match[3]:
                yield found("postcode", *match.span())
    for match in GIRO.finditer(text):
        yield found("postcode", *match.span())
    for match in LIVED_IN.finditer(text):
        if match[1].rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").rstrip("0123456789") in AREAS:
            yield found("named-place", *match.span(1))
    for pattern in (OUTWARD, INWARD, AN_OUTWARD):
        for match in pattern.finditer(text):
            yield found("named-place", *match.span(1))
    for pattern in (POSITION, THREE_WORDS):
        for match in pattern.finditer(text):
            yield found("exact-position", *match.span())
    for match in PHONE.finditer(text):
        if _is_of_a_person(match[0]):
            yield found("phone-number", *match.span())
    for match in IN_WORDS.finditer(text):
        if not OF_SERVICES_ALOUD.match(match[0]):
            yield found("phone-number", *match.span())
    for match in WITH_LETTERS.finditer(text):
        yield found("phone-number", *match.span())
    for match in (
        *RUNG.finditer(text),
        *RUNG_ON.finditer(text),
        *RUNG_BEFORE.finditer(text),
        *EXTENSION.finditer(text),
    ):
        digits = "".join(character for character in match[1] if character.isdigit())
        if not digits.startswith(OF_EVERYBODY):
            yield found("phone-number", *match.span(1))
    for pattern in (HOME, HOME_SHOUTED, FLAT, HOUSE):
        for match in pattern.finditer(text):
            yield found("home-address", *match.span())
    for match in HOME_SMALL.finditer(text):
        if not is_counted(match[1]):
            yield found("home-address", *match.span())
    for pattern in (ACCOUNT, HANDLE, TAGGED):
        for match in pattern.finditer(text):
            yield found("online-account", *match.span())
    for pattern in (SAID, CALLED, AS_ON, ON_A_PLATFORM):
        for match in pattern.finditer(text):
            if not is_counted(match[1].lower()) and re.search(r"[^\W\d]", match[1]):
                yield found("online-account", *match.span(1))


def _written_out(said: str) -> str:
    """A mailbox as it is typed, from how it is said aloud."""
    for word, sign in (("dot", "."), ("underscore", "_"), ("dash", "-"), ("hyphen", "-"), ("at", "@"), ("@", "@")):
        said = re.sub(rf" {word} ", sign, said.lower())
    return said


def _is_a_role(address: str) -> bool:
    """A service's mailbox tells of nobody; but a school's tells which school."""
    name, _, host = address.lower().partition("@")
    return name in ROLES and not host.endswith(".sch.uk")


def _spelt_out(text: str) -> Iterator[tuple[int, int]]:
    """E-mail addresses written as name (at) place (dot) org."""
    for match in SPELT_AT.finditer(text):
        before = re.search(r"[\w.+%-]{1,64}$", text[max(0, match.start() - 64) : match.start()])
        after = HOST_SPELT.match(text, match.end())
        if before and after:
            yield match.start() - len(before[0]), after.end()


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


def is_mobile(written: str) -> bool:
    """Whether a telephone number is a mobile's, in digits or said aloud: somebody's own."""
    digits = "".join(character for character in written if character.isdigit())
    return digits.startswith(("07", "447", "00447", "4407")) or (not digits and bool(MOBILE_ALOUD.match(written)))
