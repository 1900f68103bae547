"""Places by name: a school, a hospital, a ward, a street. "The hospital" and "a primary school" are none."""

import re
from collections.abc import Iterator

from briefings.checklist.identity import company, wordlists
from briefings.checklist.identity.company import LISTS
from briefings.checklist.identity.reading import Found, Reading
from briefings.checklist.identity.word import is_ordinary
from portal.text.word_lists import lines_in, words_in

HEADS = re.compile(
    r"\b(?:(?:(?:Church of England|C of E|CE|RC|Catholic|Community|Free|Voluntary) )?"
    r"(?:Primary|Secondary|Infants?|Junior|Nursery|High|Grammar|Special|Comprehensive|Middle|Prep|Preparatory|Pre) ?-?"
    r"(?:and |& )?(?:Primary |Nursery |Infants? |Junior )?(?:School|Academy)|School|Academy|(?:Sixth Form )?College|"
    r"Kindergarten|"
    r"Nursery|Pre-?school|Playgroup|Pupil Referral Unit|PRU|"
    r"(?:General |District |Royal |Children's |Community |Teaching |University |Memorial |Cottage ){0,3}Hospital|"
    r"Infirmary|Hospice|"
    r"Medical (?:Centre|Practice)|Health Centre|Surgery|GP Practice|Group Practice|Clinic|Birth(?:ing)? Centre|"
    r"Maternity Unit|Mother and Baby Unit|"
    r"(?:Residential |Nursing |Care |Children's )Home|Children's Centre|Family (?:Centre|Hub)|Youth (?:Club|Centre)|"
    r"Community Centre|Sports Centre|Leisure Centre|Shopping Centre|Refuge|Hostel|Lodge|Unit|Ward|Prison|"
    r"Church|Chapel|Cathedral|Mosque|Masjid|Temple|Gurdwara|Synagogue|Mandir|Parish|Estate|Tower|"
    r"Road|Street|Avenue|Lane|Crescent|Terrace|Grove|Mews|Gardens|Drive|Close|Walk|Croft|Rise)\b(?! of\b)(?! [A-Z])"
    r"(?! (?:model|approach|programme|project|method|framework|scheme|toolkit|tool|initiative|campaign|test)\b)"
)
BEFORE = re.compile(r"(?:(?:[A-Z][\w'\-]{0,40}|(?:St|[A-Z])\.|of|the|and|&|on|upon|in) ){1,6}$")
# Written short: Larkfield Ave, X Primary, X General. Not “Attorney General”, nor “Oakhurst Primary Care”.
SHORT = re.compile(
    r"\b(?:Rd|Ave|Ln|Cres|Gdns|Sq|Terr?|Tce|Hse|Bldgs|Crt|Pde|Mws|Wlk|Cotts?|Blvd|Grn|Est|"
    r"(?:C of E |CE |RC |Catholic |Community )?(?:Primary|Infants?|"
    r"Juniors?|Grammar|High|"
    r"Comp|Comprehensive|Secondary|Prep|Pre-?School|Sixth Form)|(?:District |Royal )?General|Infirmary|"
    r"Maternity|Cottage Hosp|"
    r"Hosp|Med Ctr|Sch|Schl|Acad|Coll|Prim|Inf|Jnrs?|Nurs|C(?: of |of|/)E|RC|Surg|Clin|HC)"
    r"(?=[.,;:!?)\n]|$| [a-z(]|'s?)(?! (?:care|education|schools? (?:is|are|have)\b))"
)
STREET_SHORT = re.compile(
    r"\b[A-Z][\w'\-]{2,30} St(?=[.,;:!?)\n]|$| (?:and|in|at|on|to|with|where|near|the|was|"
    r"is)\b)"
)
SMALL_HEADS = re.compile(
    r"\b(?:primary|infants|juniors|school|academy|nursery|hospital|infirmary|hospice|ward|surgery|clinic|"
    r"college|street|avenue|"
    r"crescent|medical centre|health centre|children's home|care home)\b(?! (?:of|uniform|age|nurse|nurses|"
    r"staff|places?)\b)"
)
LABELLED = re.compile(
    r"\b(?i:sch|schl|acad|coll|hosp|nurs|addr|school|nursery|college|academy|hospital|ward|surgery|gp practice|street|"
    r"home address|address|"
    r"children's home|"
    r"care home|prison)\.? ?: ?((?:St\.? )?[A-Z][\w'\-]{2,30}(?: [A-Z][\w'\-]{1,30}){0,4})"
)
SHOUTED = re.compile(
    r"\b([A-Z][A-Z'\-]{2,30})(?: [A-Z][A-Z'\-]{1,30}){0,4} (?:SCHOOL|PRIMARY|ACADEMY|NURSERY|HOSPITAL|"
    r"INFIRMARY|WARD|SURGERY|"
    r"ROAD|STREET|AVENUE|LANE|CLOSE|CRESCENT)\b"
)
DOCTORS = re.compile(r"\bDr\.? [A-Z][\w\-]{1,30}(?:'s?)? (?:surgery|practice|clinic)\b")
PRACTICE = re.compile(
    r"\b(?:at|the|of|from|by) ((?:[A-Z][\w'\-]{2,30} ){1,3})(?:Group |Family |Medical )?Practice(?![\w\-]| [A-Z])"
)
WARD = re.compile(r"\b(?:[Ww]ard|WARD) (?:\d{1,3}[A-Za-z]?|[A-Z]\d{0,2})(?!\w)")
# A school or a church by the saint alone, a hospital that everybody calls the Royal.
BY_SAINT = re.compile(
    r"\b(?:Our Lady(?:'s| of [A-Z][\w']{2,20}(?: [A-Z][\w']{2,20})?)?|Holy (?:Trinity|Family|Cross|Rood|Rosary|"
    r"Child|Name|Ghost|"
    r"Redeemer|Innocents)|Sacred Heart|Blessed Sacrament|Corpus Christi|Christ the King|All Saints'?|All Souls'?|"
    r"Immaculate (?:Conception|Heart)|Good Shepherd)(?: (?:RC|CE|C of E|Catholic|VA|VC))?(?![\w']| [A-Z])"
)
ROYAL = re.compile(
    r"\b[Tt]he (?:(?:Royal|Queen|Princess|King) [A-Z][a-z]{3,20}(?:'s)?|[A-Z][a-z]{3,20} (?:Royal|"
    r"Infirmary))(?=[.,;:)]|$|\s(?:and|or|was|"
    r"were|had|is|in|on|at|to|for|told|rang|with|where|when|by|after|before|said|asked|saw)\b)"
)
TO_THE_ROYAL = re.compile(
    r"\b(?:at|to|from|in|nurses?|doctors?|ward|consultants?|midwife|staff|team|department|admitted|taken|"
    r"rushed)[ \w]{0,12}$"
)
THE_HOSPITAL = re.compile(
    r"\b[Tt]he ([A-Z][a-z]{4,20})(?=[.,;:)]|\s(?:and|or|on|at|for|with|where|when|by|after|before|in)\b)"
)
IN_BED = re.compile(
    r"\b(?:beds?|admitted|readmitted|discharged|transferred|inpatient|in-patient|A ?& ?E|ED|theatre|scans?|labour)\b"
    r"[ \w]{0,16}$"
)

