"""Everything that gives a person away in one text, and in everything that a Document puts before readers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote

from briefings.checklist.identity import wordlists
from briefings.checklist.identity.citations import citations
from briefings.checklist.identity.company import LISTS
from briefings.checklist.identity.contact import contacts
from briefings.checklist.identity.dates import dates
from briefings.checklist.identity.marks import hidden, marks
from briefings.checklist.identity.names import Likely, likely_names
from briefings.checklist.identity.numbers import numbers
from briefings.checklist.identity.places import places
from briefings.checklist.identity.reading import Found, Reading, Spans, read
from briefings.checklist.identity.word import is_common
from briefings.checklist.identity.wordlists import folded, known_in
from briefings.rendering import markdown
from portal.text.word_lists import lines_in, words_in

TARGET = re.compile(r"\]\(([^)\s]{1,2000})|<((?:https?|mailto|tel):[^>\s]{1,2000})>")
OF_ADDRESSES = re.compile(
    r"^[a-z]{2,8}:(?://)?(?:www\.)?|\.(?:co|org|com|net|gov|nhs|police|sch|ac|info|news|uk|eu|ie|wales|scot|example|html?|"
    r"pdf|aspx?|php|docx?|jpe?g|png)\b", re.I,
)  # fmt: skip
LETTERS = re.compile(r"[^\W\d_]{2,40}(?:'[^\W\d_]{1,20})?")
VOWEL = re.compile(r"[aeiouy]")
BEFORE_A_NAME, TOLD_OF = (words_in(LISTS / "addresses.txt")[section] for section in ("before a name", "told of"))
GLUED = lines_in(LISTS / "addresses.txt")["glued"]
# What is told of beside a name that stands in it: an account of somebody, a school called after one.
BESIDE_NAMES = frozenset({"cited-judgment"})
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]\"']{3,2000}", re.I)
# A file or a folder that is told of by its name: IMG_declan.jpg, /cases/declan-marsh/
FILE = re.compile(
    r"(?<![\w/:.@])(?:[\w\-]{1,60}[/\\]){0,6}[\w\-]{3,80}\.(?:docx?|pdf|jpe?g|png|heic|xlsx?|pptx?|txt|msg|eml|csv|zip|"
    r"mp[34]|mov|html?)\b|(?<![\w/:.])/[\w\-]{2,60}(?:/[\w\-]{2,60}){1,6}", re.I,
)  # fmt: skip
# Delphine_Marchbank_chronology.pdf: words with capitals tied together in the name of a document
OF_A_FILE = re.compile(
    r"(?:^|/)[A-Z][a-z]{2,30}[_\-][A-Z][a-z]{2,30}[\w\-]{0,60}\.(?:docx?|pdf|jpe?g|png|xlsx?|pptx?|txt)$"
)
A_WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*")
KEPT = 2_000  # texts whose finds are remembered: those of two long reports and many notes


@dataclass(frozen=True)
class Finds:
    """What one text holds. `small` are the words that stand in it in small letters: what is ordinary here."""

    found: tuple[Found, ...]
    names: tuple[Likely, ...]
    small: frozenset[str]


@lru_cache(maxsize=KEPT)
def in_source(source: str, *, in_english: bool = True, is_speaker: bool = False) -> Finds:
    """What stands in the words of one piece of Markdown, behind its links, and unseen between its letters.

    Raises CannotRender for words that no page can show. Remembered: while somebody writes, one part changes.
    """
    finds = in_text(markdown.plain(source), in_english=in_english, is_speaker=is_speaker)
    behind = [one for target in targets_in(source) for one in in_address(target)]
    seen = {(one.code, one.words) for one in finds.found}
    more = [one for one in behind if (one.code, one.words) not in seen]
    named = [one for target in targets_in(source) for one in names_in_address(target)]
    return Finds((*finds.found, *more, *hidden(source)), (*finds.names, *named), finds.small)


def in_text(text: str, *, in_english: bool = True, names: bool = True, is_speaker: bool = False) -> Finds:
    """What stands in plain words; without the names it is quick."""
    reading = read(text)
    found = tuple(_without_overlaps(reading))
    if not names:
        return Finds(found, (), frozenset())
    cited, of_citations = citations(reading)
    taken = [(one.start, one.end) for one in found if one.code not in BESIDE_NAMES]
    nobodys = [*of_citations, *known_in(reading.text)]
    likely = tuple(
        one
        for one in likely_names(reading, only_listed=not in_english, is_speaker=is_speaker)
        if not any(start < one.end and one.start < end for start, end in (*taken, *nobodys))
    )
    in_files = [
        replace(name, start=match.start(), end=match.end())
        for match in FILE.finditer(reading.text)
        for name in names_in_address(match[0], is_ours=True)
        if not any(one.start < match.end() and match.start() < one.end for one in likely)
    ]
    small = frozenset(word for word in A_WORD.findall(reading.text) if word.islower())
    return Finds((*found, *cited), (*likely, *in_files), small)


def _without_overlaps(reading: Reading) -> Iterator[Found]:
    """Finds in words; of those in the web addresses among them, what an address can hold."""
    addresses = [match.span() for match in ADDRESS.finditer(reading.text)]
    at = 0
    for one in sorted(_finds(reading), key=lambda one: one.start):
        while at < len(addresses) and addresses[at][1] <= one.start:
            at += 1
        inside = at < len(addresses) and addresses[at][0] <= one.start and one.end <= addresses[at][1]
        if not inside or one.code in AN_ADDRESS_ITSELF:
            yield one
    for start, end in addresses:
        for one in in_address(reading.text[start:end]):
            if one.code not in AN_ADDRESS_ITSELF:
                yield Found(one.code, start, end, one.words)


def _finds(reading: Reading) -> Iterator[Found]:
    spans = Spans()
    for search in (marks, numbers, contacts, dates, places):
        for one in search(reading):
            if spans.take(one.start, one.end):
                yield one


AN_ADDRESS_ITSELF = frozenset({"online-account", "exact-position"})  # what an address itself is
# In an address a run of digits is mostly a page's number; what has a form of its own counts.
IN_ADDRESSES = frozenset(
    "nhs-number ni-number pupil-number bank-account exact-position postcode e-mail-address phone-number "
    "date-of-birth exact-date case-reference "
    "online-account internet-address".split()
)


def in_address(address: str) -> list[Found]:
    """What stands in a web address, as it is written and with its hyphens as spaces."""

    found: dict[tuple[str, str], Found] = {}
    plain = re.sub(r"^https?://", "", unquote(address), flags=re.I)
    is_of_web = plain != unquote(address)
    apart = re.sub(r"[_+/=&?]", " ", plain)
    for text in (plain, apart.replace("-", " "), re.sub(r"(?<!\d)-|-(?!\d)", " ", apart)):
        for one in _finds(read(text)):
            is_number = is_of_web and _is_one_run(one) and not SAID_BEFORE.search(text[: one.start][-24:])
            if one.code in IN_ADDRESSES and not is_number:
                found.setdefault((one.code, _bare(one.words)), one)
    return list(found.values())


# “nhs=9434765919” says what it is.
SAID_BEFORE = re.compile(
    r"\b(?:nhs|dob|born|tel|phone|mobile|upn|uln|ni|nino|postcode|reg|case|"
    r"ref)[ \-_=:/]{1,3}$",
    re.I,
)


def _is_one_run(one: Found) -> bool:
    """Digits in one run, and letters and digits mixed, are a page's number or key in a web address."""
    return one.code not in {"e-mail-address", "online-account", "internet-address"} and one.words.isalnum()


