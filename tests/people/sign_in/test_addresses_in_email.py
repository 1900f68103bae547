"""E-mails lead to the site itself, whatever name the request gave for it."""

import pytest
from django.urls import reverse

from tests.signing_in import ask_for_email, sent_emails, sign_in
from tests.worlds import a_person

pytestmark = pytest.mark.django_db
PUBLIC = "https://learning.example.org"
OTHER = "other.example.org"


@pytest.fixture(autouse=True)
def _two_names(settings):
    settings.PUBLIC_ADDRESS = PUBLIC
    settings.ALLOWED_HOSTS = ["testserver", OTHER]


@pytest.fixture
def asha():
    return a_person("asha", email="asha@fernwick.example")


def leads_home(email) -> bool:
    return f"{PUBLIC}/admin/" in email.body and OTHER not in email.body


def test_email_for_a_forgotten_password_leads_to_the_site(client, asha):
    ask_for_email(client, asha.email, headers={"Host": OTHER})

    (email,) = sent_emails()
    assert leads_home(email)


def test_email_about_a_new_password_leads_to_the_site(client, asha):
    sign_in(client, "asha", headers={"Host": OTHER})
    client.post(
        reverse("account_change_password"),
        {"oldpassword": "correct horse battery", "password1": "harbour violet anvil",
         "password2": "harbour violet anvil"},
        headers={"Host": OTHER},
    )  # fmt: skip

    (email,) = sent_emails()
    assert leads_home(email)


def test_email_that_confirms_a_new_address_leads_to_the_site(client, asha):
    sign_in(client, "asha", headers={"Host": OTHER})
    client.post(reverse("account_email"), {"email": "asha@new.example", "action_add": ""}, headers={"Host": OTHER})

    email = next(one for one in sent_emails() if one.to == ["asha@new.example"])
    assert leads_home(email)
