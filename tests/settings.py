"""The site's own settings, as the tests run them. PORTAL_ENV is read while they load, so it is set first."""

import os

os.environ["PORTAL_ENV"] = "test"

from portal.settings import *  # noqa: E402, F403  the tests run what the site runs; only the lines below differ

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
