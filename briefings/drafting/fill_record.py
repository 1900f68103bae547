"""The record filled from a report that was imported: what was found in it, and putting in what an officer ticked.

Finding writes nothing. A part of the report remembers which row of the record was made from it, so that doing
this twice makes no doubles, whatever the officer changed on the way.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from string import ascii_lowercase

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from briefings.importing.front import reviewer_in
from briefings.importing.lines import MARK, bare, squeezed
from briefings.importing.recognising.titles import subjects_in
from briefings.models import Briefing, Edit, Part
from people.models import Partnership, Person
from people.permissions import Refused, require
from reviews.authors import fields_of, wrote
from reviews.models import (
    LearningPoint,
    PointKind,
    Recommendation,
    RecommendationPart,
    Review,
    Reviewer,
    Subject,
    Theme,
)

log = logging.getLogger(__name__)
LETTERS = [*ascii_lowercase, *("".join(pair) for pair in product(ascii_lowercase, repeat=2))]
_FRONT_LINES = 80  # reviewers are named on the cover or not at all
_OURS = re.compile(r"\bthe (?:safeguarding )?partnerships?\b", re.IGNORECASE)  # in a report: whose report it is
_ITEM = re.compile(r"\s*(?:-|\d{1,3}\.) +(?=\S)")


@dataclass(frozen=True)
class FoundPerson:
    """A subject or a reviewer: what stands before the name (Child; Independent reviewer), and the name."""

    before: str
    name: str
    is_there: bool  # in the record already


@dataclass(frozen=True)
class FoundTheme:
    """A theme of the shared list, and how often its name or a synonym stands in the report."""

    theme: Theme
    times: int
    is_there: bool


@dataclass(frozen=True)
class FoundPoint:
    """A learning point of the report, under the heading it stands below."""

    part: Part
    heading: str
    text: str
    is_there: bool


@dataclass(frozen=True)
class FoundRecommendation:
    """A recommendation: its number in the report, its lettered parts, and the partnerships it names."""

    part: Part
    number: int
    text: str
    parts: list[tuple[str, str]]
    addressees: list[Partnership]
    agencies: str
    is_there: bool


@dataclass(frozen=True)
class Found:
    """Everything of a report that the record has a place for."""

    subjects: list[FoundPerson]
    reviewers: list[FoundPerson]
    themes: list[FoundTheme]
    points: list[FoundPoint]
    recommendations: list[FoundRecommendation]

    def new(self) -> int:
        """How many of these are not in the record yet."""
        everything = (*self.subjects, *self.reviewers, *self.themes, *self.points, *self.recommendations)
        return sum(not one.is_there for one in everything)


def found_in_report(briefing: Briefing) -> Found:
    """What a report says that its review's record has a place for. Writes nothing."""
    review = briefing.review
    parts = list(briefing.parts.all())
    return Found(
        subjects=_subjects(briefing, review),
        reviewers=_reviewers(briefing, review),
        themes=_themes(parts, review),
        points=_points(parts, review),
        recommendations=_recommendations(parts, review),
    )


def _subjects(briefing: Briefing, review: Review) -> list[FoundPerson]:
    there = {_same(str(one)) for one in review.subjects.all()}
    named = dict.fromkeys(subjects_in(briefing.title))
    return [FoundPerson(prefix, name, _same(f"{prefix} {name}") in there) for prefix, name in named]


def _reviewers(briefing: Briefing, review: Review) -> list[FoundPerson]:
    there = {_same(one.name) for one in review.reviewers.all()}
    lines = [text for document in briefing.imports.all() for _number, text in document.lines[:_FRONT_LINES]]
    named = dict.fromkeys(filter(None, (reviewer_in(squeezed(text.replace("*", ""))) for text in lines)))
    return [FoundPerson(role[:80], name[:120], _same(name[:120]) in there) for role, name in named]


