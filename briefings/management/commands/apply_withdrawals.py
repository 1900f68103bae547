"""After a back-up was restored: what was withdrawn since is withdrawn again, before readers come back."""

from django.core.management.base import BaseCommand, CommandError

from briefings.models import Edition
from briefings.public.withheld import still_public
from briefings.publishing.withdrawing import note_on_the_list, withdraw_again
from portal.withdrawal_list import Damaged
from reviews.models import Person


class Command(BaseCommand):
    help = "Withdraws again what was withdrawn after the back-up that was restored, from the list of withdrawals."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who restored the site, for the history")

    def handle(self, *, by: str, **options) -> None:
        person = Person.objects.filter(username=by, is_active=True, is_staff=True).first()
        if person is None:
            raise CommandError(f"There is nobody with a staff account and the user name “{by}”.")
        try:
            waiting = still_public()
        except Damaged as damage:
            raise CommandError(f"{damage} Put the list back as it was saved last, then run this again.") from None
        for one in waiting:
            edition = Edition.objects.public().get(briefing__slug=one.slug)
            withdraw_again(edition=edition, by=person, outcome=one.outcome, replaced_by=one.replaced_by)
            self.stdout.write(f"Withdrawn again: {one.slug}")
        note_on_the_list()
        self.stdout.write(f"{len(waiting)} withdrawn again. Readers can come back.")
