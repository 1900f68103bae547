"""Publish what is due, and remind of what is due tomorrow. For a timer, every minute; two runs at once do no harm."""

from django.core.management.base import BaseCommand, CommandError

from briefings import publishing
from portal.text.sentences import listed


class Command(BaseCommand):
    help = (
        "Publishes the editions whose time has come. Ends with status 1 when one could not be published, so that a "
        "timer tells somebody. It is tried again by itself only where the database could not be asked, for an hour."
    )

    def handle(self, *args, **options):
        run = publishing.publish_due()
        done = [("Published", run.published), ("Reminded people of", run.reminded)]
        for what, editions in done:
            for pk in editions:
                self.stdout.write(f"{what}: edition {pk}.")
        troubles = [
            ("Could not be published: {}. Why is in its history, and its people have e-mail.", run.failed),
            ("The database could not be asked just now: {}. The next run tries again.", run.waiting),
            ("Something broke: {}. The log says what kind of thing.", run.broken),
        ]
        told = [what.format(listed(f"edition {pk}" for pk in editions)) for what, editions in troubles if editions]
        if told:
            raise CommandError(" ".join(told))