SAINT = re.compile(
    r"\b(?!St\.? (?:Helens|Albans|Ives|Austell|Andrews|Neots|Asaph|Leonards|Pancras|Davids|Helier|"
    r"Pierre)\b)St\.? [A-Z][\w\-]{1,30}(?:'s?|s)?(?=[ ,.;:)\n]|$)"
    r"(?! (?:John Ambulance|(?!A ?& ?E|ED\b|Ward|Maternity)[A-Z]))"
)
PRISON = re.compile(r"\bHM(?:P|YOI|P ?(?:/|and|&) ?YOI)\b:? [A-Z][\w'\-]{2,30}(?: [A-Z][\w'\-]{2,30})?")

KINDS_OF_PLACE, MOSTLY_A_KIND, GENERALS, NO_HOSPITALS = (
    words_in(LISTS / "named_places.txt")[section] for section in ("kinds", "mostly kinds", "generals", "no hospitals")
)
KNOWN = frozenset(lines_in(LISTS / "named_places.txt")["known"])


# A home without a number, a nursery by its name beside what it is, a hospital by its letters.
LIVED = re.compile(
    r"\b(?:flats?|house|home|lives?|lived|living|moved|bedsit|lodgings|hostel|shop|round|door|address)\b[^.\n]{0,24}?"
    r"\b(?:in|on|at|to|off|from|near) ((?:[A-Z][\w'\-]{1,30}\.? ){1,2}"
    rf"(?:{'|'.join(sorted(lines_in(LISTS / 'named_places.txt')['homes']))}))\b(?! [A-Z])"
)
CALLED = re.compile(
    r"\b(?:school|nursery|playgroup|pre-?school|hospital|ward|surgery|care home|children's home|college|refuge|club|"
    r"hostel|academy|estate|pub|gym|church|mosque|temple)"
    r"(?: \(|, | (?:is |was |that is )?(?:called|named|known as) )[\"']?(?:[Tt]he )?"
    r"([A-Z][\w'\-]{2,30}(?: (?:(?:of|the|and|on) )?[A-Z][\w'\-]{1,30}){0,3})"
    r"(?=[).,;:\"'!?\n]|$| (?:in|on|at|was|where|and|said|told|rang))"
)
# Where people are, by a name that is no word: Pennifold Park, the Harrowby estate, the village of Snoreham.
ABOUT = re.compile(
    r"\b(?:in|at|near|to|from|through|across|by|on|outside|behind|around|off|past|under) (?:the )?"
    r"((?:[A-Z][\w'\-]{2,30} ){1,2}"
    rf"(?:{'|'.join(sorted(lines_in(LISTS / 'named_places.txt')['about']))}))\b(?! [A-Z])"
)
SMALL_PLACE = re.compile(
    r"\b(?:village|hamlet|estate|islet) of ((?:[A-Z][\w'\-]{1,30}(?: |\b)(?:(?:on|in|by|under) )?){1,3})(?<! )"
)
BY_LETTERS = re.compile(
    r"\b(?:admitted|taken|rushed|transferred|discharged|back|ward|beds?|A ?& ?E|nurses?|doctors?|staff)[ \w]{0,16}"
    r"\bthe ([A-Z]{0,3}(?:RI|VI|GI|DGH|GH|RH)|QE|QMC|JR)\b"
)


