"""Briefings of every format with the same two words in everything that readers see, and in nothing else."""

import io

from django.core.files.base import ContentFile
from PIL import Image, PngImagePlugin

from briefings.formats import FORMATS, Format
from briefings.models import Briefing, BriefingPartnership, Part
from people.models import Partnership
from reviews.models import GlossaryTerm, HarmType, LearningPoint, Recommendation, Resource, Review, Sector, Theme
from tests.worlds import a_review, approved

# Two words, so that the answer to a search for the one, which repeats it, can be read for the other.
WORD, OTHER = "zanzibarquill", "marigoldfinch"
BOTH = f"{WORD} {OTHER}"
PHRASE = BOTH.capitalize()
OWN = "only-of-this"  # the slug of what only these briefings name: a theme, a sector, a resource


def a_picture_that_says(words: str) -> bytes:
    """A small picture with words in its bytes, as a camera may leave them."""
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", words)
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG", pnginfo=said)
    return out.getvalue()


def a_review_that_says_it(partnerships: list[Partnership]) -> Review:
    """A record from which its briefings are written, with what they name of it."""
    review = a_review(
        partnerships=partnerships,
        slug="a-review-with-a-page",
        subject="",
        public_title=PHRASE,
        age_band=Review.AgeBand.UNDER_1,
    )
    review.harm_types.add(HarmType.objects.create(slug=OWN, name=PHRASE))
    LearningPoint.objects.create(review=review, text=PHRASE, position=1)
    Recommendation.objects.create(review=review, number=1, text=PHRASE)
    approved(
        Theme.objects.create(slug=OWN, name=f"{PHRASE} theme", synonyms="quiet uncles", description="What comes back.")
    )
    Sector.objects.create(slug=OWN, name=f"{PHRASE} sector")
    Resource.objects.create(
        slug=OWN, title=f"{PHRASE} guide", publisher=PHRASE, kind="toolkit", format_note=PHRASE,
        address=f"https://guide.example.org/{WORD}",
    )  # fmt: skip
    approved(GlossaryTerm.objects.create(abbreviation="ZQM", expansion=PHRASE))
    return review


def a_full_briefing(chosen: Format, review: Review, partnerships: list[Partnership]) -> Briefing:
    """The draft of one format, ready to submit, with every kind of part."""
    briefing = Briefing.objects.create(
        format=chosen.slug, title=f"{PHRASE} in a {chosen.name}", slug=f"one-{chosen.slug}", review=review,
        summary=f"{PHRASE} summary", says_age_band=True, says_harms=True,
        contact_override=f"{PHRASE}: ask your manager.",
    )  # fmt: skip
    for position, partnership in enumerate(partnerships, start=1):
        BriefingPartnership.objects.create(
            briefing=briefing, partnership=partnership, position=position, is_lead=position == 1
        )
    briefing.themes.add(Theme.objects.get(slug=OWN))
    briefing.sectors.add(Sector.objects.get(slug=OWN))
    parts = list(_parts(chosen))
    for position, part in enumerate(parts, start=1):
        part.briefing, part.position = briefing, position
        part.save()
        if part.kind == "point":
            part.themes.add(Theme.objects.get(slug=OWN))
            part.sectors.add(Sector.objects.get(slug=OWN))
    return briefing


def _parts(chosen: Format):
    """Every section of a format, each with what it holds; after the first, one part of every other kind."""
    for number, rule in enumerate(chosen.sections):
        yield Part(
            kind="section", section=rule.kind, heading=f"{PHRASE} {number}", level=1,
            is_numbered=chosen.numbers_paragraphs, body=_words_of_a_section(chosen) if not rule.holds else "",
        )  # fmt: skip
        match rule.holds:
            case "point":
                yield Part(kind="point", body=f"Ask about {BOTH} again.", heading="")
                yield Part(kind="guidance", heading=PHRASE, body=f"Read about {BOTH} and the ZQM.")
            case "question":
                for turn in ("first", "second", "third"):
                    yield Part(kind="question", body=f"How do you ask about {BOTH} {turn}?", asked_of=rule.asked_of)
            case "recommendation":
                yield Part(kind="recommendation", body=f"Agree about {BOTH}.", addressees=PHRASE)
        if number == 0:
            picture = ContentFile(a_picture_that_says(BOTH), name=f"{WORD}-{chosen.slug}.png")
            yield Part(kind="quotation", body=f"Nobody said {BOTH}.", attribution=PHRASE)
            yield Part(kind="figure", body=f"How often: {BOTH}.", alt_text=f"A chart of {BOTH}.", picture=picture)
    if not any(rule.holds == "question" for rule in chosen.sections):
        yield Part(kind="question", body=f"How do you ask about {BOTH}?", asked_of="practitioner")
    yield Part(kind="footnote", mark="one", body=f"The note says {BOTH}.")


def _words_of_a_section(chosen: Format) -> str:
    # A briefing of at least two pages needs words to fill them.
    filler = "Nothing of note is said in this sentence. " * (18 if chosen.pages.least > 1 else 2)
    return f"{PHRASE} stands here[^one]. See [{BOTH}](resource:{OWN}) or the ZQM.\n\n{filler}"


FORMATS_IN_ORDER = list(FORMATS.values())
