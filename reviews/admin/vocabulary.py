"""The lists that all partnerships share."""

from django.apps import apps
from django.contrib import admin
from django.db.models import TextField

from portal.text.sentences import day_in_words
from reviews.admin.fields import FIELDS
from reviews.admin.record import SharedListAdmin
from reviews.models import HarmType, Resource, Sector


# Registered where its versions are: briefings/admin/texts.py.
class ThemeAdmin(SharedListAdmin):
    list_display = ["name", "description"]
    search_fields = ["name", "synonyms"]
    fields = ["name", "slug", "synonyms", "description"]
    prepopulated_fields = {"slug": ["name"]}
    formfield_overrides = FIELDS


@admin.register(Sector)
class SectorAdmin(SharedListAdmin):
    list_display = ["name", "position"]
    search_fields = ["name"]
    fields = ["name", "slug", "position"]
    prepopulated_fields = {"slug": ["name"]}
    formfield_overrides = FIELDS


@admin.register(HarmType)
class HarmTypeAdmin(SharedListAdmin):
    list_display = ["name"]
    search_fields = ["name"]
    fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    formfield_overrides = FIELDS


@admin.register(Resource)
class ResourceAdmin(SharedListAdmin):
    list_display = ["title", "publisher", "kind", "access", "link_state", "last_checked"]
    list_filter = ["link_state", "kind", "access"]
    readonly_fields = ["link_found"]
    search_fields = ["title", "publisher", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = FIELDS
    fieldsets = [
        (None, {"fields": ["title", "slug", "publisher", "kind", "format_note"]}),
        (
            "Where it is",
            {
                "description": "Update the address here, and every draft that links to it has the new one.",
                "fields": ["access", "address", "link_found", "last_checked"],
            },
        ),
    ]

    @admin.display(description="last check result")
    def link_found(self, resource: Resource) -> str:
        """What `manage.py check_links` found last, and when."""
        if resource.link_checked_at is None:
            return "Not checked. Addresses are checked about once a week."
        found = resource.link_note or resource.get_link_state_display()
        return f"{found.rstrip('.')}, on {day_in_words(resource.link_checked_at)}."

    def save_model(self, request, obj, form, change):
        """Another address has not been looked at yet: what was found at the old one says nothing of it."""
        if "address" in form.changed_data:
            obj.link_state, obj.link_note, obj.link_checked_at = Resource.LinkState.UNCHECKED, "", None
        super().save_model(request, obj, form, change)

    def is_used(self, obj) -> bool:
        """Whether any row points at it, or any text links to it by its name."""
        if super().is_used(obj):
            return True
        link = rf"resource:{obj.slug}([^A-Za-z0-9_-]|$)"  # however a link is written, with a title or without
        return any(
            model._base_manager.filter(**{f"{field.name}__regex": link}).exists()
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if isinstance(field, TextField)
        )


# Registered where its versions are: briefings/admin/texts.py.
class GlossaryTermAdmin(SharedListAdmin):
    list_display = ["abbreviation", "expansion"]
    search_fields = ["abbreviation", "expansion"]