def places(reading: Reading) -> Iterator[Found]:
    """Schools, hospitals, wards, surgeries, homes, places of worship and streets that are called by their names."""
    text = reading.text

    def found(start: int, end: int) -> Found:
        return Found("named-place", start, end, reading.quote(start, end))

    for match in (*HEADS.finditer(text), *SHORT.finditer(text), *SMALL_HEADS.finditer(text)):
        lead = BEFORE.search(text, max(0, match.start() - 90), match.start())
        if lead is None:
            continue
        start = _first_of_its_name(text, lead.start(), match.start())
        if "General" in match[0] and text[: match.start()].split()[-1].lower() in GENERALS:
            continue
        if start is not None and match[0] in MOSTLY_A_KIND and not _is_somebodys(text[start : match.start()]):
            continue
        if start is not None and text[start : match.end()].lower() not in KNOWN:
            yield found(start, match.end())
    for match in (*LABELLED.finditer(text), *SHOUTED.finditer(text)):
        if " " in match[1] or not is_ordinary(wordlists.folded(match[1].split()[0])):
            yield found(match.start(), match.end())
    for match in ROYAL.finditer(text):
        if match[0].split()[-1].lower() not in NO_HOSPITALS and TO_THE_ROYAL.search(
            text[max(0, match.start() - 30) : match.start()]
        ):
            yield found(*match.span())
    for match in THE_HOSPITAL.finditer(text):
        if not is_ordinary(wordlists.folded(match[1])) and IN_BED.search(
            text[max(0, match.start() - 40) : match.start()]
        ):
            yield found(match.start(1), match.end(1))
    for match in (*ABOUT.finditer(text), *SMALL_PLACE.finditer(text)):
        keys = [wordlists.folded(word) for word in match[1].split() if word[0].isupper()]
        if any(not is_ordinary(key) and not key.startswith("non-") for key in keys) and not match[1].isupper():
            yield found(*match.span(1))
    for match in (*LIVED.finditer(text), *BY_LETTERS.finditer(text)):
        yield found(*match.span(1))
    for match in CALLED.finditer(text):
        keys = [wordlists.folded(word) for word in match[1].split() if word[0].isupper()]
        said_so = match[0].lower().split(match[1].lower())[0].rstrip("\"' ").endswith(("called", "named", "as", "the"))
        if all(key in KINDS_OF_PLACE or key in wordlists.proper() for key in keys) or match[1].isupper():
            continue
        if said_so or any(not is_ordinary(key) for key in keys) or (len(keys) > 1 and "(" in match[0]):
            yield found(*match.span(1))
    for match in PRACTICE.finditer(text):
        if not is_ordinary(wordlists.folded(match[1].split()[0])):
            yield found(match.start(1), match.end())
    for pattern in (WARD, SAINT, BY_SAINT, PRISON, STREET_SHORT, DOCTORS):
        for match in pattern.finditer(text):
            yield found(*match.span())


