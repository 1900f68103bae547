"""Days on which offices are closed."""

from datetime import date

import pytest

from reviews.working_days import day_off


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 23), ""),
        (date(2026, 11, 21), "a Saturday"),
        (date(2026, 11, 22), "a Sunday"),
        (date(2026, 12, 25), "a bank holiday (Christmas Day)"),
        (date(2026, 12, 28), "a bank holiday (Boxing Day (observed))"),
        (date(2027, 3, 29), "a bank holiday (Easter Monday)"),
    ],
)
def test_a_day_says_why_offices_are_closed(day, why):
    assert day_off(day, nation="england") == why


@pytest.mark.parametrize(("nation", "why"), [("england", ""), ("scotland", "a bank holiday (Saint Andrew's Day)")])
def test_bank_holidays_are_those_of_the_nation(nation, why):
    assert day_off(date(2026, 11, 30), nation=nation) == why
