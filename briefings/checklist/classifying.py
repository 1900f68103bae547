"""What lists, cards and the search need: a summary, a theme and a sector. Each stops when missing, and is suggested.

A suggestion is only ever accepted by a person: it is made of the first sentences of the story, and of the themes and
sectors whose words the text says. Where none can be made, the message says what to do instead.
"""

import re
from collections.abc import Iterator, Sequence

from briefings import document as doc
from briefings.checklist.problem import Choice, Circumstances, Problem
from briefings.checklist.prose import LISTS, passages
from briefings.languages import sentences_of
from briefings.rendering import Rendered
from briefings.rendering.story import first_sentences, tells_nothing, without_itself
from portal.text.sentences import listed
from portal.text.word_lists import lines_in, words_in

MOST_SUGGESTED = 4  # more themes would say nothing about any of them
WORDS_OF_SECTORS = lines_in(LISTS / "sectors.txt")  # what texts say of each, by its address in the shared list
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = words_in(LISTS / "short.txt")["small words"]
_ENDINGS = re.compile(r"(?:[’']s|s[’']|ies|ing|ers?|ors?|ed|es|s|y|e)$")


def readers_get_a_summary(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    """One or two sentences of the officer's for cards, search results, feeds and link previews."""
    message = "Write a summary of one or two sentences: lists, search results and link previews show it."
    if document.summary:
        if not tells_nothing(document.summary, document):
            return
        message = "Write another summary: lists, search results and link previews show it, and this one only says how "
        message += "the document is to be handled, or whom and what it is for."
    suggested = first_sentences(document)
    if not suggested:
        message += " There is none to suggest yet, because no section says what happened or what was learned."
    offer = (suggested,) if suggested else ()
    says = f"“{suggested}”" if suggested else ""
    yield Problem("summary-missing", "summary", message, stops=True, offer=offer, offer_says=says)


def readers_find_it_by_theme(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    if not document.themes:
        yield _to_choose("theme", said_in(document, around.themes), around.themes)


def readers_find_it_by_sector(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    if not document.sectors:
        choices = [
            Choice(one.slug, one.name, (*one.words, *WORDS_OF_SECTORS.get(one.slug, ()))) for one in around.sectors
        ]
        yield _to_choose("sector", said_in(document, choices), choices)


def _to_choose(what: str, said: Sequence[Choice], choices: Sequence[Choice]) -> Problem:
    """The problem that nothing is chosen of a list, with those that the text speaks of to choose."""
    message = f"Choose at least one {what}, so that readers can find this."
    if not choices:
        message += f" There is no {what} to choose yet: ask a site administrator to add one."
    elif not said:
        message += f" The text says the words of no {what}, so there is none to suggest: look through the list."
    offer = tuple(one.slug for one in said)
    says = listed(one.name for one in said)
    return Problem(f"{what}s-missing", f"{what}s", message, stops=True, offer=offer, offer_says=says)


def said_in(document: doc.Document, choices: Sequence[Choice]) -> list[Choice]:
    """The themes or sectors that a text speaks of, those of which it says most first, at most four.

    A choice is spoken of in a sentence that has all words of its name, or of another name for it.
    """
    text = [
        f" {' '.join(_stems(sentence))} "
        for passage in passages(without_itself(document))
        for line in passage.text.split("\n")
        for sentence in sentences_of(line)
    ]
    counted = []
    for place, choice in enumerate(choices):
        names = [[*_stems(name)] for name in (choice.name, *choice.words)]
        if number := sum(any(_says(sentence, name) for name in names if name) for sentence in text):
            counted.append((-number, place, choice))
    return [choice for _number, _place, choice in sorted(counted, key=lambda one: one[:2])[:MOST_SUGGESTED]]


def _says(sentence: str, name: list[str]) -> bool:
    """Whether the stems of a sentence hold those of a name: side by side, or else all of two telling words or more."""
    if f" {' '.join(name)} " in sentence:
        return True
    telling = [stem for stem in name if stem not in _SMALL]
    return len(telling) > 1 and all(f" {stem} " in sentence for stem in telling)


def _stems(words: str) -> Iterator[str]:
    """Words as they are compared: small letters (but GP and NHS as they are), without their usual endings."""
    for word in _WORD.findall(words.replace("'", "’")):
        if word.isupper() and len(word) > 1:
            yield word
            continue
        small = word.lower()
        yield small if len(small) < 5 or small in _SMALL else _ENDINGS.sub("", small)


CHECKS = [readers_get_a_summary, readers_find_it_by_theme, readers_find_it_by_sector]
