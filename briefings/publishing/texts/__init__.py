"""Words that readers get outside any edition: themes, abbreviations, partnerships, and notices of withdrawal.

What staff edit is a draft. `submit` freezes a version of it, `approve` by a second person puts that before the public
in place of the one there now, `take_down` works at once by one person, `restore` submits an earlier version again.
No other package changes the state of a version or writes the public rows of these words (portal/decisions/0035).
"""

from briefings.publishing.texts.checking import problems_in
from briefings.publishing.texts.kinds import KINDS, kind_of
from briefings.publishing.texts.standing import Standing, draft_digest, has_versions, standing_of
from briefings.publishing.texts.versions import (
    approve,
    edited,
    forget,
    restore,
    send_back,
    submit,
    submit_notice,
    take_down,
    take_down_again,
)

__all__ = [
    "KINDS",
    "Standing",
    "approve",
    "draft_digest",
    "edited",
    "forget",
    "has_versions",
    "kind_of",
    "problems_in",
    "restore",
    "send_back",
    "standing_of",
    "submit",
    "submit_notice",
    "take_down",
    "take_down_again",
]
