"""What the field says in several ways. A search for one finds the others, a little further down.

Each line is one thing; a phrase of several words is looked for as a phrase. Themes bring words of their own
(`Theme.synonyms`) and so does the glossary of abbreviations; this list is for what is true everywhere.
Its phrases are indexed: changing it asks for `manage.py index_for_search`.
"""

from collections.abc import Iterator
from functools import lru_cache

from briefings.public.finding.words import stems_of

SAME_THING = """
domestic abuse | domestic violence | DA | DV | DVA | intimate partner violence | IPV
coercive control | controlling behaviour | coercion and control
SUDI | sudden unexpected death in infancy | sudden unexpected infant death | SUID | SIDS | cot death
co-sleeping | cosleeping | bed sharing | bed-sharing | bedsharing | overlay | overlaying
safe sleep | safer sleep | safe sleeping | safer sleeping | sleep safety
child sexual exploitation | CSE | sexual exploitation
child criminal exploitation | CCE | criminal exploitation
county lines | drug running | running drugs
child sexual abuse | CSA | sexual abuse | intrafamilial abuse
fabricated or induced illness | fabricated and induced illness | FII | perplexing presentations
multi-agency safeguarding hub | MASH | front door
looked after | LAC | children in care | child in care | children looked after | CLA | care experienced
education health and care plan | EHCP | EHC plan
special educational needs | SEN | SEND
adverse childhood experiences | ACE | ACEs | childhood trauma
non-accidental injury | nonaccidental injury | NAI | inflicted injury | physical abuse | bruising | abusive head trauma
bruising | bruise | non-mobile | not independently mobile
abusive head trauma | AHT | shaken baby | shaking
was not brought | WNB | did not attend | DNA | missed appointments | not brought
unborn | unborn baby | pre-birth | prebirth | antenatal | in pregnancy
professional curiosity | respectful uncertainty | professionally curious | healthy scepticism
disguised compliance | superficial compliance | false compliance
hidden men | unseen men | invisible men | hidden fathers | unseen fathers | invisible fathers | absent fathers
information sharing | sharing information | share information
voice of the child | child's voice | lived experience | wishes and feelings
think family | whole family approach
child protection conference | ICPC | case conference
child protection plan | CPP | CP plan
child in need | CIN | section 17
strategy meeting | strategy discussion | section 47 | s47
female genital mutilation | FGM | cutting
honour based abuse | HBA | honour based violence | HBV | so called honour
forced marriage | early marriage
modern slavery | human trafficking | trafficked | NRM | national referral mechanism
unaccompanied asylum seeking children | UASC | unaccompanied children
elective home education | EHE | home educated | home education | home schooling | home schooled
children missing education | CME | missing from education
missing from home | runaway | running away | went missing
child and adolescent mental health services | CAMHS | CYPMHS
health visitor | HV | health visiting
general practitioner | GP | family doctor
social worker | SW | social work
local authority designated officer | LADO | allegations against staff
designated safeguarding lead | DSL
emergency department | A&E | accident and emergency | casualty
liaison and diversion | custody suite
mental capacity act | MCA | mental capacity
deprivation of liberty | DoLS
self-neglect | self neglect | hoarding | squalor
pressure ulcer | pressure sore | bed sore | bedsore
multi-agency risk assessment conference | MARAC
multi-agency public protection arrangements | MAPPA
suicide | self-harm | self harm | took their own life | suicidal
substance misuse | drug use | alcohol misuse | drug and alcohol | substance use | addiction
parental mental illness | mental ill health | postnatal depression | perinatal mental health
early help | family support
step up | step down | threshold
escalation | professional disagreement | professional challenge | resolving disagreements
reflective supervision | case supervision
private fostering | privately fostered
special guardianship | SGO | special guardian | kinship care | kinship carer
young carer | young carers
care leaver | care leavers | leaving care | transitional safeguarding | moving to adult services
online abuse | online harm | sexting | online grooming
dog bite | dangerous dog | dangerous dogs
faltering growth | failure to thrive | poor weight gain
trauma informed | trauma-informed
cultural competence | cultural humility | cultural competency
adultification | seen as older
neurodiverse | neurodivergent | autism | autistic | ADHD | neurodiversity
disabled children | children with disabilities | disability
knife crime | serious youth violence
radicalisation | Prevent duty | extremism
was the child seen alone | seen alone | spoken to alone
interpreter | interpreters | translation
safeguarding adults review | SAR
child safeguarding practice review | CSPR | LCSPR | serious case review | SCR
rapid review | practice learning review
homeless | homelessness | temporary accommodation | no fixed abode
supervision | one to one with a manager
neglect | unmet needs | poor home conditions
father | dad | step-father | mother's partner | male carer
harmful sexual behaviour | HSB | peer on peer abuse | child on child abuse
water safety | bath seat | drowning
injuries in babies | babies with injuries
"""


@lru_cache(maxsize=1)
def same_things() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Each thing with its ways of saying it, as stems."""
    return tuple(
        tuple({tuple(stems_of(way)): None for way in line.split("|")}) for line in SAME_THING.strip().splitlines()
    )


@lru_cache(maxsize=1)
def _phrases_by_first_stem() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for way in (way for thing in same_things() for way in thing if len(way) > 1):
        found.setdefault(way[0], {})[way] = None
    return {first: tuple(ways) for first, ways in found.items()}


def filed_under(phrase: tuple[str, ...]) -> str:
    """What a phrase of our list is indexed as, so that it is found like a single word; empty for any other."""
    return f"={' '.join(phrase)}" if phrase in _phrases_by_first_stem().get(phrase[0], ()) else ""


def phrases_in(stems: list[str]) -> Iterator[str]:
    """What the phrases of our list that stand in a text are indexed as."""
    first = _phrases_by_first_stem()
    for place, stem in enumerate(stems):
        for phrase in first.get(stem, ()):
            if tuple(stems[place : place + len(phrase)]) == phrase:
                yield f"={' '.join(phrase)}"
