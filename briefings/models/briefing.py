"""The draft: what an officer writes. Editable, private, never read by a public page."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from markdownx.models import MarkdownxField

from briefings import formats
from briefings.languages import LANGUAGES
from people.models import Partnership
from people.models.persons import Person
from portal.text.sentences import day_in_words
from reviews.models import LearningPoint, PointKind, Recommendation, Review
from reviews.models.record_edit import RecordEdit
from reviews.models.vocabulary import Sector, Theme
from reviews.section_kinds import SECTION_KINDS


class BriefingQuerySet(models.QuerySet):
    def for_staff(self, person) -> "BriefingQuerySet":
        """The briefings a person may know of: those of the partnerships they work for."""
        if not person.is_active or not person.is_staff:
            return self.none()
        return self.filter(pk__in=BriefingPartnership.objects.filter(partnership__in=person.roles).values("briefing"))


class Briefing(models.Model):
    """One product written from a review, or from a topic, in one format."""

    format = models.CharField(max_length=30, choices=formats.CHOICES, default=formats.LEARNING_NOTE.slug)
    title = models.CharField(
        max_length=200, blank=True, help_text="Leave empty and it is made from the review's public name and type."
    )
    slug = models.SlugField(
        "address",
        unique=True,
        max_length=80,
        help_text="The last part of its web address. Readers see it: no name, place or date. "
        "It cannot change once submitted.",
    )
    summary = models.CharField(
        max_length=300, blank=True, help_text="One sentence for lists and search results. Readers see it."
    )
    review = models.ForeignKey(Review, models.PROTECT, null=True, blank=True, related_name="briefings")
    is_topic = models.BooleanField(
        "topic briefing", default=False, help_text="Tick for a briefing about a topic that comes from no review."
    )
    partnerships = models.ManyToManyField(Partnership, through="BriefingPartnership", related_name="briefings")
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    sectors = models.ManyToManyField(Sector, blank=True, related_name="+", verbose_name="who it is for")
    # What its page says of the review, for readers and their filters. What is not ticked is nowhere in public.
    says_review_type = models.BooleanField("say what type of review it was", default=True)
    says_age_band = models.BooleanField("say the age band", default=False)
    says_harms = models.BooleanField("say the types of harm", default=False)
    language = models.CharField(max_length=10, choices=LANGUAGES, default="en-GB")
    contact_override = models.CharField(
        "contact line",
        max_length=400,
        blank=True,
        help_text="Leave empty and it is made from the partnerships' mailboxes.",
    )
    # Raised at each save of the writing screen: two people with one draft open cannot overwrite each other.
    revision = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_topic=True, review=None) | Q(is_topic=False, review__isnull=False),
                name="from_a_review_or_a_topic",
                violation_error_message="Choose the review it is written from, or tick “topic briefing”.",
            ),
            models.CheckConstraint(condition=Q(format__in=list(formats.FORMATS)), name="briefing_format_known"),
        ]

    def __str__(self) -> str:
        return self.title or self.slug

    @property
    def rules(self) -> formats.Format:
        """What its format asks for."""
        return formats.FORMATS[self.format]

    def partnerships_concerned(self) -> set[int]:
        """The partnerships whose people may know of it, and of whom each must approve it."""
        return {link.partnership_id for link in self.partnership_links.all()}

    def partnerships_in_order(self) -> list[Partnership]:
        """Its partnerships as they sign: in the order the officer gave."""
        return [link.partnership for link in self.partnership_links.select_related("partnership")]

    def get_absolute_url(self) -> str:
        """Where it stands, or will stand, in public."""
        return reverse("public:briefing", args=[self.slug])


class BriefingPartnership(models.Model):
    """A partnership that publishes a briefing, in order."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="partnership_links")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    is_lead = models.BooleanField("leads", default=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "partnership"
        constraints = [
            models.UniqueConstraint(
                fields=["briefing", "partnership"],
                name="a_partnership_publishes_once",
                violation_error_message="This partnership is already in the list.",
            ),
            models.UniqueConstraint(
                fields=["briefing"],
                condition=Q(is_lead=True),
                name="one_partnership_leads_a_briefing",
                violation_error_message="Only one partnership can lead.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.partnership)


class Part(models.Model):
    """One piece of a briefing, in order. A section opens; what follows is its own until the next."""

    class Kind(models.TextChoices):
        SECTION = "section", "Section"
        POINT = "point", "Learning point"
        GUIDANCE = "guidance", "Practice guidance"
        QUESTION = "question", "Question"
        RECOMMENDATION = "recommendation", "Recommendation"
        QUOTATION = "quotation", "Quotation"
        FIGURE = "figure", "Figure"
        FOOTNOTE = "footnote", "Footnote"

    class AskedOf(models.TextChoices):
        PRACTITIONER = "practitioner", "Practitioners"
        MANAGER = "manager", "Managers"
        PARTNERSHIP = "partnership", "The partnership"
        REVIEW = "review", "The review asked it"

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=Kind)
    heading = models.CharField(max_length=200, blank=True)
    body = MarkdownxField("words", blank=True)
    language = models.CharField(
        max_length=10, choices=LANGUAGES, blank=True, help_text="Only if it differs from the rest."
    )
    # a section
    section = models.CharField("what it is for", max_length=20, choices=SECTION_KINDS, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 for a main heading, 2 and 3 below it.")
    is_numbered = models.BooleanField("number its paragraphs", default=False)
    # a point
    point_kind = models.CharField("kind of point", max_length=20, choices=PointKind, blank=True)
    drawn_from_point = models.ForeignKey(
        LearningPoint, models.SET_NULL, null=True, blank=True, related_name="drawn_parts", verbose_name="drawn from"
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    sectors = models.ManyToManyField(Sector, blank=True, related_name="+", verbose_name="audience")
    # a question
    asked_of = models.CharField(max_length=20, choices=AskedOf, blank=True)
    # a recommendation
    addressees = models.CharField("who must act", max_length=300, blank=True)
    drawn_from_recommendation = models.ForeignKey(
        Recommendation, models.SET_NULL, null=True, blank=True, related_name="drawn_parts", verbose_name="drawn from"
    )
    # a quotation
    attribution = models.CharField("whose words", max_length=300, blank=True)
    # a figure
    picture = models.ImageField(upload_to="figures/", blank=True)
    alt_text = models.TextField("alt text", blank=True)
    # a footnote
    mark = models.CharField(max_length=30, blank=True, help_text="Write it in any text as [^mark].")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[
                "section", "point", "guidance", "question", "recommendation", "quotation", "figure", "footnote",
            ]), name="part_kind_known"),
            models.CheckConstraint(
                condition=(Q(kind="section", level__gte=1, level__lte=3) & ~Q(section=""))
                | (~Q(kind="section") & Q(level=None, section="", is_numbered=False)),
                name="a_section_has_a_purpose_and_a_level",
            ),
            models.CheckConstraint(
                condition=Q(kind="point") | Q(point_kind="", drawn_from_point=None), name="only_a_point_has_a_kind"
            ),
            models.CheckConstraint(
                condition=(Q(kind="question") & ~Q(asked_of="")) | (~Q(kind="question") & Q(asked_of="")),
                name="a_question_is_asked_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(kind="recommendation") | Q(addressees="", drawn_from_recommendation=None),
                name="only_a_recommendation_has_addressees",
            ),
            models.CheckConstraint(
                condition=Q(kind="quotation") | Q(attribution=""), name="only_a_quotation_is_attributed"
            ),
            models.CheckConstraint(
                condition=Q(kind="figure") | Q(picture="", alt_text=""), name="only_a_figure_has_a_picture"
            ),
            models.CheckConstraint(
                condition=(Q(kind="footnote", mark__regex=r"^[A-Za-z0-9_-]+$")) | (~Q(kind="footnote") & Q(mark="")),
                name="a_footnote_has_a_mark",
            ),
            models.UniqueConstraint(
                fields=["briefing", "mark"],
                condition=~Q(mark=""),
                name="a_mark_is_used_once",
                violation_error_message="Another footnote of this briefing has the same mark.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        words = self.heading or self.body
        return f"{self.get_kind_display()}: {words[:60]}" if words else self.get_kind_display()

    def partnerships_concerned(self) -> set[int]:
        """As its briefing."""
        return self.briefing.partnerships_concerned()


class Edit(models.Model):
    """Somebody wrote words of a draft: until an edition with them is published, they may not approve the next one.

    Which edition that is, is kept by its key and not by time: clocks are set back. Words that the draft takes from the
    record or from a shared list have an `origin`.
    """

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="edits")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    origin = models.ForeignKey(RecordEdit, models.PROTECT, null=True, related_name="+")
    frozen_in = models.ForeignKey("briefings.Edition", models.PROTECT, null=True, related_name="+")
    # The edition it is frozen in says these very words of the record: once published, a second person has agreed to
    # them, for every briefing.
    is_said = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["briefing", "origin"], name="words_of_the_record_are_credited_once"),
        ]

    def __str__(self) -> str:
        return f"{self.by}, {day_in_words(self.at)}"
