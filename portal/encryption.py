"""Words that the database holds and nobody reads out of it: encrypted with a key made from SECRET_KEY.

Anyone who has a copy of the database alone (a back-up, a read-only role) has none of them.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotBeDecrypted(Exception):
    """The words were encrypted with a key that this site no longer has."""


def encrypt(words: str, *, purpose: str) -> str:
    """The words, encrypted. What is encrypted for one purpose cannot be decrypted for another."""
    return _cipher(purpose).encrypt(words.encode()).decode()


def decrypt(encrypted: str, *, purpose: str) -> str:
    """The words again; also those encrypted with a former key. Raises CannotBeDecrypted."""
    try:
        return _cipher(purpose).decrypt(encrypted.encode()).decode()
    except InvalidToken:
        raise CannotBeDecrypted from None


def _cipher(purpose: str) -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"{purpose}:{key}".encode()).digest())) for key in keys
    )
