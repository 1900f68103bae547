"""Take off the second factor of somebody who lost everything, where no administrator can: for the server itself."""

from django.core.management.base import BaseCommand, CommandError

from people import second_factor
from people.models import Person


class Command(BaseCommand):
    help = "Remove somebody's second factor and sign them out everywhere. They set up a new one at their next sign-in."

    def add_arguments(self, parser):
        parser.add_argument("username", help="their user name")

    def handle(self, *args, username, **options):
        person = Person.objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"Nobody has the user name {username}. Check the spelling, capitals too.")
        second_factor.reset_by_command(person=person)
        self.stdout.write(f"The second factor of {person} is reset.")
