"""Freezing a draft: what is stored here is what is approved, and what the public gets."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from briefings import document as doc
from briefings.checklist import stopping
from briefings.drafting.answers import answered
from briefings.drafting.assessing import Assessment, assess
from briefings.drafting.compose import compose, figures_of
from briefings.drafting.sources import Sources
from briefings.drafting.starting import credit
from briefings.models import (
    Briefing,
    Edit,
    Edition,
    EditionBlock,
    EditionEditor,
    EditionPartnership,
    EditionPicture,
    Sheet,
)
from briefings.models.edition import LONGEST_CHANGE_NOTE
from briefings.publishing import emails
from briefings.publishing.checks import refuse_changed_circumstances
from briefings.publishing.transitions import open_edition_of, record
from briefings.rendering import Rendered, html
from people.models import Person
from people.permissions import Refused, require
from portal.text.sentences import counted
from reviews.authors import fields_of
from reviews.models import RecordEdit
from reviews.models.record_edit import WrittenField


def submit(*, briefing: Briefing, by: Person, change_note: str = "", is_major: bool = True) -> Edition:
    """Freeze the draft as it stands and ask every partnership that signs it to approve.

    Raises Refused; its `problems` list what stops when the checklist does.
    """
    require(by, "submit", briefing)
    _refuse_second_round(briefing)
    if len(change_note) > LONGEST_CHANGE_NOTE:
        raise Refused(f"Shorten the change note: it may have {LONGEST_CHANGE_NOTE} characters.")
    today = timezone.localdate()
    # Rendering is slow and SQLite has one writer: everything slow is done before the lock is taken.
    assessment = assess(briefing, asked_by=by, change_note=change_note, worded_on=today)
    rendered, stops = assessment.rendered, stopping(assessment.problems)
    if stops or rendered is None:  # what cannot be laid out has a problem that says why
        count = counted(len(stops), "thing")
        raise Refused(f"To submit this, put {count} right: {' '.join(p.message for p in stops)}", problems=stops)
    with transaction.atomic():
        briefing = Briefing.objects.select_for_update().get(pk=briefing.pk)
        require(by, "submit", briefing)
        _refuse_second_round(briefing)
        if compose(briefing, worded_on=today) != assessment.document:
            raise Refused("Somebody changed this draft while it was being submitted. Read it again, then submit.")
        refuse_changed_circumstances(
            briefing, assessment.document, rendered.text, change_note=change_note, verb="submitted"
        )
        return _freeze(briefing, assessment, rendered, by=by, change_note=change_note.strip(), is_major=is_major)


def _refuse_second_round(briefing: Briefing) -> None:
    if edition := open_edition_of(briefing):
        raise Refused(
            f"This briefing is {edition.get_state_display().lower()} already. Publish it or send it back first."
        )


def _freeze(
    briefing: Briefing, assessment: Assessment, rendered: Rendered, *, by: Person, change_note: str, is_major: bool
) -> Edition:
    """The words of a draft as an edition, with all that goes out with them, and the e-mails that ask for approval."""
    document = assessment.document
    edition = Edition.objects.create(
        briefing=briefing,
        content=doc.to_data(document),
        shape=doc.SHAPE,
        digest=doc.digest(document),
        reference=doc.reference(document),
        title=document.title,
        page_html=rendered.page_html,
        text=rendered.text,
        problems=answered(briefing, assessment.problems),  # with the answers that approvers will read
        renderer=rendered.renderer,
        pages=rendered.pages,
        type_size_pt=rendered.type_size_pt,
        fill=rendered.fill,
        layouts=rendered.layouts,
        words=rendered.words,
        change_note=change_note,
        is_major=is_major,
        submitted_at=timezone.now(),
        submitted_by=by,
    )
    _freeze_what_goes_out(edition, document, pdf=rendered.pdf)
    _write_down_whose_it_is(edition, briefing)
    record("submit", briefing, by=by, edition=edition, reason=change_note)
    may_not = edition.editors.values_list("person_id", flat=True)
    emails.tell("approval_wanted", edition, besides={by.pk, *may_not})
    return edition


def _freeze_what_goes_out(edition: Edition, document: doc.Document, *, pdf: bytes) -> None:
    """The sheet, the pictures and the hand-outs, each with what proves that it is still the same."""
    Sheet.objects.create(edition=edition, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest())
    EditionPicture.objects.bulk_create(
        EditionPicture(edition=edition, name=name, data=data, sha256=hashlib.sha256(data).hexdigest())
        for name, data in figures_of(document).items()
    )
    labels = html.block_labels(document)
    EditionBlock.objects.bulk_create(
        EditionBlock(
            edition=edition,
            label=label,
            title=f"Handout {place} of {len(labels)}",
            html=html.block_html(document, label),
        )
        for place, label in enumerate(labels, start=1)
    )


def _write_down_whose_it_is(edition: Edition, briefing: Briefing) -> None:
    """Which partnerships sign it, in their order, and who may not approve it because they wrote."""
    EditionPartnership.objects.bulk_create(
        EditionPartnership(edition=edition, partnership=partnership, position=position)
        for position, partnership in enumerate(briefing.partnerships_in_order(), start=1)
    )
    _freeze_writers(edition, briefing)


# -- whose words are in a draft: none of them approves the edition that is frozen from it --
#
# Everybody who saved the draft, and everybody who wrote what it takes from the record or from a shared list: as
# `compose` reads it, or as it was copied in to start from. Their words stop being theirs alone when an edition that
# says them is published, because then a second person has agreed. What belongs to which edition is kept by keys, never
# by time.


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


def _freeze_writers(edition: Edition, briefing: Briefing) -> None:
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


def _not_agreed(edits: QuerySet[Edit]) -> QuerySet[Edit]:
    """Those of these edits whose words nobody else has agreed to yet."""
    return edits.exclude(frozen_in__number__isnull=False).exclude(origin__in=_agreed_origins())


def _agreed_origins() -> QuerySet[Edit, Any]:
    """Edits of the record whose words a published edition says."""
    said = Edit.objects.filter(is_said=True, frozen_in__number__isnull=False, origin__isnull=False)
    return said.values("origin")


def _says(document: doc.Document, origin: RecordEdit) -> bool:
    """Whether a Document still says words that were copied into its draft: they may have been worded anew since."""
    row = apps.get_model(origin.table)._base_manager.filter(pk=origin.row).values_list(origin.field, flat=True).first()
    words = str(row or "").strip()
    return bool(words) and any(words in text for _where, text in doc.sources(document))
