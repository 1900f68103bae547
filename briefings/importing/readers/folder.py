"""A .zip of documents: each of its files by itself, opened only as far as it is safe to."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePath

from briefings.importing.lines import CannotRead
from briefings.importing.readers.archive import UNPACKING_FAILED

ENDING = ".zip"
MOST_DOCUMENTS = 20  # in one posting; with script each document is a posting of its own
LARGEST = 25 * 1024 * 1024  # bytes of one document
LARGEST_TOGETHER = 100 * 1024 * 1024
_DAMAGED = "This .zip is damaged or is none. Unpack it and choose the documents inside."


def is_folder(name: str) -> bool:
    """Whether a file is a .zip of documents, by the ending of its name. (A Word file is a zip, too.)"""
    return PurePath(name).suffix.lower() == ENDING


def documents_in(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The documents of a .zip, name and bytes each, one after another. Folders and hidden files are passed over.

    Raises CannotRead with words for the officer: at once for what is no .zip or has too much in it, and on the way
    where a document cannot be unpacked.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        entries = [one for one in package.infolist() if _is_document(one)]
    except UNPACKING_FAILED as fault:
        raise CannotRead(_DAMAGED) from fault
    if not entries:
        raise CannotRead("There is no document in this .zip. Choose the documents themselves.")
    if len(entries) > MOST_DOCUMENTS:
        raise CannotRead(
            f"There are {len(entries)} documents in this .zip, {MOST_DOCUMENTS} at most can be read at a time. Unpack "
            "it and choose some of them."
        )
    if any(one.flag_bits & 1 for one in entries):
        raise CannotRead("This .zip is locked with a password. Unpack it and choose the documents inside.")
    if sum(one.file_size for one in entries) > LARGEST_TOGETHER:
        most = LARGEST_TOGETHER // 1024 // 1024
        raise CannotRead(f"The documents of this .zip have more than {most} MB together. Unpack it and choose some.")
    return ((PurePath(one.filename).name, _bytes_of(package, one)) for one in entries)


def _is_document(entry: zipfile.ZipInfo) -> bool:
    is_hidden = any(part.startswith((".", "__MACOSX", "~$")) for part in PurePath(entry.filename).parts if part != "..")
    return not entry.is_dir() and not is_hidden


def _bytes_of(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One document; of one that is too large only as much as shows that it is."""
    try:
        with package.open(entry) as document:
            return document.read(LARGEST + 1)
    except UNPACKING_FAILED as fault:
        raise CannotRead(_DAMAGED) from fault
