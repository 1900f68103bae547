"""Sessions and sign-in for staff addresses; nothing of the kind for the public."""

from allauth.account.middleware import AccountMiddleware
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.utils.functional import SimpleLazyObject

from people.sign_in import known_browsers, sessions
from portal.requests.middleware import StaffAddressesOnly


class StaffSessionMiddleware(StaffAddressesOnly, SessionMiddleware):
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


class StaffAuthenticationMiddleware(StaffAddressesOnly, AuthenticationMiddleware):
    """Says who makes a staff request (`user`), and whether from a browser in which anybody signed in before."""

    def process_request(self, request):
        """As Django's; both are looked up when they are asked for."""
        super().process_request(request)
        request.is_from_known_browser = SimpleLazyObject(lambda: known_browsers.is_known(request))


class StaffAccountMiddleware:
    """What allauth asks for around each of its pages; it is a function, so it is held, not inherited."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.inside = AccountMiddleware(get_response)

    def __call__(self, request):
        if request.path_info.startswith(settings.STAFF_PREFIX):
            return self.inside(request)
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Where a page asked who is there once more before it would go on."""
        if request.path_info.startswith(settings.STAFF_PREFIX):
            return self.inside.process_exception(request, exception)
        return None
