"""What is planted, and innocent words: invented, in two halves. Rules may be tuned on `tuned`; figures are of `kept`.

tuned.tsv, kept.tsv                    one sentence a line: kind, where it stands, the sentence, what must be found
                                       in it, and for a protected term what was entered as such
innocent-tuned.md, innocent-kept.md    words in which nobody is named, with citations, tools, ranks and agencies
jigsaw-tuned.md, jigsaw-kept.md        notes, apart by lines of ---, each of which tells who it is about without a name
plain-tuned.md, plain-kept.md          notes as short as these that tell it of nobody
"""

import csv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
HALVES = ("tuned", "kept")
FAMILIES = frozenset({"name", "pattern", "protected", "not-covered"})
PLACES = frozenset(
    "body heading alt caption attribution footnote contact link_words link_target picture_name address title summary "
    "change_note notice".split()
)


@dataclass(frozen=True)
class Planted:
    """One sentence: its kind (not-covered/…: nobody ticked the form), where it stands, what must be found in it."""

    kind: str
    where: str
    sentence: str
    planted: str
    term: str = ""

    @property
    def family(self) -> str:
        """The kind of its kind: name, pattern, protected, or not covered."""
        return self.kind.partition("/")[0]


def sentences(half: str) -> list[Planted]:
    """The planted sentences of a half. Raises ValueError for a line that is not what it should be."""
    found = []
    with (HERE / f"{half}.tsv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=2):
            one = Planted(**{name: (value or "").replace("\\n", "\n") for name, value in row.items() if name})
            if one.where not in PLACES or one.family not in FAMILIES:
                raise ValueError(f"{half}.tsv, line {number}: no such place or kind: {one.where}, {one.kind}")
            if one.planted not in one.sentence:
                raise ValueError(f"{half}.tsv, line {number}: “{one.planted}” does not stand in its sentence")
            found.append(one)
    return found


def innocent(half: str) -> str:
    """Words in which nobody is named, as Markdown."""
    return (HERE / f"innocent-{half}.md").read_text(encoding="utf-8")


def jigsaws(half: str) -> list[str]:
    """Notes that tell who they are about, as Markdown."""
    return _notes(f"jigsaw-{half}.md")


def plain_notes(half: str) -> list[str]:
    """Notes of the same length from which nobody can be told, as Markdown."""
    return _notes(f"plain-{half}.md")


def _notes(name: str) -> list[str]:
    return [note.strip() for note in (HERE / name).read_text(encoding="utf-8").split("\n---\n") if note.strip()]
