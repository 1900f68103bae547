"""Writes down who wrote a field of the record or of a shared list, so that nobody approves their own words.

Every way to write there calls `wrote` in the same transaction; the screens do it in one place,
`people/admin/guarded.py`.
"""

from collections.abc import Iterable, Iterator

from django.forms import ModelForm
from django.forms.models import BaseInlineFormSet
from django.utils import timezone

from reviews.models.record_edit import RecordEdit, WrittenField


def wrote(sources: Iterable[WrittenField], *, by) -> None:
    """Remember that a person wrote these fields. `by` None, a command on the machine itself, leaves nobody."""
    if by is not None:
        now = timezone.now()
        RecordEdit.objects.bulk_create(
            RecordEdit(table=table, row=row, field=field, by=by, at=now) for table, row, field in sorted(set(sources))
        )


def fields_of(row, names: Iterable[str]) -> Iterator[WrittenField]:
    """Fields of a stored row, as `wrote` and `RecordEdit.objects.of` take them."""
    return ((row._meta.label_lower, row.pk, name) for name in names)


def written_in(form: ModelForm, *, is_new: bool) -> Iterator[WrittenField]:
    """The fields that a saved form wrote: all of a new row, those that changed of another."""
    names = form.fields if is_new else form.changed_data
    return fields_of(form.instance, (name for name in names if name in _field_names(form.instance)))


def written_in_rows(formset: BaseInlineFormSet) -> Iterator[WrittenField]:
    """What a saved inline formset wrote: fields of its rows, and the list itself where rows came, went or moved."""
    changed = {row.pk for row, _names in formset.changed_objects}
    for form in formset.forms:
        if form.instance in formset.new_objects:
            yield from written_in(form, is_new=True)
        elif form.instance.pk in changed:
            yield from written_in(form, is_new=False)
    moved = any(getattr(formset, "ordered_by", None) in names for _row, names in formset.changed_objects)
    if formset.new_objects or formset.deleted_objects or moved:
        yield from fields_of(formset.instance, [formset.fk.remote_field.get_accessor_name()])


def _field_names(row) -> set[str]:
    return {field.name for field in (*row._meta.concrete_fields, *row._meta.many_to_many)}
