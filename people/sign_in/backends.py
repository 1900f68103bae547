"""Whose password was given, without telling by time whether there is such a person.

One look-up and one hash for every name: of somebody, of somebody who was invited and has no password, of a closed
account, of nobody. allauth's own tries a name as an address and then as a user name, and hashes for each.
"""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Case, Q, When


def person_called(name: str):
    """The person with this e-mail address or user name, in one query; None if there is nobody.

    An address goes before a user name that looks the same: addresses are confirmed, names are not.
    """
    people = get_user_model().objects
    called = people.filter(Q(email__iexact=name) | Q(username__iexact=name))
    return called.order_by(Case(When(email__iexact=name, then=0), When(username=name, then=1), default=2), "pk").first()


class OneHashBackend(AuthenticationBackend):
    """Checks the password of a person who was looked up already, or of nobody, which takes as long."""

    def authenticate(self, request, *, person, password: str):
        """The person, if it is their password; closed accounts too, which the adapter turns away in words."""
        nobody = get_user_model()(password=UNUSABLE_PASSWORD_PREFIX)  # Django hashes once for a password like this
        return person if (person or nobody).check_password(password) and person else None
