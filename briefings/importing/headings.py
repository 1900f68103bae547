"""The headings people write, and what each is for.

Wordings are compared bare: without case, numbers in front, question mark or colon. What a wording
means depends on the format: "the findings" is the overview of a practitioner briefing and the findings
of a report. A partnership's own wordings come on top. Plain text only: no models are read here.
"""

import re
from dataclasses import dataclass

from briefings.importing.lines import bare

WORDINGS = {
    "story": (
        "what happened", "what happened in this case", "the background", "background", "background to the case",
        "the incident", "the story", "brief overview", "case summary", "summary of the case", "overview of the case",
        "the case", "circumstances of the case", "family background",
    ),
    "audience": (
        "who should read the briefing", "who should read this briefing", "who should read this", "who is this for",
        "who is this briefing for", "who this is for", "audience",
    ),
    "method": (
        "how we did the review", "how the review was done", "how was the review done", "what did we do", "process",
        "methodology", "method", "the review process", "about the review", "how we carried out the review",
        "scope and methodology", "terms of reference",
    ),
    "good_practice": (
        "good practice", "what good practice did we find", "what went well", "what worked well", "strengths",
        "good practice identified", "areas of good practice",
    ),
    "concerns": (
        "safeguarding concerns", "the review addressed the following issues", "key lines of enquiry",
        "lines of enquiry", "areas of concern", "what were the concerns",
    ),
    "learning": (
        "what did we learn", "what we learned", "what we learnt", "what have we learned", "overview of learning",
        "the findings", "findings", "key findings", "what else did we find", "what did we find", "what we found",
        "learning", "key learning", "the learning", "learning points", "key learning points", "lessons learned",
        "lessons learnt", "learning from the review", "what is the learning",
    ),
    "questions": (
        "how can we learn from this case", "how can we learn from this", "what can we learn", "how can we learn",
        "reflective questions", "questions to consider", "questions for reflection", "questions for practitioners",
        "questions for your team", "prompts for discussion", "questions for discussion", "points for reflection",
        "discussion questions", "questions to discuss", "questions",
    ),
    "recommendations": ("recommendations", "the recommendations", "key recommendations", "recommendation"),
    "commentary": ("closing commentary", "commentary", "conclusion", "conclusions", "closing remarks"),
    "more": (
        "more information", "further information", "find out more", "where to find out more", "resources",
        "further reading", "useful links", "for more information",
    ),
    "why": ("why it matters", "why does it matter", "why is this important"),
    "action": ("what to do", "what to do now", "what needs to happen", "what should you do", "action", "actions"),
    "purpose": ("the purpose of a review", "purpose", "purpose of the review", "the purpose of this review"),
    "introduction": ("introduction", "introduction to the review", "foreword"),
    "analysis": (
        "analysis", "analysis and identification of learning", "analysis of practice", "key themes", "themes",
        "thematic analysis", "analysis and findings", "analysis and learning",
    ),
    "summary": ("summary", "summary and conclusions", "executive summary"),
    "closing": ("closing statement", "next steps", "what happens next"),
    "handling": ("handling statement", "confidentiality", "handling"),
    "reflection": (
        "reflective points", "reflective points for the partnership", "reflective points for the partnerships",
    ),
}  # fmt: skip
# what a function of CONTENT becomes in a format; a function not named keeps its name, or is a section of its own
_KINDS = {
    "learning-note": {"story": "what_happened"},
    "practitioner-briefing": {"story": "what_happened", "learning": "overview"},
    "learning-page": {"story": "what_happened"},
    "7-minute-briefing": {"story": "what_happened", "learning": "findings", "questions": "discussion"},
    "full-report": {"story": "what_happened", "learning": "findings", "analysis": "findings"},
}
_OWN = {"concerns", "analysis", "summary"}  # kept as a section of its own, with its heading, where nothing else is said
HOLDS = {
    "learning": "point", "overview": "point", "findings": "point", "good_practice": "point", "practice": "point",
    "questions": "question", "discussion": "question", "method": "question", "reflection": "question",
    "recommendations": "recommendation",
}  # fmt: skip
PAGE_LABELS = {"learning point", "learning points"}
PAGE_LABEL = re.compile(r"learning points?(?: \d{1,2})?")
GUIDANCE = re.compile(r"how to (?:enhance|improve|develop|strengthen) (?:your|our|my) practice")
BOX_LABELS = {"learning", "learning point", "learning points", "key learning", "learning box"}
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
        return self.kinds.get(_named(text), "")

    @property
    def names(self) -> set[str]:
        """Every wording and label, bare: lines that are never joined to others or taken for a running header."""
        return (
            set(self.kinds)
            | PAGE_LABELS
            | BOX_LABELS
            | {f"how to {verb} your practice" for verb in ("enhance", "improve")}
        )


def _named(text: str) -> str:
    words = bare(text)
    number = _NUMBERED.match(words)
    return bare(words[number.end():]) if number else words  # fmt: skip


def known_headings(format_slug: str, own: dict[str, str] | None = None) -> Known:
    """The headings to look for in a format; `own` maps a partnership's wordings to kinds of section."""
    kinds: dict[str, str] = {}
    for function, wordings in WORDINGS.items():
        kind = _KINDS[format_slug].get(function, "other" if function in _OWN else function)
        kinds |= {bare(wording): kind for wording in wordings}
    if format_slug == "7-minute-briefing":
        kinds |= {"background": "background", "the background": "background"}
    if format_slug == "full-report":
        kinds |= {"background": "what_happened", "conclusion": "other", "conclusions": "other"}
    kinds |= {bare(wording): kind for wording, kind in (own or {}).items() if bare(wording)}
    return Known(format_slug, kinds)
