"""The verbs of people: refusals first; each leaves one line of history."""

import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from people import invitations, outbox, roles
from people.history import told
from people.models import Invitation, Membership, OutgoingEmail, Person, PersonEvent, Role
from people.permissions import Refused
from tests.assertions import assert_refused
from tests.worlds import a_partnership, a_person

pytestmark = pytest.mark.django_db

PASSWORD = "seven calm herons wade"


@pytest.fixture
def nell(home):
    """Writes for home."""
    return a_person("nell", officer_of=[home], email="nell@home.example", first_name="Nell", last_name="Overy")


def an_invitation(partnership, by, **fields) -> Invitation:
    asked = {"email": "cara@home.example", "first_name": "Cara", "last_name": "Finch", "roles": ["officer"], **fields}
    return invitations.invite(partnership=partnership, by=by, **asked)


def the_secret() -> str:
    """What only the e-mail has: the last part of the address in the newest invitation."""
    email = OutgoingEmail.objects.filter(subject__startswith="Invitation").order_by("pk").last()
    return re.search(r"/invitation/([\w-]+)/", outbox.body_of(email)).group(1)


def joined(**fields) -> Person:
    return invitations.join(
        **{"token": the_secret(), "first_name": "Cara", "last_name": "Finch", "password": PASSWORD, **fields}
    )


def history() -> list[str]:
    return [told(event) for event in PersonEvent.objects.all()]


def nothing_changed() -> bool:
    return not PersonEvent.objects.exists() and not OutgoingEmail.objects.exists()


# -- who may --

VERBS = {
    "invite": lambda home, nell, by: an_invitation(home, by),
    "give_role": lambda home, nell, by: roles.give_role(person=nell, partnership=home, role="approver", by=by),
    "take_role": lambda home, nell, by: roles.take_role(person=nell, partnership=home, role="officer", by=by),
    "deactivate": lambda home, nell, by: roles.deactivate(person=nell, partnership=home, by=by),
    "reactivate": lambda home, nell, by: roles.reactivate(person=nell, partnership=home, roles=["officer"], by=by),
}


@pytest.mark.parametrize("who", ["officer", "approver", "administrator elsewhere", "runs the site", "left"])
@pytest.mark.parametrize("verb", VERBS)
def test_verb_is_refused_to_everybody_but_administrators_here(home, hana, nell, root, verb, who):
    by = {
        "officer": lambda: nell,
        "approver": lambda: a_person(approver_of=[home]),
        "administrator elsewhere": lambda: a_person(administrator_of=[a_partnership()]),
        "runs the site": lambda: root,
        "left": lambda: a_person(administrator_of=[home], is_active=False),
    }[who]()

    with assert_refused("administrator" if who != "left" else "Sign in"):
        VERBS[verb](home, nell, by)

    assert nothing_changed()
    assert Person.objects.get(pk=nell.pk).roles == {home.pk: {"officer"}}


def test_role_lost_while_the_page_was_open_is_noticed(home, hana, nell):
    assert hana.roles  # read, and kept with her
    Membership.objects.filter(person=hana).delete()

    with assert_refused("administrator"):
        roles.give_role(person=nell, partnership=home, role="approver", by=hana)


@pytest.mark.parametrize("verb", ["give_role", "take_role", "deactivate"])
def test_nobody_changes_their_own_roles_so_the_last_administrator_stays(home, hana, verb):
    with assert_refused("Nobody changes their own roles"):
        VERBS[verb](home, hana, hana)

    assert hana.memberships.exists()


@pytest.mark.parametrize("verb", ["give_role", "take_role", "deactivate", "reactivate"])
def test_somebody_of_another_partnership_is_nobody_here(home, hana, verb):
    stranger = a_person(officer_of=[a_partnership()])

    with assert_refused("nobody like that"):
        VERBS[verb](home, stranger, hana)

    assert stranger.memberships.count() == 1


# -- invitations --


