"""What somebody may change about their own account, and an administrator about another's."""

import gzip
from pathlib import Path

import pytest
from allauth.core.context import request_context
from django.contrib.auth import password_validation
from django.core.management import call_command
from django.test import Client

from people import outbox
from people.models import PersonEvent
from people.permissions import Refused
from people.second_factor import reset_second_factor
from people.sign_in.allauth_internals import sign_in as sign_in_after_joining
from tests.assertions import assert_nowhere_in, assert_page_says
from tests.signing_in import (
    ASKED,
    PASSWORD,
    a_while_ago,
    address_in,
    an_app_of,
    ask_for_email,
    sent_emails,
    sign_in,
    sign_in_with_second_factor,
)
from tests.worlds import a_partnership, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NEW = "harbour violet anvil"
# a common one that is long enough, from Django's list
COMMON = next(
    word
    for word in gzip.decompress((Path(password_validation.__file__).parent / "common-passwords.txt.gz").read_bytes())
    .decode()
    .split()
    if len(word) >= 12
)
RESET = "/admin/account/forgotten/"
EMAIL = "/admin/account/email/"


@pytest.fixture
def home():
    return a_partnership(slug="home")


@pytest.fixture
def asha(home):
    return a_person("asha", officer_of=[home], email="asha@fernwick.example", first_name="Asha")


@pytest.fixture
def browser(asha):
    client = Client()
    sign_in(client, "asha")
    return client


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200


# -- password --


@pytest.mark.parametrize(
    ("password", "why"),
    [("short", "at least 12 characters"), (COMMON, "too common"), ("asha@fernwick.example", "too similar")],
)
def test_weak_password_is_refused_with_its_reason(browser, password, why):
    given = {"oldpassword": PASSWORD, "password1": password, "password2": password}

    assert_page_says(browser.post("/admin/account/password/", given), why)


def test_password_needs_the_present_one(browser, asha):
    answer = browser.post("/admin/account/password/", {"oldpassword": "guess", "password1": NEW, "password2": NEW})

    assert_page_says(answer, "That is not your current password")
    assert_nowhere_in(answer, NEW)


