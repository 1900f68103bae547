"""The steps a person takes with a briefing: a page for each verb (agreeing.py, going_public.py, taking_down.py).

They are confirmation pages (people/admin/confirming.py) that also show the words; `briefings.publishing` decides.
"""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin, messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin

from briefings import document as documents
from briefings.admin.steps.offered import steps_for
from briefings.admin.wording import Wording, wording_of_edition
from briefings.admin.writing import pictures
from briefings.languages import direction
from briefings.models import Briefing, Edition
from people.admin.confirming import ConfirmationPage, private
from people.permissions import may
from people.verbs import VERBS


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


class StepPage(ConfirmationPage):
    """One verb of a briefing or an edition: what it will do, to which words, and doing it."""

    template_name = "admin/briefings/step.html"
    verb = ""
    question = ""  # "Approve {title}?"
    shows_words = True
    shows_checklist = True
    things = Edition.objects

    def find(self, *, pk: int) -> None:
        """The thing, and what may be done with it now."""
        self.thing = one_or_404(self.things, pk, self.request.user)
        self.briefing = getattr(self.thing, "briefing", self.thing)
        self.offered = {step.verb: step for step in steps_for(self.thing, self.request.user)}.get(self.verb)

    def why_not(self) -> str:
        """Why this person may not take a step that somebody may take now."""
        return self.offered.why_not if self.offered else ""

    def get(self, request, pk: int):
        """What will happen; back with a warning when the step is gone."""
        if not self.offered:
            messages.warning(request, self.too_late())
            return HttpResponseRedirect(self.back())
        return super().get(request, pk=pk)

    def is_open(self) -> bool:
        """Whether the step is offered, and nothing on this page stops it."""
        return bool(self.offered) and self.can_go_ahead()

    def too_late(self) -> str:
        """Why the step is gone, in words: somebody was first, or it was opened from an old page."""
        state = self.thing.get_state_display().lower()
        return f"Nothing was done: this is {state} now. See below what happened to it."

    def title(self) -> str:
        """The question, with the title of the words."""
        wording = self.wording()
        return self.question.format(title=f"“{wording.title}”" if wording else "this")

    def trail(self) -> list[tuple[str, str]]:
        """From the words."""
        address = reverse(f"admin:briefings_{self.thing._meta.model_name}_change", args=[self.thing.pk])
        return [(self.wording().title, address)]

    def after(self, done: Edition) -> str:
        """The edition, with its history."""
        return reverse("admin:briefings_edition_change", args=[done.pk])

    def wording(self) -> Wording:
        """The words this step is about."""
        return wording_of_edition(self.thing)

    def problems(self) -> list:
        """What the checklist says of these words."""
        return self.thing.problems

    def as_shown(self, problems: list) -> list:
        """Problems as the template has them."""
        return problems

    def page(self, *, form, refusal: str = "", problems=(), status: int = 200, **more):
        """The page, with the words and what the checklist says of them beside those that a refusal brought along."""
        stopped = form is not None and not self.can_go_ahead()
        # When somebody was first, words typed here are kept to be copied; a bare button would only mislead.
        is_spent = form is not None and not self.offered and not form.visible_fields()
        context = {
            "thing": self.thing,
            "briefing": self.briefing,
            "verb": VERBS[self.verb].label,
            "wording": self.wording(),
            "shows_words": self.shows_words,
            "shows_checklist": self.shows_checklist,
            "has_errors": bool(refusal or (form is not None and form.errors)),
            "problems": self.as_shown([*problems, *(one for one in self.problems() if one not in problems)]),
            "change_address": reverse("admin:briefings_briefing_change", args=[self.briefing.pk]),
            "accept_address": self.accept_address(),
            "emergency": self.emergency(),
        }
        shown = None if stopped or is_spent else form
        return super().page(form=shown, refusal=refusal, status=status, **context, **more)

    def accept_address(self) -> str:
        """Where a suggestion of the checklist is accepted; empty where none are made."""
        return ""

    def emergency(self) -> str:
        """Where to take these words down with no more questions; empty where that is not to be offered."""
        return ""

    def can_go_ahead(self) -> bool:
        """Whether nothing that this page knows of stops the step."""
        return True
