"""How a draft begins: its skeleton, what it draws on, and who may begin one."""

import pytest
from django.urls import reverse

from briefings import formats
from briefings.drafting.starting import start_briefing
from briefings.models import Briefing
from people.permissions import Refused
from reviews.models import DefaultHeading, LearningPoint, Recommendation, RecommendationPart, StandingText
from tests.screens import fields_on
from tests.worlds import a_partnership, a_person, a_review

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def review(fernwick):
    review = a_review(partnerships=[fernwick])
    for words in ("Nobody asked who else lived there.", "Supervision was cancelled."):
        LearningPoint.objects.create(review=review, text=words, kind="finding")
    return review


def shape(briefing):
    return [(part.kind, part.section) for part in briefing.parts.all()]


# ---- refusals


def test_start_by_an_officer_of_another_partnership_is_refused(review, fernwick):
    with pytest.raises(Refused, match="officer"):
        start_briefing(
            format="learning-note", review=review, partnerships=[fernwick], by=a_person(officer_of=[a_partnership()])
        )

    assert not Briefing.objects.exists()


def test_start_by_an_approver_is_refused(review, fernwick):
    with pytest.raises(Refused, match="officer"):
        start_briefing(
            format="learning-note", review=review, partnerships=[fernwick], by=a_person(approver_of=[fernwick])
        )


def test_start_with_points_of_another_review_is_refused(review, fernwick, asha):
    foreign = LearningPoint.objects.create(review=a_review(partnerships=[fernwick]), text="Of another child.")

    with pytest.raises(Refused, match="this review only"):
        start_briefing(format="learning-note", review=review, partnerships=[fernwick], by=asha, points=[(foreign, "")])


def test_start_for_a_partnership_outside_the_review_is_refused(review, fernwick, asha, marlow):

    with pytest.raises(Refused, match="to the review first"):
        start_briefing(format="learning-note", review=review, partnerships=[fernwick, marlow], by=asha)


def test_start_from_a_joint_review_without_all_of_its_partnerships_is_refused(fernwick, asha):
    other = a_partnership(name="Fernwick Safeguarding Partnership")
    joint = a_review(partnerships=[fernwick, other])

    with pytest.raises(Refused, match="Choose Fernwick Safeguarding Partnership too"):
        start_briefing(format="learning-note", review=joint, partnerships=[fernwick], by=asha)

    assert start_briefing(format="learning-note", review=joint, partnerships=[other, fernwick], by=asha).pk


def test_topic_for_somebody_elses_partnership_is_refused(asha):
    with pytest.raises(Refused, match="you are an officer of"):
        start_briefing(format="learning-note", partnerships=[a_partnership()], by=asha)


# ---- the skeleton


@pytest.mark.parametrize("chosen", formats.FORMATS.values(), ids=list(formats.FORMATS))
def test_new_briefing_offers_the_needed_sections_and_empty_parts_of_its_format(fernwick, asha, chosen):
    briefing = start_briefing(format=chosen.slug, partnerships=[fernwick], by=asha)

    expected = []
    for rule in chosen.sections:
        if rule.is_needed(from_review=False):
            row = [(rule.holds, ""), ("guidance", "")] if chosen.has_blocks else [(rule.holds, "")]
            expected += [("section", rule.kind), *row * rule.starts_with]
    assert shape(briefing) == expected
    assert list(briefing.parts.values_list("position", flat=True)) == list(range(1, len(expected) + 1))


def test_topic_briefing_starts_without_a_word_of_a_review(fernwick, asha):
    StandingText.objects.create(partnership=fernwick, section="purpose", text="A review looks back.")
    DefaultHeading.objects.create(partnership=fernwick, section="questions", wording="Learning from this case")

    for chosen in ("learning-note", "practitioner-briefing", "learning-page", "7-minute-briefing"):
        briefing = start_briefing(format=chosen, partnerships=[fernwick], by=asha)
        words = " ".join(f"{part.heading} {part.body}" for part in briefing.parts.all()).lower()
        assert "review" not in words
        assert "case" not in words


