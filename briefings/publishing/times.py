"""Days and times as people here write them. Two hours a year are not what they seem."""

from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from briefings.models.public import PublicPage
from portal.text.sentences import hour_in_words

SET_BACK_AT_MOST = timedelta(days=1)


def moment_of_publication() -> datetime:
    """Now; just after the last publication where the clock was set back since, because lists are in this order.

    A last publication more than a day ahead was dated by a clock that was wrong by itself, and is not followed.
    """
    now = timezone.now()
    last = PublicPage.objects.aggregate(last=Max("published_at"))["last"]
    return last + timedelta(microseconds=1) if last and now <= last < now + SET_BACK_AT_MOST else now


def readings_of(day: date, at: time) -> list[datetime]:
    """Every moment that a day and a time name here.

    None in the hour that is skipped when clocks go forward, two in the hour that comes twice when they go back.
    """
    zone = timezone.get_default_timezone()
    written = datetime.combine(day, at)  # the zone follows: which reading it gets is the question here
    readings = (written.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    real = [one for one in readings if is_real(one)]
    return list({one.utcoffset(): one for one in real}.values())


def is_real(moment: datetime) -> bool:
    """Whether clocks here ever show this: not in the hour that they skip in spring."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) == moment.replace(tzinfo=None)


def in_words(moment: datetime) -> str:
    """A moment as it is read here, such as “Monday 30 March 2026, 09:00 BST (London time)”."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return f"{local:%A} {hour_in_words(local)} {local.tzname()} ({zone_name()})"


def zone_name() -> str:
    """What the time here is called: “London time”."""
    return f"{settings.TIME_ZONE.rpartition('/')[2].replace('_', ' ')} time"
