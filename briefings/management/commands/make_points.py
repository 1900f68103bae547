"""Make many invented published points, to measure how the public pages, the lists and the search do."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from briefings.demo import many


class Command(BaseCommand):
    """manage.py make_points"""

    help = (
        "Publishes many invented learning points, eight a page, to measure with. Only public rows are written: nobody "
        "wrote or approved them. Refused on a live site. --remove takes them away again."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("points", nargs="?", type=int, help="how many points, such as 100000")
        parser.add_argument("--remove", action="store_true", help="take every invented point away again")

    def handle(self, *args, points: int | None, remove: bool, **options) -> None:
        if not settings.DEMO_ACCOUNTS_ALLOWED:
            raise CommandError(
                "This is a live site, and readers would find invented learning on it. Set PORTAL_ENV=demo, with a "
                "database of its own, and try again."
            )
        if remove == (points is not None) or (points is not None and points < 1):
            raise CommandError("Say how many points to make, such as 100000, or --remove to take them away again.")
        if remove:
            self.stdout.write(f"Removed {many.remove():,} invented briefings.")
            return
        pages = many.publish(points)
        self.stdout.write(f"Published {pages * many.POINTS_A_PAGE:,} invented points in {pages:,} briefings.")