def test_invitation_is_an_email_with_a_secret_that_the_database_does_not_have(home, hana):
    invitation = an_invitation(home, hana, roles=["officer", "approver"])

    (email,) = OutgoingEmail.objects.all()
    assert email.to == "cara@home.example"
    assert "Hana Lisle invites you" in outbox.body_of(email)
    assert "officer and approver" in outbox.body_of(email)
    assert the_secret() not in str([*Invitation.objects.values(), *OutgoingEmail.objects.values()])
    assert invitations.invitation_for(the_secret()) == invitation
    assert history() == ["Hana Lisle invited Cara Finch as officer and approver"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"email": "cara"}, "Write the whole e-mail address"),
        ({"email": "cara@home.example\nBcc: x@y.example"}, "Write the whole e-mail address"),
        ({"first_name": " "}, "Write the first name"),
        ({"last_name": "Finch\nVisit us"}, "Write the first name"),
        ({"roles": []}, "Choose at least one role"),
        ({"roles": ["king"]}, "Choose at least one role"),
        ({"email": "HANA@home.example"}, "your own address"),
        ({"email": "Nell@Home.example"}, "works here already"),
    ],
)
def test_invitation_that_will_not_do_is_refused_in_words(home, hana, nell, fields, says):
    with assert_refused(says):
        an_invitation(home, hana, **fields)

    assert nothing_changed()


def test_second_open_invitation_to_one_address_is_refused(home, hana):
    an_invitation(home, hana)

    with assert_refused("open already"):
        an_invitation(home, hana, email="CARA@home.example")


def test_invitation_does_not_tell_that_somebody_works_elsewhere(home, hana):
    a_person(officer_of=[a_partnership()], email="cara@home.example")

    assert an_invitation(home, hana)


def test_whoever_runs_the_site_invites_the_first_administrator_and_nobody_else(home, root):
    with assert_refused("first administrator, and nobody else"):
        an_invitation(home, root, roles=["officer"])

    an_invitation(home, root, roles=["administrator"])
    joined()

    with assert_refused("administrator"):
        an_invitation(home, root, roles=["administrator"], email="dan@home.example")


def test_invitation_sent_again_replaces_the_earlier_email(home, hana):
    invitation = an_invitation(home, hana)
    first = the_secret()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))

    invitations.send_again(invitation=invitation, by=hana)

    assert the_secret() != first
    assert invitations.invitation_for(first) is None
    assert invitations.invitation_for(the_secret()) == invitation
    assert history()[-1] == "Hana Lisle sent the invitation to Cara Finch again"


def test_cancelled_invitation_works_no_more_and_makes_room_for_another(home, hana):
    invitation = an_invitation(home, hana)

    invitations.cancel(invitation=invitation, by=hana)

    with assert_refused("cannot be used"):
        joined()
    for verb in (invitations.cancel, invitations.send_again):
        with assert_refused("cancelled already"):
            verb(invitation=invitation, by=hana)
    assert history()[-1] == "Hana Lisle cancelled the invitation to Cara Finch"
    assert an_invitation(home, hana)


@pytest.mark.parametrize("verb", [invitations.send_again, invitations.cancel])
def test_invitation_of_another_partnership_is_left_alone(home, hana, verb):
    invitation = an_invitation(home, hana)

    with assert_refused("administrator"):
        verb(invitation=invitation, by=a_person(administrator_of=[a_partnership()]))


# -- joining --


def test_join_makes_an_account_with_the_roles_of_the_invitation_and_tells_who_invited(home, hana):
    an_invitation(home, hana, roles=["officer", "administrator"])

    cara = joined()

    assert cara.check_password(PASSWORD)
    assert (cara.username, cara.is_staff, cara.is_superuser) == ("cara@home.example", True, False)
    assert cara.roles == {home.pk: {"officer", "administrator"}}
    assert {one.given_by for one in cara.memberships.all()} == {hana}
    assert all(one.given_at for one in cara.memberships.all())
    assert history()[-1] == "Cara Finch accepted the invitation and joined as officer and administrator"
    assert OutgoingEmail.objects.last().to == hana.email


def test_invitation_is_used_once(home, hana):
    an_invitation(home, hana)
    joined()

    with assert_refused("cannot be used"):
        joined()


