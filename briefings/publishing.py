"""Everything that can happen to an edition. No other module makes one or changes its state.

Each verb takes `by=`, the person; checks what they may do (reviews/permissions.py); locks; refuses with
words a person can act on; writes one line of history; and does all of it or nothing.
"""

import hashlib
import logging
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from briefings import document as doc
from briefings import public_rows
from briefings.assessing import Assessment, assess
from briefings.checklist import checklist, stopping
from briefings.circumstances import circumstances_of
from briefings.compose import compose, figures_in, figures_of
from briefings.models import (
    Approval,
    Briefing,
    Edit,
    Edition,
    EditionBlock,
    EditionEditor,
    EditionPartnership,
    EditionPicture,
    Event,
    Outcome,
    PublicPage,
    Sheet,
    State,
)
from briefings.rendering import html
from reviews.models import Partnership, Review, Role
from reviews.permissions import Refused, may, why_not

log = logging.getLogger(__name__)

ALLOWED = {  # verb: (states it may start from, state it ends in)
    "send_back": ({State.AWAITING_APPROVAL, State.APPROVED, State.SCHEDULED}, State.SENT_BACK),
    "approve": ({State.AWAITING_APPROVAL}, State.APPROVED),
    "publish": ({State.APPROVED, State.SCHEDULED}, State.PUBLISHED),
    "supersede": ({State.PUBLISHED, State.OUT_OF_DATE}, State.SUPERSEDED),
    "mark_out_of_date": ({State.PUBLISHED}, State.OUT_OF_DATE),
    "withdraw": ({State.PUBLISHED, State.OUT_OF_DATE}, State.WITHDRAWN),
}
PAST = {
    "send_back": "sent back",
    "approve": "approved",
    "publish": "published",
    "supersede": "superseded",
    "mark_out_of_date": "marked out of date",
    "withdraw": "withdrawn",
}
LONGEST_CHANGE_NOTE = Edition._meta.get_field("change_note").max_length
ENDS = {State.SENT_BACK, State.SUPERSEDED, State.WITHDRAWN}


@dataclass(frozen=True)
class Step:
    """Something that may be done now; `why_not` says why this person may not, and is empty if they may."""

    verb: str
    label: str
    address: str
    why_not: str = ""


def submit(*, briefing: Briefing, by, change_note: str = "", is_major: bool = True) -> Edition:
    """Freeze the draft as it stands and ask every partnership that signs it to approve.

    Raises Refused; its `problems` list what stops when the checklist does.
    """
    _require(by, "submit", briefing)
    _refuse_second_round(briefing)
    if len(change_note) > LONGEST_CHANGE_NOTE:
        raise Refused(f"Shorten the change note: it may have {LONGEST_CHANGE_NOTE} characters.")
    today = timezone.localdate()
    # Rendering is slow and SQLite has one writer: everything slow is done before the lock is taken.
    assessment = assess(briefing, change_note=change_note, worded_on=today)
    if stops := stopping(assessment.problems):
        count = "1 thing" if len(stops) == 1 else f"{len(stops)} things"
        raise Refused(f"To submit this, put {count} right: {' '.join(p.message for p in stops)}", problems=stops)
    with transaction.atomic():
        briefing = Briefing.objects.select_for_update().get(pk=briefing.pk)
        _require(by, "submit", briefing)
        _refuse_second_round(briefing)
        if compose(briefing, worded_on=today) != assessment.document:
            raise Refused("Somebody changed this draft while it was being submitted. Read it again, then submit.")
        _refuse_changed_circumstances(
            briefing, assessment.document, assessment.rendered.text, change_note=change_note, verb="submitted"
        )
        return _freeze(briefing, assessment, by=by, change_note=change_note.strip(), is_major=is_major)


def _refuse_second_round(briefing: Briefing) -> None:
    if edition := open_edition_of(briefing):
        raise Refused(
            f"This briefing is {edition.get_state_display().lower()} already. Publish it or send it back first."
        )


