"""Words of which details are made, and what a kind of detail is."""

import re
from dataclasses import dataclass

NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty)"
)
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
PARENT = r"(?:mother|father|mum|dad|parents?|step-?(?:mother|father)|grand(?:mother|father)|carers?|partner)"
RELATIVE = (
    rf"(?:{PARENT}|parents|son|daughter|brother|sister|uncle|aunt|cousin|husband|wife|grandparents?|stepson|"
    r"stepdaughter|family|boyfriend|girlfriend|he|she|they|both|who)"
)
RARE_JOB = (
    r"(?:vicar|curate|priest|imam|rabbi|bishop|lay preacher|preacher|churchwarden|verger|chaplain|mayor(?:ess)?|"
    r"councillor|member of parliament|magistrate|judge|footballer|boxer|jockey|racing driver|cricketer|rugby player|"
    r"musician|singer|actor|actress|conductor|author|newsreader|presenter|gamekeeper|shepherd|blacksmith|thatcher|"
    r"farrier|beekeeper|bell-?ringer|organist|choirmaster|lifeboat(?:man|woman)?(?: volunteer| crew(?: member)?)?|"
    r"lighthouse keeper|harbour ?master|trawlerman|trawler skipper|skipper|fisherman|fisher|ferryman|submariner|pilot|"
    r"air traffic controller|astronaut|diver|miner|steelworker|circus \w+|fairground \w+|showman|undertaker|"
    r"funeral director|publican|postmaster|postmistress|town crier|zoo ?keeper|vet|surgeon|head ?teacher|headmaster|"
    r"headmistress|governor|stonemason|puppeteer|magician|auctioneer|taxidermist|prison officer|prison governor)"
)
JOB = (
    r"(?:soldier|sailor|army officer|police officer|police sergeant|constable|detective|prison officer|teacher|doctor|"
    r"GP|nurse|midwife|paramedic|firefighter|pastor|minister|farmer|farmworker|social worker|foster carer|childminder|"
    r"taxi driver|lorry driver|bus driver|train driver|barrister|solicitor|dentist|scientist|chef|butcher|baker|"
    r"hairdresser|barber|tattooist|florist|builder|scaffolder|roofer|steeplejack|security guard|bouncer|postman|"
    r"postwoman|librarian|lecturer|professor|journalist|caretaker|lollipop (?:lady|man)|gardener|shopkeeper|"
    r"restaurant owner|market trader|member of the armed forces|serving officer|reservist|coach)"
)
FAITH = (
    r"(?:Muslim|Sikh|Hindu|Jewish|Buddhist|Catholic|Pentecostal|Orthodox|Mormon|Jehovah[’']s Witness(?:es)?|"
    r"Plymouth Brethren|Quaker|Rastafarian|Amish|Baptist|Methodist|Druze|Coptic|Zoroastrian|Jain|Bahá[’']?í|"
    r"Ahmadi(?:yya)?|Ismaili|Hasidic|Haredi|Pagan|Wiccan|Scientolog(?:y|ist)|Greek Orthodox|Seventh-day Adventist)"
)
PEOPLE = (
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

TRADE = (
    r"(?:\w*shop|\w*store|\w*stall|market|garage|salon|barber[’']?s|bakery|butcher[’']?s|kennels|cattery|"
    r"gallery|studio|gym|bar|guest ?house|"
    r"hotel|b&b|hostel|campsite|dairy|orchard|vineyard|brewery|mill|forge|foundry|yard|boatyard|ferry|trawler|"
    r"taxis?|bus(?:es)?|coach(?:es)?|"
    r"lorry|lorries|trains?|trams?|ice[- ]cream van|minicabs?|racing pigeons|pigeons|horses|ponies|greyhounds|"
    r"dogs|alpacas|llamas|sheep|pigs|cattle|"
    r"goats|bees|donkeys?|rides|ostriches|snakes|reptiles|flowers|boats?|planes?|helicopters?|balloons?|motorbikes|stables|"
    r"restaurant|takeaway|caf[eé]|pub|inn|"
    r"chip shop|post office|lighthouse|farm|zoo|circus|fairground|choir|band|orchestra|scouts?|guides?|cubs|"
    r"brownies|food bank|charity|mosque|"
    r"church|temple|gurdwara|synagogue|chapel|newspaper|radio (?:station|show)|nightclub|theatre|cinema|museum|"
    r"library|abattoir|"
    r"quarry|crane|barge|canal boats?|tractors?|combine harvesters?)"
)


@dataclass(frozen=True)
class Kind:
    """One kind of detail, what it weighs, how it is found, and the broader wording that is usual ("": left out)."""

    slug: str
    weight: int
    pattern: re.Pattern[str]
    broader: str


def kind_of(slug: str, weight: int, pattern: str, broader: str, *, exact_case: bool = False) -> Kind:
    return Kind(slug, weight, re.compile(pattern, 0 if exact_case else re.IGNORECASE), broader)
