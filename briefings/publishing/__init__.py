"""Everything that can happen to an edition. No other package makes one or changes its state.

Each verb takes `by=`, the person; checks what they may do (people/permissions.py); locks; refuses with
words a person can act on; writes one line of history; and does all of it or nothing.
"""

from briefings.publishing.approving import approve, send_back
from briefings.publishing.scheduling import cancel_schedule, publish, publish_due, schedule
from briefings.publishing.submitting import submit
from briefings.publishing.transitions import open_edition_of, public_edition_of
from briefings.publishing.withdrawing import confirm_withdrawal, public_until, withdraw, withdraw_in_emergency
from people.permissions import Refused

__all__ = [
    "Refused",
    "approve",
    "cancel_schedule",
    "confirm_withdrawal",
    "open_edition_of",
    "public_edition_of",
    "public_until",
    "publish",
    "publish_due",
    "schedule",
    "send_back",
    "submit",
    "withdraw",
    "withdraw_in_emergency",
]
