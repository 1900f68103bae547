"""Two people who do something to one edition at the same moment, each in a process of their own.

`python -m tests.together.program CASE` on the database in DATABASE_URL, which is a copy to be spoilt. Prints, as JSON,
what came of each ("done", or the words of the refusal), sorted, and the state that the edition is left in.
"""

import json
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import count

import django


def main(case: str) -> None:
    from django.db import connections
    from django.utils import timezone

    from briefings import publishing
    from briefings.models import Edition
    from tests import worlds

    worlds._counter = count(1000)  # the copy has names of its own that count from 1
    partnership = worlds.a_partnership()
    ann, bob = (worlds.a_person(officer_of=[partnership], approver_of=[partnership]) for _ in range(2))
    state = {"withdraw twice": "published", "timer twice": "scheduled"}.get(case, "approved")
    edition = worlds.an_edition(state=state, partnerships=[partnership])
    if case == "timer twice":
        Edition.objects.filter(pk=edition.pk).update(publish_at=timezone.now())
    tomorrow = timezone.now() + timedelta(days=1)

    def publish(by):
        return lambda: publishing.publish(edition=edition, by=by) and "done"

    def run_the_timer():
        return "done" if publishing.publish_due().published else "nothing was due"

    both: list[Callable[[], str]] = {
        "publish twice": [publish(ann), publish(bob)],
        "publish and send back": [
            publish(ann),
            lambda: publishing.send_back(edition=edition, by=bob, reason="A date.") and "done",
        ],
        "schedule twice": [
            lambda: publishing.schedule(edition=edition, by=ann, at=tomorrow) and "done",
            lambda: publishing.schedule(edition=edition, by=bob, at=tomorrow + timedelta(days=1)) and "done",
        ],
        "withdraw twice": [
            lambda: publishing.withdraw_in_emergency(edition=edition, by=ann, reason="A street.") and "done",
            lambda: publishing.withdraw(edition=edition, by=bob, outcome="error", reason="A name.") and "done",
        ],
        "timer twice": [run_the_timer, run_the_timer],
    }[case]
    connections.close_all()  # a child must not share a connection
    came_of_it = at_the_same_time(both)
    edition = Edition.objects.get(pk=edition.pk)
    print(json.dumps([sorted(came_of_it), edition.state]))  # noqa: T201  what this program is asked for


def at_the_same_time(both: list[Callable[[], str]]) -> list[str]:
    """What came of each, done by children that wait for each other at the start."""
    ready, go = os.pipe(), os.pipe()
    answers = []
    for do in both:
        answer = os.pipe()
        if not os.fork():
            os.write(ready[1], b".")
            os.read(go[0], 1)
            os.write(answer[1], _outcome(do).encode())
            os._exit(0)
        os.close(answer[1])
        answers.append(answer[0])
    for _ in both:
        os.read(ready[0], 1)
    os.write(go[1], b"." * len(both))
    return [os.read(one, 10_000).decode() for one in answers]


def _outcome(do: Callable[[], str]) -> str:
    from reviews.permissions import Refused

    try:
        return do()
    except Refused as refusal:
        return str(refusal)
    except Exception as fault:  # noqa: BLE001  whatever it is, the test reads it
        return f"fault: {fault!r}"


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
