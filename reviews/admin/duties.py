"""The screens of duties: dates that statute or custom asks for, as rows that can be changed."""

from django import forms
from django.contrib import admin

from reviews.admin.fields import FIELDS
from reviews.admin.rules import RuleAdmin
from reviews.models import Duty, Review


class DutyForm(forms.ModelForm):
    class Meta:
        help_texts = {
            "slug": "Small letters, digits and hyphens. A partnership’s own row with the name of one for all "
            "takes its place for that partnership’s reviews."
        }

    review_types = forms.MultipleChoiceField(
        label="Types of review",
        choices=Review.Type,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked means every type.",
    )


@admin.register(Duty)
class DutyAdmin(RuleAdmin):
    """Everybody who works here reads them; a partnership's administrator may put one of its own in place of each."""

    form = DutyForm
    formfield_overrides = FIELDS
    list_display = ["title", "rule", "nation", "holds_for", "is_checked", "is_in_force"]
    list_filter = ["nation", "is_in_force", "is_checked"]
    search_fields = ["title", "source"]
    readonly_fields = ["types_in_words"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "partnership", "nation", "review_types"]}),
        ("When", {"fields": [("amount", "unit"), ("side", "counted_from"), "done_by", "warn_days"]}),
        ("How we know", {"fields": ["source", "is_checked", "is_in_force"]}),
    ]

    @admin.display(description="rule")
    def rule(self, duty: Duty) -> str:
        """The rule in words."""
        return duty.says()

    @admin.display(description="types of review")
    def types_in_words(self, duty: Duty) -> str:
        """The types it speaks of, for those who may only read."""
        return ", ".join(Review.Type(one).label for one in duty.review_types) or "Every type"

    def get_fieldsets(self, request, obj=None):
        """As they stand above; for those who may only read, with the types in words."""
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        (name, first), *rest = self.fieldsets
        shown = ["types_in_words" if field == "review_types" else field for field in first["fields"]]
        return [(name, {"fields": shown}), *rest]
