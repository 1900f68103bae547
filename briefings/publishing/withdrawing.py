"""Taking published words down."""

from django.db import transaction
from django.utils import timezone

from briefings import public_rows
from briefings.models import Edition, Outcome, PublicPage
from briefings.publishing.checks import refuse_a_telling_notice
from briefings.publishing.moves import check_move, locked, move, needed, require
from reviews.permissions import Refused


@transaction.atomic
def withdraw(*, edition: Edition, by, outcome: str, reason: str, notice: str = "", replaced_by: str = "") -> Edition:
    """Take a published edition down, at once. `outcome` (see Outcome) decides what readers find instead.

    `reason` stays on the record; `notice` is what the public reads; `replaced_by` is the address (slug) of
    the published briefing that takes its place.
    """
    edition = locked(edition)
    require(by, "withdraw", edition)
    check_move(edition, "withdraw")
    reason = needed(reason, "Say why it is withdrawn: the reason stays on the record.")
    if outcome not in Outcome.values:
        raise Refused("Choose what readers will find instead: " + ", ".join(Outcome.values) + ".")
    slug, notice, now = edition.content["slug"], notice.strip(), timezone.now()
    refuse_a_telling_notice(edition, notice)
    edition.outcome, edition.notice = outcome, notice
    if outcome == Outcome.OUT_OF_DATE:
        needed(notice, "Write the notice that will stand above the words, saying what is out of date.")
        edition = move(edition, "mark_out_of_date", by=by, reason=reason)
        public_rows.mark_out_of_date(slug, notice=notice, at=now)
        return edition
    moved_to = ""
    if outcome == Outcome.REPLACED:
        replaced_by = needed(replaced_by, "Give the address of the briefing that replaces it.").strip("/")
        target = PublicPage.objects.filter(slug=replaced_by).exclude(slug=slug).first()
        if target is None:
            raise Refused(f"“{replaced_by}” is not the address of another published briefing.")
        edition.replaced_by, moved_to = replaced_by, target.get_absolute_url()
    edition = move(edition, "withdraw", by=by, reason=reason)
    public_rows.take_away(slug)
    public_rows.leave_notice(slug, notice=notice, at=now, moved_to=moved_to)
    return edition
