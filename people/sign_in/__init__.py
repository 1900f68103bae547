"""How staff sign in: a password and a second factor, or a passkey; and what each may change about that.

django-allauth does the work; here is what this site decides: who may pass (gate.py), what is refused and
how it is said (adapters.py, forms.py), and how an attacker is slowed who must not lock anybody out (known_browsers.py).
"""

from django.http import HttpRequest, HttpResponse


def sign_in(request: HttpRequest, person) -> HttpResponse:
    """Sign in somebody who has just chosen their password, by accepting an invitation; the answer that leads on.

    Who has no second factor yet is led to set one up; who has one is asked for it.
    """
    from allauth.account.internal.flows.login import perform_login, record_authentication
    from allauth.account.models import Login  # not before the models are ready

    record_authentication(request, person, method="password")
    return perform_login(request, Login(user=person))
