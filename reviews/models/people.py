"""Staff: who they are, and what they do for which partnership."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from reviews.models.vocabulary import Partnership


class Role(models.TextChoices):
    OFFICER = "officer", "Officer (writes and submits)"
    APPROVER = "approver", "Approver (agrees, or sends back)"
    ADMINISTRATOR = "administrator", "Partnership administrator (people, standing texts, holds)"


class Person(AbstractUser):
    """Somebody with a staff account. Deactivated when they leave, never deleted: history names them."""

    class Meta(AbstractUser.Meta):
        verbose_name = "person"
        verbose_name_plural = "people"

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
