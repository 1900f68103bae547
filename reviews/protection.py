"""Protected terms: how a name is turned into hashes, and how a text is searched for them.

Only keyed hashes are stored (`reviews.models.protected`); the key is a setting, never in the
database. What is typed here must not be stored, logged, or shown again.
"""

import hashlib
import hmac
import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from reviews.models import ProtectedPhrase, ProtectedTerm, Review
from reviews.permissions import Refused, require

log = logging.getLogger(__name__)

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*", re.UNICODE)
HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010-\u2015\u2212](?=\w)")
CUT = re.compile(r"(?<=\w)[-\u2010-\u2015\u2212]\s*(?=\w)")  # where a line, or somebody in a hurry, cut a word in two
SIGN = re.compile(r"(?<=[^\W_])(?:[^\w\s]|_){1,3}(?=[^\W_])")  # Mar_rick, Mar/rick, Mar·rick: read as one by anybody
NUMBER_BESIDE = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")  # Marrick2015; Marrick with a note's mark
APOSTROPHES = dict.fromkeys(map(ord, "‘’‛`´′ʹʻʼˈꞌ＇"), "'")
# Letters that look alike, or that people leave the stroke off, are compared as one. Lower case: what is folded is.
ALIKE = {
    **str.maketrans("авеикмнорстухіјѕһԁԛԝ", "abeukmhopctyxijshdqw"),  # Cyrillic
    **str.maketrans("αβγεζηικμνορτυχ", "abyeznikmvoptux"),  # Greek
    **str.maketrans("łøđðħıɑɡ", "loddhiag"),
    **str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz"),  # small capitals
    **{ord("æ"): "ae", ord("œ"): "oe", ord("þ"): "th"},
    **dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0")),  # letters that cannot be seen
}
UNHEARD = frozenset({"Mn", "Me", "Mc", "Cf"})  # accents, variation selectors, zero-width and soft signs
LONGEST_TERM = 8  # words
SPELT_OUT = range(3, 41)  # letters standing one by one


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: no accents, no case, no apostrophes, no marks, one alphabet."""
    return [word.replace("'", "") for word in WORD.findall(_flat(text))]


def _flat(text: str) -> str:
    flat = unicodedata.normalize("NFKD", text.translate(APOSTROPHES)).casefold()
    flat = "".join(c for c in unicodedata.normalize("NFKD", flat) if unicodedata.category(c) not in UNHEARD)
    return flat.translate(ALIKE)


def fingerprint(words: Iterable[str], *, key: str) -> str:
    """The keyed hash of a phrase in its normal form."""
    return hmac.new(key.encode(), " ".join(words).encode(), hashlib.sha256).hexdigest()


def ways_of_writing(term: str, *, nicknames: Iterable[str] = (), with_initials: bool = False) -> set[tuple[str, ...]]:
    """Every phrase that would give a term away: as written, joined, possessive, plural, nicknames, initials."""
    found: set[tuple[str, ...]] = set()
    # "Zoe-Ann Marrick" may also stand as "ZoeAnn Marrick", or be cut by a soft hyphen that nobody sees.
    # "O'Brien" is written "O Brien" too.
    spellings = {
        written
        for one in (term, *nicknames)
        for written in (one, HYPHEN.sub("", one), one.translate(APOSTROPHES).replace("'", " "))
    }
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

    Raises Refused, without repeating the words, if they may not, or there is nothing to protect or it is too long.
    """
    review = Review.objects.select_for_update().get(pk=review.pk)  # nothing is published from it meanwhile
    require(by, "protect", review)
    phrases = ways_of_writing(term, nicknames=nicknames, with_initials=with_initials)
    if not phrases:
        raise Refused("Type the name or detail to protect: letters or digits.")
    if max(map(len, phrases)) > LONGEST_TERM:
        raise Refused(f"Protect {LONGEST_TERM} words at most at a time: shorten it to the part that must not appear.")
    row = ProtectedTerm.objects.create(review=review, kind=kind, added_by=by, added_at=timezone.now())
    ProtectedPhrase.objects.bulk_create(
        ProtectedPhrase(term=row, fingerprint=fingerprint(p, key=settings.PROTECTED_TERMS_KEY), words=len(p))
        for p in sorted(phrases)
    )
    log.info("protect term=%s review=%s by=%s", row.pk, review.pk, by.pk)
    return row


@transaction.atomic
def unprotect(*, term, by, reason: str) -> None:
    """Stop looking for a protected term. Its hashes go; that it was there stays, with who stopped it, and why.

    Raises Refused, without repeating the words, if they may not, there is no reason or the reason says the term
    itself, and if somebody else was quicker.
    """
    review = Review.objects.select_for_update().get(pk=term.review_id)  # nothing is published from it meanwhile
    require(by, "protect", review)
    row = ProtectedTerm.objects.in_force().select_for_update(of=["self"]).filter(pk=term.pk).first()
    if row is None:
        raise Refused("This is not protected any more: somebody stopped it just now.")
    if not reason.strip():
        raise Refused("Say why it may be read by everybody. Whoever approves reads this.")
    phrases = list(row.phrases.values_list("fingerprint", "words"))
    said = found_in(
        reason,
        fingerprints=frozenset(fingerprint for fingerprint, _ in phrases),
        lengths=frozenset(words for _, words in phrases),
        key=settings.PROTECTED_TERMS_KEY,
    )
    if any(True for _ in said):
        raise Refused("Say why without the name or detail itself.")
    row.phrases.all().delete()
    row.stopped_by, row.stopped_at, row.stopping_reason = by, timezone.now(), reason.strip()
    row.save(update_fields=["stopped_by", "stopped_at", "stopping_reason"])
    log.info("unprotect term=%s review=%s by=%s", row.pk, row.review_id, by.pk)


def found_in(text: str, *, fingerprints: frozenset[str], lengths: frozenset[int], key: str) -> Iterator[int]:
    """Where (counted in words from 0) a protected phrase starts in a text. Slides a window over every word.

    Words cut in two or by a sign, spelt out letter by letter, or written together with a number are looked at only
    when nothing is found in the text as it stands; then the place is a near one.
    """
    known: dict[tuple[str, ...], bool] = {}

    def is_protected(words: tuple[str, ...]) -> bool:
        if words not in known:
            known[words] = fingerprint(words, key=key) in fingerprints
        return known[words]

    for words in _readings(text):
        found = [
            start
            for start in range(len(words))
            if any(
                start + length <= len(words) and is_protected(tuple(words[start : start + length]))
                for length in lengths
            )
        ]
        if found:
            yield from found
            return
    yield from (start for start, word in _spelt_out(words_of(text)) if is_protected((word,)))


def _readings(text: str) -> Iterator[list[str]]:
    """The words of a text as it stands, then as they would be without cuts or signs, and apart from numbers."""
    read: list[list[str]] = []
    for one in (text, CUT.sub("", text), SIGN.sub("", text), NUMBER_BESIDE.sub(" ", text)):
        words = words_of(one)
        if words not in read:
            read.append(words)
            yield words


def _spelt_out(words: list[str]) -> Iterator[tuple[int, str]]:
    """Words that stand letter by letter, as M a r r i c k and M.a.r.r.i.c.k do, and where they start."""
    for start in range(len(words)):
        word = ""
        for letter in words[start : start + SPELT_OUT.stop]:
            if len(letter) > 1:
                break
            word += letter
            if len(word) in SPELT_OUT:
                yield start, word
