"""Staff: who they are, and what they do for which partnership."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from people.models import Partnership
from portal.frozen import FrozenModel
from portal.text.sentences import day_in_words


class Role(models.TextChoices):
    OFFICER = "officer", "Officer (writes and submits)"
    APPROVER = "approver", "Approver (approves or sends back)"
    ADMINISTRATOR = "administrator", "Partnership administrator (people, standing texts, holds)"


class Person(AbstractUser):
    """Somebody with a staff account. Deactivated when they leave, never deleted: history names them."""

    class Meta(AbstractUser.Meta):
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="an_e_mail_address_belongs_to_one_person",
                violation_error_message="Another person has this e-mail address already.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def roles(self) -> dict[int, frozenset[str]]:
        """Roles by partnership number. Read once for each request, because a person is loaded for each."""
        found: dict[int, set[str]] = {}
        for partnership, role in self.memberships.values_list("partnership_id", "role"):
            found.setdefault(partnership, set()).add(role)
        return {partnership: frozenset(roles) for partnership, roles in found.items()}


class Membership(models.Model):
    """One role of one person in one partnership. A person may have several."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    # nobody and no time: the role was given by a command, or before this was written down
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+")
    given_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["partnership", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "partnership", "role"],
                name="a_role_is_held_once",
                violation_error_message="This person already has this role here.",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}, {self.partnership}"

    def partnerships_concerned(self) -> set[int]:
        """The partnerships whose administrators may act on this."""
        return {self.partnership_id}


class Invitation(models.Model):
    """Somebody asked to join a partnership. Only the hash of the token in their e-mail is kept."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="invitations")
    email = models.EmailField("e-mail address")
    first_name = models.CharField(max_length=150)
    last_name = models.CharField(max_length=150)
    as_officer = models.BooleanField("officer (writes and submits)", default=False)
    as_approver = models.BooleanField("approver (approves or sends back)", default=False)
    as_administrator = models.BooleanField("administrator (people, standing texts, holds)", default=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    # none once the outbox has forgotten it, or where its address could not be used
    sent_as = models.ForeignKey("people.OutgoingEmail", models.SET_NULL, null=True, related_name="+", editable=False)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+", editable=False)
    invited_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField(editable=False)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    cancelled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(as_officer=True) | Q(as_approver=True) | Q(as_administrator=True),
                name="an_invitation_is_to_a_role",
                violation_error_message="Choose at least one role.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, cancelled_at=None),
                name="an_invitation_is_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
                name="an_invitation_is_cancelled_by_somebody",
            ),
            models.UniqueConstraint(
                "partnership",
                Lower("email"),
                condition=Q(accepted_at=None, cancelled_at=None),
                name="one_open_invitation_a_person_and_partnership",
                violation_error_message="This person has an invitation already. Cancel it first, or send it again.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}, {self.partnership}"

    def roles(self) -> list[str]:
        """The roles it gives."""
        asked = {
            Role.OFFICER: self.as_officer,
            Role.APPROVER: self.as_approver,
            Role.ADMINISTRATOR: self.as_administrator,
        }
        return [role for role, is_asked in asked.items() if is_asked]

    def partnerships_concerned(self) -> set[int]:
        """The partnerships whose administrators may act on this."""
        return {self.partnership_id}


class PersonEvent(FrozenModel):
    """One line of the history of people: who joined, was given or lost a role, left or came back, and by whom."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="events")
    partnership = models.ForeignKey(Partnership, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=30)
    about_name = models.CharField(max_length=310, help_text="The person's name as it was.")
    role = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=310)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{day_in_words(self.at)}: {self.by_name} {self.verb} {self.about_name}"
