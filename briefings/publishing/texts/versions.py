"""Everything that can happen to words outside any edition. No other module changes the state of a version.

Each verb takes `by=`, the person; asks what they may do (people/permissions.py); locks; refuses with words a person
can act on; writes one line of history; and does all of it or nothing.
"""

import hashlib
import json
import logging

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from briefings.checklist import stopping
from briefings.models.edition import Edition, Outcome, State
from briefings.models.text import TextEvent, TextKind, TextState, TextVersion, TextWriter
from briefings.publishing import public_rows
from briefings.publishing.texts import emails
from briefings.publishing.texts.checking import problems_in
from briefings.publishing.texts.kinds import KINDS, Kind, Words, kind_of
from briefings.publishing.withdrawing.on_the_list import note_on_the_list
from people.models import Person
from people.permissions import Refused, needed, require
from people.verbs import VERBS
from reviews.authors import fields_of, wrote
from reviews.protection import counted_even_if_refused, words_of

log = logging.getLogger(__name__)


@transaction.atomic
def edited(thing: models.Model, *, by: Person) -> None:
    """Write down that somebody changed the draft of a text: they do not approve its next version."""
    kind = kind_of(thing)
    _record("edit_text", kind.kind, thing.pk, by=by)


@counted_even_if_refused()
@transaction.atomic
def submit(thing: models.Model, *, by: Person) -> TextVersion:
    """Freeze what a thing's draft says as its next version, for a second person to approve.

    It takes the place of a version that waits already. Raises Refused, with the problems, where a check stops it.
    """
    kind = kind_of(thing)
    thing = kind.model._default_manager.select_for_update().get(pk=thing.pk)
    return _submit(kind, thing.pk, kind.words_of(thing), by=by)


@counted_even_if_refused()
@transaction.atomic
def submit_notice(edition: Edition, *, notice: str, by: Person) -> TextVersion:
    """Submit the notice that is to stand where an edition was withdrawn, or above it where it is out of date."""
    if edition.state not in {State.WITHDRAWN, State.OUT_OF_DATE}:
        raise Refused("A notice stands only where words were withdrawn or are out of date.")
    words = {"slug": edition.content["slug"], "notice": notice.strip()}
    if not words["notice"]:
        raise Refused("Write the notice first.")
    # word by word: another space, apostrophe or accent makes no other title
    says_title = f" {' '.join(words_of(edition.title))} " in f" {' '.join(words_of(notice))} "
    if says_title and edition.outcome not in {Outcome.ON_REQUEST, Outcome.OUT_OF_DATE}:
        raise Refused("Write the notice without the title: it stands where the briefing was taken down.")
    return _submit(KINDS[TextKind.NOTICE], edition.pk, words, by=by)


@counted_even_if_refused()
@transaction.atomic
def approve(version: TextVersion, *, by: Person) -> TextVersion:
    """Put a version before the public, in place of the one there now."""
    version = _locked(version)
    require(by, "approve_text", version)
    _check_move(version, "approve_text")
    if version.digest != digest_of(version.kind, version.words):
        raise Refused("These words are not the ones that were submitted. Tell your site administrator.")
    _refuse_telling(version.kind, version.words, "approved", by=by)
    if current := _public(version):
        _move(current, "supersede_text", by=by)
    version.approved_at, version.approved_by = timezone.now(), by
    _move(version, "approve_text", by=by)
    KINDS[version.kind].put(version.thing, version.words)
    public_rows.forget_what_was_public()
    transaction.on_commit(note_on_the_list, robust=True)
    _record_of(version, "approve_text", by=by)
    emails.tell_writers("approved", version, by=by)
    return version


@transaction.atomic
def send_back(version: TextVersion, *, by: Person, reason: str) -> TextVersion:
    """Say that a version that waits is not to go out, and why."""
    version = _locked(version)
    require(by, "send_back_text", version)
    _check_move(version, "send_back_text")
    reason = needed(reason, "Say what should change.")
    _move(version, "send_back_text", by=by)
    _record_of(version, "send_back_text", by=by, reason=reason)
    emails.tell_writers("sent_back", version, by=by)
    return version


