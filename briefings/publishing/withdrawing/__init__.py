"""Taking published words down: what readers find instead (outcomes.py), alone and at once (emergency.py), and after a
back-up was restored (again.py). What is down is written on a list apart from the database (on_the_list.py)."""

from briefings.publishing.withdrawing.again import withdraw_again
from briefings.publishing.withdrawing.emergency import confirm_withdrawal, withdraw_in_emergency
from briefings.publishing.withdrawing.outcomes import public_until, withdraw

__all__ = ["confirm_withdrawal", "public_until", "withdraw", "withdraw_again", "withdraw_in_emergency"]
