"""What a search should bring: the corpus as public rows, and the searches with what belongs in the first three.

A result is named by its briefing ("alder"), or by the passage itself ("alder#point-2").
"""

from collections import Counter
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils.text import slugify

from briefings.models.public import PublicFacet, PublicPage, PublicPassage, PublicPassageLabel, PublicTheme
from briefings.models.triggers import anything_may_arrive
from briefings.publishing.indexing import index_pages
from tests.briefings.public_rows import a_public_page, an_approved_text
from tests.briefings.relevance_corpus import CORPUS
from tests.worlds import a_partnership

KINDS = {".": "point", "?": "question", "!": "recommendation", ">": "guidance"}
KIND_LABELS = {
    "learning-note": "Learning note", "practitioner-briefing": "Practitioner briefing",
    "learning-page": "Learning page", "seven-minute-briefing": "7-minute briefing", "full-report": "Full report",
}  # fmt: skip
# Words that officers added to themes; the search's own list knows nothing of them.
THEME_SYNONYMS = {
    "Neglect": "dirty house\npoor home conditions",
    "Fathers and partners": "hidden men\nmale carers",
    "Home education": "taught at home",
    "Harmful practices": "breast ironing",
}
GLOSSARY = {"TAF": "team around the family", "GCP": "graded care profile"}

CASES = {
    # a title and a theme before prose
    "domestic abuse": ["alder"],
    "neglect": ["hazel", "dogwood"],
    "safe sleep": ["birch", "bramble"],
    "professional curiosity": ["iris"],
    "home education": ["willow"],
    "private fostering": ["aster"],
    "online harm": ["umber"],
    "supervision": ["violet"],
    "Child Juniper": ["juniper"],
    "thematic review": ["elder"],
    # the sentence itself
    "toothbrush": ["hazel#block-1", "maple#point-1"],
    "methadone": ["thistle"],
    "locked box": ["thistle#point-1"],
    "train ticket": ["damson#question-1"],
    "memory box": ["poppy#block-1"],
    "clutter scale": ["cedar#question-2"],
    "portraits of three houses": ["clover#block-1"],
    "placement moves": ["poppy#point-2"],
    "body map photographs": ["fig#point-3"],
    "permanent exclusion strategy meeting": ["damson#recommendation-1"],
    "school holidays": ["elm#point-3", "quince"],
    "who can see the child alone": ["aster#block-1"],
    "how do you ask about suicide": ["elm#question-2"],
    "what should I say to a tired dad at night": ["birch#question-2"],
    "brothers and sisters in care": ["poppy#point-1"],
    "pet dogs in the home": ["dogwood"],
    # stems
    "bruise": ["fig"],
    "hoarded": ["cedar"],
    "groomed": ["umber"],
    "interpreting": ["zinnia"],
    "supervising": ["violet"],
    "injured babies": ["fig", "elder"],
    "curious": ["iris"],
    "stabbing": ["yarrow"],
    # British and American forms, accents, spellings
    "pediatrician": ["fig"],
    "behavior": ["kestrel", "rowan"],
    "neighbors": ["willow#point-4", "cedar"],
    "behaviour is a language": ["kestrel#point-3"],
    "unrecognised": [],
    "organizations": [],
    "Prémature babies": ["bramble#point-2"],
    # acronyms and synonyms of the field
    "DV": ["alder"],
    "DA": ["alder"],
    "domestic violence": ["alder"],
    "SUDI": ["bramble#point-1"],
    "cot death": ["bramble"],
    "bed sharing": ["birch"],
    "cosleeping": ["birch#point-2"],
    "overlay": ["birch"],
    "CCE": ["damson#point-1"],
    "county lines": ["damson"],
    "FII": ["gorse"],
    "MASH": ["dogwood#question-2"],
    "LAC": ["poppy"],
    "CLA": ["poppy"],
    "children in care": ["poppy"],
    "looked after": ["poppy"],
    "EHCP": ["oak#point-3"],
    "NAI": ["fig", "elder"],
    "non-accidental injury": ["fig", "elder"],
    "shaken baby": ["elder"],
    "DNA": ["juniper"],
    "did not attend": ["juniper"],
    "missed appointments": ["juniper#point-2"],
    "pre-birth": ["larch#point-2"],
    "antenatal": ["larch"],
    "respectful uncertainty": ["iris#point-1"],
    "hidden fathers": ["maple"],
    "invisible men": ["maple"],
    "EHE": ["willow"],
    "bed sore": ["xanthe#point-1"],
    "FGM": ["quince"],
    "GP": ["juniper#point-3"],
    "self harm": ["elm"],
    "lived experience": ["clover"],
    "knife crime": ["yarrow"],
    "human trafficking": ["aster"],
    "escalating concerns": ["violet#point-3"],
    "translator": ["zinnia"],
    # words that officers gave to themes, and the glossary
    "dirty house": ["hazel", "dogwood"],
    "male carers": ["maple", "elder"],
    "breast ironing": ["quince"],
    "GCP": ["hazel#recommendation-1"],
    # phrases, without, beginnings
    '"unseen men"': ["maple#point-1"],
    '"the voice of the child"': ["clover"],
    "“return conversations”": ["damson#point-4"],
    "toothbrush -fathers": ["hazel#block-1"],
    "adultif": ["yarrow#point-4"],
    "safeguarding adul": ["xanthe"],
    "perplex": ["gorse#point-1"],
    "multi-agency safeg": ["dogwood#question-2"],
    # slips
    "neglegt": ["hazel", "dogwood"],
    "profesional curiosty": ["iris"],
    "domestc abuse": ["alder"],
    "hording": ["cedar"],
    "interpretr": ["zinnia"],
    "brusing": ["fig"],
    "coersive control": ["alder#point-2"],
    "supervison": ["violet"],
    "presure ulcer": ["xanthe"],
}


