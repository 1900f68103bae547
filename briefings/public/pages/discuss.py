"""Team mode: a published briefing made ready for a meeting. Reads the public rows only.

One long page without script; one thing at a time with it (static/js/team.js). Everything a meeting needs is in
the first answer, so that it goes on when the network does not.
"""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from briefings.languages import direction
from briefings.models.public import PublicPage, PublicPiece
from briefings.public.caching import public_view
from briefings.public.fragments import language_attributes
from briefings.public.names import names_of
from briefings.public.pages.briefing import what_stands_instead

# More points than these are not taken in at a glance: they have a place of their own instead.
MOST_AT_HAND = 8
LONG_QUESTION = 170  # characters, beyond which large type would fill the screen
# Asked of the review, a question is answered by its report and not by a team.
NOT_FOR_A_TEAM = "review"
# Leads elsewhere on the whole page: marks of notes, numbers of paragraphs, anchors.
ONLY_ON_THE_WHOLE_PAGE = re.compile(
    r'<sup class="note-mark">.*?</sup>|<a class="paragraph-number"[^>]*>.*?</a> ?| id="[^"]*"', re.DOTALL
)


@dataclass(frozen=True)
class Shown:
    """Words of a page as they can be shown away from it, with the attributes of their language."""

    html: SafeString
    lang_attributes: SafeString
    section: str = ""


@dataclass(frozen=True)
class Asked:
    """One question to talk through, and the learning points it rests on."""

    words: Shown
    of: str  # whom it is asked of
    is_long: bool  # so that it must be set smaller to be seen whole
    points: list[Shown] = field(default_factory=list)


@public_view()
def discuss(request: HttpRequest, slug: str) -> HttpResponse:
    """A published briefing for a meeting; or what stands where its briefing stood."""
    page = PublicPage.objects.filter(slug=slug).defer("html").first()
    if page is None:
        return what_stands_instead(request, slug)
    pieces = list(page.pieces.exclude(kind=PublicPiece.Kind.RECOMMENDATION))
    points = [_shown(one, page) for one in pieces if one.kind == PublicPiece.Kind.POINT]
    whole = settings.PUBLIC_ADDRESS + page.get_absolute_url()
    return render(
        request,
        "public/discuss.html",
        {
            "page": page,
            "names": names_of(page),
            "story": Shown(alone(page.story), language_attributes(page.story_language, page.language)),
            "points": points,
            "asked": questions_of(page, pieces, points),
            "address_to_read": whole.partition("://")[2].rstrip("/"),
            "canonical": f"{whole}discuss/",
            "language": page.language,
            "direction": direction(page.language),
        },
    )


def questions_of(page: PublicPage, pieces: list[PublicPiece], points: list[Shown]) -> list[Asked]:
    """The questions that a page asks its readers, in order, each with the points it rests on.

    Those of its own section; or else all, where they are few enough to be taken in.
    """
    few = points if len(points) <= MOST_AT_HAND else []
    return [
        Asked(
            _shown(one, page),
            one.asked_of,
            len(one.words) > LONG_QUESTION,
            [point for point in points if point.section == one.section] or few,
        )
        for one in pieces
        if one.kind == PublicPiece.Kind.QUESTION and one.asked_of != NOT_FOR_A_TEAM
    ]


def _shown(piece: PublicPiece, page: PublicPage) -> Shown:
    return Shown(alone(piece.html), language_attributes(piece.language, page.language), piece.section)


def alone(html: str) -> SafeString:
    """Words as they were approved, and as publishing wrote them, without what leads elsewhere on the whole page."""
    return SafeString(ONLY_ON_THE_WHOLE_PAGE.sub("", html))  # noqa: S308  approved HTML, less some of it
