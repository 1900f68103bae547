"""Full reports made by hand: one with every kind of part, and one as long as they come.

Every name, place and case in them is invented.
"""

from datetime import date
from itertools import count, cycle, islice

from briefings.document import (
    Cover,
    Document,
    Figure,
    Footnote,
    Picture,
    Piece,
    Points,
    Quotation,
    Reviewer,
    Section,
    Term,
)  # fmt: skip
from briefings.rendering import html
from briefings.rendering.markdown import paragraphs_in
from tests import documents

BARS = Picture("figures/moves.png", "Bars: one move in spring, two in summer, four in autumn.", 640, 320)
TABLE = (
    "Table 1: Visits planned and made\n\n"
    "| Service | Planned | Made | What was written |\n|---|---|---|---|\n"
    "| Health visiting | 9 | 6 | Weight, sleep, mood |\n"
    "| Family support | 12 | 4 | The state of the kitchen |\n"
    "| Housing | 2 | 2 | Damp in one bedroom |"
)
NESTED = (
    "The panel asked of each service:\n\n"
    "- who had met the family\n  - at home\n    - by day\n    - by night\n  - in a clinic\n- what was written down\n\n"
    "1. first, for the baby\n2. then, for each adult\n   1. living in the home\n   2. living elsewhere"
)
LETTERED = (
    "The partnership should agree one way to hand over a family, which says:\n\n"
    "1. who telephones whom\n2. how soon\n3. what is written down afterwards:\n   1. by the one\n   2. by the other"
)
COVER = Cover(
    ("Baby Rowan", "Child Wren"),
    (Reviewer("Dr Petra Osgood", "Independent reviewer"), Reviewer("Callum Fairley", "Panel chair")),
    date(2026, 2, 27),
)
GLOSSARY = (
    Term("LCSPR", "local child safeguarding practice review"),
    Term("MASH", "multi-agency safeguarding hub"),
)


class _Writer:
    """Puts sections together with positions, labels and paragraph numbers as `compose` would."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.position, self.points, self.blocks = count(1), count(1), count(1)
        self.paragraph = 1

    def section(self, kind: str, heading: str, body: str = "", *, level: int = 1, numbered: bool = True,
                pieces: tuple[Piece, ...] = ()) -> None:  # fmt: skip
        first = self.paragraph if numbered else None
        self.paragraph += paragraphs_in(body) if numbered else 0
        self.sections.append(
            documents.a_section(kind=kind, heading=heading, body=body, level=level, pieces=pieces,
                                position=next(self.position), numbered_from=first)
        )  # fmt: skip

    def box(self, *bodies: str) -> Points:
        first, *_ = [next(self.points) for _ in bodies]
        return documents.some_points(*bodies, first=first, label=f"block-{next(self.blocks)}")


def a_rich_report(*, picture: Picture | None = BARS, **fields) -> Document:
    """A full report of every kind of part: cover, three levels, boxes, quotation, table, figure, notes, glossary."""
    write = _Writer()
    story = "\n\n".join(documents.HAPPENED)
    write.section("handling", "How this report may be used", "It may be shared. Please do not try to find the family.",
                  numbered=False)  # fmt: skip
    write.section("introduction", "Introduction", f"This LCSPR is about two children[^why].\n\n{documents.HAPPENED[1]}")
    write.section("method", "Process", f"{NESTED}\n\nThe MASH was asked too[^two].",
                  pieces=(documents.some_questions(*documents.ASKED[:2], asked_of="review"),))  # fmt: skip
    write.section("what_happened", "Brief overview", story)
    write.section("findings", "Analysis", documents.HAPPENED[2])
    write.section("findings", "Who was in the home", f"{story}\n\n{TABLE}\n\nThe visits were not compared.", level=2,
                  pieces=(write.box(*documents.LEARNED[:3]),))  # fmt: skip
    write.section("findings", "What the grandmother saw", documents.HAPPENED[0], level=3, pieces=(
        Quotation(90, "Nobody asked me who was there.\n\nI would have said.", "Their grandmother[^two]", "en-GB"),
        write.box("Ask relatives what they see, and tell them what you did with it."),
    ))  # fmt: skip
    write.section("findings", "Moving home", documents.HAPPENED[1], level=2, pieces=(
        Figure("figure-1", 91, picture, "Moves of the family in one year", "en-GB"),
        write.box("A file is not a conversation:\n\n- ring\n- write\n- ring again"),
        documents.some_questions("How will the partnership know that handovers are conversations?",
                                 "What would make them easier?", asked_of="partnership", first=3),
    ))  # fmt: skip
    write.section("recommendations", "Recommendations", "The panel agreed these in February.", numbered=False, pieces=(
        documents.some_recommendations(LETTERED, *documents.LEARNED[1:3], addressees="All partners"),
    ))  # fmt: skip
    write.section("closing", "Closing statement", "The partnership accepts every recommendation.")
    return documents.a_document(
        sections=write.sections,
        **{
            "format": "full-report",
            "kind_label": "Full report",
            "title": "Rowan and Wren: report of a local child safeguarding practice review",
            "slug": "rowan-and-wren",
            "contact": "",
            "cover": COVER,
            "glossary": GLOSSARY,
            "footnotes": (
                Footnote("why", 1, 95, "The names were chosen by their aunt.", "en-GB"),
                Footnote("two", 2, 96, "The first paragraph of a long note.\n\nIts second paragraph.\n\n- and a list",
                         "en-GB"),
            ),
            **fields,
        },
    )  # fmt: skip


def a_long_report(*, words: int = 23_000, paragraphs: int = 140) -> Document:
    """A full report of so many words, as long as the longest, with numbered paragraphs that share what is left them."""
    around = html.words(_long_report(1, paragraphs)) - paragraphs
    return _long_report(max(1, (words - around) // paragraphs), paragraphs)


def _long_report(words_each: int, paragraphs: int, chapters: int = 12) -> Document:
    write, telling, notes = _Writer(), cycle(" ".join(documents.HAPPENED).split()), []
    for place in range(chapters * 3):
        chapter, part = place // 3 + 1, place % 3
        inside = []
        while write.paragraph + len(inside) <= paragraphs * (place + 1) // (chapters * 3):
            inside.append(" ".join(islice(telling, words_each)))
        mark = f"note-{place}"
        inside[-1] += f"[^{mark}]"
        notes.append(Footnote(mark, place + 1, 900 + place, f"A note. {documents.ASKED[0]}", "en-GB"))
        quotation = Quotation(800, documents.HAPPENED[0], "Rowan's grandmother", "en-GB")
        write.section(
            "findings", f"Part {part} of chapter {chapter}" if part else f"Chapter {chapter}",
            "\n\n".join([*inside, TABLE] if part == 1 else inside), level=part + 1,
            pieces=(write.box(*documents.LEARNED), quotation) if part else (),
        )  # fmt: skip
    write.section("recommendations", "Recommendations", "", numbered=False,
                  pieces=(documents.some_recommendations(*[LETTERED] * 12, addressees="All partners"),))  # fmt: skip
    return documents.a_document(
        sections=write.sections, format="full-report", kind_label="Full report", contact="", cover=COVER,
        glossary=GLOSSARY, footnotes=tuple(notes), title="A long report of a local child safeguarding practice review",
    )  # fmt: skip
