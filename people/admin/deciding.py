"""What an administrator decides about people: a confirmation page for each. `people.roles` and
`people.invitations` decide and do.

Anyone who may not manage a partnership's people finds no page there, as if it did not exist.
"""

from django import forms
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from people import invitations, roles
from people.admin.confirming import ConfirmationPage, PlainForm
from people.admin.guarded import is_site_administrator
from people.models import Partnership, Role
from people.permissions import may
from people.second_factor import reset_second_factor

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


class InviteForm(PlainForm):
    first_name = forms.CharField(max_length=150)
    last_name = forms.CharField(max_length=150)
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="Their own at work, never a shared mailbox: the e-mail contains the link to join.",
    )
    roles = RolesField(label="What they will do here")


class ComeBackForm(PlainForm):
    roles = RolesField(label="What they will do here")


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


class PeoplePage(ConfirmationPage):
    """Something decided about the people of a partnership."""

    def trail(self) -> list[tuple[str, str]]:
        """From the partnership and its people."""
        return [
            (self.partnership.short_name, reverse("admin:people_partnership_change", args=[self.partnership.pk])),
            ("People", reverse("admin:people_partnership_people", args=[self.partnership.pk])),
        ]

    def told(self) -> dict:
        """What every verb of `people.roles` is told."""
        return {"partnership": self.partnership, "by": self.request.user}


class ColleaguePage(PeoplePage):
    """Something decided about one person who works there."""

    asks_again = True

    def find(self, *, pk: int, person: int) -> None:
        """The partnership, and the person there."""
        self.partnership = partnership_for(self.request, pk)
        self.person = get_object_or_404(roles.colleagues(self.partnership), pk=person)

    def about(self) -> str:
        """Whom it is about."""
        return f"{self.person}, {self.partnership}"

    def trail(self) -> list[tuple[str, str]]:
        """From the person's own page."""
        address = reverse("admin:people_partnership_person", args=[self.partnership.pk, self.person.pk])
        return [*super().trail(), (str(self.person), address)]

    def told(self) -> dict:
        """The person too."""
        return {"person": self.person, **super().told()}


class RolePage(ColleaguePage):
    """Something decided about one role of a person."""

    def find(self, *, pk: int, person: int, role: str) -> None:
        """The person, and the role that the address names."""
        super().find(pk=pk, person=person)
        if role not in Role.values:
            raise Http404
        self.role = Role(role)


class GivePage(RolePage):
    """Give one more role."""

    def title(self) -> str:
        return f"Give {self.person} the role of {self.role.value}?"

    @property
    def button(self) -> str:
        return f"Give the role of {self.role.value}"

    def consequences(self) -> list[str]:
        return [f"For {self.partnership} they can {MAY[self.role]}.", "They are told by e-mail."]

    def do(self, typed: dict) -> None:
        roles.give_role(role=self.role, **self.told())

    def success(self, done) -> str:
        return f"{self.person} now has the role of {self.role.value}."


class TakePage(RolePage):
    """Take one of several roles away."""

    is_grave = True

    def title(self) -> str:
        return f"Take the role of {self.role.value} from {self.person}?"

    @property
    def button(self) -> str:
        return f"Take the role of {self.role.value}"

    def consequences(self) -> list[str]:
        can = MAY[self.role].replace(" (yours too)", "")
        return [
            f"At once they can no longer {can}, unless another role of theirs allows it.",
            KEPT,
            "They are told by e-mail.",
        ]

    def do(self, typed: dict) -> None:
        roles.take_role(role=self.role, **self.told())

    def success(self, done) -> str:
        return f"{self.person} no longer has the role of {self.role.value}."


class LeavePage(ColleaguePage):
    """Record that somebody has left."""

    button = "Yes, they have left"
    is_grave = True

    def title(self) -> str:
        return f"Has {self.person} left?"

    def consequences(self) -> list[str]:
        says = [
            f"Their roles for {self.partnership} end at once, and they are signed out everywhere.",
            "If there is nothing else for them to do here, their account is closed.",
            KEPT,
        ]
        open_ones = {"accepted_at": None, "cancelled_at": None}
        theirs = self.partnership.invitations.filter(invited_by=self.person, **open_ones).count()
        if theirs:
            says.append(
                f"Invitations they sent stay open ({theirs}). Cancel any that you would not have sent yourself."
            )
        return says

    def do(self, typed: dict) -> None:
        roles.deactivate(**self.told())

    def success(self, done) -> str:
        return f"{self.person} is among the former staff."

    def trail(self) -> list[tuple[str, str]]:
        return PeoplePage.trail(self)  # their own page may be gone afterwards


