"""How names, numbers, days and hours stand in a sentence: alike on every screen, page, e-mail and sheet.

Always English, as everything that the site itself says: the language of a briefing is that of its own words.
No models, so that every room may use it.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone


def listed(names: Iterable[str], *, last: str = "and") -> str:
    """Names as a sentence lists them: “A”, “A and B”, “A, B and C”; with `last="or"`, “A, B or C”."""
    *others, end = list(names) or [""]
    return f"{', '.join(others)} {last} {end}" if others else end


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: “1 page”, “3 pages”; the plural where it is not `one` with an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def day_in_words(day: date | datetime) -> str:
    """A day, such as “30 March 2026”; of a moment, the day that it is here, which at night is not that of UTC."""
    return f"{_here(day):%-d %B %Y}"


def hour_in_words(moment: datetime) -> str:
    """A moment by the clocks here, such as “30 March 2026, 09:00”."""
    return f"{_here(moment):%-d %B %Y, %H:%M}"


def _here(day: date | datetime) -> date | datetime:
    return timezone.localtime(day, timezone.get_default_timezone()) if isinstance(day, datetime) else day
