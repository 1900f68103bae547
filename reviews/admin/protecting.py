"""Protected terms: typed once, on a page of their own, and never shown again.

What is typed here reaches `reviews.protection.protect` and nothing else: no message, no log, no form
that comes back filled in.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from people.permissions import Refused, may
from reviews import protection
from reviews.models import ProtectedTerm, Review
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


class ProtectedTermForm(forms.Form):
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
            (Form.SHORT, "Short forms of a place, school or date: 12 Fen Rd, St X’s Primary, 03/05/19"),
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


class StopForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text="Why everybody may read it, without the name or detail itself. Whoever approves is shown this.",
    )


def review_for(request, pk: int, verb: str) -> Review:
    """The review a step is about. Http404 alike for one the person may not know of and one that is not there."""
    review = get_object_or_404(Review.objects.for_staff(request.user), pk=pk)
    if not may(request.user, verb, review):
        raise PermissionDenied
    return review


def back_to(review, section: str) -> HttpResponseRedirect:
    """The review's screen, at one of its sections."""
    return HttpResponseRedirect(f"{reverse('admin:reviews_review_change', args=[review.pk])}#{section}")


def step_page(request, template: str, review, *, title: str, **more):
    """A page for one step of a review, which no cache keeps."""
    from django.contrib.admin import site

    context = {**site.each_context(request), "title": title, "review": review, "opts": Review._meta, **more}
    answer = render(request, template, context)
    answer["Cache-Control"] = "no-store, private"
    return answer


@sensitive_post_parameters()
def add_term(request, pk: int):
    """Protect a name or detail in everything written from this review."""
    review = review_for(request, pk, "protect")
    form = ProtectedTermForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            row = protection.protect(
                review=review,
                term=typed["term"],
                kind=typed["kind"],
                by=request.user,
                nicknames=typed["nicknames"].splitlines(),
                forms=typed["also"],
            )
        except Refused as refusal:
            form.add_error("term", str(refusal))
        else:
            messages.success(request, f"Protected. {row.covers()} Nobody can read it here again.")
            if missing := row.not_covered(asked=typed["also"]):
                messages.warning(request, missing)
            if "_addanother" in request.POST:
                return HttpResponseRedirect(request.path)
            return back_to(review, "protected-terms")
    return step_page(request, "admin/reviews/review/protect.html", review, title="Protect a name or detail", form=form)


def delete_term(request, pk: int, term: int):
    """Stop looking for a protected term, after asking once, and why."""
    review = review_for(request, pk, "protect")
    row = get_object_or_404(review.protected_terms.in_force(), pk=term)
    form = StopForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            protection.unprotect(term=row, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, "That term is not protected any more.")
            return back_to(review, "protected-terms")
    return step_page(
        request, "admin/reviews/review/unprotect.html", review, title="Stop protecting this?", term=row, form=form
    )
