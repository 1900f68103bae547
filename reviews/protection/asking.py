"""How much somebody finds out about protected terms by trying: counted for each person, and bounded.

Anyone who may write can put a name into a draft and see whether the checklist stops. Names are few: a list of all usual
ones could be read through in an hour. So two things are counted in each hour: different words that can be names, and
answers that say that a protected one is among them. Above a bound nothing is answered for an hour, whatever the
words are, and the administrators are told. Nobody who writes gets there: a long report has some 1,500
such words, and an answer counts again only when three of them have changed.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from zlib import crc32

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone

from people import outbox
from people.models import Person, Role
from people.permissions import Refused
from portal.text.english import ORDINARY, is_counted
from portal.text.sentences import hour_in_words
from reviews.models import Review
from reviews.protection.matching import EVERYDAY
from reviews.protection.normalise import tokens_of

log = logging.getLogger(__name__)

MOST_WORDS = 6_000  # different words that can be names, in an hour
MOST_ANSWERS = 60  # in an hour
MOST_PAUSES = 3  # in a day; another one lasts as long as the day from the first
CHANGED = 3  # words that can be names, until an answer counts as another one
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)

# What is to be written down once the verb in hand is over.
_afterwards: ContextVar[list[Callable[[], None]] | None] = ContextVar("afterwards", default=None)


@contextmanager
def counted_even_if_refused() -> Iterator[None]:
    """Around the transaction of a verb that asks: what it asked is counted after it, also when it was refused.

    A refusal takes back all that the transaction wrote: the count, which a live site keeps in its database, and the
    e-mail to the administrators. Anyone who tries would be refused for ever, and never noticed. Inside another one, the
    outer one counts.
    """
    if _afterwards.get() is not None:
        yield
        return
    waiting: list[Callable[[], None]] = []
    token = _afterwards.set(waiting)
    try:
        yield
    finally:
        _afterwards.reset(token)
        for write in waiting:
            write()


def _written(write: Callable[[], None]) -> None:
    waiting = _afterwards.get()
    if waiting is None:
        write()
    else:
        waiting.append(write)


def may_be_told(person, review: Review | None, *, words: str, telling: str) -> bool:
    """Whether somebody may be told that `telling`, the part of `words` that holds protected terms, holds them.

    `telling` is empty where nothing was found. Counts this time. Anyone who asks from the server is always told.
    """
    if person is None:
        return True
    if _paused_until(person):
        return False
    # of all reviews together: terms of others are looked for too, and anyone who may write may start a review
    key, now = f"asked-{person.pk}", timezone.now()
    asked = cache.get(key)
    # an hour from the first word: by the clock, ten minutes around six o'clock would hold twice as many
    if not asked or now - asked["since"] >= AN_HOUR:
        asked = {"since": now, "words": frozenset(), "last": frozenset(), "answers": 0}
    fresh = _names_in(words) - asked["words"]
    told = _names_in(telling) if telling else frozenset()
    is_another = bool(telling) and (asked["answers"] == 0 or len(told ^ asked["last"]) >= CHANGED)
    if fresh or is_another:
        asked = {
            "since": asked["since"],
            "words": asked["words"] | fresh if len(asked["words"]) <= MOST_WORDS else asked["words"],
            "last": told if is_another else asked["last"],
            "answers": asked["answers"] + is_another,
        }
        _written(lambda: cache.set(key, asked, timeout=AN_HOUR.total_seconds()))
    if len(asked["words"]) <= MOST_WORDS and asked["answers"] <= MOST_ANSWERS:
        return True
    _written(lambda: _pause(person, review))
    return False


def _pause(person, review: Review | None) -> None:
    """Answer nothing for an hour; at the last of a day's pauses, for as long as that day lasts."""
    if _paused_until(person):
        return
    now = timezone.now()
    begun = [one for one in (cache.get(f"pauses-{person.pk}") or {"begun": []})["begun"] if now - one < A_DAY]
    begun.append(now)
    until = now + AN_HOUR if len(begun) <= MOST_PAUSES else begun[0] + A_DAY
    cache.set(f"pauses-{person.pk}", {"begun": begun, "until": until}, timeout=A_DAY.total_seconds())
    cache.delete(f"asked-{person.pk}")
    _tell_administrators(person, review, until=_hour_of(until))


def _paused_until(person) -> datetime | None:
    until = (cache.get(f"pauses-{person.pk}") or {"until": None})["until"]
    return until if until and until > timezone.now() else None


def refuse_trying(person, review: Review | None, *, words: str, is_protected: bool) -> None:
    """Count an answer about a few words, such as a notice. Raises Refused when there were too many."""
    if not may_be_told(person, review, words=words, telling=words if is_protected else ""):
        until = answered_again_at(person)
        raise Refused(f"Too many names were tried. Protected terms are checked again from {until}.")


def answered_again_at(person) -> str:
    """When somebody who tried too much is answered again, by the clocks here: “14:20”, on another day with its date."""
    return _hour_of(_paused_until(person) or timezone.now() + AN_HOUR)


def _hour_of(moment: datetime) -> str:
    if timezone.localdate(moment) == timezone.localdate():
        return f"{timezone.localtime(moment):%H:%M}"
    return hour_in_words(moment)


def _names_in(text: str) -> frozenset[int]:
    """Words that can be names: no English word, or with a capital and not among the commonest. As short numbers."""
    return frozenset(
        crc32(token.key.encode())
        for token in tokens_of(text)
        if not is_counted(token.key, least=EVERYDAY if token.is_capital else ORDINARY)
    )


def _tell_administrators(person, review: Review | None, *, until: str) -> None:
    log.warning("asked-too-often review=%s by=%s", review.pk if review else None, person.pk)
    if review:
        concerned = Q(memberships__partnership__in=review.partnerships.all())
        where = f"drafts of one of your reviews (number {review.pk} in the address of its page)"
    else:  # a topic briefing, or words of a shared list: those who answer for the person
        concerned = Q(memberships__partnership__in=person.memberships.values("partnership"))
        where = "words that belong to no review"
    administrators = Person.objects.filter(concerned, is_active=True, memberships__role=Role.ADMINISTRATOR)
    for one in administrators.exclude(pk=person.pk).distinct():
        outbox.write("names_tried", to=one.email, context={"person": person, "where": where, "until": until})
