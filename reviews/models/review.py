"""The case review: the private record. Nothing here is ever public by itself."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from people.models import Partnership
from portal.text.sentences import listed
from reviews.models.vocabulary import HarmType, Sector, Theme, slug_help


class ReviewQuerySet(models.QuerySet):
    def for_staff(self, person) -> "ReviewQuerySet":
        """The reviews a person may know of: those of the partnerships they work for."""
        if not person.is_active or not person.is_staff:
            return self.none()
        return self.filter(Q(pk__in=ReviewPartnership.objects.filter(partnership__in=person.roles).values("review")))

    def on_hold(self) -> "ReviewQuerySet":
        """Reviews that somebody has stopped and nobody has cleared."""
        return self.filter(pk__in=Hold.objects.filter(cleared_at=None).values("review"))


class Review(models.Model):
    """A case review. Always private; briefings written from it are what may be published."""

    class Type(models.TextChoices):
        LCSPR = "lcspr", "Local child safeguarding practice review (LCSPR)"
        CSPR = "cspr", "Child safeguarding practice review (CSPR)"
        RAPID = "rapid", "Rapid review"
        SAR = "sar", "Safeguarding adults review (SAR)"
        DARDR = "dardr", "Domestic abuse related death review (was domestic homicide review)"
        THEMATIC = "thematic", "Thematic review"
        AUDIT = "audit", "Multi-agency audit"
        NATIONAL = "national", "National review"
        SCR = "scr", "Serious case review (before 2018)"

    class AgeBand(models.TextChoices):
        UNBORN = "unborn", "Before birth"
        UNDER_1 = "under_1", "Under 1"
        AGE_1_TO_4 = "1_to_4", "1 to 4"
        AGE_5_TO_10 = "5_to_10", "5 to 10"
        AGE_11_TO_15 = "11_to_15", "11 to 15"
        AGE_16_TO_17 = "16_to_17", "16 to 17"
        AGE_18_TO_64 = "18_to_64", "18 to 64"
        AGE_65_OVER = "65_over", "65 and over"
        SEVERAL = "several", "Several ages"

    class Outcome(models.TextChoices):
        DIED = "died", "Died"
        SERIOUS_HARM = "serious_harm", "Serious harm"
        OTHER = "other", "Other"

    class PublicationKind(models.TextChoices):
        FULL = "full", "Full report"
        BRIEFING_ONLY = "briefing_only", "Briefing only"
        IMPROVEMENTS_ONLY = "improvements_only", "Improvements only"
        NOT_PUBLISHED = "not_published", "Not published"

    slug = models.SlugField(
        "address", unique=True, max_length=80, help_text=f"{slug_help} Readers may see it, so no name, place or date."
    )
    review_type = models.CharField("type", max_length=20, choices=Type)
    public_title = models.CharField(
        max_length=200, blank=True, help_text="With or instead of a pseudonym, such as “Learning about head injury”."
    )
    partnerships = models.ManyToManyField(Partnership, through="ReviewPartnership", related_name="reviews")
    methodology = models.TextField(blank=True, help_text="How the review was done, for your own records.")
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    sectors = models.ManyToManyField(Sector, blank=True, related_name="+")
    age_band = models.CharField(
        max_length=20, choices=AgeBand, blank=True, help_text="Private, unless a briefing says it."
    )
    harm_types = models.ManyToManyField(HarmType, blank=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)

    notified_on = models.DateField("incident notified", null=True, blank=True)
    decided_on = models.DateField("decision to review", null=True, blank=True)
    completed_on = models.DateField("review completed", null=True, blank=True)
    sent_panel_on = models.DateField("sent to the Panel", null=True, blank=True)
    sent_secretary_of_state_on = models.DateField("sent to the Secretary of State", null=True, blank=True)
    sent_ofsted_on = models.DateField("sent to Ofsted", null=True, blank=True)
    sent_nspcc_on = models.DateField("sent to the NSPCC", null=True, blank=True)
    family_told_on = models.DateField("family told", null=True, blank=True)
    keep_public_until = models.DateField(null=True, blank=True)
    # written by publishing, the first time something from this review goes public
    first_published_on = models.DateField("first published", null=True, editable=False)
    delay_reason = models.TextField(
        "reason for delay", blank=True, help_text="When a date was missed: the reason given to those who must know."
    )

    publication_kind = models.CharField(
        "what will be published",
        max_length=20,
        choices=PublicationKind,
        blank=True,
        help_text="May wait until decided.",
    )
    publication_reason = models.TextField(
        "reason", blank=True, help_text="Needed unless the full report is published: why not, in your own words."
    )
    handling_marking = models.CharField(
        max_length=100, blank=True, help_text="As found on the report, such as “strictly confidential”."
    )

    # Raised by each save, so that two people with one review open cannot overwrite each other.
    revision = models.PositiveIntegerField(default=0, editable=False)
    revised_at = models.DateTimeField(null=True, editable=False)
    revised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(publication_kind__in=["", "full"]) | ~Q(publication_reason=""),
                name="a_reason_unless_published_in_full",
                violation_error_message="Say why the full report is not published.",
            ),
            models.CheckConstraint(
                condition=Q(review_type__in=[
                    "lcspr", "cspr", "rapid", "sar", "dardr", "thematic", "audit", "national", "scr",
                ]),
                name="review_type_known",
            ),
            models.CheckConstraint(
                condition=Q(completed_on=None) | Q(decided_on=None) | Q(completed_on__gte=F("decided_on")),
                name="completed_after_decided",
                violation_error_message="The review cannot be complete before the decision to do it.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.display_name()

    def partnerships_concerned(self) -> set[int]:
        """The partnerships whose people may know that this review exists."""
        return {link.partnership_id for link in self.partnership_links.all()}

    def partnerships_in_order(self) -> list[Partnership]:
        """Its partnerships as they sign: in the order the officer gave."""
        return [link.partnership for link in self.partnership_links.select_related("partnership")]

    def revise(self, *, by) -> None:
        """Raise its revision, because `by` saved it or one of its rows: others who have it open are told."""
        Review.objects.filter(pk=self.pk).update(revision=F("revision") + 1, revised_by=by, revised_at=timezone.now())

    def display_name(self) -> str:
        """What staff call it: its pseudonyms, its public title, or both."""
        names = listed(str(subject) for subject in self.subjects.all()) if self.pk else ""
        return ": ".join(filter(None, [names, self.public_title])) or self.slug

    def open_holds(self):
        """Holds that nobody has cleared yet."""
        return self.holds.filter(cleared_at=None)


class ReviewPartnership(models.Model):
    """One partnership of a review: its place in the order, its own reference, and whether it leads."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="partnership_links")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="review_links")
    position = models.PositiveSmallIntegerField(default=0)
    is_lead = models.BooleanField("leads", default=False)
    reference = models.CharField(
        "local reference", max_length=60, blank=True, help_text="This partnership's own number for the review."
    )

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "partnership"
        constraints = [
            models.UniqueConstraint(
                fields=["review", "partnership"],
                name="a_partnership_signs_once",
                violation_error_message="This partnership is already in the list.",
            ),
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(is_lead=True),
                name="one_lead_partnership",
                violation_error_message="Only one partnership can lead.",
            ),
            models.UniqueConstraint(
                fields=["partnership", "reference"],
                condition=~Q(reference=""),
                name="a_reference_is_used_once",
                violation_error_message="This partnership already uses that reference.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.partnership)


class Subject(models.Model):
    """A person the review is about, by the name used in public. Never their own name."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="subjects")
    prefix = models.CharField(max_length=20, blank=True, help_text="“Child”, “Baby”, “Adult”, or nothing.")
    pseudonym = models.CharField(
        max_length=60, help_text="Not their initials. A letter or a name that nobody would link to them."
    )
    chosen_by = models.CharField(max_length=60, blank=True, help_text="Who chose it, such as “the family”.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.prefix} {self.pseudonym}".strip()


class Reviewer(models.Model):
    """Somebody who carried out the review, as named in the report."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="reviewers")
    name = models.CharField(max_length=120)
    role_label = models.CharField("role", max_length=80, default="Independent reviewer")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.role_label}: {self.name}"


