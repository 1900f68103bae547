"""Stretches of words, bold or slanted or linked, written as one line of Markdown with the same words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from briefings.importing.lines import SUPERSCRIPTS, bare
from briefings.importing.recognising.markers import marker_of

_FOLLOWED = ("http://", "https://", "mailto:")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"“”]{1,2000}")
_TARGET = re.compile(r"[^()\s<>]{1,2000}")
_SPECIAL = re.compile(r"[\\`*_<>~|\[\]]|&(?=#?\w{1,31};)")
# Signs that show nothing: an optional hyphen, a break or joint of no width, tags that are no part of a flag.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]|(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f]+")
_INSIDE_A_WORD = re.compile(r"[^\W_]+$")
RAISED = str.maketrans("0123456789", SUPERSCRIPTS)
_NOTE_IN_SQUARES = re.compile(r"\\\[(\d{1,3})\\\](?!\()")
_CLOSING = ".,;:!?'’”\""


@dataclass(frozen=True)
class Stretch:
    """Words that look alike. `target` is where they lead. `mark` is the label of a footnote marked here."""

    text: str
    bold: bool = False
    slanted: bool = False
    raised: bool = False
    target: str = ""
    mark: str = ""


def in_markdown(stretches: Iterable[Stretch], *, plain: bool = False) -> str:
    """One line of Markdown. With `plain` (a heading) without bold and slanted."""
    pieces = _whole_words(_gaps_as_beside([_raised(one) for one in stretches if one.text or one.mark]))
    pieces = _marker_first([replace(one, bold=False, slanted=False) for one in pieces] if plain else pieces)
    written: list[str] = []
    alike = [list(group) for _, group in groupby(pieces, key=lambda one: (one.bold, one.slanted))]
    for place, group in enumerate(alike):
        words = "".join(_linked(list(same)) for _, same in groupby(group, key=lambda one: one.target))
        after = alike[place + 1][0].text[:1] if place + 1 < len(alike) else ""
        written.append(_emphasised(words, bold=group[0].bold, slanted=group[0].slanted, after=after))
    return "".join(written)


def seen(text: str) -> str:
    """A text without the signs that show nothing, so that a word they stand in is whole."""
    return _UNSEEN.sub("", text)


def leads_on(target: str) -> bool:
    """Whether the target of a link is one that a reader may be sent to."""
    return target.lower().startswith(_FOLLOWED) and bool(_TARGET.fullmatch(target))


def _raised(one: Stretch) -> Stretch:
    # A raised figure is the mark of a footnote, as it is in plain text.
    return replace(one, text=one.text.translate(RAISED)) if one.raised and one.text.strip().isdigit() else one


def _gaps_as_beside(pieces: list[Stretch]) -> list[Stretch]:
    """A gap between words that look alike looks as they do."""
    return [
        replace(one, bold=before.bold, slanted=before.slanted)
        if not one.text.strip() and not one.mark and (before.bold, before.slanted) == (after.bold, after.slanted)
        else one
        for before, one, after in zip([Stretch(""), *pieces], pieces, [*pieces[1:], Stretch("")], strict=False)
    ]


def _whole_words(pieces: list[Stretch]) -> list[Stretch]:
    """A word that is bold or slanted in part looks as the larger part of it does."""
    found: list[Stretch] = []
    for one in pieces:
        before = found[-1] if found else None
        ends = _INSIDE_A_WORD.search(before.text) if before and not before.mark else None
        begins = re.match(r"[^\W_]+", one.text)
        if (
            before is None or not ends or not begins or one.target != before.target
            or (one.bold, one.slanted) == (before.bold, before.slanted)
        ):  # fmt: skip
            found.append(one)
            continue
        if len(ends[0]) >= len(begins[0]):
            moved, rest = begins[0], one.text[begins.end() :]
            found[-1] = replace(before, text=before.text + moved)
            found += [replace(one, text=rest)] if rest else []
        else:
            found[-1] = replace(before, text=before.text[: ends.start()])
            found.append(replace(one, text=ends[0] + one.text))
    return [one for one in found if one.text or one.mark]


def _marker_first(pieces: list[Stretch]) -> list[Stretch]:
    """A number or bullet typed in bold stays outside of the bold, where it is seen for what it is."""
    if not pieces or not (pieces[0].bold or pieces[0].slanted):
        return pieces
    first = pieces[0]
    marker = marker_of(first.text) or (marker_of(f"{first.text.rstrip()} x") if len(pieces) > 1 else None)
    if marker is None:
        return pieces
    typed, rest = first.text[: marker.length], first.text[marker.length :]
    return [Stretch(typed), replace(first, text=rest), *pieces[1:]]


def _linked(pieces: list[Stretch]) -> str:
    target = pieces[0].target
    if not target or not leads_on(target):
        return "".join(f"[^{one.mark}]" if one.mark else _as_words(one.text) for one in pieces)
    shown = "".join(one.text for one in pieces)
    words = shown.strip()
    if not words:
        return shown
    before, after = shown[: len(shown) - len(shown.lstrip())], shown[len(shown.rstrip()) :]
    if words in (target, target.removeprefix("mailto:")) and not re.search(r"[()\[\]]", words):
        return f"{before}<{words}>{after}"
    return f"{before}[{_SPECIAL.sub(_off, words)}]({target}){after}"


def _as_words(text: str) -> str:
    done, written = 0, []
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(_CLOSING + "*")
        written += [_marked_off(text[done : found.start()]), f"<{address}>"]
        done = found.start() + len(address)
    return "".join([*written, _marked_off(text[done:])])


def _marked_off(text: str) -> str:
    return _NOTE_IN_SQUARES.sub(r"[\1]", _SPECIAL.sub(_off, text))


def _off(found: re.Match) -> str:
    return f"\\{found[0]}"


def _emphasised(words: str, *, bold: bool, slanted: bool, after: str) -> str:
    inner = words.strip()
    if not (bold or slanted) or not bare(inner):
        return words
    lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    if not tail and after[:1].isalnum():
        # A closing star between a full stop and a letter would not close anything.
        core = inner.rstrip(".,;:!?)”’\"'")
        inner, tail = core, inner[len(core) :]
    stars = "***" if bold and slanted else "**" if bold else "*"
    return f"{lead}{stars}{inner}{stars}{tail}"
