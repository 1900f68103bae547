"""What this site uses of allauth beyond what its documentation promises, wrapped: nothing else imports it.

An upgrade of allauth is looked at here first; tests/people/sign_in/ then says whether each still does what it did.
"""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import UserTokenForm
from allauth.account.internal.flows.login import get_authentication_records, perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.views import INTERNAL_RESET_SESSION_KEY
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.http import HttpRequest, HttpResponse

# Where the session keeps the token of a password that is being chosen anew.
RESET_TOKEN = INTERNAL_RESET_SESSION_KEY


def sign_in(request: HttpRequest, person) -> HttpResponse:
    """Sign in somebody who has just chosen their password, by accepting an invitation; the answer that leads on.

    Who has no second factor yet is led to set one up; who has one is asked for it.
    """
    note_proof(request, person, "password")
    return perform_login(request, Login(user=person))


def proofs(request: HttpRequest) -> list[dict]:
    """How this session showed whose it is: of each time the `method` and when (`at`, in seconds since 1970)."""
    return get_authentication_records(request, request.user)


def note_proof(request: HttpRequest, person, method: str, **more: str) -> None:
    """Note that this session has shown whose it is, by a password or a second factor (“mfa”, with its `type`)."""
    record_authentication(request, person, method, **more)


def sign_out(request: HttpRequest) -> None:
    """Sign this browser out, and say nothing of it."""
    logout(request, show_message=False)


def sign_out_elsewhere(request: HttpRequest) -> None:
    """Sign out anyone who asks of every other browser."""
    end_other_sessions(request, request.user)


def forget_begun_sign_in(request: HttpRequest) -> None:
    """Forget a sign-in that stopped half-way, such as before the second factor."""
    clear_login(request)


class AdapterThatCounts(DefaultAccountAdapter):
    """allauth's adapter, with the count of wrong passwords kept by a key of our own."""

    def key_of_attempts(self, request: HttpRequest, *, name: str, person) -> str:
        """What attempts for this name are counted under, by whoever makes them. `person`: whose name it is, or None."""
        raise NotImplementedError

    def take_back_attempt(self) -> None:
        """The attempt that was counted last was right after all."""
        self._rollback_login_failed_rl_usage()

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials) -> str:
        name = credentials.get("email") or credentials.get("username") or ""
        return self.key_of_attempts(request, name=name.strip(), person=credentials.get("person"))


class TokenForm(UserTokenForm):
    """allauth's check of a link from an e-mail."""

    def person_of(self, number: str):
        """The person with this number in a link, with an open account or not; None if there is nobody."""
        return self._get_user(number)
