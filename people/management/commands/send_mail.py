"""Send the e-mail that waits in the outbox. For a timer, every minute or so; two runs at once do no harm."""

from django.core.management.base import BaseCommand, CommandError

from people import outbox


class Command(BaseCommand):
    help = (
        "Send the e-mail that waits. Ends with status 1 when the mail server cannot be reached or an e-mail was "
        "given up, so that a timer tells somebody."
    )

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=200, help="send at most so many (200)")
        parser.add_argument("--again", action="store_true", help="also try again what was given up")

    def handle(self, *args, limit, again, **options):
        if again:
            self.stdout.write(f"{outbox.try_again()} to be tried again after being given up.")
        tally = outbox.send_waiting(limit)
        says = f"{tally.sent} sent, {tally.put_off} put off until later, {tally.given_up} given up."
        if tally.unreachable:
            raise CommandError(f"{says} The mail server cannot be reached ({tally.unreachable}): check EMAIL_URL.")
        if tally.given_up:
            raise CommandError(f"{says} The people these were for have to be told another way.")
        self.stdout.write(says)
