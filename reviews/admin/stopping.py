"""Placing and clearing a hold: a page for each, and `reviews.holds` decides."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404

from people.permissions import Refused
from reviews.admin.protecting import back_to, review_for, step_page
from reviews.holds import clear_hold, place_hold
from reviews.models import Hold

LINES = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})


class PlaceForm(forms.Form):
    kind = forms.ChoiceField(label="What stops it?", choices=Hold.Kind)
    reason = forms.CharField(
        label="Reason", widget=LINES, help_text="Why nothing may be published, and who has to say that it may."
    )


class ClearForm(forms.Form):
    reason = forms.CharField(
        label="Reason", widget=LINES, help_text="Who said that it may be published, and when. It is kept with the hold."
    )


def place(request, pk: int):
    """Stop everything written from a review."""
    review = review_for(request, pk, "hold")
    form = PlaceForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            place_hold(review=review, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "On hold: nothing written from this review can be submitted or published.")
            return back_to(review, "publication-and-holds")
    return step_page(request, "admin/reviews/review/hold.html", review, title="Place a hold", form=form)


def clear(request, pk: int, hold: int):
    """Let what a hold stopped go on."""
    review = review_for(request, pk, "clear_hold")
    row = get_object_or_404(review.holds, pk=hold)
    form = ClearForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            clear_hold(hold=row, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Hold cleared.")
            return back_to(review, "publication-and-holds")
    return step_page(
        request, "admin/reviews/review/clear_hold.html", review, title="Clear this hold", form=form, hold=row
    )
