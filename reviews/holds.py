"""Holds: a stop on everything written from a review, placed and cleared by named people, with reasons."""

import logging

from django.db import transaction
from django.utils import timezone

from people.permissions import Refused, needed, require
from reviews.models import Hold, Review

log = logging.getLogger(__name__)


@transaction.atomic
def place_hold(*, review, kind: str, reason: str, by) -> Hold:
    """Stop submission and publication of everything written from this review.

    Raises Refused, in words for the person, if they may not, or no kind or reason is given.
    """
    review = Review.objects.select_for_update().get(pk=review.pk)
    require(by, "hold", review)
    if kind not in Hold.Kind.values:
        raise Refused("Say what kind of hold this is.")
    reason = needed(reason, "Give the reason: why nothing may be published, and who has to say that it may.")
    hold = Hold.objects.create(review=review, kind=kind, reason=reason, placed_by=by, placed_at=timezone.now())
    log.info("place_hold hold=%s review=%s by=%s", hold.pk, review.pk, by.pk)
    return hold


@transaction.atomic
def clear_hold(*, hold, reason: str, by) -> Hold:
    """Let what this hold stopped go on. Other holds on the same review still stop it.

    Raises Refused, in words for the person, if they may not, no reason is given, or it is cleared already.
    """
    hold = Hold.objects.select_for_update(of=("self",)).select_related("review").get(pk=hold.pk)
    require(by, "clear_hold", hold)
    if hold.cleared_at:
        raise Refused("This hold has been cleared already.")
    hold.clearing_reason = needed(reason, "Give the reason: who said that it may be published, and when.")
    hold.cleared_by, hold.cleared_at = by, timezone.now()
    hold.save(update_fields=["cleared_by", "cleared_at", "clearing_reason"])
    log.info("clear_hold hold=%s review=%s by=%s", hold.pk, hold.review_id, by.pk)
    return hold
