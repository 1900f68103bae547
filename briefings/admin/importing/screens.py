"""Importing documents, settling what found no place, and filling the record from a report: the screens.

What they do is done by `briefings.drafting.import_batch` and `briefings.drafting.fill_record`. Whoever may not know of
a briefing gets the answer they would get if it did not exist. The names of files may tell of people: they are shown to
those who may see the briefing and logged nowhere.
"""

import csv
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views import View
from django.views.decorators.http import require_POST

from briefings import formats
from briefings.admin.importing.forms import MOST_FILES, ImportForm, RecordForms, SettleForm
from briefings.admin.steps.pages import around, one_or_404
from briefings.drafting.compose import default_title
from briefings.drafting.fill_record import fill_record, found_in_report
from briefings.drafting.import_batch import PASTED, SameName, import_document, settle
from briefings.importing.lines import CannotRead
from briefings.importing.readers import ENDINGS, MOST_BYTES, USUAL
from briefings.importing.readers.folder import ENDING as FOLDER
from briefings.importing.readers.folder import documents_in, is_folder
from briefings.models import Briefing, ImportedDocument, LeftOver
from briefings.rendering import CannotRender
from briefings.rendering.markdown import to_html
from briefings.work_queue import Busy
from people.admin.confirming import private
from people.models.persons import Role
from people.permissions import Refused, may, works_as
from portal.requests.rate_limit import too_many
from portal.text.sentences import counted
from portal.text.tables import harmless
from reviews.models import Review

log = logging.getLogger(__name__)
TOO_MANY = "That is a lot at once. Import this one again in a minute."
ZIP_IN_ZIP = "A .zip in a .zip is not opened. Unpack it and choose the documents inside."
BUSY = "The site is busy with other documents, so this one was not read. Import it again in a minute."
RESULTS = "import-results"  # what the rows of the table of results are signed for
A_DAY = 24 * 60 * 60
MOST_RESULTS = 1_000
OUTCOMES = {
    "made": "Draft made",
    "recognised": "Here already",
    "asks": "Waits for an answer",
    "refused": "Not imported",
    "later": "Not yet imported",
}
RESULT_COLUMNS = [
    "File",
    "Result",
    "Message",
    "Briefing",
    "Address",
    "Format",
    "Words",
    "Words placed",
    "Lines not placed",
    "Lines set aside",
    "Places to check",
]
MOST_A_MINUTE = 30  # documents of one person: a back catalogue in minutes, and no more than one process can read


@dataclass(frozen=True)
class Row:
    """What became of one document.

    `outcome`: made, recognised, asks (whether it comes from one of `reviews`), refused, or later (too many at once).
    """

    name: str
    outcome: str
    message: str = ""
    document: ImportedDocument | None = None
    offers_record: bool = False
    reviews: Sequence[Review] = ()

    def unplaced(self) -> int:
        """How many of its lines wait for a place."""
        return waiting(self.document).count() if self.document else 0

    def signed(self) -> str:
        """The row as the table of results gets it back from the page."""
        document = self.document.pk if self.document else None
        return signing.dumps([self.name, self.outcome, self.message, document], salt=RESULTS)


def waiting(document: ImportedDocument):
    """The lines of a source that nobody has placed or left out."""
    return document.left_overs.filter(why=LeftOver.Why.UNPLACED, settled_at=None)


