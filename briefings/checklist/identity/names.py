"""Likely names of people: words with a capital that no sentence gave them.

A list alone misses whoever is not in it, and reports every Rose in a garden. So a word is judged by three
things: what it is (in a list of names; an ordinary English word; neither), where it stands (a sentence's start gives
every word a capital), and its company (a title, a relative, a surname, a verb that people do).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefings.checklist.identity import wordlists
from briefings.checklist.identity.reading import Reading

WORD = re.compile(r"[^\W\d_]{1,40}(?:['\-][^\W\d_]{1,40}){0,4}\.?")
TITLES = frozenset(
    "mr mrs ms miss mx dr sir dame lord lady prof professor rev revd reverend pc dc ds di dci dcs wpc sgt sergeant "
    "constable inspector sister nurse judge justice auntie aunt uncle councillor cllr imam rabbi pastor madam father "
    "mister detective matron midwife headteacher".split()
)
RELATIVES = frozenset(
    "mother father mum dad mam son daughter brother sister partner husband wife boyfriend girlfriend cousin uncle aunt "
    "auntie nephew niece grandmother grandfather grandma grandad nan gran stepfather stepmother stepson stepdaughter "
    "stepbrother stepsister twin baby sibling friend neighbour carer fiancé fiancée ex-partner half-brother "
    "half-sister lodger landlord teacher".split()
)
CALLED = frozenset("named called nicknamed née nee alias aka surnamed forename surname".split())
DOES = frozenset(
    "was is were had has did does said says told asked felt thought knew wanted went came lived lives moved died "
    "attended disclosed described reported explained began started stayed became took made left lost saw met gave got "
    "received remained spoke cried wrote rang called loved liked needed needs hit kept would could may might will can "
    "and himself herself who whose aged".split()
)
BETWEEN = frozenset("van von de der den del della da dos du la le bin bint ibn al el ap ab ó o' mac mc ter".split())
STARTS = re.compile(r"[.!?:;•\u2022|>\"\n…][\"'()\[\]*\-–—\s\d.)a-z]{0,3}$")


@dataclass(frozen=True)
class Likely:
    """A likely name: where it stands, its words in small letters, and what was written.

    `is_listed`: a list of names has one of its words; else it is only no word that is known.
    """

    start: int
    end: int
    words: tuple[str, ...]
    written: str
    is_listed: bool


@dataclass(frozen=True)
class _Word:
    text: str  # without a possessive ending or a full stop
    key: str
    start: int
    end: int
    is_possessive: bool
    has_stop: bool
    is_first: bool  # of a sentence, a line, a quotation

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_shouted(self) -> bool:
        """All in capitals, or an abbreviation such as CSPRs or PhD."""
        return len(self.text) > 1 and sum(letter.isupper() for letter in self.text.replace("-", "").rstrip("s")) > max(
            1, len(self.text.replace("-", "").rstrip("s")) // 2
        )


def likely_names(reading: Reading, *, only_listed: bool = False) -> Iterator[Likely]:
    """Likely names in a text, in its order. `only_listed` for languages whose words we do not know."""
    words = list(_words(reading.text))
    at = 0
    while at < len(words):
        if not words[at].is_capital:
            at += 1
            continue
        end = _run_from(words, at, reading.text)
        for first, last, is_listed in _names_in(words, at, end, only_listed=only_listed):
            span = words[first : last + 1]
            start, stop = span[0].start, span[-1].end
            yield Likely(
                start, stop, tuple(one.key for one in span if one.is_capital), reading.quote(start, stop), is_listed
            )
        at = end


def _words(text: str) -> Iterator[_Word]:
    previous_end = 0
    for match in WORD.finditer(text):
        written = match[0]
        between = text[previous_end : match.start()]
        has_stop = written.endswith(".")
        bare = written.rstrip(".")
        is_possessive = bare.endswith(("'s", "s'"))
        if bare.endswith("'s"):
            bare = bare[:-2]
        is_first = previous_end == 0 or bool(STARTS.search(text[max(0, previous_end - 1) : match.start()]))
        if (
            is_first
            and previous_end
            and text[previous_end - 1] == "."
            and "\n" not in between
            and _is_initial(text, previous_end)
        ):
            is_first = False  # J. Smith
        previous_end = match.end()
        if bare:
            yield _Word(
                bare, wordlists.folded(bare), match.start(), match.start() + len(written.rstrip(".")), is_possessive,
                has_stop, is_first,
            )  # fmt: skip


def _is_initial(text: str, stop: int) -> bool:
    return bool(re.search(r"(?:^|[\s.(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Rev|Cllr)\.$", text[max(0, stop - 6) : stop]))


def _run_from(words: list[_Word], at: int, text: str) -> int:
    """Where a run of words with capitals that starts here ends: the next word after it."""
    end = at + 1
    while end < len(words) and end - at < 12:
        between = text[words[end - 1].end : words[end].start]
        if between not in {" ", ". ", ".", "\n"} or (words[end].is_first and between != "."):
            break
        if words[end].is_capital:
            end += 1
        elif words[end].key in BETWEEN and end + 1 < len(words) and words[end + 1].is_capital:
            end += 2
        else:
            break
    return end


def _names_in(words: list[_Word], at: int, end: int, *, only_listed: bool) -> Iterator[tuple[int, int, bool]]:
    """The names in one run of words with capitals: first word, last word, and whether a list has one of them."""
    run = words[at:end]
    before = words[at - 1] if at and not run[0].is_first else None
    after = words[end] if end < len(words) and not words[end].is_first else None
    first = at
    while first < end:
        word = words[first]
        if word.key in TITLES and first + 1 < end and not (word.key in RELATIVES and _is_known(words[first + 1])):
            last = first + 1
            while last + 1 < end and not _is_known(words[last + 1]):
                last += 1
            named = words[first + 1 : last + 1]
            if any(
                len(one.text) > 2 and not one.is_shouted and one.key not in wordlists.OF_ORGANISATIONS for one in named
            ):
                yield first, last, True
                first = last + 1
                continue
        break
    rest = words[first:end]
    if not rest:
        return
    if any(one.key in wordlists.OF_ORGANISATIONS for one in rest[1:] or rest) and not _leads_with_a_name(rest):
        return
    length = len(rest)
    index = 0
    while index < length:
        word = rest[index]
        following = rest[index + 1] if index + 1 < length else None
        last = _full_name(rest, index)
        if last is not None:
            yield first + index, first + last, True
            index = last + 1
            continue
        previous = rest[index - 1] if index else before
        if _is_a_name(word, previous, following or after, length, only_listed=only_listed):
            last = index
            while last + 1 < length and not only_listed and _could_be_a_surname(rest[last + 1]):
                last += 1
            yield first + index, first + last, word.key in wordlists.given_names() or word.key in wordlists.surnames()
            index = last + 1
            continue
        index += 1


def _leads_with_a_name(run: list[_Word]) -> bool:
    return run[0].key in wordlists.given_names() and (len(run) == 1 or run[1].key not in wordlists.OF_ORGANISATIONS)


def _full_name(run: list[_Word], index: int) -> int | None:
    """The last word of a full name that starts here: Grace Hill, J. Smith, Amina van Dijk."""
    word = run[index]
    last = index + 1
    if last >= len(run):
        return None
    is_given = word.key in wordlists.given_names() or word.key in wordlists.names_that_are_words()
    is_initial = len(word.text) == 1 and (word.has_stop or word.text not in "AI")
    if not (is_given or is_initial):
        return None
    while last < len(run) and (run[last].key in BETWEEN or (len(run[last].text) == 1 and run[last].has_stop)):
        last += 1
    if last >= len(run):
        return None
    end = run[last]
    if end.is_shouted or len(end.text) < 2 or end.key in wordlists.PROPER:
        return None
    if is_initial:
        known = end.key in wordlists.surnames() and end.key not in wordlists.OF_ORGANISATIONS
        strange = not _is_ordinary(end)
        return last if (known and (word.has_stop or strange)) or (strange and word.has_stop) else None
    if end.key in wordlists.surnames() or not _is_ordinary(end):
        if word.key in wordlists.AMBIGUOUS and end.key in wordlists.OF_ORGANISATIONS:
            return None
        while last + 1 < len(run) and _could_be_a_surname(run[last + 1]):
            last += 1
        return last
    return None


def _could_be_a_surname(word: _Word) -> bool:
    if word.is_shouted or len(word.text) < 3 or word.key in wordlists.PROPER or word.key in wordlists.OF_ORGANISATIONS:
        return False
    return word.key in wordlists.surnames() or word.key in wordlists.given_names() or not _is_ordinary(word)


def _is_a_name(word: _Word, before: _Word | None, after: _Word | None, length: int, *, only_listed: bool) -> bool:
    key = word.key
    if len(word.text) < 3 or key in wordlists.PROPER:
        return False
    if key in wordlists.given_names():
        return not word.is_shouted or len(word.text) > 3
    if word.is_shouted or only_listed:
        return False
    named = bool(before) and (before.key in CALLED or (before.key in RELATIVES and not before.is_capital))
    if key in wordlists.names_that_are_words():
        if word.is_first or length > 1:
            return False
        does = after is not None and after.key in DOES and not after.is_capital
        told = before is not None and before.key in {
            "with",
            "that",
            "when",
            "about",
            "told",
            "by",
            "saw",
            "asked",
            "for",
            "to",
            "and",
        }
        return named or word.is_possessive or does or told
    if not _is_ordinary(word):
        # "the Oakhurst way" is a place or a method; who is meant by name has no article
        return not (before is not None and before.key in {"the", "a", "an"} and not word.is_possessive and length == 1)
    if word.is_first or length > 1:
        return False
    if key in wordlists.surnames() and wordlists._counts().get(key, 0) < 3000:
        return named or word.is_possessive or (after is not None and after.key in DOES)
    return named and before.key in CALLED and after is not None and after.key in DOES


def _is_known(word: _Word) -> bool:
    return word.key in wordlists.PROPER or (_is_ordinary(word) and word.key not in wordlists.surnames())


def _is_ordinary(word: _Word) -> bool:
    """Whether it is English, whole, in its parts, or without its ending."""
    return is_ordinary(word.key)


def is_ordinary(key: str) -> bool:
    """Whether a word in small letters is ordinary English, whole, in its parts, or without its ending."""
    known = wordlists.ordinary()
    if key in known or key in wordlists.PROPER or key in wordlists.OF_ORGANISATIONS:
        return True
    if "-" in key:
        return all(is_ordinary(part) for part in key.split("-") if len(part) > 1)
    if "'" in key:
        return key.split("'")[0] in known
    for ending, instead in ENDINGS:
        if key.endswith(ending) and len(key) > len(ending) + 3 and (key.removesuffix(ending) + instead) in known:
            return True
    return any(key.startswith(start) and key.removeprefix(start) in known for start in BEGINNINGS)


ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("ly", ""), ("ise", "ize"),
    ("ised", "ized"), ("ising", "izing"), ("isation", "ization"), ("ness", ""), ("ment", ""), ("er", ""), ("er", "e"),
    ("ers", ""), ("ers", "e"), ("our", "or"), ("ability", "able"), ("al", ""), ("ally", "al"), ("ity", ""),
    ("ity", "e"),
)  # fmt: skip
BEGINNINGS = ("non", "un", "re", "pre", "co", "mis", "over", "under", "multi", "inter", "post", "anti", "self", "dis")
