"""One reader for each kind of file. A reader takes bytes and gives a Source; it opens nothing itself."""

import hashlib
from collections.abc import Callable
from pathlib import PurePath

from briefings.importing.lines import CannotRead, Source, word_count
from briefings.importing.readers import markdown, text

READERS: dict[str, Callable[[bytes], Source]] = {
    ".txt": text.read,
    ".text": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
}


def read(data: bytes, *, name: str) -> Source:
    """Read a file by the ending of its name. Raises CannotRead with words for the officer."""
    ending = PurePath(name).suffix.lower()
    if ending not in READERS:
        known = ", ".join(READERS)
        raise CannotRead(f"This kind of file cannot be read here. Save it as one of {known} and try again.")
    source = READERS[ending](data)
    source.digest = hashlib.sha256(data).hexdigest()
    source.words = word_count(one.text for one in (*source.lines, *source.set_aside))
    if not any(line.text.strip() for line in source.lines) and not source.set_aside:
        raise CannotRead("The file is empty. Choose the file that holds the words.")
    return source
