"""Rebuild the search index, after the rules for its words have changed."""

from django.core.management.base import BaseCommand
from django.db import transaction

from briefings.models.public import PublicPage
from briefings.publishing.indexing import index_pages
from briefings.publishing.public_rows import forget_what_was_public


class Command(BaseCommand):
    """manage.py index_for_search"""

    help = "Rebuilds the search index. Needed only after an upgrade that says so; readers notice nothing."

    @transaction.atomic
    def handle(self, **options) -> None:
        """Index everything that is public, in one transaction, and let nothing found by the old index be used again."""
        count = index_pages(PublicPage.objects.values_list("pk", flat=True))
        forget_what_was_public()
        self.stdout.write(f"Indexed {count} {'briefing' if count == 1 else 'briefings'}.")