def _first_of_its_name(text: str, start: int, end: int) -> int | None:
    """Where the name begins: after what only opens the sentence, and None if all of it says only a kind."""
    words = [(match.start(), match[0]) for match in re.finditer(r"\S+", text[start:end])]
    opens_sentence = (
        start == 0 or text[start - 1] == "\n" or text[max(0, start - 2) : start] in {". ", "? ", "! ", ": "}
    )
    while words:
        place, word = words[0]
        key = wordlists.folded(word.rstrip("."))
        ordinary_opening = opens_sentence and place == 0 and is_ordinary(key) and len(words) > 1
        if ordinary_opening:  # Little Acorns, Elm House, Dr Shah's
            following = wordlists.folded(words[1][1].removesuffix("'s"))
            is_part = words[1][1][0].isupper() and is_ordinary(following) and following not in wordlists.proper()
            ordinary_opening = not (is_part or key in company.TITLES)
        if key not in KINDS_OF_PLACE and not ordinary_opening:
            break
        words.pop(0)
        if ordinary_opening and key not in KINDS_OF_PLACE and not words:
            return None
    last_in = max((at for at, (_place, word) in enumerate(words) if word in {"in", "on"}), default=-1)
    if not any(_names_one(word) for _place, word in words[last_in + 1 :]):
        return None  # also: Bruising in Non-Mobile Infants
    return start + words[0][0]


def _is_somebodys(words: str) -> bool:
    """Whether a unit or a refuge is called by a name: Willow Unit. The Violence Reduction Unit says what it does."""
    keys = {wordlists.folded(word.removesuffix("'s")) for word in words.split() if word[0].isupper()}
    named = wordlists.given_names() | wordlists.names_that_are_words()
    return any(key in named or not is_ordinary(key) for key in keys)


def _names_one(word: str) -> bool:
    key = wordlists.folded(word.rstrip(".").removesuffix("'s"))
    return (
        word[0].isupper()
        and key not in KINDS_OF_PLACE
        and not key.startswith("non-")
        and key not in wordlists.proper()
        and not (word.isupper() and len(word) > 1)
    )
