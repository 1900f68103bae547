"""Staff screens of the record, of partnerships' own words and of the shared lists."""

from django.contrib.admin import site

from portal.staff_site import Section
from reviews.admin import duties, partnerships, review, rules, vocabulary
from reviews.models import (
    AllowedName,
    AvoidedWord,
    Duty,
    GlossaryTerm,
    HarmType,
    Recommendation,
    Resource,
    Review,
    Sector,
    StoppingAdvice,
    Theme,
)

__all__ = ["duties", "partnerships", "review", "rules", "vocabulary"]

site.add_sections(
    Section(
        "Case reviews",
        "The private record: what a review found, and what must be done.",
        [Review, Recommendation],
    ),
    Section(
        "Shared lists",
        "Used by every partnership, so that readers can search across all of them.",
        [Theme, Sector, HarmType, Resource, GlossaryTerm, Duty],
    ),
    Section(
        "Checklist rules",
        "Extra rules that your partnership sets for its own briefings.",
        [StoppingAdvice, AvoidedWord, AllowedName],
    ),
)
