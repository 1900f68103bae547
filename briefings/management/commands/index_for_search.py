"""Write the index of the search anew, after its rules for words have changed."""

from django.core.management.base import BaseCommand
from django.db import transaction

from briefings.indexing import index_pages
from briefings.models.public import PublicPage


class Command(BaseCommand):
    """manage.py index_for_search"""

    help = "Writes the index of the search anew. Needed only after an upgrade that says so; readers notice nothing."

    @transaction.atomic
    def handle(self, **options) -> None:
        """Index everything that is public, in one transaction."""
        count = index_pages(PublicPage.objects.values_list("pk", flat=True))
        self.stdout.write(f"Indexed {count} {'briefing' if count == 1 else 'briefings'}.")