class ImportPage(View):
    """Import documents: files, or pasted text. A script sends one at a time and asks for JSON."""

    def dispatch(self, request):
        if not works_as(request.user, Role.OFFICER):
            raise PermissionDenied("Only officers import documents.")
        return super().dispatch(request)

    def get(self, request):
        wanted = {name: request.GET[name] for name in ("review", "format") if request.GET.get(name)}
        if "review" in wanted:
            wanted["source"] = "review"
        return self.page(request, ImportForm(person=request.user, initial=wanted))

    def post(self, request):
        form = ImportForm(request.POST, request.FILES, person=request.user)
        by_script = "application/json" in request.headers.get("Accept", "")
        if not form.is_valid():
            if by_script:
                faults = [message for errors in form.errors.values() for message in errors]
                return private(JsonResponse({"faults": faults}, status=400))
            return self.page(request, form)
        rows = [row for name, sent in form.documents() for row in self.rows_of(request, name, sent, form.about())]
        if by_script:
            answers = [
                {"outcome": row.outcome, "row": render_to_string("admin/briefings/importing/_row.html", {"row": row})}
                for row in rows
            ]
            return private(JsonResponse({"rows": answers}))
        if len(rows) == 1 and rows[0].outcome == "made":
            messages.success(request, "Your draft is ready. Nobody outside your partnership can see it.")
            address = reverse("admin:briefings_briefing_source", args=[rows[0].document.briefing_id])
            return HttpResponseRedirect(address)
        return self.page(request, self.form_for_more(request, form, rows), rows=rows)

    def form_for_more(self, request, form: ImportForm, rows: list[Row]) -> ImportForm:
        """The same choices once more; pasted words stay only if nothing was made of them."""
        chosen = form.cleaned_data
        is_made = any(row.name == PASTED and row.outcome == "made" for row in rows)
        kept = {name: chosen[name] for name in ("format", "source", "review", "partnerships")}
        return ImportForm(person=request.user, initial={**kept, "words": "" if is_made else chosen["words"]})

    def rows_of(self, request, name: str, sent, about: dict) -> list[Row]:
        """Import one file, or each document of a .zip."""
        if not is_folder(name):
            return [self.imported(request, name, sent, about)]
        rows = []
        try:
            for inner, data in documents_in(content_of(sent)):
                rows.append(
                    Row(inner, "refused", ZIP_IN_ZIP)
                    if is_folder(inner)
                    else self.imported(request, inner, data, about)
                )
        except CannotRead as refusal:
            rows.append(Row(name, "refused", str(refusal)))
        return rows

    def imported(self, request, name: str, sent, about: dict) -> Row:
        """Import one document; whatever is wrong with it is its own and stops no other."""
        if too_many("documents", request.user, most=MOST_A_MINUTE):
            return Row(name, "later", TOO_MANY)
        try:
            data = sent if isinstance(sent, bytes) else content_of(sent)
            done = import_document(data=data, name=name, by=request.user, **about)
        except SameName as question:
            return Row(name, "asks", str(question), reviews=question.reviews)
        except (CannotRead, Refused) as refusal:
            return Row(name, "refused", str(refusal))
        except Busy:
            return Row(name, "later", BUSY)
        except Exception as fault:  # noqa: BLE001 -- a fault of a reader must not take the other files with it
            # The kind of fault only: its message may quote the document.
            log.error("import failed: %s", type(fault).__name__)
            return Row(
                name,
                "refused",
                "This document could not be read; nothing was made of it. Save it in another way, as plain text "
                "for example, and try again.",
            )
        return Row(
            name,
            "recognised" if done.recognised else "made",
            document=done.document,
            offers_record=offers_record(done.document.briefing, request.user),
        )

    def page(self, request, form: ImportForm, *, rows: list[Row] = ()):
        context = {
            **around(request, "Import documents"),
            "form": form,
            "rows": rows,
            "formats": formats.FORMATS.values(),
            "mine": form.mine,
            "endings": ",".join([*ENDINGS, FOLDER]),
            "kinds": ", ".join(USUAL),
            "most_megabytes": MOST_BYTES // 2**20,
            "most_files": MOST_FILES,
            "pasted": PASTED,
        }
        return private(render(request, "admin/briefings/importing/import.html", context))


def content_of(sent) -> bytes:
    """The bytes of an uploaded file. Raises CannotRead when there are more than any document has."""
    if sent.size > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        raise CannotRead(f"The file is larger than {most} MB. Take its pictures out, or split it, and try again.")
    return sent.read(MOST_BYTES + 1)


@require_POST
def results_table(request):
    """The rows that the page shows, as a file. A briefing that the person may not know of is left blank."""
    if not works_as(request.user, Role.OFFICER):
        raise PermissionDenied("Only officers import documents.")
    try:
        rows = [signing.loads(row, salt=RESULTS, max_age=A_DAY) for row in request.POST.getlist("row")[:MOST_RESULTS]]
    except signing.BadSignature:
        raise Http404("There is nothing at this address.") from None
    seen = Briefing.objects.for_staff(request.user)
    known = ImportedDocument.objects.filter(briefing__in=seen).select_related("briefing", "briefing__review")
    documents = known.in_bulk([row[3] for row in rows if row[3]])
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")  # the mark lets Excel read UTF-8
    response["Content-Disposition"] = f'attachment; filename="imported-{timezone.localdate():%Y-%m-%d}.csv"'
    writer = csv.writer(response)
    writer.writerow(RESULT_COLUMNS)
    for name, outcome, message, document in rows:
        about = result_of(request, documents[document]) if document in documents else [""] * (len(RESULT_COLUMNS) - 3)
        writer.writerow([harmless(cell) for cell in (name, OUTCOMES[outcome], message, *about)])
    return private(response)


