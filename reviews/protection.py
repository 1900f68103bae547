"""Protected terms: how a name is turned into hashes, and how a text is searched for them.

Only keyed hashes are stored (`reviews.models.protected`); the key is a setting, never in the
database. What is typed here must not be stored, logged, or shown again.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import transaction
from django.utils import timezone

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010-\u2015](?=\w)")
LONGEST_TERM = 8  # words


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: no accents, no case, no apostrophes, no marks."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    flat = "".join(c for c in flat if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return [re.sub(r"['’]", "", word) for word in WORD.findall(flat)]


def fingerprint(words: Iterable[str], *, key: str) -> str:
    """The keyed hash of a phrase in its normal form."""
    return hmac.new(key.encode(), " ".join(words).encode(), hashlib.sha256).hexdigest()


def ways_of_writing(term: str, *, nicknames: Iterable[str] = (), with_initials: bool = False) -> set[tuple[str, ...]]:
    """Every phrase that would give a term away: as written, joined, possessive, plural, nicknames, initials."""
    found: set[tuple[str, ...]] = set()
    # "Zoe-Ann Marrick" may also stand as "ZoeAnn Marrick", or be cut by a soft hyphen that nobody sees.
    spellings = {written for one in (term, *nicknames) for written in (one, HYPHEN.sub("", one))}
    for spelling in spellings:
        words = tuple(words_of(spelling))
        if not words:
            continue
        joined = "".join(words)
        for phrase in (words, (joined,)):
            last = phrase[-1]
            # "Anna's" loses its apostrophe when words are compared, so it is the plural's twin
            for ending in {last, f"{last}s", f"{last}es" if last.endswith(("s", "x", "z", "ch", "sh")) else last}:
                found.add((*phrase[:-1], ending))
        if with_initials and len(words) > 1:
            letters = tuple(word[0] for word in words)
            found |= {letters, ("".join(letters),)}
            if len(letters) > 2:  # the plural of two letters is too often a word: W. A. would forbid "was"
                found.add((f"{''.join(letters)}s",))
    return found


@transaction.atomic
def protect(*, review, term: str, kind: str, by, nicknames: Iterable[str] = (), with_initials: bool = False):
    """Keep the hashes of a name or detail that must never appear in anything written from this review.

    Raises ValueError, without repeating the words, if there is nothing to protect or it is too long.
    """
    from reviews.models.protected import ProtectedPhrase, ProtectedTerm

    phrases = ways_of_writing(term, nicknames=nicknames, with_initials=with_initials)
    if not phrases:
        raise ValueError("Type the name or detail to protect: letters or digits.")
    if max(map(len, phrases)) > LONGEST_TERM:
        raise ValueError(
            f"Protect {LONGEST_TERM} words at most at a time: shorten it to the part that must not appear."
        )
    row = ProtectedTerm.objects.create(review=review, kind=kind, added_by=by, added_at=timezone.now())
    ProtectedPhrase.objects.bulk_create(
        ProtectedPhrase(term=row, fingerprint=fingerprint(p, key=settings.PROTECTED_TERMS_KEY), words=len(p))
        for p in sorted(phrases)
    )
    return row


def found_in(text: str, *, fingerprints: frozenset[str], lengths: frozenset[int], key: str) -> Iterator[int]:
    """Where (counted in words from 0) a protected phrase starts in a text. Slides a window over every word."""
    words = words_of(text)
    for start in range(len(words)):
        for length in lengths:
            if start + length <= len(words) and fingerprint(words[start : start + length], key=key) in fingerprints:
                yield start
                break
