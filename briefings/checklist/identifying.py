"""What gives a person away, anywhere in what will be frozen: one message for each kind of find.

What was found is quoted to the officer who has to take it out, unless it is a protected term: those are never shown.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefings import document as doc
from briefings.checklist.identity import finding
from briefings.checklist.identity.company import CALLED
from briefings.checklist.identity.contact import is_mobile
from briefings.checklist.identity.kinds import KINDS
from briefings.checklist.identity.names import Likely
from briefings.checklist.identity.reading import Found
from briefings.checklist.identity.word import is_ordinary
from briefings.checklist.problem import Circumstances, Problem
from briefings.rendering import Rendered, markdown, sheet_html

MOST_CITED = 8  # of authors: a long list of references is no work for an officer
MOST_QUOTED = 40  # beyond, a message says how many there are; each number, date or name is a word or two
# Of the page as a whole only what no line of it should have: the rest was looked at where it stands.
OF_THE_WHOLE = frozenset(code for code, kind in KINDS.items() if kind.stops) - {
    "handling-marking", "redaction-mark", "hidden-text", "date-of-birth", "home-address",
}  # fmt: skip
NO_WORDS = re.compile(r"<(style|svg|head)\b.*?</\1>", re.DOTALL)


@dataclass(frozen=True)
class _Place:
    where: str
    words: str


def nobody_is_identified(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    """Every kind of find in the words, behind the links, in addresses and file names, and in the change note."""
    known = _Known(document, around)
    found: dict[str, list[_Place]] = {}
    names: list[tuple[str, Likely]] = []
    small: set[str] = set()
    foreign = _in_other_languages(document)
    speakers = frozenset(_of_speakers(document))
    for where, text in doc.sources(document):
        finds = finding.in_source(text, in_english=where not in foreign, is_speaker=text in speakers)
        _add(found, where, finds.found, known)
        small |= finds.small
        if where != "review":  # the pseudonyms and the reviewers that a cover names
            names += [(where, one) for one in finds.names]
    if around.change_note:
        finds = finding.in_text(around.change_note)
        _add(found, "change_note", finds.found, known)
        names += [("change_note", one) for one in finds.names]
    for where, address in _addresses(document):
        _add(found, where, finding.in_address(address), known)
    # An author who is cited is told of once, with the others: “Hackett's continuum (Hackett, 2010)”.
    cited = finding.words_of(*(one.words for one in found.get("cited-names", ())))
    likely = [
        _Place(where, one.written) for where, one in names if known.reports(one, small) and not _is_cited(one, cited)
    ]
    found["likely-name"] = _longest(likely) + [
        _Place("slug", word) for word in finding.names_in_slug(document.slug) if word not in known.words
    ]
    if rendered is not None:
        seen = {(code, _bare(one.words)) for code, places in found.items() for one in places}
        # The short reference that every sheet carries is made of the digest of its words: it may look like anything.
        own = re.compile(re.escape(doc.reference(document)).replace(r"\-", r"-\s?"))
        for text in (rendered.text, markdown.words_of(NO_WORDS.sub("", sheet_html(document)))):
            for one in finding.in_text(own.sub("", text), names=False).found:
                is_new = (one.code, _bare(one.words)) not in seen and one.words not in document.address
                if one.code in OF_THE_WHOLE and is_new:
                    _add(found, "parts", [one], known)
    for code in KINDS:
        if found.get(code):
            yield _problem(code, found[code], around)


def _is_cited(name: Likely, cited: frozenset[str]) -> bool:
    """Whether a name is of an author who is cited: “Hackett”, “Professor Simon Hackett”. Not: Simon Hackett, a boy."""
    is_learned = name.written.startswith(("Professor ", "Prof ", "Prof. "))
    return cited.issuperset(name.words[-1:] if is_learned else name.words)


def _add(found: dict[str, list[_Place]], where: str, finds: Iterable[Found], known: "_Known") -> None:
    for one in finds:
        if not known.allows(one, where):
            found.setdefault(one.code, []).append(_Place(where, one.words))


def _longest(names: list[_Place]) -> list[_Place]:
    """Each name at its longest: “Declan” is no line of its own beside “Declan Marsh”."""
    words = {one.words: frozenset(finding.words_of(one.words)) for one in names}
    by_word: dict[str, set[frozenset[str]]] = {}
    for said in words.values():
        for word in said:
            by_word.setdefault(word, set()).add(said)
    return [
        one for one in names
        if not any(words[one.words] < other for word in words[one.words] for other in by_word[word])
    ]  # fmt: skip


def _problem(code: str, places: list[_Place], around: Circumstances) -> Problem:
    kind = KINDS[code]
    first: dict[str, str] = {}  # the words, and where they stand first
    for one in places:
        first.setdefault(one.words, one.where)
    # Of a part with a protected word nothing is quoted: the one that is left out would be known by that.
    unsaid = {one.where for one in places if _is_protected(one.words, around)}
    shown = {words: where for words, where in first.items() if where not in unsaid}
    what = kind.one if len(first) == 1 else kind.several
    most = MOST_CITED if code == "cited-names" else MOST_QUOTED
    quoted = ", ".join(f"“{words}”" for words in list(shown)[:most])
    more = len(first) - min(len(shown), most)
    if quoted and more:
        quoted += f" and {more} more"
    message = f"{kind.verb} {what}{' ' if quoted else ''}{quoted}: {kind.do}"
    jumps = tuple(list(shown.items())[:most]) if len(first) > 1 else ()
    return Problem(code, places[0].where, message, stops=kind.stops, places=jumps)


def _is_protected(words: str, around: Circumstances) -> bool:
    return around.protected_in(words) or around.protected_elsewhere(words)


class _Known:
    """What may stand in these words: who signs them, what they cite, what a partnership allows."""

    def __init__(self, document: doc.Document, around: Circumstances) -> None:
        self.mailboxes = {one.mailbox.lower() for one in document.publishers} | around.own_mailboxes
        self.allowed = {_bare(name) for name in around.allowed_names}
        cover = document.cover
        said = (
            *around.allowed_names,
            *(f"{one.name} {one.short_name}" for one in document.publishers),
            *(f"{one.title} {one.publisher}" for one in document.links),
            *(one.name for one in (*document.themes, *document.sectors, *document.harms)),
            *(f"{term.abbreviation} {term.expansion}" for term in document.glossary),
            *(f"{short} {long}" for short, long in around.known_acronyms.items()),
            *(cover.subjects if cover else ()),
            *(one.name for one in (cover.reviewers if cover else ())),
        )  # fmt: skip
        self.words = finding.words_of(*said) | _pseudonyms_of(document.title)
        self.said = " ".join(map(_bare, said))

    def allows(self, one: Found, where: str) -> bool:
        if one.code in {"handling-marking", "redaction-mark", "hidden-text"}:
            return False
        if _bare(one.words) in self.allowed:
            return True
        if one.code == "e-mail-address":
            return one.words.lower() in self.mailboxes
        if one.code == "named-place":
            # “Fernwick” signs; Fernwick General is a hospital all the same, unless a resource or the like says it whole
            return _bare(one.words) in self.said
        # the contact line is the partnership's own: its office telephone stands there, nobody's mobile
        office = one.code in {"home-address", "postcode"} or (one.code == "phone-number" and not is_mobile(one.words))
        return where == "contact" and office

    def reports(self, name: Likely, small: set[str]) -> bool:
        """Whether a likely name is nobody's that may stand here, and no word of this briefing."""
        if _bare(name.written) in self.allowed:
            return False
        strange = [word for word in name.words if word not in self.words]
        if not strange or (len(name.words) > 1 and all(is_ordinary(word) and len(word) < 3 for word in strange)):
            return False
        if len(name.words) > 1 and name.words[0] in CALLED and len(strange) == 1 and strange[0] in CALLED:
            return False
        return name.is_listed or not all(word in small for word in strange)