def names_in_slug(slug: str) -> Iterator[str]:
    """Words of a slug of ours that may be names: of the lists, or no words at all. Ours are random or plain words."""
    for one in names_in_address(slug, is_ours=True):
        yield one.written


def names_in_address(address: str, *, is_ours: bool = False) -> Iterator[Likely]:
    """Likely names among the words of a web address: of a path, of a host such as justice-for-…, of what is asked."""

    # an underline or a capital inside parts words as a hyphen does; www, the ending of a host and of a file say nothing
    bare = OF_ADDRESSES.sub(" ", unquote(address).replace("\u2019", "'"))
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", bare)
    words = [match for match in LETTERS.finditer(apart)]
    listed = wordlists.given_names()
    is_told = is_ours or bool({folded(match[0]) for match in words} & TOLD_OF) or bool(OF_A_FILE.search(address))
    for at, match in enumerate(words):
        key = folded(match[0])
        before = folded(words[at - 1][0]) if at else ""
        after = folded(words[at + 1][0]) if at + 1 < len(words) else ""
        beside = after if after and apart[match.end() : words[at + 1].start()] in {"-", "_", ".", " ", "+"} else ""
        is_surname = beside not in wordlists.of_organisations() and (
            beside in wordlists.surnames() or (len(beside) > 3 and not is_common(beside) and bool(VOWEL.search(beside)))
        )
        if len(key) < 3 or after in {"law", "rule"}:
            continue
        if key in listed and key not in wordlists.proper():
            named = f"{match[0]}-{words[at + 1][0]}" if is_surname else match[0]
        elif key in wordlists.names_that_are_words() and (
            before in BEFORE_A_NAME or before in TOLD_OF or _is_sure(beside)
        ):
            named = f"{match[0]}-{words[at + 1][0]}" if is_surname else match[0]
        elif key in wordlists.sure_surnames() and (is_told or before in BEFORE_A_NAME):
            named = match[0]
        elif is_told and len(key) > 3 and not is_common(key) and VOWEL.search(key):
            named = match[0]
        elif glued := _glued_name(key):
            named = glued
        else:
            continue
        if "-" not in named and at and folded(words[at - 1][0]) in listed and key in wordlists.surnames():
            continue  # told with the given name before it
        keys = tuple(folded(word) for word in named.split("-"))
        yield Likely(match.start(), match.end(), keys, named, is_listed=True)


def _is_sure(key: str) -> bool:
    return key in wordlists.sure_surnames()


def _glued_name(key: str) -> str:
    """The name in justicefordeclan, findkayleigh or ripmason."""
    names = wordlists.given_names() | wordlists.names_that_are_words()
    for opening in GLUED:
        if key.startswith(opening) and key.removeprefix(opening) in names and len(key) > len(opening) + 2:
            return key.removeprefix(opening)
    if 7 <= len(key) <= 24 and not is_common(key):  # declanmarsh
        given, surnames = wordlists.given_names(), wordlists.surnames()
        if any(key[:cut] in given and key[cut:] in surnames for cut in range(3, len(key) - 2)):
            return key
    return ""


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