def build_corpus() -> None:
    """The corpus, as publishing would have written it."""
    partnership = a_partnership(slug="marlow-vale")
    for name, expansion in GLOSSARY.items():
        an_approved_text("abbreviation", {"abbreviation": name, "expansion": expansion})
    day = datetime(2026, 1, 5, 9, tzinfo=UTC)
    for number, briefing in enumerate(CORPUS.strip().split("\n\n")):
        first, *lines = briefing.split("\n")
        story = " ".join(line for line in lines if line[0] not in KINDS)
        slug, form, title, themes = first.removeprefix("= ").split(" | ")
        for theme in themes.split(", "):
            if not PublicTheme.objects.filter(slug=slugify(theme)).exists():
                synonyms = THEME_SYNONYMS.get(theme, "")
                an_approved_text(
                    "theme", {"slug": slugify(theme), "name": theme, "synonyms": synonyms, "description": ""}
                )
        page = a_public_page(
            slug=slug, format=form, kind_label=KIND_LABELS[form], title=title, summary=story.partition(". ")[0],
            partnerships=[partnership], themes=themes.split(", "), published_at=day + timedelta(days=7 * number),
        )  # fmt: skip
        _write_passages(page, story, [line for line in lines if line[0] in KINDS])
    index_pages(PublicPage.objects.values_list("pk", flat=True))


def _write_passages(page: PublicPage, story: str, lines: list[str]) -> None:
    said = [line[2:] for line in lines]
    whole = "\n".join([page.summary, page.title, story, *said])
    passages = [PublicPassage(page=page, kind="page", heading=page.title, text=whole, position=0, language="en-GB")]
    counted: Counter[str] = Counter()
    for position, line in enumerate(lines, start=1):
        kind = KINDS[line[0]]
        counted[kind] += 1
        label = f"{'block' if kind == 'guidance' else kind}-{counted[kind]}"
        passages.append(
            PublicPassage(page=page, kind=kind, label=label, text=line[2:], position=position, language="en-GB")
        )
    with anything_may_arrive(connection):
        rows = PublicPassage.objects.bulk_create(passages)
    themes = PublicFacet.objects.filter(page=page, kind="theme").values_list("slug", flat=True)
    PublicPassageLabel.objects.bulk_create(
        PublicPassageLabel(passage=row, kind="theme", slug=slug) for row in rows for slug in themes
    )
