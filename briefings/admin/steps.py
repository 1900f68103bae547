"""The steps a person takes with a briefing: a page for each verb.

GET says what will happen, and to which words; POST does it through `briefings.publishing`, which
decides. A refusal comes back as a message on the same page, with everything typed kept. Whoever may
not know of a thing gets the answer they would get if it did not exist.
"""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.views import View
from django.views.decorators.clickjacking import xframe_options_sameorigin

from briefings import document as documents
from briefings import publishing
from briefings.admin import pictures, step_forms
from briefings.admin.wording import (
    Wording,
    agreements,
    around_the_words,
    asked,
    figures,
    history_of,
    listed,
    may_not_approve,
    wording_of_edition,
)
from briefings.assessing import CannotCompose, assess, composed
from briefings.compose import default_title
from briefings.models import Briefing, Edition, Outcome, State
from briefings.rendering.html import direction
from reviews.models.people import Role
from reviews.permissions import Refused, may, partnerships_where


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
    is_grave = False  # what cannot be undone has a button that says so
    form_class = step_forms.PublishForm
    things = Edition.objects

    def dispatch(self, request, pk: int):
        self.thing = one_or_404(self.things, pk, request.user)
        self.briefing = getattr(self.thing, "briefing", self.thing)
        self.offered = {step.verb: step for step in publishing.steps_for(self.thing, request.user)}.get(self.verb)
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
            "form": None if stopped or is_spent else form,
            "refusal": refusal,
            "has_errors": bool(refusal or (form is not None and form.errors)),
            "button": self.button,
            "is_grave": self.is_grave,
            "back": self.back(),
            "verb": self.verb,
        }
        return private(render(request, f"admin/briefings/steps/{self.verb}.html", context, status=status))

    def can_go_ahead(self) -> bool:
        """Whether nothing that this page knows of stops the step."""
        return True

    def do(self, typed: dict) -> Edition:
        """Do it. Raises Refused with words for a person."""
        raise NotImplementedError

    def success(self, done: Edition) -> str:
        """What was done, in words."""
        raise NotImplementedError


