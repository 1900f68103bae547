"""How a draft begins: with the headings, standing texts and empty parts of its format.

A new briefing never copies the words of a review by itself. An officer chooses which learning points
to draw on and gives each its own wording; the report's stays where it is.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from briefings import formats
from briefings.models.briefing import Briefing, BriefingPartnership, Edit, Part
from people.models import Partnership, Person
from people.models.persons import Role
from people.permissions import Refused, partnerships_where, require
from portal.text.sentences import listed
from reviews.addresses import LETTERS, free_address
from reviews.authors import fields_of
from reviews.models import DefaultHeading, LearningPoint, PointKind, Recommendation, RecordEdit, Review, StandingText
from reviews.models.record_edit import WrittenField


def suggested_slug(chosen: formats.Format) -> str:
    """A free address that gives nothing away: the format and six letters, such as learning-note-k7m3qp."""
    while True:
        slug = f"{chosen.slug}-{''.join(secrets.choice(LETTERS) for _ in range(6))}"
        if not Briefing.objects.filter(slug=slug).exists():
            return slug


def blank_part(kind: str, *, section: str = "other", numbered: bool = False, **fields) -> Part:
    """An empty part of one kind, with what its kind always has. It is not saved yet."""
    match kind:
        case Part.Kind.SECTION:
            fields = {"section": section, "level": 1, "is_numbered": numbered, **fields}
        case Part.Kind.POINT:
            fields = {"point_kind": PointKind.ADVICE, **fields}
        case Part.Kind.QUESTION:
            fields = {"asked_of": Part.AskedOf.PRACTITIONER, **fields}
    return Part(kind=kind, **fields)


def skeleton(
    chosen: formats.Format,
    partnership: Partnership,
    drawn: Sequence[tuple[LearningPoint, str]] = (),
    recommendations: Sequence[tuple[Recommendation, str]] = (),
    *,
    from_review: bool = True,
) -> list[Part]:
    """The parts a new briefing offers, in order, not saved yet.

    Headings and standing texts are those of `partnership`; sections that a format can do without are
    left out unless there is a standing text for them. `drawn` fills the first section that holds points, each
    with a place for its guidance in a format of blocks, and `recommendations` the first that holds those.
    With `from_review` False nothing speaks of a review, or of a case.
    """
    headings = dict(DefaultHeading.objects.filter(partnership=partnership).values_list("section", "wording"))
    texts = dict(StandingText.objects.filter(partnership=partnership).values_list("section", "text"))
    home_of_points, home_of_recommendations = _home_of("point", chosen), _home_of("recommendation", chosen)
    parts = []
    for rule in chosen.sections:
        starts_here = drawn if rule is home_of_points else ()
        recommended_here = recommendations if rule is home_of_recommendations else ()
        body = texts.get(rule.standing_text, "")
        if rule.of_a_review and not from_review:
            continue
        if not (rule.needed or body or starts_here):
            continue
        own = headings.get(rule.kind) if from_review or not rule.topic_heading else None
        heading = own or rule.usual_heading(from_review=from_review)
        parts.append(
            blank_part("section", section=rule.kind, numbered=chosen.numbers_paragraphs, heading=heading, body=body)
        )
        for point, words in starts_here:
            parts.append(blank_part("point", body=words, drawn_from_point=point, point_kind=point.kind))
            if chosen.has_blocks:
                parts.append(blank_part("guidance"))
        for row, words in recommended_here:
            addressees = _who_must_act(row)
            parts.append(blank_part("recommendation", body=words, drawn_from_recommendation=row, addressees=addressees))
        filled = len(starts_here) + len(recommended_here)
        asked_of = {"asked_of": rule.asked_of} if rule.holds == Part.Kind.QUESTION else {}
        for _ in range(rule.starts_with - filled):
            parts.append(blank_part(rule.holds, **asked_of))
            if chosen.has_blocks:
                parts.append(blank_part("guidance"))
    return parts


def _home_of(kind: str, chosen: formats.Format) -> formats.SectionRule | None:
    return next((rule for rule in chosen.sections if rule.holds == kind and rule.needed), None)


def _who_must_act(recommendation: Recommendation) -> str:
    """The partnerships and agencies of a recommendation in one line, as far as it goes."""
    names = [one.name for one in recommendation.addressees.all()]
    longest = Part._meta.get_field("addressees").max_length
    return ", ".join(filter(None, [*names, recommendation.agencies.strip()]))[:longest]


@transaction.atomic
def start_briefing(
    *,
    format: str,  # noqa: A002 - the field's own name
    partnerships: Iterable[Partnership],
    by: Person | None,
    review: Review | None = None,
    points: Iterable[tuple[LearningPoint, str]] = (),
    recommendations: Iterable[tuple[Recommendation, str]] = (),
    slug: str | None = None,
    title: str = "",
) -> Briefing:
    """Make a draft in a format, with its empty parts, and return it.

    Without a review it is a topic briefing. The first partnership leads and words the headings, unless the
    review says another leads. `points` are learning points of that review, each with the wording to start
    from (an empty string: a row that only remembers what it is drawn from); so are `recommendations`. `by` None
    is for commands run on the machine itself; a person must be an officer of one of the partnerships, and of
    the review. Raises Refused with words for that person.
    """
    chosen, partnerships = formats.FORMATS[format], list(partnerships)
    points, recommendations = list(points), list(recommendations)
    _refuse_what_cannot_start(partnerships, by, review, [*points, *recommendations])
    briefing = Briefing.objects.create(
        format=chosen.slug,
        title=title,
        slug=free_address(Briefing, slug) if slug else suggested_slug(chosen),
        review=review,
        is_topic=review is None,
        created_by=by,
    )
    lead = _lead(partnerships, review)
    BriefingPartnership.objects.bulk_create(
        BriefingPartnership(briefing=briefing, partnership=one, position=place, is_lead=one == lead)
        for place, one in enumerate(partnerships, start=1)
    )
    parts = skeleton(chosen, lead, points, recommendations, from_review=review is not None)
    for position, part in enumerate(parts, start=1):
        part.briefing, part.position = briefing, position
    Part.objects.bulk_create(parts)
    credit(briefing, standing_words_in(parts, lead))
    if by:
        Edit.objects.create(briefing=briefing, by=by, at=timezone.now())
    return briefing


def credit(briefing: Briefing, sources: Iterable[WrittenField]) -> None:
    """Name among the writers of a draft the person who wrote these fields, which were copied into it."""
    there = Edit.objects.filter(briefing=briefing).exclude(origin=None).values("origin")
    Edit.objects.bulk_create(
        Edit(briefing=briefing, by_id=one.by_id, at=one.at, origin=one)
        for one in RecordEdit.objects.of(sources).exclude(pk__in=there)
    )


def standing_words_in(parts: Iterable[Part], partnership: Partnership) -> Iterator[WrittenField]:
    """The headings and standing texts of a partnership that stand in these parts, word for word."""
    headings, bodies = {part.heading for part in parts}, {part.body for part in parts}
    for row in DefaultHeading.objects.filter(partnership=partnership, wording__in=headings):
        yield from fields_of(row, ["wording"])
    for row in StandingText.objects.filter(partnership=partnership, text__in=bodies):
        yield from fields_of(row, ["text"])


def _refuse_what_cannot_start(partnerships, by, review, drawn) -> None:
    if not partnerships:
        raise Refused("Choose the partnership that will publish it.")
    if any(row.review_id != getattr(review, "pk", None) for row, _words in drawn):
        raise Refused("Choose learning points and recommendations of this review only.")
    if review:
        strangers = [one.name for one in partnerships if one.pk not in review.partnerships_concerned()]
        if strangers:
            raise Refused(f"Add {listed(strangers)} to the review first: only its partnerships publish from it.")
        unasked = [one.name for one in review.partnerships_in_order() if one not in partnerships]
        if unasked:
            raise Refused(f"Choose {listed(unasked)} too: who did the review approves what is written from it.")
    if by is None:
        return
    if review:
        require(by, "write", review)
    if not partnerships_where(by, Role.OFFICER) & {one.pk for one in partnerships}:
        raise Refused("Choose a partnership you are an officer of.")


def _lead(partnerships: list[Partnership], review: Review | None) -> Partnership:
    if review:
        leads = set(review.partnership_links.filter(is_lead=True).values_list("partnership_id", flat=True))
        return next((one for one in partnerships if one.pk in leads), partnerships[0])
    return partnerships[0]