def _freeze(briefing: Briefing, assessment: Assessment, *, by, change_note: str, is_major: bool) -> Edition:
    document, rendered = assessment.document, assessment.rendered
    now = timezone.now()
    edition = Edition.objects.create(
        briefing=briefing,
        content=doc.to_data(document),
        shape=doc.SHAPE,
        digest=doc.digest(document),
        reference=doc.reference(document),
        title=document.title,
        page_html=rendered.page_html,
        text=rendered.text,
        problems=[problem.as_data() for problem in assessment.problems],
        renderer=rendered.renderer,
        pages=rendered.pages,
        type_size_pt=rendered.type_size_pt,
        fill=rendered.fill,
        layouts=rendered.layouts,
        words=rendered.words,
        change_note=change_note,
        is_major=is_major,
        submitted_at=now,
        submitted_by=by,
    )
    Sheet.objects.create(edition=edition, pdf=rendered.pdf, sha256=hashlib.sha256(rendered.pdf).hexdigest())
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
    EditionPartnership.objects.bulk_create(
        EditionPartnership(edition=edition, partnership=partnership, position=position)
        for position, partnership in enumerate(briefing.partnerships_in_order(), start=1)
    )
    EditionEditor.objects.bulk_create(
        EditionEditor(edition=edition, person_id=person) for person in editors_of(briefing)
    )
    _record("submit", briefing, by=by, edition=edition, reason=change_note)
    return edition


def editors_of(briefing: Briefing) -> list[int]:
    """Everybody (by number) whose words may be in the next edition: who edited since the last one that was published.

    Not merely since the last submission: words that were sent back are still their writer's.
    """
    edits = Edit.objects.filter(briefing=briefing)
    if last := briefing.editions.exclude(number=None).order_by("-submitted_at").first():
        edits = edits.filter(at__gt=last.submitted_at)
    return sorted(set(edits.values_list("by_id", flat=True)))


@transaction.atomic
def send_back(*, edition: Edition, by, reason: str) -> Edition:
    """End this round, saying what should change. The next submission is a new edition."""
    edition = _locked(edition)
    _require(by, "send_back", edition)
    reason = _needed(reason, "Say what should change, so that the officer knows what to do.")
    return _move(edition, "send_back", by=by, reason=reason)


@transaction.atomic
def approve(*, edition: Edition, by, partnership: Partnership | None = None) -> Edition:
    """Agree to these very words for one partnership; when all have, the edition is approved.

    `partnership` may be left out when there is only one that this person could speak for.
    """
    edition = _locked(edition)
    _require(by, "approve", edition)
    _check_move(edition, "approve")
    partnership = _speaks_for(edition, by, partnership)
    if doc.digest(doc.from_data(edition.content)) != edition.digest:
        raise Refused("These words are not the ones that were submitted. Tell whoever looks after this site.")
    Approval.objects.create(edition=edition, partnership=partnership, by=by, at=timezone.now(), digest=edition.digest)
    _record("approve", edition.briefing, by=by, edition=edition, partnership=partnership)
    if not edition.approvals_wanted():
        edition.state = State.APPROVED
        edition.save(update_fields=["state"])
    return edition


def _speaks_for(edition: Edition, by, partnership: Partnership | None) -> Partnership:
    wanted = [one for one in edition.approvals_wanted() if Role.APPROVER in by.roles.get(one.pk, ())]
    if partnership is None:
        if len(wanted) > 1:
            names = " or ".join(one.short_name for one in wanted)
            raise Refused(f"Say for which partnership you approve: {names}.")
        return wanted[0]
    if partnership not in wanted:
        raise Refused(f"You cannot approve this for {partnership.short_name}.")
    return partnership


