"""The steps from approved words to the public: now, at a time to come, and not at that time after all."""

from django.utils import timezone

from briefings import publishing
from briefings.admin.steps import forms
from briefings.admin.steps.pages import StepPage
from briefings.models import Edition
from briefings.publishing.checks import refuse_approvals_before_a_leak
from briefings.publishing.times import in_words
from people.permissions import Refused
from reviews.deadlines import standings


class _GoingPublic(StepPage):
    """What was approved goes out, now or later; unless it was approved in ignorance of a leak."""

    def get(self, request, pk: int):
        try:
            if self.offered:
                refuse_approvals_before_a_leak(self.thing)
        except Refused as refused:
            return self.page(form=None, refusal=str(refused))
        return super().get(request, pk=pk)

    def public_edition(self) -> Edition | None:
        """The edition readers have now."""
        return self.thing.briefing.editions.public().exclude(pk=self.thing.pk).first()

    def dates_to_look_at(self) -> list[str]:
        """What its review should have done by now, or before this day, and has not. It warns, and stops nothing."""
        review, today = self.thing.briefing.review, timezone.localdate()
        if review is None:
            return []
        planned_on = timezone.localdate(self.thing.publish_at) if self.thing.publish_at else today
        return [
            f"Look at this first: {one.duty.title}. {one.says()}"
            for one in standings(review, today=today, planned_on=planned_on)
            if one.is_warning
        ]

    def news(self) -> list[str]:
        """What readers and colleagues hear of it, and what it replaces."""
        shown, says = self.public_edition(), []
        if shown:
            says.append(f"They take the place of edition {shown.number}, which readers no longer see.")
        if shown and not self.thing.is_major:
            return [*says, "It is a small repair: the page keeps its date, and nobody is sent an e-mail."]
        return [*says, "When it is published, the officers and approvers of its partnerships are told by e-mail."]


class PublishPage(_GoingPublic):
    """Put approved words before the public."""

    verb = "publish"
    asks_again = True
    question = "Publish {title} now?"
    button = "Publish now"
    heading = "When you publish it"

    def consequences(self) -> list[str]:
        address = self.thing.briefing.get_absolute_url()
        says = [
            f"Everybody can read the page and the PDF at once, at {address}. They can be found in lists and search.",
            "Readers get exactly the page and PDF that were approved.",
            *self.news(),
        ]
        if self.thing.publish_at:
            says.append(f"It does not wait until {in_words(self.thing.publish_at)}.")
        return says + self.dates_to_look_at()

    def do(self, typed: dict) -> Edition:
        publishing.publish(edition=self.thing, by=self.request.user)
        return self.thing

    def success(self, done: Edition) -> str:
        return f"Published. Everybody can read it at {done.briefing.get_absolute_url()} now."


class SchedulePage(_GoingPublic):
    """Have approved words published at a day and time to come, or at another one."""

    verb = "schedule"
    asks_again = True
    heading = "When its time comes"
    form_class = forms.ScheduleForm

    @property
    def question(self) -> str:
        return "Publish {title} at another time?" if self.thing.publish_at else "Publish {title} later?"

    @property
    def button(self) -> str:
        return "Change the time" if self.thing.publish_at else "Schedule"

    def planned(self) -> str:
        """The moment it is scheduled for now, for the form to remember; empty when it is not."""
        publish_at = Edition.objects.values_list("publish_at", flat=True).get(pk=self.thing.pk)
        return publish_at.isoformat() if publish_at else ""

    def form(self, data=None):
        # offices are closed when those of the partnership that leads are
        nation = self.thing.briefing.partnerships_in_order()[0].nation
        if data is not None:
            return self.form_class(data, nation=nation)
        planned = self.thing.publish_at
        local = forms.timezone.localtime(planned) if planned else None
        day, at = (local.date(), local.time()) if local else (None, "09:00")
        return self.form_class(nation=nation, initial={"seen": self.planned(), "day": day, "at": at})

    def consequences(self) -> list[str]:
        says = [
            "At that time everybody can read the page and the PDF, in the very words that were approved.",
            "Holds and protected names are looked at once more then. If something stands against it, nothing is "
            "published, and you are told by e-mail.",
            "It is done in your name. Until then anybody who could publish it can change the time, or cancel it.",
            "The officers and approvers of its partnerships are reminded by e-mail within the day before, but "
            "not in the last three hours.",
        ]
        if self.thing.publish_at:
            says.insert(0, f"Now it is scheduled for {in_words(self.thing.publish_at)}.")
        return says + self.news() + self.dates_to_look_at()

    def do(self, typed: dict) -> Edition:
        return publishing.schedule(
            edition=self.thing, by=self.request.user, at=typed["moment"], instead_of=typed["seen"]
        )

    def page(self, *, form, refusal: str = "", problems=(), status: int = 200, **more):
        if form is not None and form.is_bound and refusal:
            # Anyone who sends this page again has read in the refusal what it is scheduled for now.
            form.data = {**form.data.dict(), "seen": self.planned()}
        return super().page(form=form, refusal=refusal, problems=problems, status=status, **more)

    def success(self, done: Edition) -> str:
        return f"Scheduled for {in_words(done.publish_at)}."


class CancelSchedulePage(StepPage):
    """Take the day and time back."""

    verb = "cancel_schedule"
    question = "Cancel the schedule of {title}?"
    button = "Cancel the schedule"
    decline = "Keep the schedule"
    heading = "When you cancel it"

    def consequences(self) -> list[str]:
        return [
            f"It is not published on {in_words(self.thing.publish_at)}.",
            "It stays approved: it can be published at once, or at another time.",
        ]

    def do(self, typed: dict) -> Edition:
        return publishing.cancel_schedule(edition=self.thing, by=self.request.user)

    def success(self, done: Edition) -> str:
        return "The schedule is cancelled. It stays approved."
