"""The steps up to a yes: submitting a draft, sending it back, approving it. And what happened to a briefing."""

from django.urls import path, reverse

from briefings import document as documents
from briefings import publishing
from briefings.admin.steps import forms
from briefings.admin.steps.pages import StepPage
from briefings.admin.wording import (
    Wording,
    agreements,
    around_the_words,
    asked,
    figures,
    may_not_approve,
)
from briefings.drafting.answers import answered
from briefings.drafting.assessing import assess
from briefings.drafting.compose import compose
from briefings.models import Briefing, Edition
from briefings.publishing.submitting import editors_of
from people.models.persons import Role
from people.permissions import Refused, partnerships_where
from portal.text.sentences import listed


class SubmitPage(StepPage):
    """Freeze the draft and ask for approval."""

    verb = "submit"
    question = "Submit {title} for approval?"
    button = "Submit for approval"
    heading = "When you submit it"
    template_name = "admin/briefings/submit.html"
    things = Briefing.objects

    def find(self, *, pk: int) -> None:
        self.assessment = None
        super().find(pk=pk)

    def too_late(self) -> str:
        return "Nothing was done: a version of this briefing is on its way already. Only one can be open at a time."

    def accept_address(self) -> str:
        return reverse("admin:briefings_briefing_accept", args=[self.thing.pk])

    def assessed(self):
        """The draft, composed, laid out and checked once for this page."""
        if self.assessment is None:
            self.assessment = assess(self.thing, asked_by=self.request.user)
        return self.assessment

    def public_edition(self) -> Edition | None:
        """The edition readers have now."""
        return self.thing.editions.public().first()

    def form(self, data=None):
        was_public = self.thing.editions.exclude(number=None).exists()
        form_class = forms.CorrectionForm if was_public else forms.SubmitForm
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
            "You may continue editing the draft; what you write then needs a submission of its own.",
            "It waits on the desk of those who can approve it. Next approver: "
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
        return set(editors_of(self.thing))

    def do(self, typed: dict) -> Edition:
        # Composing is quick; laying out is left to the verb, which does it anyway.
        if typed["reading"] and typed["reading"] != documents.digest(compose(self.thing)):
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

    def as_shown(self, problems: list) -> list:
        return answered(self.thing, problems)

    def page(self, *, form, refusal: str = "", problems=(), status: int = 200, **more):
        if form is not None and form.is_bound:
            # Anyone who sends this page again agrees to the words that stand on it now.
            form.data = {**form.data.dict(), "reading": documents.digest(self.assessed().document)}
        return super().page(form=form, refusal=refusal, problems=problems, status=status, **more)

    def success(self, done: Edition) -> str:
        wanted = listed([str(partnership) for partnership in done.approvals_wanted()])
        return f"Submitted. These words, {done.reference}, now wait for {wanted} to approve them."


class SendBackPage(StepPage):
    """End this edition, and tell its writers what needs to change."""

    verb = "send_back"
    question = "Send {title} back?"
    button = "Send back"
    heading = "When you send it back"
    form_class = forms.SendBackForm

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
    heading = "When you approve it"
    form_class = forms.ApproveForm

    def could_be_for(self) -> list:
        """The partnerships still wanted for which this person may approve."""
        mine = partnerships_where(self.request.user, Role.APPROVER)
        return [partnership for partnership in self.thing.approvals_wanted() if partnership.pk in mine]

    @property
    def button(self) -> str:
        choices = self.could_be_for()
        return f"Approve for {choices[0].short_name}" if len(choices) == 1 else "Approve"

    def form(self, data=None):
        return forms.ApproveForm(data, partnerships=self.could_be_for())

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


class SubmitStep:
    """For the screen of a briefing: its own step. Frame and PDF are those of the preview."""

    def get_urls(self):
        """These addresses come before the ones the admin has anyway."""
        submit = self.admin_site.admin_view(SubmitPage.as_view())
        return [path("<int:pk>/submit/", submit, name="briefings_briefing_submit"), *super().get_urls()]
