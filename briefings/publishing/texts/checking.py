"""What gives somebody away in words outside any edition: the same checks that an edition goes through.

The words are put into a Document, a section for each field, so that whatever those checks learn holds here too.
They know the terms that all reviews protect: these words stand beside every briefing.
"""

from dataclasses import replace

from django.utils import timezone

from briefings import document as doc
from briefings.checklist import anonymity, jigsaw
from briefings.checklist.problem import Problem
from briefings.drafting.assessing import ABOUT_PROTECTED
from briefings.drafting.circumstances import circumstances_of_all
from briefings.publishing.texts.kinds import KINDS, Words
from people.models import Person
from reviews.protection import answered_again_at, may_be_told

LANGUAGE = "en-GB"
# The slug is looked at as the address that it is; a logo's name is made from its bytes.
NO_WORDS = {"slug", "logo", "second_colour"}


def problems_in(kind: str, words: Words, *, asked_by: Person) -> list[Problem]:
    """What stands against showing these words to everybody: what stops first, each with the name of its field.

    What `asked_by` finds out about protected terms is counted, as for a draft (decision 31).
    """
    around = circumstances_of_all()
    document = _document_of(words)
    fields = {f"part-{section.position}": section.label for section in document.sections}
    labels = {one: KINDS[kind].label_of(one) for one in words if one in KINDS[kind].fields}
    found = [
        problem
        for check in (*anonymity.CHECKS, *jigsaw.CHECKS)
        for problem in check(document, None, around)
        if problem.stops or not around.protected_in(problem.says())
    ]
    named = []
    for one in found:
        field = fields.get(one.where, "")
        label = labels.get(field, "")
        message = f"{label[:1].upper()}{label[1:]}: {one.message}" if label else one.message
        named.append(replace(one, where=field, message=message, places=()))
    everything = "\n".join(words.values())
    # a find in the address, or where two fields meet, stands in no field: then all of it was tried
    telling = "\n".join(words.get(one.where) or everything for one in named if one.code in ABOUT_PROTECTED)
    if not may_be_told(asked_by, None, words=everything, telling=telling):
        message = f"Wait until {answered_again_at(asked_by)}: very many names were tried, so nothing is checked before."
        return [Problem("checks-paused", "", message, stops=True)]
    return sorted(dict.fromkeys(named), key=lambda problem: not problem.stops)


def _document_of(words: Words) -> doc.Document:
    """The words as a Document of plain sections: as text, and an address as a link that it would be."""
    sections = tuple(
        doc.Section(
            label=field, position=position, kind="other", heading="", level=1, body=said, language=LANGUAGE
        )
        for position, (field, said) in enumerate(words.items(), start=1)
        if field not in NO_WORDS
    )  # fmt: skip
    return doc.Document(
        shape=doc.SHAPE, format="learning-note", kind_label="", title="", summary="", slug=words.get("slug", ""),
        address="", language=LANGUAGE, worded_on=timezone.localdate(), publishers=(), themes=(), sectors=(),
        review_slug="", sections=sections, footnotes=(), links=(), contact="",
    )  # fmt: skip
