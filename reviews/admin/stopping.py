"""Placing and clearing a hold: a confirmation page for each, and `reviews.holds` decides."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from people.admin.confirming import ConfirmationPage, PlainForm
from people.permissions import may
from portal.text.sentences import day_in_words
from reviews.holds import clear_hold, place_hold
from reviews.models import Hold, Review

LINES = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})


class ReviewPage(ConfirmationPage):
    """Something decided about a review."""

    verb = ""
    section = ""  # of the review's screen, where it leads back to

    def find(self, *, pk: int) -> None:
        """The review. Http404 alike for one the person may not know of and one that is not there."""
        self.review = get_object_or_404(Review.objects.for_staff(self.request.user), pk=pk)
        if not may(self.request.user, self.verb, self.review):
            raise PermissionDenied

    def trail(self) -> list[tuple[str, str]]:
        """From the review."""
        address = reverse("admin:reviews_review_change", args=[self.review.pk])
        return [("Reviews", reverse("admin:reviews_review_changelist")), (str(self.review), address)]

    def after(self, done) -> str:
        """The section of the review's screen that shows it."""
        return f"{self.back()}#{self.section}"


class PlaceForm(PlainForm):
    kind = forms.ChoiceField(label="What stops it?", choices=Hold.Kind)
    reason = forms.CharField(
        label="Reason", widget=LINES, help_text="Why nothing may be published, and who has to say that it may."
    )


class PlacePage(ReviewPage):
    """Stop everything written from a review."""

    verb = "hold"
    section = "publication-and-holds"
    button = "Place the hold"
    form_class = PlaceForm

    def title(self) -> str:
        return "Place a hold"

    def consequences(self) -> list[str]:
        return [
            f"While {self.review} is on hold, nothing written from it can be submitted or published.",
            "What is published already stays: withdraw it if it must go.",
            "An approver or a partnership administrator can clear the hold, with a reason.",
        ]

    def do(self, typed: dict) -> Hold:
        return place_hold(review=self.review, by=self.request.user, **typed)

    def success(self, done: Hold) -> str:
        return "On hold: nothing written from this review can be submitted or published."


class ClearForm(PlainForm):
    reason = forms.CharField(
        label="Reason", widget=LINES, help_text="Who said that it may be published, and when. It is kept with the hold."
    )


class ClearPage(ReviewPage):
    """Let what a hold stopped go on."""

    verb = "clear_hold"
    section = "publication-and-holds"
    button = "Clear the hold"
    form_class = ClearForm

    def find(self, *, pk: int, hold: int) -> None:
        super().find(pk=pk)
        self.hold = get_object_or_404(self.review.holds, pk=hold)

    def title(self) -> str:
        return "Clear this hold"

    def about(self) -> str:
        kind, by, on = self.hold.get_kind_display(), self.hold.placed_by or "an import", self.hold.placed_at
        return f"{kind}, placed by {by}, {day_in_words(on)}:\n{self.hold.reason}"

    def consequences(self) -> list[str]:
        return [
            f"Once it is cleared, briefings from {self.review} can be submitted and published, unless another hold "
            "stops them."
        ]

    def do(self, typed: dict) -> Hold:
        return clear_hold(hold=self.hold, by=self.request.user, **typed)

    def success(self, done: Hold) -> str:
        return "Hold cleared."
