"""Look whether the addresses of resources still answer. For a timer, once a day or oftener."""

from django.core.management.base import BaseCommand

from reviews.link_checking import check_links
from reviews.models import Resource

LIMIT = 100  # with a pause of two seconds and ten for one that does not answer: within the hour


class Command(BaseCommand):
    help = "Look whether the addresses of resources still answer, those not checked for longest first."

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=LIMIT, help=f"How many at most (default {LIMIT}).")

    def handle(self, *, limit: int, **options):
        counts = check_links(limit=max(0, limit))
        if not counts:
            self.stdout.write("Nothing to look at: every address was looked at within the last week.")
        for state, number in sorted(counts.items()):
            self.stdout.write(f"{Resource.LinkState(state).label}: {number}")
