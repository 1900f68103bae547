"""The people of a partnership, for its administrators; and the list of everybody, for site administrators.

`people.roles` and `people.invitations` decide and do; these screens show what will happen, ask once, and say what
happened.
Whoever may not manage a partnership's people finds no page there, as if it did not exist.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from people import history, invitations, outbox, roles
from people.admin.colleagues import invitations_of, leavers_of, person_here, team_of
from people.admin.guarded import ModestAddresses, PlainTitles, QuietLog, is_site_administrator
from people.models import Partnership, Person, PersonEvent, Role
from people.permissions import Refused, may, partnerships_where
from people.second_factor import reset_second_factor
from people.sign_in.gate import for_recently_authenticated

MAY = {
    Role.OFFICER: "open its reviews and briefings, write, submit, and publish what is approved",
    Role.APPROVER: "open its reviews and briefings, approve what others wrote or send it back, publish, and withdraw",
    Role.ADMINISTRATOR: "invite people, give and take roles (yours too), change its details and standing texts, "
    "protect terms, and clear holds",
}
KEPT = "What they wrote and decided stays, under their name."


class RolesField(forms.MultipleChoiceField):
    def __init__(self, **kwargs):
        choices = [(role.value, role.label) for role in Role]
        faults = {"required": "Choose at least one role."}
        super().__init__(choices=choices, widget=forms.CheckboxSelectMultiple, error_messages=faults, **kwargs)


class InviteForm(forms.Form):
    first_name = forms.CharField(max_length=150)
    last_name = forms.CharField(max_length=150)
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="Their own at work, never a shared mailbox: the e-mail contains the link to join.",
    )
    roles = RolesField(label="What they will do here")


class ComeBackForm(forms.Form):
    roles = RolesField(label="What they will do here")


@dataclass(frozen=True)
class Step:
    """A page that asks once before something is done to somebody: `do` does it, and may refuse in words."""

    title: str
    about: str
    consequences: list[str]
    button: str
    do: Callable[[], object]
    done: str
    is_grave: bool = False
    form: forms.Form | None = None


# -- pages --


def partnership_for(request: HttpRequest, pk: int) -> Partnership:
    """The partnership whose people are looked at. Http404 alike if it is not there and if it is not theirs."""
    partnership = get_object_or_404(Partnership, pk=pk)
    if not may(request.user, "manage", partnership):
        raise Http404
    return partnership


def invitable_for(request: HttpRequest, pk: int) -> Partnership:
    """The same, also for site administrators: they invite a partnership's first administrator."""
    partnership = get_object_or_404(Partnership, pk=pk)
    if not (may(request.user, "manage", partnership) or is_site_administrator(request.user)):
        raise Http404
    return partnership


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


def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a name, an address and roles, and send the e-mail."""
    partnership = invitable_for(request, pk)
    if not invitations.may_invite(request.user, partnership):
        raise Http404
    form = InviteForm(_sent(request), label_suffix="")
    if not may(request.user, "manage", partnership):  # a site administrator: the first administrator, no other role
        form.fields["roles"].choices = [(Role.ADMINISTRATOR.value, Role.ADMINISTRATOR.label)]
        form.fields["roles"].initial = [Role.ADMINISTRATOR]
    if request.method == "POST" and form.is_valid():
        try:
            invitations.invite(partnership=partnership, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Invited. The e-mail is on its way, and its link works for seven days.")
            return _back(partnership)
    return _page(request, "invite", partnership, "Invite somebody", form=form)


def give(request: HttpRequest, pk: int, person: int, role: str) -> HttpResponse:
    """Give one more role."""
    partnership, somebody, role = _colleague(request, pk, person, role)
    return _ask(request, partnership, Step(
        title=f"Give {somebody} the role of {role.value}?",
        about=f"{somebody}, {partnership}",
        consequences=[f"For {partnership} they can {MAY[role]}.", "They are told by e-mail."],
        button=f"Give the role of {role.value}",
        do=lambda: roles.give_role(person=somebody, partnership=partnership, role=role, by=request.user),
        done=f"{somebody} now has the role of {role.value}.",
    ), somebody)  # fmt: skip


def take(request: HttpRequest, pk: int, person: int, role: str) -> HttpResponse:
    """Take one of several roles away."""
    partnership, somebody, role = _colleague(request, pk, person, role)
    return _ask(request, partnership, Step(
        title=f"Take the role of {role.value} from {somebody}?",
        about=f"{somebody}, {partnership}",
        consequences=[f"At once they can no longer {MAY[role].replace(' (yours too)', '')}, unless another role of "
                      "theirs allows it.", KEPT, "They are told by e-mail."],
        button=f"Take the role of {role.value}",
        do=lambda: roles.take_role(person=somebody, partnership=partnership, role=role, by=request.user),
        done=f"{somebody} no longer has the role of {role.value}.",
        is_grave=True,
    ), somebody)  # fmt: skip


def leave(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Record that somebody has left."""
    partnership, somebody, _ = _colleague(request, pk, person)
    consequences = [
        f"Their roles for {partnership} end at once, and they are signed out everywhere.",
        "If there is nothing else for them to do here, their account is closed.",
        KEPT,
    ]
    theirs = partnership.invitations.filter(invited_by=somebody, accepted_at=None, cancelled_at=None).count()
    if theirs:
        consequences.append(
            f"Invitations they sent stay open ({theirs}). Cancel any that you would not have sent yourself."
        )
    return _ask(request, partnership, Step(
        title=f"Has {somebody} left?",
        about=f"{somebody}, {partnership}",
        consequences=consequences,
        button="Yes, they have left",
        do=lambda: roles.deactivate(person=somebody, partnership=partnership, by=request.user),
        done=f"{somebody} is among those who left.",
        is_grave=True,
    ))  # fmt: skip


