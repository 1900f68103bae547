"""The forms of signing in, in our words: no placeholders, nothing that hinders pasting or a password manager."""

import logging

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import (
    AddEmailForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.account.forms import (
    ChangePasswordForm as AllauthChangePasswordForm,
)
from allauth.account.forms import (
    SetPasswordForm as AllauthSetPasswordForm,
)
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthCodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from fido2.webauthn import AuthenticationResponse

from people import outbox
from people.sign_in import forgotten
from people.sign_in.allauth_internals import TokenForm

log = logging.getLogger(__name__)

THREE_WORDS = (
    "At least 12 characters. Three words that have nothing to do with each other are easy to remember and hard to "
    "guess. A password manager may make and paste one."
)


class InOurWords:
    """Labels and help as `labels` and `help_texts` say, and no placeholders."""

    labels: dict[str, str] = {}
    help_texts: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if not field.widget.is_hidden and not isinstance(field.widget, forms.CheckboxInput):
                field.widget.attrs["class"] = "vTextField"
            field.label = self.labels.get(name, field.label)
            field.help_text = self.help_texts.get(name, "")
            if field.required:
                field.error_messages["required"] = "Fill this in."


class SignInForm(InOurWords, LoginForm):
    labels = {"login": "User name or e-mail address", "password": "Password"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "autofocus": True,
        }  # fmt: skip


class ChangePasswordForm(InOurWords, AllauthChangePasswordForm):
    labels = {
        "oldpassword": "Your current password",
        "password1": "New password",
        "password2": "The new password again",
    }
    help_texts = {"password1": THREE_WORDS}


class SetPasswordForm(InOurWords, AllauthSetPasswordForm):
    labels = {"password1": "New password", "password2": "The new password again"}
    help_texts = {"password1": THREE_WORDS}


class NewPasswordForm(InOurWords, ResetPasswordKeyForm):
    labels = {"password1": "New password", "password2": "The new password again"}
    help_texts = {"password1": THREE_WORDS}


class AskForResetForm(InOurWords, ResetPasswordForm):
    """Asks for the e-mail. Nobody is looked up: whether there is such an account is found out when e-mail is sent, so
    that neither the answer nor its time tells (see forgotten.py)."""

    labels = {"email": "Your e-mail address"}

    def clean_email(self) -> str:
        """The address as it was typed."""
        return self.cleaned_data["email"]

    def save(self, request, **kwargs) -> str:
        """Put the wish for an e-mail into the outbox."""
        email = self.cleaned_data["email"]
        outbox.ask_for(forgotten.TEMPLATE, to=email)
        return email


class TokenOfEmail(TokenForm):
    """The token in the e-mail. For an account that is not there it is checked too, so that time does not tell."""

    def clean(self) -> dict:
        """Raises ValidationError in words unless it is a token of an open account, unused and not too old."""
        given = self.cleaned_data
        person = self.person_of(given.get("uidb36", ""))
        is_right = self.token_generator.check_token(person or get_user_model()(), given.get("key", ""))
        if not (is_right and person and person.is_active and person.is_staff):
            raise get_account_adapter().validation_error("invalid_password_reset")
        self.reset_user = person
        return given


class ChangeEmailForm(InOurWords, AddEmailForm):
    labels = {"email": "New e-mail address"}
    help_texts = {"email": "Your own at work, never a shared mailbox: e-mail to it can open your account."}


class PasswordAgainForm(InOurWords, ReauthenticateForm):
    labels = {"password": "Your password"}


class Code(InOurWords):
    """A code as an app or a list shows it: spaces do no harm."""

    labels = {"code": "Code"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}
        clean = self.fields["code"].clean
        self.fields["code"].clean = lambda value: "".join(clean(value).split())

    def clean_code(self) -> str:
        """As allauth's; a wrong one is logged, without what was typed."""
        try:
            return super().clean_code()
        except ValidationError:
            log.warning("second_factor_failed person=%s", self.user.pk)
            raise


class CodeForm(Code, AuthenticateForm):
    help_texts = {"code": "The six digits your authenticator app shows now, or one of your recovery codes."}


class CodeAgainForm(Code, AllauthCodeAgainForm):
    help_texts = {"code": "The six digits your authenticator app shows now, or one of your recovery codes."}


class SetUpAppForm(Code, ActivateTOTPForm):
    labels = {"code": "The code your app shows"}
    help_texts = {"code": "Six digits. A new code appears every 30 seconds."}


class Passkey:
    """An answer of a passkey that is not one at all is refused like one that is wrong."""

    def _refusing(self, check):
        try:
            return check()
        except ValidationError:
            log.warning("passkey_failed")
            raise
        except (KeyError, TypeError, ValueError, AttributeError):
            log.warning("passkey_failed")
            raise get_adapter().validation_error("incorrect_code") from None

    def clean_credential(self):
        """What the passkey answered."""
        if not isinstance(self.cleaned_data["credential"], dict):
            raise get_adapter().validation_error("incorrect_code")
        inherited = getattr(super(), "clean_credential", lambda: self.cleaned_data["credential"])
        return self._refusing(inherited)

    def clean(self):
        """As the library's own."""
        return self._refusing(super().clean)


class ShowPasskeyForm(Passkey, AuthenticateWebAuthnForm):
    pass


class ShowPasskeyAgainForm(Passkey, ReauthenticateWebAuthnForm):
    pass


class AddPasskeyForm(Passkey, InOurWords, AddWebAuthnForm):
    labels = {"name": "What you call it", "passwordless": "Sign in with this passkey alone, without the password"}
    help_texts = {
        "name": "So that you know it again, such as “work laptop”.",
        "passwordless": "It then asks for your fingerprint, face or PIN. Untick this for a plain security key.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True
        self.fields["name"].max_length = 60


class RenamePasskeyForm(InOurWords, EditWebAuthnForm):
    labels = {"name": "What you call it"}


class SignInWithPasskeyForm(Passkey, LoginWebAuthnForm):
    """A passkey instead of password and code: only if its owner showed a finger, a face or a PIN."""

    def clean_credential(self):
        """The passkey. Having it in the hand is one factor; that it knew its owner is the other."""
        given = self.cleaned_data["credential"]
        found = super().clean_credential()
        if not AuthenticationResponse.from_dict(given).response.authenticator_data.is_user_verified():
            raise get_adapter().validation_error("incorrect_code")
        return found
