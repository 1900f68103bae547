"""Sessions, sign-in and messages for staff addresses; nothing of the kind for the public.

A public page must set no cookie and cost no look-up of who is reading, so these run only under /admin/.
Those of Django stay subclasses of its own, which keeps its system checks true.
"""

import re

from allauth.account.middleware import AccountMiddleware
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import Http404

from people.sign_in import sessions

STAFF_PREFIX = "/admin/"
UNSEEN = re.compile(r"[\x00-\x1f\x7f]")


class NoUnseenSignsMiddleware:
    """No address of ours holds a sign that cannot be seen. PostgreSQL has no text with some of them, and would fail."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if UNSEEN.search(request.path_info):
            raise Http404
        return self.get_response(request)


class _StaffAddressesOnly:
    def __call__(self, request):
        if request.path_info.startswith(STAFF_PREFIX):
            return super().__call__(request)
        return self.get_response(request)


class StaffSessionMiddleware(_StaffAddressesOnly, SessionMiddleware):
    """Opens the session of a staff request, ends it when it is over, and lets nobody keep a copy of the answer."""

    def process_request(self, request):
        """As Django's; somebody whose session is over is signed out."""
        super().process_request(request)
        sessions.end_if_over(request.session)

    def process_response(self, request, response):
        """Every staff answer, redirects and pages that are not there too: Django forbids most copies, not all."""
        if "no-store" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "no-store, private"
        return super().process_response(request, response)


class StaffAuthenticationMiddleware(_StaffAddressesOnly, AuthenticationMiddleware):
    """Says who makes a staff request."""


class StaffMessageMiddleware(_StaffAddressesOnly, MessageMiddleware):
    """Carries a message to the next staff page."""


class StaffAccountMiddleware:
    """What allauth asks for around each of its pages; it is a function, so it is held, not inherited."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.inside = AccountMiddleware(get_response)

    def __call__(self, request):
        if request.path_info.startswith(STAFF_PREFIX):
            return self.inside(request)
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Where a page asked who is there once more before it would go on."""
        if request.path_info.startswith(STAFF_PREFIX):
            return self.inside.process_exception(request, exception)
        return None
