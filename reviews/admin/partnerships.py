"""A partnership's own details, headings and standing texts; and the people who work on the site."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import UploadedFile

from reviews.admin.fields import FIELDS
from reviews.admin.guarded import Guarded, GuardedInline, PlainTitles, QuietLog, is_site_administrator
from reviews.models import DefaultHeading, Membership, Partnership, Person, StandingText
from reviews.pictures import logo_drawn_again

admin.site.unregister(Group)  # roles are held in partnerships, not in groups


class OfPartnership:
    """Whoever administers a partnership may change it; so may whoever runs the site."""

    changing = "manage"

    def _may(self, request, verb, obj) -> bool:
        return is_site_administrator(request.user) or super()._may(request, verb, obj)


class DefaultHeadingInline(OfPartnership, GuardedInline, admin.StackedInline):
    model = DefaultHeading
    fields = [("section", "wording")]
    verbose_name_plural = "headings in its own words"


class StandingTextInline(OfPartnership, GuardedInline, admin.StackedInline):
    model = StandingText
    formfield_overrides = FIELDS


class PartnershipForm(forms.ModelForm):
    class Meta:
        widgets = {
            "colour": forms.TextInput(attrs={"type": "color"}),
            "second_colour": forms.TextInput(attrs={"type": "color"}),
        }

    def clean_logo(self):
        """The logo drawn again, so that nothing hides in the file."""
        logo = self.cleaned_data.get("logo")
        return logo_drawn_again(logo) if isinstance(logo, UploadedFile) else logo


@admin.register(Partnership)
class PartnershipAdmin(OfPartnership, Guarded, admin.ModelAdmin):
    form = PartnershipForm
    inlines = [DefaultHeadingInline, StandingTextInline]
    formfield_overrides = FIELDS
    list_display = ["name", "short_name", "kind", "area", "mailbox"]
    search_fields = ["name", "short_name", "area"]
    prepopulated_fields = {"slug": ["short_name"]}
    fieldsets = [
        (None, {"fields": ["name", "short_name", "slug", "kind", "area"]}),
        ("How to reach it", {"fields": ["mailbox", "website", "contact_template"]}),
        (
            "How it looks",
            {
                "description": "These stand on every page and sheet it publishes.",
                "fields": ["logo", "logo_alt", "colour", "second_colour"],
            },
        ),
    ]

    def get_queryset(self, request):
        """Their own partnerships; all of them to choose from, because reviews are done jointly."""
        rows = super().get_queryset(request)
        is_choosing = request.resolver_match and request.resolver_match.url_name == "autocomplete"
        if is_choosing or is_site_administrator(request.user):
            return rows
        return rows.filter(pk__in=request.user.roles)

    def has_add_permission(self, request) -> bool:
        """Whoever runs the site."""
        return is_site_administrator(request.user)

    def has_delete_permission(self, request, obj=None) -> bool:
        """Whoever runs the site; the database refuses while it has reviews or briefings."""
        return is_site_administrator(request.user)

    def get_readonly_fields(self, request, obj=None):
        """Its slug stands in addresses and in the names of demo accounts, so it stays."""
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        """The slug writes itself while a partnership is added."""
        return {} if obj else super().get_prepopulated_fields(request, obj)


class MembershipInline(admin.StackedInline):
    model = Membership
    fk_name = "person"
    fields = [("partnership", "role")]
    extra = 0
    verbose_name_plural = "what they do, and for whom"

    def has_view_permission(self, request, obj=None) -> bool:
        """Whoever runs the site."""
        return is_site_administrator(request.user)

    has_change_permission = has_delete_permission = has_add_permission = has_view_permission


@admin.register(Person)
class PersonAdmin(PlainTitles, QuietLog, UserAdmin):
    """People: added and given roles by whoever runs the site; deactivated when they leave, never deleted."""

    actions = None
    add_form = UserCreationForm
    inlines = [MembershipInline]
    list_display = ["username", "first_name", "last_name", "email", "is_active", "is_superuser"]
    list_filter = ["is_active", "is_superuser", "memberships__partnership", "memberships__role"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Who they are", {"fields": ["first_name", "last_name", "email"]}),
        (
            "What they may do here",
            {
                "description": "Roles in partnerships decide what they may do. Running the site means adding "
                "partnerships and people; that alone opens no review.",
                "fields": ["is_active", "is_staff", "is_superuser"],
            },
        ),
        ("When", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email", "password1", "password2"]}),
        ("What they may do here", {"fields": ["is_staff", "is_superuser"]}),
    ]

    def has_module_permission(self, request) -> bool:
        """Whoever runs the site."""
        return is_site_administrator(request.user)

    def has_view_permission(self, request, obj=None) -> bool:
        """Whoever runs the site."""
        return is_site_administrator(request.user)

    def has_add_permission(self, request) -> bool:
        """Whoever runs the site."""
        return is_site_administrator(request.user)

    def has_change_permission(self, request, obj=None) -> bool:
        """Whoever runs the site."""
        return is_site_administrator(request.user)

    def has_delete_permission(self, request, obj=None) -> bool:
        """Nobody: history names people for good. Take away “active” instead."""
        return False

    def get_changeform_initial_data(self, request):
        """Somebody added here is to work here."""
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """In field words."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "is_superuser":
            field.label, field.help_text = "Runs the site", "Adds partnerships and people, and tidies the shared lists."
        elif db_field.name == "is_staff":
            field.label, field.help_text = "Staff", "May sign in here."
        elif db_field.name == "is_active":
            field.help_text = "Take this away when somebody leaves. Do not delete them: history names them."
        return field