class SubmitPage(StepPage):
    """Freeze the draft and ask for approval."""

    verb = "submit"
    question = "Submit {title} for approval?"
    button = "Submit for approval"
    things = Briefing.objects

    def dispatch(self, request, pk: int):
        self.assessment = None
        try:
            return super().dispatch(request, pk)
        except CannotCompose as fault:  # there is nothing to show: the writing screen has the words and the way out
            messages.error(request, str(fault))
            return HttpResponseRedirect(self.back())

    def back(self) -> str:
        return reverse("admin:briefings_briefing_change", args=[self.thing.pk])

    def too_late(self) -> str:
        return "Nothing was done: a wording of this briefing is on its way already. Only one can be open at a time."

    def assessed(self):
        """The draft, composed, laid out and checked once for this page."""
        if self.assessment is None:
            self.assessment = assess(self.thing)
        if self.assessment.document is None:
            raise CannotCompose(self.assessment.problems)
        return self.assessment

    def public_edition(self) -> Edition | None:
        """The edition readers have now."""
        return self.thing.editions.public().first()

    def form(self, data=None):
        was_public = self.thing.editions.exclude(number=None).exists()
        form_class = step_forms.CorrectionForm if was_public else step_forms.SubmitForm
        if data is not None:
            return form_class(data)
        return form_class(initial={"reading": documents.digest(self.assessed().document)})

    def wording(self) -> Wording:
        draft, rendered = self.assessed().document, self.assessed().rendered
        return Wording(
            title=draft.title,
            kind_label=draft.kind_label,
            signed_by=listed([publisher.name for publisher in draft.publishers]),
            reference=documents.reference(draft),
            figures=figures(rendered.pages, rendered.type_size_pt, rendered.fill) if rendered else "",
            page_address=f"{reverse('admin:briefings_briefing_preview', args=[self.thing.pk])}?frame=1",
            sheet_address=reverse("admin:briefings_briefing_preview_sheet", args=[self.thing.pk]) if rendered else "",
            around=around_the_words(draft),
        )

    def problems(self) -> list:
        return self.assessed().problems

    def can_go_ahead(self) -> bool:
        return not any(problem.stops for problem in self.problems())

    def consequences(self) -> list[str]:
        besides = {self.request.user.pk, *self.writers()}
        partnerships = self.thing.partnerships_in_order()
        shown = self.public_edition()
        says = [
            "The words and the PDF are frozen as they stand here. Nobody can change them, you included.",
            "You may go on writing in the draft; what you write then needs a submission of its own.",
            "It waits on the desk of those who can approve it. Asked next: "
            + "; ".join(asked(partnership, besides=besides) for partnership in partnerships)
            + ".",
        ]
        if len(partnerships) > 1:
            says.append("Each partnership has to approve, through a person of its own.")
        if shown:
            says.append(f"Readers keep edition {shown.number} until the new one is published.")
        else:
            says.append("The public sees nothing of it until it is approved and published.")
        return says

    def writers(self) -> set[int]:
        """The people (by number) who wrote since the last published edition: they may not approve."""
        return set(publishing.editors_of(self.thing))

    def do(self, typed: dict) -> Edition:
        # Composing is quick; laying out is left to the verb, which does it anyway.
        if typed["reading"] and typed["reading"] != documents.digest(composed(self.thing)):
            raise Refused(
                "Nothing was submitted: the draft has changed since you opened this page. "
                "Read it again below. If it says what you want, submit it now."
            )
        return publishing.submit(
            briefing=self.thing,
            by=self.request.user,
            change_note=typed.get("change_note", ""),
            is_major=typed.get("is_major", True),
        )

    def page(self, request, *, form, refusal: str = "", problems: list | None = None, status: int = 200):
        if form is not None and form.is_bound:
            # Whoever sends this page again agrees to the words that stand on it now.
            form.data = {**form.data.dict(), "reading": documents.digest(self.assessed().document)}
        return super().page(request, form=form, refusal=refusal, problems=problems, status=status)

    def success(self, done: Edition) -> str:
        wanted = listed([str(partnership) for partnership in done.approvals_wanted()])
        return f"Submitted. These words, {done.reference}, now wait for {wanted} to approve them."


class SendBackPage(StepPage):
    """End this edition, and tell its writers what needs to change."""

    verb = "send_back"
    question = "Send {title} back?"
    button = "Send back"
    form_class = step_forms.SendBackForm

    def consequences(self) -> list[str]:
        given = [agreement for agreement in agreements(self.thing) if agreement.approval]
        says = [
            "This edition ends. Its words are kept for the record, and can no longer be approved or published.",
            "The draft stays as it is. The officers find it on their desk under “Sent back to you”, with what you "
            "write here, and can submit it again.",
        ]
        if given:
            names = listed([str(agreement.partnership) for agreement in given])
            says.append(f"The approval that {names} gave ends with it: the next edition needs every approval again.")
        return says

    def do(self, typed: dict) -> Edition:
        publishing.send_back(edition=self.thing, by=self.request.user, reason=typed["reason"])
        return self.thing

    def success(self, done: Edition) -> str:
        return "Sent back. The officers find it on their desk with your words."


