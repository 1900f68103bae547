"""Frozen editions for staff: the list, one edition with everything that was agreed, its page and its PDF.

Nothing here changes an edition; the steps do, through `briefings.publishing`.
"""

from django.contrib import admin
from django.contrib.admin.options import csrf_protect_m
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

from briefings import document as documents
from briefings.admin.steps.agreeing import ApprovePage, SendBackPage
from briefings.admin.steps.going_public import CancelSchedulePage, PublishPage, SchedulePage
from briefings.admin.steps.offered import steps_for
from briefings.admin.steps.pages import framed, one_or_404, sheet_response
from briefings.admin.steps.taking_down import ConfirmPage, EmergencyPage, WithdrawPage
from briefings.admin.texts import TextPage
from briefings.admin.wording import agreements, history_of, standing, wording_of_edition
from briefings.models import Edition, State, TextKind
from briefings.publishing import texts
from people.admin.confirming import private
from people.admin.guarded import Guarded
from people.permissions import may
from portal.text.sentences import listed

STEP_PAGES = (
    ApprovePage,
    SendBackPage,
    PublishPage,
    SchedulePage,
    CancelSchedulePage,
    WithdrawPage,
    EmergencyPage,
    ConfirmPage,
)


@admin.register(Edition)
class EditionAdmin(Guarded, admin.ModelAdmin):
    """What was frozen. To be read only."""

    list_display = (
        "title",
        "kind",
        "where_it_stands",
        "reference",
        "signed_by",
        "submitted_at",
        "submitted_by",
    )
    list_filter = ("state",)
    search_fields = ("title", "reference")
    search_help_text = "Look for a title, or for the reference printed on a sheet, such as 3F9A-71C2."
    list_per_page = 50

    def get_queryset(self, request):
        """Those of the person's partnerships, with what the list shows."""
        editions = super().get_queryset(request).select_related("submitted_by", "briefing")
        return editions.prefetch_related("partnership_links__partnership").defer("page_html", "text", "content")

    def has_add_permission(self, request) -> bool:
        """Editions are made by submitting a draft."""
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        """Words that were frozen never change."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        """What was frozen is kept."""
        return False

    @admin.display(description="format")
    def kind(self, edition: Edition) -> str:
        """Its format in words."""
        return edition.briefing.rules.name

    @admin.display(description="state", ordering="state")
    def where_it_stands(self, edition: Edition) -> str:
        """Its state in words, with its number once it has one."""
        state = edition.get_state_display()
        return f"{state}, edition {edition.number}" if edition.number else state

    @admin.display(description="partnerships")
    def signed_by(self, edition: Edition) -> str:
        """Who signs it, in order."""
        return listed([link.partnership.short_name for link in edition.partnership_links.all()])

    def get_urls(self):
        """A step has an address of its own; so have the frozen page and the PDF."""
        guard = self.admin_site.admin_view

        steps = [
            path(
                f"<int:pk>/{page.verb.replace('_', '-')}/",
                guard(page.as_view()),
                name=f"briefings_edition_{page.verb}",
            )
            for page in STEP_PAGES
        ]
        return [
            *steps,
            path(
                "<int:pk>/notice/",
                guard(TextPage.as_view(kind=TextKind.NOTICE)),
                name="briefings_edition_notice",
            ),
            path("<int:pk>/page/", guard(frozen_page), name="briefings_edition_page"),
            path("<int:pk>/sheet.pdf", guard(frozen_sheet), name="briefings_edition_sheet"),
            *super().get_urls(),
        ]

    @csrf_protect_m
    def changelist_view(self, request, extra_context=None):
        """The list, under its own name."""
        return super().changelist_view(request, {"title": "Editions", **(extra_context or {})})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One edition: where it stands, who agreed, the very words, and what happened."""
        edition = one_or_404(Edition.objects, object_id, request.user)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": edition.title,
            "edition": edition,
            "briefing": edition.briefing,
            "wording": wording_of_edition(edition),
            "standing": standing(edition),
            "notice": texts.standing_of(edition) if edition.outcome else None,
            "agreements": agreements(edition),
            "steps": steps_for(edition, request.user),
            "problems": edition.problems,
            "history": history_of(edition.briefing, request.user),
            "draft_address": reverse("admin:briefings_briefing_change", args=[edition.briefing_id])
            if may(request.user, "see", edition.briefing)
            else "",
            "public_address": edition.briefing.get_absolute_url() if edition.is_public() else "",
            "earlier": earlier_than(edition, request.user),
        }
        return private(TemplateResponse(request, "admin/briefings/edition/detail.html", context))

    def history_view(self, request, object_id, extra_context=None):
        """The history stands on the edition's own screen: the admin's log would say less."""
        return self.change_view(request, object_id)


def earlier_than(edition: Edition, person) -> Edition | None:
    """What somebody who reads an edition wants to compare it with: what readers have now, else what came before."""
    others = Edition.objects.for_staff(person).filter(briefing=edition.briefing_id, pk__lt=edition.pk)
    return others.filter(state=State.PUBLISHED).first() or others.order_by("-pk").first()


def frozen_page(request, pk: int) -> HttpResponse:
    """The frozen words in the page skin, for a frame."""
    edition = one_or_404(Edition.objects, pk, request.user)
    frozen = documents.from_data(edition.content)
    # The types of its decorators know of the request alone.
    return framed(request, frozen, html=edition.page_html, banner=banner_of(edition))  # type: ignore[call-arg]


def banner_of(edition: Edition) -> str:
    """What stands above frozen words on a staff screen, so that nobody takes them for the public page."""
    if edition.is_public():
        return f"Staff copy of the published version: edition {edition.number}, {edition.reference}."
    if edition.state in {State.SUPERSEDED, State.WITHDRAWN}:
        return f"No longer public: edition {edition.number}, {edition.reference}. For staff only."
    return f"Not published: {edition.get_state_display().lower()}, {edition.reference}. For staff only."


def frozen_sheet(request, pk: int) -> HttpResponse:
    """The frozen PDF: the very bytes that were submitted and approved."""
    edition = one_or_404(Edition.objects.select_related("sheet"), pk, request.user)
    return sheet_response(bytes(edition.sheet.pdf), f"{edition.content['slug']}-{edition.reference}.pdf")