def result_of(request, document: ImportedDocument) -> list[object]:
    """The cells of a document from which a draft was made."""
    briefing = document.briefing
    address = request.build_absolute_uri(reverse("admin:briefings_briefing_change", args=[briefing.pk]))
    left_out = document.left_overs.filter(why=LeftOver.Why.SET_ASIDE).count()
    return [
        briefing.title or default_title(briefing),
        address,
        briefing.rules.name,
        document.source_words,
        document.placed_words,
        waiting(document).count(),
        left_out,
        len(document.flags),
    ]


def offers_record(briefing: Briefing, person) -> bool:
    """Whether a report offers to fill the record: it has one, and the person may write there."""
    is_report = briefing.format == formats.FULL_REPORT.slug and briefing.review is not None
    return is_report and may(person, "write", briefing) and may(person, "write", briefing.review)


@dataclass(frozen=True)
class ShownPart:
    """A part of the draft beside its source."""

    position: int
    kind: str
    level: int  # of its heading on the screen; 0: it opens no section
    heading: str
    html: SafeString | str


@dataclass(frozen=True)
class ShownLine:
    """A line of the source. `mark` says what became of it when it is not simply placed."""

    number: int
    text: str
    mark: str
    is_first: bool  # of this number: a page break may split a line


class SourcePage(View):
    """The source of a draft beside it, and every word of it that has no place yet."""

    def dispatch(self, request, pk: int):
        self.briefing = one_or_404(Briefing.objects, pk, request.user)
        self.document = self.briefing.imports.select_related("by").first()
        if self.document is None:
            raise Http404("There is nothing at this address.")
        self.may_write = may(request.user, "write", self.briefing)
        self.left_overs = list(self.document.left_overs.select_related("settled_by", "put_into"))
        return super().dispatch(request, pk)

    def form(self, data=None) -> SettleForm:
        """Where ticked lines belong."""
        return SettleForm(
            data, briefing=self.briefing, left_overs=self.left_overs, is_markdown=self.document.is_markdown
        )

    def get(self, request, pk: int):
        return self.page(request, self.form())

    def post(self, request, pk: int):
        if not self.may_write:
            raise PermissionDenied("Only officers put words into a draft.")
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(request, form)
        try:
            count = settle(
                document=self.document,
                left_overs=form.cleaned_data["lines"],
                where=form.where(),
                by=request.user,
                revision=form.cleaned_data["revision"],
            )
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.page(request, form)
        done = "left out; it stays on the list below" if form.cleaned_data["way"] == "leave_out" else "put in its place"
        if count > 1:
            done = done.replace("it stays", "they stay").replace("its", "their")
        messages.success(request, f"{counted(count, 'line')} {done}.")
        return HttpResponseRedirect(request.path)

    def page(self, request, form: SettleForm):
        # What the form was bound to may be old: the words shown are those of now.
        briefing = Briefing.objects.get(pk=self.briefing.pk)
        open_ones = [one for one in self.left_overs if one.is_open and one.settled_at is None]
        context = {
            **around(request, f"Source of “{briefing.title or default_title(briefing)}”"),
            "briefing": briefing,
            "title_now": briefing.title or default_title(briefing),
            "document": self.document,
            "may_write": self.may_write,
            "form": form,
            "ticked": set(form.data.getlist("lines")) if form.is_bound else set(),
            "has_contact_line": briefing.rules.has_contact_line,
            "faults": [message for errors in form.errors.values() for message in errors] if form.is_bound else [],
            "unplaced": [one for one in open_ones if one.why == LeftOver.Why.UNPLACED],
            "set_aside": [one for one in open_ones if one.why == LeftOver.Why.SET_ASIDE],
            "settled": [one for one in self.left_overs if one.settled_at],
            "lines": self.lines(),
            "parts": shown_parts(briefing),
            "offers_record": offers_record(briefing, request.user),
            "change_address": reverse("admin:briefings_briefing_change", args=[briefing.pk]),
        }
        return private(render(request, "admin/briefings/importing/source.html", context))

    def lines(self) -> list[ShownLine]:
        """The lines that say something, with what became of those that are not simply placed."""
        marks = {}
        for one in self.left_overs:
            placed = not one.is_open
            marks[one.line] = "placed since" if placed else (one.get_settled_as_display() or one.get_why_display())
        shown, seen = [], set()
        for number, text in self.document.lines:
            if text.strip():
                shown.append(ShownLine(number, text, marks.get(number, ""), number not in seen))
                seen.add(number)
        return shown