def _themes(parts: list[Part], review: Review) -> list[FoundTheme]:
    """Themes whose name or synonym stands in the words, the most frequent first."""
    words = " ".join(bare(f"{part.heading} {part.body}") for part in parts)
    there = set(review.themes.values_list("pk", flat=True))
    found = []
    for theme in Theme.objects.all():
        names = {bare(name) for name in (theme.name, *theme.synonyms.splitlines())} - {""}
        times = sum(len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", words)) for name in names)
        if times:
            found.append(FoundTheme(theme, times, theme.pk in there))
    return sorted(found, key=lambda one: (-one.times, one.theme.name))


def _points(parts: list[Part], review: Review) -> list[FoundPoint]:
    there = {_same(one.text) for one in review.learning_points.all()}
    found, heading = [], ""
    for part in parts:
        if part.kind == Part.Kind.SECTION:
            heading = part.heading
        elif part.kind == Part.Kind.POINT and (text := _without_marks(part.body)):
            is_there = part.drawn_from_point_id is not None or _same(text) in there
            found.append(FoundPoint(part, _without_marks(heading), text, is_there))
    return found


def _recommendations(parts: list[Part], review: Review) -> list[FoundRecommendation]:
    stored = list(review.recommendations.all())
    there, taken = {_same(one.text) for one in stored}, {one.number for one in stored}
    partnerships = list(Partnership.objects.all())
    found: list[FoundRecommendation] = []
    bodies = [part for part in parts if part.kind == Part.Kind.RECOMMENDATION and part.body.strip()]
    for number, part in enumerate(bodies, start=1):
        text, lettered = _lettered(_without_marks(part.body))
        is_there = part.drawn_from_recommendation_id is not None or _same(text) in there
        if not is_there and number in taken:
            number = max(taken) + 1
        taken.add(number)
        whole = f"{part.heading} {part.body} {part.addressees}"
        named = [one for one in partnerships if _is_named(one, whole)]
        if not named and _OURS.search(whole):
            named = review.partnerships_in_order()
        found.append(FoundRecommendation(part, number, text, lettered, named, part.addressees, is_there))
    return found


def _is_named(partnership: Partnership, text: str) -> bool:
    if bare(partnership.name) in bare(text):
        return True
    return bool(re.search(rf"(?<!\w){re.escape(partnership.short_name)}(?!\w)", text))


def _lettered(body: str) -> tuple[str, list[tuple[str, str]]]:
    """The words of a recommendation, and its list as lettered parts."""
    words: list[str] = []
    items: list[str] = []
    in_item = False
    for line in body.splitlines():
        item = _ITEM.match(line)
        if item:
            items.append(line[item.end() :].strip())
        elif in_item and line.strip():
            items[-1] += f" {line.strip()}"
            continue
        else:
            words.append(line)
        in_item = bool(item)
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(words)).strip()
    if not text:  # a list and nothing else: then it is the recommendation
        return body.strip(), []
    return text, list(zip(LETTERS, items, strict=False))


def _without_marks(text: str) -> str:
    """Without footnote marks, which lead nowhere in the record."""
    return MARK.sub("", text).strip()


def _same(text: str) -> str:
    return bare(text).replace("\\", "")


@dataclass(frozen=True)
class TickedPoint:
    """A learning point to put into the record, as the officer worded it. `part`: what it was found in."""

    part: int
    heading: str
    text: str


@dataclass(frozen=True)
class TickedRecommendation:
    """A recommendation to put into the record, as the officer worded it. `part`: what it was found in."""

    part: int
    number: int
    text: str
    parts: Sequence[tuple[str, str]] = ()
    addressees: Sequence[Partnership] = ()
    agencies: str = ""


@dataclass(frozen=True)
class Ticked:
    """What an officer ticked. Subjects and reviewers are pairs: what stands before the name, and the name."""

    subjects: Sequence[tuple[str, str]] = ()
    reviewers: Sequence[tuple[str, str]] = ()
    themes: Sequence[Theme] = ()
    points: Sequence[TickedPoint] = ()
    recommendations: Sequence[TickedRecommendation] = ()


@dataclass
class Filled:
    """How many rows were put into the record, and how many were there already."""

    added: int = 0
    were_there: int = 0
    linked: list[Part] = field(default_factory=list)


