"""The one engine of confirmation pages: GET says what will happen, and to what; POST does it.

A refusal comes back as a message on the same page, with everything typed kept; what was done is said on the page that
it leads to. Each page checks its permission and its partnership: whoever may not know of a thing gets the answer they
would get if it did not exist. No cache keeps a page.
"""

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from people.permissions import Refused
from people.sign_in.gate import for_recently_authenticated


def private(response: HttpResponse) -> HttpResponse:
    """An answer that no cache keeps and no search engine lists."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


class PlainForm(forms.Form):
    """A form of a staff page: labels stand above their fields, so they end in no colon. By itself it asks nothing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class ConfirmationPage(View):
    """One thing that somebody may do, after reading what follows from it.

    A page says what it is about (`find`, `title`, `consequences`), asks what it needs (`form_class`), and does it
    (`do`, which may raise Refused).
    """

    template_name = "admin/confirm.html"
    heading = "What happens then"  # above the consequences
    button = ""
    decline = "Cancel"  # the way back
    asks_again = False  # whether only somebody may go on who has shown within minutes who they are
    is_grave = False  # what cannot be undone has a button that says so
    form_class: type[forms.Form] = PlainForm

    def dispatch(self, request, **address):
        """Find the thing, refuse anyone who may not, ask once more who is there where that is needed."""
        self.find(**address)
        if refusal := self.why_not():
            return self.page(form=None, refusal=refusal, status=403)
        act = super().dispatch
        return for_recently_authenticated(act)(request, **address) if self.asks_again else act(request, **address)

    def get(self, request, **address):
        """What will happen."""
        return self.page(form=self.form())

    def post(self, request, **address):
        """Do it, or say why not."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form=form)
        try:
            done = self.do(form.cleaned_data)
        except Refused as refused:
            return self.page(form=form, refusal=str(refused), problems=refused.problems)
        messages.success(request, self.success(done))
        return HttpResponseRedirect(self.after(done))

    def find(self, **address) -> None:
        """Look up what the address names. Raises Http404 alike for what is not there and what is not theirs to know,
        PermissionDenied for what they may know of and not do."""
        raise NotImplementedError

    def why_not(self) -> str:
        """Why this person may not, in words that stand on the page; empty when they may."""
        return ""

    def is_open(self) -> bool:
        """Whether it can be done as things are now, so that it can be said what follows."""
        return True

    def form(self, data=None) -> forms.Form:
        """The form, with what was typed if anything was."""
        return self.form_class(data)

    def title(self) -> str:
        """The question."""
        raise NotImplementedError

    def about(self) -> str:
        """What it is about, in a line above what follows; may be empty."""
        return ""

    def consequences(self) -> list[str]:
        """What will happen, one sentence each."""
        raise NotImplementedError

    def trail(self) -> list[tuple[str, str]]:
        """What leads here from the first page: names and addresses."""
        raise NotImplementedError

    def back(self) -> str:
        """Where somebody came from, and goes who does nothing."""
        return self.trail()[-1][1]

    def do(self, typed: dict):
        """Do it. Raises Refused with words for a person."""
        raise NotImplementedError

    def success(self, done) -> str:
        """What was done, in words."""
        raise NotImplementedError

    def after(self, done) -> str:
        """The address that it leads to."""
        return self.back()

    def page(self, *, form, refusal: str = "", problems=(), status: int = 200, **more) -> HttpResponse:
        """The page. Without a form there is nothing to be done on it. `problems` are those that a refusal brought."""
        context = {
            **site.each_context(self.request),
            "title": self.title(),
            "trail": self.trail(),
            "about": self.about(),
            "heading": self.heading,
            "consequences": self.consequences() if form is not None and self.is_open() else [],
            "form": form,
            "refusal": refusal,
            "problems": problems,
            "has_errors": bool(refusal or (form is not None and form.errors)),
            "button": self.button,
            "decline": self.decline,
            "is_grave": self.is_grave,
            "back": self.back(),
            **more,
        }
        return private(render(self.request, self.template_name, context, status=status))
