"""When the duties of a review fall due, and how it stands with each. Nothing is ever stopped by this: it warns.

Working days leave out weekends and the bank holidays of a nation (reviews/working_days.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Q

from portal.text.sentences import day_in_words
from reviews.models.duties import Duty
from reviews.models.review import Review
from reviews.working_days import add_working_days


@dataclass(frozen=True)
class Standing:
    """How it stands with one duty: met, met_late, due, soon, missed, or waiting for the date it is counted from."""

    duty: Duty
    state: str
    due_on: date | None
    done_on: date | None

    @property
    def is_warning(self) -> bool:
        """Whether somebody should look at it."""
        return self.state in {"soon", "missed"}

    def says(self) -> str:
        """The state in words for an officer."""
        if self.duty.done_by == Duty.DoneBy.KEPT and self.due_on:  # a date to come is promised, not done
            if self.state == "met":
                return f"It stays public until {_day(self.done_on)}; it has to until {_day(self.due_on)}."
            return f"In the review, set “Keep public until” to {_day(self.due_on)} or later."
        match self.state:
            case "waiting":
                return f"Counted from a date that is not filled in yet: {self.duty.get_counted_from_display().lower()}."
            case "met":
                return f"Done on {_day(self.done_on)}; it was due by {_day(self.due_on)}."
            case "met_late":
                return f"Done on {_day(self.done_on)}, after {_day(self.due_on)}. Record the reason for the delay."
            case "missed":
                return f"It was due by {_day(self.due_on)}, and “{self.duty.get_done_by_display()}” is empty."
            case "soon":
                return f"Due soon, by {_day(self.due_on)}."
        return f"Due by {_day(self.due_on)}."


def due_on(duty: Duty, counted_from: date) -> date:
    """The day by which a duty is to be done. Working days count from the day after, and skip what is none."""
    sign = 1 if duty.side == Duty.Side.AFTER else -1
    match duty.unit:
        case Duty.Unit.WORKING_DAYS:
            return add_working_days(counted_from, sign * duty.amount, nation=duty.nation)
        case Duty.Unit.DAYS:
            return counted_from + timedelta(days=sign * duty.amount)
        case Duty.Unit.MONTHS:
            return counted_from + relativedelta(months=sign * duty.amount)
    return counted_from + relativedelta(years=sign * duty.amount)


def standings(review: Review, *, today: date, planned_on: date | None = None) -> list[Standing]:
    """How it stands with every duty of a review, those that need somebody first.

    `planned_on` is the day on which something is to be published from it, where nothing was yet.
    """
    found = [_standing(duty, review, today=today, planned_on=planned_on) for duty in duties_of(review)]
    order = ["missed", "soon", "due", "waiting", "met_late", "met"]
    return sorted(found, key=lambda one: (order.index(one.state), one.due_on or date.max, one.duty.slug))


def duties_of(review: Review) -> list[Duty]:
    """The duties in force for a review: those of its first partnership's nation, that partnership's own rows first."""
    lead = next(iter(review.partnerships_in_order()), None)
    if lead is None:
        return []
    rows: Iterable[Duty] = Duty.objects.filter(Q(partnership=None) | Q(partnership=lead), nation=lead.nation)
    by_name: dict[str, Duty] = {}
    for duty in sorted(rows, key=lambda one: one.partnership_id is not None):
        by_name[duty.slug] = duty
    return [duty for duty in by_name.values() if duty.is_in_force and duty.is_for(review)]


def _standing(duty: Duty, review: Review, *, today: date, planned_on: date | None) -> Standing:
    publication = review.first_published_on or planned_on
    start = publication if duty.counted_from == Duty.From.PUBLICATION else getattr(review, duty.counted_from)
    done = getattr(review, duty.done_by)
    if start is None:
        return Standing(duty, "waiting", None, done)
    due = due_on(duty, start)
    if duty.done_by == Duty.DoneBy.KEPT:  # a date to be promised: the later the better
        state = "met" if done and done >= due else "soon"
    elif done:
        state = "met" if done <= due else "met_late"
    elif today > due:
        state = "missed"
    else:
        state = "soon" if (due - today).days <= duty.warn_days else "due"
    return Standing(duty, state, due, done)


def _day(day: date | None) -> str:
    return day_in_words(day) if day else ""
