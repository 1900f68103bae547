"""The frozen wording of a briefing, who agreed to it, and everything that happened to it.

Only `briefings.publishing` makes these rows or moves an edition from state to state.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from briefings.models.briefing import Briefing
from people.models import Partnership, Role
from portal.frozen import FrozenModel, FrozenQuerySet
from portal.text.sentences import day_in_words


class State(models.TextChoices):
    AWAITING_APPROVAL = "awaiting_approval", "Awaiting approval"  # frozen, waiting for a second person
    APPROVED = "approved", "Approved"  # every partnership has agreed; not public yet
    SCHEDULED = "scheduled", "Scheduled"  # approved, with a day and time
    PUBLISHED = "published", "Published"  # what the public sees now
    OUT_OF_DATE = "out_of_date", "Out of date"  # still readable, under a notice
    SENT_BACK = "sent_back", "Sent back"  # ended: the next submission is a new edition
    SUPERSEDED = "superseded", "Superseded"  # ended: a newer edition took its place
    WITHDRAWN = "withdrawn", "Withdrawn"  # ended: gone from every public address


OPEN = (State.AWAITING_APPROVAL, State.APPROVED, State.SCHEDULED)
PUBLIC = (State.PUBLISHED, State.OUT_OF_DATE)
ENDED = (State.SENT_BACK, State.SUPERSEDED, State.WITHDRAWN)
LONGEST_CHANGE_NOTE = 300  # characters


class Outcome(models.TextChoices):
    """What becomes of a withdrawn address (portal/decisions/0004, and 0023 for what is on request)."""

    ERROR = "error", "It identifies someone, or was published in error"  # 410, the words are gone
    REPLACED = "replaced", "Another briefing replaces it"  # permanent redirect
    OUT_OF_DATE = "out_of_date", "It is out of date"  # the words stay, under a notice
    ON_REQUEST = "on_request", "It is available on request: its time in public is over"  # title and mailbox stay


class EditionQuerySet(FrozenQuerySet):
    def open(self) -> "EditionQuerySet":
        """Editions on their way to publication."""
        return self.filter(state__in=OPEN)

    def public(self) -> "EditionQuerySet":
        """Editions whose words the public can read now."""
        return self.filter(state__in=PUBLIC)

    def for_staff(self, person) -> "EditionQuerySet":
        """The editions a person may know of: those that a partnership they work for signs."""
        if not person.is_active or not person.is_staff:
            return self.none()
        return self.filter(pk__in=EditionPartnership.objects.filter(partnership__in=person.roles).values("edition"))


def why_not_approve_own(frozen: models.Model, writers: models.QuerySet, person) -> str:
    """Why somebody may not approve what was frozen: they submitted it, or are among its writers. Empty when neither."""
    if person.pk == frozen.submitted_by_id:
        return "You cannot approve this: you submitted it. A second person has to read it."
    if writers.filter(person=person).exists():
        return "You cannot approve this: you wrote part of it. Somebody who did not has to read it."
    return ""


class Edition(FrozenModel):
    """One frozen wording of a briefing. Its words never change, only its state."""

    may_change = frozenset({
        "state", "number", "published_at", "published_by_id", "ended_at", "ended_by_id",
        "outcome", "notice", "replaced_by", "publish_at", "scheduled_by_id", "is_emergency",
    })  # fmt: skip

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="editions")
    state = models.CharField(max_length=20, choices=State, default=State.AWAITING_APPROVAL)
    number = models.PositiveIntegerField(null=True, blank=True, help_text="Given at publication, from 1.")

    content = models.JSONField(help_text="The Document (briefings/document.py).")
    shape = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    page_html = models.TextField()
    text = models.TextField()
    problems = models.JSONField(default=list, help_text="The advice that stood when it was submitted.")
    renderer = models.CharField(max_length=60)
    pages = models.PositiveSmallIntegerField()
    type_size_pt = models.FloatField()
    fill = models.FloatField(help_text="How much of the page is used, 0 to 1.")
    layouts = models.PositiveSmallIntegerField(help_text="How often it was laid out to find the size.")
    words = models.PositiveIntegerField()
    change_note = models.CharField(max_length=LONGEST_CHANGE_NOTE, blank=True)
    is_major = models.BooleanField(default=True)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    partnerships = models.ManyToManyField(Partnership, through="EditionPartnership", related_name="+")

    publish_at = models.DateTimeField(null=True, blank=True, help_text="When it is to be published, once scheduled.")
    scheduled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    notice = models.TextField(blank=True)
    replaced_by = models.SlugField(max_length=80, blank=True)
    is_emergency = models.BooleanField(default=False, help_text="Withdrawn by one person alone; a second looks at it.")

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]  # as they were made: clocks are set back
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="edition_state_known"),
            models.UniqueConstraint(
                fields=["briefing"],
                condition=Q(state__in=OPEN),
                name="one_open_edition_a_briefing",
            ),
            models.UniqueConstraint(
                fields=["briefing"],
                condition=Q(state__in=PUBLIC),
                name="one_published_edition_a_briefing",
            ),
            models.UniqueConstraint(fields=["briefing", "number"], name="edition_numbers_are_used_once"),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None, number=None)
                | Q(published_at__isnull=False, published_by__isnull=False, number__gte=1),
                name="published_by_somebody_with_a_number",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*PUBLIC, State.SUPERSEDED, State.WITHDRAWN])
                | Q(published_at__isnull=False),
                name="what_was_public_was_published",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.WITHDRAWN, State.OUT_OF_DATE], outcome__in=Outcome.values)
                | ~Q(state__in=[State.WITHDRAWN, State.OUT_OF_DATE]),
                name="withdrawn_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(publish_at=None, scheduled_by=None)
                | Q(publish_at__isnull=False, scheduled_by__isnull=False),
                name="scheduled_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SCHEDULED) | Q(publish_at__isnull=False), name="scheduled_for_a_time"
            ),
            models.CheckConstraint(
                condition=Q(is_emergency=False) | Q(state=State.WITHDRAWN),
                name="only_what_is_withdrawn_was_an_emergency",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display().lower()}, {self.reference})"

    def is_public(self) -> bool:
        """Whether the public can read these words now."""
        return self.state in PUBLIC

    def is_open(self) -> bool:
        """Whether it is still on its way to publication."""
        return self.state in OPEN

    def partnerships_concerned(self) -> set[int]:
        """The partnerships that publish it, each of which must approve it."""
        return {link.partnership_id for link in self.partnership_links.all()}

    def approvals_wanted(self) -> list[Partnership]:
        """The partnerships that have not approved yet, in order."""
        given = {approval.partnership_id for approval in self.approvals.all()}
        links = self.partnership_links.select_related("partnership")
        return [link.partnership for link in links if link.partnership_id not in given]

    def refusal(self, verb: str, person) -> str:
        """What this edition itself has against a person doing this: nobody approves their own words, nor confirms
        their own withdrawal."""
        if verb == "confirm_withdrawal" and person.pk == self.ended_by_id:
            return "You cannot confirm this: you withdrew it yourself. A second person has to look at it."
        if verb != "approve":
            return ""
        if refusal := why_not_approve_own(self, self.editors, person):
            return refusal
        if self.approvals.filter(by=person).exists():
            return "You have approved this already. Each partnership's approval needs a person of its own."
        if not self._could_approve_for(person):
            return "Your partnership has approved this already."
        return ""

    def _could_approve_for(self, person) -> bool:
        wanted = {partnership.pk for partnership in self.approvals_wanted()}
        return any(Role.APPROVER in person.roles.get(partnership, ()) for partnership in wanted)


class EditionPartnership(FrozenModel):
    """A partnership that signs an edition, in order: the one whose approval is wanted."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="partnership_links")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "partnership"], name="an_edition_is_signed_once_by_each"),
        ]

    def __str__(self) -> str:
        return str(self.partnership)


