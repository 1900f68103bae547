"""Lists of words kept as text files: sections under [headings], and lines that begin with # to say where from and why.

In a list of phrases, one a line, (a|b) is either, (s|) may be left out, * is any word and ' is either apostrophe.
"""

import re
from pathlib import Path

HEADING = re.compile(r"\[([^\]]+)\]")


def lines_in(path: Path) -> dict[str, tuple[str, ...]]:
    """The lines of a file that say something, by their section; "" is what stands before the first heading."""
    found: dict[str, list[str]] = {"": []}
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if heading := HEADING.fullmatch(line):
            section = heading[1]
            found[section] = []
        elif line and not line.startswith("#"):
            found[section].append(line)
    return {name: tuple(lines) for name, lines in found.items()}


def words_in(path: Path) -> dict[str, frozenset[str]]:
    """The words of a file by their section."""
    return {name: frozenset(word for line in lines for word in line.split()) for name, lines in lines_in(path).items()}


def any_of(phrases: tuple[str, ...]) -> str:
    """A regular expression for any of some phrases, the first that fits."""
    return f"(?:{'|'.join(map(_expression, phrases))})"


SIGNS = {r"\(": "(?:", r"\)": ")", r"\|": "|", r"\*": r"\w+", "'": "[’']", r"\ ": " ", r"\-": "-", r"\&": "&"}


def _expression(phrase: str) -> str:
    return re.sub(r"\\.|'", lambda sign: SIGNS.get(sign[0], sign[0]), re.escape(phrase))
