"""What Django looks at before it starts, migrates or deploys, about this site as a whole."""

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import connections

from portal.hashers import DemoPasswordHasher


def no_demo_accounts_on_a_live_site(app_configs, databases=None, **kwargs):
    """A live site's database holds nobody whose password was set in the demo.

    Such a person could not sign in (see portal/hashers.py); that they are there at all says that the
    database is a copy of the demo.
    """
    if settings.DEMO_ACCOUNTS_ALLOWED:
        return []
    person = apps.get_model(settings.AUTH_USER_MODEL)
    found = []
    for alias in databases or []:
        if person._meta.db_table not in connections[alias].introspection.table_names():
            continue  # the first migration has yet to run
        demo = person.objects.using(alias).filter(password__startswith=f"{DemoPasswordHasher.algorithm}$")
        if names := sorted(demo.values_list("username", flat=True)):
            found.append(
                checks.Error(
                    f"This database holds accounts of the demo: {', '.join(names)}.",
                    hint="Start a live site with a new database. If this one is right, give these people new "
                    "passwords on the live site with: manage.py changepassword NAME",
                    id="portal.E001",
                )
            )
    return found


def attempts_are_counted_for_all_processes(app_configs, **kwargs):
    """A live site counts attempts to sign in once, not once in each web process.

    With a cache of its own each process would let an attacker try as often as it alone allows; with none, for ever.
    """
    backend = settings.CACHES["default"]["BACKEND"]
    if not settings.IS_LIVE or not backend.endswith(("LocMemCache", "DummyCache")):
        return []
    return [
        checks.Error(
            "CACHE_URL names a cache that the web processes do not share, so nobody counts attempts to sign in.",
            hint="Leave CACHE_URL out to use the database, or name a server, such as redis://cache.example.org:6379/0",
            id="portal.E002",
        )
    ]
