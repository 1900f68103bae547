"""The headings people write, and what each is for.

Wordings are compared bare: without case, numbers in front, question mark or colon. What a wording
means depends on the format: "the findings" is the overview of a practitioner briefing and the findings
of a report. A partnership's own wordings come on top. Plain text only: no models are read here.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from briefings.formats import FORMATS
from briefings.importing.lines import bare

WORDINGS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8"))
# Where a wording belongs: the first of these kinds that the format has. Without one, it is kept under the name above.
_KINDS = {"learning": ("learning", "overview", "findings"), "questions": ("questions", "discussion")}
_OWN = {"concerns", "analysis", "summary"}  # kept as a section of its own, with its heading, where nothing else is said
HOLDS = {
    "learning": "point", "overview": "point", "findings": "point", "good_practice": "point", "practice": "point",
    "questions": "question", "discussion": "question", "method": "question", "reflection": "question",
    "recommendations": "recommendation",
}  # fmt: skip
# Words of a heading that nobody listed, and what it is then likely for; checked by what stands under it.
LIKELY = tuple(
    (function, re.compile(words))
    for function, words in (
        ("recommendations", r"\brecommend|\bargymhell|what will change|we ask of|asks? of (?:partners|services)"),
        ("questions", r"\bquestions?\b|\breflect|\bdiscuss|team meeting|to (?:consider|talk about|think about)"),
        ("questions", r"\bcwestiynau\b|for your (?:practice|team)|will you do|your practice\b"),
        ("good_practice", r"good practice|(?:went|worked|done) well|\bstrengths?\b|\barfer da\b"),
        ("learning", r"\blearn|\blessons?\b|\bmessages?\b|\bfindings?\b|should have happened|\bdysgu\b|\bnegeseuon"),
        ("audience", r"\bwho (?:should|is|needs).*\b(?:read|for)\b"),
        ("method", r"\bhow .*review.*\b(?:done|carried out|worked)\b|\bmethod"),
        (
            "story",
            r"\bwhat happened\b|\bbackground\b|\bcircumstances\b|^the (?:story|case|incident)\b|summary of the case",
        ),
        ("more", r"\b(?:more|further) (?:information|reading)\b|\bfind out more\b|\bresources\b|\bread more\b"),
        ("why", r"\bwhy .*\b(?:matters?|important)\b"),
        ("action", r"\bwhat (?:to|you can|can you|we can|should you|must we) do\b|\bactions?\b"),
    )
)
PAGE_LABELS = {"learning point", "learning points"}
PAGE_LABEL = re.compile(r"learning points?(?: \d{1,2})?")
GUIDANCE = re.compile(r"how to (?:enhance|improve|develop|strengthen) (?:your|our|my) practice")
BOX_LABELS = {"learning", "learning point", "learning points", "key learning", "learning box"}
REFLECTIVE = re.compile(r"(?:reflective points|points for reflection|questions for the partnership)")
CONTACT = re.compile(
    r"(?:if in doubt|if you are (?:in doubt|unsure|worried|concerned)"
    r"|for (?:advice|more advice|further advice)|contact us)\b"
)
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|\(?[a-z]\)|[a-z]\.|part \d{1,2}|section \d{1,2})[\s:.–-]+(?=\D)"
)


@dataclass(frozen=True)
class Known:
    """The headings of one format: bare wording to kind of section."""

    format: str
    kinds: dict[str, str]

    def kind_of(self, text: str) -> str:
        """What a heading is for, or nothing if it is not one of ours."""
        named = _named(text)
        if named not in self.kinds and FORMATS[self.format].learning_in_boxes and REFLECTIVE.match(named):
            return "reflection"
        return self.kinds.get(named, "")

    def likely_kind(self, text: str) -> str:
        """What a heading that is not one of ours is likely for; "other" if its words do not say."""
        words = _named(text)
        function = next((function for function, pattern in LIKELY if pattern.search(words)), "")
        return _as_kind(self.format, function) if function else "other"

    @property
    def names(self) -> set[str]:
        """Every wording and label, bare: lines that are never joined to others or taken for a running header."""
        return (
            set(self.kinds)
            | PAGE_LABELS
            | BOX_LABELS
            | {f"how to {verb} your practice" for verb in ("enhance", "improve")}
        )


def _as_kind(format_slug: str, function: str) -> str:
    chosen = FORMATS[format_slug]
    if function == "story":
        return "what_happened"
    if function == "analysis" and chosen.learning_in_boxes:
        return "findings"
    otherwise = "other" if function in _OWN else function
    return next((kind for kind in _KINDS.get(function, ()) if chosen.rule_for(kind)), otherwise)


def _named(text: str) -> str:
    words = bare(text)
    number = _NUMBERED.match(words)
    return bare(words[number.end():]) if number else words  # fmt: skip


def known_headings(format_slug: str, own: dict[str, str] | None = None) -> Known:
    """The headings to look for in a format; `own` maps a partnership's wordings to kinds of section."""
    kinds: dict[str, str] = {}
    for function, wordings in WORDINGS.items():
        kinds |= {bare(wording): _as_kind(format_slug, function) for wording in wordings}
    if FORMATS[format_slug].rule_for("background"):
        kinds |= dict.fromkeys(("background", "the background", "cefndir", "y cefndir"), "background")
    if FORMATS[format_slug].learning_in_boxes:
        kinds |= {"conclusion": "other", "conclusions": "other"}
    kinds |= {bare(wording): kind for wording, kind in (own or {}).items() if bare(wording)}
    return Known(format_slug, kinds)
