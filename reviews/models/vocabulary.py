"""What everybody may know: partnerships and the shared lists. The only models here that the public
rooms may read. Nothing of a case belongs in this file."""

from django.db import models
from django.db.models import Q
from markdownx.models import MarkdownxField

from people.models.partnership import Partnership
from reviews.section_kinds import SECTION_KINDS, SectionKind

slug_help = "The last part of its web address: small letters, digits and hyphens."


class DefaultHeading(models.Model):
    """How one partnership words the heading of one kind of section. A briefing may still differ."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="default_headings")
    section = models.CharField(max_length=20, choices=SECTION_KINDS)
    wording = models.CharField(max_length=120)

    class Meta:
        ordering = ["partnership", "section"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "section"],
                name="one_default_heading_a_section",
                violation_error_message="There is already a heading for this section.",
            ),
            models.CheckConstraint(
                condition=Q(section__in=list(SectionKind)), name="default_heading_is_for_a_known_section"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_section_display()}: {self.wording}"


class StandingText(models.Model):
    """Words a partnership uses again and again, put into a new briefing to start from."""

    class For(models.TextChoices):
        AUDIENCE = "audience", "Who should read this"
        PURPOSE = "purpose", "Purpose of a review"
        MORE = "more", "More information"

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="standing_texts")
    section = models.CharField(max_length=20, choices=For)
    text = MarkdownxField()

    class Meta:
        ordering = ["partnership", "section"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "section"],
                name="one_standing_text_a_section",
                violation_error_message="There is already a standing text for this section.",
            ),
            models.CheckConstraint(
                condition=Q(section__in=["audience", "purpose", "more"]), name="standing_text_known"
            ),
        ]

    def __str__(self) -> str:
        return self.get_section_display()


class Theme(models.Model):
    """A subject that learning comes back to, such as professional curiosity."""

    slug = models.SlugField("address", unique=True, max_length=80, help_text=slug_help)
    name = models.CharField(unique=True, max_length=100)
    synonyms = models.TextField(
        blank=True, help_text="Other words people search for, one a line: “hidden men”, “unseen fathers”."
    )
    description = models.TextField(blank=True, help_text="One or two plain sentences for readers new to it.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Sector(models.Model):
    """A part of the workforce that a point may be meant for, such as health."""

    slug = models.SlugField("address", unique=True, max_length=80, help_text=slug_help)
    name = models.CharField(unique=True, max_length=100)
    position = models.PositiveSmallIntegerField(default=0, help_text="Its order in lists; small numbers first.")

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class HarmType(models.Model):
    """A kind of harm, for finding reviews again."""

    slug = models.SlugField("address", unique=True, max_length=80, help_text=slug_help)
    name = models.CharField(unique=True, max_length=100)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Resource(models.Model):
    """A link kept once and used in many places, so that one repair mends every draft."""

    class Kind(models.TextChoices):
        ONE_MINUTE_GUIDE = "one_minute_guide", "One-minute guide"
        PROCEDURE = "procedure", "Procedure"
        TOOLKIT = "toolkit", "Toolkit"
        STRATEGY = "strategy", "Strategy"
        VIDEO = "video", "Video"
        RESEARCH = "research", "Research"
        LEGISLATION = "legislation", "Legislation"
        TRAINING = "training", "Training"
        NEWSLETTER = "newsletter", "Newsletter"
        SERVICE = "service", "Service"
        BRIEFING = "briefing", "Briefing"
        OTHER = "other", "Other"

    class Access(models.TextChoices):
        OPEN = "open", "Open to everybody"
        LOGIN = "login", "Needs an account"
        REQUEST = "request", "On request"

    class LinkState(models.TextChoices):
        UNCHECKED = "unchecked", "Not checked"
        WORKS = "works", "Works"
        MOVED = "moved", "Moved to another address"
        GONE = "gone", "Gone"
        UNREACHABLE = "unreachable", "Could not be reached"
        REFUSED = "refused", "Not checked: it is on a private network"

    slug = models.SlugField(
        "name for links",
        unique=True,
        max_length=80,
        help_text="Write it in a text as [words](resource:this-name) to link to it.",
    )
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    address = models.URLField(
        "web address", max_length=500, blank=True, help_text="May stay empty only where it is to be asked for."
    )
    access = models.CharField(max_length=10, choices=Access, default=Access.OPEN)
    format_note = models.CharField(
        "format", max_length=60, blank=True, help_text="Such as “PDF” or “video, 4 minutes”."
    )
    last_checked = models.DateField(null=True, blank=True)
    # what `manage.py check_links` found, and in its words
    link_state = models.CharField(max_length=12, choices=LinkState, default=LinkState.UNCHECKED, editable=False)
    link_note = models.CharField(max_length=300, blank=True, editable=False)
    link_checked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(access="request") | ~Q(address=""),
                name="a_resource_has_an_address_or_is_on_request",
                violation_error_message="Give the web address, or choose “On request”.",
            ),
            models.CheckConstraint(condition=Q(access__in=["open", "login", "request"]), name="resource_access_known"),
            models.CheckConstraint(
                condition=Q(link_state__in=["unchecked", "works", "moved", "gone", "unreachable", "refused"]),
                name="resource_link_state_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class GlossaryTerm(models.Model):
    """An abbreviation and what it stands for."""

    abbreviation = models.CharField(unique=True, max_length=30)
    expansion = models.CharField(max_length=200)

    class Meta:
        ordering = ["abbreviation"]

    def __str__(self) -> str:
        return f"{self.abbreviation}: {self.expansion}"
