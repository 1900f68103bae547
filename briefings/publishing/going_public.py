"""Putting approved words before the public."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from briefings.models import Edition, PublicPage
from briefings.publishing import emails, public_rows
from briefings.publishing.checks import refuse_unfit
from briefings.publishing.times import moment_of_publication
from briefings.publishing.transitions import check_move, locked, move
from people.permissions import require
from reviews.models import Review


@transaction.atomic
def publish(*, edition: Edition, by) -> Edition:
    """Put an approved edition before the public, in place of the one there now."""
    edition = locked(edition)
    require(by, "publish", edition)
    check_move(edition, "publish")
    edition = put_before_the_public(edition, by=by, reason=edition.change_note)
    tell_of_publication(edition, besides={by.pk})
    return edition


def put_before_the_public(edition: Edition, *, by, reason: str) -> Edition:
    """Publish an edition that is locked, by somebody who may."""
    document, briefing = refuse_unfit(edition, verb="published"), edition.briefing
    page_now = PublicPage.objects.filter(slug=document.slug).only("published_at", "change_note").first()
    for current in briefing.editions.public():
        move(current, "supersede", by=by)
        public_rows.take_away(current.content["slug"])
    numbered = briefing.editions.exclude(number=None).order_by("number")
    first, last = numbered.first(), numbered.last()
    now = moment_of_publication()
    edition.number, edition.published_at, edition.published_by = (last.number if last else 0) + 1, now, by
    edition = move(edition, "publish", by=by, reason=reason)
    # A small repair is no news: readers keep the date and the note of the last change that they should know of.
    is_news = edition.is_major or page_now is None
    public_rows.put_before_public(
        edition,
        first_published_at=first.published_at if first else now,
        updated_at=now if is_news else page_now.published_at,
        change_note=edition.change_note if is_news else page_now.change_note,
    )
    # The record remembers its first day in public: dates are counted from it.
    reviews = Review.objects.filter(pk=briefing.review_id, first_published_on=None)
    reviews.update(first_published_on=timezone.localdate(now))
    return edition


def tell_of_publication(edition: Edition, *, besides: Iterable[int] = ()) -> None:
    """Write to its people that it is public. Of a small repair nobody is told."""
    if edition.number == 1:
        emails.tell("published", edition, besides=besides)
    elif edition.is_major:
        emails.tell("changed", edition, besides=besides)