def test_questions_of_how_the_review_was_done_are_its_own(review, fernwick, asha):
    briefing = start_briefing(format="practitioner-briefing", review=review, partnerships=[fernwick], by=asha)

    assert set(briefing.parts.filter(kind="question").values_list("asked_of", flat=True)) == {"review"}


def test_new_briefing_takes_headings_and_standing_texts_of_the_partnership_that_leads(asha, fernwick, marlow):
    review = a_review(partnerships=[marlow, fernwick])
    DefaultHeading.objects.create(partnership=marlow, section="method", wording="How we looked at it")
    DefaultHeading.objects.create(partnership=fernwick, section="method", wording="Not this one")
    StandingText.objects.create(partnership=marlow, section="more", text="Our procedures are online.")

    briefing = start_briefing(
        format="practitioner-briefing", review=review, partnerships=review.partnerships_in_order(), by=asha
    )

    assert briefing.parts.get(section="method").heading == "How we looked at it"
    assert briefing.parts.get(section="more").body == "Our procedures are online."
    assert briefing.partnership_links.get(is_lead=True).partnership == marlow


def test_drawn_points_remember_their_source_and_leave_its_words_behind(review, fernwick, asha):
    first, second = review.learning_points.all()

    briefing = start_briefing(
        format="learning-note",
        review=review,
        partnerships=[fernwick],
        by=asha,
        points=[(first, "Ask who lives there."), (second, "")],
    )

    points = briefing.parts.filter(kind="point")
    assert [(p.drawn_from_point, p.body) for p in points[:2]] == [(first, "Ask who lives there."), (second, "")]
    assert points[0].point_kind == "finding"
    assert points.count() == 6


def test_start_with_recommendations_of_another_review_is_refused(review, fernwick, asha):
    foreign = Recommendation.objects.create(
        review=a_review(partnerships=[fernwick]), number=1, text="Of another child."
    )

    with pytest.raises(Refused, match="this review only"):
        start_briefing(
            format="full-report", review=review, partnerships=[fernwick], by=asha, recommendations=[(foreign, "")]
        )


@pytest.mark.parametrize("chosen", list(formats.FORMATS))
def test_every_format_has_a_place_for_drawn_points(review, fernwick, asha, chosen):
    points = [(point, f"Own words {number}.") for number, point in enumerate(review.learning_points.all(), start=1)]

    briefing = start_briefing(format=chosen, review=review, partnerships=[fernwick], by=asha, points=points)

    drawn = briefing.parts.filter(kind="point").exclude(drawn_from_point=None)
    assert [part.body for part in drawn] == ["Own words 1.", "Own words 2."]


def test_drawn_point_of_a_learning_page_has_a_place_for_its_guidance(review, fernwick, asha):
    points = [(point, "") for point in review.learning_points.all()]

    briefing = start_briefing(format="learning-page", review=review, partnerships=[fernwick], by=asha, points=points)

    kinds = [part.kind for part in briefing.parts.all() if part.kind != "section"]
    assert kinds == ["point", "guidance", "point", "guidance"]


def test_drawn_recommendation_says_who_must_act(review, fernwick, asha):
    row = Recommendation.objects.create(review=review, number=1, text="As the report says.", agencies="Police")
    row.addressees.add(fernwick)

    briefing = start_briefing(
        format="practitioner-briefing", review=review, partnerships=[fernwick], by=asha,
        recommendations=[(row, "Ask early.")],
    )  # fmt: skip

    first = briefing.parts.filter(kind="recommendation").first()
    assert (first.drawn_from_recommendation, first.body) == (row, "Ask early.")
    assert first.addressees == f"{fernwick.name}, Police"
    assert briefing.parts.filter(kind="recommendation").count() == 3


def test_suggested_address_gives_nothing_away(review, fernwick, asha):
    briefing = start_briefing(format="learning-note", review=review, partnerships=[fernwick], by=asha)

    assert briefing.slug.startswith("learning-note-")
    assert "rowan" not in briefing.slug
    assert briefing.slug != start_briefing(format="learning-note", review=review, partnerships=[fernwick], by=asha).slug


def test_who_starts_a_briefing_counts_as_having_written_it(review, fernwick, asha):
    briefing = start_briefing(format="learning-note", review=review, partnerships=[fernwick], by=asha)

    assert (briefing.created_by, briefing.edits.get().by) == (asha, asha)


