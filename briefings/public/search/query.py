"""What a reader means by the words in the search box."""

from dataclasses import dataclass

LONGEST = 300  # characters of a search that are read; nobody means the rest


@dataclass(frozen=True)
class Alternative:
    """One way of saying a thing: word stems that belong together, next to each other if it is a phrase."""

    stems: tuple[str, ...]
    is_phrase: bool = False
    weight: float = 1.0


@dataclass(frozen=True)
class Query:
    """What must be said, each thing in any of its alternatives; what must not; and the words as they were read.

    False when there is nothing to look for.
    """

    text: str = ""
    groups: tuple[tuple[Alternative, ...], ...] = ()
    without: tuple[Alternative, ...] = ()
    read_as: str = ""  # with slips of the keys put right; empty when there were none

    def __bool__(self) -> bool:
        return bool(self.groups)


def understand(words: str) -> Query:
    """What a reader means: words, phrases in quotes, -without, the beginning of a last word, synonyms of the field."""
    return Query(text=words[:LONGEST])


def suggestion(query: Query) -> str:
    """The words that were looked for instead, where a word of the search is found nowhere; empty otherwise."""
    return query.read_as
