"""Load the invented demo. May be repeated: what is there already is left as it is."""

import logging

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from briefings.demo import loading
from briefings.models import Briefing, PublicPage
from people.models import Partnership, Role
from reviews.models import Review


class Command(BaseCommand):
    help = "Load invented partnerships, reviews, briefings and staff accounts, to try the site with."

    def handle(self, *args, **options):
        if not settings.DEMO_ACCOUNTS_ALLOWED:
            raise CommandError(
                "The demo cannot be loaded here: its accounts have a password that everybody knows, and these are "
                "the settings of a live site. Set PORTAL_ENV=demo, with a database of its own, and try again."
            )
        logging.disable(logging.INFO)  # fifty lines of verbs that nobody took; what goes wrong is still told
        try:
            loading.load_vocabulary()
            loading.load_people()
            loading.approve_vocabulary()
            loading.load_reviews()
            loading.load_briefings()
        finally:
            logging.disable(logging.NOTSET)
        self.stdout.write(self._summary())

    def _summary(self) -> str:
        partnerships = list(
            Partnership.objects.filter(slug__in=[row["slug"] for row in loading.files.listed("partnerships")])
        )
        accounts = "\n".join(f"    {role}.{one.slug}" for one in partnerships for role in (Role.OFFICER, Role.APPROVER))
        return (
            f"The demo is loaded: {len(partnerships)} partnerships, {Review.objects.count()} reviews, "
            f"{Briefing.objects.count()} briefings, of which the public can read {PublicPage.objects.count()}.\n"
            "Everybody and everything in it is invented.\n\n"
            f"The password of every account is {loading.PASSWORD}\n{accounts}\n"
            f"    administrator.{partnerships[0].slug}, and so on: people, standing texts and holds\n"
            f"    {loading.SITE_ADMINISTRATOR}: the whole site\n\n"
            f"Readers start at    {settings.PUBLIC_ADDRESS}/\n"
            f"Staff sign in at    {settings.PUBLIC_ADDRESS}/admin/\n"
        )
