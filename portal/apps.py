"""The portal itself: settings, addresses, the staff site. No domain logic."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core import checks


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self):
        from portal.checks import no_demo_accounts_on_a_live_site

        # with the database tag it also runs before every migration
        checks.register(no_demo_accounts_on_a_live_site, checks.Tags.database)


class PortalAdminConfig(AdminConfig):
    default_site = "portal.staff_site.StaffSite"
