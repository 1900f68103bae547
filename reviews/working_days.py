"""Days on which offices are open and closed: weekends, and the bank holidays of a nation as `holidays` has them."""

from datetime import date, timedelta
from functools import cache

import holidays

from people.models import Nation

SATURDAY = 5
SUBDIVISIONS = {Nation.ENGLAND: "ENG", Nation.WALES: "WLS", Nation.SCOTLAND: "SCT", Nation.NORTHERN_IRELAND: "NIR"}


def day_off(day: date, *, nation: str) -> str:
    """Why offices are closed on a day: “a Saturday”, “a bank holiday (Christmas Day)”; empty when they are open."""
    if name := _bank_holidays(nation).get(day):
        return f"a bank holiday ({name})"
    return f"a {day:%A}" if day.weekday() >= SATURDAY else ""


def add_working_days(start: date, number: int, *, nation: str) -> date:
    """The working day that is `number` of them after `start`, or before it when negative."""
    day, step = start, timedelta(days=1 if number > 0 else -1)
    for _ in range(abs(number)):
        day += step
        while day_off(day, nation=nation):
            day += step
    return day


@cache
def _bank_holidays(nation: str) -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv=SUBDIVISIONS[Nation(nation)])
