"""The preview: what readers and the sheet would show if the draft were saved and submitted now.

The screen posts its whole form. It is saved for real, composed, and rolled back: there is one way from
typed words to a Document, so a preview cannot differ from what saving gives. The slow part, laying out
the sheet, comes after the roll-back, so that nobody waits for a lock.
"""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from briefings import document as documents
from briefings.admin.steps.offered import steps_for
from briefings.admin.steps.pages import framed, one_or_404, page_context, sheet_response
from briefings.admin.writing.drafts import Draft
from briefings.checklist import Circumstances, Problem
from briefings.drafting.answers import answered
from briefings.drafting.assessing import Assessment, judged
from briefings.drafting.circumstances import circumstances_of
from briefings.drafting.compose import compose, default_title, pictures_of
from briefings.models import Briefing
from briefings.rendering import CannotRender, page_html, render
from people.admin.confirming import private
from people.permissions import may, why_not
from portal.requests.rate_limit import too_many

LONGEST = 1_500_000  # bytes of one posted screen: several times the longest report
MOST_A_MINUTE = 40  # previews of one person: more than anybody types, less than a web process can do


class CannotSave(Exception):
    """The forms themselves do not hold. `problems` say which, and what to do."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


def as_if_saved(pk: int, person, data) -> tuple[documents.Document, Circumstances]:
    """The Document that saving these forms would give, and its circumstances. Nothing stays in the database.

    Raises CannotSave when they could not be saved. New pictures are not looked at: they would be stored.
    """
    with transaction.atomic():
        draft = Draft(Briefing.objects.for_staff(person).get(pk=pk), person, data=data, checks_revision=False)
        if not draft.is_valid():
            raise CannotSave([Problem("cannot-save", fault.where, fault.message, True) for fault in draft.faults()])
        briefing = draft.save()
        fresh = Briefing.objects.get(pk=briefing.pk)
        made = compose(fresh), circumstances_of(fresh)
        transaction.set_rollback(True)
    return made


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request, pk: int) -> HttpResponse:
    """GET: the saved draft as a page, with its checklist. POST: the screen as it stands, as JSON for its panel."""
    briefing = one_or_404(Briefing.objects, pk, request.user)
    if request.method == "POST":
        return private(_live(request, briefing))
    if request.GET.get("frame"):
        return _framed(request, briefing)
    return private(look_page(request, briefing))


def look_page(request, briefing: Briefing, *, answering: dict[str, str] | None = None) -> HttpResponse:
    """The saved draft as a page, with its checklist. `answering` is an answer that could not be kept, as typed."""
    with_sheet = briefing.rules.lays_out_while_writing
    look = judged(
        compose(briefing),
        circumstances_of(briefing),
        review=briefing.review,
        asked_by=request.user,
        with_sheet=with_sheet,
    )
    has_sheet = bool(look.rendered) or not (with_sheet or _cannot_render(look))
    found = {"fit": fit_in_words(look, briefing), "problems": look.problems, "has_sheet": has_sheet}
    found["problems"] = answered(briefing, found["problems"])
    context = {**_page_context(request, briefing), **found, "answering": answering}
    return TemplateResponse(request, "admin/briefings/briefing/look.html", context)


DRAFT = "Draft. Nobody outside your partnership can see it."


def _framed(request, briefing: Briefing) -> HttpResponse:
    """The saved draft in the page skin, for a frame."""
    try:
        document = compose(briefing)
        return framed(request, document, html=page_html(document), banner=DRAFT)  # type: ignore[call-arg]  # the types of its decorators know of the request alone
    except CannotRender as fault:
        return _unreadable_framed(request, briefing, str(fault))  # type: ignore[call-arg]  # the types of its decorators know of the request alone


@csp_replace({"frame-ancestors": [SELF]})
@xframe_options_sameorigin
def _unreadable_framed(request, briefing: Briefing, why: str) -> HttpResponse:
    context = {
        "title": briefing.title or default_title(briefing),
        "kind_label": briefing.rules.name,
        "publishers": briefing.partnerships_in_order(),
        "language": briefing.language,
        "html": format_html("<p>{}</p>", why),
        "banner": DRAFT,
    }
    return private(TemplateResponse(request, "admin/briefings/frame.html", context))


def _page_context(request, briefing: Briefing) -> dict:
    change = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    may_write = may(request.user, "write", briefing)
    return {
        **admin.site.each_context(request),
        "title": briefing.title or default_title(briefing),
        "briefing": briefing,
        "without_links": not may_write,
        "change_address": change if may_write else "",
        "answer_address": answer_address(briefing, request.user),
        "accept_address": reverse("admin:briefings_briefing_accept", args=[briefing.pk]) if may_write else "",
        "steps": steps_for(briefing, request.user),
    }


def answer_address(briefing: Briefing, person) -> str:
    """Where advice is answered; empty for anyone who may not."""
    if not may(person, "acknowledge", briefing):
        return ""
    return reverse("admin:briefings_briefing_answer", args=[briefing.pk])


def _live(request, briefing: Briefing) -> JsonResponse:
    if refusal := why_not(request.user, "write", briefing):
        return JsonResponse({"message": refusal}, status=403)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST:
        return JsonResponse({"message": "This is too long to preview while you write. Save it, then look."}, status=413)
    if too_many("previews", request.user, most=MOST_A_MINUTE):
        return JsonResponse({"message": "Preview paused for a minute."}, status=429)
    try:
        document, around = as_if_saved(briefing.pk, request.user, request.POST)
    except CannotSave as fault:
        problems = [problem.as_data() for problem in fault.problems]
        return JsonResponse({"saves": False, "fit": "The sheet could not be laid out.", "problems": problems})
    look = judged(
        document,
        around,
        review=briefing.review,
        asked_by=request.user,
        with_sheet=briefing.rules.lays_out_while_writing,
    )
    answer = {
        "saves": True,
        "fit": fit_in_words(look, briefing),
        "problems": answered(briefing, look.problems),
        "page": render_to_string("admin/briefings/_page.html", page_context(document, look.html())),
        "language": document.language,
        "revision": briefing.revision,
    }
    if look.rendered:
        answer |= {
            "pages": look.rendered.pages,
            "type_size_pt": look.rendered.type_size_pt,
            "fill": round(look.rendered.fill, 3),
            "layouts": look.rendered.layouts,
            "words": look.rendered.words,
        }
    return JsonResponse(answer)


def _cannot_render(look: Assessment) -> bool:
    return any(problem.code == "cannot-render" for problem in look.problems)


def fit_in_words(look: Assessment, briefing: Briefing) -> str:
    """How the sheet fits its format's page rule, in one line for an officer."""
    rendered, rule = look.rendered, briefing.rules.pages
    if rendered is None and not (briefing.rules.lays_out_while_writing or _cannot_render(look)):
        return f"The PDF is laid out when you open it, with {rule.says()}."
    if rendered is None:
        return "The sheet could not be laid out."
    if rendered.overflow:
        over = rendered.overflow
        return f"Too long by about {over.lines} lines, roughly {over.words} words."
    size = f"{rendered.type_size_pt:g} pt"
    pages = "one page" if rendered.pages == 1 else f"{rendered.pages} pages"
    full = f"{round(rendered.fill * 100)} % full"
    if rendered.pages < rule.least:
        return f"{pages.capitalize()} at {size}: this format has {rule.says()}."
    return (
        f"Fits {pages} at {size}, {full}."
        if rule.most == rendered.pages == 1
        else f"{pages.capitalize()} at {size}, the last {full}."
    )


@require_safe
@csp_replace({"frame-ancestors": [SELF]})
@xframe_options_sameorigin
def preview_sheet(request, pk: int) -> HttpResponse:
    """The PDF that submitting the saved draft now would freeze."""
    briefing = one_or_404(Briefing.objects, pk, request.user)
    try:
        document = compose(briefing)
        rendered = render(document, pictures=pictures_of(document))
    except CannotRender:  # the preview page says why
        return HttpResponseRedirect(reverse("admin:briefings_briefing_preview", args=[briefing.pk]))
    return sheet_response(rendered.pdf, "preview.pdf")
