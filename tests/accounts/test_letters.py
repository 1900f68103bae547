"""Letters lead to the site itself, whatever name the request gave for it."""

import pytest
from django.urls import reverse

from tests.accounts.people import ask_for_letter, sign_in
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


def leads_home(letter) -> bool:
    return f"{PUBLIC}/admin/" in letter.body and OTHER not in letter.body


def test_letter_for_a_forgotten_password_leads_to_the_site(client, asha, mailoutbox):
    ask_for_letter(client, asha.email, headers={"Host": OTHER})

    (letter,) = mailoutbox
    assert leads_home(letter)


def test_letter_about_a_new_password_leads_to_the_site(client, asha, mailoutbox):
    sign_in(client, "asha", headers={"Host": OTHER})
    client.post(
        reverse("account_change_password"),
        {"oldpassword": "correct horse battery", "password1": "harbour violet anvil",
         "password2": "harbour violet anvil"},
        headers={"Host": OTHER},
    )  # fmt: skip

    (letter,) = mailoutbox
    assert leads_home(letter)


def test_letter_that_confirms_a_new_address_leads_to_the_site(client, asha, mailoutbox):
    sign_in(client, "asha", headers={"Host": OTHER})
    client.post(reverse("account_email"), {"email": "asha@new.example", "action_add": ""}, headers={"Host": OTHER})

    letter = next(one for one in mailoutbox if one.to == ["asha@new.example"])
    assert leads_home(letter)