@transaction.atomic
def take_down(version: TextVersion, *, by: Person, reason: str) -> TextVersion:
    """Take public words away, at once and by one person: no check stands before it."""
    version = _locked(version)
    require(by, "take_down_text", version)
    _check_move(version, "take_down_text")
    _take(version, by=by, reason=needed(reason, "Say in a few words what is wrong: the reason stays on the record."))
    transaction.on_commit(note_on_the_list, robust=True)
    return version


@counted_even_if_refused()
@transaction.atomic
def take_down_again(version: TextVersion, *, by: Person) -> TextVersion:
    """Take down what was taken down after the back-up that was restored. `by` ran the command; no role is asked."""
    version = _locked(version)
    _check_move(version, "take_down_text")
    reason = "Taken down again after a back-up was restored: it was taken down after that back-up was made."
    _take(version, by=by, reason=reason)
    return version


@transaction.atomic
def restore(version: TextVersion, *, by: Person) -> TextVersion:
    """Put an earlier wording back into the draft and submit it: it is public again once a second person approves.

    Whoever wrote the draft meanwhile loses it; the history says so. Words that nobody stands by any more, because they
    were sent back or taken down, are still their writers', who do not approve them now either.
    """
    require(by, "restore_text", version)
    if version.state not in VERBS["restore_text"].starts_from:
        raise Refused("Only an earlier version can be restored.")
    kind = KINDS[version.kind]
    _record_of(version, "restore_text", by=by)
    if version.kind != TextKind.NOTICE:
        thing = kind.model._default_manager.select_for_update().filter(pk=version.thing).first()
        if thing is None:
            raise Refused("This was deleted, so there is nothing to restore it to.")
        for name in kind.fields:
            setattr(thing, name, version.words[name])
        _expect_valid(thing)
        thing.save(update_fields=list(kind.fields))
        wrote(fields_of(thing, kind.fields), by=by)
    return _submit(kind, version.thing, version.words, by=by)


@transaction.atomic
def forget(thing: models.Model, *, by: Person) -> None:
    """End every version of a thing that is about to be deleted, and take away what readers see of it."""
    kind = kind_of(thing)
    for version in TextVersion.objects.of(kind.kind, thing.pk).select_for_update():
        if version.state == TextState.PUBLIC:
            take_down(version, by=by, reason="It was deleted.")
        elif version.state == TextState.WAITING:
            send_back(version, by=by, reason="It was deleted.")


def digest_of(kind: str, words: Words) -> str:
    """The SHA-256 of what a version says."""
    return hashlib.sha256(json.dumps([str(kind), words], sort_keys=True).encode()).hexdigest()


def _submit(kind: Kind, thing: int, words: Words, *, by: Person) -> TextVersion:
    versions = TextVersion.objects.of(kind.kind, thing).select_for_update()
    require(by, "submit_text", TextVersion(kind=kind.kind, thing=thing))
    digest = digest_of(kind.kind, words)
    standing = {one.state: one for one in versions if one.state in {TextState.WAITING, TextState.PUBLIC}}
    waiting, public = standing.get(TextState.WAITING), standing.get(TextState.PUBLIC)
    if public and public.digest == digest:
        raise Refused("Readers see these very words already.")
    if waiting and waiting.digest == digest:
        raise Refused("These words wait for a second person already.")
    _refuse_telling(kind.kind, words, "submitted", by=by)
    if waiting:
        _move(waiting, "send_back_text", by=by)
        _record_of(waiting, "send_back_text", by=by, reason="Submitted again with other words.")
    number = max((one.number for one in versions), default=0) + 1
    version = TextVersion.objects.create(
        kind=kind.kind, thing=thing, number=number, words=dict(words), digest=digest, submitted_at=timezone.now(),
        submitted_by=by,
    )  # fmt: skip
    TextWriter.objects.bulk_create(
        TextWriter(version=version, person_id=person) for person in _writers_since_approval(kind.kind, thing)
    )
    _record_of(version, "submit_text", by=by)
    emails.ask_for_approval(version)
    return version


