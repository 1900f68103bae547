"""Days on which offices are closed: weekends and bank holidays."""

from datetime import date
from functools import cache

import holidays
from django.conf import settings

SATURDAY = 5


def day_off(day: date) -> str:
    """Why offices are closed on a day: “a Saturday”, “a bank holiday (Christmas Day)”; empty when they are open.

    Bank holidays are those of one nation (settings.BANK_HOLIDAYS_OF), as the library `holidays` has them.
    """
    if name := _bank_holidays(settings.BANK_HOLIDAYS_OF).get(day):
        return f"a bank holiday ({name})"
    return f"a {day:%A}" if day.weekday() >= SATURDAY else ""


@cache
def _bank_holidays(nation: str) -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv=nation)
