"""What this site decides where allauth asks: who may sign in, what is counted, what is said."""

import logging
import time
from urllib.parse import urlsplit

import segno
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, get_user_model
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from people import outbox
from people.sign_in import gate, known_browsers
from people.sign_in.allauth_internals import AdapterThatCounts, forget_begun_sign_in, proofs
from people.sign_in.backends import person_called
from portal.encryption import CannotBeDecrypted, decrypt, encrypt

log = logging.getLogger(__name__)

WRONG = "The name and the password do not belong together. Check both, capitals too, and try again."


class StaffAccounts(AdapterThatCounts):
    """Accounts of staff: nobody signs up, and only open staff accounts sign in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": "Too many wrong attempts. Wait five minutes, then try again. If you cannot wait, "
        "choose “Forgotten your password?”: the e-mail you get lets you in at once.",
        "incorrect_password": "That is not your password. Type it again.",
        "enter_current_password": "That is not your current password. Type it again.",
        "incorrect_code": "That code is wrong or too old. Wait for the next one, and type its six digits.",
        "rate_limited": "Too many attempts. Wait a minute, then try again.",
        "duplicate_email": "This is the address of your account already.",
        "invalid_password_reset": "This address has been used already, or is too old. Ask for a new e-mail.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people are invited."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address in the e-mail is the site's own, whatever name the request gave for it."""
        return _own(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation) -> str:
        """As above."""
        return _own(super().get_email_confirmation_url(request, emailconfirmation))

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """allauth's e-mails, as all others: from templates/emails/account/, through the outbox."""
        outbox.write(f"account/{template_prefix.rpartition('/')[2]}", to=email, context=context)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Only where the button for passkeys asks for its question; every other page answers as a page."""
        asks = request.resolver_match is not None and request.resolver_match.url_name == "mfa_login_webauthn"
        return asks and super().is_ajax(request)

    def pre_login(self, request: HttpRequest, user, **kwargs) -> HttpResponse | None:
        """Staff with an open account, whatever else they know."""
        if not (user.is_active and user.is_staff):
            forget_begun_sign_in(request)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request: HttpRequest, user, **kwargs) -> HttpResponse:
        """Signed in: this browser is known from now on."""
        log.info("sign_in person=%s", user.pk)
        answer = super().post_login(request, user, **kwargs)
        known_browsers.remember(request, answer, user)
        return answer

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Not within minutes of signing in, which asked the same already."""
        request = context.request
        latest = max((one["at"] for one in proofs(request)), default=0)
        return time.time() - latest >= app_settings.REAUTHENTICATION_TIMEOUT

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the page of the account."""
        return reverse("account_home")

    def get_email_verification_redirect_url(self, email_address) -> str:
        """The page of the account, or signing in on the way there."""
        return reverse("account_home")

    def confirm_email(self, request: HttpRequest, email_address) -> bool:
        """Not if the address went to somebody else while the e-mail was under way."""
        others = get_user_model().objects.exclude(pk=email_address.user_id)
        if others.filter(email__iexact=email_address.email).exists():
            told = {"email": email_address.email}
            self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt", told)
            return False
        return super().confirm_email(request, email_address)

    def authenticate(self, request: HttpRequest, **credentials):
        """Whose name and password these are; None if they do not belong together.

        One look-up and one hash, whoever is named (see backends.py). Raises ValidationError in words when this name
        was tried too often.
        """
        name = (credentials.get("email") or credentials.get("username") or "").strip()
        return self._checked(request, name, person_called(name), credentials["password"])

    def reauthenticate(self, user, password: str) -> bool:
        """Whether it is the password of somebody who is signed in; counted like signing in."""
        return self._checked(context.request, user.username, user, password) is not None

    def _checked(self, request: HttpRequest, name: str, person, password: str):
        who = person.pk if person else "nobody"
        try:
            self.pre_authenticate(request, username=name, person=person)
        except ValidationError:
            log.warning("sign_in_locked person=%s", who)
            raise
        found = authenticate(request, person=person, password=password)
        if found:
            self.take_back_attempt()
        else:
            log.warning("sign_in_failed person=%s", who)
        return found

    def key_of_attempts(self, request: HttpRequest, *, name: str, person) -> str:
        """One count for a name as it is typed; one more for each browser its owner knows.

        Not one for an account: somebody who tries a user name and an address in turn would see by the lock that they
        are one account. Capitals do not make another name.
        """
        mark = known_browsers.mark_of(request, person) if person else ""
        return f"{name.upper().casefold()}:{mark}"


class SecondFactors(DefaultMFAAdapter):
    """Second factors: an authenticator app, passkeys, recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code is wrong or too old. Wait for the next one, and type it without spaces.",
        "cannot_delete_authenticator": "This is your only second factor. Set up another one first.",
    }

    def build_totp_svg(self, url: str) -> str:
        """The address as a QR code, drawn into the page: our content security policy lets no data: picture in."""
        return segno.make(url, error="m").svg_inline(
            svgclass="qr", lineclass="qr__squares", light=None, omitsize=True, border=4
        )

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one, where everybody needs one."""
        if not settings.SECOND_FACTOR_REQUIRED or authenticator.type not in gate.FACTORS:
            return True
        others = Authenticator.objects.filter(user=authenticator.user_id, type__in=gate.FACTORS)
        return others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user, type) -> str:
        """What a new passkey is called until its owner says otherwise."""
        count = Authenticator.objects.filter(user=user.pk, type=type).count()
        return f"Passkey {count + 1}"

    def encrypt(self, text: str) -> str:
        """Secrets of apps and codes, so that a copy of the database alone makes no codes."""
        return encrypt(text, purpose="second factors")

    def decrypt(self, encrypted_text: str) -> str:
        """Raises ValidationError in words for its owner when the key of the site is another by now."""
        try:
            return decrypt(encrypted_text, purpose="second factors")
        except CannotBeDecrypted:
            raise ValidationError(
                "This second factor can no longer be checked. Ask an administrator of your partnership to reset it."
            ) from None


def _own(address: str) -> str:
    return settings.PUBLIC_ADDRESS + urlsplit(address).path
