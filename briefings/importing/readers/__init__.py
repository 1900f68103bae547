"""One reader for each kind of file. A reader takes bytes and gives a Source; it opens nothing itself.

What a file is, its bytes say first and its name second: a page saved as .txt is read as a page.
"""

import codecs
import hashlib
import re
from collections.abc import Callable
from functools import partial
from pathlib import PurePath

from briefings.importing.lines import CannotRead, Flag, Source, word_count
from briefings.importing.readers import child, markdown, text

MOST_BYTES = 25 * 1024 * 1024  # a report with pictures has under 15 MB; words alone have under 1
READERS: dict[str, Callable[[bytes], Source]] = {
    "word": partial(child.read, kind="word"),
    "pdf": partial(child.read, kind="pdf"),
    "html": partial(child.read, kind="html"),
    "odt": partial(child.read, kind="odt"),
    "text": text.read,
    "markdown": markdown.read,
}
ENDINGS = {
    ".docx": "word", ".docm": "word", ".dotx": "word", ".odt": "odt", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
}  # fmt: skip
USUAL = (".docx", ".odt", ".pdf", ".html", ".txt", ".md")  # as they are named to officers
_NAMES = {
    "word": "a Word file",
    "odt": "an OpenDocument text",
    "pdf": "a PDF",
    "html": "a web page",
    "text": "plain text",
    "markdown": "plain text",
}
# What a zip of this kind says first of all, as the standard asks.
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_PAGE = re.compile(rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_OTHERS = (
    (b"{\\rtf", "This is a Rich Text file. Open it in Word, save it as .docx and try again."),
    (b"\x89PNG", "This is a picture. Choose the file that holds the words."),
    (b"\xff\xd8\xff", "This is a picture. Choose the file that holds the words."),
    (b"GIF8", "This is a picture. Choose the file that holds the words."),
    (b"\x1f\x8b", "This is a packed file. Unpack it and choose the document inside."),
    (b"7z\xbc\xaf", "This is a packed file. Unpack it and choose the document inside."),
    (b"Rar!", "This is a packed file. Unpack it and choose the document inside."),
    (b"MZ\x90\0", "This is a program, not a document. Choose the file that holds the words."),
    (b"\x7fELF", "This is a program, not a document. Choose the file that holds the words."),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read(data: bytes, *, name: str) -> Source:
    """Read a file. `name` is what it is called. Raises CannotRead with words for the officer."""
    ending = PurePath(name).suffix.lower()
    if len(data) > MOST_BYTES:
        raise CannotRead(
            f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. "
            "Take its pictures out, or split it, and try again."
        )
    kind = kind_of(data, ending)
    source = READERS[kind](data)
    said = ENDINGS.get(ending, "")
    if said and _NAMES[said] != _NAMES[kind]:
        message = f"The name of the file ends in {ending}, but it is {_NAMES[kind]}. It was read as what it is."
        source.flags.insert(0, Flag("wrong-ending", 1, message))
    _bounded(source)
    source.digest = hashlib.sha256(data).hexdigest()
    source.words = word_count(one.text for one in (*source.lines, *source.set_aside, *source.unplaced))
    if not any(line.text.strip() for line in source.lines) and not source.set_aside and not source.unplaced:
        raise CannotRead("The file is empty. Choose the file that holds the words.")
    return source


def _bounded(source: Source) -> None:
    """What comes after has to go through every line more than once."""
    for line in source.lines:
        if len(line.text) > text.LONGEST_LINE:
            raise CannotRead(
                f"Paragraph {line.number} is longer than {text.LONGEST_LINE:,} characters. Divide it and try again."
            )
    if sum(len(line.text) for line in source.lines) > text.MOST_BYTES:
        raise CannotRead("The file has far more words than a document of any of these kinds. Split it.")


def kind_of(data: bytes, ending: str) -> str:
    """Which reader a file needs, by its bytes and then by the ending of its name. Raises CannotRead."""
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return "odt" if data.startswith(_ODT, 30) else "word"
    if b"%PDF-" in data[:1024]:  # PDFium and browsers look no further for it either
        return "pdf"
    if data.startswith(_OLD_OFFICE):
        if _LOCKED in data:
            raise CannotRead("This file is locked with a password. Save it in Word without one and try again.")
        raise CannotRead("This is a file of an old Word (.doc). Open it in Word, save it as .docx and try again.")
    for mark, advice in _OTHERS:
        if data.startswith(mark):
            raise CannotRead(advice)
    said = ENDINGS.get(ending)
    if said is None:
        raise CannotRead(f"This kind of file cannot be read here. Save it as one of {', '.join(USUAL)} and try again.")
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise CannotRead("The file is empty. Choose the file that holds the words.")
    if said == "pdf":
        raise CannotRead("This is not a PDF, or a damaged one. Open it, save it as a new PDF, and try that.")
    if said == "word" or (said == "text" and _PAGE.match(_start(data))):
        if said == "word" and not _PAGE.match(_start(data)):
            raise CannotRead("This is not a Word document (.docx). Save it as .docx in Word and try again.")
        return "html"
    return said


def _start(data: bytes) -> bytes:
    """The first bytes, in one byte a letter."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data[:8192].decode("utf-16", "ignore").encode("utf-8")
    return data[:4096].removeprefix(codecs.BOM_UTF8)
