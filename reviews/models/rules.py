"""What a partnership asks of its briefings beyond what the checklist asks of everybody's."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from people.models import Partnership


class _OfOneOrAll(models.Model):
    partnership = models.ForeignKey(
        Partnership,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="Leave empty for every partnership (site administrators only).",
    )

    class Meta:
        abstract = True

    def partnerships_concerned(self) -> set[int]:
        """The partnership whose administrators may change it; none for what holds for all."""
        return {self.partnership_id} - {None}


class StoppingAdvice(models.Model):
    """A piece of advice that one partnership will not let pass: for its briefings it stops submission."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="stopping_advice")
    code = models.CharField("advice", max_length=60)

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "blocking checks"
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "code"],
                name="advice_is_made_to_stop_once",
                violation_error_message="This advice stops already.",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def partnerships_concerned(self) -> set[int]:
        """The partnership whose administrators may change it."""
        return {self.partnership_id}


class AvoidedWord(_OfOneOrAll):
    """Words that the field avoids, such as those that blame a child or a family, and what to write instead."""

    words = models.CharField(max_length=100)
    instead = models.CharField("write instead", max_length=200, blank=True)

    class Meta:
        ordering = ["words"]
        verbose_name = "word to avoid"
        verbose_name_plural = "words to avoid"
        constraints = [
            models.UniqueConstraint(
                "partnership",
                Lower("words"),
                name="words_are_avoided_once_a_partnership",
                violation_error_message="These words are in the list already.",
            ),
            models.UniqueConstraint(  # SQLite holds two empty partnerships for different ones
                Lower("words"),
                condition=Q(partnership=None),
                name="words_are_avoided_once_for_all",
                violation_error_message="These words are in the list already.",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="avoided_words_are_words"),
        ]

    def __str__(self) -> str:
        return self.words


class AllowedName(_OfOneOrAll):
    """A name of a person or place that may stand in briefings, such as a reviewer or a cited author."""

    name = models.CharField(max_length=120)
    why = models.CharField("who or what it is", max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "partnership",
                Lower("name"),
                name="a_name_is_allowed_once_a_partnership",
                violation_error_message="This name is in the list already.",
            ),
            models.UniqueConstraint(  # SQLite holds two empty partnerships for different ones
                Lower("name"),
                condition=Q(partnership=None),
                name="a_name_is_allowed_once_for_all",
                violation_error_message="This name is in the list already.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="an_allowed_name_is_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