class SecondFactorPage(ColleaguePage):
    """Take off the second factor of somebody who has lost it."""

    button = "Reset the second factor"
    is_grave = True

    def title(self) -> str:
        return f"Reset the second factor of {self.person}?"

    def consequences(self) -> list[str]:
        return [
            "Be sure first that it is they who ask: speak with them, or see them. An e-mail is not enough.",
            "Their app, passkeys and recovery codes stop working, and they are signed out everywhere.",
            "At their next sign-in their password is enough, once, to set up a new second factor.",
            "They are told by e-mail.",
        ]

    def do(self, typed: dict) -> None:
        reset_second_factor(**self.told())

    def success(self, done) -> str:
        return f"{self.person} sets up a new second factor at the next sign-in."


class ComeBackPage(PeoplePage):
    """Record that somebody who left is back."""

    asks_again = True
    button = "Yes, they are back"
    form_class = ComeBackForm

    def find(self, *, pk: int, person: int) -> None:
        self.partnership = partnership_for(self.request, pk)
        self.person = get_object_or_404(roles.leavers(self.partnership), pk=person)

    def title(self) -> str:
        return f"Is {self.person} back?"

    def about(self) -> str:
        return f"{self.person}, {self.partnership}"

    def consequences(self) -> list[str]:
        return [
            "They sign in as they did before, with their own password and second factor.",
            "They are told by e-mail.",
        ]

    def do(self, typed: dict) -> None:
        roles.reactivate(person=self.person, roles=typed["roles"], **self.told())

    def success(self, done) -> str:
        return f"{self.person} works here again."


class InvitePage(PeoplePage):
    """Ask for a name, an address and roles, and send the e-mail."""

    asks_again = True
    button = "Send the invitation"

    def find(self, *, pk: int) -> None:
        self.partnership = invitable_for(self.request, pk)
        if not invitations.may_invite(self.request.user, self.partnership):
            raise Http404

    def form(self, data=None) -> InviteForm:
        form = InviteForm(data)
        if not may(self.request.user, "manage", self.partnership):
            # a site administrator: the first administrator, no other role
            form.fields["roles"].choices = [(Role.ADMINISTRATOR.value, Role.ADMINISTRATOR.label)]
            form.fields["roles"].initial = [Role.ADMINISTRATOR]
        return form

    def title(self) -> str:
        return "Invite somebody"

    def consequences(self) -> list[str]:
        return [
            "They get an e-mail with a link that only they have. It works once, for seven days, and there they "
            "choose a password of their own."
        ]

    def do(self, typed: dict) -> None:
        invitations.invite(**typed, **self.told())

    def success(self, done) -> str:
        return "Invited. The e-mail is on its way, and its link works for seven days."


class InvitationPage(PeoplePage):
    """Something decided about an invitation that waits."""

    def find(self, *, pk: int, invitation: int) -> None:
        self.partnership = invitable_for(self.request, pk)
        if not invitations.may_invite(self.request.user, self.partnership):
            raise Http404
        self.invitation = get_object_or_404(self.partnership.invitations, pk=invitation)

    def about(self) -> str:
        """Whom it is to."""
        return f"{self.invitation.first_name} {self.invitation.last_name}, {self.invitation.email}"


class SendAgainPage(InvitationPage):
    """Send the e-mail of an invitation again."""

    asks_again = True
    button = "Send it again"

    def title(self) -> str:
        return "Send this invitation again?"

    def consequences(self) -> list[str]:
        return [
            "A new e-mail goes out. Its link works for seven days.",
            "The link in the earlier e-mail stops working.",
        ]

    def do(self, typed: dict) -> None:
        invitations.send_again(invitation=self.invitation, by=self.request.user)

    def success(self, done) -> str:
        return "The e-mail is on its way."


class CancelPage(InvitationPage):
    """Take an invitation back."""

    button = "Cancel the invitation"
    decline = "Keep the invitation"
    is_grave = True

    def title(self) -> str:
        return "Cancel this invitation?"

    def consequences(self) -> list[str]:
        return [
            "The link they have stops working at once. They are not told.",
            "You can invite them again at any time.",
        ]

    def do(self, typed: dict) -> None:
        invitations.cancel(invitation=self.invitation, by=self.request.user)

    def success(self, done) -> str:
        return "The invitation is cancelled."


def addresses(view) -> list:
    """The addresses of these pages, each behind `view`, which asks for a staff account."""
    here = "<int:pk>/people/"
    role = f"{here}<int:person>/roles/<str:role>/"
    pages = [
        (f"{here}invite/", InvitePage, "people_partnership_invite"),
        (f"{here}invitations/<int:invitation>/again/", SendAgainPage, "people_invitation_again"),
        (f"{here}invitations/<int:invitation>/cancel/", CancelPage, "people_invitation_cancel"),
        (f"{role}give/", GivePage, "people_person_give_role"),
        (f"{role}take/", TakePage, "people_person_take_role"),
        (f"{here}<int:person>/left/", LeavePage, "people_person_leave"),
        (f"{here}<int:person>/second-factor/", SecondFactorPage, "people_person_second_factor"),
        (f"{here}<int:person>/back/", ComeBackPage, "people_person_come_back"),
    ]
    return [path(address, view(page.as_view()), name=name) for address, page, name in pages]
