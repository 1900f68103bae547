"""Documents made by hand, for tests that need no database: typed, keyword-only, valid by default.

Every name, place and case in them is invented.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from briefings.document import (
    SHAPE,
    Document,
    Figure,
    Footnote,
    Guidance,
    Label,
    Link,
    Picture,
    Piece,
    Point,
    Points,
    Publisher,
    Question,
    Questions,
    Quotation,
    Recommendation,
    Recommendations,
    Section,
)  # fmt: skip

HAPPENED = (
    "Rowan was ten weeks old when a health visitor saw a bruise on their cheek. No one could say how it came "
    "there. A scan at the hospital found two older injuries. Rowan is now safe and growing well.",
    "The family had moved home four times in a year. Each move brought a new health visitor, a new surgery and "
    "a new children's centre, and with each one the story began again. Rowan's father worked away and was at "
    "home more often than any record said.",
    "Three services had each noticed something small: a missed clinic, a neighbour's worry, a parent who was "
    "too tired to talk. Nobody had put the three together.",
)
LEARNED = (
    "Any bruise on a baby who cannot yet roll needs a same-day call to children's social care. It is never "
    "explained by “they bruise easily”.",
    "When a family moves, the worker who is leaving should speak to the one who is taking over. A transferred "
    "file is not a conversation.",
    "Ask about every adult who spends time with a baby, and write down who was not seen.",
    "A parent who says that everything is fine may be telling you how safe it feels to talk. Come back to the "
    "question on another day.",
    "Chronologies help only when someone reads them. Bring one to supervision and look for what repeats.",
    "Worries that are too small to refer are not too small to share. Ring the other worker and compare notes.",
    "Missed appointments for a baby are missed by adults: ask why, and say what you will do next.",
)
ASKED = (
    "How do you find out who else cares for a baby on your caseload?",
    "How do you hand over a family when they leave your area, and how do you know it was understood?",
    "What do you do with a worry that feels too small to refer?",
    "When did a chronology last change your mind about a child?",
)


def a_publisher(*, slug: str = "marlow-vale", name: str = "Marlow Vale Safeguarding Children Partnership",
                colour: str = "#1d4f5c", logo: Picture | None = None) -> Publisher:  # fmt: skip
    """A partnership as it signs."""
    return Publisher(
        slug, name, "MVSCP", f"learning@{slug}.example.org", f"https://{slug}.example.org", colour, "#7a3e12", logo
    )


def a_section(
    *,
    kind: str = "other",
    heading: str = "What happened?",
    body: str = "Rowan was ten weeks old.",
    level: int = 1,
    pieces: Sequence[Piece] = (),
    position: int = 1,
    language: str = "en-GB",
    numbered_from: int | None = None,
) -> Section:
    """A section, with what stands in it."""
    return Section(f"section-{position}", position, kind, heading, level, body, language, numbered_from, tuple(pieces))


def some_points(*bodies: str, first: int = 1, label: str = "block-1", sectors: tuple[Label, ...] = (),
                guidance_heading: str = "", guidance: Sequence[str] = ()) -> Points:  # fmt: skip
    """Learning points that stand together, and their guidance."""
    points = tuple(
        Point(f"point-{number}", 100 + number, "", body, "en-GB", "advice", sectors)
        for number, body in enumerate(bodies, start=first)
    )
    return Points(label, points, guidance_heading, tuple(Guidance(200 + first, "", one, "en-GB") for one in guidance))


def some_questions(*bodies: str, asked_of: str = "practitioner", first: int = 1) -> Questions:
    """Questions that stand together."""
    return Questions(
        asked_of,
        tuple(
            Question(f"question-{number}", 300 + number, body, "en-GB", asked_of)
            for number, body in enumerate(bodies, start=first)
        ),
    )


def some_recommendations(*bodies: str, addressees: str = "") -> Recommendations:
    """Recommendations that stand together, numbered from 1."""
    return Recommendations(
        tuple(
            Recommendation(f"recommendation-{number}", 400 + number, number, "", body, "en-GB", addressees)
            for number, body in enumerate(bodies, start=1)
        )
    )


def a_document(*, sections: Sequence[Section] | None = None, **fields) -> Document:
    """A learning note of one short section, or of the sections and other fields given."""
    return Document(
        **{
            "shape": SHAPE,
            "format": "learning-note",
            "kind_label": "Learning note",
            "title": "Rowan: learning from a local child safeguarding practice review",
            "summary": "",
            "slug": "rowan",
            "address": "https://learning.example.org/learning/rowan/",
            "language": "en-GB",
            "worded_on": date(2026, 3, 9),
            "publishers": (a_publisher(),),
            "themes": (),
            "sectors": (),
            "review_slug": "rowan",
            "sections": tuple(sections if sections is not None else (a_section(),)),
            "footnotes": (),
            "links": (),
            "contact": "If in doubt, ask your manager, your safeguarding lead or learning@marlow-vale.example.org.",
            **fields,
        }
    )


def a_learning_note(
    *,
    happened: Sequence[str] = HAPPENED,
    learned: Sequence[str] = LEARNED,
    asked: Sequence[str] = ASKED,
    **fields,
) -> Document:
    """A learning note as long as real ones (some 370 words)."""
    return a_document(
        sections=(
            a_section(kind="what_happened", body="\n\n".join(happened), position=1),
            a_section(
                kind="learning", heading="What did we learn?", body="", position=2, pieces=[some_points(*learned)]
            ),
            a_section(
                kind="questions", heading="How can we learn from this case?", body="", position=20,
                pieces=[some_questions(*asked)],
            ),
        ),
        **fields,
    )  # fmt: skip


def a_practitioner_briefing(**fields) -> Document:
    """A practitioner briefing with a question list, points, recommendations, a link, a quotation and a footnote."""
    overview = [f"**{one.split()[0]}** {one}" for one in LEARNED]
    return a_document(
        sections=(
            a_section(kind="audience", heading="Who should read this briefing?", body=HAPPENED[2], position=1),
            a_section(
                kind="method", heading="How we did the review", position=2,
                body="We met twice with the people who knew the family[^method].\n\nWe asked:",
                pieces=[some_questions(*ASKED, asked_of="review")],
            ),
            a_section(
                kind="overview", heading="Overview of learning", body="\n\n".join(HAPPENED), position=8,
                pieces=[some_points(*overview, sectors=(Label("health", "Health"),)),
                        Quotation(20, "Nobody asked me who else was in the house.", "Rowan's grandmother", "en-GB")],
            ),
            a_section(
                kind="recommendations", heading="Recommendations", body="", position=21,
                pieces=[some_recommendations(
                    "Agree one way to hand over a family:\n\n1. by telephone\n2. within two days",
                    "Ask every service to read its chronologies in supervision.",
                    addressees="All partners",
                )],
            ),
            a_section(
                kind="more", heading="More information", position=30,
                body="Read [the bruising guide](resource:bruising) and [the handover form](resource:lost).\n\n"
                     "| Service | Telephone |\n|---|---|\n| Duty team | 01632 960 001 |\n| By night | 01632 960 002 |",
            ),
        ),
        **{
            "format": "practitioner-briefing",
            "kind_label": "Practitioner briefing",
            "contact": "",
            "footnotes": (Footnote("method", 1, 40, "The method is set out in the full report.", "en-GB"),),
            "links": (Link("bruising", "Bruising", "Marlow Vale", "guide", "https://guide.example.org/b", "open"),),
            **fields,
        },
    )  # fmt: skip


def a_learning_page(**fields) -> Document:
    """A learning page of three blocks, each with guidance."""
    blocks = [
        some_points(
            *LEARNED[start:end], first=start + 1, label=f"block-{place}",
            guidance_heading="How to enhance your practice",
            guidance=[f"{HAPPENED[2]}\n\n- {ASKED[0]}\n  - Ask twice.\n- {ASKED[1]}"],
        )
        for place, (start, end) in enumerate([(0, 1), (1, 3), (3, 4)], start=1)
    ]  # fmt: skip
    return a_document(
        sections=(
            a_section(kind="purpose", heading="The purpose of a review", body=HAPPENED[1], position=1),
            a_section(kind="practice", heading="Learning and practice", body="", position=2, pieces=blocks),
        ),
        **{"format": "learning-page", "kind_label": "Learning page", "contact": "", **fields},
    )


def a_seven_minute_briefing(**fields) -> Document:
    """A 7-minute briefing: seven boxes."""
    headings = ("Background", "Why it matters", "What happened", "What we found", "What worked well", "What to do",
                "Questions for your team")  # fmt: skip
    kinds = ("background", "why", "what_happened", "findings", "good_practice", "action", "discussion")
    pieces = {"findings": [some_points(*LEARNED[:3])], "discussion": [some_questions(*ASKED[:3])]}
    bodies = {"findings": "", "discussion": ""}
    return a_document(
        sections=[
            a_section(kind=kind, heading=heading, body=bodies.get(kind, HAPPENED[place % 3]), position=place,
                      pieces=pieces.get(kind, ()))
            for place, (kind, heading) in enumerate(zip(kinds, headings, strict=True), start=1)
        ],
        **{"format": "7-minute-briefing", "kind_label": "7-minute briefing", **fields},
    )  # fmt: skip


def a_report(*, chapters: int = 6, picture: Picture | None = None, **fields) -> Document:
    """A full report: numbered paragraphs running through chapters, subsections, boxes, a figure and notes."""
    numbers, positions = count(1, 3), count(1)
    sections = []
    for chapter in range(1, chapters + 1):
        body = "\n\n".join(HAPPENED) + ("[^one]" if chapter == 1 else "")
        pieces: list[Piece] = [some_points(LEARNED[chapter % 7], first=chapter, label=f"block-{chapter}")]
        if chapter == 2:
            pieces.append(Figure("figure-1", 90, picture, "How often the family moved.", "en-GB"))
        sections.append(
            a_section(heading=f"Chapter {chapter}", body=body, position=next(positions), numbered_from=next(numbers))
        )
        sections.append(
            a_section(heading="What it meant", level=2, body=body.replace("[^one]", ""), position=next(positions),
                      numbered_from=next(numbers), pieces=pieces)
        )  # fmt: skip
    sections.append(
        a_section(
            kind="recommendations",
            heading="Recommendations",
            body="",
            position=next(positions),
            pieces=[some_recommendations(*LEARNED[:3], addressees="All partners")],
        )
    )
    return a_document(
        sections=sections,
        **{
            "format": "full-report",
            "kind_label": "Full report",
            "contact": "",
            "footnotes": (
                Footnote("one", 1, 95, "From the records of two services.", "en-GB"),
                Footnote("unused", 0, 96, "A note that nothing marks.", "en-GB"),
            ),
            **fields,
        },
    )


def longer(document: Document, *, by: float) -> Document:
    """The same note with more words in its first section: by a third, 0.33."""
    first, *rest = document.sections
    more = " ".join(HAPPENED).split()
    wanted = round(by * 400)
    extra = " ".join((more * (wanted // len(more) + 1))[:wanted])
    return replace(document, sections=(replace(first, body=f"{first.body}\n\n{extra}"), *rest))
