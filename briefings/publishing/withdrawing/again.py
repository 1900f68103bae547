"""Taking down once more what was withdrawn after the back-up that was restored."""

from django.db import transaction

from briefings.drafting.circumstances import circumstances_of
from briefings.models import Edition, Outcome, State
from briefings.publishing import public_rows
from briefings.publishing.transitions import locked, move
from briefings.publishing.withdrawing.taking_down import Instead, led_to, take_down, whom_to_ask
from people.models import Person

REASON = "Withdrawn again after a back-up was restored: it was withdrawn after that back-up was made."


@transaction.atomic
def withdraw_again(*, edition: Edition, by: Person, outcome: str, replaced_by: str = "") -> Edition:
    """Take down what was withdrawn after the back-up that was restored. `by` ran the command; no role is asked.

    The notice was lost with the back-up, and where the words cannot end as they did they are gone for good.
    """
    edition = locked(edition)
    edition.notice = ""
    if outcome == Outcome.OUT_OF_DATE:
        edition.outcome = outcome
        if edition.state == State.PUBLISHED:
            edition = move(edition, "mark_out_of_date", by=by, reason=REASON)
        public_rows.mark_out_of_date(edition.content["slug"])
        return edition
    target = led_to(edition, replaced_by) if replaced_by else None
    instead: Instead = {"moved_to": target.get_absolute_url()} if target else {}
    if outcome == Outcome.ON_REQUEST and not circumstances_of(edition.briefing).protected_in(edition.title):
        instead = whom_to_ask(edition)
    edition.outcome = outcome if instead else Outcome.ERROR
    edition.replaced_by = replaced_by if target else ""
    return take_down(edition, "withdraw", by=by, reason=REASON, **instead)
