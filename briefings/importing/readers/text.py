"""Plain text: bytes to lines, whatever program wrote them."""

import codecs
import re

from briefings.importing.lines import CannotRead, Flag, Line, Source

MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 20_000  # a report of 25,000 words has under 2,000
LONGEST_LINE = 60_000  # characters; a paragraph has under 2,000
# Line ends that count as a new line, and page breaks that only split one.
_ENDS = re.compile(r"\r\n|\n|\r")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f\ufeff]")
_BREAKS = re.compile(r"[\x0b\x1c\x1d\x1e\x85\u2028\u2029]")


def read(data: bytes) -> Source:
    """A .txt file as lines. Raises CannotRead for anything that is not text or is too big."""
    text, flags = decoded(data)
    return Source(lines=lines_of(text), flags=flags)


def decoded(data: bytes) -> tuple[str, list[Flag]]:
    """The text in UTF-8, UTF-16 or Windows-1252 bytes, with a flag when the encoding had to be guessed."""
    if len(data) > MOST_BYTES:
        raise CannotRead(
            f"The file is larger than {MOST_BYTES // 1024 // 1024} MB, which no text of this kind is. "
            "Split it, or choose the right file."
        )
    if not data.strip():
        raise CannotRead("The file is empty. Choose the file that holds the words.")
    flags: list[Flag] = []
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = data.decode("utf-16")
        else:
            if b"\0" in data:
                raise CannotRead("This is not a text file. Save the document as plain text (.txt) and try again.")
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise CannotRead(
                "The letters in this file cannot be made out. Save it again as plain text with UTF-8 encoding."
            ) from None
        flags.append(
            Flag("encoding-guessed", 1, "Check accents, quotation marks and dashes: the file did not say how its "
                 "letters are written, and it was read as Windows text.")
        )  # fmt: skip
    odd = len(_CONTROL.findall(text))
    if "\0" in text or odd * 50 > len(text):
        raise CannotRead("This is not a text file. Save the document as plain text (.txt) and try again.")
    return _CONTROL.sub("", text), flags


def lines_of(text: str) -> list[Line]:
    """The numbered lines of a text; a form feed starts a new page on the same line number."""
    found: list[Line] = []
    for number, whole in enumerate(_ENDS.split(text), 1):
        if number > MOST_LINES:
            raise CannotRead(f"The file has more than {MOST_LINES:,} lines. Split it, or choose the right file.")
        if len(whole) > LONGEST_LINE:
            raise CannotRead(
                f"Line {number} is longer than {LONGEST_LINE:,} characters. Put each paragraph on a line of its own."
            )
        for at, page in enumerate(whole.split("\f")):
            for piece in _BREAKS.split(page):
                found.append(Line(number=number, text=piece.rstrip(), starts_page=at > 0))
    return found
