"""What Django looks at before it starts, migrates or deploys, about accounts and e-mail."""

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import connections

from people.sign_in.hashers import DemoPasswordHasher


def no_demo_accounts_on_a_live_site(app_configs, databases=None, **kwargs):
    """A live site's database holds nobody whose password was set in the demo.

    Such a person could not sign in (see people/sign_in/hashers.py); that they are there at all says that the
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


def email_travels_encrypted(app_configs, **kwargs):
    """A live site hands its e-mail to a mail server, over TLS: links that open accounts are in them.

    A server on this machine may do without: nothing then travels. A transport that prints or files e-mail is none.
    """
    if not settings.IS_LIVE:
        return []
    by_smtp = settings.EMAIL_TRANSPORT == "django.core.mail.backends.smtp.EmailBackend"
    encrypted = getattr(settings, "EMAIL_USE_TLS", False) or getattr(settings, "EMAIL_USE_SSL", False)
    if by_smtp and (encrypted or getattr(settings, "EMAIL_HOST", "") in {"localhost", "127.0.0.1", "::1"}):
        return []
    return [
        checks.Error(
            "EMAIL_URL names no mail server with TLS, so links that open accounts would travel or lie about in clear.",
            hint="Name one such as smtp+tls://name:password@mail.example.org:587 or smtp+ssl://…:465, "
            "or a server on this machine: smtp://localhost:25",
            id="portal.E003",
        )
    ]
