"""The screens of a case review, grouped as an officer works."""

from dataclasses import dataclass, field

from django.contrib import admin
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from people.admin.optimistic_lock import OptimisticLock
from people.models.persons import Role
from people.permissions import may, partnerships_where
from reviews.addresses import free_address
from reviews.admin import protecting, stopping
from reviews.admin.fields import FIELDS
from reviews.admin.record import RecordAdmin
from reviews.admin.rows import (
    LearningPointInline,
    ParallelProcessInline,
    RecommendationInline,
    RecommendationPartInline,
    ReviewerInline,
    ReviewPartnershipInline,
    SubjectInline,
)
from reviews.deadlines import standings
from reviews.models import LearningPoint, Recommendation, Review, ReviewPartnership


@dataclass
class Section:
    """One part of the screen: its heading, what helps to fill it in, and what stands in it."""

    name: str
    title: str
    coaching: str
    fields: list[str] = field(default_factory=list)
    rows: list[type] = field(default_factory=list)
    panel: str = ""  # a template of its own, shown after the fields and rows


SECTIONS = [
    Section(
        "what-and-who", "What and who",
        "What readers will know it by. Nothing here is public until it is in a published briefing.",
        ["review_type", "public_title", "slug"],
        [SubjectInline, ReviewPartnershipInline, ReviewerInline],
    ),
    Section(
        "learning", "Learning",
        "What the review found, as the report words it. Briefings reword it for their readers; this stays as it is.",
        [], [LearningPointInline],
    ),
    Section(
        "recommendations", "Recommendations",
        "Who must do what. Each has a screen of its own for lettered parts, what changed, and how you know.",
        [], [RecommendationInline],
    ),
    Section(
        "classification", "Classification",
        "So that colleagues can find reviews like this one. A reader sees none of it unless a briefing says so.",
        ["themes", "sectors", "age_band", "harm_types", "outcome", "methodology"],
    ),
    Section(
        "dates-and-duties", "Dates and duties",
        "When things happened, and who has been told. Leave empty what has not happened yet.",
        [
            ("notified_on", "decided_on", "completed_on"), ("sent_panel_on", "sent_secretary_of_state_on"),
            ("sent_ofsted_on", "sent_nspcc_on"), "family_told_on", "keep_public_until",
            "delay_reason",
        ],
        panel="admin/reviews/review/_duties.html",
    ),
    Section(
        "publication-and-holds", "Publication and holds",
        "What will be published, and what stops it. A hold stops everything written from this review.",
        ["publication_kind", "publication_reason", "handling_marking"],
        [ParallelProcessInline], "admin/reviews/review/_holds.html",
    ),
    Section(
        "protected-terms", "Protected terms",
        "Names and details that must never appear. They are kept so that nobody can read them, not even you: "
        "anything written from this review is searched for them before it can be published.",
        panel="admin/reviews/review/_protected_terms.html",
    ),
]  # fmt: skip


class RowsOfReview(OptimisticLock):
    """The lock of a review, for its own form and for those of its rows that have a screen of their own."""

    called = "review"

    def guarded(self) -> Review:
        """The review itself."""
        return self.instance if isinstance(self.instance, Review) else self.instance.review

    def last_saved(self):
        """The person who raised its revision last."""
        stored = Review.objects.select_related("revised_by").get(pk=self.guarded().pk)
        return stored.revised_by, stored.revised_at


class ReviewForm(RowsOfReview):
    def clean_slug(self):
        """Free, without telling of the review that has it."""
        return free_address(Review, self.cleaned_data["slug"], besides=self.instance.pk)

    def clean(self):
        """Say beside the field, not above the page, what the database would refuse."""
        cleaned = super().clean()
        if cleaned.get("publication_kind") not in {"", "full"} and not cleaned.get("publication_reason"):
            self.add_error("publication_reason", "Say why the full report is not published.")
        decided, completed = cleaned.get("decided_on"), cleaned.get("completed_on")
        if decided and completed and completed < decided:
            self.add_error("completed_on", "The review cannot be complete before the decision to do it.")
        return cleaned


class RaisesRevision:
    """Mixin for the admin of a review or of a row of one: others who have it open are told when they save."""

    def save_related(self, request, form, formsets, change):
        """Saved, with all its rows."""
        super().save_related(request, form, formsets, change)
        form.guarded().revise(by=request.user)

    def delete_model(self, request, obj):
        """A row that goes is a change of its review."""
        super().delete_model(request, obj)
        if not isinstance(obj, Review):
            obj.review.revise(by=request.user)


class OnHoldFilter(admin.SimpleListFilter):
    title = "hold"
    parameter_name = "hold"

    def lookups(self, request, model_admin):
        return [("yes", "On hold"), ("no", "Not on hold")]

    def queryset(self, request, queryset):
        if self.value() not in {"yes", "no"}:
            return queryset
        held = Review.objects.on_hold().values("pk")
        return queryset.filter(pk__in=held) if self.value() == "yes" else queryset.exclude(pk__in=held)


