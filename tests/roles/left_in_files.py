"""Withdraws the published briefing of the world of the journeys, as its approver, while nobody else reads."""

import django


def run() -> None:
    """Take it down."""
    from briefings import publishing
    from briefings.models import Edition
    from people.models import Person
    from tests.journeys.world import PUBLISHED

    edition = Edition.objects.public().get(briefing__slug=PUBLISHED)
    publishing.withdraw(
        edition=edition, by=Person.objects.get(username="ben"), outcome="error", reason="A name was in it."
    )
    input()  # the connection stays, as a web process would keep it


if __name__ == "__main__":
    django.setup()
    run()