class ApprovePage(StepPage):
    """One partnership's yes to these very words."""

    verb = "approve"
    question = "Approve {title}?"
    form_class = step_forms.ApproveForm

    def could_be_for(self) -> list:
        """The partnerships still wanted for which this person may approve."""
        mine = partnerships_where(self.request.user, Role.APPROVER)
        return [partnership for partnership in self.thing.approvals_wanted() if partnership.pk in mine]

    @property
    def button(self) -> str:
        choices = self.could_be_for()
        return f"Approve for {choices[0].short_name}" if len(choices) == 1 else "Approve"

    def form(self, data=None):
        return step_forms.ApproveForm(data, partnerships=self.could_be_for())

    def consequences(self) -> list[str]:
        mine, wanted = self.could_be_for(), self.thing.approvals_wanted()
        for_whom = str(mine[0]) if len(mine) == 1 else "the partnership you choose"
        says = [
            f"You say yes, for {for_whom}, to exactly the words and the PDF shown here: {self.thing.reference}. "
            "They are frozen: what you read is what the public gets, letter by letter.",
            "Your name and the time are kept in its history.",
        ]
        if len(wanted) == 1:
            says.append("Nothing is public yet. An officer or approver of its partnerships then publishes it.")
        elif len(mine) == 1:
            besides = {self.request.user.pk, *may_not_approve(self.thing)}
            others = [asked(partnership, besides=besides) for partnership in wanted if partnership != mine[0]]
            says.append(f"It then still needs: {'; '.join(others)}.")
        else:
            says.append("It then still needs each of the others, through a person of its own.")
        return says

    def do(self, typed: dict) -> Edition:
        publishing.approve(edition=self.thing, by=self.request.user, partnership=typed.get("partnership"))
        return self.thing

    def success(self, done: Edition) -> str:
        wanted = Edition.objects.get(pk=done.pk).approvals_wanted()
        if wanted:
            return f"Approved. It still needs {listed([str(partnership) for partnership in wanted])}."
        return "Approved. Every partnership has agreed: it can be published now."


class PublishPage(StepPage):
    """Put approved words before the public."""

    verb = "publish"
    question = "Publish {title} now?"
    button = "Publish now"

    def consequences(self) -> list[str]:
        address = self.thing.briefing.get_absolute_url()
        shown = self.thing.briefing.editions.public().exclude(pk=self.thing.pk).first()
        says = [
            f"Everybody can read the page and the PDF at once, at {address}. They can be found in lists and search.",
            "Readers get the very words and the very PDF that were approved. Nothing is made anew.",
        ]
        if shown:
            says.append(f"They take the place of edition {shown.number}, which readers no longer see.")
        return says

    def do(self, typed: dict) -> Edition:
        publishing.publish(edition=self.thing, by=self.request.user)
        return self.thing

    def success(self, done: Edition) -> str:
        return f"Published. Everybody can read it at {done.briefing.get_absolute_url()} now."


class WithdrawPage(StepPage):
    """Take words down."""

    verb = "withdraw"
    question = "Withdraw {title}?"
    button = "Withdraw now"
    is_grave = True

    def form(self, data=None):
        return step_forms.WithdrawForm(data, stands_under_a_notice=self.thing.state == State.OUT_OF_DATE)

    def consequences(self) -> list[str]:
        return [
            "It works at once, for everybody. What you choose below decides what readers see.",
            "The words stay in this frozen edition, for staff of its partnerships only.",
            "To publish them again, submit the draft again and have it approved.",
        ]

    def do(self, typed: dict) -> Edition:
        publishing.withdraw(edition=self.thing, by=self.request.user, **typed)
        return self.thing

    def success(self, done: Edition) -> str:
        address = done.briefing.get_absolute_url()
        if Edition.objects.get(pk=done.pk).outcome == Outcome.OUT_OF_DATE:
            return f"Done. Readers see your notice above the words at {address}."
        return f"Withdrawn. The words are gone from {address}, from every list and from search."


def history_page(request, pk: int, *, admin_site) -> HttpResponse:
    """Everything that happened to one briefing, and its editions."""
    briefing = one_or_404(Briefing.objects, pk, request.user)
    context = {
        **admin_site.each_context(request),
        "title": f"History of “{briefing.title or default_title(briefing)}”",
        "back": reverse("admin:briefings_briefing_change", args=[pk]),
        "steps": publishing.steps_for(briefing, request.user),
        "history": history_of(briefing, request.user),
    }
    return private(render(request, "admin/briefings/edition/history.html", context))


class SubmitStep:
    """For the screen of a briefing: its own step, and its history. Frame and PDF are those of the preview."""

    def get_urls(self):
        """These addresses come before the ones the admin has anyway."""
        site, guard = self.admin_site, self.admin_site.admin_view
        submit = guard(SubmitPage.as_view(admin_site=site))
        return [
            path("<int:pk>/submit/", submit, name="briefings_briefing_submit"),
            path("<int:pk>/history/", guard(history_page), {"admin_site": site}, name="briefings_briefing_timeline"),
            *super().get_urls(),
        ]
