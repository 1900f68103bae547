"""The e-mail for a forgotten password, which is written at the moment it is sent, because it holds a token.

Written when it is asked for, the token would lie in the database until the mail server takes it; and asking would take
longer for somebody than for nobody.
"""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse

TEMPLATE = "account/password_forgotten"


def asked_for(address: str) -> tuple[str, dict[str, object]] | None:
    """To whom this e-mail goes that somebody asked for with an address, and what it says; None for nobody.

    Only to an open account of staff, at the address that it has: one that the database takes for the same (“ı” for
    “i”) may be the mailbox of somebody else.
    """
    people = get_user_model().objects.filter(is_active=True, is_staff=True)
    person = people.filter(email__iexact=address).first()
    if person is None:
        return None
    token = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    address = settings.PUBLIC_ADDRESS + reverse("account_reset_password_from_key", kwargs=token)
    return person.email, {"username": person.username, "password_reset_url": address}