@admin.register(Review)
class ReviewAdmin(RaisesRevision, RecordAdmin):
    form = ReviewForm
    inlines = [row for section in SECTIONS for row in section.rows]
    fieldsets = [(section.name, {"fields": section.fields}) for section in SECTIONS if section.fields]
    autocomplete_fields = ["themes", "sectors", "harm_types"]
    prepopulated_fields = {"slug": ["public_title"]}
    formfield_overrides = FIELDS
    list_display = ["name", "review_type", "signed_by", "is_on_hold", "completed_on"]
    list_filter = ["review_type", OnHoldFilter, "age_band", "outcome"]
    search_fields = ["slug", "public_title", "subjects__pseudonym", "partnership_links__reference"]
    search_help_text = "Search by name, title, address or local reference."
    list_per_page = 50

    def get_queryset(self, request):
        """The reviews this person may know of, with what the list shows."""
        return super().get_queryset(request).prefetch_related("subjects", "partnership_links__partnership", "holds")

    @admin.display(description="review")
    def name(self, review):
        return review.display_name()

    @admin.display(description="partnerships")
    def signed_by(self, review):
        return ", ".join(link.partnership.short_name for link in review.partnership_links.all())

    @admin.display(description="hold")
    def is_on_hold(self, review):
        return "On hold" if any(hold.cleared_at is None for hold in review.holds.all()) else ""

    def get_readonly_fields(self, request, obj=None):
        """Once something of it was public, its address stays: pages say by it which of them are of one review."""
        is_known = obj is not None and obj.first_published_on is not None
        return ["slug"] if is_known else []

    def get_prepopulated_fields(self, request, obj=None):
        """The address writes itself while a review is added."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def save_model(self, request, obj, form, change):
        """Note who began the record."""
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """A review for which no partnership was chosen is its officer's own."""
        super().save_related(request, form, formsets, change)
        review = form.instance
        if not review.partnership_links.exists():
            (own,) = partnerships_where(request.user, Role.OFFICER)
            ReviewPartnership.objects.create(review=review, partnership_id=own, position=1, is_lead=True)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Put the fields and rows into the sections an officer works through."""
        context["sections"] = self._sections(context["adminform"], context["inline_admin_formsets"])
        if obj:
            context.update(
                holds=obj.holds.select_related("placed_by", "cleared_by"),
                protected_terms=obj.protected_terms.select_related("added_by", "stopped_by"),
                duties=standings(obj, today=timezone.localdate()),
                may_hold=may(request.user, "hold", obj),
                may_clear=may(request.user, "clear_hold", obj),
                may_protect=may(request.user, "protect", obj),
            )
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _sections(self, adminform, formsets) -> list[dict]:
        fieldsets = {fieldset.name: fieldset for fieldset in adminform}
        for fieldset in fieldsets.values():
            fieldset.name = None  # the section has a heading already
        return [
            {
                "name": section.name,
                "title": section.title,
                "coaching": section.coaching,
                "fieldset": fieldsets.get(section.name),
                "rows": [one for one in formsets if type(one.opts) in section.rows],
                "panel": section.panel,
                "has_errors": any(one.formset.total_error_count() for one in formsets if type(one.opts) in section.rows)
                or bool(section.fields and any(line.errors() for line in fieldsets[section.name])),
            }
            for section in SECTIONS
        ]

    def get_urls(self):
        """The steps of a review: protecting a term, placing and clearing a hold."""
        pages = [
            ("protected-terms/add/", protecting.ProtectPage, "protect"),
            ("protected-terms/<int:term>/delete/", protecting.StopPage, "unprotect"),
            ("holds/add/", stopping.PlacePage, "hold"),
            ("holds/<int:hold>/clear/", stopping.ClearPage, "clear_hold"),
        ]
        view = self.admin_site.admin_view
        return [
            *(
                path(f"<int:pk>/{address}", view(page.as_view()), name=f"reviews_review_{name}")
                for address, page, name in pages
            ),
            *super().get_urls(),
        ]


@admin.register(Recommendation)
class RecommendationAdmin(RaisesRevision, RecordAdmin):
    """One recommendation with its lettered parts. It is begun on its review's screen."""

    form = RowsOfReview
    deleting = "write"  # as the rows of its review's screen
    inlines = [RecommendationPartInline]
    autocomplete_fields = ["addressees"]
    formfield_overrides = FIELDS
    list_display = ["__str__", "review", "owner", "due", "status"]
    list_filter = ["status", "due"]
    search_fields = ["text", "agencies", "owner"]
    readonly_fields = ["of_review"]
    fieldsets = [
        (None, {"fields": ["of_review", "number", "text"]}),
        ("Who must act", {"fields": ["addressees", "agencies", "owner", "due"]}),
        ("Progress", {"fields": ["status", "what_changed", "evidence"]}),
    ]

    def get_queryset(self, request):
        """With the names of their reviews."""
        return super().get_queryset(request).select_related("review").prefetch_related("review__subjects")

    def has_add_permission(self, request) -> bool:
        """Not by itself."""
        return False

    @admin.display(description="review")
    def of_review(self, recommendation):
        return format_html(
            '<a href="{}#recommendations">{}</a>',
            reverse("admin:reviews_review_change", args=[recommendation.review_id]),
            recommendation.review,
        )


@admin.register(LearningPoint)
class LearningPointAdmin(RaisesRevision, RecordAdmin):
    """For choosing a learning point by its words. It is written on its review's screen."""

    form = RowsOfReview
    deleting = "write"  # as the rows of its review's screen
    search_fields = ["text", "heading"]
    fields = ["text", "heading", "kind", "themes", "sectors"]
    autocomplete_fields = ["themes", "sectors"]
    formfield_overrides = FIELDS

    def has_module_permission(self, request) -> bool:
        """Not on the first page."""
        return False

    def has_add_permission(self, request) -> bool:
        """Not by itself."""
        return False
