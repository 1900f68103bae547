"""How a text stands now: what readers see, what waits for a second person, and what only the draft says."""

from dataclasses import dataclass

from django.db import models

from briefings.models.text import TextKind, TextState, TextVersion
from briefings.publishing.texts.kinds import Kind, Words, kind_of
from briefings.publishing.texts.versions import digest_of


@dataclass(frozen=True)
class Standing:
    """The versions of one thing that count now, and the words of its draft (None of a notice, which has none)."""

    kind: Kind
    number: int
    public: TextVersion | None
    waiting: TextVersion | None
    draft: Words | None

    def has_unsubmitted_changes(self) -> bool:
        """Whether the draft says something that neither readers nor a second person have seen."""
        if self.draft is None:
            return False
        known = {one.digest for one in (self.public, self.waiting) if one}
        return digest_of(self.kind.kind, self.draft) not in known

    def says(self) -> str:
        """In a sentence for an officer."""
        now = f"Version {self.public.number} is public" if self.public else "Nothing of this is public"
        if self.has_unsubmitted_changes():
            return f"{now}; these changes have not been submitted yet."
        if self.waiting:
            return f"{now}; version {self.waiting.number} waits for a second person's approval."
        return f"{now}."


def draft_digest(thing: models.Model) -> str:
    """The digest of what a thing's draft says, to notice that it changed since somebody looked."""
    kind = kind_of(thing)
    return digest_of(kind.kind, kind.words_of(thing))


def has_versions(thing: models.Model) -> bool:
    """Whether anything of a thing's words was ever submitted."""
    return TextVersion.objects.of(kind_of(thing).kind, thing.pk).exists()


def standing_of(thing: models.Model) -> Standing:
    """How a thing's words stand."""
    kind = kind_of(thing)
    versions = {
        one.state: one
        for one in TextVersion.objects.of(kind.kind, thing.pk).filter(state__in=[TextState.PUBLIC, TextState.WAITING])
    }
    draft = kind.words_of(thing) if kind.kind != TextKind.NOTICE else None
    return Standing(kind, thing.pk, versions.get(TextState.PUBLIC), versions.get(TextState.WAITING), draft)
