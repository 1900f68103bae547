"""The word: drafts, frozen editions, and the public rows."""

from briefings.models.briefing import Briefing, BriefingPartnership, Edit, Part
from briefings.models.edition import (
    Approval,
    Edition,
    EditionEditor,
    EditionPartnership,
    Event,
    Outcome,
    Sheet,
    State,
)
from briefings.models.frozen import Frozen, FrozenModel
from briefings.models.public import PublicNotice, PublicPage, PublicPagePartnership, PublicSheet

__all__ = [
    "Approval",
    "Briefing",
    "BriefingPartnership",
    "Edit",
    "Edition",
    "EditionEditor",
    "EditionPartnership",
    "Event",
    "Frozen",
    "FrozenModel",
    "Outcome",
    "Part",
    "PublicNotice",
    "PublicPage",
    "PublicPagePartnership",
    "PublicSheet",
    "Sheet",
    "State",
]
