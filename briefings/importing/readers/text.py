"""Plain text: bytes to lines, whatever program wrote them."""

import codecs
import re
from collections import Counter
from dataclasses import replace

from briefings.importing.lines import CannotRead, Flag, Line, Source
from briefings.importing.readers.emphasis import seen

MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 20_000  # a report of 25,000 words has under 2,000
LONGEST_LINE = 60_000  # characters; a paragraph has under 2,000
# Line ends that count as a new line, and page breaks that only split one.
_ENDS = re.compile(r"\r\n|\n|\r")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f\ufeff]")
_NOT_TEXT = "This is not a text file. Save the document as plain text (.txt) and try again."
_CUT_END = re.compile(r"(?<![\w-])([^\W\d_]{2,})([-\u2010\u00ad])$")
_CUT_START = re.compile(r"(\s*)([^\W\d_]{2,})([.,;:!?)’”]*)")
_CUT_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_QUOTED = re.compile(r"\s{0,3}>[> ]{0,40}")
_QUOTES = re.compile(r"\s{0,3}>(?: ?>| *$)")
_INTRODUCED = re.compile(r"\bwrote:$|^-{2,}.{0,60}(?:original|forwarded) message.{0,20}-{2,}$|^subject:", re.IGNORECASE)
_WRAPPED = 40  # characters: no line that a program wrapped is shorter
# Ø, ü, q and their like of Wingdings, with the gap that follows a bullet
_SYMBOL = re.compile(r"(\s*)([ØüqvnlŸàþ¨§])(?:\t\s*|\xa0[\s\xa0]*| {2,})(?=\S)")
_BREAKS = re.compile(r"[\x0b\x1c\x1d\x1e\x85\u2028\u2029]")


def read(data: bytes) -> Source:
    """A .txt file as lines. Raises CannotRead for anything that is not text or is too big."""
    text, flags = decoded(data)
    lines, cut = joined_words(_with_bullets(_unquoted(lines_of(text))))
    return Source(lines=lines, flags=flags + cut)


def _unquoted(lines: list[Line]) -> list[Line]:
    """The lines of an e-mail that quotes another, without the signs before them.

    The same sign is how the bullets of some typefaces are copied. It quotes where it stands before an empty line, twice
    in a row, under "… wrote:", or where a sentence goes on behind it from line to line.
    """
    found = list(lines)
    at = 0
    while at < len(lines):
        until = at
        while until < len(lines) and _QUOTED.match(lines[until].text):
            until += 1
        run = [line.text for line in lines[at:until]]
        before = next((line.text.strip() for line in reversed(lines[:at][-3:]) if line.text.strip()), "")
        if run and (_INTRODUCED.search(before) or any(map(_QUOTES.match, run)) or _is_wrapped(run)):
            for place in range(at, until):
                found[place] = replace(lines[place], text=_QUOTED.sub("", lines[place].text))
        at = until + 1 if until == at else until
    return found


def _is_wrapped(run: list[str]) -> bool:
    """Whether most lines behind signs of quoting go on in the next one."""
    words = [_QUOTED.sub("", text) for text in run]
    cut = sum(
        len(one) > _WRAPPED and one[-1:].isalnum() and after[:1].islower()
        for one, after in zip(words, words[1:], strict=False)
    )
    return 2 * cut >= len(words) > 1


def _with_bullets(lines: list[Line]) -> list[Line]:
    """Bullets that arrive as a letter of a symbol face, where two lines or more begin with the same."""
    letters = Counter(found[2] for line in lines if (found := _SYMBOL.match(line.text)))
    return [
        replace(line, text=f"{found[1]}•\t{line.text[found.end() :]}")
        if (found := _SYMBOL.match(line.text)) and letters[found[2]] > 1
        else line
        for line in lines
    ]


def joined_words(lines: list[Line]) -> tuple[list[Line], list[Flag]]:
    """Words that a line end cut at a hyphen are whole again where the same word stands whole elsewhere.

    Otherwise the hyphen may be the word's own (self-neglect): it stays, and is told.
    """
    whole = Counter(word for line in lines for word in _CUT_WORDS.findall(line.text.casefold()))
    found, flags = list(lines), []
    for at, (line, after) in enumerate(zip(lines, lines[1:], strict=False)):
        ends, begins = _CUT_END.search(found[at].text), _CUT_START.match(after.text)
        if not ends or not begins:
            continue
        word = ends[1] + begins[2]
        if ends[2] == "\u00ad" or (whole[word.casefold()] and not whole[f"{ends[1]}-{begins[2]}".casefold()]):
            rest = after.text[begins.end() :].lstrip()
            found[at] = replace(line, text=f"{found[at].text[: ends.start(2)]}{begins[2]}{begins[3]}")
            found[at + 1] = replace(after, text=f"{begins[1]}{rest}" if rest else "")
            message = f"“{word}” was cut by the end of its line and is whole again. Check it."
            flags.append(Flag("word-rejoined", line.number, message))
        else:
            message = (
                f"“{ends[1]}-{begins[2]}” was cut by the end of its line. Take the hyphen out if it is not its own."
            )
            flags.append(Flag("word-cut", line.number, message))
    return [replace(line, text=seen(line.text)) for line in found], flags


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
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\0" in data and not is_utf16:
        raise CannotRead(_NOT_TEXT)
    try:
        text = data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        text = _as_windows_text(b"" if is_utf16 else data)
        message = "Check accents, quotation marks and dashes: the file was read as Windows text, which is a guess."
        flags.append(Flag("encoding-guessed", 1, message))
    odd = len(_CONTROL.findall(text))
    if "\0" in text or odd * 50 > len(text):
        raise CannotRead(_NOT_TEXT)
    return _CONTROL.sub("", text), flags


def _as_windows_text(data: bytes) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not text:
        raise CannotRead(
            "The letters in this file cannot be made out. Save it again as plain text with UTF-8 encoding."
        )
    return text


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
