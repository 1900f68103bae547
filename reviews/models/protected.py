"""Names and details that must never appear, kept only as keyed hashes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.text.sentences import day_in_words, listed
from reviews.models.review import Review


class ProtectedTermQuerySet(models.QuerySet):
    def in_force(self) -> "ProtectedTermQuerySet":
        """The terms that must not appear now."""
        return self.filter(stopped_at=None)


class ProtectedTerm(models.Model):
    """A name or detail that must never be published. The words themselves are not kept anywhere.

    One that is not protected any more stays, without its phrases: anyone who approves is told of it.
    """

    class Kind(models.TextChoices):
        NAME = "name", "A person's name"
        PLACE = "place", "A place"
        SCHOOL = "school", "A school or setting"
        DATE = "date", "A date"
        OTHER = "other", "Another detail"

    review = models.ForeignKey(Review, models.PROTECT, related_name="protected_terms")
    kind = models.CharField(max_length=20, choices=Kind)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    stopped_at = models.DateTimeField(null=True)
    stopping_reason = models.TextField(blank=True)

    objects = ProtectedTermQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["name", "place", "school", "date", "other"]), name="protected_term_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(stopped_at=None, stopped_by=None, stopping_reason="")
                | (Q(stopped_at__isnull=False, stopped_by__isnull=False) & ~Q(stopping_reason="")),
                name="protecting_is_stopped_by_somebody_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, added {day_in_words(self.added_at)}"

    def partnerships_concerned(self) -> set[int]:
        """As its review."""
        return self.review.partnerships_concerned()

    def covers(self) -> str:
        """In which forms it is looked for, as a sentence."""
        stored = list(self.phrases.values_list("form", "letters").distinct())
        forms = {form for form, _ in stored}
        if {form for form, letters in stored if letters is None}:
            return "Added before other forms were offered: protect it again to have them looked for."
        names = [form.label for form in ProtectedPhrase.Form if form in forms - {ProtectedPhrase.Form.NEAR}]
        if ProtectedPhrase.Form.TITLED not in forms and ProtectedPhrase.Form.SURNAME in forms:
            names.append(str(ProtectedPhrase.Form.TITLED.label))
        return f"Looked for: {listed(names)}."

    def not_covered(self, *, asked: list[str]) -> str:
        """Which forms that were asked for it has not, and what to do about it; empty when there are none."""
        form = ProtectedPhrase.Form
        possible = {
            self.Kind.NAME: {form.SURNAME, form.FIRST, form.INITIALS},
            self.Kind.PLACE: {form.SHORT},
            self.Kind.SCHOOL: {form.SHORT},
            self.Kind.DATE: {form.SHORT},
        }.get(self.kind, set())
        forms = set(self.phrases.values_list("form", flat=True))
        missing = [str(one.label) for one in form if one in possible & set(asked) - forms]
        if not missing:
            return ""
        if self.kind == self.Kind.NAME and not forms & {form.SURNAME, form.FIRST, form.INITIALS}:
            return "One name alone was typed. Add the first names, or the surname, as another term."
        return (
            f"Not looked for by itself: {listed(missing)}. Either it has none, or it is printed on every page (a "
            "partnership, a pseudonym, a usual abbreviation). Add what is missing as another term."
        )


class ProtectedPhrase(models.Model):
    """One way of writing a protected term: the keyed hash of it, and how many words and letters it has.

    The lengths are there so that a search hashes only what can be found; of a person they say next to nothing.
    """

    class Form(models.TextChoices):
        WHOLE = "whole", "as it was typed"
        SURNAME = "surname", "surname alone"
        FIRST = "first", "first names alone"
        INITIALS = "initials", "initials"
        TITLED = "titled", "title and surname"
        SHORT = "short", "abbreviations"
        OTHER = "other", "nicknames and other spellings"
        NEAR = "near", "one letter different"  # advice; every other form stops

    class Written(models.TextChoices):
        ANY = "any", "in any case"
        CAPITAL = "capital", "with a capital"
        CAPITALS = "capitals", "in capitals"
        TITLED = "titled", "after a title"

    term = models.ForeignKey(ProtectedTerm, models.CASCADE, related_name="phrases")
    fingerprint = models.CharField(max_length=64)
    words = models.PositiveSmallIntegerField()
    letters = models.PositiveSmallIntegerField(null=True)  # not known of those kept before lengths were
    form = models.CharField(max_length=10, choices=Form, default=Form.WHOLE)
    written = models.CharField(max_length=10, choices=Written, default=Written.ANY)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "fingerprint"], name="a_phrase_is_kept_once"),
            models.CheckConstraint(condition=Q(words__gte=1), name="a_phrase_has_words"),
            models.CheckConstraint(
                condition=Q(
                    form__in=["whole", "surname", "first", "initials", "titled", "short", "other", "near"],
                    written__in=["any", "capital", "capitals", "titled"],
                ),
                name="a_phrase_is_of_a_known_form",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words} words"