# ---- the pages


def test_starting_page_refuses_somebody_who_is_no_officer(client, fernwick):
    client.force_login(a_person(approver_of=[fernwick]))

    assert client.get(reverse("admin:briefings_briefing_add")).status_code == 403


def test_page_of_a_review_of_another_partnership_does_not_exist(client, review):
    client.force_login(a_person(officer_of=[a_partnership()]))

    response = client.get(
        reverse("admin:briefings_briefing_from_review", args=[review.pk]), {"format": "learning-note"}
    )

    assert response.status_code == 404


def test_starting_page_offers_only_own_reviews(client, asha, review):
    other = a_review(partnerships=[a_partnership()], subject="Sorrel")
    client.force_login(asha)

    page = client.get(reverse("admin:briefings_briefing_add")).content.decode()

    assert str(review) in page
    assert str(other) not in page


def test_topic_briefing_starts_and_opens_on_the_writing_screen(client, asha, fernwick):
    client.force_login(asha)
    fields = fields_on(client.get(reverse("admin:briefings_briefing_add")))

    response = client.post(reverse("admin:briefings_briefing_add"), {**fields, "source": "topic"}, follow=True)

    briefing = Briefing.objects.get()
    assert briefing.is_topic
    assert response.redirect_chain[-1][0] == reverse("admin:briefings_briefing_change", args=[briefing.pk])


def test_choosing_a_review_leads_on_to_its_learning_points(client, asha, review):
    client.force_login(asha)
    fields = fields_on(client.get(reverse("admin:briefings_briefing_add"), {"review": review.pk}))

    response = client.post(reverse("admin:briefings_briefing_add"), fields, follow=True)

    assert fields["review"] == [str(review.pk)]
    assert "Nobody asked who else lived there." in response.content.decode()


def test_words_of_the_report_are_copied_only_when_asked(client, asha, review):
    client.force_login(asha)
    first, second = review.learning_points.all()
    place = reverse("admin:briefings_briefing_from_review", args=[review.pk])
    fields = fields_on(client.get(place, {"format": "learning-note"}))

    client.post(place, {**fields, f"point-{first.pk}-use": "on", f"point-{second.pk}-copy": "on"})

    points = Briefing.objects.get().parts.filter(kind="point")
    assert [(p.drawn_from_point, p.body) for p in points[:2]] == [(first, ""), (second, "Supervision was cancelled.")]


def test_own_wording_is_kept_even_where_the_tick_was_forgotten(client, asha, review):
    client.force_login(asha)
    first = review.learning_points.first()
    place = reverse("admin:briefings_briefing_from_review", args=[review.pk])
    fields = fields_on(client.get(place, {"format": "learning-note"}))

    client.post(place, {**fields, f"point-{first.pk}-words": "Ask who lives there."})

    part = Briefing.objects.get().parts.filter(kind="point").first()
    assert (part.drawn_from_point, part.body) == (first, "Ask who lives there.")


def test_recommendation_is_copied_with_its_lettered_parts_when_asked(client, asha, review):
    client.force_login(asha)
    row = Recommendation.objects.create(review=review, number=4, text="Each service should:")
    for letter, words in (("a", "name a deputy"), ("b", "test the line")):
        RecommendationPart.objects.create(recommendation=row, letter=letter, text=words)
    place = reverse("admin:briefings_briefing_from_review", args=[review.pk])
    fields = fields_on(client.get(place, {"format": "full-report"}))

    client.post(place, {**fields, f"recommendation-{row.pk}-copy": "on"})

    part = Briefing.objects.get().parts.filter(kind="recommendation").first()
    assert part.body == "Each service should:\n\n1. name a deputy\n2. test the line"


def test_format_without_recommendations_does_not_offer_them(client, asha, review):
    client.force_login(asha)
    Recommendation.objects.create(review=review, number=4, text="Each service should name a deputy.")

    page = client.get(
        reverse("admin:briefings_briefing_from_review", args=[review.pk]), {"format": "learning-note"}
    )  # fmt: skip

    assert "name a deputy" not in page.content.decode()
