"""Who may pass to the screens of staff. One place decides; whatever it does not know is refused.

A session proves the second factor itself: somebody who signed in with the password alone before its owner set a
factor up must not come in on that afterwards.
"""

import json
from functools import wraps
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import site
from django.contrib.auth.views import redirect_to_login
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse

from people.sign_in.allauth_internals import note_proof, proofs, sign_out
from portal.requests import faults

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes stand in for one, and are none


def is_staff(request: HttpRequest) -> bool:
    """Whether somebody with an open staff account is signed in, by whatever."""
    return request.user.is_active and request.user.is_staff


def has_second_factor(person) -> bool:
    """Whether somebody has an authenticator app or a passkey."""
    return is_mfa_enabled(person, FACTORS)


def has_proved_it(request: HttpRequest) -> bool:
    """Whether this session was begun, or went on, with a second factor."""
    return any(one.get("method") == "mfa" for one in proofs(request))


def may_pass(request: HttpRequest) -> bool:
    """Whether somebody may open the screens of staff."""
    if not is_staff(request):
        return False
    return not settings.SECOND_FACTOR_REQUIRED or (has_second_factor(request.user) and has_proved_it(request))


def elsewhere(request: HttpRequest) -> HttpResponse | None:
    """Where somebody signed in goes first who may not pass for want of a second factor; None for anybody else."""
    if not is_staff(request) or may_pass(request):
        return None
    if has_second_factor(request.user):
        return _asked_anew(request)
    return redirect("mfa_index")


def proved(request: HttpRequest, kind: str) -> None:
    """Note that the factor was shown in this session, by setting it up in it."""
    note_proof(request, request.user, "mfa", type=kind)


def for_everybody(view):
    """A page that nobody has to be signed in for, in the frame of the staff site."""
    return _in_frame(view)


def for_staff(view):
    """A page about one's own account."""
    return site.admin_view(_in_frame(view))


def for_setting_up(view):
    """A page that also somebody may open who has no second factor yet: to set one up."""
    framed = _in_frame(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs):
        if not is_staff(request):
            return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
        if not may_pass(request) and has_second_factor(request.user):
            return _asked_anew(request)
        return framed(request, *args, **kwargs)

    return guarded


def for_recently_authenticated(view):
    """A screen that changes what others may do or what is public: it is shown to somebody who has shown within minutes
    who they are, by signing in or once more.

    Asked before anything is typed; when the minutes ran out while somebody typed, their words wait on the answer.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs):
        if not get_adapter().is_reauthentication_required(app="portal"):
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return faults.confirm_first(request)
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")

    return guarded


def _asked_anew(request: HttpRequest) -> HttpResponse:
    sign_out(request)
    messages.warning(request, "A second factor was set up for your account. Sign in again, with it.")
    return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))


def _question_in(told: dict) -> str:
    """What the browser asks a passkey, for an attribute of the page: scripts of ours read no inline data."""
    for options in told.get("js_data", {}).values():
        return json.dumps(options, cls=DjangoJSONEncoder)
    return ""


def _in_frame(view):
    """What the templates of the staff site are told on each of its pages."""

    @wraps(view)
    def framed(request: HttpRequest, *args, **kwargs):
        answer = view(request, *args, **kwargs)
        if hasattr(answer, "context_data") and not answer.is_rendered:
            told = answer.context_data or {}
            answer.context_data = {
                **site.each_context(request),
                "second_factor_required": settings.SECOND_FACTOR_REQUIRED,
                "passkey_question": _question_in(told),
                **told,
            }
        return answer

    return framed
