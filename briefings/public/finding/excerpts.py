"""The sentence itself, with the words that were looked for in <mark>. Made of plain words, so whatever they hold is
shown as it is, and in Python, so that both databases show the same."""

import re
from bisect import bisect_left
from html import escape  # Django's own asks of each text first whether it is to be translated later

from django.utils.safestring import SafeString

from briefings.languages import SENTENCE_ENDS
from briefings.public.finding.query import Query
from briefings.words.stemming import WORD, words_of

LONGEST_EXCERPT = 260  # characters
HEADING_LENGTH = 50
_SENTENCE = re.compile(
    rf"\S[^\n]*?(?:[{SENTENCE_ENDS}][\"'”’)]*(?=\s|$)|[{re.sub('[.!?…]', '', SENTENCE_ENDS)}]|(?=\n)|$)"
)
Span = tuple[int, int]  # of characters: the first, and the one after the last


class _Text:
    """A text, and where it says what was looked for. `stems` are those of its words, as the index has them."""

    def __init__(self, text: str, query: Query, stems: list[str] | None = None):
        self.text, self.query, self.stems = text, query, stems or []
        self.words: list[Span] = [found.span() for found in WORD.finditer(text)] if stems else []
        if not stems or len(self.words) != len(self.stems):  # what looks like a word may have no stem
            words = list(words_of(text))
            self.words, self.stems = [(word.start, word.end) for word in words], [word.stem for word in words]
        self.found = self._found()

    def _found(self) -> list[Span]:
        """Single words wherever they stand, phrases only whole."""
        single, phrases = self.query.to_mark
        found = [self.words[place] for place, stem in enumerate(self.stems) if stem in single]
        for place, stem in enumerate(self.stems) if phrases else ():
            for phrase in phrases.get(stem, ()):
                if tuple(self.stems[place : place + len(phrase)]) == phrase:
                    found.append((self.words[place][0], self.words[place + len(phrase) - 1][1]))
        return sorted(found)

    def marked(self, start: int = 0, end: int | None = None) -> SafeString:
        """A piece of the text with what was found in it marked; two that touch, or have only a space or a hyphen
        between, are one."""
        end = len(self.text) if end is None else end
        joined: list[list[int]] = []
        for first, last in self.found:
            if first < start or last > end:
                continue
            if joined and (first <= joined[-1][1] or self.text[joined[-1][1] : first] in {" ", "-", "‑"}):
                joined[-1][1] = max(last, joined[-1][1])
            else:
                joined.append([first, last])
        pieces, at = [], start
        for first, last in joined:
            pieces.append(f"{escape(self.text[at:first])}<mark>{escape(self.text[first:last])}</mark>")
            at = last
        return SafeString("".join(pieces) + escape(self.text[at:end]))

    def best_sentence(self, apart_from: str) -> tuple[int, int, bool]:
        """Where the sentence stands that says most, and whether it says anything; else the first.

        Of two that say as much the longer one: a heading says less of it.
        """
        best, most = None, (0.0, 0)
        for sentence in _SENTENCE.finditer(self.text):
            start, end = sentence.span()
            if sentence[0] == apart_from:
                continue
            best, said = best or (start, end), (0.0, 0)
            if bisect_left(self.found, (start,)) < bisect_left(self.found, (end,)):
                stems = self.stems[bisect_left(self.words, (start,)) : bisect_left(self.words, (end,))]
                said = self._worth(stems), min(end - start, HEADING_LENGTH)
            if said[0] and said > most:
                best, most = (start, end), said
        start, end = best or (0, len(self.text))
        return start, end, most[0] > 0

    def _worth(self, stems: list[str]) -> float:
        line, there, total = f" {' '.join(stems)} ", set(stems), 0.0
        for group in self.query.groups:
            said = [
                one.weight * self.query.rarity_of(one)
                for one in group
                if (f" {' '.join(one.stems)} " in line if one.is_phrase else there.issuperset(one.telling))
            ]
            total += max(said, default=0)
        return total

    def fitted(self, start: int, end: int, last: int) -> Span:
        """A sentence cut to the length of an excerpt, or with those after it as far as there is room before `last`."""
        if end - start > LONGEST_EXCERPT:
            middle = next((first for first, _ in self.found if start <= first < end), start)
            if middle > start + LONGEST_EXCERPT // 2:
                start = self._word_after(middle - LONGEST_EXCERPT // 3)
        else:
            for sentence in _SENTENCE.finditer(self.text, end, last):
                if sentence.end() - start > LONGEST_EXCERPT:
                    break
                end = sentence.end()
        if end - start > LONGEST_EXCERPT:
            end = max(self.text.rfind(" ", start, start + LONGEST_EXCERPT), start + LONGEST_EXCERPT // 2)
        return start, end

    def _word_after(self, place: int) -> int:
        space = self.text.find(" ", place)
        return place if space < 0 or space - place > LONGEST_EXCERPT // 3 else space + 1


def marked(text: str, query: Query) -> SafeString:
    """All of a text, what was looked for in it marked."""
    return _Text(text, query).marked()


def excerpt_of(text: str, query: Query, stems: list[str], *, otherwise: str = "", apart_from: str = "") -> SafeString:
    """The part of a text that says most of what was looked for, cut at words, with that marked.

    `stems` are those of its words. `otherwise` is shown where the text says nothing of it, as when only the theme
    does. A line that is `apart_from` (the title, which stands above it) is passed over.
    """
    if len(text) <= LONGEST_EXCERPT and not otherwise:
        return _Text(" ".join(text.split()), query, stems).marked()
    whole = _Text(text, query, stems)
    start, end, says_it = whole.best_sentence(apart_from)
    if otherwise and not says_it:
        return marked(otherwise, query)
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end) if text.find("\n", end) >= 0 else len(text)
    start, end = whole.fitted(start, end, line_end)
    before = "… " if start > line_start and not _ends_a_sentence(text[:start]) else ""
    after = " …" if end < line_end and not _ends_a_sentence(text[:end]) else ""
    return SafeString(f"{before}{whole.marked(start, end)}{after}")


def _ends_a_sentence(before: str) -> bool:
    return before.rstrip(" \"'”’)")[-1:] in {*SENTENCE_ENDS, "\n", ""}
