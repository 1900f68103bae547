"""The sentence itself, with the words that were looked for in <mark>. Made of plain words, so whatever they hold is
shown as it is, and in Python, so that both databases show the same."""

import re
from html import escape  # Django's own asks of each text first whether it is to be translated later

from django.utils.safestring import SafeString

from briefings.languages import SENTENCE_ENDS
from briefings.public.finding.query import Query
from briefings.public.finding.words import Word, words_of

LONGEST_EXCERPT = 260  # characters
HEADING_LENGTH = 50
MOST_SENTENCES = 400  # of a long text that are looked at closely
_SENTENCE = re.compile(
    rf"\S[^\n]*?(?:[{SENTENCE_ENDS}][\"'”’)]*(?=\s|$)|[{re.sub('[.!?…]', '', SENTENCE_ENDS)}]|(?=\n)|$)"
)


def marked(text: str, query: Query) -> SafeString:
    """All of a text, its matched words marked."""
    return _with_marks(text, _places(list(words_of(text)), query))


def excerpt_of(text: str, query: Query, *, otherwise: str = "", apart_from: str = "") -> SafeString:
    """The part of a text that says most of what was looked for, cut at words, its matched words marked.

    `otherwise` is shown where the text says nothing of it, as when only the theme does. A line that is
    `apart_from` (the title, which stands above it) is passed over.
    """
    if len(text) <= LONGEST_EXCERPT and not otherwise:
        return marked(" ".join(text.split()), query)
    start, end, said = _best_sentence(text, query, apart_from)
    if otherwise and not said:
        return marked(otherwise, query)
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end) if text.find("\n", end) >= 0 else len(text)
    start, end, places = _fitted(text, start, end, line_end, query)
    before = "… " if start > line_start and not _ends_a_sentence(text[:start]) else ""
    after = " …" if end < line_end and not _ends_a_sentence(text[:end]) else ""
    return SafeString(f"{before}{_with_marks(text[start:end], places)}{after}")


def _best_sentence(text: str, query: Query, apart_from: str) -> tuple[int, int, float]:
    """Where the sentence stands that says most, and how much; the first, if none says anything.

    Of two that say as much the longer one: a heading says less of it.
    """
    sentences = [(found.start(), found.end()) for found in _SENTENCE.finditer(text) if found[0] != apart_from]
    wanted = {stem for group in query.groups for one in group for stem in one.telling}
    # reading every word of a long report would take as long as the whole search
    hints = {stem[:3] for stem in wanted} | {word.folded[:3] for word in words_of(query.text)}
    promising = [(a, b) for a, b in sentences if any(hint in text[a:b].lower() for hint in hints)]
    best, most = sentences[0] if sentences else (0, len(text)), (0.0, 0)
    for a, b in (promising or sentences)[:MOST_SENTENCES]:
        said = _worth([word.stem for word in words_of(text[a:b])], query), min(b - a, HEADING_LENGTH)
        if said > most and said[0]:
            best, most = (a, b), said
    return *best, most[0]


def _worth(stems: list[str], query: Query) -> float:
    line, there = f" {' '.join(stems)} ", set(stems)
    total = 0.0
    for group in query.groups:
        said = [
            one.weight * query.rarity_of(one)
            for one in group
            if (f" {' '.join(one.stems)} " in line if one.is_phrase else there.issuperset(one.telling))
        ]
        total += max(said, default=0)
    return total


def _fitted(text: str, start: int, end: int, last: int, query: Query) -> tuple[int, int, list[tuple[int, int]]]:
    """A sentence cut to the length of an excerpt, or with those after it as far as there is room before `last`;
    and what to mark in it."""
    if end - start > LONGEST_EXCERPT:
        places = _places(list(words_of(text[start:end])), query)
        middle = start + (places[0][0] if places else 0)
        if middle + LONGEST_EXCERPT // 2 > start + LONGEST_EXCERPT:
            start = _word_after(text, middle - LONGEST_EXCERPT // 3)
    else:
        for found in _SENTENCE.finditer(text, end, last):
            if found.end() - start > LONGEST_EXCERPT:
                break
            end = found.end()
    if end - start > LONGEST_EXCERPT:
        end = max(text.rfind(" ", start, start + LONGEST_EXCERPT), start + LONGEST_EXCERPT // 2)
    return start, end, _places(list(words_of(text[start:end])), query)


def _word_after(text: str, place: int) -> int:
    space = text.find(" ", max(place, 0))
    return place if space < 0 or space - place > LONGEST_EXCERPT // 3 else space + 1


def _ends_a_sentence(before: str) -> bool:
    return before.rstrip(" \"'”’)")[-1:] in {*SENTENCE_ENDS, "\n", ""}


def _places(words: list[Word], query: Query) -> list[tuple[int, int]]:
    """Where the words stand that were looked for: single words anywhere, phrases only whole."""
    single, phrases = query.to_mark
    found = [(word.start, word.end) for word in words if word.stem in single]
    stems = [word.stem for word in words]
    for place, stem in enumerate(stems):
        for phrase in phrases.get(stem, ()):
            if tuple(stems[place : place + len(phrase)]) == phrase:
                found.append((words[place].start, words[place + len(phrase) - 1].end))
    return sorted(found)


def _with_marks(text: str, places: list[tuple[int, int]]) -> SafeString:
    """A text with these places marked; places that touch, or have only a space or hyphen between, are one."""
    joined: list[list[int]] = []
    for start, end in places:
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start] in {" ", "-", "‑"}):
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    pieces, at = [], 0
    for start, end in joined:
        pieces.append(f"{escape(text[at:start])}<mark>{escape(text[start:end])}</mark>")
        at = end
    return SafeString("".join(pieces) + escape(text[at:]))
