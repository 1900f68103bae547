"""The lists that all partnerships share."""

from django.apps import apps
from django.contrib import admin
from django.db.models import TextField

from reviews.admin.fields import FIELDS
from reviews.admin.guarded import SharedVocabulary
from reviews.models import GlossaryTerm, HarmType, Resource, Sector, Theme


@admin.register(Theme)
class ThemeAdmin(SharedVocabulary):
    list_display = ["name", "description"]
    search_fields = ["name", "synonyms"]
    fields = ["name", "slug", "synonyms", "description"]
    prepopulated_fields = {"slug": ["name"]}
    formfield_overrides = FIELDS


@admin.register(Sector)
class SectorAdmin(SharedVocabulary):
    list_display = ["name", "position"]
    search_fields = ["name"]
    fields = ["name", "slug", "position"]
    prepopulated_fields = {"slug": ["name"]}
    formfield_overrides = FIELDS


@admin.register(HarmType)
class HarmTypeAdmin(SharedVocabulary):
    list_display = ["name"]
    search_fields = ["name"]
    fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    formfield_overrides = FIELDS


@admin.register(Resource)
class ResourceAdmin(SharedVocabulary):
    list_display = ["title", "publisher", "kind", "access", "last_checked"]
    list_filter = ["kind", "access"]
    search_fields = ["title", "publisher", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = FIELDS
    fieldsets = [
        (None, {"fields": ["title", "slug", "publisher", "kind", "format_note"]}),
        (
            "Where it is",
            {
                "description": "Mend the address here and every draft that links to it is mended.",
                "fields": ["access", "address", "last_checked"],
            },
        ),
    ]

    def is_used(self, obj) -> bool:
        """Whether any row points at it, or any text links to it by its name."""
        if super().is_used(obj):
            return True
        link = f"](resource:{obj.slug})"
        return any(
            model._base_manager.filter(**{f"{field.name}__contains": link}).exists()
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if isinstance(field, TextField)
        )


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(SharedVocabulary):
    list_display = ["abbreviation", "expansion"]
    search_fields = ["abbreviation", "expansion"]
