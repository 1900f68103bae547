"""What somebody must do about what a review found."""

from django.db import models
from django.db.models import Q
from markdownx.models import MarkdownxField

from people.models import Partnership
from reviews.models.review import Review


class Recommendation(models.Model):
    """Something an agency must do, who owns it, and what has come of it."""

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", "Not started"
        UNDER_WAY = "under_way", "Under way"
        DONE = "done", "Done"
        NOT_ACCEPTED = "not_accepted", "Not accepted"

    review = models.ForeignKey(Review, models.CASCADE, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    text = MarkdownxField(help_text="As the report has it.")
    addressees = models.ManyToManyField(
        Partnership, blank=True, related_name="+", verbose_name="partnerships that must act"
    )
    agencies = models.CharField(
        "agencies that must act", max_length=300, blank=True, help_text="With commas between them."
    )
    owner = models.CharField(max_length=120, blank=True, help_text="A post, not a person's name.")
    due = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.NOT_STARTED)
    what_changed = models.TextField(blank=True, help_text="What is different now for children and families.")
    evidence = models.TextField(blank=True, help_text="How you know: an audit, what families say, figures.")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"],
                name="recommendations_are_numbered_once",
                violation_error_message="This review already has a recommendation with this number.",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="recommendations_count_from_one"),
            models.CheckConstraint(condition=~Q(text=""), name="a_recommendation_says_something"),
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number}"

    def partnerships_concerned(self) -> set[int]:
        """As its review."""
        return self.review.partnerships_concerned()


class RecommendationPart(models.Model):
    """A lettered part of a recommendation."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="parts")
    letter = models.CharField(max_length=2)
    text = models.TextField()

    class Meta:
        ordering = ["letter"]
        verbose_name = "lettered part"
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "letter"],
                name="parts_are_lettered_once",
                violation_error_message="This letter is used already.",
            ),
            models.CheckConstraint(condition=Q(letter__regex=r"^[a-z]{1,2}$"), name="a_part_has_a_small_letter"),
        ]

    def __str__(self) -> str:
        return f"({self.letter})"
