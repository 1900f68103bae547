"""The portal itself: settings, addresses, what surrounds requests, the frame of the staff site. No domain logic."""

from django.apps import AppConfig
from django.core import checks


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self):
        """Register what is checked before the site starts."""
        from portal.checks import attempts_are_counted_for_all_processes

        checks.register(attempts_are_counted_for_all_processes, checks.Tags.caches)
