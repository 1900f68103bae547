"""What an invited person does, from the e-mail to an account; and what they get who hold no good e-mail."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from people import invitations, outbox
from people.models import Invitation, OutgoingEmail, Person
from tests.assertions import assert_nowhere_in, assert_page_says
from tests.screens import signed_in
from tests.worlds import a_partnership, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FORM = "/admin/account/invitation/"
PASSWORD = "seven calm herons wade"
FILLED_IN = {"first_name": "Cara", "last_name": "Finch", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def invitation(home, hana):
    return invitations.invite(
        partnership=home, by=hana, email="cara@home.example", first_name="Cara", last_name="Finch", roles=["officer"]
    )


def the_address() -> str:
    """The address in the e-mail."""
    body = outbox.body_of(OutgoingEmail.objects.get(subject__startswith="Invitation"))
    return re.search(r"/admin/account/invitation/[\w-]{43}/", body).group()


def test_email_leads_to_a_form_whose_address_has_no_secret(client, invitation):
    opened = client.get(the_address())
    form = client.get(opened["Location"])

    assert (opened.status_code, opened["Location"]) == (302, FORM)
    assert_page_says(form, "Hana Lisle invites you", "officer", "cara@home.example")
    assert the_address().split("/")[-2] not in form.content.decode()
    assert "no-store" in opened["Cache-Control"]
    assert "no-store" in form["Cache-Control"]


def test_opening_the_email_uses_nothing_up(client, invitation):
    for _ in range(3):
        client.get(the_address(), follow=True)

    assert_page_says(Client().get(the_address(), follow=True), "Hana Lisle invites you")


def test_invited_person_makes_an_account_and_is_signed_in_with_it(client, home, invitation):
    client.get(the_address())

    done = client.post(FORM, FILLED_IN, follow=True)

    assert_page_says(done, "You have joined", "Your work", "Cara Finch")
    assert Person.objects.get(email="cara@home.example").roles == {home.pk: {"officer"}}
    assert client.get(FORM).status_code == 404


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"password2": "other"}, "The two passwords are not the same"),
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"first_name": ""}, "required"),
    ],
)
def test_form_that_will_not_do_comes_back_with_the_names_and_without_the_password(client, invitation, changes, says):
    client.get(the_address())

    answer = client.post(FORM, {**FILLED_IN, **changes})

    assert_page_says(answer, says)
    assert 'value="Finch"' in answer.content.decode()
    assert_nowhere_in(answer, PASSWORD)
    assert not Person.objects.filter(email="cara@home.example").exists()


@pytest.mark.parametrize("why", ["used", "expired", "cancelled", "unknown", "odd"])
def test_every_email_that_is_no_good_gets_the_same_answer(client, invitation, hana, why):
    address = the_address()
    if why == "used":
        Client().get(address)
        first = Client()
        first.get(address)
        first.post(FORM, FILLED_IN)
    elif why == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif why == "cancelled":
        invitations.cancel(invitation=invitation, by=hana)
    else:
        address = FORM + ("x" * 43 if why == "unknown" else "%F0%9F%A6%8A' OR 1=1--") + "/"

    answer = client.get(address)

    assert_page_says(answer, invitations.CANNOT_BE_USED, status=404)
    assert_nowhere_in(answer, "Hana", "Cara")
    assert "sessionid" not in answer.cookies


def test_invited_person_sets_up_a_second_factor_first_where_everybody_needs_one(client, invitation, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.get(the_address())

    done = client.post(FORM, FILLED_IN, follow=True)

    assert done.redirect_chain[-1][0] == "/admin/account/second-factor/"


def test_form_without_an_email_is_not_there(client):
    assert client.get(FORM).status_code == 404
    assert client.post(FORM, FILLED_IN).status_code == 404


def test_invitation_cancelled_while_the_form_was_open_is_refused(client, invitation, hana):
    client.get(the_address())
    invitations.cancel(invitation=invitation, by=hana)

    assert_page_says(client.post(FORM, FILLED_IN), invitations.CANNOT_BE_USED, status=404)


def test_person_with_an_account_is_asked_to_sign_in_and_then_accepts(client, home, invitation):
    cara = a_person(officer_of=[a_partnership()], email="cara@home.example")
    client.get(the_address())

    asked = client.get(FORM)
    without = client.post(FORM, FILLED_IN)
    client.force_login(cara)
    offered = client.get(FORM)
    done = client.post(FORM, follow=True)

    assert_page_says(asked, "There is an account with this address already")
    assert without.status_code == 200
    assert_page_says(offered, "You are signed in as")
    assert_page_says(done, "You have joined")
    assert home.pk in Person.objects.get(pk=cara.pk).roles


def test_somebody_else_who_is_signed_in_accepts_nothing(home, invitation):
    ben = a_person(officer_of=[home], email="ben@home.example")
    client = signed_in(ben)
    client.get(the_address())

    assert_page_says(client.get(FORM), "another e-mail address")
    client.post(FORM, FILLED_IN)

    assert Invitation.objects.get().accepted_at is None


def test_email_names_no_host_but_ours(settings, invitation):
    email = OutgoingEmail.objects.get()

    assert re.findall(r"https?://[^/\s]+", outbox.body_of(email)) == [settings.PUBLIC_ADDRESS]