def shown_parts(briefing: Briefing) -> list[ShownPart]:
    """The parts of a draft as they read now; one that cannot be laid out is shown as it was written."""
    shown = []
    for part in briefing.parts.all():
        try:
            html = to_html(part.body)
        except CannotRender:
            html = part.body
        level = min(part.level + 2, 5) if part.level else 0
        shown.append(ShownPart(part.position, part.get_kind_display(), level, part.heading, html))
    return shown


class RecordPage(View):
    """What a report holds for the record of its review: ticked, worded, and put in."""

    def dispatch(self, request, pk: int):
        self.briefing = one_or_404(Briefing.objects, pk, request.user)
        if self.briefing.format != formats.FULL_REPORT.slug or self.briefing.review is None:
            raise Http404("There is nothing at this address.")
        if not offers_record(self.briefing, request.user):
            raise PermissionDenied("Only officers of the review write in its record.")
        return super().dispatch(request, pk)

    def get(self, request, pk: int):
        ticked = request.GET.get("tick") == "all"
        return self.page(request, RecordForms(found_in_report(self.briefing), ticked=ticked))

    def post(self, request, pk: int):
        rows = RecordForms(found_in_report(self.briefing), request.POST)
        if not rows.is_valid():
            return self.page(request, rows)
        try:
            done = fill_record(briefing=self.briefing, ticked=rows.ticked(), by=request.user)
        except Refused as refused:
            return self.page(request, rows, refusal=str(refused))
        if not done.added and not done.were_there:
            return self.page(request, rows, refusal="Nothing was put in: tick what belongs in the record.")
        messages.success(request, f"Put into the record: {done.added}. There already: {done.were_there}.")
        return HttpResponseRedirect(reverse("admin:reviews_review_change", args=[self.briefing.review_id]))

    def page(self, request, rows: RecordForms, *, refusal: str = ""):
        found = [rows.subjects, rows.reviewers, rows.themes, rows.points, rows.recommendations]
        context = {
            **around(request, f"Fill the record of {self.briefing.review}"),
            "briefing": self.briefing,
            "review": self.briefing.review,
            "rows": rows,
            "refusal": refusal,
            "has_faults": any(form.errors for form in rows.every()) if rows.every() else False,
            "is_new": bool(rows.every()),
            "found_anything": any(found),
            "source_address": self.source_address(),
        }
        return private(render(request, "admin/briefings/importing/record.html", context))

    def source_address(self) -> str:
        """Where its source stands; empty when it was written here."""
        if not self.briefing.imports.exists():
            return ""
        return reverse("admin:briefings_briefing_source", args=[self.briefing.pk])


def source_link(briefing: Briefing) -> dict | None:
    """For the writing screen: where the source of a draft stands, and how many lines wait for a place."""
    document = briefing.imports.first()
    if document is None:
        return None
    address = reverse("admin:briefings_briefing_source", args=[briefing.pk])
    return {"address": address, "unplaced": waiting(document).count()}


class ImportsDocuments:
    """Mixin for the admin of briefings: the addresses of these pages, before the stock ones."""

    def get_urls(self):
        """Importing, the source of a draft, and filling the record."""
        guard = self.admin_site.admin_view
        return [
            path("import/", guard(ImportPage.as_view()), name="briefings_briefing_import"),
            path("import/results.csv", guard(results_table), name="briefings_briefing_import_results"),
            path("<int:pk>/source/", guard(SourcePage.as_view()), name="briefings_briefing_source"),
            path("<int:pk>/record/", guard(RecordPage.as_view()), name="briefings_briefing_record"),
            *super().get_urls(),
        ]
