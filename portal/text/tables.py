"""Tables that are taken away as files. No models, so that every room may use it."""

import unicodedata

_FORMULA = frozenset("=+-@")


def harmless(cell: object) -> str:
    """A cell of a table as words that a spreadsheet does not take for a formula.

    Spreadsheets pass over blanks and line ends before a sign, and some read a full-width sign as the plain one.
    """
    words = str(cell)
    if words[:1].isalnum():  # as nearly all cells begin
        return words
    first = next((sign for sign in words if unicodedata.category(sign)[0] not in "ZC"), "")  # neither blank nor control
    is_taken_for_one = unicodedata.normalize("NFKC", first)[:1] in _FORMULA or words.startswith(("\t", "\r", "\n"))
    return f"'{words}" if is_taken_for_one else words
