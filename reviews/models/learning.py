"""What a review found."""

from django.db import models
from django.db.models import Q
from markdownx.models import MarkdownxField

from reviews.models.review import Review
from reviews.models.vocabulary import Sector, Theme


class PointKind(models.TextChoices):
    ADVICE = "advice", "Advice"
    FINDING = "finding", "Finding"
    CHANGE_MADE = "change_made", "Change already made"


class LearningPoint(models.Model):
    """One thing a review found, in the words of the report. Briefings reword it; they never share it."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="learning_points")
    heading = models.CharField(max_length=200, blank=True, help_text="Where it is in the report.")
    text = MarkdownxField(help_text="As the report has it.")
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    sectors = models.ManyToManyField(Sector, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=PointKind, default=PointKind.ADVICE)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_learning_point_says_something"),
            models.CheckConstraint(condition=Q(kind__in=PointKind.values), name="learning_point_kind_known"),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 90 else f"{self.text[:89]}…"

    def partnerships_concerned(self) -> set[int]:
        """As its review."""
        return self.review.partnerships_concerned()