@pytest.mark.parametrize("why", ["used", "expired", "cancelled", "unknown"])
def test_invitation_that_cannot_be_used_says_the_same_whatever_the_reason(home, hana, why):
    invitation = an_invitation(home, hana)
    secret = the_secret()
    if why == "used":
        joined()
    elif why == "expired":
        Invitation.objects.update(expires_at=timezone.now())
    elif why == "cancelled":
        invitations.cancel(invitation=invitation, by=hana)
    else:
        secret = "x" * 43

    with pytest.raises(Refused) as refused:
        joined(token=secret)

    assert str(refused.value) == invitations.CANNOT_BE_USED


@pytest.mark.parametrize("password", ["short", "password1234", "cara@home.example"])
def test_weak_password_is_refused_and_the_invitation_stays_open(home, hana, password):
    an_invitation(home, hana)

    with pytest.raises(Refused):
        joined(password=password)

    assert not Person.objects.filter(email="cara@home.example").exists()
    assert invitations.invitation_for(the_secret())


def test_person_with_an_account_signs_in_and_accepts(home, hana):
    away = a_partnership()
    cara = a_person(approver_of=[away], email="Cara@Home.example")
    an_invitation(home, hana)

    with assert_refused("account here already"):
        joined()
    invitations.accept(token=the_secret(), by=cara)

    assert Person.objects.get(pk=cara.pk).roles == {away.pk: {"approver"}, home.pk: {"officer"}}


def test_invitation_is_not_accepted_by_somebody_else(home, hana, nell):
    an_invitation(home, hana)

    with assert_refused("another e-mail address"):
        invitations.accept(token=the_secret(), by=nell)


def test_whoever_runs_the_site_takes_no_role(home, hana, root):
    an_invitation(home, hana, email=root.email)

    with assert_refused("runs the site"):
        invitations.accept(token=the_secret(), by=root)

    assert not root.memberships.exists()


def test_somebody_who_left_and_is_invited_anew_chooses_a_new_password(home, hana, nell):
    roles.deactivate(person=nell, partnership=home, by=hana)
    an_invitation(home, hana, email=nell.email)

    joined(first_name="Nell", last_name="Overy")

    nell = Person.objects.get(pk=nell.pk)
    assert nell.is_active
    assert nell.check_password(PASSWORD)
    assert nell.roles == {home.pk: {"officer"}}


def test_account_that_ran_the_site_and_was_closed_is_not_opened_by_an_invitation(home, hana, root):
    Person.objects.filter(pk=root.pk).update(is_active=False)
    an_invitation(home, hana, email=root.email)

    with assert_refused("runs the site"):
        joined()

    assert not Person.objects.get(pk=root.pk).is_active


# -- roles --


def test_role_is_given_and_taken_with_history_and_an_email(home, hana, nell):
    roles.give_role(person=nell, partnership=home, role="approver", by=hana)
    roles.take_role(person=nell, partnership=home, role="officer", by=hana)

    assert Person.objects.get(pk=nell.pk).roles == {home.pk: {"approver"}}
    assert history() == [
        "Hana Lisle gave Nell Overy the role of approver",
        "Hana Lisle took the role of officer from Nell Overy",
    ]
    assert [one.to for one in OutgoingEmail.objects.all()] == [nell.email] * 2


def test_role_held_already_unknown_or_not_held_is_refused(home, hana, nell):
    with assert_refused("already"):
        roles.give_role(person=nell, partnership=home, role="officer", by=hana)
    with assert_refused("Choose a role"):
        roles.give_role(person=nell, partnership=home, role="king", by=hana)
    with assert_refused("does not have this role"):
        roles.take_role(person=nell, partnership=home, role="approver", by=hana)


def test_only_role_is_not_taken_because_that_is_leaving(home, hana, nell):
    with assert_refused("record that they left"):
        roles.take_role(person=nell, partnership=home, role="officer", by=hana)


# -- leaving and coming back --


