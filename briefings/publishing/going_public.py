"""Putting approved words before the public."""

from django.db import transaction
from django.utils import timezone

from briefings import document as doc
from briefings import public_rows
from briefings.models import Edition
from briefings.publishing.checks import refuse_changed_circumstances, refuse_other_bytes
from briefings.publishing.moves import check_move, locked, move, require
from reviews.permissions import Refused


@transaction.atomic
def publish(*, edition: Edition, by) -> Edition:
    """Put an approved edition before the public, in place of the one there now."""
    edition = locked(edition)
    require(by, "publish", edition)
    check_move(edition, "publish")
    document, briefing = doc.from_data(edition.content), edition.briefing
    refuse_other_bytes(edition, document)
    if document.review_slug != (briefing.review.slug if briefing.review else ""):
        raise Refused(
            "The draft was moved to another review since this was submitted, or the review has another address now. "
            "Send this back, and submit it again."
        )
    refuse_changed_circumstances(briefing, document, edition.text, change_note=edition.change_note, verb="published")
    for current in briefing.editions.public():
        move(current, "supersede", by=by)
        public_rows.take_away(current.content["slug"])
    numbered = briefing.editions.exclude(number=None).order_by("number")
    first, last = numbered.first(), numbered.last()
    now = timezone.now()
    edition.number, edition.published_at, edition.published_by = (last.number if last else 0) + 1, now, by
    move(edition, "publish", by=by, reason=edition.change_note)
    public_rows.put_before_public(edition, first_published_at=first.published_at if first else now)
    return edition
