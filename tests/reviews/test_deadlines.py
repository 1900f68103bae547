"""Dates that a review should keep: counted in working days of its nation, warned of, and never a stop."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from people.models import Nation
from reviews.deadlines import due_on, duties_of, standings
from reviews.models import Duty
from reviews.working_days import add_working_days
from tests.worlds import a_partnership, a_person, a_review

MAUNDY_THURSDAY = date(2026, 4, 2)


@pytest.mark.parametrize(
    ("start", "number", "nation", "expected"),
    [
        (date(2026, 3, 2), 5, Nation.ENGLAND, date(2026, 3, 9)),  # over one weekend
        (MAUNDY_THURSDAY, 1, Nation.ENGLAND, date(2026, 4, 7)),  # Good Friday and Easter Monday are free
        (MAUNDY_THURSDAY, 1, Nation.SCOTLAND, date(2026, 4, 6)),  # Easter Monday is not a bank holiday there
        (date(2026, 4, 7), -1, Nation.ENGLAND, MAUNDY_THURSDAY),
        (date(2026, 3, 17), -1, Nation.NORTHERN_IRELAND, date(2026, 3, 16)),
        (date(2026, 3, 16), 1, Nation.NORTHERN_IRELAND, date(2026, 3, 18)),  # St Patrick's Day
        (date(2025, 12, 24), 7, Nation.ENGLAND, date(2026, 1, 7)),  # over Christmas and New Year
        (date(2026, 3, 7), 1, Nation.ENGLAND, date(2026, 3, 9)),  # from a Saturday
    ],
)
def test_working_days_skip_weekends_and_the_nations_bank_holidays(start, number, nation, expected):
    assert add_working_days(start, number, nation=nation) == expected


@pytest.mark.parametrize(
    ("unit", "amount", "side", "expected"),
    [
        ("months", 6, "after", date(2027, 2, 28)),  # there is no 31 February
        ("years", 1, "after", date(2027, 8, 31)),
        ("days", 1, "before", date(2026, 8, 30)),
        ("working_days", 1, "after", date(2026, 9, 1)),  # 31 August 2026 is itself a bank holiday
    ],
)
def test_due_day_by_unit(unit, amount, side, expected):
    assert due_on(Duty(unit=unit, amount=amount, side=side), date(2026, 8, 31)) == expected


def a_duty(**fields):
    defaults = {"slug": "a-duty", "title": "Do it", "amount": 10, "unit": "days", "counted_from": "decided_on",
                "done_by": "completed_on", "warn_days": 3, "source": "Invented"}  # fmt: skip
    return Duty.objects.create(**{**defaults, **fields})


@pytest.fixture
def home(db):
    Duty.objects.all().delete()
    return a_partnership()


DECIDED = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("days_later", "completed", "state"),
    [
        (5, None, "due"),
        (8, None, "soon"),
        (10, None, "soon"),
        (11, None, "missed"),
        (20, DECIDED + timedelta(days=10), "met"),
        (20, DECIDED + timedelta(days=12), "met_late"),
    ],
)
def test_standing_with_a_duty(home, days_later, completed, state):
    a_duty()
    review = a_review(partnerships=[home], decided_on=DECIDED, completed_on=completed)

    (standing,) = standings(review, today=DECIDED + timedelta(days=days_later))

    assert standing.state == state
    assert standing.is_warning == (state in {"soon", "missed"})
    assert standing.says()


def test_duty_whose_first_date_is_not_known_waits(home):
    a_duty()

    (standing,) = standings(a_review(partnerships=[home]), today=DECIDED)

    assert standing.state == "waiting"
    assert "decision to review" in standing.says()


def test_planned_publication_counts_back(home):
    a_duty(counted_from="publication", side="before", unit="working_days", amount=7, done_by="sent_panel_on")
    review = a_review(partnerships=[home])

    (standing,) = standings(review, today=date(2026, 4, 1), planned_on=date(2026, 4, 8))

    assert standing.due_on == date(2026, 3, 26)
    assert standing.state == "missed"


def test_time_to_keep_public_is_met_by_a_later_day_not_an_earlier_one(home):
    a_duty(counted_from="publication", unit="years", amount=1, done_by="keep_public_until")
    review = a_review(partnerships=[home], first_published_on=DECIDED, keep_public_until=date(2026, 12, 31))
    longer = a_review(partnerships=[home], first_published_on=DECIDED, keep_public_until=date(2027, 1, 1))

    early, late = (standings(one, today=DECIDED)[0] for one in (review, longer))

    assert [early.state, late.state] == ["soon", "met"]
    assert early.says() == "In the review, set “Keep public until” to 1 January 2027 or later."
    assert late.says() == "It stays public until 1 January 2027; it has to until 1 January 2027."


def test_partnerships_own_row_holds_instead_and_for_nobody_else(home):
    other = a_partnership()
    general, own = a_duty(), a_duty(partnership=home, amount=5)

    assert duties_of(a_review(partnerships=[home, other])) == [own]
    assert duties_of(a_review(partnerships=[other, home])) == [general]


def test_own_row_that_is_not_in_force_takes_a_duty_away(home):
    a_duty()
    a_duty(partnership=home, is_in_force=False)

    assert duties_of(a_review(partnerships=[home])) == []


def test_duty_of_another_nation_or_type_is_not_this_reviews(home):
    a_duty(slug="wales", nation="wales")
    a_duty(slug="adults", review_types=["sar"])

    assert duties_of(a_review(partnerships=[home])) == []
    assert len(duties_of(a_review(partnerships=[home], review_type="sar"))) == 1


@pytest.mark.django_db
def test_site_starts_with_duties_that_nobody_has_checked():
    starting = Duty.objects.all()

    assert starting.count() >= 7
    assert not starting.filter(is_checked=True).exists()
    assert not starting.filter(source="").exists()


def test_review_screen_says_what_is_due_and_that_nobody_checked_the_rule(client, home):
    a_duty(title="Send it to the Panel")
    review = a_review(partnerships=[home], decided_on=date(2020, 1, 1))
    client.force_login(a_person(officer_of=[home]))

    page = client.get(reverse("admin:reviews_review_change", args=[review.pk])).content.decode()

    assert "Send it to the Panel" in page
    assert "It was due by 11 January 2020" in page
    assert "Nobody here has checked this rule yet" in page


@pytest.mark.parametrize(
    ("role", "whose", "status"),
    [("administrator", "own", 200), ("administrator", "all", 403), ("officer", "own", 403), ("officer", "all", 403)],
)
def test_duty_is_changed_by_its_partnerships_administrator_alone(client, home, role, whose, status):
    duty = a_duty(partnership=home if whose == "own" else None)
    client.force_login(a_person(**{f"{role}_of": [home]}))

    response = client.post(reverse("admin:reviews_duty_change", args=[duty.pk]), {})

    assert response.status_code == status


def test_row_of_another_partnership_is_not_there(client, home):
    theirs = a_duty(partnership=a_partnership())
    client.force_login(a_person(administrator_of=[home]))

    assert client.get(reverse("admin:reviews_duty_change", args=[theirs.pk])).status_code == 302  # to the first page
    assert theirs.title not in client.get(reverse("admin:reviews_duty_changelist")).content.decode()


def test_administrator_adds_a_row_for_their_own_partnership_only(client, home):
    other = a_partnership()
    client.force_login(a_person(administrator_of=[home]))
    fields = {
        "title": "Tell the board", "slug": "tell-the-board", "nation": "england", "amount": "5", "unit": "days",
        "side": "after", "counted_from": "decided_on", "done_by": "completed_on", "warn_days": "3",
        "source": "Our own terms", "is_in_force": "on",
    }  # fmt: skip

    for_other = client.post(reverse("admin:reviews_duty_add"), {**fields, "partnership": other.pk})
    for_all = client.post(reverse("admin:reviews_duty_add"), {**fields, "partnership": ""})
    client.post(reverse("admin:reviews_duty_add"), {**fields, "partnership": home.pk})

    assert for_other.status_code == for_all.status_code == 200
    assert [duty.partnership for duty in Duty.objects.all()] == [home]
