"""What the screens of the record and of the shared lists have in common: they note who wrote which field."""

from collections.abc import Iterator

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.forms import ModelForm
from django.forms.models import BaseInlineFormSet

from people.admin.guarded import Guarded, ModestAddresses, PlainTitles, QuietLog, is_site_administrator
from people.models.persons import Role
from people.permissions import may_somewhere, works_as
from reviews.authors import fields_of, wrote
from reviews.models.record_edit import WrittenField


class NamesWriters:
    """Remembers who wrote which field, so that nobody approves words of theirs that a briefing takes from here."""

    def save_related(self, request, form, formsets, change):
        """Save the rows, and who wrote what."""
        super().save_related(request, form, formsets, change)
        wrote(_written_in(form, is_new=not change), by=request.user)
        for formset in formsets:
            wrote(_written_in_rows(formset), by=request.user)


class RecordAdmin(NamesWriters, Guarded, admin.ModelAdmin):
    """A screen of something that belongs to partnerships, and from which a briefing may take words."""


class SharedListAdmin(NamesWriters, PlainTitles, ModestAddresses, QuietLog, admin.ModelAdmin):
    """A list that all partnerships share: officers add to it and mend it; only what nobody uses may go."""

    actions = None
    view_on_site = False

    def has_module_permission(self, request) -> bool:
        """Everybody who works here."""
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None) -> bool:
        """Everybody who works here."""
        return is_site_administrator(request.user) or may_somewhere(request.user, "see")

    def has_add_permission(self, request) -> bool:
        """Officers of any partnership, and site administrators."""
        return is_site_administrator(request.user) or works_as(request.user, Role.OFFICER)

    def has_change_permission(self, request, obj=None) -> bool:
        """Officers of any partnership, and site administrators."""
        return self.has_add_permission(request)

    def has_delete_permission(self, request, obj=None) -> bool:
        """Site administrators, and only what is not in use."""
        return is_site_administrator(request.user) and (obj is None or not self.is_used(obj))

    def is_used(self, obj) -> bool:
        """Whether any row of any table points at it."""
        pointing = [f for f in obj._meta.get_fields(include_hidden=True) if f.auto_created and f.one_to_many]
        return any(f.related_model._base_manager.filter(**{f.field.name: obj}).exists() for f in pointing)

    def lookup_allowed(self, lookup, value, request=None) -> bool:
        """Only its own fields: what points at it may be private."""
        try:
            field = self.opts.get_field(lookup.split("__")[0])
        except FieldDoesNotExist:
            return False
        return field.concrete and super().lookup_allowed(lookup, value, request)

    def get_readonly_fields(self, request, obj=None):
        """Its slug stands in addresses and texts, so it stays as first given."""
        given = [*super().get_readonly_fields(request, obj)]
        if obj is not None and "slug" in {field.name for field in self.opts.fields}:
            given.append("slug")
        return given

    def get_prepopulated_fields(self, request, obj=None):
        """The slug writes itself while something is added."""
        if obj is not None:
            return {}
        return super().get_prepopulated_fields(request, obj)


def _written_in(form: ModelForm, *, is_new: bool) -> Iterator[WrittenField]:
    """The fields that a saved form wrote: all of a new row, those that changed of another."""
    names = form.fields if is_new else form.changed_data
    return fields_of(form.instance, (name for name in names if name in _field_names(form.instance)))


def _written_in_rows(formset: BaseInlineFormSet) -> Iterator[WrittenField]:
    """What a saved inline formset wrote: fields of its rows, and the list itself where rows came, went or moved."""
    changed = {row.pk for row, _names in formset.changed_objects}
    for form in formset.forms:
        if form.instance in formset.new_objects:
            yield from _written_in(form, is_new=True)
        elif form.instance.pk in changed:
            yield from _written_in(form, is_new=False)
    moved = any(getattr(formset, "ordered_by", None) in names for _row, names in formset.changed_objects)
    if formset.new_objects or formset.deleted_objects or moved:
        yield from fields_of(formset.instance, [formset.fk.remote_field.get_accessor_name()])


def _field_names(row) -> set[str]:
    return {field.name for field in (*row._meta.concrete_fields, *row._meta.many_to_many) if field.editable}
