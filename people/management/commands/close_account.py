"""Close an account from the server: when nobody is left who could record that its owner has left."""

from django.core.management.base import BaseCommand, CommandError

from people import roles
from people.models import Person


class Command(BaseCommand):
    help = "End every role of a person, sign them out everywhere and close their account. History keeps their name."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *args, username, **options):
        person = Person.objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"There is nobody with the user name {username}.", returncode=3)
        roles.close_account(person=person)
        self.stdout.write("Closed. What they wrote and decided stays, under their name.")
