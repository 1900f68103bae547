"""Reads the demo's files in `fixtures/`: JSON for lists, Markdown with a small header for the words of a briefing.

review: fern                          the header: one "name: value" a line, to the first empty line
steps: submit, approve, publish

## what_happened: What happened?      a section: what it is for, then its heading
Words of the section.

## learning: What did we learn?
- [2; health, police] Words           a point, drawn from the review's second, meant for two sectors
  More of its words

## questions: How can we learn?
- Words?                              a question

## practice: Learning and practice
- Words                               a point
### How to improve your practice      the heading of the guidance that follows
+ Words                               practice guidance

## recommendations: Recommendations
- [1] Words {Health, police}          a recommendation, drawn from the review's first, and who must act
[^kolb]: Words                        a footnote

A full report keeps its lists as lists. Its sections go three levels deep (###, ####), and its parts stand
below the words of their section, each with more lines indented under it:

@point: Words                         @question partnership: Words?
@recommendation Who must act: Words   @quotation Whose words: Words
@footnote mark: Words                 @figure: Caption, then “alt: Words” and “bars: A 26, B 14”
"""

import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.conf import settings

from briefings.formats import FORMATS, LEARNING_NOTE

FOLDER = Path(settings.BASE_DIR) / "fixtures"
ROW = re.compile(r"[-+] ?(?:\[(?P<drawn>\d+)(?:; (?P<sectors>[a-z, -]+))?\] )?(?P<words>.*?)(?: \{(?P<who>[^{}]+)\})?")
HEADING = re.compile(r"(?P<marks>#{2,4}) (?P<purpose>[a-z_]+): (?P<heading>.+)")
PART = re.compile(r"@(?P<kind>[a-z]+)(?: (?P<about>[^:]+))?: (?P<words>.+)")
NOTE = re.compile(r"\[\^(?P<mark>[\w-]+)\]: (?P<words>.+)")


@dataclass(frozen=True)
class Row:
    """A part that stands in a section. `drawn_from` is the number, from 1, of the review's learning point or
    recommendation, or 0."""

    kind: str
    words: str
    drawn_from: int = 0
    sectors: tuple[str, ...] = ()
    addressees: str = ""
    heading: str = ""
    mark: str = ""
    about: str = ""  # whose words a quotation has, or of whom a question is asked


@dataclass
class Section:
    """A section as written: its purpose, heading, what its rows are, its words, and rows."""

    purpose: str
    heading: str
    holds: str = ""
    guidance_heading: str = ""
    level: int = 1
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
    rules = FORMATS[header.get("format", LEARNING_NOTE.slug)]
    sections: list[Section] = []
    for line in rest.splitlines():
        if rules.has_cover and sections and not HEADING.match(line):
            _read_report_line(sections[-1], line, path.name)
        elif found := HEADING.fullmatch(line):
            rule = rules.rule_for(found["purpose"])
            sections.append(
                Section(found["purpose"], found["heading"], rule.holds if rule else "", level=len(found["marks"]) - 1)
            )
        elif not sections:
            if line.strip():
                raise ValueError(f"{path.name}: put {line!r} under a heading.")
        else:
            _read_line(line, sections[-1])
    return Wording(path.name.split(".")[0], header, sections)


def _read_line(line: str, section: Section) -> None:
    """A line below a heading: a row, more words of the row before it, or words of the section itself."""
    if note := NOTE.fullmatch(line):
        section.rows.append(Row("footnote", note["words"], mark=note["mark"]))
    elif section.holds and line.startswith("### "):
        section.guidance_heading = line.removeprefix("### ")
    elif section.holds and (line.startswith(("- ", "+ ")) or line == "-"):
        found = ROW.fullmatch(line)
        sectors = tuple(one.strip() for one in (found["sectors"] or "").split(",") if one.strip())
        is_guidance = line.startswith("+")
        section.rows.append(
            Row(
                kind="guidance" if is_guidance else section.holds,
                words=found["words"].strip(),
                drawn_from=int(found["drawn"] or 0),
                sectors=sectors,
                addressees=found["who"] or "",
                heading=section.guidance_heading if is_guidance else "",
            )
        )
    elif section.rows and line.startswith("  "):
        section.rows[-1] = replace(section.rows[-1], words=f"{section.rows[-1].words}\n{line[2:]}")
    else:
        section.lines.append(line)


def _read_report_line(section: Section, line: str, name: str) -> None:
    """A line of a report below a heading: a part, more words of the part before it, or words of the section."""
    if found := PART.fullmatch(line):
        about = {"footnote": "mark", "recommendation": "addressees"}.get(found["kind"], "about")
        section.rows.append(Row(found["kind"], found["words"], **{about: found["about"] or ""}))
    elif not section.rows:
        section.lines.append(line)
    elif line.startswith("  ") or not line.strip():
        last = section.rows[-1]
        section.rows[-1] = replace(last, words=f"{last.words}\n{line.removeprefix('  ')}")
    else:
        raise ValueError(f"{name}: put {line!r} above the parts of its section, or indent it to go on with one.")
