"""One thing done in a process of its own, at the moment it is told to: for tests of things done at once.

Started by test_at_once.py as: python -m tests.people.at_once WHAT ARGUMENT…; it says "ready", waits for a
line, and then says what came of it.
"""

import sys

import django

django.setup()

from people import invitations, roles  # noqa: E402  models need the settings first
from people.models import Partnership, Person  # noqa: E402
from people.permissions import Refused  # noqa: E402


def take_administrator_from(by: str, whom: str) -> None:
    roles.take_role(
        person=Person.objects.get(username=whom),
        partnership=Partnership.objects.get(slug="home"),
        role="administrator",
        by=Person.objects.get(username=by),
    )


def join(token: str, first_name: str) -> None:
    invitations.join(token=token, first_name=first_name, last_name="Finch", password="seven calm herons wade")


def main(what: str, *arguments: str) -> None:
    list(Person.objects.all())  # connected before it counts
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    try:
        {"take": take_administrator_from, "join": join}[what](*arguments)
    except Refused as refusal:
        sys.stdout.write(f"refused: {refusal}\n")
    else:
        sys.stdout.write("done\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
