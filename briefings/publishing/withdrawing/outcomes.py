"""Withdrawing a published edition: one function for each outcome, because each leaves readers something else."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from briefings.models import Edition, Outcome
from briefings.publishing import emails, public_rows
from briefings.publishing.texts import submit_notice
from briefings.publishing.transitions import check_move, locked, move, record
from briefings.publishing.withdrawing.on_the_list import note_on_the_list
from briefings.publishing.withdrawing.taking_down import led_to, take_down, whom_to_ask
from people.models import Person
from people.permissions import Refused, needed, require
from portal.text.sentences import day_in_words
from reviews.protection import counted_even_if_refused


@dataclass(frozen=True)
class Typed:
    """What somebody who withdraws an edition typed."""

    by: Person
    reason: str
    notice: str
    replaced_by: str
    override: str


@counted_even_if_refused()
@transaction.atomic
def withdraw(
    *,
    edition: Edition,
    by: Person,
    outcome: str,
    reason: str,
    notice: str = "",
    replaced_by: str = "",
    override: str = "",
) -> Edition:
    """Take a published edition down, at once. `outcome` (see Outcome) decides what readers find instead.

    `reason` stays on the record. `notice` is what the public is to read: it is submitted for a second person to
    approve, and until then a standard notice stands there, so that nothing delays the withdrawal. `replaced_by` is
    the address (slug) of the published briefing that takes its place. `override` says why it goes before the day
    until which its review has to stay public; to take down an error needs none.
    """
    edition = locked(edition)
    require(by, "withdraw", edition)
    check_move(edition, "withdraw")
    reason = needed(reason, "Say why it is withdrawn: the reason stays on the record.")
    if outcome not in Outcome.values:
        raise Refused("Choose what readers will find instead: " + ", ".join(Outcome.values) + ".")
    edition.outcome, edition.notice = outcome, notice.strip()
    return BY_OUTCOME[Outcome(outcome)](edition, Typed(by, reason, notice.strip(), replaced_by, override.strip()))


def public_until(edition: Edition) -> date | None:
    """The day until which its review has to stay public, when that is still to come; else None."""
    review = edition.briefing.review
    until = review.keep_public_until if review else None
    return until if until and until >= timezone.localdate() else None


def _identifies_somebody(edition: Edition, typed: Typed) -> Edition:
    """The words are gone, the title with them. No duty keeps an error public."""
    edition = take_down(edition, "withdraw", by=typed.by, reason=typed.reason)
    _submit_notice(edition, typed)
    emails.tell("withdrawn", edition, besides={typed.by.pk})
    return edition


def _is_replaced(edition: Edition, typed: Typed) -> Edition:
    """Readers are led on to another briefing, and see no notice."""
    until, reason = public_until(edition), typed.reason
    if until:
        override = needed(
            typed.override, f"It has to stay public until {day_in_words(until)}. Say why it is taken away before: that "
            "stays on the record."
        )  # fmt: skip
        reason += f"\n\nTaken away before {day_in_words(until)}, until when it was to be public: {override}"
    address = needed(typed.replaced_by, "Give the address of the briefing that replaces it.").strip("/")
    target = led_to(edition, address)
    if target is None:
        raise Refused(f"“{address}” is not the address of another published briefing.")
    edition.replaced_by = address
    edition = take_down(edition, "withdraw", by=typed.by, reason=reason, moved_to=target.get_absolute_url())
    emails.tell("withdrawn", edition, besides={typed.by.pk})
    return edition


def _is_out_of_date(edition: Edition, typed: Typed) -> Edition:
    """The words stay, under a notice: no duty to keep them public is in the way."""
    needed(typed.notice, "Write the notice that will stand above the words, saying what is out of date.")
    edition = move(edition, "mark_out_of_date", by=typed.by, reason=typed.reason)
    public_rows.mark_out_of_date(edition.content["slug"])
    _submit_notice(edition, typed)
    emails.tell("marked_out_of_date", edition, besides={typed.by.pk})
    transaction.on_commit(note_on_the_list, robust=True)
    return edition


def _is_on_request(edition: Edition, typed: Typed) -> Edition:
    """Its time in public is over: the title stays, with whom to ask. A topic briefing has no such time."""
    review = edition.briefing.review
    if review and review.keep_public_until is None:
        raise Refused(
            "Its time in public is not written down, so nobody can say that it is over. Write in the review until "
            "when it has to be public."
        )
    if until := public_until(edition):
        raise Refused(f"It has to stay public until {day_in_words(until)}. After that it can be available on request.")
    edition = take_down(edition, "withdraw", by=typed.by, reason=typed.reason, **whom_to_ask(edition))
    _submit_notice(edition, typed)
    emails.tell("withdrawn", edition, besides={typed.by.pk})
    return edition


BY_OUTCOME = {
    Outcome.ERROR: _identifies_somebody,
    Outcome.REPLACED: _is_replaced,
    Outcome.OUT_OF_DATE: _is_out_of_date,
    Outcome.ON_REQUEST: _is_on_request,
}


def _submit_notice(edition: Edition, typed: Typed) -> None:
    """Submit a notice of the partnership's own. One that the checks stop is left out: the words are down all the same,
    and the edition's screen says that its notice is still to be written."""
    if not typed.notice:
        return
    try:
        submit_notice(edition, notice=typed.notice, by=typed.by)
    except Refused as refused:
        record("notice_left_out", edition.briefing, by=typed.by, edition=edition, reason=str(refused))
