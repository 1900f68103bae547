"""What stands in front of the words: bullets, numbers, letters, and the marks of footnotes."""

import re
from dataclasses import dataclass, replace

from briefings.importing.lines import MARK, SUPERSCRIPTS, plain_digits

# Word writes its bullets in symbol faces: they arrive as ·, o, §, ➢ or characters of the private use area.
_SIGNS = "-*+>•·∙●○◦▪▫■□►▸➢➤➔→✓✔❖❑–—‣⁃\ue000-\uf8ff"
_PROSE_SIGNS = set("-–—+>ov*")  # that words may begin a wrapped line with
_BULLET = re.compile(rf"(\s*)([{_SIGNS}]|[o§v](?=[\t \xa0]))(?:\s+|(?<=[•·∙●▪■➢➤\ue000-\uf8ff]))(?=\S)")
_NUMBER = re.compile(r"(\s*)(\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]|\d{1,3}(?:\.\d{1,3}){1,3}|\d{1,3}(?=\t| {3}))\s+(?=\S)")
_LETTER = re.compile(r"(\s*)(\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,5}[.)])\s+(?=\S)")
_LABEL = re.compile(
    r"(\s*)((?:(?:recommendation|learning point|question|argymhelliad) (\d{1,2}) ?[:.–-])|[RQ](\d{1,2})[:.)]?)"
    r"\s+(?=\S)",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:[0-2]?\d|3[01])\.(?:0?\d|1[0-2])\.(?:\d{4}|\d{2})")
_ROMAN = {"i": 1, "v": 5, "x": 10}

_RAISED_TEXT = re.compile(rf"\s*([{SUPERSCRIPTS}]{{1,3}})\s*(?:[—–:-]\s*)?(?=\S)")
_SQUARE_TEXT = re.compile(r"\s*\[(\d{1,3}|[ivx]{1,6})\]:?\s+(?=\S)")
_CARET_TEXT = re.compile(r"\s*\^(\d{1,3})\s+(?=\S)")
_NAMED_TEXT = re.compile(r"\s*\[\^([A-Za-z0-9_-]{1,26})\]:\s*(?=\S)")
_RAISED = re.compile(rf"(?<=\S)[{SUPERSCRIPTS}]{{1,3}}")
_SQUARE = re.compile(r"(?<=\S)\[(\d{1,3}|[ivx]{1,6})\](?!\()|(?<=\s)\[(\d{1,3}|[ivx]{1,6})\](?!\()")
_CARET = re.compile(r"(?<=\S)\^(\d{1,3})(?!\w)")
_UNIT = re.compile(r"\b[kcm]?m$")
_SQUARED = re.compile(r"(?:\d|\b[a-z]|\))$")


@dataclass(frozen=True)
class Marker:
    """A bullet, number or letter: `style` is bullet, number, section (1.1), letter or label.

    A label is a word with a number ("Recommendation 2:"). `value` is its place in a run.
    """

    typed: str
    style: str
    value: int
    indent: int
    length: int  # characters of the line it takes, with the space after it


def marker_of(text: str) -> Marker | None:
    """The marker in front of a line. "- a)" is the letter: the dash is only how a list came out."""
    bullet = _BULLET.match(text)
    if bullet:
        letter = _LETTER.match(text, bullet.end())
        if letter and _marks_an_item(letter[2]):
            return Marker(f"{bullet[2]} {letter[2]}", "letter", value_of(letter[2]), _width(bullet[1]), letter.end())
        return Marker(bullet[2], "bullet", 0, _width(bullet[1]), bullet.end())
    label = _LABEL.match(text)
    if label:
        return Marker(label[2], "label", int(label[3] or label[4]), _width(label[1]), label.end())
    number = _NUMBER.match(text)
    if number and not _DATE.fullmatch(number[2].strip("(.)")):
        typed = number[2].strip("(.)")
        style = "section" if "." in typed else "number"
        return Marker(number[2], style, int(typed.rpartition(".")[2]), _width(number[1]), number.end())
    letter = _LETTER.match(text)
    if letter and _marks_an_item(letter[2]):
        return Marker(letter[2], "letter", value_of(letter[2]), _width(letter[1]), letter.end())
    return None


def _marks_an_item(letter: str) -> bool:
    """Whether a letter does: "I. Smith" and "A. N. Other" are names, so a capital needs its bracket."""
    return letter[-1] == ")" or letter[0].islower()


@dataclass(frozen=True)
class Typed:
    """A line that begins with a marker, and what stands around it. `opens`: after an empty line or a whole sentence."""

    marker: Marker
    at: int  # its place among the lines
    opens: bool
    in_prose: bool  # the line before it, in the same run and no item, is long and its sentence goes on
    before: Marker | None = None  # of the item before it in the same run


