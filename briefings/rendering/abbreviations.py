"""Abbreviations that a page uses without explaining them, and what they stand for in plain words.

What a page says of an abbreviation itself always comes first: its own glossary, or the words before it in brackets. The
list here is only of abbreviations that mean one thing in safeguarding, for readers from another service.
"""

import re
from collections.abc import Iterable

MEANINGS = {
    "A&E": "accident and emergency, the emergency department of a hospital",
    "ADHD": "attention deficit hyperactivity disorder",
    "AMHP": "approved mental health professional, who decides whether somebody must go to hospital",
    "CAMHS": "child and adolescent mental health services",
    "CCE": "child criminal exploitation, when others use a child for crime",
    "CDOP": "child death overview panel, which looks at every death of a child in its area",
    "CPS": "Crown Prosecution Service",
    "CQC": "Care Quality Commission, which inspects health and adult social care",
    "CSE": "child sexual exploitation",
    "CSPR": "child safeguarding practice review",
    "DASH": "a list of questions about the risk from domestic abuse, stalking and “honour”-based violence",
    "DHR": "domestic homicide review",
    "DoLS": "deprivation of liberty safeguards, for people who cannot agree to how they are cared for",
    "DSL": "designated safeguarding lead, in a school or college",
    "EHCP": "education, health and care plan",
    "FGM": "female genital mutilation",
    "GP": "general practitioner, a family doctor",
    "ICB": "integrated care board, which plans health services in its area",
    "IDVA": "independent domestic violence adviser",
    "IMCA": "independent mental capacity advocate",
    "IRO": "independent reviewing officer, for children in care",
    "ISVA": "independent sexual violence adviser",
    "LADO": "local authority designated officer, for worries about adults who work with children",
    "LCSPR": "local child safeguarding practice review",
    "MAPPA": "multi-agency public protection arrangements, for people who have been convicted of serious harm",
    "MARAC": "multi-agency risk assessment conference, about people at high risk of domestic abuse",
    "MASH": "multi-agency safeguarding hub, where services look at new worries together",
    "NHS": "National Health Service",
    "NRM": "national referral mechanism, for people who may be victims of modern slavery",
    "NSPCC": "National Society for the Prevention of Cruelty to Children",
    "PRU": "pupil referral unit, a school for children who cannot be in another",
    "SAB": "safeguarding adults board",
    "SAR": "safeguarding adults review",
    "SARC": "sexual assault referral centre",
    "SCR": "serious case review, as children's reviews were called before 2018",
    "SENCO": "special educational needs co-ordinator, in a school",
    "SEND": "special educational needs and disabilities",
    "SUDI": "sudden unexpected death in infancy",
    "UASC": "unaccompanied asylum-seeking child",
    "YOT": "youth offending team",
}
# Longest first, so that a part of a longer one is never taken for one of its own.
_KNOWN = re.compile(r"(?<![\w&-])(" + "|".join(sorted(map(re.escape, MEANINGS), key=len, reverse=True)) + r")(?![\w&])")
_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z&]{1,7})\)")


def unexplained(words: str, *, explained: Iterable[str]) -> list[dict[str, str]]:
    """The abbreviations in the words of a page that it does not explain, in alphabetical order.

    `explained` are those that its glossary lists; one that stands in brackets after its own words is explained too.
    Each has `words` and `meaning`, and `label`: its place on the page, such as short-mash.
    """
    found = set(_KNOWN.findall(words)) - set(_IN_BRACKETS.findall(words)) - set(explained)
    return [
        {"words": one, "meaning": MEANINGS[one], "label": f"short-{re.sub(r'[^a-z0-9]', '', one.lower())}"}
        for one in sorted(found)
    ]
