"""How tests sign somebody in: by the pages, with the codes an app would show."""

import re
import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import AbstractUser
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from people import outbox

PASSWORD = "correct horse battery"  # of everybody in tests/worlds.py
SIGN_IN = "/admin/login/"
ASKED = "/admin/account/second-factor/asked/"


def sign_in(client: Client, name: str, password: str = PASSWORD, **more):
    """Send the form for signing in."""
    return client.post(SIGN_IN, {"login": name, "password": password}, **more)


def an_app_of(person: AbstractUser, secret: str = "JBSWY3DPEHPK3PXP") -> str:
    """Give somebody an authenticator app and recovery codes; its secret."""
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def code_of(secret: str, *, later: int = 0) -> str:
    """What an app with this secret shows, so many half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def sign_in_with_second_factor(client: Client, person: AbstractUser) -> Client:
    """Sign somebody in by password and app, as a live site asks."""
    secret = an_app_of(person)
    assert sign_in(client, person.username)["Location"] == ASKED
    answer = client.post(ASKED, {"code": code_of(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return client


def note_password(session, person: AbstractUser) -> None:
    """Note in a session that it was begun now, with a password."""
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)


def a_while_ago(client: Client, *, minutes: int, names=("at",)) -> None:
    """Let what a session says of its times be so many minutes longer ago: of showing who it is (“at”), of others."""
    session = client.session
    for one in session[AUTHENTICATION_METHODS_SESSION_KEY] if "at" in names else ():
        one["at"] -= minutes * 60
    for name in set(names) - {"at"}:
        session[name] -= minutes * 60
    session.save()


def ask_for_email(client: Client, email: str, **more):
    """Ask for the e-mail of a forgotten password, and let the timer come that sends it; the answer to the asking."""
    answer = client.post("/admin/account/forgotten/", {"email": email}, **more)
    outbox.send_waiting()
    return answer


def sent_emails() -> list[EmailMessage]:
    """Everything that went out, after the timer came that sends it."""
    outbox.send_waiting()
    return mail.outbox


def address_in(email) -> str:
    """The one address in an e-mail, without the host."""
    (found,) = re.findall(r"https?://[^/]+(/\S+)", email.body)
    return found
