"""The steps that take words down."""

from briefings import publishing
from briefings.admin import step_forms
from briefings.admin.steps import StepPage
from briefings.models import Edition, Outcome, State


class WithdrawPage(StepPage):
    """Take words down."""

    verb = "withdraw"
    question = "Withdraw {title}?"
    button = "Withdraw now"
    is_grave = True

    def form(self, data=None):
        return step_forms.WithdrawForm(data, stands_under_a_notice=self.thing.state == State.OUT_OF_DATE)

    def consequences(self) -> list[str]:
        return [
            "It works at once, for everybody. What you choose below decides what readers see.",
            "The words stay in this frozen edition, for staff of its partnerships only.",
            "To publish them again, submit the draft again and have it approved.",
        ]

    def do(self, typed: dict) -> Edition:
        publishing.withdraw(edition=self.thing, by=self.request.user, **typed)
        return self.thing

    def success(self, done: Edition) -> str:
        address = done.briefing.get_absolute_url()
        if Edition.objects.get(pk=done.pk).outcome == Outcome.OUT_OF_DATE:
            return f"Done. Readers see your notice above the words at {address}."
        return f"Withdrawn. The words are gone from {address}, from every list and from search."
