"""How passwords are kept where the invented demo may run.

A live site does not list this hasher, so no password that was set in the demo or in the tests can be
used to sign in there, even if somebody copies the demo's database. See also portal/checks.py.
"""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class DemoPasswordHasher(PBKDF2PasswordHasher):
    """Fast and marked: for passwords that are printed on the screen anyway."""

    algorithm = "demo_only"
    iterations = 1
