"""The portal itself: settings, addresses, the staff site. No domain logic."""

from allauth.account.apps import AccountConfig
from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core import checks


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self):
        from portal.checks import (
            attempts_are_counted_for_all_processes,
            letters_travel_encrypted,
            no_demo_accounts_on_a_live_site,
        )

        # with the database tag it also runs before every migration
        checks.register(no_demo_accounts_on_a_live_site, checks.Tags.database)
        checks.register(attempts_are_counted_for_all_processes, checks.Tags.caches)
        checks.register(letters_travel_encrypted, checks.Tags.security)


class PortalAdminConfig(AdminConfig):
    default_site = "portal.staff_site.StaffSite"


class SignInConfig(AccountConfig):
    """allauth's accounts, whose middleware runs for staff addresses only (see portal/requests/middleware.py)."""

    def ready(self):
        """As its own, which asks for its own middleware by name."""
        from allauth.account import checks  # noqa: F401  registers them
