"""Reads the demo's files in `fixtures/`: JSON for lists, Markdown with a small header for the words of a briefing.

review: fern                          the header: one "name: value" a line, to the first empty line
steps: submit, approve, publish

## what_happened: What happened?      a section: what it is for, then its heading
Words of the section.

## learning: What did we learn?
- [2; health, police] Words           a point, drawn from the review's second, meant for two sectors

## questions: How can we learn?
- Words?                              a question
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "fixtures"
ROW = re.compile(r"- ?(?:\[(?P<drawn>\d+)(?:; (?P<sectors>[a-z, -]+))?\] )?(?P<words>.*)")


@dataclass(frozen=True)
class Row:
    """A point or a question. `drawn_from` is the number of the review's learning point, from 1, or 0."""

    words: str
    drawn_from: int = 0
    sectors: tuple[str, ...] = ()


@dataclass
class Section:
    """A section as written: its purpose, heading, words, and rows."""

    purpose: str
    heading: str
    lines: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def body(self) -> str:
        """Its own words, as Markdown."""
        return "\n".join(self.lines).strip()


@dataclass(frozen=True)
class Wording:
    """One wording of a briefing, and the steps it goes through."""

    slug: str
    header: dict[str, str]
    sections: list[Section]

    def listed(self, name: str) -> list[str]:
        """A header that holds several values, with commas between them."""
        return [value.strip() for value in self.header.get(name, "").split(",") if value.strip()]


def listed(name: str) -> Any:
    """What a JSON file of the demo holds."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def reviews() -> dict[str, dict[str, Any]]:
    """The invented reviews by their addresses."""
    return {path.stem: listed(f"reviews/{path.stem}") for path in sorted((FOLDER / "reviews").glob("*.json"))}


def briefings() -> dict[str, list[Wording]]:
    """The wordings of every briefing, the oldest first: `linnet.md`, then `linnet.edition-2.md`.

    A briefing with `order: 1` in its header is loaded, and so published, before those without.
    """
    found: dict[str, list[Wording]] = {}
    for path in sorted((FOLDER / "briefings").glob("*.md"), key=lambda path: (path.name.split(".")[0], len(path.name))):
        found.setdefault(path.name.split(".")[0], []).append(read_wording(path))
    return dict(sorted(found.items(), key=lambda one: one[1][0].header.get("order", "2")))


def read_wording(path: Path) -> Wording:
    """One Markdown file. Raises ValueError, naming the file and line, for a line that has no place."""
    head, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
    header = {}
    for line in head.splitlines():
        name, colon, value = line.partition(":")
        if not colon:
            raise ValueError(f"{path.name}: write {line!r} as “name: value”.")
        header[name] = value.strip()
    sections: list[Section] = []
    for line in rest.splitlines():
        if line.startswith("## "):
            purpose, _, heading = line.removeprefix("## ").partition(": ")
            sections.append(Section(purpose, heading))
        elif not sections:
            if line.strip():
                raise ValueError(f"{path.name}: put {line!r} under a heading.")
        elif (row := ROW.fullmatch(line)) and line.startswith("-"):
            sectors = tuple(one.strip() for one in (row["sectors"] or "").split(",") if one.strip())
            sections[-1].rows.append(Row(row["words"].strip(), int(row["drawn"] or 0), sectors))
        else:
            sections[-1].lines.append(line)
    return Wording(path.name.split(".")[0], header, sections)
