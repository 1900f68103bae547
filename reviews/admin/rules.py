"""Extra rules that partnerships set for their briefings: words to avoid, names that may stand.

Administrators of a partnership keep its own rows, and nobody else does: a site administrator has no part in what
a partnership publishes. They keep the rows that hold for all. Everybody who works for a partnership can read what
holds for it. Duties are rows of this kind too (duties.py). Which advice stops is in
`briefings.admin.stopping_advice`, because only the checklist knows what it can advise.
"""

from django.contrib import admin
from django.db.models import Q

from people.admin.guarded import is_site_administrator
from people.models import Partnership
from people.models.persons import Role
from people.permissions import may, may_somewhere, partnerships_where, works_as
from reviews.admin.record import RecordAdmin
from reviews.models import AllowedName, AvoidedWord


class RuleAdmin(RecordAdmin):
    """A list of which each partnership has its own rows, beside those that hold for all."""

    changing = deleting = "manage"

    def get_queryset(self, request):
        """The rows of their own partnerships, and those that hold for all."""
        rows = super().get_queryset(request).select_related("partnership")
        if is_site_administrator(request.user):
            return rows
        return rows.filter(Q(partnership=None) | Q(partnership__in=request.user.roles))

    def has_view_permission(self, request, obj=None) -> bool:
        """Everybody who works for the partnership, and site administrators; what holds for all, everybody."""
        if is_site_administrator(request.user):
            return True
        if obj is not None and obj.partnership_id is not None:
            return may(request.user, "see", obj)
        return may_somewhere(request.user, "see")

    def has_add_permission(self, request) -> bool:
        """Administrators of a partnership; site administrators, where a row can hold for all."""
        return works_as(request.user, Role.ADMINISTRATOR) or self._keeps_what_holds_for_all(request.user)

    def _may(self, request, verb, obj) -> bool:
        if obj is None:
            return self.has_add_permission(request)
        if obj.partnership_id is None:
            return self._keeps_what_holds_for_all(request.user)
        return super()._may(request, verb, obj)

    def _keeps_what_holds_for_all(self, person) -> bool:
        return is_site_administrator(person) and self.opts.get_field("partnership").null

    def get_list_filter(self, request):
        """By partnership too, where there are several to tell apart."""
        return ["partnership", *self.list_filter] if is_site_administrator(request.user) else self.list_filter

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """The partnerships that the person administers; every one of them at once, for a site administrator."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "partnership":
            own = partnerships_where(request.user, Role.ADMINISTRATOR)
            field.queryset = Partnership.objects.filter(pk__in=own)
            field.required = not is_site_administrator(request.user)
            field.help_text = ""
            if not field.required:
                field.empty_label = "Every partnership"
            elif len(own) == 1:
                field.initial, field.empty_label = next(iter(own)), None
        return field

    @admin.display(description="applies to", ordering="partnership__name")
    def holds_for(self, row) -> str:
        """The partnership, or everybody."""
        return str(row.partnership) if row.partnership_id else "every partnership"


@admin.register(AvoidedWord)
class AvoidedWordAdmin(RuleAdmin):
    list_display = ["words", "instead", "holds_for"]
    search_fields = ["words", "instead"]
    fieldsets = [
        (
            None,
            {
                "description": "Briefings that have these words get a piece of advice. Capitals, hyphens and plurals "
                "make no difference. Some thirty that the whole field avoids, such as “hard to engage”, are looked "
                "for anyway: add one of them to give other advice.",
                "fields": ["words", "instead", "partnership"],
            },
        )
    ]


@admin.register(AllowedName)
class AllowedNameAdmin(RuleAdmin):
    list_display = ["name", "why", "holds_for"]
    search_fields = ["name", "why"]
    fieldsets = [
        (
            None,
            {
                "description": "Names that the checklist should not ask about, such as a reviewer, a cited author or a "
                "public service. Never the name of somebody a review is about, or of their family.",
                "fields": ["name", "why", "partnership"],
            },
        )
    ]
