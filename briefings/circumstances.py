"""What the world around a draft says about it, gathered for the checklist each time it is asked."""

from django.conf import settings

from briefings.checklist import Circumstances
from briefings.models.briefing import Briefing
from briefings.models.imported import LeftOver
from reviews.models.protected import ProtectedPhrase
from reviews.protection import found_in


def circumstances_of(briefing: Briefing, *, change_note: str | None = None) -> Circumstances:
    """Holds and protected terms of the briefing's review, and lines of its source that wait for a place.

    `change_note` is given when somebody submits.
    """
    wanted = change_note is not None and briefing.editions.exclude(number=None).exists()
    waiting = LeftOver.objects.filter(imported__briefing=briefing, why=LeftOver.Why.UNPLACED, settled_at=None)
    always = {"change_note_wanted": wanted, "change_note": change_note or "", "unplaced": waiting.count()}
    if briefing.review is None:
        return Circumstances(**always)
    holds = tuple(briefing.review.open_holds().values_list("reason", flat=True))
    phrases = ProtectedPhrase.objects.filter(term__review=briefing.review).values_list("fingerprint", "words")
    fingerprints = frozenset(fingerprint for fingerprint, _words in phrases)
    lengths = frozenset(words for _fingerprint, words in phrases)

    def protected_in(text: str) -> list[str]:
        starts = found_in(text, fingerprints=fingerprints, lengths=lengths, key=settings.PROTECTED_TERMS_KEY)
        return [f"the text near word {start + 1}" for start in starts] if lengths else []

    return Circumstances(holds=holds, protected_in=protected_in, **always)
