"""What the styles and lists of a Word file say of a paragraph: its level as a heading, its number, its looks."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from briefings.importing.readers.walk import roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading ?([1-9])$|h([1-6])$", re.IGNORECASE)
_OF_WORD = re.compile(
    r"(?:title|subtitle|(?:intense )?quote|caption|heading [1-9]|toc [1-9]|toc heading"
    r"|list(?: (?:bullet|number|continue|paragraph))?(?: [2-5])?)",
    re.IGNORECASE,
)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_IN_WORDS = {
    "cardinalText": "Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split(),
    "ordinalText": "Zeroth First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth".split(),
}
_CHAIN = 12  # styles based on one another
_OFF = {"0", "false", "off", "none"}


@dataclass
class Style:
    """A style: what it is called, what it rests on, and what it says itself."""

    name: str
    based_on: str = ""
    level: int = 0  # as a heading, from 1
    looks: dict[str, bool] = field(default_factory=dict)  # bold, slanted, hidden, struck, white, shaded: on or off
    size: float = 0  # of its letters, in half points
    number: tuple[str, int] | None = None  # the list it belongs to, and how deep


@dataclass
class Level:
    """How one level of a list counts."""

    start: int = 1
    kind: str = "decimal"
    text: str = "%1."


def val(element: Element | None, name: str = "val") -> str:
    """A value as Word writes it, or nothing."""
    return "" if element is None else element.get(f"{W}{name}") or ""


def is_on(element: Element | None) -> bool | None:
    """Whether a switch is on, off, or not there."""
    return None if element is None else val(element).lower() not in _OFF


def number_of(properties: Element | None) -> tuple[str, int] | None:
    """The list a paragraph or a style says it belongs to, and how deep. ("0" takes it out of every list.)"""
    given = properties.find(f"{W}numPr") if properties is not None else None
    if given is None:
        return None
    depth = val(given.find(f"{W}ilvl"))
    return val(given.find(f"{W}numId")), int(depth) if depth.isdigit() and int(depth) < 9 else 0


def looks_of(properties: Element | None) -> dict[str, bool]:
    """What run properties switch on or off."""
    if properties is None:
        return {}
    found = {
        name: is_on(properties.find(f"{W}{tag}"))
        for name, tag in (
            ("bold", "b"),
            ("slanted", "i"),
            ("hidden", "vanish"),
            ("struck", "strike"),
            ("struck_twice", "dstrike"),
        )  # fmt: skip
    }
    colour, fill = properties.find(f"{W}color"), val(properties.find(f"{W}shd"), "fill").lower()
    if colour is not None:
        found["white"] = val(colour).lower() == "ffffff"
    if fill or properties.find(f"{W}highlight") is not None:
        found["shaded"] = fill not in ("auto", "ffffff")
    return {name: on for name, on in found.items() if on is not None}


def size_of(properties: Element | None) -> float:
    """The size of letters that run properties give, in half points (0: none)."""
    size = val(properties.find(f"{W}sz")) if properties is not None else ""
    return float(size) if size.isdigit() and len(size) < 5 else 0


class Styles:
    """The styles of a file, with what each rests on."""

    def __init__(self, tree: Element | None) -> None:
        self.by_id: dict[str, Style] = {}
        self.usual = ""
        self.usual_size = size_of(tree.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")) if tree is not None else 0
        for one in tree.findall(f"{W}style") if tree is not None else ():
            key = one.get(f"{W}styleId") or ""
            paragraph = one.find(f"{W}pPr")
            name = val(one.find(f"{W}name"))
            named = _HEADING.match(name)
            outline = val(paragraph.find(f"{W}outlineLvl")) if paragraph is not None else ""
            level = int(named[1] or named[2]) if named else int(outline) + 1 if outline in tuple("012345678") else 0
            letters = one.find(f"{W}rPr")
            looks = looks_of(paragraph) | looks_of(letters)  # a paragraph may be shaded as its letters may
            self.by_id[key] = Style(
                name, val(one.find(f"{W}basedOn")), level, looks, size_of(letters), number_of(paragraph)
            )
            if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default") in ("1", "true"):
                self.usual = key

    def chain(self, key: str) -> list[Style]:
        """A style and those it rests on, nearest first."""
        found = []
        while key in self.by_id and len(found) < _CHAIN:
            found.append(self.by_id[key])
            key = found[-1].based_on
        return found

    def named(self, key: str) -> str:
        """The name of a style, in small letters."""
        return self.by_id[key].name.lower() if key in self.by_id else key.lower()

    def kind(self, key: str) -> str:
        """What a style is by the names that Word gives in every language ("Title", "List Bullet"), or its own name.

        A house style that rests on one of Word's is of that kind; "Normal" and what is named nothing is "".
        """
        names = [one.name for one in self.chain(key)] or [key]
        kind = next((name for name in names if _OF_WORD.fullmatch(name)), names[0])
        return "" if kind.lower() == "normal" else kind[:1].upper() + kind[1:]

    def size(self, *keys: str) -> float:
        """The size of letters in these styles, the last one strongest, in half points (0: not said)."""
        for key in reversed(keys):
            for one in self.chain(key):
                if one.size:
                    return one.size
        return self.usual_size

    def level(self, key: str) -> int:
        """The level of a heading in this style, or 0."""
        named = _HEADING.match(key) if key not in self.by_id else None
        if named:
            return int(named[1] or named[2])
        return next((one.level for one in self.chain(key) if one.level), 0)

    def number(self, key: str) -> tuple[str, int] | None:
        """The list this style belongs to."""
        return next((one.number for one in self.chain(key) if one.number), None)

    def looks(self, *keys: str) -> dict[str, bool]:
        """What these styles, the last one strongest, say of the looks of words."""
        found: dict[str, bool] = {}
        for key in keys:
            for one in reversed(self.chain(key)):
                found |= one.looks
        return found


class Numbers:
    """The numbers that Word writes before the paragraphs of its lists, counted as Word counts them."""

    def __init__(self, tree: Element | None) -> None:
        self.kinds: dict[str, dict[int, Level]] = {}
        self.lists: dict[str, tuple[str, dict[int, int]]] = {}
        self.counts: dict[str, list[int]] = {}
        self.begun: set[str] = set()
        links: dict[str, str] = {}
        linked: dict[str, str] = {}
        for one in tree.findall(f"{W}abstractNum") if tree is not None else ():
            key = one.get(f"{W}abstractNumId") or ""
            self.kinds[key] = {_depth(level): _level(level) for level in one.findall(f"{W}lvl")}
            links[val(one.find(f"{W}styleLink"))] = key
            linked[key] = val(one.find(f"{W}numStyleLink"))
        for one in tree.findall(f"{W}num") if tree is not None else ():
            kind = val(one.find(f"{W}abstractNumId"))
            if linked.get(kind):
                kind = links.get(linked[kind], kind)
            starts = {}
            for other in one.findall(f"{W}lvlOverride"):
                start = val(other.find(f"{W}startOverride"))
                if start.isdigit():
                    starts[_depth(other)] = int(start[:6])
            self.lists[one.get(f"{W}numId") or ""] = (kind, starts)

    def next(self, number: tuple[str, int]) -> str:
        """What stands before the next paragraph of a list: "4.", "a)", "•", or nothing."""
        key, depth = number
        if key not in self.lists:
            return ""
        kind, starts = self.lists[key]
        levels = self.kinds.get(kind, {})
        counts = self.counts.setdefault(kind, [0] * 9)
        if key not in self.begun:
            self.begun.add(key)
            for at, start in starts.items():
                counts[at] = start - 1
                counts[at + 1 :] = [0] * (8 - at)
        level = levels.get(depth, Level())
        if not counts[depth]:
            counts[depth] = level.start - 1
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (8 - depth)
        if level.kind == "bullet":
            return "•"
        if level.kind == "none":
            return ""

        def count(found: re.Match) -> str:
            at = int(found[1]) - 1
            one = levels.get(at, Level())
            return _written(counts[at] or one.start, one.kind)

        return re.sub(r"%([1-9])", count, level.text).strip()[:40]


def _depth(element: Element) -> int:
    depth = element.get(f"{W}ilvl") or ""
    return min(int(depth), 8) if depth.isdigit() and len(depth) < 3 else 0


def _level(element: Element) -> Level:
    start = val(element.find(f"{W}start"))
    return Level(
        int(start[:6]) if start.isdigit() else 1,
        val(element.find(f"{W}numFmt")) or "decimal",
        val(element.find(f"{W}lvlText")),
    )


def _written(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and 1 <= number <= 702:
        first, last = divmod(number - 1, 26)
        letters = (chr(96 + first) if first else "") + chr(97 + last)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman") and 1 <= number <= 39:
        return roman(number) if kind == "lowerRoman" else roman(number).upper()
    if kind == "decimalZero":
        return f"{number:02}"
    if kind == "ordinal":
        return f"{number}{_ENDINGS.get(number % 10, 'th') if number % 100 not in (11, 12, 13) else 'th'}"
    if kind in ("cardinalText", "ordinalText") and number < len(_IN_WORDS[kind]):
        return _IN_WORDS[kind][number]
    return "" if kind == "none" else str(number)
