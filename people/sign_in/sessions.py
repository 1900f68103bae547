"""When a session ends by itself: when nobody used it for a while, and at the end of a working day.

Django lets a session end some time after it was last written, so one that is used never would.
"""

import logging
import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY

log = logging.getLogger(__name__)

BEGAN, SEEN = "began_at", "seen_at"  # in the session; seconds since 1970
EVERY = 60  # seconds between two notes that it is used: not a row written for each picture of a page


def end_if_over(session) -> None:
    """End the session of somebody signed in that is too old or was left alone; else note that it is used."""
    if SESSION_KEY not in session:
        return
    now = int(time.time())
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    if now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_SECONDS:
        log.info("end_session person=%s", session[SESSION_KEY])
        session.flush()
    elif BEGAN not in session:
        session[BEGAN] = session[SEEN] = now
    elif now - seen >= EVERY:
        session[SEEN] = now