def _writers_since_approval(kind: str, thing: int) -> set[int]:
    """Who touched the draft since the last version that still counts as approved was submitted, and whose words were
    put back into it. What was taken down counts no more. By keys: clocks can be set back.
    """
    history = TextEvent.objects.filter(kind=kind, thing=thing)
    approvals = history.filter(verb="approve_text").exclude(version__state=TextState.TAKEN_DOWN)
    approved = approvals.order_by("-pk").values_list("version", flat=True).first()
    since = history.filter(verb="submit_text", version=approved).values_list("pk", flat=True).first() if approved else 0
    touched = history.filter(verb__in=["edit_text", "submit_text", "restore_text"], pk__gt=since or 0)
    put_back = TextVersion.objects.filter(
        pk__in=touched.filter(verb="restore_text").values("version"),
        state__in=[TextState.SENT_BACK, TextState.TAKEN_DOWN],
    )
    theirs = TextWriter.objects.filter(version__in=put_back)
    return set(touched.values_list("by", flat=True)) | set(theirs.values_list("person", flat=True))


def _expect_valid(thing: models.Model) -> None:
    """Refuse words that cannot stand in the draft as everything else is now: another took the name meanwhile."""
    try:
        thing.validate_unique()
        thing.validate_constraints()
    except ValidationError as fault:
        raise Refused(f"This cannot be restored as it was. {' '.join(fault.messages)}") from None


def _refuse_telling(kind: str, words: Words, verb: str, *, by: Person) -> None:
    found = problems_in(kind, words, asked_by=by)
    if stop := stopping(found):
        raise Refused(f"This cannot be {verb} yet. {' '.join(one.message for one in stop)}", problems=found)


def _locked(version: TextVersion) -> TextVersion:
    list(TextVersion.objects.of(version.kind, version.thing).select_for_update())
    return TextVersion.objects.get(pk=version.pk)


def _public(version: TextVersion) -> TextVersion | None:
    return TextVersion.objects.of(version.kind, version.thing).filter(state=TextState.PUBLIC).first()


def _check_move(version: TextVersion, verb: str) -> None:
    """Refuse a verb that the version's state does not allow."""
    starts_from = VERBS[verb].starts_from
    if version.state not in starts_from:
        now, wanted = (
            version.get_state_display().lower(),
            " or ".join(TextState(one).label.lower() for one in starts_from),
        )
        raise Refused(f"Nothing was done: version {version.number} is {now}, and only one that is {wanted} can be.")


def _move(version: TextVersion, verb: str, *, by: Person) -> None:
    version.state = VERBS[verb].ends_in
    if version.state not in {TextState.WAITING, TextState.PUBLIC}:
        version.ended_at, version.ended_by = timezone.now(), by
    version.save(update_fields=["state", "approved_at", "approved_by", "ended_at", "ended_by"])


def _take(version: TextVersion, *, by: Person, reason: str) -> None:
    """Take public words away from readers."""
    KINDS[version.kind].take(version.thing)
    _move(version, "take_down_text", by=by)
    public_rows.forget_what_was_public()
    _record_of(version, "take_down_text", by=by, reason=reason)
    emails.tell_writers("taken_down", version, by=by)


def _record_of(version: TextVersion, verb: str, *, by: Person, reason: str = "") -> None:
    _record(verb, version.kind, version.thing, version=version, by=by, reason=reason)


def _record(
    verb: str, kind: str, thing: int, *, by: Person, version: TextVersion | None = None, reason: str = ""
) -> None:
    """One line of history. The log gets the verb and numbers, never words."""
    TextEvent.objects.create(
        kind=kind, thing=thing, version=version, verb=verb, by=by, by_name=str(by), at=timezone.now(), reason=reason
    )
    log.info("%s text=%s-%s version=%s by=%s", verb, kind, thing, version and version.pk, by.pk)
