"""The rows of a review: who signs it, who it is about, what it found, what must be done."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet

from people.admin.guarded import GuardedInline
from people.models.persons import Role
from people.permissions import partnerships_where, why_not_take_off
from reviews.admin.fields import FIELDS
from reviews.admin.ordering import Ordered, OrderedFormSet
from reviews.models import (
    LearningPoint,
    ParallelProcess,
    Recommendation,
    RecommendationPart,
    Reviewer,
    ReviewPartnership,
    Subject,
)


class SigningForm(forms.ModelForm):
    """One partnership of a review."""

    person = None  # the person saving; set by the formset

    def clean(self):
        """A reference belongs to the partnership that gives it: whether another has it already is not for trying."""
        cleaned = super().clean()
        partnership, is_typed = cleaned.get("partnership"), "reference" in self.changed_data and cleaned["reference"]
        if is_typed and partnership and partnership.pk not in self.person.roles:
            self.add_error("reference", f"Leave this to {partnership.short_name}: it is their own number.")
        return cleaned


class SigningFormSet(OrderedFormSet):
    """The partnerships of a review. Anyone who saves it keeps one of their own among them."""

    person = None  # the person saving; set by the inline

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.person = self.person
        return form

    def clean(self):
        """Refuse a list without any partnership the officer works for: they could never open it again."""
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        named = {form.cleaned_data.get("partnership") for form in kept if not self._should_delete_form(form)} - {None}
        own = partnerships_where(self.person, Role.OFFICER)
        if named and not own & {partnership.pk for partnership in named}:
            raise ValidationError(
                "Keep one of your own partnerships in the list: without it you could not open this review again."
            )
        signing = self.instance.partnerships_in_order() if self.instance.pk else []
        if refusal := why_not_take_off(self.person, signing, kept={one.pk for one in named}):
            raise ValidationError(refusal)
        if not named and (self.instance.pk or len(own) != 1):
            raise ValidationError("Name at least one partnership: whose review is it?")


class ReviewPartnershipInline(Ordered, GuardedInline, admin.StackedInline):
    model = ReviewPartnership
    form = SigningForm
    formset = SigningFormSet
    fields = [("partnership", "reference", "is_lead", "position")]
    verbose_name_plural = "partnerships, in the order they sign"

    def get_formset(self, request, obj=None, **kwargs):
        """A formset that knows who is saving."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.person = request.user
        return formset

    def get_extra(self, request, obj=None, **kwargs):
        """One row to fill in for a new review."""
        return 0 if obj else 1


class SubjectInline(Ordered, GuardedInline, admin.StackedInline):
    model = Subject
    fields = [("prefix", "pseudonym", "chosen_by", "position")]
    verbose_name_plural = "who it is about"

    def get_extra(self, request, obj=None, **kwargs):
        """One row to fill in for a new review."""
        return 0 if obj else 1


class ReviewerInline(Ordered, GuardedInline, admin.StackedInline):
    model = Reviewer
    fields = [("name", "role_label", "position")]


class LearningPointInline(Ordered, GuardedInline, admin.StackedInline):
    model = LearningPoint
    fields = ["text", ("heading", "kind", "position"), ("themes", "sectors")]
    autocomplete_fields = ["themes", "sectors"]
    formfield_overrides = FIELDS


class RecommendationFormSet(BaseInlineFormSet):
    """Recommendations, of which one that was given no number takes the next."""

    def add_fields(self, form, index):
        """Let the number be left out."""
        super().add_fields(form, index)
        form.fields["number"].required = False
        form.fields["number"].help_text = "Leave empty for the next number."

    def clean(self):
        """Give the next numbers, in the order of the screen."""
        super().clean()
        written = [form for form in self.forms if form.has_changed() or form.instance.pk]
        highest = max((form.cleaned_data.get("number") or 0 for form in written if form.is_valid()), default=0)
        for form in written:
            if form.is_valid() and not form.cleaned_data.get("number"):
                highest += 1
                form.cleaned_data["number"] = form.instance.number = highest


class RecommendationInline(GuardedInline, admin.StackedInline):
    model = Recommendation
    formset = RecommendationFormSet
    fields = ["number", "text", ("addressees", "agencies"), ("owner", "due", "status")]
    autocomplete_fields = ["addressees"]
    formfield_overrides = FIELDS
    show_change_link = True


class RecommendationPartInline(GuardedInline, admin.StackedInline):
    model = RecommendationPart
    fields = [("letter", "text")]
    formfield_overrides = FIELDS


class ParallelProcessInline(GuardedInline, admin.StackedInline):
    model = ParallelProcess
    fields = [("kind", "state"), "restriction"]
    formfield_overrides = FIELDS
