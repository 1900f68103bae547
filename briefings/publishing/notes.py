"""Notes that colleagues leave beside a briefing. They change nothing, stay on the record, and are never public."""

from django.db import transaction

from briefings.models import Briefing, Edition
from briefings.publishing.transitions import record
from people.models import Person
from people.permissions import Refused, needed, require

LONGEST_NOTE = 2_000  # characters


@transaction.atomic
def leave_note(*, briefing: Briefing, by: Person, text: str, edition: Edition | None = None) -> None:
    """Write a note into the history of a briefing, about one of its editions if one is given."""
    require(by, "note", briefing)
    text = needed(text, "Write the note first.")
    if len(text) > LONGEST_NOTE:
        raise Refused(f"Shorten the note: it may have {LONGEST_NOTE:,} characters, and has {len(text):,}.")
    record("note", briefing, by=by, edition=edition, reason=text)
