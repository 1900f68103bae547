"""Documents to import and their truths; README.md beside this file says how both are written."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench import made_files

HERE = Path(__file__).parent
KINDS = ("section", "text", "point", "question", "recommendation", "guidance", "quotation", "note")
_PART = re.compile(
    r"(?P<kinds>[a-z/]+)(?: (?P<section>[a-z_]+))?(?: (?P<level>[123]))?(?: \+(?P<inner>\d+))?: (?P<words>.+)"
)
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-\n\s*(?=[a-z])")  # of a word cut at the end of a line
_MARKS = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|[¹²³⁴-⁹⁰]+|\\")
_FIGURES = r"\d{1,2}(?:\.\d{1,2}){1,2}\.?|(?:[rq]|recommendation )\d{1,2}[.:]?"
_NUMBER = rf"(?:{_FIGURES}|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]|o)"
_COUNTS = re.compile(rf"^[\s>]*{_NUMBER}[ \t\u00a0]+(?=\S)|^\s*\d{{1,2}}\s*$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Expected:
    """A part as it should be: the kinds that are right, its words from the first to the last."""

    kinds: tuple[str, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]  # empty: `starts` are all its words
    section: str = ""
    level: int | None = None
    inner: int | None = None
    words: str = ""

    def fits(self, tokens: list[str]) -> bool:
        """Whether these words are those of the part, no more and no fewer."""
        if not self.ends:
            return tuple(tokens) == self.starts
        long_enough = len(tokens) >= len(self.starts) + len(self.ends)
        return (
            long_enough
            and tuple(tokens[: len(self.starts)]) == self.starts
            and tuple(tokens[-len(self.ends) :]) == self.ends
        )


@dataclass(frozen=True)
class Sample:
    """A document and its truth. `name` and `data` are the file's, as an officer would choose it."""

    stem: str
    half: str
    path: Path
    made: str
    format: str
    title: str
    contact: str
    furniture: tuple[str, ...]
    hidden: tuple[str, ...]
    told: tuple[str, ...]
    parts: tuple[Expected, ...]

    @property
    def kind(self) -> str:
        """The kind of file: txt, html, docx, odt or pdf."""
        return {"tagged-pdf": "pdf", "": self.path.suffix[1:]}.get(self.made, self.made)

    @property
    def name(self) -> str:
        """What the file is called."""
        return f"{self.stem}.{self.kind}"

    def data(self) -> bytes:
        """The bytes of the file; made now if none is kept."""
        return made_files.made(self.path, self.made) if self.made else self.path.read_bytes()

    def seen(self) -> str:
        """The words that a reader of the file sees, without the reader under test."""
        text = self.path.read_text(encoding="utf-8")
        match self.path.suffix:
            case ".html":
                return made_files.words_of_page(text)
            case ".styled":
                return made_files.words_of_styled(text)
        return _HYPHEN.sub("", text)


def samples(*halves: str) -> Iterator[Sample]:
    """Every document of these halves with its truth."""
    for half in halves:
        for truth in sorted((HERE / half).glob("*.toml")):
            yield sample(truth)


def sample(truth: Path) -> Sample:
    """A document by its truth file. Raises ValueError for one that is not as README.md says."""
    said = tomllib.loads(truth.read_text(encoding="utf-8"))
    beside = [path for path in truth.parent.glob(f"{truth.stem}.*") if path != truth]
    unknown = set(said) - {"format", "title", "made", "contact", "furniture", "hidden", "told", "parts"}
    if len(beside) != 1 or unknown:
        raise ValueError(f"{truth.name}: {sorted(unknown) or [path.name for path in beside]}")
    return Sample(
        stem=truth.stem,
        half=truth.parent.name,
        path=beside[0],
        made=said.get("made", ""),
        format=said["format"],
        title=said["title"],
        contact=said.get("contact", ""),
        parts=tuple(map(expected, said["parts"].strip().splitlines())),
        **{name: tuple(said.get(name, ())) for name in ("furniture", "hidden", "told")},
    )


def expected(line: str) -> Expected:
    """One line of `parts`. Raises ValueError for one that cannot be read."""
    found = _PART.fullmatch(line)
    if not found or not set(kinds := found["kinds"].split("/")) <= set(KINDS):
        raise ValueError(f"not a part: {line!r}")
    first, _, last = found["words"].partition(" … ")
    return Expected(
        kinds=tuple(kinds),
        starts=tuple(tokens(first)),
        ends=tuple(tokens(last)),
        section=found["section"] or "",
        level=int(found["level"]) if found["level"] else None,
        inner=int(found["inner"]) if found["inner"] else None,
        words=found["words"],
    )


def tokens(text: str, *, is_body: bool = False) -> list[str]:
    """The words of a text for comparing: small letters; of a body, without what only counts its items."""
    text = _MARKS.sub(" ", text.replace("’", "'").replace("**", "").replace("\u00ad", ""))
    return _TOKEN.findall((_COUNTS.sub("", text) if is_body else text).casefold())
