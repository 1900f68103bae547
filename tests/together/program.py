"""Two people who do something to one edition at the same moment, each in a process of their own.

`python -m tests.together.program` on the database in DATABASE_URL, which is a copy to be spoilt. Prints, as JSON, for
each case what came of each ("done", or the words of the refusal), and the state that the edition is left in.
"""

import json
import os
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import django


def main() -> None:
    from tests import worlds

    worlds.count_from(1000)  # the copy has names of its own that count from 1
    print(json.dumps({case: outcome_of(case) for case in CASES}))  # noqa: T201  what this program is asked for


def outcome_of(case: str) -> tuple[list[str], str]:
    """What came of each, and the state of the edition: of people and a partnership of its own."""
    from django.db import connections

    from briefings.models import Edition

    briefing, both = CASES[case]()
    connections.close_all()  # a child must not share a connection
    came_of_it = at_the_same_time(both)
    return came_of_it, Edition.objects.filter(briefing=briefing).latest("pk").state


Both = list[Callable[[], object]]


def people_of(partnership, number: int = 2) -> list:
    """People who may do everything with an edition that they neither wrote nor submitted."""
    from tests.worlds import a_person

    return [a_person(officer_of=[partnership], approver_of=[partnership]) for _ in range(number)]


def about_one(state: str, both: Callable[..., Both]) -> Callable[[], tuple]:
    """A case about one edition in a state: `both` gets it and two people, and gives what each does."""

    def case():
        from tests.worlds import a_partnership, an_edition

        partnership = a_partnership()
        edition = an_edition(state=state, partnerships=[partnership])
        return edition.briefing, both(edition, *people_of(partnership))

    return case


def publishing():
    from briefings import publishing

    return publishing


def tomorrow(days: int = 1):
    from django.utils import timezone

    return timezone.now() + timedelta(days=days)


def publish_twice(edition, ann, bob) -> Both:
    return [
        lambda: publishing().publish(edition=edition, by=ann),
        lambda: publishing().publish(edition=edition, by=bob),
    ]


def publish_and_send_back(edition, ann, bob) -> Both:
    return [
        lambda: publishing().publish(edition=edition, by=ann),
        lambda: publishing().send_back(edition=edition, by=bob, reason="A date."),
    ]


def publish_and_hold(edition, ann, bob) -> Both:
    from reviews.holds import place_hold

    review = edition.briefing.review
    return [
        lambda: place_hold(review=review, kind="police", reason="A trial.", by=bob),
        lambda: publishing().publish(edition=edition, by=ann),
    ]


def publish_and_protect(edition, ann, bob) -> Both:
    from reviews.protection import protect

    review = edition.briefing.review
    return [
        lambda: protect(review=review, kind="name", term="Supervision", by=bob),
        lambda: publishing().publish(edition=edition, by=ann),
    ]


def schedule_twice(edition, ann, bob) -> Both:
    first, second = tomorrow(), tomorrow(2)
    return [
        lambda: publishing().schedule(edition=edition, by=ann, at=first),
        lambda: publishing().schedule(edition=edition, by=bob, at=second),
    ]


def move_and_cancel_a_schedule(edition, ann, bob) -> Both:
    other = tomorrow(2)
    return [
        lambda: publishing().cancel_schedule(edition=edition, by=ann),
        lambda: publishing().schedule(edition=edition, by=bob, at=other, instead_of=edition.publish_at),
    ]


def withdraw_twice(edition, ann, bob) -> Both:
    return [
        lambda: publishing().withdraw_in_emergency(edition=edition, by=ann, reason="A street."),
        lambda: publishing().withdraw(edition=edition, by=bob, outcome="error", reason="A name."),
    ]


def approve_and_send_back(edition, ann, bob) -> Both:
    return [
        lambda: publishing().send_back(edition=edition, by=ann, reason="A date."),
        lambda: publishing().approve(edition=edition, by=bob),
    ]


def run_the_timer_twice(edition, ann, bob) -> Both:
    from django.utils import timezone

    from briefings.models import Edition
    from people.permissions import Refused

    Edition.objects.filter(pk=edition.pk).update(publish_at=timezone.now())

    def run():
        if not publishing().publish_due().published:
            raise Refused("nothing was due")

    return [run, run]


def publish_the_next_and_withdraw():
    """The next edition goes out while somebody takes down the one that it would replace."""
    from tests.worlds import a_partnership, an_edition

    partnership = a_partnership()
    ann, bob = people_of(partnership)
    first = an_edition(partnerships=[partnership])
    following = an_edition(state="approved", briefing=first.briefing, change_note="Clearer.")
    return first.briefing, [
        lambda: publishing().withdraw(edition=first, by=bob, outcome="error", reason="A name."),
        lambda: publishing().publish(edition=following, by=ann),
    ]


def submit_twice():
    from tests.worlds import a_learning_note, a_partnership

    partnership = a_partnership()
    note = a_learning_note(partnerships=[partnership])
    return note, [lambda by=by: publishing().submit(briefing=note, by=by) for by in people_of(partnership)]


def approve_a_joint_one(*, by_the_same: bool):
    """Two partnerships have to approve: one of them says yes twice at once, by one person or by two."""
    from tests.worlds import a_partnership, an_edition

    first, second = a_partnership(), a_partnership()
    edition = an_edition(state="awaiting_approval", partnerships=[first, second])
    ann, bob = people_of(first)
    return edition.briefing, [
        lambda by=by: publishing().approve(edition=edition, by=by, partnership=first)
        for by in (ann, ann if by_the_same else bob)
    ]


CASES: dict[str, Callable[[], tuple]] = {
    "submit twice": submit_twice,
    "approve twice, one person": partial(approve_a_joint_one, by_the_same=True),
    "approve twice, one partnership": partial(approve_a_joint_one, by_the_same=False),
    "approve and send back": about_one("awaiting_approval", approve_and_send_back),
    "publish twice": about_one("approved", publish_twice),
    "publish and send back": about_one("approved", publish_and_send_back),
    "publish and hold": about_one("approved", publish_and_hold),
    "publish and protect": about_one("approved", publish_and_protect),
    "publish the next and withdraw": publish_the_next_and_withdraw,
    "schedule twice": about_one("approved", schedule_twice),
    "move and cancel a schedule": about_one("scheduled", move_and_cancel_a_schedule),
    "withdraw twice": about_one("published", withdraw_twice),
    "timer twice": about_one("scheduled", run_the_timer_twice),
}


def at_the_same_time(both: Both) -> list[str]:
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


def _outcome(do: Callable[[], object]) -> str:
    from people.permissions import Refused

    try:
        do()
    except Refused as refusal:
        return str(refusal)
    except Exception as fault:  # noqa: BLE001  whatever it is, the test reads it
        return f"fault: {fault!r}"
    return "done"


if __name__ == "__main__":
    django.setup()
    main()
