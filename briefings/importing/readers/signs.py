"""Equations as one line of signs: what Word files and web pages have in common, and the equations of pages (MathML)."""

from xml.etree.ElementTree import Element

_UP = str.maketrans("0123456789+-=n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼ⁿ")
_DOWN = str.maketrans("0123456789+-=", "₀₁₂₃₄₅₆₇₈₉₊₋₌")
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}
_UNSEEN = {"annotation", "annotation-xml", "mphantom"}
_DEEPEST = 60


def held(text: str) -> str:
    """A part that stands for one thing: in brackets if it is more than one name or number."""
    return text if text.isalnum() or (text[:1], text[-1:]) == ("(", ")") or len(text) < 2 else f"({text})"


def raised(text: str) -> str:
    """A part above the line: ², or ^(a+1) where there are no such signs."""
    return text.translate(_UP) if text and set(text) <= set("0123456789+-=n") else f"^{held(text)}" if text else ""


def lowered(text: str) -> str:
    """A part below the line: ₁, or _(i=1) where there are no such signs."""
    return text.translate(_DOWN) if text and set(text) <= set("0123456789+-=") else f"_{held(text)}" if text else ""


def fraction(over: str, under: str) -> str:
    """One part over another: 3/4, (a+b)/c."""
    return f"{held(over)}/{held(under)}"


def root(degree: str, text: str) -> str:
    """A root: √2, ∛(a+b)."""
    return f"{_ROOTS.get(degree) or raised(degree) + '√'}{held(text)}"


def of_page(element: Element, depth: int = 0) -> str:
    """The words and signs of a `math` element of a page, or of a part of one."""
    tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    if not tag or tag in _UNSEEN:
        return ""
    if depth > _DEEPEST:
        return "".join(element.itertext())
    if not len(element):
        return (element.text or "").strip()
    parts = [of_page(child, depth + 1) for child in element]
    written = ""
    match tag, parts:
        case "mfrac", [over, under]:
            written = fraction(over, under)
        case (("msup" | "mover"), [base, above]):
            written = held(base) + raised(above)
        case (("msub" | "munder"), [base, below]):
            written = held(base) + lowered(below)
        case (("msubsup" | "munderover"), [base, below, above]):
            written = held(base) + lowered(below) + raised(above)
        case "mroot", [base, degree]:
            written = root(degree, base)
        case "msqrt", _:
            written = root("", "".join(parts))
        case "mtable", _:
            written = f"[{'; '.join(parts)}]"
        case "mtr", _:
            written = ", ".join(parts)
        case _:
            written = (element.text or "").strip() + "".join(
                part + (child.tail or "").strip() for part, child in zip(parts, element, strict=True)
            )
    return written
