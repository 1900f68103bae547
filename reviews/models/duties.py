"""Dates that statute or custom asks for: rows that can be changed, never rules in code."""

from django.db import models
from django.db.models import Q

from people.models import Nation, Partnership
from reviews.models.review import Review


class Duty(models.Model):
    """One date that a review should keep: so long after, or before, another date.

    The rows that come with the site say where each rule was read, and whether anybody checked it. A partnership
    may have a row of its own under the same name: for its reviews that one holds instead.
    """

    class From(models.TextChoices):
        NOTIFIED = "notified_on", "Incident notified"
        DECIDED = "decided_on", "Decision to review"
        COMPLETED = "completed_on", "Review completed"
        PUBLICATION = "publication", "Publication"

    class Unit(models.TextChoices):
        WORKING_DAYS = "working_days", "working days"
        DAYS = "days", "days"
        MONTHS = "months", "months"
        YEARS = "years", "years"

    class Side(models.TextChoices):
        AFTER = "after", "after"
        BEFORE = "before", "before"

    class DoneBy(models.TextChoices):
        COMPLETED = "completed_on", "Review completed"
        PANEL = "sent_panel_on", "Sent to the Panel"
        SECRETARY_OF_STATE = "sent_secretary_of_state_on", "Sent to the Secretary of State"
        OFSTED = "sent_ofsted_on", "Sent to Ofsted"
        NSPCC = "sent_nspcc_on", "Sent to the NSPCC"
        FAMILY = "family_told_on", "Family told"
        PUBLICATION = "first_published_on", "First published"
        KEPT = "keep_public_until", "Kept public until"

    slug = models.SlugField("name of the rule", max_length=60)
    partnership = models.ForeignKey(
        Partnership,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="Leave empty for every partnership (site administrators only).",
    )
    title = models.CharField("what must be done", max_length=200)
    nation = models.CharField(max_length=10, choices=Nation, default=Nation.ENGLAND)
    review_types = models.JSONField(
        "types of review", default=list, blank=True, help_text="None ticked means every type."
    )
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=15, choices=Unit, default=Unit.WORKING_DAYS)
    side = models.CharField("after or before", max_length=10, choices=Side, default=Side.AFTER)
    counted_from = models.CharField(max_length=20, choices=From)
    done_by = models.CharField("done when this date is filled in", max_length=30, choices=DoneBy)
    warn_days = models.PositiveSmallIntegerField("warn this many days ahead", default=14)
    source = models.CharField("where the rule was read", max_length=300)
    is_checked = models.BooleanField(
        "verified", default=False, help_text="Until then the screens say: not yet verified against current guidance."
    )
    is_in_force = models.BooleanField(default=True)

    class Meta:
        ordering = ["nation", "slug", "partnership"]
        verbose_name_plural = "duties"
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug", "nation"],
                name="a_duty_is_stated_once_a_partnership",
                violation_error_message="This partnership has a row for this rule already.",
            ),
            models.UniqueConstraint(
                fields=["slug", "nation"],
                condition=Q(partnership=None),
                name="a_duty_is_stated_once_for_all",
                violation_error_message="There is a row for this rule already.",
            ),
            models.CheckConstraint(condition=Q(amount__lte=600), name="a_duty_is_within_a_lifetime"),
            models.CheckConstraint(condition=Q(side__in=["after", "before"]), name="a_duty_is_after_or_before"),
            models.CheckConstraint(
                condition=Q(unit__in=["working_days", "days", "months", "years"]), name="a_duty_has_a_known_unit"
            ),
            models.CheckConstraint(
                condition=Q(counted_from__in=["notified_on", "decided_on", "completed_on", "publication"]),
                name="a_duty_is_counted_from_a_known_date",
            ),
            models.CheckConstraint(
                condition=Q(done_by__in=[
                    "completed_on", "sent_panel_on", "sent_secretary_of_state_on", "sent_ofsted_on", "sent_nspcc_on",
                    "family_told_on", "first_published_on", "keep_public_until",
                ]),
                name="a_duty_is_done_by_a_known_date",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def partnerships_concerned(self) -> set[int]:
        """The partnership whose administrators may change it; none for what holds for all."""
        return {self.partnership_id} - {None}

    def is_for(self, review: Review) -> bool:
        """Whether it speaks of this type of review."""
        return not self.review_types or review.review_type in self.review_types

    def says(self) -> str:
        """The rule in words, such as “7 working days before publication”."""
        unit = self.get_unit_display()
        return (
            f"{self.amount} {unit.removesuffix('s') if self.amount == 1 else unit} "
            f"{self.get_side_display()} {self.get_counted_from_display().lower()}"
        )