def test_password_change_keeps_this_session_ends_the_others_and_is_told(browser, asha):
    other = Client()
    sign_in(other, "asha")

    answer = browser.post("/admin/account/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert answer["Location"] == "/admin/account/"
    assert is_in(browser)
    assert not is_in(other)
    assert [email.subject for email in sent_emails()] == ["Your password was changed"]


def test_passwords_of_a_screen_that_was_signed_out_never_come_back(client):
    given = {"oldpassword": "hush hush hush!", "password1": "hush hush hush!!", "password2": "hush hush hush!!"}

    assert_nowhere_in(client.post("/admin/account/password/", given), "hush hush")


def test_email_for_a_forgotten_password_tells_nobody_who_has_an_account(client, asha, mailoutbox):
    known = client.post(RESET, {"email": asha.email}, follow=True)
    unknown = client.post(RESET, {"email": "nobody@fernwick.example"}, follow=True)
    outbox.send_waiting()

    assert known.content == unknown.content
    assert [email.to for email in mailoutbox] == [[asha.email]]


def test_email_works_once_and_does_not_stand_in_for_the_second_factor(client, asha, mailoutbox):
    an_app_of(asha)
    ask_for_email(client, asha.email)
    address = address_in(mailoutbox[0])
    form = client.get(address, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": NEW, "password2": NEW})

    assert_page_says(Client().get(address), "This address cannot be used")
    assert not is_in(client)
    assert sign_in(client, "asha", NEW)["Location"] == ASKED


def test_closed_account_gets_no_email(client, asha, mailoutbox):
    asha.is_active = False
    asha.save()

    ask_for_email(client, asha.email)

    assert not mailoutbox


# -- e-mail address --


def test_new_address_is_theirs_only_when_confirmed_through_it(browser, asha):
    browser.post(EMAIL, {"email": "asha@new.example", "action_add": ""})
    asha.refresh_from_db()
    assert (asha.email, sent_emails()[0].to) == ("asha@fernwick.example", ["asha@new.example"])
    assert_page_says(browser.get(EMAIL), "Waits to be confirmed", "asha@new.example")

    address = address_in(sent_emails()[0])
    assert_page_says(Client().get(address), "Is this your new address?")
    asha.refresh_from_db()
    assert asha.email == "asha@fernwick.example", "a program that opens every link confirms nothing"
    browser.post(address)

    asha.refresh_from_db()
    assert asha.email == "asha@new.example"


def test_address_that_waits_gets_no_email_for_a_password(browser, client, mailoutbox):
    browser.post(EMAIL, {"email": "asha@typo.example", "action_add": ""})
    sent_emails().clear()

    ask_for_email(client, "asha@typo.example")

    assert not mailoutbox


def test_address_that_went_to_somebody_else_meanwhile_is_not_taken(browser, asha):
    browser.post(EMAIL, {"email": "both@new.example", "action_add": ""})
    a_person("ben", email="both@new.example")

    answer = browser.post(address_in(sent_emails()[0]), follow=True)

    assert_page_says(answer, "belongs to another account by now")
    asha.refresh_from_db()
    assert asha.email == "asha@fernwick.example"


def test_changing_the_address_asks_anew_who_is_there(client, asha):
    client.force_login(asha)
    a_while_ago(client, minutes=16)

    answer = client.post(EMAIL, {"email": "thief@new.example", "action_add": ""})

    assert answer["Location"].startswith("/admin/account/again/")
    assert not sent_emails()


# -- sessions --


def test_page_of_the_account_shows_roles_and_own_sessions_only(browser, asha):
    sign_in(Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/143.0"}), "asha")
    a_person("ben")
    sign_in(Client(headers={"user-agent": "Bens browser"}), "ben")

    assert_page_says(
        browser.get("/admin/account/"), "Asha", "Home Safeguarding Children Partnership", "Officer", "2 browsers"
    )
    page = browser.get("/admin/account/signed-in/")
    assert_page_says(page, "This browser", "Another browser", "Firefox on Windows, from the address 127.0.0.1")
    assert_nowhere_in(page, "Bens browser")


def test_signing_out_of_the_others_and_everywhere(browser, asha):
    other = Client()
    sign_in(other, "asha")

    browser.post("/admin/account/signed-in/")
    assert (is_in(browser), is_in(other)) == (True, False)
    sign_in(other, "asha")
    browser.post("/admin/account/signed-in/end/")
    assert (is_in(browser), is_in(other)) == (False, False)


def test_signing_out_everywhere_is_not_a_link(browser):
    assert browser.get("/admin/account/signed-in/end/").status_code == 405
    assert is_in(browser)


# -- somebody lost everything --


@pytest.fixture
def cara(home):
    return a_person("cara", administrator_of=[home])


def refused_for(person, partnership, by) -> str:
    with pytest.raises(Refused) as refused:
        reset_second_factor(person=person, partnership=partnership, by=by)
    assert not PersonEvent.objects.filter(verb="reset_second_factor").exists()
    return str(refused.value)


def test_nobody_resets_their_own_that_of_others_elsewhere_or_of_whoever_runs_the_site(home, asha, cara):
    elsewhere = a_partnership(slug="elsewhere")
    stranger = a_person("dan", officer_of=[elsewhere])
    runs_it = a_person("site", is_superuser=True)

    assert "their own" in refused_for(cara, home, cara)
    assert "nobody like that" in refused_for(stranger, home, cara)
    assert "administrator" in refused_for(stranger, elsewhere, cara)
    assert "administrator" in refused_for(cara, home, asha)
    assert "nobody like that" in refused_for(runs_it, home, cara)


def test_reset_takes_everything_off_signs_out_is_told_and_is_in_the_record(home, asha, cara, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client = sign_in_with_second_factor(Client(), asha)
    assert is_in(client)

    reset_second_factor(person=asha, partnership=home, by=cara)

    assert not asha.authenticator_set.exists()
    assert not is_in(client)
    assert [email.to for email in sent_emails()] == [[asha.email]]
    event = PersonEvent.objects.get(verb="reset_second_factor")
    assert (event.person, event.by, event.partnership) == (asha, cara, home)
    assert_page_says(sign_in(client, "asha", follow=True), "Set up a second factor")


def test_command_resets_for_whoever_has_the_server(asha, capsys):
    an_app_of(asha)

    call_command("reset_second_factor", "asha")

    assert not asha.authenticator_set.exists()
    assert PersonEvent.objects.get(verb="reset_second_factor").by is None


# -- after an invitation --


def test_whoever_joined_is_signed_in_and_led_to_the_second_factor(client, asha, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    request = client.get("/admin/login/").wsgi_request

    with request_context(request):
        answer = sign_in_after_joining(request, asha)
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key

    assert answer["Location"] == "/admin/"
    assert client.get("/admin/")["Location"] == "/admin/account/second-factor/"