class EditionEditor(FrozenModel):
    """Somebody who changed the draft before this edition was frozen: they may not approve it."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="editors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "person"], name="an_editor_is_named_once")]

    def __str__(self) -> str:
        return str(self.person)


class Sheet(FrozenModel):
    """The PDF of an edition: the very bytes that were approved. A table of its own, read only for a download."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="sheet")
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"Sheet {self.sha256[:8]}"


class EditionPicture(FrozenModel):
    """A figure of an edition: the very bytes that were approved, by the name its page calls it."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="pictures")
    name = models.CharField(max_length=120)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="a_picture_is_frozen_once")]

    def __str__(self) -> str:
        return self.name


class EditionBlock(FrozenModel):
    """One block of an edition as the hand-out that will stand alone: frozen with the page it is cut from."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="blocks")
    label = models.CharField(max_length=20)
    title = models.CharField(max_length=100)
    html = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "label"], name="a_block_is_frozen_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.label})"


class Approval(FrozenModel):
    """One partnership's yes, by one person, to one digest."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="approvals")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "partnership"], name="a_partnership_approves_once"),
            models.UniqueConstraint(fields=["edition", "by"], name="a_person_approves_for_one_partnership"),
        ]

    def __str__(self) -> str:
        return f"{self.partnership}: {self.by}"


class Confirmation(FrozenModel):
    """The second look at an emergency withdrawal, by another person: it was right, or it should come back.

    Either way the words stay down: what comes back is a new edition.
    """

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="confirmation")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    was_right = models.BooleanField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(was_right=True) | ~Q(note=""), name="a_doubt_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {'it was right' if self.was_right else 'it should come back'}"


class Acknowledgement(models.Model):
    """An officer's answer to a piece of advice: why this wording is kept.

    It answers one finding (its code, and a hash of its message): when the words change, it is asked again.
    A copy stays with the edition, in its `problems`.
    """

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="acknowledgements")
    code = models.CharField(max_length=60)
    finding = models.CharField(max_length=64)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["briefing", "code", "finding"], name="a_finding_is_answered_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="an_answer_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason[:60]}"


class HistoryLine(FrozenModel):
    """Who did what, when, and why. The verb is one of `people.verbs`; the name is kept as it was."""

    verb = models.CharField(max_length=30)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=310)  # as long as a first and a last name can be
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{day_in_words(self.at)}: {self.by_name} {self.verb}"


class Event(HistoryLine):
    """One line of the history of a briefing."""

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="events")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="events")
    partnership = models.ForeignKey(Partnership, models.PROTECT, null=True, related_name="+")
