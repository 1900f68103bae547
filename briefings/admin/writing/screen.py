"""The writing screen and the list of briefings.

The screen is our own page around the forms of `drafts.py`: Django's stock change form knows no outline,
no revision and no preview. Permissions, list and deletion are the admin's, guarded by partnership.
"""

import re

from django.contrib import admin, messages
from django.contrib.admin.options import csrf_protect_m
from django.db.models import OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from briefings import formats
from briefings.admin.history import HasHistory
from briefings.admin.importing.screens import ImportsDocuments, source_link
from briefings.admin.steps.agreeing import SubmitStep
from briefings.admin.steps.offered import steps_for
from briefings.admin.steps.pages import one_or_404
from briefings.admin.writing.accepting import accept
from briefings.admin.writing.answering import answer
from briefings.admin.writing.drafts import Draft, saved
from briefings.admin.writing.parts import sections_to_add
from briefings.admin.writing.pictures import picture
from briefings.admin.writing.preview import preview, preview_sheet
from briefings.admin.writing.starting import FromReviewPage, StartPage
from briefings.drafting.compose import contact_line, default_title
from briefings.models import Briefing, BriefingPartnership, Edition, State
from briefings.models.edition import OPEN, PUBLIC
from briefings.rendering.markdown import plain
from people.admin.confirming import private
from people.admin.guarded import Guarded
from people.models import Partnership
from people.permissions import may
from reviews.models import Resource

A_PLACE = re.compile(r"[a-z]{1,20}(-[0-9]{1,4})?", re.ASCII)  # what a part of the screen is called: title, part-4


class StateFilter(admin.SimpleListFilter):
    """Where a briefing stands."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("draft", "Draft"), *State.choices]

    def queryset(self, request, queryset):
        if self.value() == "draft":
            return queryset.filter(stands=None)
        return queryset.filter(stands=self.value()) if self.value() in State.values else queryset


class PartnershipFilter(admin.SimpleListFilter):
    """Whose it is: only the person's own partnerships are offered."""

    title = "partnership"
    parameter_name = "partnership"

    def lookups(self, request, model_admin):
        own = Partnership.objects.filter(pk__in=request.user.roles)
        return [(one.slug, one.short_name) for one in own]

    def queryset(self, request, queryset):
        if self.value() in {slug for slug, _name in self.lookup_choices}:
            links = BriefingPartnership.objects.filter(partnership__slug=self.value())
            return queryset.filter(pk__in=links.values("briefing"))
        return queryset


