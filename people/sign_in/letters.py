"""Letters whose words are written at the moment they are sent, because they hold a key.

Written when it is asked for, the key would lie in the database until the mail server takes it; and asking would take
longer for somebody than for nobody.
"""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import reverse

PARTS = ("subject", "message")


def write(letter: str, address: str) -> tuple[str, str, str] | None:
    """To whom, the subject and the words of a letter that somebody asked for with this address; None for nobody."""
    return {"password_reset": _password_reset}[letter](address)


def _password_reset(address: str) -> tuple[str, str, str] | None:
    """Only to an open account of staff, at the address that it has: one that the database takes for the same
    (“ı” for “i”) may be the mailbox of somebody else."""
    people = get_user_model().objects.filter(is_active=True, is_staff=True)
    person = people.filter(email__iexact=address).first()
    if person is None:
        return None
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    words = {
        "username": person.username,
        "password_reset_url": settings.PUBLIC_ADDRESS + reverse("account_reset_password_from_key", kwargs=key),
    }
    subject, body = (render_to_string(f"account/email/password_reset_key_{part}.txt", words) for part in PARTS)
    return person.email, " ".join(subject.split()), body