class ParallelProcess(models.Model):
    """A court case, inquest or investigation that runs beside the review."""

    class Kind(models.TextChoices):
        POLICE = "police", "Police investigation"
        CRIMINAL = "criminal", "Criminal court"
        FAMILY = "family", "Family court"
        CORONER = "coroner", "Coroner"
        REGULATOR = "regulator", "Regulator"
        OTHER = "other", "Other"

    class State(models.TextChoices):
        EXPECTED = "expected", "Expected"
        UNDER_WAY = "under_way", "Under way"
        ENDED = "ended", "Ended"

    review = models.ForeignKey(Review, models.CASCADE, related_name="parallel_processes")
    kind = models.CharField(max_length=20, choices=Kind)
    state = models.CharField(max_length=20, choices=State, default=State.UNDER_WAY)
    restriction = models.TextField(
        "reporting restriction", blank=True, help_text="What must not be said, and until when."
    )

    class Meta:
        verbose_name_plural = "parallel processes"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_state_display()}"


class Hold(models.Model):
    """A stop on everything written from a review, until a named person clears it with a reason."""

    class Kind(models.TextChoices):
        COURT = "court", "Court"
        CORONER = "coroner", "Coroner"
        POLICE = "police", "Police"
        FAMILY = "family", "Family not told yet"
        MARKING = "marking", "Handling marking"
        OTHER = "other", "Other"

    review = models.ForeignKey(Review, models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=20, choices=Kind)
    reason = models.TextField(help_text="Why nothing may be published, and who has to say that it may.")
    # nobody: the import command found a marking and was told no name
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    placed_at = models.DateTimeField()
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)
    clearing_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cleared_at=None, cleared_by=None, clearing_reason="")
                | (Q(cleared_at__isnull=False, cleared_by__isnull=False) & ~Q(clearing_reason="")),
                name="a_hold_is_cleared_by_somebody_with_a_reason",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_hold_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} hold"

    def partnerships_concerned(self) -> set[int]:
        """As its review."""
        return self.review.partnerships_concerned()
