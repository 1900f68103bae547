"""Who is cited: authors with a year, in brackets, in a sentence or in a list of references. They are nobody's names
that have to come out, and are told of together, in one line at most."""

import re

from briefings.checklist.identity import company, wordlists
from briefings.checklist.identity.reading import Found, Reading
from briefings.checklist.identity.word import is_ordinary

_PARTICLES = r"(?:(?:[Vv]an|[Vv]on|[Dd]e|der|den|[Dd]u|[Ll]a|[Ll]e|al|Mc|Mac|O')[ -]?){0,2}"
_NAME = rf"{_PARTICLES}[A-Z][^\W\d_]{{1,24}}(?:['-][A-Z]?[^\W\d_]{{1,24}}){{0,2}}"
_INITIALS = r"(?:[A-Z]\.?[ -]?){1,4}"
_ONE = rf"(?:{_INITIALS} )?{_NAME}(?:,? {_INITIALS}(?![^\W\d_]))?"
_ALL = rf"{_ONE}(?:(?:,? (?:and|&)|[,;]) {_ONE}){{0,7}}(?:,? (?:et al\.?|and (?:others|colleagues)))?"
_YEAR = r"(?:(?:19|20)\d{2}[a-f]?|in press|n\.d\.|forthcoming)"
_PAGES = r"(?:[,:] ?(?:pp?\.? ?|para\.? ?|ch(?:apter|\.)? ?)?\d{1,4}(?:[-–]\d{1,4})?)?"
IN_BRACKETS = re.compile(
    rf"\((?:see |e\.g\.,? |cf\.? |for example,? |as in |after |quoted in |cited in |in )?({_ALL}),? {_YEAR}"
)
AGAIN = re.compile(rf"; ?(?:see |and )?({_ALL}),? {_YEAR}")
IN_A_SENTENCE = re.compile(rf"\b({_ALL})(?:'s?)?,? [(\[]{_YEAR}{_PAGES}[)\]]")
# a book with its year, then who wrote it: “In Control (2021) by Ada Lovell”
BY_A_WRITER = re.compile(
    rf"(?:[(,] ?{_YEAR}\)?|\*),? by ((?:[A-Z][\w'\-]{{1,24}}\.? ){{0,2}}{_NAME}"
    rf"(?: and (?:[A-Z][\w'\-]{{1,24}}\.? ){{0,2}}{_NAME})?)"
)
AND_OTHERS = re.compile(rf"\b({_NAME}(?:, {_NAME}){{0,3}},? (?:et al\b\.?|and colleagues\b))")
SURNAME_FIRST = rf"{_NAME},? {_INITIALS}(?![^\W\d_])"
# A line of a list of references: surnames with initials first, and a year somewhere behind.
REFERENCE = re.compile(
    rf"^[ \t]*(?:[-*•\[(]?\d{{0,3}}[\]).]?[ \t]*)?(?:See |In |From )?({SURNAME_FIRST}"
    rf"(?:(?:,? (?:and|&)|[,;]) (?:{SURNAME_FIRST}|{_INITIALS} ?{_NAME})){{0,9}}(?:,? et al\.?)?)"
    rf"[ ,.:(\[]{{1,3}}(?=[^\n]{{0,400}}\b(?:19|20)\d{{2}}\b)", re.M,
)  # fmt: skip


def citations(reading: Reading) -> tuple[list[Found], list[tuple[int, int]]]:
    """The citations of a text, each once by its authors, and what parts of the text they take up."""
    text = reading.text
    found: dict[tuple[int, int], Found] = {}
    taken: list[tuple[int, int]] = []
    if not any(mark in text for mark in ("19", "20", "et al", "colleagues", "n.d.", "press")):
        return [], []

    def add(match: re.Match[str], start: int, end: int) -> None:
        if _are_authors(match[1]):
            taken.append((start, end))
            if _are_persons(match[1]):
                found[match.span(1)] = Found("cited-names", *match.span(1), reading.quote(*match.span(1)))

    for match in REFERENCE.finditer(text):
        add(match, match.start(), reading.line_at(match.start(1))[1])
    for match in IN_BRACKETS.finditer(text):
        add(match, *match.span())
        at = match.end()
        while (more := AGAIN.match(text, _past_pages(text, at))) is not None:
            add(more, *more.span())
            at = more.end()
    for pattern in (IN_A_SENTENCE, BY_A_WRITER, AND_OTHERS):
        for match in pattern.finditer(text):
            if not any(start <= match.start(1) < end for start, end in taken):
                add(match, *match.span())
    return [one for _span, one in sorted(found.items())], sorted(taken)


def _past_pages(text: str, at: int) -> int:
    pages = re.compile(_PAGES).match(text, at)
    return pages.end() if pages else at


def _are_persons(words: str) -> bool:
    """Whether persons are among the authors: Children (2023) is the end of a title, HM Government an office."""
    parts = [wordlists.folded(word) for word in re.findall(r"[^\W\d_]{3,}", words)]
    return any(key in wordlists.surnames() or not is_ordinary(key) for key in parts if key not in company.NO_AUTHORS)


def _are_authors(words: str) -> bool:
    """Whether these can be surnames of authors. Declan (2019) is a child and a year of birth."""
    parts = [wordlists.folded(word) for word in re.findall(r"[^\W\d_]{2,}(?:['-][^\W\d_]+)*", words)]
    named = [
        word
        for word in parts
        if word not in {"et", "al", "and", "others", "colleagues", "van", "von", "de", "der", "den"}
    ]
    if not named:
        return False
    alone = len(named) == 1 and not re.search(r"\b[A-Z]\b", words)
    return not (alone and named[0] in wordlists.only_given())
