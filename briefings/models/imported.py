"""What a draft was imported from: the source as read, and every word of it that found no place.

Kept beside the draft so that an officer can settle the left-overs later, and so that the same words
are recognised when they are imported again. Private, like the draft.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from briefings.models.briefing import Briefing, Part


class ImportedDocument(models.Model):
    """A file, or pasted words, from which parts of a draft were made."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="imports")
    name = models.CharField("file", max_length=200, help_text="The name of the file, or “pasted words”.")
    digest = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of what was imported.")
    words_digest = models.CharField(
        max_length=64,
        db_index=True,
        default="",
        help_text="SHA-256 of its words in the order of the alphabet: the same for a Word file and its words pasted.",
    )
    lines = models.JSONField(help_text="The source as read: a list of [line number, text].")
    is_markdown = models.BooleanField(
        default=False, help_text="Its lines are Markdown already; otherwise they are words as somebody typed them."
    )
    flags = models.JSONField(default=list, help_text="Slips and guesses: a list of {code, line, message}.")
    source_words = models.PositiveIntegerField()
    placed_words = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    def partnerships_concerned(self) -> set[int]:
        """As its briefing."""
        return self.briefing.partnerships_concerned()


class LeftOver(models.Model):
    """Words of a source that are in no part: unplaced, or set aside as furniture. Nothing is ever lost."""

    class Why(models.TextChoices):
        UNPLACED = "unplaced", "Not placed"  # nobody knows where it belongs
        SET_ASIDE = "set_aside", "Set aside"  # page numbers, running heads, site furniture

    class SettledAs(models.TextChoices):
        WORDS = "words", "Put among the words of a part"
        PART = "part", "Made a part of its own"
        TITLE = "title", "Put into the title"
        CONTACT = "contact", "Put into the contact line"
        LEFT_OUT = "left_out", "Left out"  # on purpose; it stays on the list and can still be placed

    imported = models.ForeignKey(ImportedDocument, models.CASCADE, related_name="left_overs")
    why = models.CharField(max_length=10, choices=Why)
    line = models.PositiveIntegerField()
    text = models.TextField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_as = models.CharField(max_length=10, choices=SettledAs, blank=True)
    put_into = models.ForeignKey(Part, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["line", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(why__in=["unplaced", "set_aside"]), name="left_over_why_known"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="a_left_over_is_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_as="")
                | (Q(settled_at__isnull=False) & Q(settled_as__in=["words", "part", "title", "contact", "left_out"])),
                name="a_settled_left_over_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.line}"

    @property
    def is_open(self) -> bool:
        """Whether it can be put somewhere: it is in no part now, even if it was left out or its part was removed."""
        if self.settled_as in {self.SettledAs.WORDS, self.SettledAs.PART}:
            return self.put_into_id is None
        return self.settled_as in {"", self.SettledAs.LEFT_OUT}
