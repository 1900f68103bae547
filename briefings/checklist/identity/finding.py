"""Everything that gives a person away in one text, and in everything that a Document puts before readers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefings.checklist.identity.contact import contacts
from briefings.checklist.identity.dates import dates
from briefings.checklist.identity.marks import hidden, marks
from briefings.checklist.identity.names import Likely, is_ordinary, likely_names
from briefings.checklist.identity.numbers import numbers
from briefings.checklist.identity.places import places
from briefings.checklist.identity.reading import Found, Reading, Spans, read
from briefings.checklist.identity.wordlists import folded
from briefings.rendering import markdown

TARGET = re.compile(r"\]\(([^)\s]{1,2000})|<((?:https?|mailto|tel):[^>\s]{1,2000})>")
A_WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*")
KEPT = 2_000  # texts whose finds are remembered: those of two long reports and many notes


@dataclass(frozen=True)
class Finds:
    """What one text holds. `small` are the words that stand in it in small letters: what is ordinary here."""

    found: tuple[Found, ...]
    names: tuple[Likely, ...]
    small: frozenset[str]


@lru_cache(maxsize=KEPT)
def in_source(source: str, *, in_english: bool = True) -> Finds:
    """What stands in the words of one piece of Markdown, behind its links, and unseen between its letters.

    Raises CannotRender for words that no page can show. Remembered: while somebody writes, one part changes.
    """
    finds = in_text(markdown.plain(source), in_english=in_english)
    behind = [one for target in targets_in(source) for one in in_address(target)]
    seen = {(one.code, one.words) for one in finds.found}
    more = [one for one in behind if (one.code, one.words) not in seen]
    return Finds((*finds.found, *more, *hidden(source)), finds.names, finds.small)


def in_text(text: str, *, in_english: bool = True, names: bool = True) -> Finds:
    """What stands in plain words; without the names it is quick."""
    reading = read(text)
    found = tuple(_without_overlaps(reading))
    if not names:
        return Finds(found, (), frozenset())
    taken = [(one.start, one.end) for one in found]
    likely = tuple(
        one
        for one in likely_names(reading, only_listed=not in_english)
        if not any(start < one.end and one.start < end for start, end in taken)
    )
    return Finds(found, likely, frozenset(word for word in A_WORD.findall(reading.text) if word.islower()))


def _without_overlaps(reading: Reading) -> Iterator[Found]:
    spans = Spans()
    for search in (marks, numbers, contacts, dates, places):
        for one in search(reading):
            if spans.take(one.start, one.end):
                yield one


# In an address a run of digits is mostly a page's number; what has a form of its own counts.
IN_ADDRESSES = frozenset(
    "nhs-number ni-number pupil-number postcode e-mail-address phone-number date-of-birth exact-date case-reference "
    "online-account internet-address".split()
)


def in_address(address: str) -> list[Found]:
    """What stands in a web address, as it is written and with its hyphens as spaces."""
    from urllib.parse import unquote

    found: dict[tuple[str, str], Found] = {}
    plain = unquote(address)
    apart = re.sub(r"[_+/=&?]", " ", plain)
    for text in (plain, apart.replace("-", " "), re.sub(r"(?<!\d)-|-(?!\d)", " ", apart)):
        for one in _without_overlaps(read(text)):
            if one.code in IN_ADDRESSES:
                found.setdefault((one.code, _bare(one.words)), one)
    return list(found.values())


def names_in_slug(slug: str) -> Iterator[str]:
    """Words of a slug that are given names and nothing else."""
    from briefings.checklist.identity.wordlists import given_names

    for word in re.split(r"[^a-z']+", slug.lower()):
        if len(word) > 3 and word in given_names() and not is_ordinary(word):
            yield word


def targets_in(source: str) -> list[str]:
    """Where the links of a piece of Markdown lead, resources left out."""
    return [
        target
        for one in TARGET.findall(source)
        if (target := one[0] or one[1]) and not target.startswith(("resource:", "#"))
    ]


def _bare(words: str) -> str:
    return "".join(character for character in words.lower() if character.isalnum())


def words_of(*texts: str) -> frozenset[str]:
    """The words of names and titles that may stand anywhere, as names are compared."""
    return frozenset(
        folded(word).removesuffix("'s")
        for text in texts
        for word in A_WORD.findall(text.replace("’", "'"))
        if len(word) > 1
    )
