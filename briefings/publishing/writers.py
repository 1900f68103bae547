"""Whose words are in a draft: none of them approves the edition that is frozen from it.

Everybody who saved the draft, and everybody who wrote what it takes from the record or from a shared list: as
`compose` reads it, or as it was copied in to start from. Their words stop being theirs alone when an edition that says
them is published, because then a second person has agreed. What belongs to which edition is kept by keys, never by
time.
"""

from collections.abc import Iterator

from django.apps import apps

from briefings import document as doc
from briefings.drafting.compose import compose
from briefings.drafting.sources import Sources
from briefings.drafting.starting import credit
from briefings.models import Briefing, Edit, Edition, EditionEditor
from reviews.authors import fields_of
from reviews.models import RecordEdit
from reviews.models.record_edit import WrittenField


def editors_of(briefing: Briefing) -> list[int]:
    """Everybody (by number) who may not approve the next edition: their words may be in it, and nobody else has agreed
    to them yet.

    Words that were sent back are still their writer's.
    """
    sources = Sources()
    compose(briefing, sources=sources)
    taken = RecordEdit.objects.of({*sources.read, *_drawn_on(briefing)}).exclude(pk__in=_agreed_origins())
    own = _not_agreed(Edit.objects.filter(briefing=briefing))
    return sorted({*own.values_list("by_id", flat=True), *taken.values_list("by_id", flat=True)})


def freeze(edition: Edition, briefing: Briefing) -> None:
    """Write down who may not approve an edition that was just made from this draft, and which of their words it says.

    The briefing is locked, so no edit of it comes in between.
    """
    sources = Sources()
    document = compose(briefing, sources=sources)
    credit(briefing, {*sources.read, *_drawn_on(briefing)})
    waiting = list(_not_agreed(Edit.objects.filter(briefing=briefing)).select_related("origin"))
    EditionEditor.objects.bulk_create(
        EditionEditor(edition=edition, person_id=person) for person in sorted({edit.by_id for edit in waiting})
    )
    for edit in waiting:
        edit.frozen_in = edition
        edit.is_said = edit.origin is not None and (
            (edit.origin.table, edit.origin.row, edit.origin.field) in sources.read or _says(document, edit.origin)
        )
    Edit.objects.bulk_update(waiting, ["frozen_in", "is_said"], batch_size=500)


def _drawn_on(briefing: Briefing) -> Iterator[WrittenField]:
    """The learning points and recommendations from which parts were worded."""
    for part in briefing.parts.select_related("drawn_from_point", "drawn_from_recommendation"):
        if part.drawn_from_point:
            yield from fields_of(part.drawn_from_point, ["heading", "text"])
        if part.drawn_from_recommendation:
            yield from fields_of(part.drawn_from_recommendation, ["text", "agencies"])
            for lettered in part.drawn_from_recommendation.parts.all():
                yield from fields_of(lettered, ["text"])


def _not_agreed(edits):
    """Those of these edits whose words nobody else has agreed to yet."""
    return edits.exclude(frozen_in__number__isnull=False).exclude(origin__in=_agreed_origins())


def _agreed_origins():
    """Edits of the record whose words a published edition says."""
    said = Edit.objects.filter(is_said=True, frozen_in__number__isnull=False, origin__isnull=False)
    return said.values("origin")


def _says(document: doc.Document, origin: RecordEdit) -> bool:
    """Whether a Document still says words that were copied into its draft: they may have been worded anew since."""
    row = apps.get_model(origin.table)._base_manager.filter(pk=origin.row).values_list(origin.field, flat=True).first()
    words = str(row or "").strip()
    return bool(words) and any(words in text for _where, text in doc.sources(document))
