"""What of a Document can be found by itself: each point, question, recommendation and piece of guidance, and the
whole. Plain words, with the anchor where they stand."""

from dataclasses import dataclass

from briefings import document as doc
from briefings.rendering import html, markdown
from briefings.rendering.story import without_itself


@dataclass(frozen=True)
class Passage:
    """One thing a page says. `label` is its anchor, empty for the page as a whole; `text` is plain words."""

    kind: str  # PublicPassage.Kind
    label: str
    heading: str
    text: str
    language: str
    themes: tuple[doc.Label, ...]
    sectors: tuple[doc.Label, ...]


def passages_of(document: doc.Document, text: str) -> list[Passage]:
    """The passages of a Document in reading order, the whole first. `text` is all the words of its page.

    A passage without themes or sectors of its own has those of its page. Nothing is taken from a section about the
    briefing itself (handling, audience, purpose, method): an excerpt of it would tell a reader nothing of the learning.
    """
    telling = without_itself(document)
    if telling is not document:
        text = html.text(telling)
    whole = Passage(
        "page", "", document.title, f"{document.summary}\n{text}".strip(), document.language,
        document.themes, document.sectors,
    )  # fmt: skip
    found = [whole]

    def add(
        kind: str, label: str, heading: str, body: str, language: str,
        themes: tuple[doc.Label, ...] = (), sectors: tuple[doc.Label, ...] = (),
    ) -> None:  # fmt: skip
        words = markdown.plain(body)
        if words:
            found.append(
                Passage(
                    kind,
                    label,
                    markdown.plain(heading),
                    words,
                    language or document.language,
                    themes or document.themes,
                    sectors or document.sectors,
                )  # fmt: skip
            )

    for piece in (piece for section in telling.sections for piece in section.pieces):
        match piece:
            case doc.Points():
                for point in piece.points:
                    add("point", point.label, point.heading, point.body, point.language, point.themes, point.sectors)
                themes = tuple({label.slug: label for point in piece.points for label in point.themes}.values())
                sectors = tuple({label.slug: label for point in piece.points for label in point.sectors}.values())
                for advice in piece.guidance:
                    heading = advice.heading or piece.guidance_heading
                    add("guidance", piece.label, heading, advice.body, advice.language, themes, sectors)
            case doc.Questions():
                for question in piece.questions:
                    add("question", question.label, "", question.body, question.language)
            case doc.Recommendations():
                for one in piece.recommendations:
                    add("recommendation", one.label, one.heading, one.body, one.language)
    return found
