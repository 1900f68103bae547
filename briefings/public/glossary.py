"""Short forms on a page, and what they stand for in plain words.

What a page says of a short form itself always comes first: its own glossary, or the words before it in brackets. The
list here is only of short forms that mean one thing in safeguarding, for readers from another service.
"""

import re
from dataclasses import dataclass

from briefings.public.body import Body, plain

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
# Longest first, so that a part of a longer form is never taken for a form of its own.
_KNOWN = re.compile(r"(?<![\w&-])(" + "|".join(sorted(map(re.escape, MEANINGS), key=len, reverse=True)) + r")(?![\w&])")
_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z&]{1,7})\)")


@dataclass(frozen=True)
class ShortForm:
    """A short form and what it stands for. `label` is its place on the page."""

    words: str
    meaning: str

    @property
    def label(self) -> str:
        """Its id on the page, such as short-mash."""
        return f"short-{re.sub(r'[^a-z0-9]', '', self.words.lower())}"


def short_forms_of(body: Body, *, title: str, html: str) -> list[ShortForm]:
    """The short forms of a page that it does not explain itself, in alphabetical order.

    One that its glossary lists, or that stands in brackets after its own words, is explained already.
    """
    words = f"{title} {plain(html)}"
    explained = {form for form, _ in body.terms} | set(_IN_BRACKETS.findall(words))
    found = set(_KNOWN.findall(words)) - explained
    return [ShortForm(form, MEANINGS[form]) for form in sorted(found)]
