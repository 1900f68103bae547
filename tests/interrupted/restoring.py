"""What happens around a back-up, each step in a program of its own, as a site is stopped and started around it.

`python -m tests.interrupted.restoring STEP` on the database in DATABASE_URL: `publish`, `withdraw` or `read`, which
prints what readers get at each address as JSON.
"""

import json
import sys

import django

ADDRESSES = ("/", "/learning/named-note/", "/learning/named-note/named-note.pdf", "/learning/other-note/",
             "/themes/neglect/", "/points.csv", "/feed/", "/health/")  # fmt: skip
NAMED, TOLD = "Learning from Child Zephyr", "What befell one family in Fernwick."


def publish() -> None:
    from reviews.models import Theme
    from tests import worlds
    from tests.worlds import a_learning_note, a_partnership, a_person, an_edition, approved

    worlds.count_from(1000)  # the copy has names of its own that count from 1
    theme = Theme.objects.create(slug="neglect", name="Neglect", description=TOLD)
    approved(theme)
    a_person("keeper", is_superuser=True)
    for slug, title in (("named-note", NAMED), ("other-note", "Learning from Child Rowan")):
        note = a_learning_note(partnerships=[a_partnership()], slug=slug, title=title)
        note.themes.add(theme)
        an_edition(briefing=note)


def withdraw() -> None:
    from briefings import publishing
    from briefings.models import Edition, TextVersion
    from briefings.publishing import texts
    from people.models import Person

    edition = Edition.objects.get(briefing__slug="named-note")
    publishing.withdraw(edition=edition, by=edition.submitted_by, outcome="error", reason="A name was in it.")
    theme = TextVersion.objects.get(state="public", kind="theme")
    texts.take_down(theme, by=Person.objects.get(username="keeper"), reason="It tells of a family.")


def read() -> None:
    from django.test import Client

    found = {}
    for address in ADDRESSES:
        answer = Client(SERVER_NAME="localhost").get(address)
        words = b"".join(answer).decode(errors="replace")
        found[address] = [answer.status_code, NAMED in words or TOLD in words]
    print(json.dumps(found))  # noqa: T201  what this program is asked for


STEPS = {"publish": publish, "withdraw": withdraw, "read": read}

if __name__ == "__main__":
    django.setup()
    STEPS[sys.argv[1]]()
