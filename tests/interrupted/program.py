"""A program that is killed in the middle of a verb, again and again: before its first write, its second, and so on,
and after the last but before they are committed.

`python -m tests.interrupted.program VERB` on the database in DATABASE_URL, which is a copy to be spoilt. After each
kill the whole database must be as it was; let through, the verb must change it. Prints how many writes there were;
exits with a message when a kill left something half done.
"""

import hashlib
import os
import signal
import sys
from collections.abc import Callable
from itertools import count

import django

COMMITTED_NOT = signal.SIGTERM  # every write was made and none committed: the last moment to die


def main(verb: str) -> str | None:
    from tests import worlds

    worlds.count_from(1000)  # the copy has names of its own that count from 1
    do = VERBS[verb]()
    before = snapshot()
    for place in count(1):
        ended = done_in_a_child(do, dies_before=place)
        if ended not in {signal.SIGKILL, COMMITTED_NOT}:
            return f"{verb} failed by itself, at write {place}"
        if half_done := changed(before, snapshot()):
            return f"{verb}, killed before write {place}, left something half done in: {half_done}"
        if ended == COMMITTED_NOT:
            break
    if done_in_a_child(do, dies_before=None) != 0:
        return f"{verb} cannot be done after it was interrupted"
    if not changed(before, snapshot()):
        return f"{verb} changed nothing"
    print(place - 1)  # noqa: T201  what this program is asked for
    return None


def done_in_a_child(do: Callable[[], object], *, dies_before: int | None) -> int:
    """How a child ended that did the verb: the number of the signal that killed it, or 0. None: nothing kills it."""
    from django.db import connections

    connections.close_all()  # a child must not share a connection
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    code = 1
    try:
        _do_and_die(do, dies_before)
        code = 0
    except Exception as fault:  # noqa: BLE001  whatever it is, the parent is told
        print(repr(fault), file=sys.stderr)  # noqa: T201
    os._exit(code)


def _do_and_die(do: Callable[[], object], dies_before: int | None) -> None:
    from django.db import connection, transaction

    writes = count(1)

    def watch(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")) and next(writes) == dies_before:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch), transaction.atomic():
        do()
        if dies_before is not None:
            os.kill(os.getpid(), COMMITTED_NOT)


def snapshot() -> dict[str, str]:
    """A digest of every row of every table of ours."""
    from django.apps import apps

    found = {}
    for label in ("people", "reviews", "briefings"):
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            rows = [
                tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
                for row in model._base_manager.order_by("pk").values_list()
            ]
            found[model._meta.db_table] = hashlib.sha256(repr(rows).encode()).hexdigest()
    return found


def changed(before: dict[str, str], after: dict[str, str]) -> str:
    """The tables that differ, with commas; empty when none does."""
    return ", ".join(sorted(table for table in after if after[table] != before[table]))


def _an_edition(state: str, **more):
    from briefings.models import Edition
    from tests.worlds import an_edition

    return Edition.objects.get(pk=an_edition(state=state, **more).pk)


def _submit():
    from briefings import publishing
    from briefings.drafting.assessing import assess
    from tests.worlds import a_learning_note, a_partnership, a_person

    partnership = a_partnership()
    officer, note = a_person(officer_of=[partnership]), a_learning_note(partnerships=[partnership])
    assess(note, asked_by=None)  # starts the child that lays out sheets, which every child of ours then uses
    return lambda: publishing.submit(briefing=note, by=officer)


def _approve():
    from briefings import publishing
    from tests.worlds import a_partnership, a_person

    partnership = a_partnership()
    edition = _an_edition("awaiting_approval", partnerships=[partnership])
    approver = a_person(approver_of=[partnership])
    return lambda: publishing.approve(edition=edition, by=approver)


def _publish():
    from briefings import publishing

    edition = _an_edition("approved")
    return lambda: publishing.publish(edition=edition, by=edition.submitted_by)


def _supersede():
    from briefings import publishing

    first = _an_edition("published")
    second = _an_edition("approved", briefing=first.briefing, change_note="A clearer first point.")
    return lambda: publishing.publish(edition=second, by=second.submitted_by)


def _withdraw():
    from briefings import publishing

    edition = _an_edition("published")
    return lambda: publishing.withdraw(
        edition=edition, by=edition.submitted_by, outcome="error", reason="A name was in it.", notice="Taken down."
    )


def _withdraw_in_emergency():
    from briefings import publishing
    from tests.worlds import a_partnership, a_person

    partnership = a_partnership()
    edition = _an_edition("published", partnerships=[partnership])
    approver = a_person(approver_of=[partnership], email="cara@fernwick.example")
    return lambda: publishing.withdraw_in_emergency(edition=edition, by=approver, reason="A name was in it.")


def _schedule():
    from datetime import timedelta

    from django.utils import timezone

    from briefings import publishing

    edition, at = _an_edition("approved"), timezone.now() + timedelta(days=2)
    return lambda: publishing.schedule(edition=edition, by=edition.submitted_by, at=at)


def _publish_due():
    from datetime import timedelta

    from django.utils import timezone

    from briefings import publishing
    from briefings.models import Edition

    edition, now = _an_edition("approved"), timezone.now()
    publishing.schedule(edition=edition, by=edition.submitted_by, at=now + timedelta(hours=1))
    Edition.objects.filter(pk=edition.pk).update(publish_at=now)  # its time has come while nobody looked
    return publishing.publish_due


VERBS = {
    "submit": _submit,
    "approve": _approve,
    "publish": _publish,
    "supersede": _supersede,
    "withdraw": _withdraw,
    "withdraw_in_emergency": _withdraw_in_emergency,
    "schedule": _schedule,
    "publish_due": _publish_due,
}

if __name__ == "__main__":
    django.setup()
    sys.exit(main(sys.argv[1]))
