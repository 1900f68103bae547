"""A word that stands in every text field of drafts and records appears at no public address.

The addresses are read from the site's own list, so a new public page is walked without being named here.
"""

import itertools
import re

import pytest
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from briefings import publishing
from briefings.models import Briefing, BriefingPartnership, ImportedDocument, LeftOver, Part, PublicPage
from briefings.models.edition import Edition, State
from people.models import Partnership
from reviews.holds import place_hold
from reviews.models import (
    HarmType,
    LearningPoint,
    ParallelProcess,
    Recommendation,
    RecommendationPart,
    Resource,
    Review,
    Reviewer,
    Sector,
    Subject,
    Theme,
)
from tests.worlds import a_learning_note, a_partnership, a_person, a_review, an_edition

pytestmark = pytest.mark.once

SENTINEL = "zanzibarquill"
SEEN = "marigoldfinch"  # the control: stands in what is published
PARTS = {
    "point": set(),
    "guidance": set(),
    "quotation": {"attribution"},
    "recommendation": {"addressees"},
    "footnote": {"mark"},
}


def text_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields in which a person writes words: not addresses, choices, colours or pictures."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.SlugField | models.FileField | models.EmailField | models.URLField)
        and not field.choices
        and field.name not in {"letter", "mark", "fingerprint", "language"}
    ]


def marked(model: type[models.Model], *, but: set[str] = frozenset(), **fields) -> dict:
    """Values for a row with the sentinel in every text field."""
    return {**{field.name: SENTINEL for field in text_fields(model) if field.name not in but}, **fields}


ONLY_OF_ITS_KIND = {"attribution", "addressees", "alt_text", "mark"}


def a_marked_review(partnership: Partnership) -> Review:
    """A record with the sentinel in every text field of every row."""
    review = a_review(partnerships=[partnership], subject="", **marked(Review))
    review.partnership_links.update(reference=f"{SENTINEL} {review.pk}")
    Subject.objects.create(review=review, **marked(Subject))
    Reviewer.objects.create(review=review, **marked(Reviewer))
    ParallelProcess.objects.create(review=review, kind="police", **marked(ParallelProcess))
    LearningPoint.objects.create(review=review, **marked(LearningPoint))
    recommendation = Recommendation.objects.create(review=review, number=1, **marked(Recommendation))
    RecommendationPart.objects.create(recommendation=recommendation, letter="a", **marked(RecommendationPart))
    for model in (Theme, Sector, HarmType):
        row, _ = model.objects.get_or_create(slug="only-in-drafts", defaults=marked(model))
        getattr(review, {Theme: "themes", Sector: "sectors", HarmType: "harm_types"}[model]).add(row)
    return review


def a_marked_note(partnership: Partnership) -> Briefing:
    """A draft, ready to submit, with the sentinel in every text field, and in a theme and a resource of its own."""
    note = a_learning_note(
        partnerships=[partnership],
        review=a_marked_review(partnership),
        story=[f"{SENTINEL} [{SENTINEL}](resource:only-in-drafts)"],
        points=[SENTINEL],
        questions=[f"{SENTINEL}?"] * 3,
        **marked(Briefing),
    )
    Resource.objects.get_or_create(
        slug="only-in-drafts", defaults=marked(Resource, address=f"https://{SENTINEL}.example/")
    )
    note.parts.filter(kind="section").update(heading=SENTINEL)
    for position, (kind, own) in enumerate(PARTS.items(), start=50):
        values = marked(Part, but=ONLY_OF_ITS_KIND - own) | ({"mark": SENTINEL} if "mark" in own else {})
        Part.objects.create(briefing=note, kind=kind, position=position, **values)
    source = ImportedDocument.objects.create(
        briefing=note,
        lines=[[1, SENTINEL]],
        source_words=1,
        placed_words=0,
        at=timezone.now(),
        **marked(ImportedDocument),
    )
    LeftOver.objects.create(imported=source, why="unplaced", line=1, **marked(LeftOver))
    note.themes.add(Theme.objects.get(slug="only-in-drafts"))
    note.sectors.add(Sector.objects.get(slug="only-in-drafts"))
    return note


def public_addresses() -> list[str]:
    """Every public address: each pattern of the site with every name that there is in place of its parameters."""
    slugs = set(Briefing.objects.values_list("slug", flat=True)) | set(Review.objects.values_list("slug", flat=True))
    for model in (Theme, Sector, Resource, Partnership):
        slugs |= set(model.objects.values_list("slug", flat=True))
    values = sorted(slugs | {"1", "discuss", "no-such-name"})
    found = []
    for pattern in public_routes():
        route = re.sub(r"<number:\w+>", "1", pattern)  # the first of what is counted
        names = sorted(set(re.findall(r"<(?:\w+:)?(\w+)>", route)))
        pairs = len(names) == 2
        # with two names in an address (a page and its sheet) they are the same, or anything
        chosen = [(value, value) for value in values] if pairs else itertools.product(values, repeat=len(names))
        for choice in chosen:
            address = route
            for name, value in zip(names, choice, strict=True):
                address = re.sub(rf"<(?:\w+:)?{name}>", value, address)
            found.append(f"/{address}")
    return found