def test_leaver_loses_everything_and_is_signed_out_everywhere(home, hana, nell):
    browser = Client()
    browser.force_login(nell)

    roles.deactivate(person=nell, partnership=home, by=hana)

    nell = Person.objects.get(pk=nell.pk)
    assert (nell.is_active, nell.roles) == (False, {})
    assert browser.get("/admin/").status_code == 302
    assert history() == ["Hana Lisle recorded that Nell Overy has left"]
    assert list(roles.leavers(home)) == [nell]


def test_old_session_does_not_come_alive_when_somebody_is_back(home, hana, nell):
    browser = Client()
    browser.force_login(nell)
    roles.deactivate(person=nell, partnership=home, by=hana)

    roles.reactivate(person=nell, partnership=home, roles=["officer"], by=hana)

    assert browser.get("/admin/").status_code == 302


def test_person_of_two_partnerships_leaves_one_and_stays_in_the_other(home, hana, nell):
    away = a_partnership()
    Membership.objects.create(person=nell, partnership=away, role=Role.APPROVER)

    roles.deactivate(person=nell, partnership=home, by=hana)

    nell = Person.objects.get(pk=nell.pk)
    assert (nell.is_active, nell.roles) == (True, {away.pk: {"approver"}})
    assert not PersonEvent.objects.filter(partnership=away).exists()


def test_administrator_of_everywhere_ends_everything_with_a_line_in_each_history(home, nell):
    away = a_partnership()
    both = a_person(administrator_of=[home, away])
    Membership.objects.create(person=nell, partnership=away, role=Role.APPROVER)

    roles.deactivate(person=nell, partnership=home, by=both)

    nell = Person.objects.get(pk=nell.pk)
    assert (nell.is_active, nell.roles) == (False, {})
    assert set(PersonEvent.objects.values_list("verb", "partnership")) == {("leave", home.pk), ("leave", away.pk)}


def test_last_partnership_to_let_somebody_go_closes_the_account(home, hana, nell):
    away = a_partnership()
    Membership.objects.create(person=nell, partnership=away, role=Role.APPROVER)

    roles.deactivate(person=nell, partnership=home, by=hana)
    roles.deactivate(person=nell, partnership=away, by=a_person(administrator_of=[away]))

    assert not Person.objects.get(pk=nell.pk).is_active


def test_somebody_back_has_the_roles_they_are_given_now(home, hana, nell):
    roles.deactivate(person=nell, partnership=home, by=hana)

    with assert_refused("Choose at least one role"):
        roles.reactivate(person=nell, partnership=home, roles=[], by=hana)
    roles.reactivate(person=nell, partnership=home, roles=["approver"], by=hana)

    nell = Person.objects.get(pk=nell.pk)
    assert (nell.is_active, nell.roles) == (True, {home.pk: {"approver"}})
    assert history()[-1] == "Hana Lisle recorded that Nell Overy is back as approver"
    assert not roles.leavers(home).exists()


def test_command_closes_the_account_of_a_lone_administrator_and_the_site_can_invite_another(home, hana, root):
    browser = Client()
    browser.force_login(hana)

    call_command("close_account", "hana")

    assert not Person.objects.get(pk=hana.pk).is_active
    assert browser.get("/admin/").status_code == 302
    assert history() == ["The server's operator recorded that Hana Lisle has left"]
    assert an_invitation(home, root, roles=["administrator"])


def test_command_for_nobody_says_so():
    with pytest.raises(CommandError, match="nobody with the user name"):
        call_command("close_account", "nobody")


def test_first_account_that_runs_the_site_is_made_by_djangos_own_command(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)

    call_command("createsuperuser", interactive=False, username="root", email="root@site.example")

    root = Person.objects.get()
    assert (root.is_staff, root.is_superuser, root.email, root.roles) == (True, True, "root@site.example", {})


def test_log_and_emails_tell_no_more_than_they_may(home, hana, nell, caplog):
    caplog.set_level("INFO")

    an_invitation(home, hana)
    secret = the_secret()
    joined()
    roles.give_role(person=nell, partnership=home, role="approver", by=hana)

    assert caplog.messages
    for word in (secret, "Cara", "Nell", "home.example"):
        assert word not in caplog.text
