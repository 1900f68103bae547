"""The people of a partnership, for its administrators; and the list of everybody, for site administrators.

What an administrator decides about them has a confirmation page each (deciding.py).
Anyone who may not manage a partnership's people finds no page there, as if it did not exist.
"""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from people import history, invitations, outbox, roles
from people.admin import deciding
from people.admin.colleagues import invitations_of, leavers_of, person_here, team_of
from people.admin.deciding import invitable_for, partnership_for
from people.admin.guarded import ModestAddresses, PlainTitles, QuietLog, is_site_administrator
from people.models import Partnership, Person, PersonEvent, Role
from people.permissions import may, partnerships_where

# -- pages --


def people_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Who works for a partnership, who is invited, who left, and the history of all that."""
    partnership = invitable_for(request, pk)
    manages = may(request.user, "manage", partnership)
    context = {
        "manages": manages,
        "may_invite": invitations.may_invite(request.user, partnership),
        "invitations": invitations_of(partnership) if invitations.may_invite(request.user, partnership) else [],
    }
    if manages:
        context |= {
            "team": team_of(partnership, request.user),
            "leavers": leavers_of(partnership),
            "history": _history(PersonEvent.objects.filter(partnership=partnership)),
        }
    return _page(request, "people", partnership, f"People of {partnership}", **context)


def person_of(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """One person's roles here, and what an administrator may do about them."""
    partnership = partnership_for(request, pk)
    somebody = get_object_or_404(roles.colleagues(partnership), pk=person)
    history = _history(PersonEvent.objects.filter(partnership=partnership, person=somebody))
    here = person_here(somebody, partnership, request.user)
    return _page(request, "person", partnership, str(somebody), here=here, history=history)


def addresses(view) -> list:
    """The addresses of these pages, each behind `view`, which asks for a staff account."""
    here = "<int:pk>/people/"
    return [
        path(here, view(people_of), name="people_partnership_people"),
        path(f"{here}<int:person>/", view(person_of), name="people_partnership_person"),
        *deciding.addresses(view),
    ]


# -- what the pages share --


def _history(events) -> list[tuple[str, object]]:
    return [(history.told(event), event.at) for event in events.order_by("-pk")]


def _page(request, template: str, partnership, title: str, **more) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": title, "partnership": partnership, **more}
    return render(request, f"admin/people/{template}.html", context)


def mail_troubles_for(person) -> list[str]:
    """What the first page tells administrators, of the site or of a partnership, when e-mail does not go out."""
    if is_site_administrator(person):
        return outbox.troubles()
    if partnerships_where(person, Role.ADMINISTRATOR) and (found := outbox.troubles()):
        return [*found, "Tell a site administrator."]
    return []


@admin.register(Person)
class PersonAdmin(PlainTitles, ModestAddresses, QuietLog, admin.ModelAdmin):
    """Everybody, for site administrators: to see who is there, and to spell a name right. Roles are given and taken
    on the pages above, accounts made by invitation."""

    actions = None
    view_on_site = False
    list_display = ["__str__", "username", "email", "works_for", "is_active", "runs_the_site", "last_login"]
    list_filter = ["is_active", "is_superuser", "memberships__partnership"]
    list_per_page = 100
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["last_name", "first_name", "username"]
    fields = [
        "first_name", "last_name", "email", "username", "works_for", "is_active", "runs_the_site", "last_login",
        "date_joined",
    ]  # fmt: skip
    readonly_fields = fields[2:]

    def get_queryset(self, request):
        """Everybody for site administrators, nobody for others."""
        rows = super().get_queryset(request).prefetch_related("memberships__partnership")
        return rows if is_site_administrator(request.user) else rows.none()

    def get_search_fields(self, request):
        """None for others: a picker of people would be a list of everybody."""
        return super().get_search_fields(request) if is_site_administrator(request.user) else []

    def has_module_permission(self, request) -> bool:
        """Site administrators; administrators of a partnership too, whom it leads to their people."""
        return is_site_administrator(request.user) or bool(partnerships_where(request.user, Role.ADMINISTRATOR))

    def get_model_perms(self, request) -> dict[str, bool]:
        """What the first page offers: to look, and nothing to add."""
        return {"view": self.has_module_permission(request), "change": False, "add": False, "delete": False}

    def has_view_permission(self, request, obj=None) -> bool:
        """Site administrators."""
        return is_site_administrator(request.user)

    def has_change_permission(self, request, obj=None) -> bool:
        """Site administrators: names only."""
        return is_site_administrator(request.user)

    def has_add_permission(self, request) -> bool:
        """Nobody: people are invited."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        """Nobody: history names people for good."""
        return False

    def changelist_view(self, request, extra_context=None):
        """The list; for an administrator the people of their partnership, or a choice of several."""
        theirs = Partnership.objects.filter(pk__in=partnerships_where(request.user, Role.ADMINISTRATOR))
        if is_site_administrator(request.user) or not theirs:
            return super().changelist_view(request, extra_context)
        if len(theirs) == 1:
            return redirect("admin:people_partnership_people", theirs[0].pk)
        context = {**admin.site.each_context(request), "title": "People", "partnerships": theirs}
        return render(request, "admin/people/choose.html", context)

    @admin.display(description="works for")
    def works_for(self, person):
        """The partnerships, by what staff call them."""
        return ", ".join(sorted({one.partnership.short_name for one in person.memberships.all()})) or "nobody"

    @admin.display(description="runs the site", boolean=True)
    def runs_the_site(self, person):
        """Whether it is a site administrator's account."""
        return person.is_superuser
