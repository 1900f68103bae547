"""Whether details that are harmless alone tell together who a briefing is about.

"If you're Child B in a small village, everyone in your class is going to know": no name is needed. Each
detail below has a weight: what narrows a family down most counts two, what narrows it down somewhat
counts one, and the same kind of detail counts once. The weights and bounds are our own judgement, tried
on invented cases; a person decides, so this only ever advises.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from briefings import document as doc
from briefings.checklist.jigsaw.listed import KINDS, NO_PLACE, PLACE, PLACE_KIND
from briefings.checklist.problem import Circumstances, Problem
from briefings.checklist.prose import passages
from briefings.formats import FORMATS
from briefings.rendering import Rendered
from portal.text.sentences import listed

FEWEST_KINDS = 3  # two details are in every story
ENOUGH_TOGETHER = 4
ENOUGH_IN_ALL = 5
MOST_SHOWN = 6
NEAR = 220  # words: what stands so near is read as of one person
LONGEST_NOTE = 1_500  # words: in more than that, details far apart are mostly of several people
# What is said of one person and of nobody else. Without one of these, events and places tell of no family.
OF_A_PERSON = frozenset({"age", "family", "job", "standing", "condition"})


@dataclass(frozen=True)
class Detail:
    """One detail in the words: what it is, how it was put, and where it stands."""

    kind: str
    weight: int
    words: str
    where: str
    broader: str
    at: int = 0  # how many words of the Document stand before it

    @property
    def value(self) -> str:
        """What it says, however it is put: “twins” and “Twin” are one."""
        words = re.sub(r"^(?:was|is|were|turned|turning|aged?)\s+", "", self.words.lower())
        return re.sub(r"[^a-z0-9]+", " ", words).strip().removesuffix("s")


def details_in(text: str, where: str = "", *, known: Iterable[str] = ()) -> list[Detail]:
    """Every detail of a text that narrows down who it is about. `known` are names that are no places here."""
    found = []
    for kind in KINDS:
        found += [(one, kind) for one in kind.pattern.finditer(text)]
    known = {name.casefold() for name in known}
    for one in PLACE.finditer(text):
        words = {word.casefold() for word in re.findall(r"\w+", one.group())}
        if not NO_PLACE.match(one.group()) and not words & known:
            found.append((one, PLACE_KIND))
    found.sort(key=lambda pair: pair[0].start())
    return [
        Detail(kind.slug, kind.weight, _words(one), where, kind.broader, text.count(" ", 0, one.start()))
        for one, kind in found
    ]


def _words(one: re.Match[str]) -> str:
    return re.sub(r"^(?:in|at)\s+", "", " ".join(one.group().split()), flags=re.IGNORECASE)


def details_of(document: doc.Document) -> list[Detail]:
    """Every such detail of a Document, in reading order. Names it tells anyway are no places: pseudonym and signers."""
    told = [
        document.title,
        *(one.name for one in document.publishers),
        *(document.cover.subjects if document.cover else ()),
    ]
    known = [word for name in told for word in re.findall(r"\w+", name)]
    found, before = [], 0
    for one in passages(document):
        found += [replace(detail, at=detail.at + before) for detail in details_in(one.text, one.where, known=known)]
        before += len(one.text.split())
    return found


def details_do_not_add_up(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    """One combination at most: that which stands together, where a reader puts it together, or that of a whole note."""
    if not document.review_slug:  # a topic tells of nobody
        return
    details = details_of(document)
    near = (details[at : at + _near(details, at)] for at in range(len(details)))
    strongest = max((_strongest(one) for one in near), key=_score, default=[])
    is_a_note = _is_a_note(document)
    if _adds_up(strongest, ENOUGH_TOGETHER if is_a_note else ENOUGH_IN_ALL):
        what = "this part" if len({one.where for one in strongest}) == 1 else "some of this"
        yield _together(strongest, f"Make {what} less exact. Together these details may tell who it is about")
    elif is_a_note and _adds_up(everywhere := _strongest(details), ENOUGH_IN_ALL):
        yield _together(
            everywhere, "Make some of this less exact. Read together, these details may tell who it is about"
        )


def _near(details: list[Detail], first: int) -> int:
    """How many details stand within a short stretch of words from this one on."""
    return sum(one.at - details[first].at <= NEAR for one in details[first:])


def _is_a_note(document: doc.Document) -> bool:
    return sum(len(one.text.split()) for one in passages(document)) <= LONGEST_NOTE


def _strongest(details: Iterable[Detail]) -> list[Detail]:
    """The strongest detail of each kind, the first of them where several are as strong."""
    best: dict[str, Detail] = {}
    for detail in details:
        if detail.kind not in best or detail.weight > best[detail.kind].weight:
            best[detail.kind] = detail
    return list(best.values())


def _score(details: list[Detail]) -> int:
    return sum(detail.weight for detail in details)


def _adds_up(details: list[Detail], enough: int) -> bool:
    is_of_a_person = any(one.kind in OF_A_PERSON for one in details)
    return is_of_a_person and len(details) >= FEWEST_KINDS and _score(details) >= enough


def _together(details: list[Detail], opening: str) -> Problem:
    shown = sorted(details, key=lambda detail: -detail.weight)[:MOST_SHOWN]
    offers = "; ".join(_offer(one) for one in shown[:3])
    message = f"{opening}: {_quoted(one.words for one in shown)}. Usual: {offers}."
    return Problem(
        "details-together", shown[0].where, message, stops=False, places=tuple((one.words, one.where) for one in shown)
    )


def _offer(detail: Detail) -> str:
    if detail.broader == "":
        return f"leave “{detail.words}” out"
    broader = detail.broader if detail.broader.startswith("an age") else f"“{detail.broader}”"
    return f"write {broader} instead of “{detail.words}”"


def _quoted(words: Iterable[str]) -> str:
    return listed(f"“{one}”" for one in dict.fromkeys(words))


def nothing_tells_more_than_is_public(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    """Compares with what everybody can read of the same review now, and with nothing else."""
    if not around.published:
        return
    public = {detail.value for one in around.published for detail in details_in(one.text)}
    public_text = re.sub(r"[^a-z0-9]+", " ", " ".join(one.text for one in around.published).lower())
    fresh: dict[str, Detail] = {}
    for detail in details_of(document):
        is_told = detail.value in public or f" {detail.value}" in public_text
        if not is_told and detail.kind != "date":
            fresh.setdefault(detail.value, detail)
    if not fresh:
        return
    shown = list(fresh.values())[:MOST_SHOWN]
    this = FORMATS[document.format].name.lower()
    kinds = list(dict.fromkeys("edition readers have now" if one.is_own else one.kind for one in around.published))
    where = f"the published {kinds[0]} does not" if len(kinds) == 1 else "nothing published about this review does"
    where = where.replace("published edition", "edition")
    message = f"Ask whether this has to be told: this {this} says {_quoted(one.words for one in shown)}; {where}."
    yield Problem(
        "tells-more", shown[0].where, message, stops=False, places=tuple((one.words, one.where) for one in shown)
    )


CHECKS = [details_do_not_add_up, nothing_tells_more_than_is_public]
