"""The pages of signing in and of one's own account: allauth's, where they are not quite ours."""

import logging

from allauth.account.models import EmailAddress
from allauth.account.views import EmailView, PasswordResetFromKeyView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from people.sign_in import browsers, gate, known_browsers
from people.sign_in.allauth_internals import RESET_TOKEN, sign_out, sign_out_elsewhere
from portal.encryption import CannotBeDecrypted, decrypt, encrypt

log = logging.getLogger(__name__)

WAIT_SECONDS = 60
PURPOSE = "link of an e-mail"


class SetUpApp(ActivateTOTPView):
    """Set up an authenticator app; with its code the session has proved it."""

    def form_valid(self, form) -> HttpResponse:
        answer = super().form_valid(form)
        gate.proved(self.request, Authenticator.Type.TOTP)
        return answer


class AddPasskey(AddWebAuthnView):
    """Add a passkey; with its signature the session has proved it."""

    def form_valid(self, form) -> HttpResponse:
        answer = super().form_valid(form)
        gate.proved(self.request, Authenticator.Type.WEBAUTHN)
        return answer


class RemovePasskey(RemoveWebAuthnView):
    """Remove a passkey, unless it is the only second factor and everybody needs one."""

    def form_valid(self, form) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.get_object()):
            messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        return super().form_valid(form)


class ChooseNewPassword(PasswordResetFromKeyView):
    """A new password, from the e-mail. Anyone who reads its owner's mailbox is known in this browser from now on.

    The token waits in the session, which is a row of the database, so it is encrypted there.
    """

    def dispatch(self, request: HttpRequest, uidb36: str, key: str, **kwargs) -> HttpResponse:
        """As allauth's, which keeps the token in clear."""
        session = request.session
        if kept := session.get(RESET_TOKEN):
            try:
                session[RESET_TOKEN] = decrypt(kept, purpose=PURPOSE)
            except CannotBeDecrypted:
                del session[RESET_TOKEN]
        answer = super().dispatch(request, uidb36, key, **kwargs)
        if plain := session.get(RESET_TOKEN):
            session[RESET_TOKEN] = encrypt(plain, purpose=PURPOSE)
        return answer

    def form_valid(self, form) -> HttpResponse:
        answer = super().form_valid(form)
        known_browsers.remember(self.request, answer, self.reset_user)
        return answer


class ChangeEmail(EmailView):
    """A new address, once it is confirmed through itself. Until then e-mail goes to the one there is."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        person = request.user
        if person.email:  # an invitation went there, so it is theirs; unconfirmed it would be replaced at once
            EmailAddress.objects.update_or_create(
                user=person, email=person.email.lower(), defaults={"verified": True, "primary": True}
            )
        return super().dispatch(request, *args, **kwargs)


class SignedIn(ListUserSessionsView):
    """Where somebody is signed in, each browser in words."""

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        for one in context["sessions"]:
            one.browser = browsers.in_words(one.user_agent)
        return context


def home(request: HttpRequest) -> HttpResponse:
    """Your account: who you are here, how you sign in, and what you do for which partnership."""
    roles: dict[str, list[str]] = {}
    for one in request.user.memberships.select_related("partnership"):
        roles.setdefault(str(one.partnership), []).append(one.get_role_display())
    context = {
        "title": "Your account",
        "roles": roles,
        "has_second_factor": gate.has_second_factor(request.user),
        "sessions": UserSession.objects.purge_and_list(request.user),
    }
    return TemplateResponse(request, "account/home.html", context)


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Sign out of every browser, this one too."""
    sign_out_elsewhere(request)
    sign_out(request)
    messages.success(request, "You are signed out everywhere.")
    return redirect("admin:login")


def too_many(request: HttpRequest) -> HttpResponse:
    """429: somebody tried too often in a short time. Says when it goes on."""
    log.warning("too_many view=%s", request.resolver_match.view_name if request.resolver_match else "none")
    context = {**site.each_context(request), "title": "Too many attempts"}
    answer = render(request, "429.html", context, status=429)
    answer.headers["Retry-After"] = str(WAIT_SECONDS)
    return answer
