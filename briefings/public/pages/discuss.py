"""Team mode: a published briefing made ready for a meeting. Reads the public rows only.

One long page without script; one thing at a time with it (static/js/team.js). Everything a meeting needs is in
the first answer, so that it goes on when the network does not.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from briefings.languages import direction
from briefings.models.public import PublicPage
from briefings.public.body import Body, Piece, Section, plain, read
from briefings.public.caching import public_view
from briefings.public.names import names_of
from briefings.public.pages.briefing import what_stands_instead
from briefings.rendering.story import is_about_itself, speaks_of_itself
from reviews.section_kinds import SectionKind

# Where a story is told, the best place first.
STORY = (SectionKind.WHAT_HAPPENED, SectionKind.BACKGROUND, SectionKind.INTRODUCTION)
# Aloud, English is read at about 180 words a minute; a story longer than this is no longer "in a minute".
LONGEST_STORY = 220
# More points than these are not taken in at a glance: they have a place of their own instead.
MOST_AT_HAND = 8
LONG_QUESTION = 170  # characters, beyond which large type would fill the screen
# Asked of the review, a question is answered by its report and not by a team.
NOT_FOR_A_TEAM = "review"


@dataclass(frozen=True)
class Asked:
    """One question to talk through, and the learning points it rests on."""

    piece: Piece
    points: list[Piece]

    @property
    def is_long(self) -> bool:
        """Whether it must be set smaller to be seen whole."""
        return len(self.piece.words) > LONG_QUESTION


@dataclass(frozen=True)
class Story:
    """What happened, short enough to be read aloud in a minute."""

    html: str  # as approved
    language: str = ""
    direction: str = ""


@public_view()
def discuss(request: HttpRequest, slug: str) -> HttpResponse:
    """A published briefing for a meeting; or what stands where its briefing stood."""
    page = PublicPage.objects.filter(slug=slug).first()
    if page is None:
        return what_stands_instead(request, slug)
    body = read(page.html)
    whole = settings.PUBLIC_ADDRESS + page.get_absolute_url()
    return render(
        request,
        "public/discuss.html",
        {
            "page": page,
            "names": names_of(page),
            "story": story_of(body),
            "points": body.of("point"),
            "asked": questions_of(body),
            "address_to_read": whole.partition("://")[2].rstrip("/"),
            "canonical": f"{whole}discuss/",
            "language": page.language,
            "direction": direction(page.language),
        },
    )


def questions_of(body: Body) -> list[Asked]:
    """The questions that a page asks its readers, in order, each with the points it rests on.

    Those of its own section; or else all, where they are few enough to be taken in.
    """
    points = body.of("point")
    few = points if len(points) <= MOST_AT_HAND else []
    return [
        Asked(piece, [point for point in points if point.section == piece.section] or few)
        for piece in body.of("question")
        if piece.asked_of != NOT_FOR_A_TEAM
    ]


def story_of(body: Body) -> Story | None:
    """What happened, in the words of the page where it tells it in about a minute; None where only its summary does."""
    for kind in STORY:
        for section in body.sections:
            if section.kind == kind and _tells(section):
                return Story(section.html, section.language, section.direction)
    return None


def _tells(section: Section) -> bool:
    """Whether a section tells in about a minute what happened, and not what its review or report is."""
    words = plain(section.html)
    if not 0 < len(words.split()) <= LONGEST_STORY or is_about_itself(section):
        return False
    return section.kind == SectionKind.WHAT_HAPPENED or not speaks_of_itself(words)
