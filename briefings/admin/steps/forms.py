"""The fields each step asks for. Shape only: the verbs in `briefings.publishing` decide."""

from datetime import date, datetime, time
from urllib.parse import urlsplit

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from briefings.models import Outcome
from briefings.publishing.scheduling import FURTHEST
from briefings.publishing.times import in_words, readings_of, zone_name
from people.admin.confirming import PlainForm
from portal.text.sentences import day_in_words
from reviews.working_days import day_off


class Lines(forms.Textarea):
    """A box of a few lines."""

    def __init__(self):
        super().__init__(attrs={"rows": 4, "cols": 60})


def choice(what: str, then: str) -> str:
    """A choice that says first what it is, then what follows from it."""
    return format_html("<span><strong>{}</strong> {}</span>", what, then)


class SubmitForm(PlainForm):
    """Freezing the draft. `reading` is the digest of the words the page showed."""

    reading = forms.CharField(required=False, widget=forms.HiddenInput)


class CorrectionForm(SubmitForm):
    """Freezing the draft of a briefing that the public has read before."""

    change_note = forms.CharField(
        label="What changed",
        max_length=300,
        widget=Lines,
        help_text="One sentence for readers, such as “Added the new referral number”. Of a minor change only staff "
        "read it, in the history.",
        error_messages={"required": "Say in one sentence what changed, so that readers know."},
    )
    is_major = forms.TypedChoiceField(
        label="How much changed",
        coerce=lambda value: value == "major",
        choices=[
            ("major", choice("Major.", "The learning or the advice changed: who read it before should read it again.")),
            ("minor", choice("Minor.", "A small repair, such as spelling or a link: it still means the same.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how much changed."},
    )


class SendBackForm(PlainForm):
    """Sending an edition back to those who write."""

    reason = forms.CharField(
        label="What needs to change",
        max_length=2000,
        widget=Lines,
        help_text="The officers read this on their desk. Say which words, and why. It stays in the history, "
        "so write no real name.",
        error_messages={"required": "Say what needs to change, so that the officers can act on it."},
    )


class ApproveForm(PlainForm):
    """One partnership's yes. Asks for which one only when a person could choose."""

    def __init__(self, *args, partnerships, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_number = {str(partnership.pk): partnership for partnership in partnerships}
        if len(self.by_number) > 1:
            self.fields["partnership"] = forms.TypedChoiceField(
                label="You approve for",
                choices=[(number, str(partnership)) for number, partnership in self.by_number.items()],
                coerce=self.by_number.get,
                widget=forms.RadioSelect,
                help_text="You speak for one of them. Each of the others needs a person of its own.",
                error_messages={"required": "Choose the partnership you approve for."},
            )


class ScheduleForm(PlainForm):
    """A day and a time to come. Asks more only where a day or a time is not what it seems.

    `seen` is the time it was scheduled for when the page was opened. `moment` is what was chosen.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    day = forms.DateField(
        label="Day",
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d.%m.%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose the day.", "invalid": "Write the day as 30/03/2026."},
    )
    at = forms.TimeField(
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Choose the time.", "invalid": "Write the time as 09:30."},
    )

    def __init__(self, data=None, *, nation: str, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["at"].label = f"Time ({zone_name()})"
        day, at = self._typed("day"), self._typed("at")
        self.readings = readings_of(day, at) if day and at and self._is_near(day) else []
        if len(self.readings) > 1:
            self.fields["which"] = forms.TypedChoiceField(
                label="Clocks go back that night, so this time comes twice",
                choices=[(str(place), in_words(one)) for place, one in enumerate(self.readings)],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": f"Clocks go back that night: choose which {at:%H:%M} you mean."},
            )
        if day and (why := day_off(day, nation=nation)):
            self.fields["although"] = forms.BooleanField(
                label="Publish it on that day anyway",
                help_text="Readers may ask when nobody is there to answer.",
                error_messages={
                    "required": f"{day_in_words(day)} is {why}. Choose another day, or tick that you want this one."
                },
            )

    def _typed(self, name: str) -> date | time | None:
        try:
            return self.fields[name].clean(self.data.get(name)) if self.is_bound else None
        except forms.ValidationError:
            return None

    def _is_near(self, day: date) -> bool:
        return timezone.localdate() <= day <= timezone.localdate() + FURTHEST

    def clean_day(self) -> date:
        """A day from today to a year from now."""
        day = self.cleaned_data["day"]
        if not self._is_near(day):
            is_past = day < timezone.localdate()
            raise forms.ValidationError(
                "That day is past. Choose a day to come." if is_past else "Choose a day within a year from now."
            )
        return day

    def clean_at(self) -> time:
        """A time that clocks show on that day."""
        at = self.cleaned_data["at"]
        if not self.readings and self.cleaned_data.get("day"):
            raise forms.ValidationError(
                f"Clocks go forward that night, so there is no {at:%H:%M}. Choose another time."
            )
        return at

    def clean_seen(self) -> datetime | None:
        """The moment it was scheduled for; None when it was not."""
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return None

    def clean(self) -> dict:
        """The moment that was chosen."""
        typed = super().clean()
        if not self.errors:
            typed["moment"] = self.readings[typed.get("which", 0)]
        return typed


class EmergencyForm(PlainForm):
    """Taking words down at once: nothing to choose, one thing to say."""

    reason = forms.CharField(
        label="What is wrong, in a few words",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="Staff of its partnerships see this in the history. Readers never do. Write no real name.",
        error_messages={"required": "Say in a few words what is wrong: the second person has to know where to look."},
    )


class ConfirmForm(PlainForm):
    """The second look at what one person took down alone."""

    was_right = forms.TypedChoiceField(
        label="Was it right to take it down?",
        coerce=lambda value: value == "right",
        choices=[
            ("right", choice("Yes, it was right.", "It stays down. A corrected version is a new edition.")),
            ("wrong", choice("No, it should come back.", "It stays down until a new edition is approved.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it was right."},
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=2000,
        widget=Lines,
        help_text="What you found. Needed if it was not right. It stays in the history, so write no real name.",
    )


class WithdrawForm(PlainForm):
    """Taking words down."""

    outcome = forms.ChoiceField(
        label="Why it is withdrawn, and what readers will see",
        choices=[
            (
                Outcome.ERROR,
                choice(
                    "It identifies someone, or was published by mistake.",
                    "Its page and its PDF say only that a briefing was taken down. The words, the title and the PDF "
                    "are gone from every list and search at once.",
                ),
            ),
            (
                Outcome.REPLACED,
                choice(
                    "Another briefing replaces it.",
                    "Anybody who opens its page or PDF is redirected to the other one, permanently.",
                ),
            ),
            (
                Outcome.OUT_OF_DATE,
                choice("It is out of date.", "The words and the PDF stay where they are, under your notice."),
            ),
            (
                Outcome.ON_REQUEST,
                choice(
                    "Its time in public is over.",
                    "The words and the PDF are gone. Its page keeps the title, says that it is available on request, "
                    "and who to ask.",
                ),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why it comes down: that decides what readers will see."},
    )
    replaced_by = forms.CharField(
        label="The address that replaces it",
        required=False,
        max_length=300,
        help_text="Only when another briefing replaces it. Copy its address, such as /learning/child-r/.",
    )
    notice = forms.CharField(
        label="Public notice",
        required=False,
        max_length=1000,
        widget=Lines,
        help_text="Readers see a standard notice at once, and yours once a second person approved it. Do not repeat "
        "the title, a name or a detail of the case.",
    )
    override = forms.CharField(
        label="Why it goes before its time",
        required=False,
        max_length=1000,
        widget=Lines,
        help_text="Only when another briefing replaces it. It stays on the record.",
    )
    reason = forms.CharField(
        label="Reason, for your own records",
        max_length=2000,
        widget=Lines,
        help_text="Staff of its partnerships see this in the history. Readers never do. Write no real name.",
        error_messages={"required": "Say why it is withdrawn. The history keeps the reason."},
    )

    def __init__(self, *args, stands_under_a_notice: bool, public_until: date | None, **kwargs):
        super().__init__(*args, **kwargs)
        not_now = {Outcome.OUT_OF_DATE} if stands_under_a_notice else set()
        if public_until:
            not_now.add(Outcome.ON_REQUEST)
            self.fields["override"].label = f"Why it goes before {day_in_words(public_until)}"
        else:
            del self.fields["override"]
        outcome = self.fields["outcome"]
        outcome.choices = [choice for choice in outcome.choices if choice[0] not in not_now]

    def clean_replaced_by(self) -> str:
        """The last part of the address, whichever way it was copied."""
        path = urlsplit(self.cleaned_data["replaced_by"].strip()).path.strip("/")
        return path.removeprefix(reverse("public:learning").strip("/") + "/").split("/")[0]
