"""Answers to advice: a reason that stays with the edition; what stops cannot be answered."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from briefings import publishing
from briefings.checklist import Problem
from briefings.drafting.answers import LONGEST_REASON, acknowledge, answered, take_back
from briefings.drafting.assessing import assess
from briefings.models import Acknowledgement, Edit
from reviews.models import StoppingAdvice
from tests.assertions import assert_page_says, assert_refused
from tests.worlds import STORY, a_learning_note, a_partnership, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]

REASON = "These are the words of the record, and the review is about them."
FINDING = "0" * 64


@pytest.fixture(autouse=True)
def _no_previews_counted_yet():
    cache.clear()


@pytest.fixture
def note(fernwick):
    return a_learning_note(partnerships=[fernwick], story=("Records say that the family was hard to engage.", *STORY))


@pytest.fixture
def advice(note):
    """The one piece of advice that the note gets."""
    (found,) = [one for one in assess(note, asked_by=None).problems if one.code == "words-avoided"]
    return found


def answer(note, advice, by, reason=REASON):
    return acknowledge(briefing=note, code=advice.code, finding=advice.finding, reason=reason, by=by)


def test_an_answer_is_shown_with_the_advice_it_answers(note, advice, asha):
    answer(note, advice, asha)

    (shown,) = answered(note, [advice])

    assert (shown["answer"]["reason"], shown["answer"]["by"]) == (REASON, "Asha Reed")
    assert shown["finding"] == advice.finding


def test_other_words_are_asked_about_again(note, advice, asha):
    answer(note, advice, asha)
    section = note.parts.get(section="what_happened")
    section.body = section.body.replace("hard to engage", "difficult to engage")
    section.save()

    (shown,) = [one for one in answered(note, assess(note, asked_by=None).problems) if one["code"] == "words-avoided"]

    assert "answer" not in shown


def test_words_that_come_back_find_their_answer(note, advice, asha):
    answer(note, advice, asha)

    assert "answer" in answered(note, [advice])[0]
    assert "answer" not in answered(note, [Problem(advice.code, advice.where, "Other words.", stops=False)])[0]


def test_an_answer_of_another_briefing_answers_nothing_here(fernwick, note, advice, asha):
    answer(a_learning_note(partnerships=[fernwick]), advice, asha)

    assert "answer" not in answered(note, [advice])[0]


def test_a_second_answer_takes_the_place_of_the_first(note, advice, asha):
    answer(note, advice, asha)
    answer(note, advice, asha, reason="Better said.")

    assert [one.reason for one in Acknowledgement.objects.all()] == ["Better said."]


def test_an_answer_taken_back_is_asked_for_again(note, advice, asha):
    answer(note, advice, asha)

    take_back(briefing=note, code=advice.code, finding=advice.finding, by=asha)

    assert "answer" not in answered(note, [advice])[0]


def test_whoever_answers_has_written_nothing(note, advice, asha):
    answer(note, advice, asha)

    assert not Edit.objects.exists()


@pytest.mark.parametrize(
    ("code", "finding", "reason", "says"),
    [
        ("words-avoided", FINDING, "  ", "Write why"),
        ("words-avoided", FINDING, "x" * (LONGEST_REASON + 1), "Shorten your answer"),
        ("protected-term", FINDING, REASON, "has to be corrected"),
        ("on-hold", FINDING, REASON, "has to be corrected"),
        ("nonsense", FINDING, REASON, "has to be corrected"),
        ("words-avoided", "short", REASON, "has to be corrected"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(note, asha, code, finding, reason, says):
    with assert_refused(says):
        acknowledge(briefing=note, code=code, finding=finding, reason=reason, by=asha)

    assert not Acknowledgement.objects.exists()


def test_what_a_partnership_made_to_stop_cannot_be_answered(fernwick, note, advice, asha):
    StoppingAdvice.objects.create(partnership=fernwick, code=advice.code)

    with assert_refused("has made this a blocking check"):
        answer(note, advice, asha)


def test_an_answer_given_before_it_was_made_to_stop_lets_nothing_pass(fernwick, note, advice, asha):
    answer(note, advice, asha)
    StoppingAdvice.objects.create(partnership=fernwick, code=advice.code)

    with assert_refused("hard to engage"):
        publishing.submit(briefing=note, by=asha)

    (stopped,) = [one for one in answered(note, assess(note, asked_by=None).problems) if one["code"] == advice.code]
    assert stopped["stops"]
    assert "answer" not in stopped


def test_what_another_partnership_made_to_stop_only_advises_here(note, advice):
    StoppingAdvice.objects.create(partnership=a_partnership(), code=advice.code)

    assert [one.stops for one in assess(note, asked_by=None).problems if one.code == advice.code] == [False]


@pytest.mark.parametrize("role", ["approver_of", "administrator_of", "officer elsewhere"])
def test_only_an_officer_of_its_partnerships_answers(fernwick, note, advice, role):
    person = a_person(officer_of=[a_partnership()]) if role == "officer elsewhere" else a_person(**{role: [fernwick]})

    with assert_refused("officer"):
        answer(note, advice, person)
    with assert_refused("officer"):
        take_back(briefing=note, code=advice.code, finding=advice.finding, by=person)


def test_approvers_read_the_answers_that_were_given_at_submission(client, fernwick, note, advice, asha):
    answer(note, advice, asha)
    edition = publishing.submit(briefing=note, by=asha)
    take_back(briefing=note, code=advice.code, finding=advice.finding, by=asha)

    edition.refresh_from_db()
    (kept,) = [one for one in edition.problems if one["code"] == advice.code]
    assert kept["answer"]["reason"] == REASON

    client.force_login(a_person(approver_of=[fernwick]))
    for name in ("approve", "change"):
        page = client.get(reverse(f"admin:briefings_edition_{name}", args=[edition.pk]))
        assert_page_says(page, "Answered by Asha Reed", REASON)


# ---- the screens


@pytest.fixture
def place(note):
    return reverse("admin:briefings_briefing_answer", args=[note.pk])


def sent(advice, **more):
    return {"code": advice.code, "finding": advice.finding, **more}


def test_the_preview_page_takes_an_answer_and_takes_it_back(client, note, advice, asha, place):
    client.force_login(asha)

    page = client.post(place, sent(advice, reason=REASON), follow=True)
    assert_page_says(page, "Answered by Asha Reed", REASON, "Remove reason")

    page = client.post(place, sent(advice, take_back="1"), follow=True)
    assert_page_says(page, "Give a reason")
    assert not Acknowledgement.objects.exists()


def test_a_refused_answer_comes_back_as_it_was_typed(client, note, advice, asha, place):
    client.force_login(asha)
    too_long = "why " * 400

    page = client.post(place, sent(advice, reason=too_long))

    assert_page_says(page, "Shorten your answer")
    assert too_long.strip() in page.content.decode()


def test_the_panel_is_answered_in_json(client, note, advice, asha, place):
    client.force_login(asha)
    json = {"headers": {"accept": "application/json"}}

    kept = client.post(place, sent(advice, reason=REASON), **json)
    refused = client.post(place, sent(advice, reason=""), **json)
    back = client.post(place, sent(advice, take_back="1"), **json)

    assert kept.json()["answer"]["reason"] == REASON
    assert (refused.status_code, "Write why" in refused.json()["message"]) == (400, True)
    assert back.json() == {"answer": None}
    assert "no-store" in kept["Cache-Control"]


def test_the_live_preview_says_what_was_answered(client, note, advice, asha):
    from tests.screens import fields_on

    answer(note, advice, asha)
    client.force_login(asha)
    screen = fields_on(client.get(reverse("admin:briefings_briefing_change", args=[note.pk])))

    found = client.post(reverse("admin:briefings_briefing_preview", args=[note.pk]), screen).json()

    (shown,) = [one for one in found["problems"] if one["code"] == advice.code]
    assert shown["answer"]["reason"] == REASON


def test_whoever_may_not_know_of_it_is_told_nothing(client, advice, place):
    client.force_login(a_person(officer_of=[a_partnership()]))

    assert client.post(place, sent(advice, reason=REASON)).status_code == 404
    assert client.get(place).status_code == 404


def test_an_approver_sees_advice_and_no_form_for_answers(client, fernwick, note, advice, place):
    client.force_login(a_person(approver_of=[fernwick]))

    page = client.get(reverse("admin:briefings_briefing_preview", args=[note.pk]))

    assert_page_says(page, "hard to engage")
    assert "Give a reason" not in page.content.decode()
    assert client.post(place, sent(advice, reason=REASON)).status_code == 403
    assert not Acknowledgement.objects.exists()
