"""Lists that Word saves as paragraphs of a page: the bullet or number is words in front, the level is a style."""

import re
from xml.etree.ElementTree import Element

from briefings.importing.readers.walk.looks import Looks

_LEVEL = re.compile(r"l\d+ level([1-9])")
# A sign or a number of at most eight characters, with the gap that Word makes of no-break spaces.
_LEADING = re.compile(r"\s*(\S{1,8})\s*\u00a0\s*")
_NUMBER = re.compile(r"\(?(?:[a-zA-Z]?\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})(?:\.\d{1,3})*[.):]{0,2}")
_SIGNS = set("oO§Øvqnüàþ¨Ÿlu")  # as bullets of symbol faces arrive in letters
_MARGIN = re.compile(r"(\d{1,4}(?:\.\d+)?)(pt|cm|in|px|mm)")
_POINTS = {"pt": 1.0, "cm": 28.35, "in": 72.0, "px": 0.75, "mm": 2.835}
_STEP = 36.0  # points: how far Word moves each level in


def listed(element: Element, looks: Looks) -> tuple[str, int] | None:
    """The marker of a paragraph that is an item of a list, and how deep it stands; the marker leaves its words.

    None for any other paragraph. A bullet is "•", whatever sign Word drew it with.
    """
    said = looks.of(element)
    level = _LEVEL.match(said.get("mso-list", ""))
    names = (element.get("class") or "").lower().split()
    if not level and not any(name.startswith("msolist") for name in names):
        return None
    leading = _LEADING.match("".join(element.itertext())[:80])
    if not leading:
        return None
    typed = leading[1]
    if len(typed) == 1 and (typed in _SIGNS or not typed.isalnum()):
        marker = "•"
    elif _NUMBER.fullmatch(typed) and not typed.isalpha():
        marker = typed
    else:
        return None
    without_start(element, leading.end())
    return marker, int(level[1]) - 1 if level else _depth(said.get("margin-left", ""))


def _depth(margin: str) -> int:
    found = _MARGIN.match(margin)
    return min(8, max(0, round(float(found[1]) * _POINTS[found[2]] / _STEP) - 1)) if found else 0


def without_start(element: Element, length: int) -> int:
    """Take so many characters off the front of an element's words; how many are still to go."""
    text = element.text or ""
    element.text, length = text[length:], max(0, length - len(text))
    for child in element:
        if not length:
            return 0
        length = without_start(child, length)
        tail = child.tail or ""
        child.tail, length = tail[length:], max(0, length - len(tail))
    return length
