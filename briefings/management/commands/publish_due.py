"""Publish what is due, and remind of what is due tomorrow. For a timer, every minute; two runs at once do no harm."""

from django.core.management.base import BaseCommand, CommandError

from briefings import publishing


class Command(BaseCommand):
    help = (
        "Publishes the editions whose time has come. Ends with status 1 when one could not be published, so that a "
        "timer tells somebody; it is not tried again by itself."
    )

    def handle(self, *args, **options):
        run = publishing.publish_due()
        done = [("Published", run.published), ("Reminded people of", run.reminded)]
        for what, editions in done:
            for pk in editions:
                self.stdout.write(f"{what}: edition {pk}.")
        if run.failed:
            names = ", ".join(f"edition {pk}" for pk in run.failed)
            raise CommandError(f"Could not be published: {names}. Why is in its history, and its people have e-mail.")
