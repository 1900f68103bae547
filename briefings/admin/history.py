"""What happened to a briefing, told to its staff: the timeline with colleagues' notes, two wordings side by side,
earlier words put back into the draft, and the record of events as a file."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_safe

from briefings import document as documents
from briefings.admin.steps.offered import steps_for
from briefings.admin.steps.pages import one_or_404
from briefings.admin.wording import history_of
from briefings.drafting.assessing import too_much
from briefings.drafting.comparing import Difference, compare
from briefings.drafting.compose import compose, default_title
from briefings.models import Briefing, Edition, Event
from briefings.publishing.notes import LONGEST_NOTE, leave_note
from briefings.publishing.restoring import restore, restore_part
from people.admin.confirming import ConfirmationPage, PlainForm, private
from people.permissions import Refused, may
from people.verbs import told
from portal.text.sentences import hour_in_words
from portal.text.tables import harmless

DRAFT = "draft"
NAMES = {"changed": "changed", "added": "added", "removed": "taken out", "moved": "moved", "same": "the same"}
COLUMNS = ["When", "What", "Who", "For", "Address", "Format", "Edition", "Reference", "Why"]


class NoteForm(forms.Form):
    """A note for colleagues."""

    text = forms.CharField(
        label="Leave a note for colleagues",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_NOTE,
        help_text="Staff of this briefing's partnerships can read it. It stays on the record.",
    )


@dataclass
class Stretch:
    """Parts that follow each other: those that stayed the same stand together, and can be folded away."""

    is_same: bool
    differences: list[Difference] = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
def timeline(request, pk: int, *, admin_site) -> HttpResponse:
    """Everything that happened to one briefing and its editions; POST leaves a note."""
    briefing = one_or_404(Briefing.objects, pk, request.user)
    form = NoteForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_bound and form.is_valid():
        try:
            leave_note(briefing=briefing, by=request.user, text=form.cleaned_data["text"])
        except Refused as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, "Your note is on the record.")
            return HttpResponseRedirect(request.path)
    context = {
        **_frame(request, admin_site, briefing, f"History of {_title(briefing)}"),
        "steps": steps_for(briefing, request.user),
        "history": history_of(briefing, request.user),
        "form": form if may(request.user, "note", briefing) else None,
        "can_compare": _editions(briefing, request.user).exists(),
    }
    return private(render(request, "admin/briefings/edition/history.html", context))


@require_safe
def comparing(request, pk: int, *, admin_site) -> HttpResponse:
    """Two wordings side by side: the draft and the newest edition, unless `before` and `after` name others."""
    briefing = one_or_404(Briefing.objects, pk, request.user)
    editions = list(_editions(briefing, request.user).order_by("pk"))
    if not editions:
        messages.info(request, "There is nothing to compare yet: this was never submitted.")
        return HttpResponseRedirect(reverse("admin:briefings_briefing_timeline", args=[pk]))
    after, before = _chosen(request, editions)
    context = {
        **_frame(request, admin_site, briefing, f"Compare versions of {_title(briefing)}"),
        "choices": [*((str(one.pk), _name(one)) for one in editions), (DRAFT, "Current draft")],
        "before": str(before.pk),
        "after": str(after.pk) if after else DRAFT,
        "names": (_name(before), _name(after) if after else "Current draft"),
        "edition": before,
        "may_restore": after is None and may(request.user, "write", briefing),
    }
    later = documents.from_data(after.content) if after else compose(briefing)
    if after is None and (faults := list(too_much(later))):
        fault = " ".join(one.message for one in faults)
        return private(render(request, "admin/briefings/edition/compare.html", {**context, "fault": fault}))
    differences = compare(documents.from_data(before.content), later)
    context |= {"stretches": _stretches(differences), "counts": _counts(differences)}
    return private(render(request, "admin/briefings/edition/compare.html", context))


def _chosen(request, editions: list[Edition]) -> tuple[Edition | None, Edition]:
    """The later wording (None for the draft) and the earlier. What cannot be compared is not there."""
    known = {str(one.pk): one for one in editions}
    before = request.GET.get("before") or str(editions[-1].pk)
    after = request.GET.get("after") or DRAFT
    if before not in known or after not in {*known, DRAFT}:
        raise Http404("There is nothing at this address.")
    return known.get(after), known[before]


class RestoreForm(PlainForm):
    """All the words, or one part of an edition by its place."""

    part = forms.IntegerField(required=False, min_value=1, max_value=99_999, widget=forms.HiddenInput)


class RestorePage(ConfirmationPage):
    """Put the words of an edition back into the draft: all of them, or the part that `part` names."""

    button = "Restore"
    form_class = RestoreForm

    def find(self, *, pk: int, edition: int) -> None:
        self.briefing = one_or_404(Briefing.objects, pk, self.request.user)
        self.edition = one_or_404(_editions(self.briefing, self.request.user), edition, self.request.user)
        chosen = self.request.POST.get("part", "") or self.request.GET.get("part", "")
        self.part = int(chosen) if chosen.isdecimal() and len(chosen) < 6 else None

    def why_not(self) -> str:
        if may(self.request.user, "write", self.briefing):
            return ""
        return "You cannot restore words: that needs the role of officer in one of its partnerships."

    def form(self, data=None) -> RestoreForm:
        return RestoreForm(data, initial={"part": self.part})

    def title(self) -> str:
        return f"Restore words of {self.edition.reference}?"

    def trail(self) -> list[tuple[str, str]]:
        compared = reverse("admin:briefings_briefing_compare", args=[self.briefing.pk])
        return [
            ("Briefings", reverse("admin:briefings_briefing_changelist")),
            ("The draft", self.back()),
            ("Compare", f"{compared}?before={self.edition.pk}"),
        ]

    def back(self) -> str:
        return reverse("admin:briefings_briefing_change", args=[self.briefing.pk])

    def consequences(self) -> list[str]:
        name = _name(self.edition)
        if self.part:
            says = [
                f"One part of the draft says again what {name} said there.",
                "If the draft has no such part now, it is put where it stood.",
            ]
        else:
            says = [
                f"The draft says again what {name} said: its title, summary, themes and every part.",
                "What the draft says now is replaced. To keep it, submit it first, or copy what you need.",
            ]
        return [
            *says,
            "The edition itself stays as it is, and nothing that readers see changes.",
            "You will have written these words, so somebody else has to approve them.",
        ]

    def do(self, typed: dict) -> None:
        if typed["part"] is None:
            restore(briefing=self.briefing, edition=self.edition, by=self.request.user)
        else:
            restore_part(briefing=self.briefing, edition=self.edition, position=typed["part"], by=self.request.user)

    def success(self, done) -> str:
        return f"The draft says again what {self.edition.reference} said. Read it before you submit it."


@require_safe
def events_file(request) -> HttpResponse:
    """The record of events of every briefing whose record a person may export, as a table to be counted elsewhere."""
    known = Briefing.objects.for_staff(request.user).prefetch_related("partnership_links")
    briefings = [one for one in known if may(request.user, "export", one)]
    if not briefings:
        raise Http404("There is nothing at this address.")
    events = Event.objects.filter(briefing__in=briefings).select_related("briefing", "edition", "partnership")
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="events-{timezone.localdate():%Y-%m-%d}.csv"'
    response.write("\ufeff")  # so that Excel reads it as UTF-8
    rows = csv.writer(response)
    rows.writerow(COLUMNS)
    rows.writerows(_row(event) for event in events.iterator(chunk_size=500))
    return private(response)


def _row(event: Event) -> list[str]:
    edition = event.edition
    return [
        harmless(cell)
        for cell in (
            f"{localtime(event.at):%Y-%m-%d %H:%M}",
            told(event.verb),
            event.by_name,
            event.partnership or "",
            event.briefing.get_absolute_url(),
            event.briefing.rules.name,
            (edition.number or "") if edition else "",
            edition.reference if edition else "",
            event.reason,
        )
    ]


def _frame(request, admin_site, briefing: Briefing, title: str) -> dict:
    back = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    return {**admin_site.each_context(request), "title": title, "briefing": briefing, "back": back}


def _title(briefing: Briefing) -> str:
    return f"“{briefing.title or default_title(briefing)}”"


def _editions(briefing: Briefing, person):
    return Edition.objects.for_staff(person).filter(briefing=briefing)


def _name(edition: Edition) -> str:
    number = f"edition {edition.number}, " if edition.number else ""
    state = f"{edition.get_state_display().lower()}, submitted {hour_in_words(edition.submitted_at)}"
    return f"{edition.reference} ({number}{state})"


def _stretches(differences: Iterable[Difference]) -> list[Stretch]:
    stretches: list[Stretch] = []
    for one in differences:
        if not stretches or stretches[-1].is_same != (one.what == "same"):
            stretches.append(Stretch(one.what == "same"))
        stretches[-1].differences.append(one)
    return stretches


def _counts(differences: list[Difference]) -> list[str]:
    return [
        f"{number} {name}"
        for what, name in NAMES.items()
        if (number := sum(one.what == what for one in differences)) or what == "same"
    ]


def _addresses(admin_site) -> Iterator:
    guard, site = admin_site.admin_view, {"admin_site": admin_site}
    yield path("events.csv", guard(events_file), name="briefings_events")
    yield path("<int:pk>/history/", guard(timeline), site, name="briefings_briefing_timeline")
    yield path("<int:pk>/compare/", guard(comparing), site, name="briefings_briefing_compare")
    yield path("<int:pk>/restore/<int:edition>/", guard(RestorePage.as_view()), name="briefings_briefing_restore")


class HasHistory:
    """For the screen of a briefing: its timeline, its wordings side by side, and words put back."""

    def get_urls(self):
        """These addresses come before the ones the admin has anyway."""
        return [*_addresses(self.admin_site), *super().get_urls()]
