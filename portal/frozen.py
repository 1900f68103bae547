"""Rows that never change: refused by the model, by the queryset, and by a trigger in the database.

The model and the queryset give a clear refusal to our own code; the triggers (briefings/models/triggers.py)
hold against everything else, such as a database console.
"""

from typing import Any

from django.db import models


class Frozen(Exception):
    """Somebody tried to change what was submitted, approved, published or written down for good."""


class FrozenQuerySet(models.QuerySet):
    def update(self, **changes):
        self._refuse_frozen(changes)
        return super().update(**changes)

    def bulk_update(self, objs, fields, batch_size=None):
        self._refuse_frozen(fields)
        return super().bulk_update(objs, fields, batch_size=batch_size)

    def _refuse_frozen(self, names) -> None:
        touched = self.model.frozen_columns() & {self.model._meta.get_field(name).attname for name in names}
        if touched:
            raise Frozen(f"{self.model._meta.verbose_name}: {', '.join(sorted(touched))} cannot change once frozen.")

    def delete(self):
        raise Frozen(f"{self.model._meta.verbose_name_plural} are never deleted.")


class FrozenModel(models.Model):
    """A row of which all columns but `may_change` stay as they were first saved."""

    may_change: frozenset[str] = frozenset()  # column names

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def frozen_columns(cls) -> set[str]:
        """The columns that never change."""
        return {field.attname for field in cls._meta.concrete_fields} - cls.may_change

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and not self._state.adding:
            stored = type(self)._base_manager.filter(pk=self.pk).values(*self.frozen_columns()).first()
            changed = [name for name, value in (stored or {}).items() if getattr(self, name) != value]
            if changed:
                raise Frozen(f"{self._meta.verbose_name}: {', '.join(sorted(changed))} cannot change once frozen.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Frozen(f"{self._meta.verbose_name_plural} are never deleted.")
