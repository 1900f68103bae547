"""The record of case reviews: private, but for the vocabulary."""

from reviews.models.duties import Duty
from reviews.models.frozen import Frozen, FrozenModel, FrozenQuerySet
from reviews.models.learning import LearningPoint, PointKind
from reviews.models.outbox import OutgoingEmail
from reviews.models.people import Invitation, Membership, Person, PersonEvent, Role
from reviews.models.protected import ProtectedPhrase, ProtectedTerm
from reviews.models.recommendation import Recommendation, RecommendationPart
from reviews.models.record_edit import RecordEdit
from reviews.models.review import Hold, ParallelProcess, Review, Reviewer, ReviewPartnership, Subject
from reviews.models.rules import AllowedName, AvoidedWord, StoppingAdvice
from reviews.models.vocabulary import (
    DefaultHeading,
    GlossaryTerm,
    HarmType,
    Nation,
    Partnership,
    Resource,
    SectionKind,
    Sector,
    StandingText,
    Theme,
)

__all__ = [
    "AllowedName",
    "AvoidedWord",
    "DefaultHeading",
    "Duty",
    "Frozen",
    "FrozenModel",
    "FrozenQuerySet",
    "GlossaryTerm",
    "HarmType",
    "Hold",
    "Invitation",
    "LearningPoint",
    "Membership",
    "OutgoingEmail",
    "ParallelProcess",
    "Nation",
    "SectionKind",
    "Partnership",
    "Person",
    "PersonEvent",
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
    "Role",
    "Sector",
    "StandingText",
    "StoppingAdvice",
    "Subject",
    "Theme",
]
