"""The record of case reviews: private, but for the vocabulary."""

from reviews.models.duties import Duty
from reviews.models.learning import LearningPoint, PointKind
from reviews.models.protected import ProtectedPhrase, ProtectedTerm
from reviews.models.recommendation import Recommendation, RecommendationPart
from reviews.models.record_edit import RecordEdit
from reviews.models.review import Hold, ParallelProcess, Review, Reviewer, ReviewPartnership, Subject
from reviews.models.rules import AllowedName, AvoidedWord, StoppingAdvice
from reviews.models.vocabulary import (
    DefaultHeading,
    GlossaryTerm,
    HarmType,
    Resource,
    Sector,
    StandingText,
    Theme,
)

__all__ = [
    "AllowedName",
    "AvoidedWord",
    "DefaultHeading",
    "Duty",
    "GlossaryTerm",
    "HarmType",
    "Hold",
    "LearningPoint",
    "ParallelProcess",
    "PointKind",
    "ProtectedPhrase",
    "ProtectedTerm",
    "Recommendation",
    "RecommendationPart",
    "RecordEdit",
    "Resource",
    "Review",
    "ReviewPartnership",
    "Reviewer",
    "Sector",
    "StandingText",
    "StoppingAdvice",
    "Subject",
    "Theme",
]
