"""The screens of duties: dates that statute or custom asks for, as rows that can be changed."""

from django import forms
from django.contrib import admin

from reviews.admin.fields import FIELDS
from reviews.admin.guarded import LimitedChoices, ModestAddresses, PlainTitles, QuietLog, is_site_administrator
from reviews.models import Duty, Partnership, Review
from reviews.permissions import ADMINISTRATOR, ROLES_FOR, may, partnerships_where, works_as


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
class DutyAdmin(PlainTitles, ModestAddresses, QuietLog, LimitedChoices, admin.ModelAdmin):
    """Everybody who works here reads them; a partnership's administrator may put one of its own in place of each."""

    actions = None
    form = DutyForm
    formfield_overrides = FIELDS
    list_display = ["title", "rule", "nation", "whose", "is_checked", "is_in_force"]
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

    @admin.display(description="for", ordering="partnership")
    def whose(self, duty: Duty) -> str:
        """Whose rule it is."""
        return str(duty.partnership) if duty.partnership else "Every partnership"

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

    def get_queryset(self, request):
        """Those for all, and those of the person's own partnerships."""
        rows = super().get_queryset(request).select_related("partnership")
        if is_site_administrator(request.user):
            return rows
        return rows.filter(partnership=None) | rows.filter(partnership__in=request.user.roles)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Whose it may be: one of the partnerships the person administers; for all, whoever runs the site."""
        if db_field.name == "partnership":
            own = partnerships_where(request.user, ADMINISTRATOR)
            kwargs["queryset"] = Partnership.objects.filter(pk__in=own)
            kwargs["required"] = not is_site_administrator(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_module_permission(self, request) -> bool:
        """Everybody who works here."""
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None) -> bool:
        """Everybody who works here; a partnership's own rows only its people."""
        if is_site_administrator(request.user):
            return True
        if not works_as(request.user, *ROLES_FOR["see"]):
            return False
        return obj is None or obj.partnership_id is None or obj.partnership_id in request.user.roles

    def has_add_permission(self, request) -> bool:
        """Partnership administrators, and whoever runs the site."""
        return is_site_administrator(request.user) or works_as(request.user, ADMINISTRATOR)

    def has_change_permission(self, request, obj=None) -> bool:
        """The administrators of the partnership whose it is; rows for all, whoever runs the site."""
        if obj is None:
            return self.has_add_permission(request)
        if obj.partnership_id is None:
            return is_site_administrator(request.user)
        return may(request.user, "manage", obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        """As changing it."""
        return self.has_change_permission(request, obj)