def counted(typed: list[Typed]) -> dict[int, Marker]:
    """Which of the marks at the beginnings of lines are marks of items, by their places.

    A figure or a letter needs another one that counts on from it, because prose begins lines with them too ("flat /
    12. The school", "9.30 in the morning"); a dash must not stand where a sentence goes on.
    """
    found: dict[int, Marker] = {}
    for index, one in enumerate(typed):
        marker = one.marker
        if marker.style == "label" or (marker.style == "bullet" and marker.typed not in _PROSE_SIGNS):
            found[one.at] = marker
        elif marker.style == "bullet":
            if not one.in_prose or (one.before is not None and one.before.typed == marker.typed):
                found[one.at] = marker
        else:
            near = [other.marker for other in typed[max(0, index - 12) : index + 13] if other is not one]
            value = _value_in(marker, [other.marker for other in typed[max(0, index - 12) : index]])
            farthest = 3 if one.opens else 1
            goes_on = any(_counts_on(marker, value, other, farthest) for other in near)
            has_one_before = one.before is not None and _counts_on(marker, value, one.before, 1)
            first = marker.style in ("number", "letter") and value == 1
            after_other = one.before is not None and one.before.style != marker.style  # bullets inside a numbered item
            begins = one.opens or ((value == 1 or after_other) and not one.in_prose)
            if (goes_on and (begins or has_one_before)) or (first and one.opens):
                found[one.at] = replace(marker, value=value)
    return found


def _value_in(marker: Marker, before: list[Marker]) -> int:
    """The value of a letter among those before it: v after iv is 5, and i after h is 9."""
    letters = marker.typed.strip("(.)- ").lower()
    if marker.style != "letter" or len(letters) > 1 or letters not in "ivx":
        return marker.value
    last = next((one.typed.strip("(.)- ").lower() for one in reversed(before) if one.style == "letter"), "")
    roman, place = _ROMAN[letters], ord(letters) - ord("a") + 1
    if last and len(last) == 1 and ord(last) - ord("a") + 2 == place:
        return place
    return roman


def _counts_on(marker: Marker, value: int, other: Marker, farthest: int) -> bool:
    if marker.style != "section" and other.style == marker.style:
        return 0 < abs(other.value - value) <= farthest or 0 < abs(_value_in(other, [marker]) - value) <= farthest
    if marker.style != "section" and other.style in ("number", "letter"):
        return abs(other.value - value) == 1  # (c) after 2), as lists are typed that grew
    if marker.style != "section" or other.style not in ("section", "number"):
        return False
    mine, theirs = _parts(marker), _parts(other)
    if other.style == "number":  # 4.1 after 4.
        return mine[:2] == [theirs[0], 1]
    level = min(len(mine), len(theirs)) - 1
    if mine[:level] == theirs[:level]:
        return mine != theirs and abs(mine[level] - theirs[level]) <= 1
    return mine[-1] <= 1 and abs(mine[0] - theirs[0]) == 1  # 1.0 and 2.0; 3.1 after 2.4


def _parts(marker: Marker) -> list[int]:
    return [int(one) for one in marker.typed.strip("(.)").split(".")]


def value_of(typed: str) -> int:
    """The place a letter stands for: a is 1; i, ii, iv are roman when they are more than one letter or i itself."""
    letters = typed.strip("(.)- ").lower()
    if letters == "i" or (len(letters) > 1 and set(letters) <= set(_ROMAN)):
        total = 0
        for here, after in zip(letters, [*letters[1:], ""], strict=True):
            size = _ROMAN[here]
            total += -size if after and _ROMAN[after] > size else size
        return total
    return ord(letters[0]) - ord("a") + 1 if letters else 0


def _width(space: str) -> int:
    return len(space.expandtabs(4))


def footnote_text(text: str) -> tuple[str, str, int] | None:
    """If a line begins the text of a footnote: how it is marked, its label, and where its words begin.

    Ways of marking: raised (¹), square ([1]), caret (^1), named ([^1]:, as Markdown has it).
    """
    for way, pattern in (
        ("named", _NAMED_TEXT),
        ("raised", _RAISED_TEXT),
        ("square", _SQUARE_TEXT),
        ("caret", _CARET_TEXT),
    ):
        found = pattern.match(text)
        if found:
            return way, plain_digits(found[1]), found.end()
    return None


def with_marks(text: str, *, labels: dict[str, set[str]]) -> tuple[str, list[str]]:
    """A line with its footnote marks written `[^1]`, and the figures in it that became marks.

    Raised figures are marks unless they raise to a power (m², 10²) and no text has that label; [1] and ^1 only
    where a text has that label, because people write them for other things.
    """
    taken: list[str] = []

    def raised(found: re.Match) -> str:
        label = plain_digits(found[0])
        if label not in labels["raised"] and _is_power(text, found.start(), label):
            return found[0]
        if label not in labels["raised"] and all(one in labels["raised"] for one in label):
            return "".join(f"[^{one}]" for one in label)  # two marks side by side
        return f"[^{label}]"

    def figure(way: str):
        def replace(found: re.Match) -> str:
            label = next(filter(None, found.groups()))
            if label not in labels[way]:
                return found[0]
            taken.append(label)
            return f"[^{label}]"

        return replace

    text = _RAISED.sub(raised, text)
    if labels["square"]:
        text = _SQUARE.sub(figure("square"), text)
    if labels["caret"]:
        text = _CARET.sub(figure("caret"), text)
    return text, taken


def _is_power(text: str, at: int, label: str) -> bool:
    """Whether a raised figure squares or cubes what stands before it (m², 5³, x²), or is a power of ten."""
    before = text[max(0, at - 3) : at]
    return bool(_UNIT.search(before) or (label in ("2", "3") and _SQUARED.search(before))) or before.lstrip() == "10"


def labels_marked(text: str) -> list[str]:
    """The footnote labels a text marks, in order."""
    return MARK.findall(text)
