"""Who wrote which field of the record and of the shared lists. The words themselves are not kept here."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.frozen import FrozenModel, FrozenQuerySet
from portal.text.sentences import day_in_words

# A field of a stored row: table ("reviews.subject"), primary key, field.
WrittenField = tuple[str, int, str]


class RecordEditQuerySet(FrozenQuerySet):
    def of(self, sources: Iterable[WrittenField]) -> "RecordEditQuerySet":
        """Everything that was ever written to these fields."""
        rows = defaultdict(set)
        for table, row, field in sources:
            rows[table, field].add(row)
        wanted = Q(pk__in=[])
        for (table, field), numbers in rows.items():
            wanted |= Q(table=table, field=field, row__in=numbers)
        return self.filter(wanted)


class RecordEdit(FrozenModel):
    """Somebody wrote a field of the record. What a briefing takes from it has them among its writers.

    `field` is the name of a list ("subjects") where rows were added, removed or moved.
    """

    table = models.CharField(max_length=60)
    row = models.PositiveBigIntegerField()
    field = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="For people to read. Nothing is decided by it: clocks are set back.")

    objects = RecordEditQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["table", "row", "field"], name="who_wrote_a_field")]

    def __str__(self) -> str:
        return f"{self.table} {self.row} {self.field}: {self.by}, {day_in_words(self.at)}"
