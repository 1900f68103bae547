"""Names and details that must never appear, kept only as keyed hashes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.sentences import day_in_words
from reviews.models.review import Review


class ProtectedTermQuerySet(models.QuerySet):
    def in_force(self) -> "ProtectedTermQuerySet":
        """The terms that must not appear now."""
        return self.filter(stopped_at=None)


class ProtectedTerm(models.Model):
    """A name or detail that must never be published. The words themselves are not kept anywhere.

    One that is not protected any more stays, without its phrases: whoever approves is told of it.
    """

    class Kind(models.TextChoices):
        NAME = "name", "A person's name"
        PLACE = "place", "A place"
        SCHOOL = "school", "A school or setting"
        DATE = "date", "A date"
        OTHER = "other", "Another detail"

    review = models.ForeignKey(Review, models.CASCADE, related_name="protected_terms")
    kind = models.CharField(max_length=20, choices=Kind)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    stopped_at = models.DateTimeField(null=True)
    stopping_reason = models.TextField(blank=True)

    objects = ProtectedTermQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["name", "place", "school", "date", "other"]), name="protected_term_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(stopped_at=None, stopped_by=None, stopping_reason="")
                | (Q(stopped_at__isnull=False, stopped_by__isnull=False) & ~Q(stopping_reason="")),
                name="protecting_is_stopped_by_somebody_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, added {day_in_words(self.added_at)}"

    def partnerships_concerned(self) -> set[int]:
        """As its review."""
        return self.review.partnerships_concerned()


class ProtectedPhrase(models.Model):
    """One way of writing a protected term: the keyed hash of it, and how many words it has."""

    term = models.ForeignKey(ProtectedTerm, models.CASCADE, related_name="phrases")
    fingerprint = models.CharField(max_length=64)
    words = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "fingerprint"], name="a_phrase_is_kept_once"),
            models.CheckConstraint(condition=Q(words__gte=1), name="a_phrase_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.words} words"
