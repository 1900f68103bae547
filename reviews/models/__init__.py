"""The record of case reviews: private, but for the vocabulary."""

from reviews.models.learning import LearningPoint, PointKind
from reviews.models.people import Membership, Person, Role
from reviews.models.protected import ProtectedPhrase, ProtectedTerm
from reviews.models.recommendation import Recommendation, RecommendationPart
from reviews.models.review import Hold, ParallelProcess, Review, Reviewer, ReviewPartnership, Subject
from reviews.models.vocabulary import (
    DefaultHeading,
    GlossaryTerm,
    HarmType,
    Partnership,
    Resource,
    SectionKind,
    Sector,
    StandingText,
    Theme,
)

__all__ = [
    "DefaultHeading",
    "GlossaryTerm",
    "HarmType",
    "Hold",
    "LearningPoint",
    "Membership",
    "ParallelProcess",
    "SectionKind",
    "Partnership",
    "Person",
    "PointKind",
    "ProtectedPhrase",
    "ProtectedTerm",
    "Recommendation",
    "RecommendationPart",
    "Resource",
    "Review",
    "ReviewPartnership",
    "Reviewer",
    "Role",
    "Sector",
    "StandingText",
    "Subject",
    "Theme",
]
