"""After a back-up was restored: what was withdrawn since is withdrawn again, before readers come back."""

from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError

from briefings import withdrawal_list
from briefings.models import Edition
from briefings.models.text import TextState, TextVersion
from briefings.public.withheld import still_public
from briefings.publishing.texts import take_down_again
from briefings.publishing.withdrawing import withdraw_again
from briefings.publishing.withdrawing.on_the_list import note_on_the_list
from briefings.withdrawal_list import Damaged
from people.models import Person


class Command(BaseCommand):
    help = "Withdraws again what was withdrawn after the back-up that was restored, from the list of withdrawals."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who restored the site, for the history")

    def handle(self, *, by: str, **options) -> None:
        person = Person.objects.filter(username=by, is_active=True, is_staff=True).first()
        if person is None:
            raise CommandError(f"There is nobody with a staff account and the user name “{by}”.")
        try:
            waiting, texts = still_public(), list(_texts_still_public())
        except Damaged as damage:
            raise CommandError(f"{damage} Put the list back as it was saved last, then run this again.") from None
        for one in [one for one in waiting if one.is_of_an_edition]:
            edition = Edition.objects.public().get(briefing__slug=one.slug)
            withdraw_again(edition=edition, by=person, outcome=one.outcome, replaced_by=one.replaced_by)
            self.stdout.write(f"Withdrawn again: {one.slug}")
        for version in texts:
            take_down_again(version, by=person)
            self.stdout.write(f"Taken down again: {version}")
        done = sum(one.is_of_an_edition for one in waiting) + len(texts)
        note_on_the_list()
        self.stdout.write(f"{done} withdrawn again. Readers can come back.")


def _texts_still_public() -> Iterator[TextVersion]:
    """Public versions of words that were taken down last, as far as the list knows. Raises Damaged."""
    newest = {one.slug: one for one in withdrawal_list.withdrawn()}
    for version in TextVersion.objects.filter(state=TextState.PUBLIC).order_by("pk"):
        one = newest.get(withdrawal_list.name_of_text(version.kind, version.thing))
        if one and one.outcome == withdrawal_list.TAKEN_DOWN:
            yield version
