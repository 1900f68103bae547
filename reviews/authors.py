"""Writes down who wrote a field of the record or of a shared list, so that nobody approves their own words.

Every way to write there calls `wrote` in the same transaction; the screens do it in one place,
`reviews/admin/record.py`.
"""

from collections.abc import Iterable, Iterator

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