def public_routes() -> list[str]:
    """The route of every public address, as Django holds them."""
    return list(_routes(get_resolver().url_patterns, ""))


def _routes(patterns, prefix: str):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if route.startswith("admin/"):
            continue
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def where_it_stands(client, word: str) -> list[str]:
    """The public addresses whose answers hold a word: in their words, their source or their headers."""
    found = []
    for address in public_addresses():
        response = client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        headers = " ".join(f"{name}: {value}" for name, value in response.headers.items())
        if word in content.decode(errors="replace").lower() or word in headers.lower():
            found.append(address)
    return found


@pytest.fixture
def partnership(db):
    """A partnership that has published something else, so that lists and pages are not empty."""
    partnership = a_partnership()
    an_edition(partnerships=[partnership], title=f"About {SEEN}")
    return partnership


def test_published_words_are_found_by_the_same_walk(client, partnership):
    found = where_it_stands(client, SEEN)

    assert {"/learning/", PublicPage.objects.get().get_absolute_url()} <= set(found)


def a_published_learning_page(partnership: Partnership, *words: str) -> Edition:
    """A learning page of one block for each of these words, before the public."""
    page = a_learning_note(partnerships=[partnership], points=words, format="learning-page")
    page.parts.filter(section="what_happened").update(section="purpose")
    page.parts.filter(section="learning").update(section="practice")
    return an_edition(briefing=page)


def test_hand_out_is_found_by_the_walk_and_leaves_with_its_page(client, partnership):
    edition = a_published_learning_page(partnership, f"Ask {SENTINEL} again.")
    address = f"{edition.briefing.get_absolute_url()}block-1/"
    before = where_it_stands(client, SENTINEL)

    publishing.withdraw(
        edition=edition, by=a_person(approver_of=[partnership]), outcome="error", reason="A name.", notice="Gone."
    )

    assert address in before
    assert where_it_stands(client, SENTINEL) == []


def test_draft_is_at_no_public_address(client, partnership):
    a_marked_note(partnership)

    assert where_it_stands(client, SENTINEL) == []


@pytest.mark.parametrize("state", [State.AWAITING_APPROVAL, State.SENT_BACK, State.APPROVED])
def test_words_on_their_way_are_at_no_public_address(client, partnership, state):
    edition = an_edition(state=state, briefing=a_marked_note(partnership))

    assert SENTINEL in edition.text
    assert where_it_stands(client, SENTINEL) == []


def test_words_withdrawn_for_error_are_at_no_public_address(client, partnership):
    edition = an_edition(briefing=a_marked_note(partnership))
    before = where_it_stands(client, SENTINEL)

    publishing.withdraw(
        edition=edition, by=a_person(approver_of=[partnership]), outcome="error", reason=f"It names {SENTINEL}.",
        notice="We have taken this down.",
    )  # fmt: skip

    assert edition.briefing.get_absolute_url() in before
    assert where_it_stands(client, SENTINEL) == []


def test_next_wording_stays_private_while_the_last_is_public(client, partnership):
    page = PublicPage.objects.get()
    briefing = Briefing.objects.get(slug=page.slug)
    briefing.title = briefing.summary = SENTINEL
    briefing.save()
    briefing.parts.filter(kind="point").update(body=SENTINEL)

    an_edition(state=State.AWAITING_APPROVAL, briefing=briefing, change_note=SENTINEL)

    assert where_it_stands(client, SENTINEL) == []


def test_reason_of_a_hold_is_at_no_public_address(client, partnership):
    note = a_marked_note(partnership)
    place_hold(review=note.review, kind="police", reason=SENTINEL, by=a_person(officer_of=[partnership]))

    assert where_it_stands(client, SENTINEL) == []


def test_every_text_field_of_a_draft_is_marked(partnership):
    """The control of the controls: a field that is added later and left empty here would prove nothing."""
    a_marked_note(partnership)

    for model in (Briefing, Part, Review, Subject, Reviewer, LearningPoint, Recommendation, RecommendationPart):
        for field in text_fields(model):
            if field.name in {"alt_text", "clearing_reason"}:
                continue  # only a figure with a picture has these words
            assert model.objects.filter(**{f"{field.name}__contains": SENTINEL}).exists(), (
                f"{model.__name__}.{field.name}"
            )
    assert BriefingPartnership.objects.exists()
