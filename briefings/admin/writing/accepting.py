"""Accepting a suggestion of the checklist from the preview or the page of submission: one button, one save."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from briefings.admin.steps.pages import one_or_404
from briefings.drafting import suggesting
from briefings.models import Briefing
from people.permissions import Refused, may

BACK = {"preview": "admin:briefings_briefing_preview", "submit": "admin:briefings_briefing_submit"}


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request, pk: int) -> HttpResponse:
    """POST: put what was suggested into the saved draft, and go back to where it was suggested. GET: the preview."""
    briefing = one_or_404(Briefing.objects, pk, request.user)
    if not may(request.user, "write", briefing):
        raise PermissionDenied
    back = reverse(BACK.get(request.POST.get("back", ""), BACK["preview"]), args=[briefing.pk])
    if request.method == "POST":
        try:
            done = suggesting.accept(briefing=briefing, finding=request.POST.get("finding", ""), by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Saved. {done.where.capitalize()}: {done.offer_says}.")
    return HttpResponseRedirect(back)
