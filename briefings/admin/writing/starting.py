"""The pages on which a briefing begins: what it is written from, in which format, drawing on which points."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views import View

from briefings import formats
from briefings.admin.steps.pages import around
from briefings.admin.writing.markdown import MarkdownTextarea
from briefings.admin.writing.where_from import WhereFromForm
from briefings.drafting.starting import start_briefing
from briefings.models import Briefing
from people.admin.confirming import private
from people.models.persons import Role
from people.permissions import Refused, may, works_as
from reviews.models import Review


class StartForm(WhereFromForm):
    """From a review or about a topic, and in which format."""

    choose_review = "Choose the review, or “A topic”."

    source = forms.ChoiceField(
        label="What is it written from?",
        choices=[("review", "A case review"), ("topic", "A topic, from no review")],
        widget=forms.RadioSelect,
        initial="review",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partnerships"].help_text = "For a topic. You can put them in order later; the first one leads."


class StartPage(View):
    """The first question of a new briefing."""

    def dispatch(self, request):
        if not works_as(request.user, Role.OFFICER):
            raise PermissionDenied("Only officers start briefings.")
        return super().dispatch(request)

    def get(self, request):
        return self.page(request, StartForm(person=request.user, initial=self.asked_for(request)))

    def asked_for(self, request) -> dict[str, str]:
        """What the address asks for: `?review=` a review's number, `?format=` a format."""
        wanted = {name: request.GET[name] for name in ("review", "format", "source") if request.GET.get(name)}
        return wanted

    def post(self, request):
        form = StartForm(request.POST, person=request.user)
        if not form.is_valid():
            return self.page(request, form)
        chosen = form.cleaned_data
        if chosen["source"] == "review":
            address = reverse("admin:briefings_briefing_from_review", args=[chosen["review"].pk])
            return HttpResponseRedirect(f"{address}?{urlencode({'format': chosen['format']})}")
        try:
            briefing = start_briefing(format=chosen["format"], partnerships=form.mine_first(), by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.page(request, form)
        return started(request, briefing)

    def page(self, request, form):
        context = {**around(request, "Start a briefing"), "form": form, "formats": formats.FORMATS.values()}
        return private(render(request, "admin/briefings/briefing/start.html", context))


def started(request, briefing: Briefing) -> HttpResponseRedirect:
    """On to the writing screen."""
    messages.success(request, f"Your draft is ready: {briefing.rules.name.lower()}. Nobody outside can see it.")
    return HttpResponseRedirect(reverse("admin:briefings_briefing_change", args=[briefing.pk]))


class DrawnForm(forms.Form):
    """One learning point or recommendation of the review: whether to draw on it, and the briefing's own wording."""

    use = forms.BooleanField(required=False)
    words = forms.CharField(
        label="Your wording",
        required=False,
        max_length=5000,
        widget=MarkdownTextarea(attrs={"rows": 3}, footnotes=False),
    )
    copy = forms.BooleanField(label="Start from the report’s words", required=False)

    def __init__(self, *args, kind: str, row, **kwargs):
        super().__init__(*args, prefix=f"{kind}-{row.pk}", **kwargs)
        self.row = row
        self.report_words = row.text
        if kind == "recommendation" and (lettered := list(row.parts.all())):
            # Lettered parts of a recommendation are one list in a briefing's body.
            items = "\n".join(f"{number}. {part.text}" for number, part in enumerate(lettered, start=1))
            self.report_words = f"{row.text}\n\n{items}"

    def drawn(self) -> tuple | None:
        """The row and the words to start from, if it is to be drawn on. Needs a valid form.

        Words typed beside a row count as choosing it; the report's are taken only where they were asked for.
        """
        typed = self.cleaned_data["words"].strip()
        if not (self.cleaned_data["use"] or typed or self.cleaned_data["copy"]):
            return None
        return self.row, typed or (self.report_words if self.cleaned_data["copy"] else "")


class FromReviewPage(View):
    """New from this review: its learning points, and its recommendations for a format that has them, each beside
    a box for the new wording."""

    def dispatch(self, request, review: int):
        self.review = Review.objects.for_staff(request.user).filter(pk=review).first()
        if self.review is None:
            raise Http404("There is nothing at this address.")
        if not may(request.user, "write", self.review):
            raise PermissionDenied("Only officers start briefings.")
        return super().dispatch(request, review)

    def get(self, request, review: int):
        chosen = request.GET.get("format")
        if chosen not in formats.FORMATS:
            return HttpResponseRedirect(
                f"{reverse('admin:briefings_briefing_add')}?{urlencode({'review': self.review.pk})}"
            )
        return self.page(request, formats.FORMATS[chosen], self.forms(formats.FORMATS[chosen]))

    def forms(self, chosen: formats.Format, data=None) -> dict[str, list[DrawnForm]]:
        """One form for each row that this format has a place for, by kind."""
        held = {rule.holds for rule in chosen.sections}
        rows = {
            "point": self.review.learning_points.all(),
            "recommendation": self.review.recommendations.prefetch_related("parts", "addressees"),
        }
        return {
            kind: [DrawnForm(data, kind=kind, row=row) for row in found] for kind, found in rows.items() if kind in held
        }

    def post(self, request, review: int):
        chosen = formats.FORMATS.get(request.POST.get("format", ""))
        if chosen is None:
            raise Http404("There is no such format.")
        rows = self.forms(chosen, request.POST)
        if not all([form.is_valid() for kind in rows.values() for form in kind]):
            return self.page(request, chosen, rows)

        def drawn(kind: str) -> list[tuple]:
            return [drawn for form in rows.get(kind, []) if (drawn := form.drawn())]

        try:
            briefing = start_briefing(
                format=chosen.slug,
                review=self.review,
                partnerships=self.review.partnerships_in_order(),
                by=request.user,
                points=drawn("point"),
                recommendations=drawn("recommendation"),
            )
        except Refused as refused:
            return self.page(request, chosen, rows, refusal=str(refused))
        return started(request, briefing)

    def page(self, request, chosen: formats.Format, rows: dict[str, list[DrawnForm]], *, refusal: str = ""):
        shown = [
            {"kind": kind, "name": {"point": "learning point"}.get(kind, kind), "forms": forms_of_kind}
            for kind, forms_of_kind in rows.items()
        ]
        every = [form for group in shown for form in group["forms"]]
        context = {
            **around(request, f"New {chosen.name.lower()} from {self.review}"),
            "review": self.review,
            "partnerships": self.review.partnerships_in_order(),
            "chosen": chosen,
            "groups": shown,
            "refusal": refusal,
            "media": every[0].media if every else "",
        }
        return private(render(request, "admin/briefings/briefing/from_review.html", context))