@transaction.atomic
def publish(*, edition: Edition, by) -> Edition:
    """Put an approved edition before the public, in place of the one there now."""
    edition = _locked(edition)
    _require(by, "publish", edition)
    _check_move(edition, "publish")
    document, briefing = doc.from_data(edition.content), edition.briefing
    _refuse_other_bytes(edition, document)
    if document.review_slug != (briefing.review.slug if briefing.review else ""):
        raise Refused(
            "The draft was moved to another review since this was submitted, or the review has another address now. "
            "Send this back, and submit it again."
        )
    _refuse_changed_circumstances(briefing, document, edition.text, change_note=edition.change_note, verb="published")
    for current in briefing.editions.public():
        _move(current, "supersede", by=by)
        public_rows.take_away(current.content["slug"])
    numbered = briefing.editions.exclude(number=None).order_by("number")
    first, last = numbered.first(), numbered.last()
    now = timezone.now()
    edition.number, edition.published_at, edition.published_by = (last.number if last else 0) + 1, now, by
    _move(edition, "publish", by=by, reason=edition.change_note)
    public_rows.put_before_public(edition, first_published_at=first.published_at if first else now)
    return edition


def _refuse_other_bytes(edition: Edition, document: doc.Document) -> None:
    """What goes out is what was agreed to: the words by their digest, each file by its own."""
    if doc.digest(document) != edition.digest:
        raise Refused("These words are not the ones that were approved. Tell whoever looks after this site.")
    files = [(edition.sheet.pdf, edition.sheet.sha256), *edition.pictures.values_list("data", "sha256")]
    if set(edition.pictures.values_list("name", flat=True)) != figures_in(document):
        raise Refused("The pictures are not the ones that were approved. Tell whoever looks after this site.")
    if set(edition.blocks.values_list("label", flat=True)) != set(html.block_labels(document)):
        raise Refused("The hand-outs are not the ones that were approved. Tell whoever looks after this site.")
    if any(hashlib.sha256(bytes(data)).hexdigest() != sha256 for data, sha256 in files):
        raise Refused("The sheet is not the one that was approved. Tell whoever looks after this site.")


def _refuse_changed_circumstances(
    briefing: Briefing, document: doc.Document, text: str, *, change_note: str, verb: str
) -> None:
    """Checks that depend on the world run again: a hold or a protected term may have come since.

    The review is locked first: whoever places a hold or protects a name does so before this, or after it is done.
    """
    if briefing.review_id:
        Review.objects.select_for_update().get(pk=briefing.review_id)
    around = circumstances_of(briefing, change_note=change_note)
    found = [p for p in checklist(document, None, around) if p.stops and p.code in {"on-hold", "protected-term"}]
    if found or around.protected_in(text):
        messages = " ".join(problem.message for problem in found) or "A protected name or detail appears in it."
        raise Refused(f"This cannot be {verb} now. {messages}", problems=found)


@transaction.atomic
def withdraw(*, edition: Edition, by, outcome: str, reason: str, notice: str = "", replaced_by: str = "") -> Edition:
    """Take a published edition down, at once. `outcome` (see Outcome) decides what readers find instead.

    `reason` stays on the record; `notice` is what the public reads; `replaced_by` is the address (slug) of
    the published briefing that takes its place.
    """
    edition = _locked(edition)
    _require(by, "withdraw", edition)
    _check_move(edition, "withdraw")
    reason = _needed(reason, "Say why it is withdrawn: the reason stays on the record.")
    if outcome not in Outcome.values:
        raise Refused("Choose what readers will find instead: " + ", ".join(Outcome.values) + ".")
    slug, notice, now = edition.content["slug"], notice.strip(), timezone.now()
    _refuse_a_telling_notice(edition, notice)
    edition.outcome, edition.notice = outcome, notice
    if outcome == Outcome.OUT_OF_DATE:
        _needed(notice, "Write the notice that will stand above the words, saying what is out of date.")
        edition = _move(edition, "mark_out_of_date", by=by, reason=reason)
        public_rows.mark_out_of_date(slug, notice=notice, at=now)
        return edition
    moved_to = ""
    if outcome == Outcome.REPLACED:
        replaced_by = _needed(replaced_by, "Give the address of the briefing that replaces it.").strip("/")
        target = PublicPage.objects.filter(slug=replaced_by).exclude(slug=slug).first()
        if target is None:
            raise Refused(f"“{replaced_by}” is not the address of another published briefing.")
        edition.replaced_by, moved_to = replaced_by, target.get_absolute_url()
    edition = _move(edition, "withdraw", by=by, reason=reason)
    public_rows.take_away(slug)
    public_rows.leave_notice(slug, notice=notice, at=now, moved_to=moved_to)
    return edition


