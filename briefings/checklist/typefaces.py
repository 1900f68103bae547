"""Whether a sheet has a typeface for every letter and sign: what is printed instead, and what cannot be printed."""

from collections.abc import Iterator

from briefings import document as doc
from briefings.checklist.problem import Circumstances, Problem
from briefings.rendering import Rendered, fonts
from briefings.rendering.signs import without_typeface
from portal.text.sentences import listed

NOT_SEEN = {"": "nothing", " ": "a space"}
MOST_SHOWN = 6  # signs or words of one message


def signs_have_an_equivalent(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    """Signs that are printed as something plainer, on the page and on paper alike."""
    first: dict[tuple[str, str], str] = {}
    for where, sign, written in around.replaced_signs:
        first.setdefault((sign, written), where)
    if not first:
        return
    shown = list(first.items())[:MOST_SHOWN]
    says = listed(
        f"{sign} is printed as {NOT_SEEN.get(written) or f'“{written}”'}" for (sign, written), _where in shown
    )
    more = f", and {len(first) - MOST_SHOWN} more" if len(first) > MOST_SHOWN else ""
    message = f"Check how signs are printed: {says}{more}. Write words instead where that reads badly."
    places = tuple((sign, where) for (sign, _written), where in shown) if len(first) > 1 else ()
    yield Problem("sign-replaced", shown[0][1], message, stops=False, places=places)


def letters_have_a_typeface(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    """Words in a script that no typeface of the sheets has. The web page shows them; the PDF could not."""
    letters = fonts.letters()
    found: dict[str, dict[str, str]] = {}  # script: word: where it stands first
    written = [*doc.sources(document), *(("partnerships", one.name) for one in document.publishers),
               *(("parts", f"{one.title} {one.publisher}") for one in document.links)]  # fmt: skip
    for where, text in written:
        for word, script in without_typeface(text, letters=letters):
            found.setdefault(script, {}).setdefault(word, where)
    for script, words in found.items():
        shown = [word for word in words if not around.protected_in(word)][:MOST_SHOWN]
        quoted = f"“{' '.join(shown)}”" if shown else "these words"
        message = (
            f"Write {quoted} in other letters, or link to a page that says it: the PDF has no typeface for {script} "
            "letters. The web page can show them."
        )
        yield Problem("no-typeface", next(iter(words.values())), message, stops=True)


CHECKS = [signs_have_an_equivalent, letters_have_a_typeface]