@admin.register(Briefing)
class BriefingAdmin(SubmitStep, HasHistory, ImportsDocuments, Guarded, admin.ModelAdmin):
    """Briefings: the list, the writing screen, the preview, and how one starts."""

    list_display = ("name", "format_name", "state", "partnership_names", "changed_at")
    list_filter = (StateFilter, "format", PartnershipFilter)
    search_fields = ("title", "slug", "summary")
    search_help_text = "Looks through titles, addresses and summaries of your own partnerships’ briefings."
    list_per_page = 50

    def get_queryset(self, request):
        """Those of the person's partnerships, with where each stands: its open edition, else its public or last one."""
        editions = Edition.objects.filter(briefing=OuterRef("pk")).order_by("-pk")

        def newest(**which):
            return Subquery(editions.filter(**which).values("state")[:1])

        links = BriefingPartnership.objects.select_related("partnership")
        return (
            super()
            .get_queryset(request)
            .annotate(open=newest(state__in=OPEN), shown=newest(state__in=PUBLIC), last=newest())
            .annotate(stands=Coalesce("open", "shown", "last"))
            .select_related("review")
            .prefetch_related(Prefetch("partnership_links", links), "review__subjects")
        )

    @admin.display(description="title", ordering="title")
    def name(self, briefing: Briefing) -> str:
        """Its title, or the one it will be given."""
        return briefing.title or default_title(briefing)

    @admin.display(description="format", ordering="format")
    def format_name(self, briefing: Briefing) -> str:
        """Its format in words."""
        return briefing.rules.name

    @admin.display(description="state", ordering="stands")
    def state(self, briefing: Briefing) -> str:
        """Where it stands; a public one that is being corrected says both."""
        if briefing.open and briefing.shown:
            return f"{State(briefing.shown).label}; a new edition is {State(briefing.open).label.lower()}"
        return State(briefing.stands).label if briefing.stands else "Draft"

    @admin.display(description="partnerships")
    def partnership_names(self, briefing: Briefing) -> str:
        """Who publishes it, in order."""
        return ", ".join(link.partnership.short_name for link in briefing.partnership_links.all())

    def has_delete_permission(self, request, obj=None) -> bool:
        """Only a draft that was never submitted: what was frozen is kept."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.editions.exists())

    def get_urls(self):
        """The preview, and starting from a review, beside the stock addresses."""
        guard = self.admin_site.admin_view
        return [
            path("<int:pk>/preview/", guard(preview), name="briefings_briefing_preview"),
            path("<int:pk>/answer/", guard(answer), name="briefings_briefing_answer"),
            path("<int:pk>/accept/", guard(accept), name="briefings_briefing_accept"),
            path("<int:pk>/preview.pdf", guard(preview_sheet), name="briefings_briefing_preview_sheet"),
            path("pictures/<path:name>", guard(picture), name="briefings_briefing_picture"),
            path("from-review/<int:review>/", guard(FromReviewPage.as_view()), name="briefings_briefing_from_review"),
            *super().get_urls(),
        ]

    @csrf_protect_m
    def changelist_view(self, request, extra_context=None):
        """The list, under its own name."""
        return super().changelist_view(request, {"title": "Briefings", **(extra_context or {})})

    def add_view(self, request, form_url="", extra_context=None):
        """Not a blank form: a short page that asks what it is written from, and in which format."""
        return StartPage.as_view()(request)

    def history_view(self, request, object_id, extra_context=None):
        """The history stands with the editions; the admin's log would say less."""
        return HttpResponseRedirect(reverse("admin:briefings_briefing_change", args=[object_id]))

    @csrf_protect_m
    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The writing screen; for people who may only read, the draft as a page."""
        briefing = one_or_404(Briefing.objects, int(object_id) if object_id.isdecimal() else 0, request.user)
        if not may(request.user, "write", briefing):
            return HttpResponseRedirect(reverse("admin:briefings_briefing_preview", args=[briefing.pk]))
        if request.method == "POST":
            # The row may have moved on since it was read: the forms lock and look again.
            draft = Draft(briefing, request.user, data=request.POST, files=request.FILES)
            is_saved = saved(draft)
            if "application/json" in request.headers.get("Accept", ""):
                return private(self._told_quietly(request, draft, is_saved=is_saved))
            if is_saved:
                return self._after_saving(request, briefing)
        else:
            draft = Draft(briefing, request.user)
        return private(self._page(request, Briefing.objects.get(pk=briefing.pk), draft))

    def _after_saving(self, request, briefing: Briefing):
        self.log_change(request, briefing)
        if "_close" in request.POST:
            messages.success(request, f"Saved: {briefing.title or default_title(briefing)}.")
            return HttpResponseRedirect(reverse("admin:briefings_briefing_changelist"))
        messages.success(request, "Saved.")
        at = request.POST.get("at", "")  # where on the screen they were, so that they can go on there
        place = f"#{at}" if A_PLACE.fullmatch(at) else ""
        return HttpResponseRedirect(reverse("admin:briefings_briefing_change", args=[briefing.pk]) + place)

    def _told_quietly(self, request, draft: Draft, *, is_saved: bool) -> JsonResponse:
        """For the script that saves while somebody writes: what to say, and what the screen needs to save again."""
        if not is_saved:
            why = "Somebody else saved this draft" if draft.form.is_stale else "Something has to be corrected first"
            return JsonResponse({"says": f"Not saved. {why}: press Save to see more."}, status=409)
        self.log_change(request, draft.briefing)
        return JsonResponse(
            {
                "says": f"Saved at {timezone.localtime():%H:%M}",
                "revision": draft.briefing.revision,
                "parts": [row.instance.pk for row in draft.parts.rows_in_order()],
            }
        )

    def _page(self, request, stored: Briefing, draft: Draft) -> TemplateResponse:
        faults = draft.faults() if draft.form.is_bound else []
        rules = formats.FORMATS.get(draft.form["format"].value(), stored.rules)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": stored.title or default_title(stored),
            "subtitle": rules.name,
            "original": stored,
            "briefing": stored,
            "draft": draft,
            "form": draft.form,
            "signers": draft.signers,
            "parts": draft.parts,
            "rows": _rows(draft, rules),
            "blank_rows": draft.parts.blank_rows(),
            "rules": rules,
            "sections_to_add": sections_to_add(
                rules, [row.instance for row in draft.parts.forms], from_review=stored.review_id is not None
            ),
            "faults": faults,
            "is_stale": draft.form.is_stale,
            "newest": draft.form.newest,
            "suggested_title": default_title(stored),
            "suggested_contact": plain(contact_line(_without_override(stored))),
            "review_labels": _labels_of_review(stored, request.user),
            "resources": Resource.objects.all(),
            "steps": steps_for(stored, request.user),
            "source": source_link(stored),
            "last_edit": stored.edits.filter(origin=None).select_related("by").first(),
            "can_delete": self.has_delete_permission(request, stored),
        }
        return TemplateResponse(request, "admin/briefings/briefing/change_form.html", context)


def _without_override(briefing: Briefing) -> Briefing:
    plain = Briefing.objects.get(pk=briefing.pk)
    plain.contact_override = ""
    return plain


def _labels_of_review(briefing: Briefing, person) -> dict[str, list[str]]:
    """What the review has, to be named beside what the page may say: never copied by itself."""
    review = briefing.review
    if review is None or not may(person, "see", review):
        return {}
    return {
        "themes": [theme.name for theme in review.themes.all()],
        "sectors": [sector.name for sector in review.sectors.all()],
        "type": review.get_review_type_display(),
        "age": review.get_age_band_display(),
        "harms": [harm.name for harm in review.harm_types.all()],
    }


def _rows(draft: Draft, rules: formats.Format) -> list[dict]:
    """The rows of parts for the template: each with its place, its number among its kind, its depth and its rule."""
    rows, place, count, level = [], 0, {}, 0
    for form in draft.parts.rows_as_shown():
        kind, is_removed = form.part_kind, form.is_being_removed()
        place += not is_removed
        count[kind] = count.get(kind, 0) + (not is_removed)
        if kind == "section":
            level = form["level"].value() or 1
        rows.append(
            {
                "form": form,
                "place": place,
                "number": count[kind],
                "level": level,
                "is_inside": bool(level) and kind not in {"", "section", "footnote"},
                "rule": rules.rule_for(str(form["section"].value() or "")) if kind == "section" else None,
                "is_removed": is_removed,
            }
        )
    return rows
