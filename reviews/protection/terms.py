"""Protecting a term and stopping to: what is typed is turned into keyed hashes, and never stored, logged or shown.

The key is a setting, never in the database.
"""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from people.permissions import Refused, require
from portal.text.word_lists import lines_in
from reviews.models import GlossaryTerm, ProtectedPhrase, ProtectedTerm, Review
from reviews.protection.asking import counted_even_if_refused, refuse_trying
from reviews.protection.forms import LONGEST_TERM, OFFERED, Form, Written, forms_of
from reviews.protection.matching import WORDS, Phrases, fingerprint, found_in
from reviews.protection.normalise import words_of

log = logging.getLogger(__name__)


# Initials that every note has: nothing could go out any more if “DA” were looked for.
USUAL_ABBREVIATIONS = [one for line in lines_in(WORDS)["usual abbreviations"] for one in line.split(", ")]


@transaction.atomic
def protect(
    *,
    review,
    term: str,
    kind: str,
    by,
    nicknames: Iterable[str] = (),
    forms: Iterable[Form] = OFFERED,
) -> ProtectedTerm:
    """Keep the hashes of a name or detail that must never appear in anything written from this review.

    `forms` are those of `OFFERED` that are looked for beside the term itself. One that the site prints anyway (the
    name of a partnership, a pseudonym, a usual abbreviation) is left out: nothing could be published any more.
    Raises Refused, without repeating the words, if they may not, or there is nothing to protect or it is too long.
    """
    review = Review.objects.select_for_update().get(pk=review.pk)  # nothing is published from it meanwhile
    require(by, "protect", review)
    typed = words_of(term)
    if not typed:
        raise Refused("Type the name or detail to protect: letters or digits.")
    if max(len(typed), *(len(words_of(one)) for one in nicknames), 0) > LONGEST_TERM:
        raise Refused(f"Protect {LONGEST_TERM} words at most at a time: shorten it to the part that must not appear.")
    printed = _printed_anyway(review)
    phrases = [
        phrase
        for phrase in forms_of(term, kind=kind, nicknames=nicknames, wanted=forms).values()
        if phrase.form in {Form.WHOLE, Form.OTHER} or f" {' '.join(phrase.words)} " not in printed
    ]
    row = ProtectedTerm.objects.create(review=review, kind=kind, added_by=by, added_at=timezone.now())
    ProtectedPhrase.objects.bulk_create(
        ProtectedPhrase(
            term=row,
            fingerprint=fingerprint(one.words, key=settings.PROTECTED_TERMS_KEY),
            words=len(one.words),
            letters=one.letters,
            form=one.form,
            written=one.written,
        )
        for one in phrases
    )
    log.info("protect term=%s review=%s by=%s", row.pk, review.pk, by.pk)
    return row


def _printed_anyway(review: Review) -> str:
    """Words that a page says whatever an officer writes, as they are compared."""
    printed = [text for one in review.partnerships.all() for text in (one.name, one.short_name, one.area)]
    printed += review.subjects.values_list("pseudonym", flat=True)
    printed += GlossaryTerm.objects.values_list("abbreviation", flat=True)
    return f" {' | '.join(' '.join(words_of(one)) for one in (*printed, *USUAL_ABBREVIATIONS))} "


@counted_even_if_refused()
@transaction.atomic
def unprotect(*, term, by, reason: str) -> None:
    """Stop looking for a protected term. Its hashes go; that it was there stays, with who stopped it, and why.

    Raises Refused, without repeating the words, if they may not, there is no reason or the reason says the term
    itself, and if somebody else was quicker.
    """
    review = Review.objects.select_for_update().get(pk=term.review_id)  # nothing is published from it meanwhile
    require(by, "protect", review)
    row = ProtectedTerm.objects.in_force().select_for_update(of=["self"]).filter(pk=term.pk).first()
    if row is None:
        raise Refused("This is not protected any more: somebody stopped it just now.")
    if not reason.strip():
        raise Refused("Say why it may be read by everybody. The approver reads this.")
    is_said = bool(found_in(reason, looked_for(row.phrases.all())))
    refuse_trying(by, review, words=reason, is_protected=is_said)
    if is_said:
        raise Refused("Say why without the name or detail itself.")
    row.stopped_by, row.stopped_at, row.stopping_reason = by, timezone.now(), reason.strip()
    row.save(update_fields=["stopped_by", "stopped_at", "stopping_reason"])
    row.phrases.all().delete()  # the database lets them go only now
    log.info("unprotect term=%s review=%s by=%s", row.pk, row.review_id, by.pk)


def looked_for(phrases: QuerySet[ProtectedPhrase]) -> Phrases:
    """What a text is searched for, from stored hashes."""
    by_way: dict[str, set[str]] = {way: set() for way in (*Written, Form.NEAR)}
    shapes = set()
    for hashed, words, letters, form, written in phrases.values_list(
        "fingerprint", "words", "letters", "form", "written"
    ):
        by_way[Form.NEAR if form == Form.NEAR else written].add(hashed)
        if form != Form.NEAR:
            shapes.add((words, letters))
    return Phrases(
        any_case=frozenset(by_way[Written.ANY]),
        capital=frozenset(by_way[Written.CAPITAL]),
        capitals=frozenset(by_way[Written.CAPITALS]),
        titled=frozenset(by_way[Written.TITLED]),
        near=frozenset(by_way[Form.NEAR]),
        shapes=frozenset(shapes),
        key=settings.PROTECTED_TERMS_KEY,
    )
