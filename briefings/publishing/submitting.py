"""Freezing a draft: what is stored here is what is approved, and what the public gets."""

import hashlib

from django.db import transaction
from django.utils import timezone

from briefings import document as doc
from briefings.checklist import stopping
from briefings.drafting.answers import answered
from briefings.drafting.assessing import Assessment, assess
from briefings.drafting.compose import compose, figures_of
from briefings.models import (
    Briefing,
    Edition,
    EditionBlock,
    EditionPartnership,
    EditionPicture,
    Sheet,
)
from briefings.publishing import emails, writers
from briefings.publishing.checks import refuse_changed_circumstances
from briefings.publishing.transitions import open_edition_of, record
from briefings.rendering import html
from people.permissions import Refused, require
from portal.text.sentences import counted

LONGEST_CHANGE_NOTE = Edition._meta.get_field("change_note").max_length


def submit(*, briefing: Briefing, by, change_note: str = "", is_major: bool = True) -> Edition:
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
    if stops := stopping(assessment.problems):
        count = counted(len(stops), "thing")
        raise Refused(f"To submit this, put {count} right: {' '.join(p.message for p in stops)}", problems=stops)
    with transaction.atomic():
        briefing = Briefing.objects.select_for_update().get(pk=briefing.pk)
        require(by, "submit", briefing)
        _refuse_second_round(briefing)
        if compose(briefing, worded_on=today) != assessment.document:
            raise Refused("Somebody changed this draft while it was being submitted. Read it again, then submit.")
        refuse_changed_circumstances(
            briefing, assessment.document, assessment.rendered.text, change_note=change_note, verb="submitted"
        )
        return _freeze(briefing, assessment, by=by, change_note=change_note.strip(), is_major=is_major)


def _refuse_second_round(briefing: Briefing) -> None:
    if edition := open_edition_of(briefing):
        raise Refused(
            f"This briefing is {edition.get_state_display().lower()} already. Publish it or send it back first."
        )


def _freeze(briefing: Briefing, assessment: Assessment, *, by, change_note: str, is_major: bool) -> Edition:
    """The words of a draft as an edition, with all that goes out with them, and the letters that ask for approval."""
    document, rendered = assessment.document, assessment.rendered
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
            title=f"Hand-out {place} of {len(labels)}",
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
    writers.freeze(edition, briefing)