def second_factor(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Take off the second factor of somebody who has lost it."""
    partnership, somebody, _ = _colleague(request, pk, person)
    return _ask(request, partnership, Step(
        title=f"Reset the second factor of {somebody}?",
        about=f"{somebody}, {partnership}",
        consequences=[
            "Be sure first that it is they who ask: speak with them, or see them. An e-mail is not enough.",
            "Their app, passkeys and recovery codes stop working, and they are signed out everywhere.",
            "At their next sign-in their password is enough, once, to set up a new second factor.",
            "They are told by e-mail.",
        ],
        button="Reset the second factor",
        do=lambda: reset_second_factor(person=somebody, partnership=partnership, by=request.user),
        done=f"{somebody} sets up a new second factor at the next sign-in.",
        is_grave=True,
    ), somebody)  # fmt: skip


def come_back(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Record that somebody who left is back."""
    partnership = partnership_for(request, pk)
    somebody = get_object_or_404(roles.leavers(partnership), pk=person)
    form = ComeBackForm(_sent(request), label_suffix="")
    return _ask(request, partnership, Step(
        title=f"Is {somebody} back?",
        about=f"{somebody}, {partnership}",
        consequences=["They sign in as they did before, with their own password and second factor.",
                      "They are told by e-mail."],
        button="Yes, they are back",
        do=lambda: roles.reactivate(
            person=somebody, partnership=partnership, roles=form.cleaned_data["roles"], by=request.user
        ),
        done=f"{somebody} works here again.",
        form=form,
    ))  # fmt: skip


def send_again(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    """Send the e-mail of an invitation again."""
    partnership, row = _invitation(request, pk, invitation)
    return _ask(request, partnership, Step(
        title="Send this invitation again?",
        about=f"{row.first_name} {row.last_name}, {row.email}",
        consequences=["A new e-mail goes out. Its link works for seven days.",
                      "The link in the earlier e-mail stops working."],
        button="Send it again",
        do=lambda: invitations.send_again(invitation=row, by=request.user),
        done="The e-mail is on its way.",
    ))  # fmt: skip


def cancel(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    """Take an invitation back."""
    partnership, row = _invitation(request, pk, invitation)
    return _ask(request, partnership, Step(
        title="Cancel this invitation?",
        about=f"{row.first_name} {row.last_name}, {row.email}",
        consequences=["The link they have stops working at once. They are not told.",
                      "You can invite them again at any time."],
        button="Cancel the invitation",
        do=lambda: invitations.cancel(invitation=row, by=request.user),
        done="The invitation is cancelled.",
        is_grave=True,
    ))  # fmt: skip


def addresses(view) -> list:
    """The addresses of these pages, each behind `view`, which asks for a staff account."""
    here = "<int:pk>/people/"
    return [
        path(here, view(people_of), name="people_partnership_people"),
        path(f"{here}invite/", view(for_recently_authenticated(invite)), name="people_partnership_invite"),
        path(
            f"{here}invitations/<int:invitation>/again/",
            view(for_recently_authenticated(send_again)),
            name="people_invitation_again",
        ),
        path(f"{here}invitations/<int:invitation>/cancel/", view(cancel), name="people_invitation_cancel"),
        path(f"{here}<int:person>/", view(person_of), name="people_partnership_person"),
        path(
            f"{here}<int:person>/roles/<str:role>/give/",
            view(for_recently_authenticated(give)),
            name="people_person_give_role",
        ),
        path(
            f"{here}<int:person>/roles/<str:role>/take/",
            view(for_recently_authenticated(take)),
            name="people_person_take_role",
        ),
        path(f"{here}<int:person>/left/", view(for_recently_authenticated(leave)), name="people_person_leave"),
        path(
            f"{here}<int:person>/second-factor/",
            view(for_recently_authenticated(second_factor)),
            name="people_person_second_factor",
        ),
        path(f"{here}<int:person>/back/", view(for_recently_authenticated(come_back)), name="people_person_come_back"),
    ]


# -- what the pages share --


def _colleague(request, pk: int, person: int, role: str = "") -> tuple[Partnership, Person, Role | None]:
    partnership = partnership_for(request, pk)
    if role and role not in Role.values:
        raise Http404
    somebody = get_object_or_404(roles.colleagues(partnership), pk=person)
    return partnership, somebody, Role(role) if role else None


def _invitation(request, pk: int, invitation: int):
    partnership = invitable_for(request, pk)
    if not invitations.may_invite(request.user, partnership):
        raise Http404
    return partnership, get_object_or_404(partnership.invitations, pk=invitation)


def _sent(request):
    """What was typed, also when that is nothing; None while the page is only looked at."""
    return request.POST if request.method == "POST" else None


def _ask(request, partnership, step: Step, person: Person | None = None) -> HttpResponse:
    """Show what will happen; at POST do it. A refusal comes back to the page, in words."""
    back = _back(partnership, person)
    refusal = ""
    if request.method == "POST" and (step.form is None or step.form.is_valid()):
        try:
            step.do()
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, step.done)
            return back
    return _page(request, "step", partnership, step.title, step=step, form=step.form, refusal=refusal, back=back.url)


def _back(partnership, person: Person | None = None) -> HttpResponseRedirect:
    if person is not None:
        return HttpResponseRedirect(reverse("admin:people_partnership_person", args=[partnership.pk, person.pk]))
    return HttpResponseRedirect(reverse("admin:people_partnership_people", args=[partnership.pk]))


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
            return _back(theirs[0])
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
