"""Words that the safeguarding field avoids, and what to write instead: the list that holds for everybody.

The list is lists/words_to_avoid.txt. Partnerships add their own on the screen "Words to avoid".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefings.checklist.prose import LISTS
from portal.text.word_lists import any_of, lines_in

# “not hard to reach”, “nobody was promiscuous”: anyone who denies a word does not use it against somebody.
DENIED = re.compile(
    r"\b(?:not|never|nobody|no|none|nor|neither|without|rather than|instead of|n[’']t)(?: \w+){0,2} $", re.I
)


@dataclass(frozen=True)
class Avoided:
    """One way of saying something. `of_subject`: it is avoided only when it is said of the person or a child."""

    slug: str
    pattern: re.Pattern[str]
    instead: str
    of_subject: bool = False

    @classmethod
    def typed(cls, words: str, instead: str) -> "Avoided":
        """From a partnership's list: whole words, whatever the capitals, the spaces or hyphens, a plural too."""
        inside = r"[\s-]+".join(re.escape(one) for one in re.split(r"[\s-]+", words.strip()))
        instead = f"write “{instead.strip()}”" if instead.strip() else ""
        return cls(_slug(words), re.compile(rf"\b{inside}(?:s|es)?(?!\w)", re.IGNORECASE), instead)

    def found_in(self, text: str, *, subjects: frozenset[str]) -> Iterator[str]:
        """The words as they stand in a text, each time."""
        for one in self.pattern.finditer(text):
            before = re.split(r"[.!?\n:;]", text[: one.start()])[-1]
            if DENIED.search(before) or (self.of_subject and not _is_of_a_child(before, subjects)):
                continue
            yield " ".join(one.group().split())


CHILD = re.compile(r"\b(?:child|children|girls?|boys?|baby|babies|toddler|teenager|young (?:person|people|woman|man)|"
                   r"daughters?|sons?|pupils?|siblings?|sisters?|brothers?|he|she|they)\b", re.IGNORECASE)  # fmt: skip


def _is_of_a_child(before: str, subjects: frozenset[str]) -> bool:
    near = " ".join(before.split()[-6:])
    return bool(CHILD.search(near) or any(re.search(rf"\b{re.escape(name)}\b", near) for name in subjects))


def _slug(words: str) -> str:
    return "-".join(re.findall(r"\w+", words.lower()))


def _listed(words: str, lines: tuple[str, ...]) -> Avoided:
    """One section of the list: its ways of saying it, what to write instead, and where it is avoided."""
    said = {key: text for line in lines for key, sign, text in [line.partition(": ")] if sign}
    instead = next(line for line in lines if line.startswith("-> ")).removeprefix("-> ")
    ways = tuple(line for line in lines if not line.startswith("-> ") and ": " not in line and line != OF_A_CHILD)
    unless = f"(?! {any_of((said['not before'],))})" if "not before" in said else ""
    only = f"(?= {any_of((said['only before'],))}|[.,])" if "only before" in said else ""
    pattern = re.compile(rf"\b{any_of(ways)}{unless}{only}(?!\w)", re.IGNORECASE)
    return Avoided(_slug(words), pattern, instead, of_subject=OF_A_CHILD in lines)


OF_A_CHILD = "of a child"
AVOIDED = [_listed(words, lines) for words, lines in lines_in(LISTS / "words_to_avoid.txt").items() if words]
