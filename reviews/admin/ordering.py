"""Rows in an order that an officer can change: by buttons, by a number, or by dragging.

Mix `Ordered` into an inline whose model has a `position`, and name "position" in its fields. The
number alone is enough without script; static/js/ordering.js adds the buttons and the handle.
"""

from django import forms
from django.forms.models import BaseInlineFormSet


class PlaceField(forms.IntegerField):
    """Where a row stands, from 1. Never counts as a change by itself, so an empty row stays empty."""

    def has_changed(self, initial, data) -> bool:
        """Never: the formset finds out, once it knows where everything stands."""
        return False


class OrderedFormSet(BaseInlineFormSet):
    """Numbers its rows 1, 2, 3 … when saved, in the order the officer gave."""

    ordered_by = "position"

    def add_fields(self, form, index):
        """Show where each saved row stands, counted from 1 whatever is stored."""
        super().add_fields(form, index)
        form.place_stored = form.place_shown = None
        if index is not None and index < self.initial_form_count():
            form.place_stored = getattr(form.instance, self.ordered_by)
            form.place_shown = index + 1
            form.initial[self.ordered_by] = index + 1

    def rows_in_order(self) -> list[forms.ModelForm]:
        """The rows that will be kept, in order. Needs a valid formset.

        A number typed into one row may tie with another's. "2" means second: a row that comes up goes
        before the row already there, one that goes down after it. A new row without a number is last.
        """
        keep = [form for form in self.initial_forms if not self._should_delete_form(form)]
        keep += [form for form in self.extra_forms if form.has_changed() and not self._should_delete_form(form)]

        def place(form):
            shown = form.place_shown or float("inf")
            wanted = form.cleaned_data.get(self.ordered_by) or shown
            return wanted, (wanted > shown) - (wanted < shown)

        return sorted(keep, key=place)  # sorting is stable: otherwise as they stood

    def save(self, commit=True):
        """Save the rows, each with its place."""
        for place, form in enumerate(self.rows_in_order(), start=1):
            setattr(form.instance, self.ordered_by, place)
            if form.place_stored not in {None, place} and self.ordered_by not in form.changed_data:
                form.changed_data.append(self.ordered_by)  # so that a row which only moved is saved too
        return super().save(commit)


class Ordered:
    """Mixin for a StackedInline or TabularInline whose rows have an order."""

    formset = OrderedFormSet

    @property
    def media(self):
        """The inline's own, and the buttons."""
        return super().media + forms.Media(js=["js/ordering.js"])

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The place: a small number that the script finds by `data-place`."""
        if db_field.name != self.formset.ordered_by:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return PlaceField(
            label="Place",
            required=False,
            min_value=1,
            max_value=999,
            widget=forms.NumberInput(attrs={"data-place": "", "class": "ordered-place"}),
            help_text="1 is first.",
        )
