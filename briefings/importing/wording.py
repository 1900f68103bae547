"""Words as found, written so that Markdown gives back the same words.

What was typed in plain text may look like Markdown by accident (a star, an underscore, "1." in front):
it is escaped. What plainly was meant (paired ** and *, <addresses>, [shown](target), footnote marks)
stays. Every pattern here runs once over the text and cannot go back over it.
"""

import re

from briefings.importing.lines import squeezed

_ADDRESS = r"https?://[^\s<>()\[\]\"“”]{1,2000}"
_MAILBOX = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
LINK = re.compile(r"\[([^\[\]]{1,500})\]\(([^()\s<>]{1,2000})\)")
_KEPT = re.compile(
    rf"(?P<mark>\[\^[A-Za-z0-9_-]{{1,26}}\])"
    rf"|(?P<link>{LINK.pattern})"
    rf"|<(?P<shown>{_ADDRESS}|{_MAILBOX})>"
    rf"|(?P<bare>{_ADDRESS})"
    rf"|(?<![A-Za-z0-9._%+-])(?P<mailbox>{_MAILBOX})"
)
_STRONG = re.compile(r"(?<!\*)\*\*(?=[^\s*])([^*]{0,1000}[^\s*])\*\*(?!\*)")
_SLANTED = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]{0,1000}[^\s*])\*(?![\w*])")
_SPECIAL = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w{1,31};)")
_OPENS_BLOCK = re.compile(r"(?:[-+=](?=\s|$)|#{1,6}(?=\s|$)|={2,}$|-{2,}$|:(?=\s|-))")
_NUMBER_OPENS = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_DEFINITION = re.compile(r"\[[^\]]{1,500}\]:")
_CLOSING = ".,;:!?'’”\""
_NO_ITEM = ("", ">", "|")
_BOLD, _SLANT = "\ue7f0", "\ue7f1"  # stand for kept stars while the rest is escaped


def markdown(text: str, *, marked_up: bool) -> str:
    """One paragraph as Markdown with the words of `text`. `marked_up`: it is Markdown already."""
    text = squeezed(text)
    if marked_up:
        if _DEFINITION.match(text):  # would vanish as the address of a link
            text = "\\" + text
        return _not_a_block(text)
    return _not_a_block(_escaped(text))


def _escaped(text: str) -> str:
    # Addresses are lifted out first, so that emphasis around one is still seen as a pair.
    held: list[str] = []

    def hold(found: re.Match) -> str:
        held.append(_as_markdown(found))
        return f"\ue7f2{len(held) - 1}\ue7f3"

    text = text.translate(_OURS)
    text = _KEPT.sub(hold, text)
    text = _STRONG.sub(rf"{_BOLD}\1{_BOLD}", text)
    text = _SLANTED.sub(rf"{_SLANT}\1{_SLANT}", text)
    text = _marked_off(text)
    text = text.replace(_BOLD, "**").replace(_SLANT, "*")
    return re.sub("\ue7f2(\\d+)\ue7f3", lambda found: held[int(found[1])], text)


_OURS = {ord(sign): None for sign in "\ue7f0\ue7f1\ue7f2\ue7f3"}


def _as_markdown(found: re.Match) -> str:
    if found["mark"]:
        return found["mark"]
    if found["link"]:
        shown, target = LINK.fullmatch(found["link"]).groups()
        return f"[{_marked_off(shown)}]({target})"
    if found["shown"] or found["mailbox"]:
        return f"<{found['shown'] or found['mailbox']}>"
    address = found["bare"].rstrip(_CLOSING + "*")
    return f"<{address}>{_marked_off(found['bare'].removeprefix(address))}"


def _marked_off(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _not_a_block(text: str) -> str:
    number = _NUMBER_OPENS.match(text)
    if number:
        return f"{number[1]}\\{text[number.end(1) :]}"
    return f"\\{text}" if _OPENS_BLOCK.match(text) or text.startswith(">") else text


def plain_line(text: str) -> str:
    """A title: words only, without stars around them."""
    text = squeezed(text)
    return squeezed(_SLANTED.sub(r"\1", _STRONG.sub(r"\1", text)))


class Body:
    """Paragraphs and list items, written down as one Markdown source."""

    def __init__(self) -> None:
        self.pieces: list[tuple[str, int, str]] = []  # how ("", "-", ">" or a number), depth, words
        self.paragraphs = 0
        self.items = 0

    def paragraph(self, text: str) -> None:
        """Add a paragraph."""
        self.pieces.append(("", 0, text))
        self.paragraphs += 1

    def quote(self, text: str) -> None:
        """Add a quotation that stands between paragraphs."""
        self.pieces.append((">", 0, text))

    def table(self, text: str) -> None:
        """Add a table, written as Markdown already."""
        self.pieces.append(("|", 0, text))

    def item(self, text: str, *, depth: int = 0, number: int = 0) -> None:
        """Add an item of a list; with a number, of a numbered one."""
        self.pieces.append((f"{number}." if number else "-", depth, text))
        self.items += 1

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def __str__(self) -> str:
        written: list[str] = []
        last = ""
        for how, depth, text in self.pieces:
            is_item = how not in _NO_ITEM
            if written:
                written.append("\n" if is_item and last not in _NO_ITEM else "\n\n")
            written.append(text if how in ("", "|") else f"{'   ' * depth}{how} {text}")
            last = how
        return "".join(written)
