"""The package a Word file is: opened only as far as it is safe to.

A .docx is a zip of XML. What the directory promises is added up before anything is inflated, what is
inflated is bounded again, and XML that declares a document type (the way to entities) is refused.
"""

import io
import zipfile
import zlib
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from briefings.importing.lines import CannotRead

MOST_ENTRIES = 2_000
LARGEST_INFLATED = 120 * 1024 * 1024  # all parts together
LARGEST_XML = 12 * 1024 * 1024  # one part; a report of 25,000 words has under 4 MB
MOST_ELEMENTS = 400_000
DEEPEST = 150
_BOMB = "This file says that it is smaller than it is, so it was not opened. Save it again in Word and try that."
_BROKEN = "This file is damaged and cannot be opened. Open it in Word, save it again as .docx and try that."
_STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
# All that a damaged or hostile zip can set off in the standard library.
UNPACKING_FAILED = (
    zipfile.BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError, EOFError, OSError, RuntimeError,
)  # fmt: skip


class Package:
    """The parts of a Word file by name. Raises CannotRead for what is no package, or too much of one."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except UNPACKING_FAILED as fault:
            raise CannotRead(_BROKEN) from fault
        if len(entries) > MOST_ENTRIES:
            raise CannotRead(
                f"This file has {len(entries):,} parts inside it, and at most {MOST_ENTRIES:,} can be read. "
                "Take its pictures out, or split it, and try again."
            )
        if any(one.flag_bits & 1 for one in entries):
            raise CannotRead("This file is locked with a password. Save it in Word without one and try again.")
        inflated = sum(one.file_size for one in entries)
        if inflated > LARGEST_INFLATED:
            raise CannotRead(
                f"This file unpacks to {in_mb(inflated)}, and at most {in_mb(LARGEST_INFLATED)} can be read. "
                "Take its pictures out, or split it, and try again."
            )
        self.names = {one.filename for one in entries}

    def size(self, name: str) -> int:
        """How many bytes a part says it has."""
        return self._zip.getinfo(name).file_size if name in self.names else 0

    def read(self, name: str, *, most: int) -> bytes:
        """The bytes of a part, which may not be more than `most`."""
        if self.size(name) > most:
            raise CannotRead(
                f"The words of this file, or one part of it, take {in_mb(self.size(name))}, and at most {in_mb(most)} "
                "can be read. Split the document and import each half by itself."
            )
        try:
            with self._zip.open(name) as part:
                data = part.read(most + 1)
        except UNPACKING_FAILED as fault:
            raise CannotRead(_BROKEN) from fault
        if len(data) > most:
            raise CannotRead(_BOMB)
        return data

    def tree(self, name: str) -> Element | None:
        """A part as XML, or None if the package has none of that name."""
        return tree_of(self.read(name, most=LARGEST_XML)) if name in self.names else None


def in_mb(size: int) -> str:
    """A number of bytes for people: rounded up, so that what is a little too large says so ("25.1 MB")."""
    tenths = -(-size * 10 // (1024 * 1024))
    return f"{tenths // 10}.{tenths % 10} MB" if tenths % 10 else f"{tenths // 10} MB"


def tree_of(data: bytes) -> Element:
    """XML as a tree: no document type, no entities, bounded in size and depth."""
    builder = TreeBuilder()
    depth = elements = 0

    def named(name: str) -> str:
        space, mark, local = name.rpartition("}")
        if " " in space:  # no address of a vocabulary has one, and later readers part names at it
            raise CannotRead(_BROKEN)
        return f"{{{_STRICT.get(space, space)}}}{local}" if mark else local

    def begin(name: str, attributes: list[str]) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if elements > MOST_ELEMENTS:
            raise CannotRead(
                f"This file has more than {MOST_ELEMENTS:,} pieces of markup, which no document of these kinds has. "
                "Copy its words into a new document and try that."
            )
        if depth > DEEPEST:
            raise CannotRead(
                f"This file has boxes inside boxes, more than {DEEPEST} deep. "
                "Copy its words into a new document and try that."
            )
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        builder.start(named(name), {named(key): value for key, value in pairs})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(named(name))

    def refused(*_) -> None:
        raise CannotRead("This file declares entities, which no document needs, so it was not opened. Save it again.")

    parser = expat.ParserCreate(namespace_separator="}")
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refused
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, AssertionError, ValueError) as fault:
        raise CannotRead(_BROKEN) from fault
