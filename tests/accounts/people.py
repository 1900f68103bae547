"""How tests sign somebody in: by the pages, with the codes an app would show."""

import re
import time

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import AbstractUser
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


def a_while_ago(client: Client, *, minutes: int, names=("at",)) -> None:
    """Let what a session says of its times be so many minutes longer ago: of showing who it is (“at”), of others."""
    session = client.session
    for one in session[AUTHENTICATION_METHODS_SESSION_KEY] if "at" in names else ():
        one["at"] -= minutes * 60
    for name in set(names) - {"at"}:
        session[name] -= minutes * 60
    session.save()


def ask_for_letter(client: Client, email: str, **more):
    """Ask for the letter of a forgotten password, and let the timer come that sends it; the answer to the asking."""
    answer = client.post("/admin/account/forgotten/", {"email": email}, **more)
    outbox.send_waiting()
    return answer


def address_in(letter) -> str:
    """The one address in a letter, without the host."""
    (found,) = re.findall(r"https?://[^/]+(/\S+)", letter.body)
    return found
