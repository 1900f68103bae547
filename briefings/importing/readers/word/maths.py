"""An equation of Word as one line of signs that means the same: 3/4, 10², √(a+b), x₁."""

from xml.etree.ElementTree import Element

from briefings.importing.readers.signs import fraction, held, lowered, raised, root
from briefings.importing.readers.word.styles import W
from briefings.importing.readers.word.text import M

_DEEPEST = 60


def in_signs(element: Element, depth: int = 0) -> str:
    """The words and signs of an equation, or of a part of one, in the order in which they are read aloud."""
    if depth > _DEEPEST:
        return "".join(one.text or "" for one in element.iter(f"{M}t"))
    write = _WRITTEN.get(element.tag)
    if write is not None:
        return write(element, depth + 1)
    if element.tag in (f"{M}t", f"{W}t"):
        return element.text or ""
    return "".join(in_signs(child, depth + 1) for child in element)


def _part(element: Element, name: str, depth: int) -> str:
    found = element.find(f"{M}{name}")
    return in_signs(found, depth).strip() if found is not None else ""


def _said(element: Element, place: str, usual: str) -> str:
    """A sign that the properties of a part name, "" if they name none."""
    found = element.find(f"{M}{place}")
    return usual if found is None else found.get(f"{M}val") or ""


def _fraction(element: Element, depth: int) -> str:
    over, under = _part(element, "num", depth), _part(element, "den", depth)
    if _said(element, f"fPr/{M}type", "") == "noBar":
        return f"({over} over {under})"
    return fraction(over, under)


def _scripts(element: Element, depth: int) -> str:
    base = held(_part(element, "e", depth))
    scripts = lowered(_part(element, "sub", depth)) + raised(_part(element, "sup", depth))
    return scripts + base if element.tag == f"{M}sPre" else base + scripts


def _root(element: Element, depth: int) -> str:
    return root(_part(element, "deg", depth), _part(element, "e", depth))


def _sum(element: Element, depth: int) -> str:
    sign = _said(element, f"naryPr/{M}chr", "∫")
    limits = lowered(_part(element, "sub", depth)) + raised(_part(element, "sup", depth))
    return f"{sign}{limits} {held(_part(element, 'e', depth))}"


def _brackets(element: Element, depth: int) -> str:
    begins, ends = _said(element, f"dPr/{M}begChr", "("), _said(element, f"dPr/{M}endChr", ")")
    parts = [in_signs(one, depth).strip() for one in element.findall(f"{M}e")]
    return begins + _said(element, f"dPr/{M}sepChr", "|").join(parts) + ends


def _function(element: Element, depth: int) -> str:
    return f"{_part(element, 'fName', depth)} {held(_part(element, 'e', depth))}"


def _limit(element: Element, depth: int) -> str:
    return f"{_part(element, 'e', depth)}_{held(_part(element, 'lim', depth))}"


def _rows(element: Element, depth: int) -> str:
    if element.tag == f"{M}eqArr":
        return "; ".join(in_signs(one, depth).strip() for one in element.findall(f"{M}e"))
    rows = [
        ", ".join(in_signs(one, depth).strip() for one in row.findall(f"{M}e")) for row in element.findall(f"{M}mr")
    ]
    return f"[{'; '.join(rows)}]"


def _accent(element: Element, depth: int) -> str:
    return _part(element, "e", depth) + _said(element, f"accPr/{M}chr", "\u0302")


def _phantom(element: Element, depth: int) -> str:
    shown = element.find(f"{M}phantPr/{M}show")
    return "" if shown is not None and shown.get(f"{M}val") in ("0", "off", "false") else _part(element, "e", depth)


_WRITTEN = {
    f"{M}f": _fraction, f"{M}sSup": _scripts, f"{M}sSub": _scripts, f"{M}sSubSup": _scripts, f"{M}sPre": _scripts,
    f"{M}rad": _root, f"{M}nary": _sum, f"{M}d": _brackets, f"{M}func": _function, f"{M}limLow": _limit,
    f"{M}limUpp": _limit, f"{M}eqArr": _rows, f"{M}m": _rows, f"{M}acc": _accent, f"{M}phant": _phantom,
}  # fmt: skip
