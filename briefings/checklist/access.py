"""Whether people who listen to a page, magnify it or cannot make out letters get the same from it.

Heading order and pictures without words stop and are among what must be complete (`completeness`).
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from briefings import document as doc
from briefings.checklist.links import LINK
from briefings.checklist.problem import Circumstances, Problem
from briefings.checklist.prose import LISTS, Passage, passages, start_of, words_in
from briefings.rendering import Rendered, markdown
from portal.text.word_lists import lines_in

FEWEST_CAPITALS = 4  # words one after another
LONGEST_ITALICS = 15  # words
LONGEST_ALT = 250  # characters: who listens cannot skim
SAYS_NOTHING = frozenset(lines_in(LISTS / "short.txt")["says nothing"])
BARE = re.compile(r"^(?:https?://|www\.)\S+$")
FILE_NAME = re.compile(
    r"\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?)\b|^(?:img|dsc|image|picture|screenshot)[-_ ]?\d+$", re.I
)
IMAGE_OF = re.compile(
    r"^(?:an? |the )?(?:image|picture|photo(?:graph)?|graphic|icon|screenshot) (?:of|showing)\b", re.I
)
ITALICS = re.compile(
    r"(?<![\w*\\])\*(?!\*|\s)([^*\n]+?)(?<!\s)\*(?![\w*])|(?<![\w_\\])_(?!_|\s)([^_\n]+?)(?<!\s)_(?![\w_])"
)
CAPITALS = re.compile(rf"\b[A-Z][A-Z’'&-]+(?:[ ,:;.!?–]+[A-Z][A-Z’'&-]*){{{FEWEST_CAPITALS - 1},}}(?!\w)")


def links_say_where_they_lead(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    leads: dict[str, dict[str, str]] = defaultdict(dict)
    for passage in passages(document):
        for words, address in LINK.findall(passage.source):
            said = " ".join(markdown.plain_line(words).split())
            if address in {"", "#"}:  # `links` asks for an address, or for plain words
                continue
            if said.lower().strip(" .…>»") in SAYS_NOTHING:
                message = f"Say in the link itself what it leads to, instead of “{said}”."
                yield Problem("link-says-nothing", passage.where, message, stops=False)
            elif BARE.match(said) and address.rstrip("/") == said.rstrip("/"):
                yield _bare(said, passage)
            else:
                leads[said.lower()].setdefault(address.rstrip("/").lower(), passage.where)
        without_links = LINK.sub(" ", passage.source)
        for found in markdown.WEB_ADDRESS.findall(without_links):
            yield _bare(found.rstrip(".,;:)>"), passage)
    for said, places in leads.items():
        if len(places) > 1:
            message = f"Give these links different words: “{said}” leads to {len(places)} different addresses."
            yield Problem("link-same-words", list(places.values())[1], message, stops=False)


def _bare(address: str, passage: Passage) -> Problem:
    shown = address if len(address) <= 60 else f"{address[:60]}…"
    return Problem(
        "link-bare", passage.where, f"Put words in place of the address {shown}: write [words](address).", stops=False
    )


def pictures_are_described(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    for section in document.sections:
        for figure in section.pieces:
            if not isinstance(figure, doc.Figure) or figure.picture is None or not figure.picture.alt.strip():
                continue
            alt, where = figure.picture.alt.strip(), f"part-{figure.position}"
            if FILE_NAME.search(alt):
                message = f"Describe what the picture shows: “{start_of(alt)}” is the name of a file."
                yield Problem("picture-words-file", where, message, stops=False)
            elif opening := IMAGE_OF.match(alt):
                message = f"Leave “{opening.group()}” out of the alt text: programs say so already."
                yield Problem("picture-words-opening", where, message, stops=False)
            elif len(alt) > LONGEST_ALT:
                message = (
                    f"Shorten the alt text to {LONGEST_ALT} characters (it has {len(alt)}), and put "
                    "the rest in the text."
                )
                yield Problem("picture-words-long", where, message, stops=False)
            elif alt.rstrip(".").lower() == markdown.plain(figure.caption).strip().rstrip(".").lower():
                message = "Let the alt text say what its caption does not: now both are the same."
                yield Problem("picture-words-caption", where, message, stops=False)


def words_are_not_shouted(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    for passage in passages(document):
        if passage.kind != "attribution" and (found := CAPITALS.search(passage.text)):
            message = f"Write “{start_of(found.group(), 6)}” in small letters: capitals are slow to read."
            yield Problem("capitals", passage.where, message, stops=False)


def italics_are_short(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    for passage in passages(document):
        for one in ITALICS.finditer(passage.source):
            words = one.group(1) or one.group(2)
            if passage.kind != "quotation" and len(words_in(words)) > LONGEST_ITALICS:
                message = f"Set “{start_of(words, 6)}” upright: many people find long runs of italics hard to read."
                yield Problem("italics-long", passage.where, message, stops=False)


def colours_can_be_read(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    for name in around.faint_colours:
        message = f"Ask an administrator of {name} for darker colours: words in them are hard to read on white."
        yield Problem("colours-faint", "partnerships", message, stops=False)


CHECKS = [
    links_say_where_they_lead,
    pictures_are_described,
    words_are_not_shouted,
    italics_are_short,
    colours_can_be_read,
]
