"""Answering advice from the writing screen and from the preview, with a reason that approvers will read.

With script it is asked from beside the words and answered as JSON; without, it is a form of the preview
page, and what was typed comes back with a refusal. Neither touches the words being written.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from briefings.admin.steps.pages import one_or_404
from briefings.admin.writing.preview import look_page
from briefings.drafting import answers
from briefings.models import Briefing
from people.admin.confirming import private
from people.permissions import Refused, may


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk: int) -> HttpResponse:
    """POST: keep an answer to one piece of advice, or take it back. GET: the preview, where advice stands."""
    briefing = one_or_404(Briefing.objects, pk, request.user)
    if not may(request.user, "acknowledge", briefing):
        raise PermissionDenied
    back = reverse("admin:briefings_briefing_preview", args=[briefing.pk])
    if request.method != "POST":
        return HttpResponseRedirect(back)
    wants_json = "application/json" in request.headers.get("Accept", "")
    asked = {name: request.POST.get(name, "") for name in ("code", "finding")}
    try:
        kept = _kept(request, briefing, asked)
    except Refused as refusal:
        if wants_json:
            return private(JsonResponse({"message": str(refusal)}, status=400))
        typed = {**asked, "reason": request.POST.get("reason", ""), "fault": str(refusal)}
        return private(look_page(request, briefing, answering=typed))
    if wants_json:
        return private(JsonResponse(kept))
    return HttpResponseRedirect(f"{back}#advice-{asked['finding'][:8]}")


def _kept(request, briefing: Briefing, asked: dict[str, str]) -> dict[str, object]:
    """Do it; what the answer is now, for the panel."""
    if "take_back" in request.POST:
        answers.take_back(briefing=briefing, by=request.user, **asked)
        return {"answer": None}
    given = answers.acknowledge(briefing=briefing, reason=request.POST.get("reason", ""), by=request.user, **asked)
    return {"answer": answers.as_data(given)["answer"]}
