"""Whether it is put in plain words that blame nobody. All of it only advises, and only about English.

Figures: 25 words a sentence is the bound that GOV.UK's guidance gives. The reading age is the
Flesch-Kincaid grade (Kincaid and others, 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59)
with five years added; its syllables are counted with the hyphenation that the sheets use.
"""

import re
from collections.abc import Iterator

from pyphen import Pyphen

from briefings import document as doc
from briefings.checklist.problem import Circumstances, Problem
from briefings.checklist.prose import ADDRESS, LISTS, Passage, english, start_of, words_in
from briefings.checklist.words_to_avoid import AVOIDED, Avoided
from briefings.rendering import Rendered
from portal.text import word_lists

LONGEST_SENTENCE = 25  # words
SHARE_OF_LONG = 0.1  # of all sentences: a few long ones among many are ordinary
FAR_TOO_LONG = 40  # words: one of these is enough
LONGEST_PARAGRAPH = 130  # words
OLDEST_READER = 17  # years: above it, people who read for a living slow down
FEWEST_WORDS = 100  # below this a reading age says nothing
_HYPHENS = Pyphen(lang="en_GB", left=1, right=1)
_VOWELS = re.compile(r"[aeiouy]+")


def sentences_are_short(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    sentences = [(one, text) for one in english(document) for text in one.sentences()]
    long = [(len(words_in(text)), one, text) for one, text in sentences if len(words_in(text)) > LONGEST_SENTENCE]
    if not long:
        return
    longest, passage, text = max(long, key=lambda found: found[0])
    if len(long) <= len(sentences) * SHARE_OF_LONG and longest < FAR_TOO_LONG:
        return
    what = "this sentence" if len(long) == 1 else f"{len(long)} sentences of more than {LONGEST_SENTENCE} words"
    which = "it" if len(long) == 1 else "the longest"
    message = f"Divide {what}: {which} has {longest} words and starts “{start_of(text)}”."
    places = tuple((start_of(words, 4), one.where) for _, one, words in sorted(long, key=lambda found: -found[0])[:8])
    yield Problem("sentences-long", passage.where, message, stops=False, places=places if len(long) > 1 else ())


def paragraphs_are_short(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    long = [
        (len(words_in(line)), one, line)
        for one in english(document)
        for line in one.text.split("\n")
        if len(words_in(line)) > LONGEST_PARAGRAPH
    ]
    if long:
        number, passage, line = max(long, key=lambda found: found[0])
        more = "" if len(long) == 1 else f" {len(long)} are longer than {LONGEST_PARAGRAPH}."
        message = f"Divide the paragraph that starts “{start_of(line)}”: it has {number} words.{more}"
        yield Problem("paragraphs-long", passage.where, message, stops=False)


def words_blame_nobody(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    """One problem for each way of saying it, where it stands first. Quoted words are left to those who said them."""
    own = [Avoided.typed(words, instead) for words, instead in around.avoided_words]
    named = {one.slug for one in own}
    passages = english(document)
    subjects = _subjects(document)
    for avoided in (*own, *(one for one in AVOIDED if one.slug not in named)):
        found = [(one, words) for one in passages for words in avoided.found_in(one.own_text, subjects=subjects)]
        if not found:
            continue
        times = "" if len(found) == 1 else f" It stands here {len(found)} times."
        instead = f": {avoided.instead}" if avoided.instead else ""
        message = f"Find other words for “{found[0][1]}”{instead}.{times}"
        places = tuple((words, one.where) for one, words in found[:8]) if len(found) > 1 else ()
        yield Problem("words-avoided", found[0][0].where, message, stops=False, places=places)


def _subjects(document: doc.Document) -> frozenset[str]:
    """What the person is called here: the names that the title starts with or the cover has."""
    heads = [document.title.split(":")[0], *(document.cover.subjects if document.cover else ())]
    names = {word for head in heads for word in re.findall(r"\b[A-Z][a-z]+\b|\b[A-Z]{1,2}\b", head)}
    return frozenset(names - {"Learning", "From", "The", "A", "Review", "And", "For"})


def acronyms_are_written_out(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    if document.glossary:  # it stands before readers with the words
        known_here = {term.abbreviation for term in document.glossary}
    else:
        known_here = set()
    signing = {word for one in document.publishers for word in re.findall(r"\w+", one.short_name)}
    names = _subjects(document)
    first: dict[str, tuple[Passage, bool]] = {}
    for passage in english(document):
        for line in ADDRESS.sub("…", passage.own_text).split("\n"):
            if _is_shouted(line):
                continue
            for one in ACRONYM.finditer(line):
                letters = one.group(1)
                if letters not in first and not CALLED.search(line[: one.start()]):
                    first[letters] = passage, _is_written_out(line, one)
    unexplained = {
        letters: passage
        for letters, (passage, is_explained) in first.items()
        if not is_explained and letters not in COMMON | known_here | signing | names and not ROMAN.fullmatch(letters)
    }
    if not unexplained:
        return
    told = [
        f"{letters} ({around.known_acronyms[letters]})" if letters in around.known_acronyms else letters
        for letters in list(unexplained)[:10]
    ]
    message = f"Write out at first use what these letters stand for: {', '.join(told)}."
    places = tuple((letters, passage.where) for letters, passage in list(unexplained.items())[:10])
    yield Problem("acronyms-unexplained", places[0][1], message, stops=False, places=places if len(places) > 1 else ())


ACRONYM = re.compile(r"(?<![\w&.-])([A-Z](?:&?[A-Z]){1,6})(?:s|[’']s)?(?![\w&-])")
CALLED = re.compile(r"\b(?:Child|Baby|Adult|Young Person|Mr|Mrs|Ms|Family|Sibling|Person) (?:[A-Z]{1,3} and )?$")
ROMAN = re.compile(r"[IVX]+")
# Letters that are read without thinking of the words behind them.
COMMON = word_lists.words_in(LISTS / "short.txt")["acronyms"]


def _is_written_out(line: str, one: re.Match[str]) -> bool:
    """“… safeguarding hub (MASH)” and “MASH (the multi-agency …)” both are."""
    before, after = line[: one.start()], line[one.end() :]
    return bool(re.search(r"\w[\w’'-]*\s+[\w’'-]+\s*\($", before) or re.match(r"\s*\(\s*\w+", after))


def _is_shouted(line: str) -> bool:
    words = [word for word in words_in(line) if word.isalpha() and len(word) > 1]
    return len(words) >= 3 and all(word.isupper() for word in words)


def people_can_read_it(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    sentences = [text for one in english(document) if one.kind not in UNREAD for text in one.sentences()]
    words = [word for text in sentences for word in words_in(text) if word.isascii() and word.isalpha()]
    if len(words) < FEWEST_WORDS:
        return
    age = reading_age(sentences=len(sentences), words=words)
    if age > OLDEST_READER:
        message = (
            f"Use shorter words and sentences: this reads like a text for people of about {age:.0f}, and busy readers "
            "are best served at 14 or so."
        )
        yield Problem("reading-hard", "parts", message, stops=False)


UNREAD = {"title", "summary", "heading", "footnote", "picture", "caption"}


def reading_age(*, sentences: int, words: list[str]) -> float:
    """The age in years at which pupils mostly read this with ease: the Flesch-Kincaid grade and five years."""
    syllables = sum(syllables_in(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59 + 5


def syllables_in(word: str) -> int:
    """About how many syllables a word has: hyphenation misses some (peo-ple), groups of vowels others (cre-ate)."""
    word = word.lower()
    heard = re.sub(r"(?:[^laeiouy]e|[^td]ed|[^aeiouyscgzx]es)$", "", word) if len(word) > 3 else word
    return max(len(_HYPHENS.positions(word)) + 1, len(_VOWELS.findall(heard)), 1)


def questions_leave_room(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    """Questions that a yes or a no answers. What a review once asked, or asks of a partnership, is left alone."""
    asked = [
        question
        for section in document.sections
        for piece in section.pieces
        if isinstance(piece, doc.Questions) and piece.asked_of in {"practitioner", "manager"}
        for question in piece.questions
        if doc.is_english(doc.language_of(question, document))
    ]
    closed = [one for one in asked if CLOSED.match(one.body) and not OPENED.search(one.body)]
    if closed:
        what = "this question" if len(closed) == 1 else f"{len(closed)} questions"
        message = f"Ask “How …”, “What …” or “When …”: a yes or a no answers {what}, “{start_of(closed[0].body)}”."
        places = tuple((start_of(one.body, 4), f"part-{one.position}") for one in closed) if len(closed) > 1 else ()
        yield Problem("question-closed", f"part-{closed[0].position}", message, stops=False, places=places)


CLOSED = re.compile(
    r"(?:Do|Does|Did|Is|Are|Was|Were|Has|Have|Had|Can|Could|Would|Will|Should|Might|Must)(?:n[’']t)? \w"
)
OPENED = re.compile(r"\b(?:how|what|why|when|where|which|who|whom|whose|or)\b|\?.*\?", re.IGNORECASE)

CHECKS = [
    sentences_are_short,
    paragraphs_are_short,
    words_blame_nobody,
    acronyms_are_written_out,
    people_can_read_it,
    questions_leave_room,
]
