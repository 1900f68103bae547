"""Protected terms: typed once, on a page of their own, and never shown again.

What is typed here reaches `reviews.protection.protect` and nothing else: no message, no log, no form
that comes back filled in.
"""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from people.admin.confirming import PlainForm
from portal.text.sentences import hour_in_words
from reviews import protection
from reviews.admin.stopping import ReviewPage
from reviews.models import ProtectedTerm
from reviews.protection import OFFERED, Form

UNSEEN = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false", "data-1p-ignore": "true"}


class NeverFilledIn(forms.TextInput):
    """A field that a page never comes back with."""

    def format_value(self, value) -> None:
        """Nothing, whatever was typed."""
        return None


class NeverFilledInLines(forms.Textarea):
    """Several lines that a page never comes back with."""

    def format_value(self, value) -> None:
        """Nothing, whatever was typed."""
        return None


class ProtectedTermForm(PlainForm):
    kind = forms.ChoiceField(label="What is it?", choices=ProtectedTerm.Kind)
    term = forms.CharField(
        label="The name or detail",
        max_length=200,
        widget=NeverFilledIn(attrs=UNSEEN | {"class": "vTextField"}),
        help_text="In full, as it would be written: first names and surname, or the whole address with its postcode "
        "as another term.",
    )
    also = forms.MultipleChoiceField(
        label="Also look for",
        required=False,
        choices=[
            (Form.SURNAME, "The surname alone"),
            (Form.FIRST, "Each first name alone"),
            (Form.INITIALS, "Initials: S. Jackstone, SJ"),
            (Form.TITLED, "Title and surname: Mr Jackstone, Baby Jackstone"),
            (Form.SHORT, "Abbreviations of a place, school or date: 12 Fen Rd, St X’s Primary, 03/05/19"),
        ],
        initial=list(OFFERED),
        widget=forms.CheckboxSelectMultiple,
        help_text="Untick one only where harmless words would be stopped. Always found: possessives and plurals, "
        "middle names, words joined or cut in two, web addresses and hashtags, letters with and without accents, and "
        "letters that look alike. A name that is a usual word (Hope, Mark) is found by itself only with a capital.",
    )
    nicknames = forms.CharField(
        label="Nicknames and other spellings",
        required=False,
        max_length=1000,
        widget=NeverFilledInLines(attrs=UNSEEN | {"rows": 4, "class": "vLargeTextField"}),
        help_text="One a line. These cannot be worked out: nicknames, names before marriage, user names, the name in "
        "another alphabet, a spelling that differs by more than a letter.",
    )


class StopForm(PlainForm):
    reason = forms.CharField(
        label="Reason",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text="Why everybody may read it, without the name or detail itself. The approver sees this.",
    )


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ProtectPage(ReviewPage):
    """Protect a name or detail in everything written from this review."""

    template_name = "admin/reviews/review/protect.html"
    verb = "protect"
    section = "protected-terms"
    button = "Protect it"
    form_class = ProtectedTermForm

    def title(self) -> str:
        return "Protect a name or detail"

    def consequences(self) -> list[str]:
        return [
            "Type it once. Only marks that cannot be read back are kept, so nobody can look it up here later.",
            f"Anything written from {self.review} is searched for it and cannot be submitted while it is there.",
            "A word of six letters or more that differs from it by one letter is pointed out.",
        ]

    def do(self, typed: dict) -> ProtectedTerm:
        row = protection.protect(
            review=self.review,
            term=typed["term"],
            kind=typed["kind"],
            by=self.request.user,
            nicknames=typed["nicknames"].splitlines(),
            forms=typed["also"],
        )
        self.missing = row.not_covered(asked=typed["also"])
        return row

    def success(self, done: ProtectedTerm) -> str:
        return f"Protected. {done.covers()} Nobody can read it here again."

    def after(self, done: ProtectedTerm) -> str:
        if self.missing:
            messages.warning(self.request, self.missing)
        return self.request.path if "_addanother" in self.request.POST else super().after(done)


class StopPage(ReviewPage):
    """Stop looking for a protected term, after asking once, and why."""

    verb = "protect"
    section = "protected-terms"
    button = "Stop protecting it"
    is_grave = True
    form_class = StopForm

    def find(self, *, pk: int, term: int) -> None:
        super().find(pk=pk)
        self.term = get_object_or_404(self.review.protected_terms.in_force(), pk=term)

    def title(self) -> str:
        return "Stop protecting this?"

    def about(self) -> str:
        term = self.term
        return f"{term.get_kind_display()}, added by {term.added_by}, {hour_in_words(term.added_at)}."

    def consequences(self) -> list[str]:
        return [
            f"Briefings from {self.review} will not be searched for it any more.",
            "The approver of the next one is told.",
            "To protect it again, it has to be typed again.",
        ]

    def do(self, typed: dict) -> None:
        protection.unprotect(term=self.term, by=self.request.user, reason=typed["reason"])

    def success(self, done) -> str:
        return "That term is not protected any more."
