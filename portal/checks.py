"""What Django looks at before it starts, migrates or deploys, about this site as a whole."""

from django.conf import settings
from django.core import checks


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
