"""Whoever reads the database, or a back-up of it, finds no link that opens anything."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from people import invitations, outbox
from people.models import Invitation, OutgoingEmail
from tests.assertions import assert_page_says
from tests.mail_server import a_port_nobody_listens_on
from tests.signing_in import address_in, ask_for_email, sign_in
from tests.worlds import a_partnership, a_person

pytestmark = pytest.mark.django_db
NEW = {"password1": "harbour violet anvil", "password2": "harbour violet anvil"}
RESET = "/admin/account/forgotten/"


@pytest.fixture
def asha():
    return a_person("asha", administrator_of=[a_partnership(slug="home")], email="asha@fernwick.example")


def stored() -> str:
    """What is in the rows of e-mails, invitations and sessions, sessions decoded."""
    rows = [*OutgoingEmail.objects.values(), *Invitation.objects.values()]
    return f"{rows} {[one.get_decoded() for one in Session.objects.all()]}"


def the_email():
    """The newest e-mail that was sent; nothing is sent before the timer comes."""
    before = stored()
    outbox.send_waiting()
    email = mail.outbox[-1]
    return email, address_in(email), before


def test_email_for_a_password_has_no_key_before_it_is_sent_and_leaves_none(asha):
    client = Client()
    client.post(RESET, {"email": asha.email})

    _, address, before = the_email()

    key = address.removesuffix("/").partition("-")[2]
    assert key not in before
    assert RESET not in before
    form = client.get(address, follow=True).redirect_chain[-1][0]
    assert key not in stored()
    assert_page_says(client.get(form), "Choose a new password")
    assert client.post(form, NEW).status_code == 302
    assert_page_says(Client().get(address), "This address cannot be used")


def test_key_of_an_email_dies_after_a_day_and_when_the_address_changes(asha, settings):
    ask_for_email(Client(), asha.email)
    address = address_in(mail.outbox[-1])

    settings.PASSWORD_RESET_TIMEOUT = -1
    assert_page_says(Client().get(address), "This address cannot be used")
    settings.PASSWORD_RESET_TIMEOUT = 60
    assert Client().get(address).status_code == 302
    asha.email = "asha@new.example"
    asha.save()
    assert_page_says(Client().get(address), "This address cannot be used")


def test_invitation_and_its_secret_are_sealed_wherever_they_wait(asha):
    invitations.invite(
        partnership=asha.memberships.get().partnership, by=asha, email="cara@home.example", first_name="Cara",
        last_name="Finch", roles=["officer"],
    )  # fmt: skip

    _, address, before = the_email()

    secret = address.split("/")[-2]
    client = Client()
    client.get(address)
    assert secret not in before + stored()
    assert "/invitation/" not in before
    assert_page_says(client.get("/admin/account/invitation/"), "invites you")


def test_email_that_confirms_an_address_is_sealed(asha):
    browser = Client()
    sign_in(browser, "asha")
    browser.post("/admin/account/email/", {"email": "asha@new.example", "action_add": ""})

    _, address, before = the_email()

    assert address.split("/")[-2] not in before
    assert Client().get(address).status_code == 200


def test_email_that_could_not_be_sent_works_when_it_is_sent_again(asha, settings):
    transport = settings.EMAIL_TRANSPORT
    settings.EMAIL_TRANSPORT, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", a_port_nobody_listens_on(),
    )  # fmt: skip
    ask_for_email(Client(), asha.email)
    assert not mail.outbox
    assert "-" * 3 not in OutgoingEmail.objects.get().last_fault

    settings.EMAIL_TRANSPORT = transport
    OutgoingEmail.objects.update(send_after=timezone.now() - timedelta(minutes=1))
    outbox.send_waiting()

    assert Client().get(address_in(mail.outbox[-1])).status_code == 302


def test_email_whose_key_was_lost_is_put_off_and_holds_up_nobody(asha, settings, caplog):
    lost = outbox.queue(to=asha.email, subject="Lost", body="A link.")
    key, settings.SECRET_KEY = settings.SECRET_KEY, "another key altogether"
    outbox.queue(to=asha.email, subject="Well", body="Another.")

    tally = outbox.send_waiting()

    lost.refresh_from_db()
    assert (tally.sent, tally.put_off, lost.last_fault) == (1, 1, "CannotBeDecrypted: ")
    settings.SECRET_KEY_FALLBACKS = [key]
    assert outbox.body_of(lost) == "A link."
