"""Where a briefing tells its story: the words that cards, search results, feeds and link previews may show.

A section on who should read it, how the review was done, what a review is for, or how a report is to be handled says
nothing of what happened and nothing of what was learned. Shown as the summary of a published page such words mislead
("This report is strictly confidential"), so nothing is ever taken from them. Pure functions of a Document and of words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from briefings.document import Document, Points, Section
from briefings.languages import SENTENCE_ENDS, sentences_of
from briefings.rendering.markdown import plain

ABOUT_ITSELF = frozenset({"handling", "audience", "purpose", "method"})  # kinds of section, as SectionKind has them
# Where a story is looked for, the best place first. Left out: questions, links, and what is about the briefing itself.
TELLING = ("what_happened", "background", "why", "introduction", "overview", "findings", "learning", "practice",
           "good_practice", "other", "commentary", "closing", "action", "recommendations")  # fmt: skip
# Kinds that say little of what stands in them: there the heading decides.
LOOSE = frozenset({"other", "introduction", "background", "commentary", "closing"})
# Headings of sections about the briefing or its review, whatever kind they were given.
_HEADING = re.compile(
    r"confidential|handling|disclaimer|copyright|acknowledge?ments?|terms of reference|methodolog|key lines of enquiry"
    r"|\bpurpose\b|\baudience\b|^(?:the )?(?:review |report )?(?:process|method|scope|aims?|remit|status|version)\b"
    r"|^who (?:should|is|this|took part|did)\b|^about (?:this|the) (?:report|review|briefing|document|page|note)"
    r"|^how (?:to use|we did|(?:the|this) (?:review|report) was|it was done)|\b(?:circulation|distribution)\b"
    r"|\bparallel (?:processes|proceedings)\b|^contributors?\b|^the (?:review(?:ers?|er’s)?|author)\b",
    re.IGNORECASE,
)
_WORK = r"(?:report|briefing|document|(?:learning |case )?(?:note|page|summary|review)|guide|publication)"
# Sentences that speak of the text, its review or its handling. English: elsewhere the kind of the section decides.
_SENTENCE = re.compile(
    r"\bconfidential\b|\bofficial[- –]sensitive\b|\bembargo"
    r"|\bthe following (?:lessons?|learning|points?|findings?)\b"
    r"|\bnot for (?:onward )?(?:publication|circulation|distribution)\b"
    r"|\bnot (?:to )?be (?:shared|copied|disclosed|circulated|distributed|published|reproduced|quoted|forwarded)\b"
    r"|\b(?:purpose|aims?|remit|scope|terms of reference) of (?:an?|the|this|these|such)\b[^.]*\breviews?\b"
    rf"|\b(?:purpose|aims?|remit|scope) of (?:the|this|these) (?:\w+ )?{_WORK}\b"
    rf"|\bth(?:is|e|ese) (?:\w+ ){{0,3}}{_WORK}s? (?:is|are|was|were|has|have|aims?|sets? out|describes?|summarises?"
    r"|should|must|may|contains?|will|explains?|shares?|presents?|covers?|provides?|looks?|tells?)\b"
    rf"|\b(?:(?:read|copy|share|handle) this {_WORK})\b|\bdraft\b.{{0,20}}\b(?:version|only|report)\b",
    re.IGNORECASE,
)
# "This report is strictly confidential": of the text itself, not of what people were told in confidence.
_HANDLED = re.compile(
    rf"\bth(?:is|e|ese) (?:\w+ ){{0,2}}{_WORK}s? (?:is|are|must|should|may|remains?) (?:\w+ ){{0,2}}"
    r"(?:confidential|restricted|official[- –]sensitive|embargoed|for \w+ (?:use|eyes) only|not for \w+|not (?:to )?be "
    r"(?:shared|copied|disclosed|circulated|distributed|published|reproduced|quoted|forwarded))\b"
    r"|^\W*(?:do not|not (?:to )?be|not for) (?:onward )?"
    r"(?:shar|cop|disclos|circulat|distribut|publi|reproduc|quot|forward)\w+",
    re.IGNORECASE,
)
# Where what happened is told, the best place first.
IN_A_MINUTE = ("what_happened", "background", "introduction")
# Aloud, English is read at about 180 words a minute; a story longer than this is no longer "in a minute".
LONGEST_STORY = 220
USUAL_SUMMARY = 220  # characters: a second sentence is added up to here
LONGEST_SUMMARY = 300  # characters, as a briefing and its public page keep it
FEWEST_WORDS = 4  # fewer are a heading or a label, not a sentence


class _HasHeading(Protocol):
    @property
    def kind(self) -> str: ...

    @property
    def heading(self) -> str: ...


def is_about_itself(section: _HasHeading) -> bool:
    """Whether a section is about the briefing or its review: handling, audience, purpose, method. It tells no story."""
    return section.kind in ABOUT_ITSELF or (section.kind in LOOSE and bool(_HEADING.search(section.heading)))


def speaks_of_itself(words: str) -> bool:
    """Whether English words speak of the text they stand in, of its review, or of how it is to be handled."""
    return bool(_SENTENCE.search(words))


def tells_nothing(summary: str, document: Document) -> bool:
    """Whether a summary only repeats how the document is to be handled, or what stands in a section about itself."""
    telling = list(_telling(document.sections))
    about_itself = " ".join(_plainly(one.body) for one in document.sections if one not in telling)
    sentences = list(sentences_of(summary))
    return bool(sentences) and all(
        _HANDLED.search(one) or (_is_whole(one) and _plainly(one) in about_itself) for one in sentences
    )


def _plainly(words: str) -> str:
    return " ".join(plain(words).split()).casefold()


def without_itself(document: Document) -> Document:
    """The Document without its sections about itself, and without what lies below them; the same where it has none."""
    kept = tuple(_telling(document.sections))
    return document if len(kept) == len(document.sections) else replace(document, sections=kept)


def first_sentences(document: Document) -> str:
    """The first sentence or two of the story, in plain words of up to 300 characters; empty where there is none."""
    sections = list(_telling(document.sections))
    for kind in TELLING:
        for section in sections:
            if section.kind == kind and (found := _opening(_paragraphs(section))):
                return found
    return ""


def in_a_minute(document: Document) -> Section | None:
    """The section that tells in about a minute what happened, and not what its review or report is; None without."""
    for kind in IN_A_MINUTE:
        for section in document.sections:
            if section.kind == kind and _tells(section):
                return section
    return None


def _tells(section: Section) -> bool:
    words = plain(section.body)
    if not 0 < len(words.split()) <= LONGEST_STORY or is_about_itself(section):
        return False
    return section.kind == "what_happened" or not speaks_of_itself(words)


def _telling(sections: Iterable[Section]) -> Iterator[Section]:
    """The sections that tell something: none that is about itself, and none below such a one."""
    left_out: int | None = None  # the level of the heading below which all is left out
    for section in sections:
        if left_out is not None and section.level > left_out:
            continue
        left_out = section.level if is_about_itself(section) else None
        if left_out is None:
            yield section


def _paragraphs(section: Section) -> Iterator[str]:
    yield from plain(section.body).split("\n")
    for piece in section.pieces:
        if isinstance(piece, Points):
            for point in piece.points:
                yield from plain(point.body).split("\n")


def _opening(paragraphs: Iterable[str]) -> str:
    """The first sentence of these that tells something, with the next if both are short."""
    for paragraph in paragraphs:
        told: list[str] = []
        sentences = list(sentences_of(paragraph))
        if sentences and speaks_of_itself(sentences[0]):
            continue  # and the next sentence mostly goes on: "It was commissioned …"
        for sentence in sentences:
            if speaks_of_itself(sentence) or not _is_whole(sentence):
                if told:
                    break
                continue
            if told and len(" ".join([*told, sentence])) > USUAL_SUMMARY:
                break
            told.append(sentence)
        if told:
            return _cut(" ".join(told))
    return ""


def _is_whole(sentence: str) -> bool:
    """Whether it is a sentence, and no heading, label or item of a list."""
    ends = sentence.rstrip('”’")]»」')[-1:] in SENTENCE_ENDS
    return ends and (len(sentence.split()) >= FEWEST_WORDS or not sentence.isascii())


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_SUMMARY else f"{words[: LONGEST_SUMMARY - 1].rsplit(' ', 1)[0]}…"
