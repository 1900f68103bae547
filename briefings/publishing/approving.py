"""Agreeing to frozen words, or sending them back."""

from django.db import transaction
from django.utils import timezone

from briefings import document as doc
from briefings.models import Approval, Edition, State
from briefings.publishing import emails
from briefings.publishing.transitions import check_move, locked, move, record
from people.models import Partnership, Person, Role
from people.permissions import Refused, needed, require


@transaction.atomic
def send_back(*, edition: Edition, by: Person, reason: str) -> Edition:
    """End this round, saying what should change. The next submission is a new edition."""
    edition = locked(edition)
    require(by, "send_back", edition)
    reason = needed(reason, "Say what should change, so that the officer knows what to do.")
    edition = move(edition, "send_back", by=by, reason=reason)
    emails.tell("sent_back", edition, besides={by.pk})
    return edition


@transaction.atomic
def approve(*, edition: Edition, by: Person, partnership: Partnership | None = None) -> Edition:
    """Agree to these very words for one partnership; when all have, the edition is approved.

    `partnership` may be left out when there is only one that this person could speak for.
    """
    edition = locked(edition)
    require(by, "approve", edition)
    check_move(edition, "approve")
    partnership = _speaks_for(edition, by, partnership)
    if doc.digest(doc.from_data(edition.content)) != edition.digest:
        raise Refused("These words are not the ones that were submitted. Tell your site administrator.")
    Approval.objects.create(edition=edition, partnership=partnership, by=by, at=timezone.now(), digest=edition.digest)
    record("approve", edition.briefing, by=by, edition=edition, partnership=partnership)
    if not edition.approvals_wanted():
        edition.state = State.APPROVED
        edition.save(update_fields=["state"])
        emails.tell("approved", edition, besides={by.pk})
    return edition


def _speaks_for(edition: Edition, by: Person, partnership: Partnership | None) -> Partnership:
    wanted = [one for one in edition.approvals_wanted() if Role.APPROVER in by.roles.get(one.pk, ())]
    if partnership is None:
        if len(wanted) > 1:
            names = " or ".join(one.short_name for one in wanted)
            raise Refused(f"Say for which partnership you approve: {names}.")
        return wanted[0]
    if partnership not in wanted:
        raise Refused(f"You cannot approve this for {partnership.short_name}.")
    return partnership