def _pseudonyms_of(title: str) -> frozenset[str]:
    """The names in a title that say of themselves that they are none: Child Rowan, Baby W."""
    words = title.replace("’", "'").split()
    return finding.words_of(*(
        after for before, after in zip(words, words[1:], strict=False) if before.lower() in CALLED - {"family", "young"}
    ))  # fmt: skip


def _in_other_languages(document: doc.Document) -> set[str]:
    """Where words stand that are not in English: of them we know only lists of names."""
    parts = set() if doc.is_english(document.language) else {"title", "summary", "contact"}
    things = [thing for section in document.sections for thing in (section, *_pieces_of(section))]
    return parts | {
        f"part-{thing.position}"
        for thing in (*things, *document.footnotes)
        if not doc.is_english(doc.language_of(thing, document))
    }


def _of_speakers(document: doc.Document) -> Iterator[str]:
    """Words that begin with who is meant: whose words a quotation has, and what a picture shows."""
    for section in document.sections:
        for piece in section.pieces:
            if isinstance(piece, doc.Quotation):
                yield piece.attribution
            elif isinstance(piece, doc.Figure):
                yield from (piece.picture.alt if piece.picture else "", piece.caption)


def _pieces_of(section: doc.Section) -> Iterator[doc.Placed]:
    for piece in section.pieces:
        match piece:
            case doc.Points():
                yield from piece.points
                yield from piece.guidance
            case doc.Questions():
                yield from piece.questions
            case doc.Recommendations():
                yield from piece.recommendations
            case _:
                yield piece


def _addresses(document: doc.Document) -> Iterator[tuple[str, str]]:
    """Addresses and file names that readers can see, and where each comes from."""
    yield "slug", document.slug
    yield "slug", document.review_slug
    for link in document.links:
        yield "links", link.address
    for one in document.publishers:
        if one.logo:
            yield "partnerships", one.logo.alt
    for section in document.sections:
        for piece in section.pieces:
            if isinstance(piece, doc.Figure) and piece.picture:
                yield f"part-{piece.position}", piece.picture.chosen_name


def _bare(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum() or character in "@")


CHECKS = [nobody_is_identified]
