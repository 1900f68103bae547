"""The fields each step asks for. Shape only: the verbs in `briefings.publishing` decide."""

from urllib.parse import urlsplit

from django import forms
from django.utils.html import format_html

from briefings.models import Outcome


class Lines(forms.Textarea):
    """A box of a few lines."""

    def __init__(self):
        super().__init__(attrs={"rows": 4, "cols": 60})


def choice(what: str, then: str) -> str:
    """A choice that says first what it is, then what follows from it."""
    return format_html("<span><strong>{}</strong> {}</span>", what, then)


class StepForm(forms.Form):
    """What all steps share: labels stand above their fields, so they end in no colon."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class SubmitForm(StepForm):
    """Freezing the draft. `reading` is the digest of the words the page showed."""

    reading = forms.CharField(required=False, widget=forms.HiddenInput)


class CorrectionForm(SubmitForm):
    """Freezing the draft of a briefing that the public has read before."""

    change_note = forms.CharField(
        label="What changed",
        max_length=300,
        widget=Lines,
        help_text="One sentence for readers, printed on the page: “Added the new referral number”.",
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


class SendBackForm(StepForm):
    """Sending an edition back to those who write."""

    reason = forms.CharField(
        label="What needs to change",
        max_length=2000,
        widget=Lines,
        help_text="The officers read this on their desk. Say which words, and why. It stays in the history, "
        "so write no real name.",
        error_messages={"required": "Say what needs to change, so that the officers can act on it."},
    )


class ApproveForm(StepForm):
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


class PublishForm(StepForm):
    """Putting approved words before the public asks for nothing more."""


class WithdrawForm(StepForm):
    """Taking words down."""

    outcome = forms.ChoiceField(
        label="Why it comes down, and what readers will see",
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
                    "Whoever opens its page or PDF is led to the other one, for good.",
                ),
            ),
            (
                Outcome.OUT_OF_DATE,
                choice("It is out of date.", "The words and the PDF stay where they are, under your notice."),
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
        help_text="Readers see this. Do not repeat the title, a name or a detail of the case.",
    )
    reason = forms.CharField(
        label="Reason, for your own records",
        max_length=2000,
        widget=Lines,
        help_text="Staff of its partnerships see this in the history. Readers never do. Write no real name.",
        error_messages={"required": "Say why it is withdrawn. The history keeps the reason."},
    )

    def __init__(self, *args, stands_under_a_notice: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if stands_under_a_notice:
            outcome = self.fields["outcome"]
            outcome.choices = [choice for choice in outcome.choices if choice[0] != Outcome.OUT_OF_DATE]

    def clean_replaced_by(self) -> str:
        """The last part of the address, whichever way it was copied."""
        path = urlsplit(self.cleaned_data["replaced_by"].strip()).path.strip("/")
        return path.removeprefix("learning/").split("/")[0]