@transaction.atomic
def fill_record(*, briefing: Briefing, ticked: Ticked, by: Person) -> Filled:
    """Put what was ticked into the record of the briefing's review; what is there already is not put in twice.

    The parts of the report remember the rows made from them, which raises the draft's revision and counts as
    an edit. Raises Refused with words for a person; then nothing has changed.
    """
    briefing = Briefing.objects.select_for_update().get(pk=briefing.pk)
    if briefing.review_id is None:
        raise Refused("This briefing is about a topic: there is no record to fill.")
    review = Review.objects.select_for_update().get(pk=briefing.review_id)
    for thing in (briefing, review):
        require(by, "write", thing)
    done = Filled()
    _add_people(review, Subject, review.subjects, ("prefix", "pseudonym"), ticked.subjects, done, by)
    _add_people(review, Reviewer, review.reviewers, ("role_label", "name"), ticked.reviewers, done, by)
    there = set(review.themes.values_list("pk", flat=True))
    for theme in ticked.themes:
        _count(done, is_new=theme.pk not in there)
    review.themes.add(*ticked.themes)
    if ticked.themes:
        wrote(fields_of(review, ["themes"]), by=by)
    parts = {part.pk: part for part in briefing.parts.all()}
    for point in ticked.points:
        _add_point(review, point, parts.get(point.part), done, by)
    for recommendation in ticked.recommendations:
        _add_recommendation(review, recommendation, parts.get(recommendation.part), done, by)
    if done.added:
        review.revise(by=by)
    if done.linked:
        Part.objects.bulk_update(done.linked, ["drawn_from_point", "drawn_from_recommendation"])
        briefing.revision += 1
        briefing.save(update_fields=["revision", "changed_at"])
        Edit.objects.create(briefing=briefing, by=by, at=timezone.now())
    log.info("fill_record: review %s, %s rows, by %s", review.pk, done.added, by.pk)
    return done


def _count(done: Filled, *, is_new: bool) -> bool:
    done.added += is_new
    done.were_there += not is_new
    return is_new


def _add_people(review, model, rows, names: tuple[str, str], ticked, done: Filled, by: Person) -> None:
    before, name = names
    # A subject is told apart by prefix and name together; a reviewer is the same person in another role.
    whole = model is Subject
    there = {_same(str(one) if whole else getattr(one, name)) for one in rows.all()}
    place = rows.aggregate(last=Max("position"))["last"] or 0
    for prefix, called in ticked:
        key = _same(f"{prefix} {called}" if whole else called)
        if _count(done, is_new=key not in there):
            place += 1
            row = model.objects.create(review=review, position=place, **{before: prefix, name: called})
            wrote([*fields_of(row, names), *fields_of(review, [rows.field.remote_field.get_accessor_name()])], by=by)
            there.add(key)


def _add_point(review: Review, ticked: TickedPoint, part: Part | None, done: Filled, by: Person) -> None:
    if part is None:
        raise Refused("A learning point was taken out of the draft meanwhile. Look at the list again.")
    if part.drawn_from_point_id is not None:
        _count(done, is_new=False)
        return
    row = next((one for one in review.learning_points.all() if _same(one.text) == _same(ticked.text)), None)
    if _count(done, is_new=row is None):
        place = (review.learning_points.aggregate(last=Max("position"))["last"] or 0) + 1
        row = LearningPoint.objects.create(
            review=review,
            heading=ticked.heading,
            text=ticked.text,
            kind=part.point_kind or PointKind.ADVICE,
            position=place,
        )
        wrote(fields_of(row, ["heading", "text", "kind"]), by=by)
    part.drawn_from_point = row
    done.linked.append(part)


def _add_recommendation(
    review: Review, ticked: TickedRecommendation, part: Part | None, done: Filled, by: Person
) -> None:
    if part is None:
        raise Refused("A recommendation was taken out of the draft meanwhile. Look at the list again.")
    if part.drawn_from_recommendation_id is not None:
        _count(done, is_new=False)
        return
    stored = list(review.recommendations.all())
    row = next((one for one in stored if _same(one.text) == _same(ticked.text)), None)
    if row is None and ticked.number in {one.number for one in stored}:
        raise Refused(f"The record has a recommendation {ticked.number} already. Give this one another number.")
    if _count(done, is_new=row is None):
        row = Recommendation.objects.create(
            review=review, number=ticked.number, text=ticked.text, agencies=ticked.agencies
        )
        row.addressees.set(ticked.addressees)
        wrote(fields_of(row, ["number", "text", "agencies", "addressees"]), by=by)
        RecommendationPart.objects.bulk_create(
            RecommendationPart(recommendation=row, letter=letter, text=text) for letter, text in ticked.parts
        )
    part.drawn_from_recommendation = row
    done.linked.append(part)
