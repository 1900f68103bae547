"""What stands in front of the words: bullets, numbers, letters, and the marks of footnotes."""

import re
from dataclasses import dataclass

from briefings.importing.lines import MARK, SUPERSCRIPTS, plain_digits

# Word writes its bullets in symbol faces: they arrive as ·, o, §, ➢ or characters of the private use area.
_SIGNS = "-*+•·∙●○◦▪▫■□►▸➢➤➔→✓✔❖❑–—‣⁃\ue000-\uf8ff"
_BULLET = re.compile(rf"(\s*)([{_SIGNS}]|[o§v](?=[\t ]))(?:\s+|(?<=[•·∙●▪■➢➤\ue000-\uf8ff]))(?=\S)")
_NUMBER = re.compile(r"(\s*)(\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]|\d{1,3}(?:\.\d{1,3}){1,3}|\d{1,3}(?=\t))\s+(?=\S)")
_LETTER = re.compile(r"(\s*)(\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,5}[.)])\s+(?=\S)")
_LABEL = re.compile(r"(\s*)((?:recommendation|learning point|question) (\d{1,2}) ?[:.–-])\s+(?=\S)", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10}

_RAISED_TEXT = re.compile(rf"\s*([{SUPERSCRIPTS}]{{1,3}})\s*(?:[—–:-]\s*)?(?=\S)")
_SQUARE_TEXT = re.compile(r"\s*\[(\d{1,3})\]:?\s+(?=\S)")
_CARET_TEXT = re.compile(r"\s*\^(\d{1,3})\s+(?=\S)")
_NAMED_TEXT = re.compile(r"\s*\[\^([A-Za-z0-9_-]{1,26})\]:\s*(?=\S)")
_RAISED = re.compile(rf"(?<=\S)[{SUPERSCRIPTS}]{{1,3}}")
_SQUARE = re.compile(r"(?<=\S)\[(\d{1,3})\](?!\()|(?<=\s)\[(\d{1,3})\](?!\()")
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
        if letter:
            return Marker(f"{bullet[2]} {letter[2]}", "letter", value_of(letter[2]), _width(bullet[1]), letter.end())
        return Marker(bullet[2], "bullet", 0, _width(bullet[1]), bullet.end())
    label = _LABEL.match(text)
    if label:
        return Marker(label[2], "label", int(label[3]), _width(label[1]), label.end())
    number = _NUMBER.match(text)
    if number:
        typed = number[2].strip("(.)")
        style = "section" if "." in typed else "number"
        return Marker(number[2], style, int(typed.rpartition(".")[2]), _width(number[1]), number.end())
    letter = _LETTER.match(text)
    # "I. Smith" and "A. N. Other" are names: without a bracket only a small letter marks an item
    if letter and (letter[2][-1] == ")" or letter[2][0].islower()):
        return Marker(letter[2], "letter", value_of(letter[2]), _width(letter[1]), letter.end())
    return None


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
