"""What the styles inside a web page say of its elements: what nobody sees, what is bold, what Word meant by it.

Only the page's own style sheets and `style` attributes count; none is fetched. Rules that hold for paper or for some
sizes of screen only are passed over.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

import cssselect2
import tinycss2

_MOST = 1_000_000  # characters of style sheets: reading them takes some 4 µs for each
_READ = {
    "display", "visibility", "opacity", "font-size", "font", "font-weight", "font-style", "text-decoration",
    "text-decoration-line", "vertical-align", "margin-left", "list-style-type", "clip", "position", "left", "top",
    "color", "background", "background-color", "background-image", "mso-hide", "mso-list", "mso-element",
    "mso-special-character", "mso-outline-level", "mso-prop-change",
}  # fmt: skip
_EVERY_SCREEN = re.compile(r"\s*(?:only\s+)?(?:screen|all)?\s*", re.IGNORECASE)
_WEIGHT = re.compile(r"\b(bold(?:er)?|[6-9]00|normal|lighter|[1-5]00)\b")
_HEAVY = re.compile(r"bold|[6-9]00")
_NOUGHT = re.compile(r"0+(?:\.0+)?(?:[a-z%]*)")
_SIZE = re.compile(r"(?<![\w.])(\d{1,3}(?:\.\d{1,3})?)(pt|px|em|rem|%)")
_POINTS = {"pt": 1.0, "px": 0.75, "rem": 12.0}
_OF_FONT = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_NAMED = {"small": 10.0, "medium": 12.0, "large": 13.5, "x-large": 18.0, "xx-large": 24.0}
_TINY = re.compile(r"[01](?:\.\d{1,3})?(?:px|pt)")
_WHITE = re.compile(r"white|#fff(?:fff)?|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\)")
_NO_COLOUR = {"", "none", "transparent", "inherit", "initial"}
_FAR_OFF = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem)?|-9\d{2,}")
_CLIPPED = re.compile(r"rect\(\s*[01](?:px)?[, ]+[01](?:px)?[, ]+[01](?:px)?[, ]+[01](?:px)?\s*\)")
# Frameworks hide by these, and pages are often saved without the sheets that say so.
_HIDING = {
    "hidden", "d-none", "sr-only", "visually-hidden", "govuk-visually-hidden", "screen-reader-text",
    "element-invisible",
}  # fmt: skip
Saying = dict[str, str]  # a property to its value, both in small letters


class Looks:
    """The styles of one page."""

    def __init__(self, page: Element | None = None) -> None:
        """Read the style sheets in `page`, the root of its tree; without one, only `style` attributes count."""
        self.is_cut = False  # there was more of style sheets than is read
        self.given: dict[int, Saying] = {}
        if page is None:
            return
        matcher = cssselect2.Matcher()
        some = False
        for selector, said in self._rules(page):
            some = True
            matcher.add_selector(selector, said)
        if some:
            for element in cssselect2.ElementWrapper.from_html_root(page).iter_subtree():
                found = matcher.match(element)
                if found:
                    self.given[id(element.etree_element)] = _settled(found)

    def _rules(self, page: Element) -> Iterator[tuple[cssselect2.compiler.CompiledSelector, list]]:
        left = _MOST
        for sheet in page.iter("style"):
            text = "".join(sheet.itertext())
            left -= len(text)
            if left < 0:
                self.is_cut = True
                return
            if not _EVERY_SCREEN.fullmatch(sheet.get("media") or ""):
                continue
            yield from _rules_of(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))

    def of(self, element: Element) -> Saying:
        """What is said of an element; its own `style` attribute wins."""
        given, own = self.given.get(id(element), {}), element.get("style")
        if not own:
            return given
        return given | _own(own) if given else _own(own)

    def hides(self, element: Element) -> bool:
        """Whether nobody sees an element: hidden, of no size, or far beside the page."""
        if element.get("hidden") not in (None, "until-found"):
            return True
        said = self.of(element)
        if said.get("display") == "none" or said.get("visibility") in ("hidden", "collapse"):
            return True
        if said.get("mso-hide", "none") not in ("none", "no") or _NOUGHT.fullmatch(said.get("opacity", "")):
            return True
        if _NOUGHT.fullmatch(said.get("font-size", "")) or _TINY.fullmatch(said.get("font-size", "")):
            return True
        if said.get("position") in ("absolute", "fixed") and (
            _CLIPPED.search(said.get("clip", "")) or any(_FAR_OFF.fullmatch(said.get(x, "")) for x in ("left", "top"))
        ):
            return True
        return not _HIDING.isdisjoint((element.get("class") or "").split()) and "display" not in said

    def bold(self, element: Element) -> bool | None:
        """Whether its words are bold, or None if nothing is said of it."""
        said = self.of(element)
        weight = said.get("font-weight") or said.get("font", "")
        found = _WEIGHT.search(weight)
        return bool(_HEAVY.search(found[1])) if found else None

    def slanted(self, element: Element) -> bool | None:
        """Whether its words are slanted, or None if nothing is said of it."""
        said = self.of(element)
        style = said.get("font-style") or said.get("font", "")
        if "italic" in style or "oblique" in style:
            return True
        return False if said.get("font-style") == "normal" else None

    def white(self, element: Element) -> bool:
        """Whether its letters are white."""
        return bool(_WHITE.fullmatch(self.of(element).get("color") or (element.get("color") or "").lower()))

    def coloured(self, element: Element) -> bool:
        """Whether it has a background of its own, which white letters are seen on."""
        said = self.of(element)
        given = [said.get(name, "") for name in ("background", "background-color", "background-image")]
        given.append((element.get("bgcolor") or element.get("background") or "").lower())
        return any(one not in _NO_COLOUR and not _WHITE.fullmatch(one) for one in given)

    def size(self, element: Element, around: float) -> float:
        """The size of its letters in points, of which those around it have `around`; 0 if nothing is said."""
        said = self.of(element)
        given = said.get("font-size") or said.get("font", "")
        found = _SIZE.search(given)
        if found:
            return float(found[1]) * (_POINTS.get(found[2]) or (around or 12.0) / (100 if found[2] == "%" else 1))
        if element.tag == "font" and (element.get("size") or "") in _OF_FONT:
            return _OF_FONT[element.get("size") or ""]
        return _NAMED.get(given.strip(), 0)

    def struck(self, element: Element) -> bool:
        """Whether a line goes through its words."""
        said = self.of(element)
        return "line-through" in said.get("text-decoration", "") + said.get("text-decoration-line", "")

    def raised(self, element: Element) -> bool:
        """Whether its words stand above the line, as the mark of a footnote does."""
        return self.of(element).get("vertical-align") == "super"


def _rules_of(rules: list) -> Iterator[tuple[cssselect2.compiler.CompiledSelector, list]]:
    for rule in rules:
        if rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in ("media", "layer"):
            if rule.lower_at_keyword == "layer" or _EVERY_SCREEN.fullmatch(tinycss2.serialize(rule.prelude)):
                yield from _rules_of(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
        elif rule.type == "qualified-rule":
            said = _said(rule.content)
            if said:
                try:
                    chosen = cssselect2.compile_selector_list(rule.prelude)
                except cssselect2.SelectorError:
                    continue
                yield from ((one, said) for one in chosen if one.pseudo_element is None)


def _said(content) -> list[tuple[str, str, bool]]:
    """The declarations of a block that matter here: name, value, whether it is important."""
    return [
        (one.lower_name, tinycss2.serialize(one.value).strip().lower(), one.important)
        for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        if one.type == "declaration" and one.lower_name in _READ
    ]


def _settled(found: list) -> Saying:
    """Of all that is said of an element, what holds. The weakest comes first."""
    said = {}
    for important in (False, True):
        for _, _, _, declarations in found:
            said |= {name: value for name, value, strong in declarations if strong == important}
    return said


@lru_cache(maxsize=2_000)
def _own(style: str) -> Saying:
    return {name: value for name, value, _ in _said(style)}
