"""The word: drafts, frozen editions, and the public rows."""

from briefings.models.briefing import Briefing, BriefingPartnership, Edit, Part
from briefings.models.edition import (
    Approval,
    Edition,
    EditionBlock,
    EditionEditor,
    EditionPartnership,
    EditionPicture,
    Event,
    Outcome,
    Sheet,
    State,
)
from briefings.models.frozen import Frozen, FrozenModel
from briefings.models.imported import ImportedDocument, LeftOver
from briefings.models.public import (
    PublicBlock,
    PublicNotice,
    PublicPage,
    PublicPagePartnership,
    PublicPicture,
    PublicSheet,
)

__all__ = [
    "Approval",
    "Briefing",
    "BriefingPartnership",
    "Edit",
    "Edition",
    "EditionBlock",
    "EditionEditor",
    "EditionPartnership",
    "EditionPicture",
    "Event",
    "Frozen",
    "FrozenModel",
    "ImportedDocument",
    "LeftOver",
    "Outcome",
    "Part",
    "PublicBlock",
    "PublicNotice",
    "PublicPage",
    "PublicPagePartnership",
    "PublicPicture",
    "PublicSheet",
    "Sheet",
    "State",
]
