"""Small pieces of HTML that stand many times on one page. A template would take ten times as long over each."""

from datetime import date, datetime
from functools import lru_cache
from html import escape

from django.utils.dates import MONTHS
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from briefings.languages import direction
from portal.text.sentences import counted


@lru_cache(maxsize=64)
def language_attributes(language: str, around: str = "en-GB") -> SafeString:
    """The attributes of words in another language than those around them: which it is, and which way it runs."""
    if language in {"", around}:
        return SafeString()
    return SafeString(f' lang="{escape(language)}" dir="{direction(language)}"')


def published(first: datetime, last: datetime) -> SafeString:
    """When a page was first published, and last changed if that was another day."""
    return _published(localdate(first), localdate(last))


@lru_cache(maxsize=4096)
def _published(first: date, last: date) -> SafeString:
    words = f"<span>Published {_day(first)}</span>"
    return SafeString(words if first == last else f"{words} <span>Updated {_day(last)}</span>")


def _day(day: date) -> str:
    return f'<time datetime="{day.isoformat()}">{day.day} {MONTHS[day.month]} {day.year}</time>'


def tick_box(name: str, value: str, words: str, briefings: int, *, is_chosen: bool) -> str:
    """One value of a filter, to tick, with how many briefings it would leave."""
    checked = " checked" if is_chosen else ""
    return (
        f'\n<li><label><input type="checkbox" name="{escape(name)}" value="{escape(value)}"{checked}> '
        f'<span>{escape(words)}</span> <span class="count" aria-hidden="true">{briefings}</span>'
        f'<span class="visually-hidden">, {counted(briefings, "briefing")}</span></label></li>'
    )
