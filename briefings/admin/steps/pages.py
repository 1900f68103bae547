"""The steps a person takes with a briefing: a page for each verb (agreeing.py, going_public.py, taking_down.py).

GET says what will happen, and to which words; POST does it through `briefings.publishing`, which
decides. A refusal comes back as a message on the same page, with everything typed kept. Whoever may
not know of a thing gets the answer they would get if it did not exist.
"""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin, messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View
from django.views.decorators.clickjacking import xframe_options_sameorigin

from briefings import document as documents
from briefings.admin.steps import forms
from briefings.admin.steps.offered import steps_for
from briefings.admin.wording import Wording, wording_of_edition
from briefings.admin.writing import pictures
from briefings.languages import direction
from briefings.models import Briefing, Edition
from people.permissions import Refused, may


def one_or_404(things, pk: int | str, person):
    """A thing that a person may know of, by its number or by what stands for it in an address.

    Raises Http404 alike for one they may not know of and for one that is not there.
    """
    number = str(pk)
    is_number = number.isdecimal() and len(number) < 19  # longer ones fit in no database
    thing = things.for_staff(person).filter(pk=number).first() if is_number else None
    if thing is None or not may(person, "see", thing):
        raise Http404("There is nothing at this address.")
    return thing


def private(response: HttpResponse) -> HttpResponse:
    """An answer that no cache keeps and no search engine lists."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def around(request, title: str) -> dict:
    """What a staff page about briefings has around it, under this title."""
    return {**admin.site.each_context(request), "opts": Briefing._meta, "title": title}


def page_context(document: documents.Document, html: str) -> dict:
    """What `admin/briefings/_page.html` shows of a Document. `html` is its body, already clean."""
    return {
        "title": document.title,
        "kind_label": document.kind_label,
        "publishers": document.publishers,
        "html": pictures.for_staff(html),
    }


@csp_replace({"frame-ancestors": [SELF]})
@xframe_options_sameorigin
def framed(request, document: documents.Document, *, html: str, banner: str) -> HttpResponse:
    """A Document in the page skin readers get, for a frame on a staff screen. `html` is already clean.

    The banner stands outside the words. Only this answer may be framed, and only by this site.
    """
    context = {
        **page_context(document, html),
        "language": document.language,
        "direction": direction(document.language),
        "banner": banner,
    }
    return private(render(request, "admin/briefings/frame.html", context))


def sheet_response(pdf: bytes, name: str) -> HttpResponse:
    """The bytes of a sheet, unchanged, under a file name, for staff."""
    response = private(HttpResponse(pdf, content_type="application/pdf"))
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


class StepPage(View):
    """One verb: what it will do, to which words, and doing it."""

    admin_site = None
    verb = ""
    question = ""  # "Approve {title}?"
    button = ""
    asks_again = False  # whether only somebody may go on who has shown within minutes who they are
    is_grave = False  # what cannot be undone has a button that says so
    form_class = forms.PublishForm
    things = Edition.objects

    def dispatch(self, request, pk: int):
        self.thing = one_or_404(self.things, pk, request.user)
        self.briefing = getattr(self.thing, "briefing", self.thing)
        self.offered = {step.verb: step for step in steps_for(self.thing, request.user)}.get(self.verb)
        if self.offered and self.offered.why_not:
            return self.page(request, form=None, refusal=self.offered.why_not, status=403)
        return super().dispatch(request, pk)

    def get(self, request, pk: int):
        if not self.offered:
            messages.warning(request, self.too_late())
            return HttpResponseRedirect(self.back())
        return self.page(request, form=self.form())

    def post(self, request, pk: int):
        form = self.form(request.POST)
        if form.is_valid():
            try:
                done = self.do(form.cleaned_data)
            except Refused as refused:
                return self.page(request, form=form, refusal=str(refused), problems=self.problems_of(refused))
            messages.success(request, self.success(done))
            return HttpResponseRedirect(reverse("admin:briefings_edition_change", args=[done.pk]))
        return self.page(request, form=form)

    def too_late(self) -> str:
        """Why the step is gone, in words: somebody was first, or it was opened from an old page."""
        state = self.thing.get_state_display().lower()
        return f"Nothing was done: this is {state} now. See below what happened to it."

    def back(self) -> str:
        """Where a person came from."""
        return reverse("admin:briefings_edition_change", args=[self.thing.pk])

    def form(self, data=None):
        return self.form_class(data)

    def wording(self) -> Wording | None:
        """The words this step is about; None when they cannot be shown."""
        return wording_of_edition(self.thing)

    def problems(self) -> list:
        """What the checklist says of these words."""
        return self.thing.problems

    def problems_of(self, refused) -> list:
        """The problems that a refusal brought along, then the advice."""
        brought = list(refused.problems)
        return brought + [problem for problem in self.problems() if problem not in brought]

    def consequences(self) -> list[str]:
        """What will happen, one sentence each."""
        raise NotImplementedError

    def page(self, request, *, form, refusal: str = "", problems: list | None = None, status: int = 200):
        wording = self.wording()
        stopped = form is not None and not self.can_go_ahead()
        # When somebody was first, words typed here are kept to be copied; a bare button would only mislead.
        is_spent = form is not None and not self.offered and not form.visible_fields()
        context = {
            **self.admin_site.each_context(request),
            "title": self.question.format(title=f"“{wording.title}”" if wording else "this"),
            "thing": self.thing,
            "briefing": self.briefing,
            "wording": wording,
            "consequences": self.consequences() if form is not None and self.offered and not stopped else [],
            "problems": problems if problems is not None else self.problems(),
            "change_address": reverse("admin:briefings_briefing_change", args=[self.briefing.pk]),
            "accept_address": self.accept_address(),
            "form": None if stopped or is_spent else form,
            "refusal": refusal,
            "has_errors": bool(refusal or (form is not None and form.errors)),
            "button": self.button,
            "is_grave": self.is_grave,
            "back": self.back(),
            "verb": self.verb,
            "emergency": self.emergency(),
        }
        return private(render(request, f"admin/briefings/steps/{self.verb}.html", context, status=status))

    def accept_address(self) -> str:
        """Where a suggestion of the checklist is accepted; empty where none are made."""
        return ""

    def emergency(self) -> str:
        """Where to take these words down with no more questions; empty where that is not to be offered."""
        return ""

    def can_go_ahead(self) -> bool:
        """Whether nothing that this page knows of stops the step."""
        return True

    def do(self, typed: dict) -> Edition:
        """Do it. Raises Refused with words for a person."""
        raise NotImplementedError

    def success(self, done: Edition) -> str:
        """What was done, in words."""
        raise NotImplementedError
