"""Words that readers get outside any edition: versions of them, each frozen, with who wrote it and what happened.

A theme's description, what an abbreviation stands for, a partnership's name and address, a notice of withdrawal: what
staff edit is a draft; a version of it is public once a second person approved it (briefings/publishing/texts). A
version names its thing by kind and number and not by a foreign key, so that it outlives a thing that is deleted.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from briefings.models.edition import Edition, EditionPartnership, HistoryLine, why_not_approve_own
from people.models import Partnership
from portal.frozen import FrozenModel, FrozenQuerySet


class TextKind(models.TextChoices):
    """What a text is of. Partnerships, themes and abbreviations are shared; a notice is of one withdrawn edition."""

    THEME = "theme", "Theme"
    ABBREVIATION = "abbreviation", "Abbreviation"
    PARTNERSHIP = "partnership", "Partnership"
    NOTICE = "notice", "Public notice"


class TextState(models.TextChoices):
    """Where a version of a text stands."""

    WAITING = "waiting", "Waiting for approval"  # frozen, and nobody but staff reads it
    PUBLIC = "public", "Public"  # what readers get; at most one of each thing
    SENT_BACK = "sent_back", "Sent back"
    SUPERSEDED = "superseded", "Replaced by a newer version"
    TAKEN_DOWN = "taken_down", "Taken down"


class TextQuerySet(FrozenQuerySet):
    """Versions of texts, asked for in plain words."""

    def of(self, kind: str, thing: int) -> "TextQuerySet":
        """Those of one thing."""
        return self.filter(kind=kind, thing=thing)

    def for_staff(self, person) -> "TextQuerySet":
        """Those a person may know of: of shared lists everybody who works here, of a notice its partnerships."""
        own = Edition.objects.for_staff(person).values("pk")
        return self.filter(~Q(kind=TextKind.NOTICE) | Q(thing__in=own))


class TextVersion(FrozenModel):
    """One wording of a text, as it was submitted. Its words never change, only its state."""

    may_change = frozenset({"state", "approved_at", "approved_by_id", "ended_at", "ended_by_id"})

    kind = models.CharField(max_length=20, choices=TextKind)
    thing = models.PositiveBigIntegerField(help_text="The number of the row that these are the words of.")
    number = models.PositiveIntegerField(help_text="From 1, for each thing.")
    words = models.JSONField(help_text="Each public field, and what it says.")
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=TextState, default=TextState.WAITING)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = TextQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "thing", "-number"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=TextKind.values), name="text_kind_known"),
            models.CheckConstraint(condition=Q(state__in=TextState.values), name="text_state_known"),
            models.UniqueConstraint(fields=["kind", "thing", "number"], name="text_numbers_are_used_once"),
            models.UniqueConstraint(
                fields=["kind", "thing"], condition=Q(state=TextState.WAITING), name="one_waiting_version_a_text"
            ),
            models.UniqueConstraint(
                fields=["kind", "thing"], condition=Q(state=TextState.PUBLIC), name="one_public_version_a_text"
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="text_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="text_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("submitted_by")), name="nobody_approves_their_own_text"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[TextState.PUBLIC, TextState.SUPERSEDED, TextState.TAKEN_DOWN])
                | Q(approved_by__isnull=False),
                name="a_public_text_was_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.thing}, version {self.number}"

    def partnerships_concerned(self) -> set[int]:
        """Whose words these are: of a shared list everybody's."""
        match self.kind:
            case TextKind.PARTNERSHIP:
                return {self.thing}
            case TextKind.NOTICE:
                signed = EditionPartnership.objects.filter(edition=self.thing)
                return set(signed.values_list("partnership_id", flat=True))
        return set(Partnership.objects.values_list("pk", flat=True))

    def is_of_the_site(self) -> bool:
        """Whether those who run the site look after it too: shared lists and partnerships, never a case."""
        return self.kind != TextKind.NOTICE

    def refusal(self, verb: str, person) -> str:
        """What this version itself has against a person doing this: nobody approves their own words."""
        return why_not_approve_own(self, self.writers, person) if verb == "approve_text" else ""


class TextWriter(FrozenModel):
    """Somebody who edited a thing since its last approved version was submitted, and so may not approve the next."""

    version = models.ForeignKey(TextVersion, models.PROTECT, related_name="writers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="a_text_names_a_writer_once")]

    def __str__(self) -> str:
        return str(self.person)


class TextEvent(HistoryLine):
    """One line of the history of a text: edited, submitted, approved, sent back, taken down, restored."""

    kind = models.CharField(max_length=20, choices=TextKind)
    thing = models.PositiveBigIntegerField()
    version = models.ForeignKey(TextVersion, models.PROTECT, null=True, related_name="events")

    class Meta(HistoryLine.Meta):
        indexes = [models.Index(fields=["kind", "thing"], name="history_of_a_text")]