def _refuse_a_telling_notice(edition: Edition, notice: str) -> None:
    """A notice stands where the words were taken down, so it must not say again what they said."""
    if circumstances_of(edition.briefing).protected_in(notice):
        raise Refused("Write the notice without the protected name or detail in it.")
    if edition.title.casefold() in notice.casefold():
        raise Refused("Write the notice without the title: it stands where the briefing was taken down.")


def steps_for(thing: Briefing | Edition, person) -> list[Step]:
    """What could be done next with a briefing or an edition, in the order a person would think of it.

    A person who may not even see it gets an empty list.
    """
    if not may(person, "see", thing):
        return []
    if isinstance(thing, Edition):
        return _steps_for_edition(thing, person)
    steps = []
    if open_edition := open_edition_of(thing):
        steps += _steps_for_edition(open_edition, person)
    else:
        address = f"/admin/briefings/briefing/{thing.pk}/submit/"
        steps.append(Step("submit", "Submit for approval", address, why_not(person, "submit", thing)))
    if shown := public_edition_of(thing):
        steps += _steps_for_edition(shown, person)
    return steps


def _steps_for_edition(edition: Edition, person) -> list[Step]:
    labels = {"approve": "Approve", "publish": "Publish", "send_back": "Send back", "withdraw": "Withdraw"}
    return [
        Step(
            verb,
            label,
            f"/admin/briefings/edition/{edition.pk}/{verb.replace('_', '-')}/",
            why_not(person, verb, edition),
        )
        for verb, label in labels.items()
        if edition.state in ALLOWED[verb][0]
    ]


def _locked(edition: Edition) -> Edition:
    """The edition as it is now, with its briefing's row locked so that two verbs cannot cross."""
    Briefing.objects.select_for_update().get(pk=edition.briefing_id)
    return Edition.objects.select_for_update().get(pk=edition.pk)


def _check_move(edition: Edition, verb: str) -> None:
    starts_from, _ends_in = ALLOWED[verb]
    if edition.state not in starts_from:
        wanted = " or ".join(State(state).label.lower() for state in sorted(starts_from))
        raise Refused(
            f"This edition is {edition.get_state_display().lower()}, so it cannot be {PAST[verb]}: "
            f"only one that is {wanted} can."
        )


def _move(edition: Edition, verb: str, *, by, reason: str = "") -> Edition:
    _check_move(edition, verb)
    edition.state = ALLOWED[verb][1]
    if edition.state in ENDS:
        edition.ended_at, edition.ended_by = timezone.now(), by
    edition.save(update_fields=sorted(name.removesuffix("_id") for name in Edition.may_change))
    _record(verb, edition.briefing, by=by, edition=edition, reason=reason)
    return edition


def _record(verb: str, briefing: Briefing, *, by, edition: Edition, reason: str = "", partnership=None) -> None:
    Event.objects.create(
        briefing=briefing,
        edition=edition,
        verb=verb,
        by=by,
        by_name=str(by),
        partnership=partnership,
        at=timezone.now(),
        reason=reason,
    )
    log.info("%s edition=%s by=%s", verb, edition.pk, by.pk)


def _require(person, verb: str, thing) -> None:
    if refusal := why_not(person, verb, thing):
        raise Refused(refusal)


def _needed(text: str, message: str) -> str:
    if not text.strip():
        raise Refused(message)
    return text.strip()


def open_edition_of(briefing: Briefing) -> Edition | None:
    """The edition on its way to publication, if there is one."""
    return briefing.editions.open().first()


def public_edition_of(briefing: Briefing) -> Edition | None:
    """The edition the public reads, if there is one."""
    return briefing.editions.public().first()
