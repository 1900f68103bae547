"""The steps that take words down, and the second look at what one person took down alone."""

from django.urls import reverse

from briefings import publishing
from briefings.admin.steps import forms
from briefings.admin.steps.pages import StepPage
from briefings.models import Edition, Outcome, State
from briefings.publishing import texts
from briefings.publishing.times import in_words
from people.permissions import may
from portal.text.sentences import day_in_words


def next_edition(edition: Edition) -> list[str]:
    """What taking this edition down does to the one that is on its way, in one sentence; nothing when there is none."""
    following = publishing.open_edition_of(edition.briefing)
    if following is None:
        return []
    match following.state:
        case State.SCHEDULED:
            return [
                f"The next edition, {following.reference}, is scheduled for {in_words(following.publish_at)}. Its "
                "schedule is cancelled. If this one comes down for an error, the next has to be approved again: the "
                "person who approved it did not know."
            ]
        case State.APPROVED:
            return [
                f"The next edition, {following.reference}, is approved and stays unpublished. If this one comes down "
                "for an error, the next has to be approved again, because its approver did not know."
            ]
        case _:
            return [
                f"The next edition, {following.reference}, waits for approval. Its approver should look for "
                "the same error in it."
            ]


class WithdrawPage(StepPage):
    """Take words down."""

    verb = "withdraw"
    asks_again = True
    question = "Withdraw {title}?"
    button = "Withdraw now"
    heading = "When you withdraw it"
    is_grave = True
    shows_checklist = False  # what it advised once has no bearing on taking words down

    def form(self, data=None):
        return forms.WithdrawForm(
            data,
            stands_under_a_notice=self.thing.state == State.OUT_OF_DATE,
            public_until=publishing.public_until(self.thing),
        )

    def emergency(self) -> str:
        if not self.offered or not may(self.request.user, "withdraw_in_emergency", self.thing):
            return ""
        return reverse("admin:briefings_edition_withdraw_in_emergency", args=[self.thing.pk])

    def consequences(self) -> list[str]:
        says = [
            "It works at once, for everybody. What you choose below decides what readers see.",
            "The content stays in this frozen edition, which only staff of its partnerships can see.",
            "To publish them again, submit the draft again and have it approved.",
        ]
        if until := publishing.public_until(self.thing):
            says.append(
                f"It has to stay public until {day_in_words(until)}. An error comes down at any time; for another "
                "briefing to take its place before that, say why."
            )
        return says + next_edition(self.thing)

    def do(self, typed: dict) -> Edition:
        publishing.withdraw(edition=self.thing, by=self.request.user, **typed)
        return self.thing

    def success(self, done: Edition) -> str:
        address, edition = done.briefing.get_absolute_url(), Edition.objects.get(pk=done.pk)
        match edition.outcome:
            case Outcome.OUT_OF_DATE:
                says = f"Done. Readers see a standard notice above the words at {address}."
            case Outcome.ON_REQUEST:
                says = f"Withdrawn. {address} now says that it is available on request, and who to ask."
            case _:
                says = f"Withdrawn. The words are gone from {address}, from every list and from search."
        if not edition.notice or edition.outcome == Outcome.REPLACED:
            return says
        if texts.standing_of(edition).waiting:
            return f"{says} Your notice waits for a second person to approve it."
        return f"{says} Your notice was left out: see why in the history below, and write it again."


class EmergencyPage(StepPage):
    """Take words down alone, at once."""

    verb = "withdraw_in_emergency"
    asks_again = False  # nothing stands between an approver and taking down; everybody is told, and another confirms it
    question = "Take {title} down now?"
    button = "Take it down now"
    heading = "When you press the button"
    is_grave = True
    # Short on purpose: anyone who opens this is in a hurry, so no words to read and nothing to choose.
    shows_words = shows_checklist = False
    form_class = forms.EmergencyForm

    def consequences(self) -> list[str]:
        return [
            f"The page at {self.thing.briefing.get_absolute_url()}, its PDF, and its words in lists and search are "
            "gone at once.",
            "You decide this alone. Everybody in its partnerships gets an e-mail, and a second person reviews it "
            "afterwards.",
            *next_edition(self.thing),
        ]

    def do(self, typed: dict) -> Edition:
        return publishing.withdraw_in_emergency(edition=self.thing, by=self.request.user, reason=typed["reason"])

    def success(self, done: Edition) -> str:
        return (
            f"It is down. {done.briefing.get_absolute_url()} shows no words of it any more. Now call back printed and "
            "sent copies. A second person will look at what you did."
        )


class ConfirmPage(StepPage):
    """The second look at an emergency withdrawal."""

    verb = "confirm_withdrawal"
    asks_again = True
    question = "Was it right to take {title} down?"
    button = "Record what I found"
    heading = "What you should know"
    shows_checklist = False
    form_class = forms.ConfirmForm

    def consequences(self) -> list[str]:
        event = self.thing.events.filter(verb="withdraw_in_emergency").last()
        return [
            f"{self.thing.ended_by} took it down on {in_words(self.thing.ended_at)}: “{event.reason}”",
            "Whatever you answer, the page stays down. To publish it again, submit a new edition and have it approved.",
            "Your name and what you write are kept in its history.",
        ]

    def do(self, typed: dict) -> Edition:
        return publishing.confirm_withdrawal(edition=self.thing, by=self.request.user, **typed)

    def success(self, done: Edition) -> str:
        return "Recorded. Nobody has to look at this withdrawal any more."
