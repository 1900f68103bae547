"""What staff see when a screen cannot be shown or its form not taken: the frame they know, and all that they typed.

Readers get the plain pages of `settings.FAULTS_FOR_READERS`, and so does anyone who is not signed in. The address of a
draft that is not theirs answers like one that never was. Nothing of an answer is taken from the fault itself.
"""

import logging
import sys
from dataclasses import dataclass

from django.conf import settings
from django.contrib.admin import site
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import Error, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string

from portal.requests import kept_words

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Fault:
    """What is said: a heading, what happened, and what to do."""

    status: int
    title: str
    says: tuple[str, ...]
    can_be_sent_again: bool = False


NOT_UNDERSTOOD = Fault(
    400, "This could not be read",
    ("What your browser sent could not be read, or had more fields than one screen can have. Nothing was changed.",
     "Open the screen again and save in smaller steps."),
)  # fmt: skip
NOT_ALLOWED = Fault(
    403, "You may not open this page",
    ("Your account does not have the role that this page needs. Ask an administrator of your partnership.",),
)  # fmt: skip
NOT_FOUND = Fault(
    404, "Page not found",
    ("There is nothing at this address, or it is not for your partnerships. It may have been deleted, or your role "
     "may have changed, since the screen was opened.",),
)  # fmt: skip
UNSURE = Fault(403, "Confirm that it is you", (), can_be_sent_again=True)
TOO_LARGE = Fault(413, "This was too large", ())
BUSY = Fault(
    503, "The site was busy",
    ("Others were saving at the same moment, and yours had to wait too long. Nothing was changed.", "Send it again."),
    can_be_sent_again=True,
)  # fmt: skip
BROKEN = Fault(
    500, "Something went wrong",
    ("The fault is ours, not yours. Nothing was changed.", "Send it again in a minute. If it happens again, keep your "
     "words somewhere safe and tell a site administrator."),
    can_be_sent_again=True,
)  # fmt: skip


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _for_staff(request, NOT_UNDERSTOOD) or _for_readers("not_understood", request, exception)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _for_staff(request, NOT_ALLOWED) or _for_readers("not_allowed", request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same for what is another partnership's as for nothing."""
    return _for_staff(request, NOT_FOUND) or _for_readers("not_found", request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    """500; 503 when the database was busy. Whatever broke may break again, so the page asks the database nothing."""
    fault = BUSY if isinstance(sys.exc_info()[1], OperationalError) else BROKEN
    if (
        request.path_info.startswith(settings.STAFF_PREFIX)
        and request.method == "POST"
        and kept_words.was_sent_from_here(request)
    ):
        try:
            return _page(request, fault, _without_database())
        except Exception:  # noqa: BLE001  whatever it is, the plain page below stands on its own feet
            log.error("broken_fault_page")
    return _for_readers("broken", request)


def too_large(request: HttpRequest) -> HttpResponse:
    """413, before any of it was read."""
    frame = site.each_context(request)
    most = settings.MOST_FROM_STAFF if request.user.is_authenticated else settings.MOST_FROM_A_STRANGER
    answer = _page(request, TOO_LARGE, {**frame, "most_megabytes": most // 1024**2})
    answer.headers["Connection"] = "close"
    return answer


def not_taken(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 where a form came without its cookie or after its session: Django's answer to a failed CSRF check too.

    What was typed comes back only to a page of this site: a form that another site sent is never shown as ours.
    """
    if not hasattr(request, "user"):  # a public address: nothing is typed there
        return _for_readers("not_allowed", request, PermissionDenied(reason))
    is_signed_in = site.has_permission(request)
    title = "This was not saved yet" if is_signed_in else "You have been signed out"
    fault = Fault(403, title, (), can_be_sent_again=True)
    return _page(request, fault, {**site.each_context(request), "is_not_taken": True, "is_signed_in": is_signed_in})


def confirm_first(request: HttpRequest) -> HttpResponse:
    """403 for a step that asks once more who is there, when the minutes ran out while somebody typed."""
    return _page(request, UNSURE, {**site.each_context(request), "is_unsure": True})


def _for_staff(request: HttpRequest, fault: Fault) -> HttpResponse | None:
    """The page in the frame of the staff site, for anyone who may see that; None for anybody else."""
    if not request.path_info.startswith(settings.STAFF_PREFIX) or not hasattr(request, "user"):
        return None
    try:
        return _page(request, fault, site.each_context(request)) if site.has_permission(request) else None
    except Error:  # the database is away by now
        return None


def _for_readers(name: str, *arguments) -> HttpResponse:
    return import_string(f"{settings.FAULTS_FOR_READERS}.{name}")(*arguments)


def _without_database() -> dict:
    """What the frame is told when nobody can be asked who is there."""
    return {
        "site_header": site.site_header, "site_title": site.site_title, "has_permission": False,
        "user": AnonymousUser(), "messages": [],
    }  # fmt: skip


def _page(request: HttpRequest, fault: Fault, frame: dict) -> HttpResponse:
    is_read = fault is not TOO_LARGE and request.method == "POST"
    sent = kept_words.sent(request) if is_read and kept_words.was_sent_from_here(request) else None
    context = {
        **frame,
        "title": fault.title,
        "says": fault.says,
        "typed": kept_words.typed_words(sent) if sent else [],
        "again": kept_words.all_fields(sent) if sent and fault.can_be_sent_again else [],
        "address": request.get_full_path(),
        "had_files": bool(sent and getattr(request, "_files", None)),
    }
    answer = render(request, "admin/fault.html", context, status=fault.status)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
