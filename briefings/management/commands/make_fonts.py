"""Make the fonts of sheets and pages from their packages. Part of `make setup`; quick when they are made."""

from django.core.management.base import BaseCommand

from briefings.rendering import fonts


class Command(BaseCommand):
    help = "Make the fonts of sheets and pages from their packages. May be repeated."
    requires_system_checks = ()

    def handle(self, *args, **options) -> None:
        self.stdout.write("Fonts made." if fonts.make() else "Fonts are made already.")
