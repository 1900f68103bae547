"""Slips of the source: found and told, never corrected."""

import re

from briefings.importing.blocks import Reading
from briefings.importing.lines import Flag, Source, bare, squeezed, words_in
from briefings.importing.outline import Outline
from briefings.importing.recognising.markers import labels_marked
from briefings.importing.recognising.markings import marking_of
from briefings.importing.wording import LINK

_SENTENCE_END = re.compile(r"(?<=[.?!])[\"'”’]?\s+")
_PICTURE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()]{1,2000}\)")
_LEADS_SOMEWHERE = ("http://", "https://", "mailto:", "resource:")
_FEWEST_WORDS_REPEATED = 7
_MOST_PLACES = 40  # shown of one kind of flag


def look_over(outline: Outline, *, source: Source, reading: Reading) -> None:
    """Add a flag for every slip that shows in the outline or in the lines it came from."""
    outline.flags += _footnotes(outline, reading) + _links(source) + _repeated(reading)
    marking = marking_of(source, outline.set_aside)
    if marking:
        outline.marking = marking[1]
        outline.flags.append(
            Flag(
                "handling-marking",
                marking[0],
                f"The document is marked “{marking[1]}”. Publish nothing from it until that is cleared.",
            )
        )


def gathered(flags: list[Flag]) -> list[Flag]:
    """One flag of each kind, at its first place, with the lines of the others: one to read and not a thousand."""
    found: dict[str, list[Flag]] = {}
    for flag in sorted(flags, key=lambda one: one.line):
        found.setdefault(flag.code, []).append(flag)
    return sorted((_as_one(same) for same in found.values()), key=lambda one: one.line)


def _as_one(same: list[Flag]) -> Flag:
    first, *others = same
    if not others:
        return first
    places = list(dict.fromkeys(one.line for one in others if one.line != first.line))
    shown = ", ".join(str(line) for line in places[:_MOST_PLACES]) + (", …" if len(places) > _MOST_PLACES else "")
    message = f"{first.message} {len(same):,} of these in all" + (f"; also at lines {shown}." if shown else ".")
    return Flag(first.code, first.line, message)


def _footnotes(outline: Outline, reading: Reading) -> list[Flag]:
    texts = {piece.mark: piece for piece in outline.pieces if piece.kind == "footnote"}
    marked: dict[str, int] = {}
    for block in [*reading.blocks, *(block for note in reading.notes for block in note.blocks)]:
        for label in labels_marked(block.text):
            marked.setdefault(label, block.line)
    without = [
        Flag("footnote-without-text", line, f"Footnote {label} is marked here and has no text.")
        for label, line in marked.items()
        if label not in texts
    ]
    return without + [
        Flag("footnote-without-mark", piece.line, f"Footnote {label} has a text and nothing marks it.")
        for label, piece in texts.items()
        if label not in marked
    ]


def _links(source: Source) -> list[Flag]:
    found = []
    for line in source.lines:
        if _PICTURE.search(line.text):
            message = "A picture stands here. Put it in as a figure, with words that say what it shows."
            found.append(Flag("picture", line.number, message))
        for shown, target in LINK.findall(line.text):
            if not target.lower().startswith(_LEADS_SOMEWHERE) and not _is_address(target):
                found.append(
                    Flag("link-nowhere", line.number, f"The link “{squeezed(shown)}” leads nowhere (“{target}”).")
                )
            elif _is_address(shown) and _plain(shown) != _plain(target):
                found.append(
                    Flag(
                        "link-differs",
                        line.number,
                        f"The address shown ({shown}) is not the one it leads to ({target}).",
                    )
                )
    return found


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://", "www.")) and " " not in text


def _plain(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|^www\.", "", address).rstrip("/").casefold()


def _repeated(reading: Reading) -> list[Flag]:
    seen: dict[str, int] = {}
    found = []
    for block in reading.blocks:
        for sentence in _SENTENCE_END.split(block.text):
            if len(words_in(sentence)) < _FEWEST_WORDS_REPEATED:
                continue
            first = seen.setdefault(bare(sentence), block.line)
            if first != block.line:
                found.append(Flag("sentence-repeated", block.line, f"This sentence also stands at line {first}."))
    return found
