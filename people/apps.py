"""Partnerships and people: the app itself, and the two of others that it fills in."""

from allauth.account.apps import AccountConfig
from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core import checks


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Partnerships and people"

    def ready(self):
        """Register what is checked before the site starts."""
        from people.checks import email_travels_encrypted, no_demo_accounts_on_a_live_site

        # with the database tag it also runs before every migration
        checks.register(no_demo_accounts_on_a_live_site, checks.Tags.database)
        checks.register(email_travels_encrypted, checks.Tags.security)


class StaffSiteConfig(AdminConfig):
    default_site = "people.sign_in.site.GuardedSite"


class SignInConfig(AccountConfig):
    """allauth's accounts, whose middleware runs for staff addresses only (people/sign_in/middleware.py)."""

    def ready(self):
        """As its own, which asks for its own middleware by name."""
        from allauth.account import checks  # noqa: F401  registers them
