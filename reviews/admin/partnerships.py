"""A partnership's own details, headings and standing texts. Its people are in `people`."""

from django import forms
from django.contrib import admin, messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseRedirect
from django.urls import reverse

from people.admin import people
from people.admin.guarded import GuardedInline, is_site_administrator
from people.logos import resaved_logo
from reviews.admin.fields import FIELDS
from reviews.admin.record import RecordAdmin
from reviews.models import DefaultHeading, StandingText


class OfPartnership:
    """Administrators of a partnership may change it; so may site administrators."""

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
        """The logo re-saved, so that nothing hides in the file."""
        logo = self.cleaned_data.get("logo")
        return resaved_logo(logo) if isinstance(logo, UploadedFile) else logo


# Registered where its versions are: briefings/admin/texts.py.
class PartnershipAdmin(OfPartnership, RecordAdmin):
    form = PartnershipForm
    inlines = [DefaultHeadingInline, StandingTextInline]
    formfield_overrides = FIELDS
    list_display = ["name", "short_name", "kind", "area", "mailbox"]
    search_fields = ["name", "short_name", "area"]
    prepopulated_fields = {"slug": ["short_name"]}
    fieldsets = [
        (None, {"fields": ["name", "short_name", "slug", "kind", "nation", "area"]}),
        ("How to reach it", {"fields": ["mailbox", "website", "contact_template"]}),
        (
            "How it looks",
            {
                "description": "These are shown on every page and sheet it publishes.",
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
        """Site administrators."""
        return is_site_administrator(request.user)

    def has_delete_permission(self, request, obj=None) -> bool:
        """Site administrators; the database refuses while it has reviews or briefings."""
        return is_site_administrator(request.user)

    def get_readonly_fields(self, request, obj=None):
        """Its slug stands in addresses and in the names of demo accounts, so it stays."""
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        """The slug writes itself while a partnership is added."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_urls(self):
        """The pages about its people."""
        return [*people.addresses(self.admin_site.admin_view), *super().get_urls()]

    def response_add(self, request, obj, post_url_continue=None):
        """A new partnership has nobody yet: on to inviting its first administrator."""
        messages.success(request, f"{obj} is added. Invite its first administrator: nobody works for it yet.")
        return HttpResponseRedirect(reverse("admin:people_partnership_invite", args=[obj.pk]))
