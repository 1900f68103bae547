"""The record filled from a report: only what was ticked, as worded, and never twice."""

import pytest

from briefings import formats
from briefings.drafting.fill_record import Ticked, TickedPoint, TickedRecommendation, fill_record, found_in_report
from briefings.drafting.import_batch import import_document
from briefings.models import Briefing
from people.permissions import Refused
from reviews.models import LearningPoint, Recommendation, Review, Theme
from tests.worlds import a_partnership, a_person, a_review

pytestmark = [pytest.mark.django_db, pytest.mark.once]

REPORT = """Child Safeguarding Practice Review

Child Alder

Independent Reviewer: Jo Marchbanks

Introduction

1. This review looks at how four services worked with one family, and at hidden men.

Knowing who is in a home

2. Nobody asked who else lived there, though the form had a box for it.

Learning

- Ask who is who, and draw it.

- Bring the map to supervision every time.

Recommendations

1. The Fernwick Safeguarding Children Partnership should adopt one way of drawing a family.

2. Each service should say who answers letters. Each should also:

- a) Name a deputy.

- b) Test the telephone line twice a year.
"""


@pytest.fixture
def theme():
    return Theme.objects.create(slug="unseen", name="Unseen fathers", synonyms="hidden men\nmissing men")


@pytest.fixture
def report(fernwick, asha, theme):
    """The report, brought into a review that knows nothing of it yet."""
    review = a_review(partnerships=[fernwick], subject="")
    done = import_document(
        data=REPORT.encode(), name="report.txt", chosen=formats.FULL_REPORT, partnerships=[fernwick], by=asha,
        review=review,
    )  # fmt: skip
    return done.document.briefing


def everything(found) -> Ticked:
    return Ticked(
        subjects=[(one.before, one.name) for one in found.subjects],
        reviewers=[(one.before, one.name) for one in found.reviewers],
        themes=[one.theme for one in found.themes],
        points=[TickedPoint(one.part.pk, one.heading, one.text) for one in found.points],
        recommendations=[
            TickedRecommendation(one.part.pk, one.number, one.text, one.parts, one.addressees, one.agencies)
            for one in found.recommendations
        ],
    )


def rows_of(review) -> tuple:
    return tuple(
        sorted(str(row) for row in rows.all())
        for rows in (review.subjects, review.reviewers, review.themes, review.learning_points, review.recommendations)
    )


# ---- refusals


def test_record_is_not_filled_by_somebody_who_may_not_write_there(report, fernwick):
    with pytest.raises(Refused, match="officer"):
        fill_record(
            briefing=report, ticked=everything(found_in_report(report)), by=a_person(approver_of=[fernwick])
        )  # fmt: skip

    assert rows_of(report.review) == ([], [], [], [], [])


def test_record_is_not_filled_by_an_officer_of_the_briefing_alone(report, asha):
    report.review.partnership_links.update(partnership=a_partnership())

    with pytest.raises(Refused, match="officer"):
        fill_record(briefing=report, ticked=everything(found_in_report(report)), by=asha)


def test_number_that_is_taken_is_refused_and_nothing_is_written(report, asha):
    found = found_in_report(report)
    Recommendation.objects.create(review=report.review, number=2, text="Another one.")

    with pytest.raises(Refused, match="another number"):
        fill_record(briefing=report, ticked=everything(found), by=asha)

    assert not LearningPoint.objects.exists()


def test_part_that_was_taken_out_meanwhile_is_refused(report, asha):
    ticked = everything(found_in_report(report))
    report.parts.filter(kind="point").delete()

    with pytest.raises(Refused, match="taken out"):
        fill_record(briefing=report, ticked=ticked, by=asha)

    assert rows_of(report.review) == ([], [], [], [], [])


# ---- what is found


def test_report_tells_what_the_record_has_a_place_for(report, theme, fernwick):
    found = found_in_report(report)

    assert [(one.before, one.name) for one in found.subjects] == [("Child", "Alder")]
    assert [(one.before, one.name) for one in found.reviewers] == [("Independent Reviewer", "Jo Marchbanks")]
    assert [(one.theme, one.times) for one in found.themes] == [(theme, 1)]
    assert [(one.heading, one.text) for one in found.points] == [
        ("Knowing who is in a home", "Ask who is who, and draw it."),
        ("Knowing who is in a home", "Bring the map to supervision every time."),
    ]
    first, second = found.recommendations
    assert (first.number, first.addressees, first.parts) == (1, [fernwick], [])
    assert second.text == "Each service should say who answers letters. Each should also:"
    assert second.parts == [("a", "Name a deputy."), ("b", "Test the telephone line twice a year.")]
    assert found.new() == 7


def test_finding_writes_nothing(report):
    found_in_report(report)

    assert rows_of(report.review) == ([], [], [], [], [])


def test_theme_is_found_as_a_whole_phrase_only(report):
    Theme.objects.create(slug="men", name="hidden me")

    assert [str(one.theme) for one in found_in_report(report).themes] == ["Unseen fathers"]


def test_number_that_is_taken_is_not_suggested(report):
    Recommendation.objects.create(review=report.review, number=1, text="Another one.")

    assert [one.number for one in found_in_report(report).recommendations] == [2, 3]


# ---- what is put in


def test_ticked_things_are_put_in_as_worded(report, asha, fernwick):
    found = found_in_report(report)
    ticked = Ticked(
        subjects=[("Young person", "Alder")],
        points=[TickedPoint(found.points[0].part.pk, "At home", "Ask who is who.")],
        recommendations=[TickedRecommendation(found.recommendations[0].part.pk, 9, "Draw it.", [("a", "Now.")])],
    )

    done = fill_record(briefing=report, ticked=ticked, by=asha)

    assert (done.added, done.were_there) == (3, 0)
    assert rows_of(report.review) == (["Young person Alder"], [], [], ["Ask who is who."], ["Recommendation 9"])
    assert [str(part) for part in Recommendation.objects.get().parts.all()] == ["(a)"]


def test_doing_it_twice_makes_no_doubles(report, asha):
    ticked = everything(found_in_report(report))
    fill_record(briefing=report, ticked=ticked, by=asha)
    before = rows_of(report.review)

    done = fill_record(briefing=report, ticked=ticked, by=asha)

    assert (done.added, done.were_there) == (0, 7)
    assert rows_of(report.review) == before
    assert found_in_report(report).new() == 0


def test_reworded_rows_are_known_again(report, asha):
    found = found_in_report(report)
    reworded = Ticked(points=[TickedPoint(found.points[0].part.pk, "", "In quite other words.")])
    fill_record(briefing=report, ticked=reworded, by=asha)

    assert [one.is_there for one in found_in_report(report).points] == [True, False]
    assert report.parts.filter(kind="point").first().drawn_from_point == LearningPoint.objects.get()


def test_second_draft_of_the_same_report_finds_the_rows_of_the_first(report, fernwick, asha):
    fill_record(briefing=report, ticked=everything(found_in_report(report)), by=asha)
    second = import_document(
        data=REPORT.encode(), name="report.txt", chosen=formats.FULL_REPORT, partnerships=[fernwick], by=asha,
        review=report.review, again=True,
    ).document.briefing  # fmt: skip

    assert found_in_report(second).new() == 0


def test_linking_parts_raises_the_revision_and_counts_as_an_edit(report, asha):
    fill_record(briefing=report, ticked=everything(found_in_report(report)), by=asha)

    assert Briefing.objects.get(pk=report.pk).revision == 1
    assert report.edits.count() == 2
    review = Review.objects.get(pk=report.review_id)  # whoever has the record open is told as well
    assert (review.revision, review.revised_by) == (1, asha)
