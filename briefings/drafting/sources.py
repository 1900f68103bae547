"""Which fields of which rows a Document was made from, found out while it is made.

`compose` reads the draft, and all that is reached from it, through `Sources`. So the writers of an edition are known
without a list of fields that somebody could forget to add to.
"""

from collections.abc import Iterator
from functools import cache, partialmethod
from inspect import getattr_static
from types import FunctionType

from django.db import models

from reviews.models.record_edit import WrittenField


class Sources:
    """Remembers every field that is read of the rows it hands out."""

    def __init__(self) -> None:
        self.read: set[WrittenField] = set()

    def row(self, row: models.Model) -> "_Row":
        """A row that can be read as ever."""
        return _Row(row, self)

    def rows(self, rows) -> "_Rows":
        """The rows of a queryset or manager, likewise."""
        return _Rows(rows, self)

    def watched(self, value):
        """A value that was read: rows reached through it are watched too."""
        match value:
            case models.Model():
                return _Row(value, self)
            case models.Manager() | models.QuerySet():
                return _Rows(value, self)
        return value


class _Row:
    """One row. Its own methods and properties read through here as well."""

    def __init__(self, row: models.Model, sources: Sources) -> None:
        self._row, self._sources = row, sources

    def __getattr__(self, name: str):
        kind = type(self._row)
        match _defined(kind, name):
            case FunctionType() | partialmethod() as method:
                return method.__get__(self, kind)
            case property() as made:
                return made.fget(self)
        if not name.startswith("_"):
            self._sources.read.add((kind._meta.label_lower, self._row.pk, name))
        return self._sources.watched(getattr(self._row, name))

    def __str__(self) -> str:
        return type(self._row).__str__(self)


class _Rows:
    """Several rows, and the queries that narrow or order them."""

    def __init__(self, rows, sources: Sources) -> None:
        self._rows, self._sources = rows, sources

    def __getattr__(self, name: str):
        found = getattr(self._rows, name)
        if not callable(found):
            return found
        return lambda *args, **kwargs: self._sources.watched(found(*args, **kwargs))

    def __iter__(self) -> Iterator[_Row]:
        return (self._sources.row(row) for row in self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@cache
def _defined(kind: type, name: str):
    return getattr_static(kind, name, None)
