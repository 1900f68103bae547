"""Whether details that are harmless alone tell together who a briefing is about.

"If you're Child B in a small village, everyone in your class is going to know": no name is needed. Each
detail below has a weight: what narrows a family down most counts two, what narrows it down somewhat
counts one, and the same kind of detail counts once. The weights and bounds are our own judgement, tried
on invented cases; a person decides, so this only ever advises.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from briefings import document as doc
from briefings.checklist.problem import Circumstances, Problem
from briefings.checklist.prose import passages
from briefings.formats import FORMATS
from briefings.rendering import Rendered
from portal.sentences import listed

FEWEST_KINDS = 3  # two details are in every story
ENOUGH_TOGETHER = 4
ENOUGH_IN_ALL = 5
MOST_SHOWN = 6
NEAR = 220  # words: what stands so near is read as of one person
LONGEST_NOTE = 1_500  # words: in more than that, details far apart are mostly of several people
# What is said of one person and of nobody else. Without one of these, events and places tell of no family.
OF_A_PERSON = frozenset({"age", "family", "job", "standing"})

_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty)"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_PARENT = r"(?:mother|father|mum|dad|parents?|step-?(?:mother|father)|grand(?:mother|father)|carers?|partner)"
_RELATIVE = (
    rf"(?:{_PARENT}|parents|son|daughter|brother|sister|uncle|aunt|cousin|husband|wife|grandparents?|stepson|"
    r"stepdaughter|family|boyfriend|girlfriend|he|she|they|both|who)"
)
_RARE_JOB = (
    r"(?:vicar|curate|priest|imam|rabbi|bishop|lay preacher|preacher|churchwarden|verger|chaplain|mayor(?:ess)?|"
    r"councillor|member of parliament|magistrate|judge|footballer|boxer|jockey|racing driver|cricketer|rugby player|"
    r"musician|singer|actor|actress|conductor|author|newsreader|presenter|gamekeeper|shepherd|blacksmith|thatcher|"
    r"farrier|beekeeper|bell-?ringer|organist|choirmaster|lifeboat(?:man|woman)?(?: volunteer| crew(?: member)?)?|"
    r"lighthouse keeper|harbour ?master|trawlerman|trawler skipper|skipper|fisherman|fisher|ferryman|submariner|pilot|"
    r"air traffic controller|astronaut|diver|miner|steelworker|circus \w+|fairground \w+|showman|undertaker|"
    r"funeral director|publican|postmaster|postmistress|town crier|zoo ?keeper|vet|surgeon|head ?teacher|headmaster|"
    r"headmistress|governor|stonemason|puppeteer|magician|auctioneer|taxidermist|prison officer|prison governor)"
)
_JOB = (
    r"(?:soldier|sailor|army officer|police officer|police sergeant|constable|detective|prison officer|teacher|doctor|"
    r"GP|nurse|midwife|paramedic|firefighter|pastor|minister|farmer|farmworker|social worker|foster carer|childminder|"
    r"taxi driver|lorry driver|bus driver|train driver|barrister|solicitor|dentist|scientist|chef|butcher|baker|"
    r"hairdresser|barber|tattooist|florist|builder|scaffolder|roofer|steeplejack|security guard|bouncer|postman|"
    r"postwoman|librarian|lecturer|professor|journalist|caretaker|lollipop (?:lady|man)|gardener|shopkeeper|"
    r"restaurant owner|market trader|member of the armed forces|serving officer|reservist|coach)"
)
_FAITH = (
    r"(?:Muslim|Sikh|Hindu|Jewish|Buddhist|Catholic|Pentecostal|Orthodox|Mormon|Jehovah[’']s Witness(?:es)?|"
    r"Plymouth Brethren|Quaker|Rastafarian|Amish|Baptist|Methodist|Druze|Coptic|Zoroastrian|Jain|Bahá[’']?í|"
    r"Ahmadi(?:yya)?|Ismaili|Hasidic|Haredi|Pagan|Wiccan|Scientolog(?:y|ist)|Greek Orthodox|Seventh-day Adventist)"
)
_PEOPLE = (
    r"(?:Afghan|Albanian|Bangladeshi|Bulgarian|Chinese|Congolese|Czech|Eritrean|Ethiopian|Filipino|Ghanaian|Hungarian|"
    r"Indian|Iranian|Iraqi|Kurdish|Latvian|Lithuanian|Nigerian|Pakistani|Polish|Portuguese|Roma|Romanian|Russian|"
    r"Slovak|Somali|Spanish|Sudanese|Syrian|Tamil|Turkish|Ukrainian|Vietnamese|Zimbabwean|Gypsy|Traveller|American|"
    r"Australian|Brazilian|Colombian|Cypriot|Danish|Dutch|Egyptian|Estonian|French|Gambian|German|Greek|Hazara|"
    r"Icelandic|"
    r"Israeli|Italian|Jamaican|Japanese|Jordanian|Kenyan|Korean|Kosovan|Lebanese|Libyan|Maltese|Moldovan|Mongolian|"
    r"Moroccan|Nepali|Nepalese|Norwegian|Oromo|Palestinian|Rohingya|Rwandan|Senegalese|Serbian|Sri Lankan|"
    r"Swedish|Thai|"
    r"Tibetan|Tigrinya|Tunisian|Ugandan|Uyghur|Venezuelan|Welsh-speaking|Yazidi|Yemeni|Zambian)"
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
    _kind(
        "family",
        2,
        r"\b(?:youngest|eldest|oldest|one|last) of (?:seven|eight|nine|ten|eleven|twelve)\b"
        r"|\b(?:there were|has|had|with|her|his|their) (?:six|seven|eight|nine|ten|eleven|twelve) "
        r"(?:[\w-]+ )?(?:children|siblings|brothers|sisters|sons|daughters|half-brothers|half-sisters)\b"
        r"|\b(?:two|both of (?:her|his|their)) (?:fathers|mothers|dads|mums)\b|\bsame-sex (?:parents|couple)\b"
        r"|\bgreat-?(?:grandmother|grandfather|grandparents?|aunt|uncle)\b|\bmarried at (?:fifteen|sixteen|1[56])\b"
        r"|\b(?:born|carried) (?:through|by|to) a surrogate\b|\bidentical twins?\b|\bdied in the same\b",
        "a family with several children",
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
        r"albinism|one arm|one leg|prosthetic (?:leg|arm|hand)|birthmark|port-?wine stain|conjoined|heart transplant|"
        r"kidney transplant|liver transplant|leuk(?:a)?emia|selective mutism|conversion disorder|anaphyla\w+|"
        r"pica|Pica|deafblind|deaf-blind|cleft (?:lip|palate)|hydrocephalus|microcephaly|f(?:o)?etal alcohol|"
        r"tracheostomy|Huntington[’']?s|Tourette[’']?s?)\b"
        r"|\brare (?:[\w-]+ ){0,2}(?:condition|disease|syndrome|disorder|illness)\b",
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
        rf"(?<!, )\b{_PEOPLE}\b(?!(?: and {_PEOPLE}|, {_PEOPLE})|"
        r" (?:carer|translation|version|interpreters?|speakers?|and|or|communit\w+))|"
        r"\b(?:born in|came (?:alone )?from|moved (?:here |over )?from|fled|arrived from|grew up in) "
        r"[A-Z][a-z]+\b|\basylum[- ]seek\w+",
        "a family with another first language",
        exact_case=True,
    ),
    _kind(
        "job",
        2,
        rf"\b{_RELATIVE}\b[^.!?\n]{{0,40}}\b(?:was|is|were|been|worked as|works as|,|as|a former|a retired|the)\s+"
        rf"(?:a |an |the )?(?:[\w-]+ ){{0,3}}{_RARE_JOB}s?\b|\b(?:daughter|son|wife|husband|child|"
        rf"children) of (?:a|an|the) "
        rf"(?:[\w-]+ )?{_RARE_JOB}\b|\b{_RARE_JOB}[’']s (?:son|daughter|child|wife|husband|family)\b"
        rf"|\b(?:a|an|the) (?:former|retired|well[- ]known|local) (?:[\w-]+ )?{_RARE_JOB}\b",
        "worked",
    ),
    _kind(
        "job",
        1,
        r"\b(?:drove|skippered|flew|steered|ran|kept|owned|managed|worked (?:on|at|in|for)|conducted|"
        r"played (?:the|for)) "
        r"(?:the|a|an) (?:[\w’'-]+ ){0,2}(?:ferry|trawler|lighthouse|lifeboat|pub|inn|circus|fairground|zoo|abattoir|"
        r"air ?base|barracks|power station|oil rig|rig|dockyard|shipyard|steelworks|mine|quarry|brewery|distillery|"
        r"racecourse|stables|chip shop|fish and chip shop|post office|restaurant|takeaway|caf[eé]|market stall|farm|"
        r"observatory|cathedral|castle|museum|theatre|orchestra|radio station|organ)\b"
        rf"|\b(?:daughter|son|wife|husband|child|children) of (?:a|an|the|two) (?:[\w-]+ )?{_JOB}s?\b"
        rf"|\b{_JOB}[’']s (?:son|daughter|child|wife|husband)\b",
        "worked",
    ),
    _kind(
        "standing",
        2,
        r"\b(?:the )?(?:only|first|last|youngest|oldest|one of (?:two|three|four)) (?:[\w-]+ ){0,2}"
        r"(?:girl|boy|child|pupil|student|family|man|woman|person|household|baby|player|member|mother|father|"
        r"boys|girls|"
        r"children|families)\b[^.!?\n]{0,24}\b(?:in|at|from|on|to|of|who (?:spoke|speaks|played|lived))\b"
        r"|\b(?:won|captained|represented|champion|medals?|trophy|record[- ]holder|Olympic\w*|played for (?:the|a)|"
        r"county (?:team|squad|champion\w*|cross-country)|head (?:girl|boy)|prize|prom (?:king|queen)|carnival queen|"
        r"sang (?:in|with)|danced (?:in|with)|appeared (?:on|in))\b(?! (?:a )?(?:review|meeting|report))",
        "",
    ),
    _kind(
        "event",
        2,
        r"\b(?:carnival|regatta|gala day|fun ?fair|village f[eê]te|summer f[eê]te|county show|agricultural show|"
        r"air ?show|"
        r"music festival|Pride (?:march|parade)|parade|marathon|half-marathon|cup final|royal visit|jubilee|"
        r"coronation|"
        r"firework display|Bonfire Night|nativity play|school play|sports day|prom night|school prom|harvest festival|"
        r"Christmas market|pantomime|switch-on|boat race|tall ships|street party|Mela|Notting Hill|rodeo|horse fair|"
        r"Remembrance (?:Day|Sunday)|Mother[’']s Day|Father[’']s Day|Easter (?:Sunday|Monday)|Palm Sunday|"
        r"St (?:Patrick|David|George|Andrew)[’']s Day|(?:opening|last|first) day of the (?:season|fair|festival)|"
        r"eclipse|earthquake|tornado|landslide|mudslide|sinkhole|great flood|floods?(?! (?:of|in with))|"
        r"storm (?:in which|that|named)|the storm|power cut|blizzard|heatwave|gas explosion|explosion|ferry disaster|"
        r"plane crash|helicopter|air ambulance|coastguard|lifeboat|mountain rescue|cave rescue|search by)\b",
        "",
    ),
    _kind(
        "proceedings",
        2,
        rf"\b(?:sentenced|jailed|imprisoned|detained|"
        rf"locked up)\b[^.!?\n]{{0,30}}\b(?:{_NUMBER}(?:[ -]\w+)? (?:years?|months?)|"
        r"life)\b|\blife (?:sentence|imprisonment|in prison)\b|\bminimum (?:term )?of \w+(?:[ -]\w+)? years\b"
        rf"|\b{_NUMBER}(?:[ -]\w+)?[- ]years?[’']?[- ](?:sentence|prison term|in prison)\b|\bwhole[- ]life order\b",
        "was convicted",
    ),
    _kind(
        "proceedings",
        1,
        r"\b(?:stood trial|(?:murder|manslaughter|second|six-week|week) trial|after a trial|"
        r"at (?:the )?(?:trial|Crown Court)|"
        r"found guilty|pleaded guilty|acquitted|cleared of|(?:convicted|guilty) of (?:murder|manslaughter|causing)|"
        r"inquest (?:heard|found|concluded|jury)|the (?:judge|coroner)(?:[’']s words|[’']s remarks| said|"
        r" called| told)|"
        r"hospital order|Court of Appeal|extradit\w+|plea hearing)\b"
        r"|\b(?:national|local|every|all the|front) (?:news(?:papers?)?|press|pages?|headlines|television)\b"
        r"|\b(?:made|in) the (?:headlines|newspapers|papers)\b|\b(?:documentary|vigil|petition|memorial garden|"
        r"memorial bench)\b",
        "went through a court",
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
        r"railway|hypothermia|decapitated|electrocuted|mauled|trampled|kicked by a horse|slurry|septic tank|quarry|"
        r"tumble dryer|washing machine|well shaft|exorcis\w+|witchcraft|hot car|locked in a car|carbon monoxide|"
        r"caustic|"
        r"petrol|firework|air rifle|shotgun|machete|samurai sword|hammer|axe|nail gun|chainsaw)\b",
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
KINDS += [
    _kind(
        "place",
        2,
        r"\bthe only (?:[\w-]+ ){0,3}(?:church|mosque|temple|synagogue|gurdwara|school|shop|pub|surgery|nursery|hotel|"
        r"farm|hospital|college|club|takeaway|restaurant|house)\b|\b(?:lighthouse|island|islet|lightship|"
        r"houseboat|narrowboat|canal boat|barge|windmill|monastery|convent|commune|castle|vicarage|rectory|manse|"
        r"oil rig|army camp|air ?base|barracks|naval base|submarine base|circus|fairground|showground|racecourse|"
        r"cathedral(?: school| choir)?|boarding school|choir school|hamlet|village of \w+ (?:houses|people)|"
        r"(?:\w+ ){0,2}(?:moor|peninsula)|mother and baby unit|quarry|lock-?keeper[’']s cottage|(?:the|a) pier)\b",
        "our area",
    ),
    _kind(
        "place",
        1,
        r"\b(?:small|tiny|remote|isolated|seaside|coastal|mining|former mining|fishing|pit|market|cathedral|"
        r"university|"
        r"border|harbour|spa) (?:village|town|community|island|city)\b|\bin (?:a|the) village\b|"
        r"\bcaravan (?:site|park)\b|"
        r"\b(?:travellers?[’']|Gypsy) site\b|\bhill farm\b|\b(?:harbour|marina|viaduct|reservoir|weir|canal|"
        r"lock|dam|cliffs?|"
        r"level crossing|railway(?: line| bridge| station)?|town square|market place|bandstand)\b",
        "our area",
    ),
]


@dataclass(frozen=True)
class Detail:
    """One detail in the words: what it is, how it was put, and where it stands."""

    kind: str
    weight: int
    words: str
    where: str
    broader: str
    at: int = 0  # how many words of the Document stand before it

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
    return [
        Detail(kind.slug, kind.weight, _words(one), where, kind.broader, text.count(" ", 0, one.start()))
        for one, kind in found
    ]


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
    found, before = [], 0
    for one in passages(document):
        found += [replace(detail, at=detail.at + before) for detail in details_in(one.text, one.where, known=known)]
        before += len(one.text.split())
    return found


def details_do_not_add_up(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    """One combination at most: that which stands together, where a reader puts it together, or that of a whole note."""
    if not document.review_slug:  # a topic tells of nobody
        return
    details = details_of(document)
    near = (details[at : at + _near(details, at)] for at in range(len(details)))
    strongest = max((_strongest(one) for one in near), key=_score, default=[])
    is_a_note = _is_a_note(document)
    if _adds_up(strongest, ENOUGH_TOGETHER if is_a_note else ENOUGH_IN_ALL):
        what = "this part" if len({one.where for one in strongest}) == 1 else "some of this"
        yield _together(strongest, f"Make {what} less exact. Together these details may tell who it is about")
    elif is_a_note and _adds_up(everywhere := _strongest(details), ENOUGH_IN_ALL):
        yield _together(
            everywhere, "Make some of this less exact. Read together, these details may tell who it is about"
        )


def _near(details: list[Detail], first: int) -> int:
    """How many details stand within a short stretch of words from this one on."""
    return sum(one.at - details[first].at <= NEAR for one in details[first:])


def _is_a_note(document: doc.Document) -> bool:
    return sum(len(one.text.split()) for one in passages(document)) <= LONGEST_NOTE


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
    is_of_a_person = any(one.kind in OF_A_PERSON for one in details)
    return is_of_a_person and len(details) >= FEWEST_KINDS and _score(details) >= enough


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
