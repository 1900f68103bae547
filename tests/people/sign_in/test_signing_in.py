"""Signing in and out: who is refused first, and how it is said."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.assertions import assert_nowhere_in, assert_page_says
from tests.signing_in import (
    ASKED,
    PASSWORD,
    SIGN_IN,
    a_while_ago,
    an_app_of,
    code_of,
    sign_in,
    sign_in_with_second_factor,
)
from tests.worlds import a_partnership, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WRONG = "The name and the password do not belong together"


@pytest.fixture
def asha():
    return a_person("asha", officer_of=[a_partnership()], email="asha@fernwick.example")


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200


def test_wrong_password_and_unknown_name_are_told_alike(client, asha):
    wrong = sign_in(client, "asha", "not the password")
    unknown = sign_in(client, "nobody", "not the password")

    for answer in (wrong, unknown):
        assert_page_says(answer, WRONG)
        assert_nowhere_in(answer, "not the password")
    assert not is_in(client)


def test_closed_account_is_told_so_only_with_its_password(client, asha):
    asha.is_active = False
    asha.save()

    assert_page_says(sign_in(client, "asha", "not the password"), WRONG)
    assert_page_says(sign_in(client, "asha", follow=True), "This account is closed")
    assert not is_in(client)


def test_somebody_who_is_not_staff_cannot_sign_in(client):
    a_person("reader", is_staff=False)

    assert_page_says(sign_in(client, "reader", follow=True), "This account is closed")
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client):
    given = {"username": "new", "email": "new@x.example", "password1": PASSWORD, "password2": PASSWORD}

    for answer in (client.get("/admin/account/sign-up/"), client.post("/admin/account/sign-up/", given)):
        assert_page_says(answer, "Accounts are by invitation")
    assert not get_user_model().objects.filter(username="new").exists()


def test_somebody_deactivated_is_out_at_once(client, asha):
    sign_in(client, "asha")
    assert is_in(client)

    get_user_model().objects.filter(pk=asha.pk).update(is_active=False)

    assert client.get("/admin/")["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("name", ["asha", "ASHA", " asha ", "asha@fernwick.example", "Asha@Fernwick.example"])
def test_user_name_or_e_mail_address_signs_in(client, asha, name):
    answer = sign_in(client, name)

    assert answer["Location"] == "/admin/"
    assert is_in(client)


def test_signing_in_goes_on_to_where_one_was_going_and_nowhere_else(asha):
    inside, outside = Client(), Client()

    answers = (
        inside.post(SIGN_IN, {"login": "asha", "password": PASSWORD, "next": "/admin/reviews/review/"}),
        outside.post(SIGN_IN, {"login": "asha", "password": PASSWORD, "next": "//evil.example/"}),
    )

    assert [answer["Location"] for answer in answers] == ["/admin/reviews/review/", "/admin/"]


def test_session_ends_with_the_browser_and_its_cookie_is_for_staff_addresses(client, asha):
    answer = sign_in(client, "asha")

    cookie = answer.cookies["sessionid"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == ("/admin/", True, "Lax", "")
    assert client.session.get_expiry_age() <= 8 * 60 * 60
    assert answer.cookies["known_browser"]["path"] == "/admin/"
    assert answer.cookies["known_browser"]["httponly"]


def test_signing_out_by_a_link_asks_first(client, asha):
    sign_in(client, "asha")

    assert_page_says(client.get("/admin/logout/"), "Sign out?")
    assert is_in(client)
    assert client.post("/admin/logout/")["Location"] == SIGN_IN
    assert not is_in(client)


def test_passwords_can_be_pasted_and_filled_in_by_a_manager(client, asha):
    page = client.get(SIGN_IN).content.decode()

    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page
    assert "placeholder" not in page


@pytest.mark.parametrize("asked", ["application/json", "text/html"])
def test_page_answers_as_a_page_whatever_a_script_asks_for(client, asha, asked):
    answer = client.post(
        SIGN_IN, {"login": "asha", "password": "wrong"}, headers={"accept": asked, "x-requested-with": "XMLHttpRequest"}
    )

    assert answer.headers["Content-Type"].startswith("text/html")


# -- the second factor --


def test_who_has_none_reaches_only_setting_up_where_it_is_required(client, asha, settings):
    settings.SECOND_FACTOR_REQUIRED = True

    answer = sign_in(client, "asha", follow=True)

    assert_page_says(answer, "Set up a second factor", "You can open nothing else until this is done", "Sign out")
    assert client.get("/admin/reviews/review/")["Location"] == "/admin/account/second-factor/"
    assert client.post("/admin/logout/").status_code == 302


def test_words_sent_without_the_second_factor_come_back(client, asha, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client, "asha")

    answer = client.post(
        "/admin/reviews/review/add/",
        {"public_title": "A long morning of typing"},
        headers={"origin": "http://testserver"},
    )

    assert_page_says(answer, "A long morning of typing", status=403)


def test_setting_up_an_app_lets_pass_and_gives_recovery_codes(client, asha, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client, "asha")
    page = client.get("/admin/account/second-factor/app/").content.decode()
    secret = re.search(r'account__key">([A-Z2-7]+)<', page).group(1)

    wrong = client.post("/admin/account/second-factor/app/", {"code": "000000"})
    right = client.post("/admin/account/second-factor/app/", {"code": code_of(secret)}, follow=True)

    assert_page_says(wrong, "That code is wrong or too old")
    assert secret in wrong.content.decode(), "the code of the same picture must go on working"
    assert_page_says(right, "Keep these recovery codes")
    assert len(re.findall(r"<code>\d{8}</code>", right.content.decode())) == 10
    assert is_in(client)
    assert secret not in asha.authenticator_set.get(type="totp").data["secret"]


def test_password_alone_does_not_sign_in_who_has_an_app(client, asha):
    secret = an_app_of(asha)

    assert sign_in(client, "asha")["Location"] == ASKED
    assert not is_in(client)
    assert_page_says(client.post(ASKED, {"code": "123"}), "That code is wrong or too old")
    assert not is_in(client)
    assert client.post(ASKED, {"code": f" {code_of(secret)[:3]} {code_of(secret)[3:]}"}).status_code == 302
    assert is_in(client)


def test_code_works_once(asha):
    secret = an_app_of(asha)
    code = code_of(secret)
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, "asha")

    first.post(ASKED, {"code": code})
    answer = second.post(ASKED, {"code": code})

    assert is_in(first)
    assert_page_says(answer, "That code is wrong or too old")
    assert not is_in(second)


def test_recovery_code_signs_in_once(asha):
    an_app_of(asha)
    code = asha.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, "asha")
        browser.post(ASKED, {"code": code})

    assert is_in(first)
    assert not is_in(second)


def test_session_from_before_the_factor_was_set_up_does_not_pass(asha, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    thief = Client()
    sign_in(thief, "asha")

    sign_in_with_second_factor(Client(), asha)

    for address in ("/admin/", "/admin/account/second-factor/", "/admin/account/second-factor/app/remove/"):
        assert thief.get(address)["Location"].startswith("/admin/login/"), address
    assert "_auth_user_id" not in thief.session


def test_last_second_factor_stays_where_it_is_required(client, asha, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in_with_second_factor(client, asha)

    answer = client.post("/admin/account/second-factor/app/remove/")

    assert_page_says(answer, "This is your only second factor")
    assert asha.authenticator_set.filter(type="totp").exists()


def test_changing_a_factor_asks_anew_who_is_there(client, asha):
    an_app_of(asha)
    client.force_login(asha)
    a_while_ago(client, minutes=16)

    for address in ("app/remove/", "codes/", "codes/file/", "codes/new/", "passkeys/add/"):
        answer = client.get(f"/admin/account/second-factor/{address}")
        assert answer["Location"].startswith("/admin/account/again/"), address
    wrong = client.post("/admin/account/again/", {"password": "not it at all"})
    assert_page_says(wrong, "That is not your password")
    client.post("/admin/account/again/", {"password": PASSWORD})
    assert client.get("/admin/account/second-factor/codes/").status_code == 200


@pytest.mark.parametrize(
    "answer", ["", "x", "[]", "1", "{}", '{"id": "x", "response": {"userHandle": "MQ"}}', '{"id": "eA", "rawId": "eA"}']
)
def test_passkey_question_comes_to_a_script_and_a_made_up_answer_is_refused(client, asha, answer):
    asked = client.get("/admin/account/passkey/", headers={"accept": "application/json"})
    made_up = client.post("/admin/account/passkey/", {"credential": answer})

    assert "challenge" in asked.json()["request_options"]["publicKey"]
    assert made_up["Location"] == SIGN_IN
    assert not is_in(client)
