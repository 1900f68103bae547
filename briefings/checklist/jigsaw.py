"""Whether details that are harmless alone tell together who a briefing is about.

"If you're Child B in a small village, everyone in your class is going to know": no name is needed. Each
detail below has a weight: what narrows a family down most counts two, what narrows it down somewhat
counts one, and the same kind of detail counts once. The weights and bounds are our own judgement, tried
on invented cases; a person decides, so this only ever advises.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefings import document as doc
from briefings.checklist.problem import Circumstances, Problem
from briefings.checklist.prose import passages
from briefings.formats import FORMATS
from briefings.rendering import Rendered
from portal.sentences import listed

FEWEST_KINDS = 3  # two details are in every story
ENOUGH_IN_ONE_PART = 4
ENOUGH_IN_ALL = 5
MOST_SHOWN = 6

_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty)"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_PARENT = r"(?:mother|father|mum|dad|parents?|step-?(?:mother|father)|grand(?:mother|father)|carers?|partner)"
_JOB = (
    r"(?:soldier|police officer|prison officer|teacher|head ?teacher|doctor|surgeon|GP|nurse|midwife|paramedic|"
    r"firefighter|pilot|vicar|priest|imam|rabbi|pastor|councillor|footballer|musician|farmer|fisherman|"
    r"trawlerman|social worker|foster carer|childminder|taxi driver|lorry driver|barrister|solicitor|dentist|"
    r"vet|magistrate|member of the armed forces|serving officer)"
)
_FAITH = (
    r"(?:Muslim|Sikh|Hindu|Jewish|Buddhist|Catholic|Pentecostal|Orthodox|Mormon|Jehovah[’']s Witness(?:es)?|"
    r"Plymouth Brethren|Quaker|Rastafarian)"
)
_PEOPLE = (
    r"(?:Afghan|Albanian|Bangladeshi|Bulgarian|Chinese|Congolese|Czech|Eritrean|Ethiopian|Filipino|Ghanaian|Hungarian|"
    r"Indian|Iranian|Iraqi|Kurdish|Latvian|Lithuanian|Nigerian|Pakistani|Polish|Portuguese|Roma|Romanian|Russian|"
    r"Slovak|Somali|Spanish|Sudanese|Syrian|Tamil|Turkish|Ukrainian|Vietnamese|Zimbabwean|Gypsy|Traveller)"
)


@dataclass(frozen=True)
class Kind:
    """One kind of detail, what it weighs, how it is found, and the broader wording that is usual ("": left out)."""

    slug: str
    weight: int
    pattern: re.Pattern[str]
    broader: str


def _kind(slug: str, weight: int, pattern: str, broader: str, *, exact_case: bool = False) -> Kind:
    return Kind(slug, weight, re.compile(pattern, 0 if exact_case else re.IGNORECASE), broader)


KINDS = [
    _kind(
        "age",
        2,
        rf"\b(?:aged? )?{_NUMBER}(?:[- ]and[- ]a[- ]half)?[- ](?:day|week|month)s?[- ](?:old|of age)\b"
        rf"|\baged? {_NUMBER} (?:days|weeks|months)\b|\bat {_NUMBER} (?:days|weeks|months) of age\b",
        "a baby",
    ),
    _kind(
        "age",
        1,
        rf"\baged? {_NUMBER}\b(?! (?:days|weeks|months|to|and over|or over|or under)|[-–])"
        rf"|\b{_NUMBER}[- ]years?[- ]old\b|\b(?:was|turned|is|were|turning) {_NUMBER}"
        r"(?= when\b| years?\b|,|\.| and (?:was|were|had|lived)\b)",
        "an age band, such as “a primary school child”",
    ),
    _kind(
        "family",
        2,
        r"\btwins?\b(?![ -](?:bed|room|track|aim|town))|\btriplets?\b|\bquadruplets?\b",
        "a brother or sister",
    ),
    _kind(
        "family",
        2,
        rf"\b(?:youngest|eldest|oldest|middle|second|third|fourth|fifth|sixth|one) of (?:the )?"
        rf"(?:{_NUMBER})\b(?: (?:children|siblings|brothers|sisters))?(?! (?:them|the|our|these|those|every))"
        r"|\b(?:seven|eight|nine|ten|eleven|twelve|[789]|1[0-9]) "
        r"(?:children|siblings|brothers|sisters) (?:lived|in the (?:home|house|family))\b",
        "has brothers and sisters",
    ),
    _kind("family", 2, r"\b(?:half|step)-?\s?(?:brother|sister|sibling)s?\b", "a brother or sister"),
    _kind(
        "family",
        1,
        r"\bonly child\b|\bsurroga(?:te|cy)\b|\badopted (?:from|as a|by)\b|\bdonor-conceived\b",
        "",
    ),
    _kind(
        "condition",
        2,
        r"\b(?:cystic fibrosis|sickle[- ]cell|Down[’']?s? syndrome|muscular dystrophy|h(?:a)?emophilia|"
        r"spina bifida|brittle bones?|osteogenesis imperfecta|phenylketonuria|Duchenne|achondroplasia|dwarfism|"
        r"albinism|deafblind|deaf-blind|cleft (?:lip|palate)|hydrocephalus|microcephaly|f(?:o)?etal alcohol|"
        r"tracheostomy|Huntington[’']?s|Tourette[’']?s?)\b"
        r"|\brare (?:\w+ )?(?:condition|disease|syndrome|disorder|illness)\b",
        "a health condition",
    ),
    _kind(
        "condition",
        2,
        r"\b(?!Down)[A-Z][a-z]+(?:[-–][A-Z][a-z]+)?(?:[’']s)? (?:syndrome|disease)\b",
        "a health condition",
        exact_case=True,
    ),
    _kind("faith", 1, rf"\b{_FAITH}\b", "a family of faith", exact_case=True),
    _kind(
        "origin",
        1,
        rf"\b{_PEOPLE}\b(?! (?:carer|translation|version))|\b(?:born in|came from|moved here from|fled) "
        r"[A-Z][a-z]+\b|\basylum[- ]seek\w+",
        "a family with another first language",
        exact_case=True,
    ),
    _kind(
        "job",
        1,
        rf"\b{_PARENT}\b[^.!?\n]{{0,30}}\b(?:was|is|were|worked as|works as|,)\s+(?:a |an |the )?"
        rf"(?:\w+ )?{_JOB}s?\b",
        "worked",
    ),
    _kind(
        "harm",
        1,
        r"\b(?:stabbed|stabbing|poison(?:ed|ing)|drown(?:ed|ing)|strangled|smothered|crossbow|acid|set on fire|"
        r"(?:a|the|house) fire\b(?! (?:alarm|service|safety|door|officer|station|visit|plan|brigade|and rescue))|"
        r"shot (?:dead|by|in)|dog (?:attack|bite)|mauled|hanged|hanging|starved|starvation|"
        r"button batter(?:y|ies)|methadone|scald(?:ed|s|ing)?|fell from (?:a|the) (?:window|balcony|roof|bridge)|"
        r"railway|hypothermia)\b",
        "was seriously harmed",
    ),
    _kind(
        "date",
        2,
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|\b{_MONTH} (?:of )?(?:19|20)\d\d\b"
        r"|\b(?:Christmas|New Year[’']s)(?: Eve| Day)\b|\bBoxing Day\b|\bBonfire Night\b",
        "",
        exact_case=True,
    ),
    _kind(
        "date",
        1,
        r"\b(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)(?: of)? (?:19|20)\d\d\b"
        rf"|\b[Ii]n (?:early |late |mid-)?(?:{_MONTH}|(?:19|20)\d\d)\b|\bat Christmas\b",
        "",
        exact_case=True,
    ),
]

_SETTING = (
    r"(?:Hospital|Infirmary|School|Academy|College|Nursery|Estate|Road|Street|Lane|Avenue|Park|Ward|Village|Surgery|"
    r"Children[’']s Centre|Church|Mosque|Temple|Farm|Caravan Park)"
)
PLACE = re.compile(
    rf"\b(?:[A-Z][a-z’'-]+ ){{1,3}}{_SETTING}\b"
    r"|(?<=\b[Ii]n )[A-Z][a-z]{2,}\b(?![’']s)|(?<=\b[Nn]ear )[A-Z][a-z]{2,}\b(?![’']s)"
    r"|(?<=\bmoved to )[A-Z][a-z]{2,}\b(?![’']s)|(?<=\boutside )[A-Z][a-z]{2,}\b(?![’']s)"
    r"|(?<=\blived at )[A-Z][a-z]{2,}\b(?![’']s)"
)
NO_PLACE = re.compile(
    rf"(?:{_MONTH}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Christmas|Easter|Ramadan|English|Welsh|"
    rf"England|Wales|Scotland|Britain|Ireland|Working|Part|Section|Chapter|Year|Reception|Figure|Table|Appendix|"
    rf"Family|Safeguarding|Primary|Secondary|{_PEOPLE}|{_FAITH})\b"
)
PLACE_KIND = Kind("place", 1, PLACE, "our area")


@dataclass(frozen=True)
class Detail:
    """One detail in the words: what it is, how it was put, and where it stands."""

    kind: str
    weight: int
    words: str
    where: str
    broader: str

    @property
    def value(self) -> str:
        """What it says, however it is put: “twins” and “Twin” are one."""
        words = re.sub(r"^(?:was|is|were|turned|turning|aged?)\s+", "", self.words.lower())
        return re.sub(r"[^a-z0-9]+", " ", words).strip().removesuffix("s")


def details_in(text: str, where: str = "", *, known: Iterable[str] = ()) -> list[Detail]:
    """Every detail of a text that narrows down who it is about. `known` are names that are no places here."""
    found = []
    for kind in KINDS:
        found += [(one, kind) for one in kind.pattern.finditer(text)]
    known = {name.casefold() for name in known}
    for one in PLACE.finditer(text):
        words = {word.casefold() for word in re.findall(r"\w+", one.group())}
        if not NO_PLACE.match(one.group()) and not words & known:
            found.append((one, PLACE_KIND))
    found.sort(key=lambda pair: pair[0].start())
    return [Detail(kind.slug, kind.weight, _words(one), where, kind.broader) for one, kind in found]


def _words(one: re.Match[str]) -> str:
    return re.sub(r"^(?:in|at)\s+", "", " ".join(one.group().split()), flags=re.IGNORECASE)


def details_of(document: doc.Document) -> list[Detail]:
    """Every such detail of a Document, in reading order. Names it tells anyway are no places: pseudonym and signers."""
    told = [
        document.title,
        *(one.name for one in document.publishers),
        *(document.cover.subjects if document.cover else ()),
    ]
    known = [word for name in told for word in re.findall(r"\w+", name)]
    return [detail for one in passages(document) for detail in details_in(one.text, one.where, known=known)]


def details_do_not_add_up(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    """One combination at most: that inside one part, where a reader puts it together, or else that of the whole."""
    if not document.review_slug:  # a topic tells of nobody
        return
    details = details_of(document)
    parts: dict[str, list[Detail]] = {}
    for detail in details:
        parts.setdefault(detail.where, []).append(detail)
    strongest = max((_strongest(one) for one in parts.values()), key=_score, default=[])
    if _adds_up(strongest, ENOUGH_IN_ONE_PART):
        yield _together(strongest, "Make this part less exact. Together these details may tell who it is about")
    elif _adds_up(everywhere := _strongest(details), ENOUGH_IN_ALL):
        yield _together(
            everywhere, "Make some of this less exact. Read together, these details may tell who it is about"
        )


def _strongest(details: Iterable[Detail]) -> list[Detail]:
    """The strongest detail of each kind, the first of them where several are as strong."""
    best: dict[str, Detail] = {}
    for detail in details:
        if detail.kind not in best or detail.weight > best[detail.kind].weight:
            best[detail.kind] = detail
    return list(best.values())


def _score(details: list[Detail]) -> int:
    return sum(detail.weight for detail in details)


def _adds_up(details: list[Detail], enough: int) -> bool:
    return len(details) >= FEWEST_KINDS and _score(details) >= enough


def _together(details: list[Detail], opening: str) -> Problem:
    shown = sorted(details, key=lambda detail: -detail.weight)[:MOST_SHOWN]
    offers = "; ".join(_offer(one) for one in shown[:3])
    message = f"{opening}: {_quoted(one.words for one in shown)}. Usual: {offers}."
    return Problem(
        "details-together", shown[0].where, message, stops=False, places=tuple((one.words, one.where) for one in shown)
    )


def _offer(detail: Detail) -> str:
    if detail.broader == "":
        return f"leave “{detail.words}” out"
    broader = detail.broader if detail.broader.startswith("an age") else f"“{detail.broader}”"
    return f"write {broader} instead of “{detail.words}”"


def _quoted(words: Iterable[str]) -> str:
    return listed(f"“{one}”" for one in dict.fromkeys(words))


def nothing_tells_more_than_is_public(document, rendered, around) -> Iterator[Problem]:
    """Compares with what everybody can read of the same review now, and with nothing else."""
    if not around.published:
        return
    public = {detail.value for one in around.published for detail in details_in(one.text)}
    public_text = re.sub(r"[^a-z0-9]+", " ", " ".join(one.text for one in around.published).lower())
    fresh: dict[str, Detail] = {}
    for detail in details_of(document):
        is_told = detail.value in public or f" {detail.value}" in public_text
        if not is_told and detail.kind != "date":
            fresh.setdefault(detail.value, detail)
    if not fresh:
        return
    shown = list(fresh.values())[:MOST_SHOWN]
    this = FORMATS[document.format].name.lower()
    kinds = list(dict.fromkeys("edition readers have now" if one.is_own else one.kind for one in around.published))
    where = f"the published {kinds[0]} does not" if len(kinds) == 1 else "nothing published about this review does"
    where = where.replace("published edition", "edition")
    message = f"Ask whether this has to be told: this {this} says {_quoted(one.words for one in shown)}; {where}."
    yield Problem(
        "tells-more", shown[0].where, message, stops=False, places=tuple((one.words, one.where) for one in shown)
    )


CHECKS = [details_do_not_add_up, nothing_tells_more_than_is_public]
