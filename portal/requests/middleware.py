"""What stands around every request: addresses that are none, and what runs for staff addresses only.

A public page must set no cookie and cost no look-up of who is reading, so sessions, sign-in (both in
people/sign_in/middleware.py) and messages run only under /admin/.
"""

import re

from django.conf import settings
from django.contrib.messages.middleware import MessageMiddleware
from django.http import Http404

CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class RefuseControlCharactersMiddleware:
    """No address of ours holds a control character. PostgreSQL has no text with some of them, and would fail."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if CONTROL.search(request.path_info):
            raise Http404
        return self.get_response(request)


class StaffAddressesOnly:
    """Mixin for a middleware of Django's. It stays a subclass of it, which keeps Django's system checks true."""

    def __call__(self, request):
        if request.path_info.startswith(settings.STAFF_PREFIX):
            return super().__call__(request)
        return self.get_response(request)


class StaffMessageMiddleware(StaffAddressesOnly, MessageMiddleware):
    """Carries a message to the next staff page."""
