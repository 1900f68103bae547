"""Guessing is slowed down, and cannot shut anybody out for good."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.test import Client

from portal.checks import attempts_are_counted_for_all_processes
from tests.assertions import assert_page_says
from tests.signing_in import ASKED, address_in, an_app_of, ask_for_email, sign_in
from tests.worlds import a_person

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
IN_THE_DATABASE = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}}
NEW = "harbour violet anvil"


@pytest.fixture
def asha():
    return a_person("asha", email="asha@fernwick.example")


def guess(times: int, name: str = "asha", client=None, address: str = "203.0.113.9") -> list:
    """Wrong passwords, from an address that nobody else has."""
    client = client or Client()
    return [sign_in(client, name, f"wrong {number}", REMOTE_ADDR=address) for number in range(times)]


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200


def test_fifth_wrong_password_is_the_last_and_the_page_says_what_to_do(asha):
    *_, fifth, sixth = guess(6)

    assert_page_says(fifth, "do not belong together")
    assert_page_says(sixth, "Too many wrong attempts", "Wait five minutes", "Forgotten your password?")


def test_right_password_after_too_many_wrong_ones_is_refused_from_anywhere_unknown(asha):
    guess(5)

    elsewhere = Client()
    sign_in(elsewhere, "asha", REMOTE_ADDR="198.51.100.7")

    assert not is_in(elsewhere)


def test_one_name_is_one_count_from_wherever_and_however_it_is_written(asha):
    guess(3, "asha")
    guess(2, " ASHA ", address="198.51.100.7")

    (answer,) = guess(1, "Asha", address="192.0.2.1")

    assert_page_says(answer, "Too many wrong attempts")


def test_count_of_one_account_does_not_touch_another(asha):
    a_person("ben")
    guess(5)

    ben = Client()
    sign_in(ben, "ben")

    assert is_in(ben)


def test_owner_comes_in_from_a_browser_they_have_used_while_somebody_guesses(asha):
    browser = Client()
    sign_in(browser, "asha")
    browser.post("/admin/logout/")
    guess(5)

    sign_in(browser, "asha")

    assert is_in(browser)


def test_known_browser_has_a_limit_too_and_cannot_be_made_up(asha):
    browser = Client()
    sign_in(browser, "asha")
    browser.post("/admin/logout/")
    *_, last = guess(6, client=browser)
    assert_page_says(last, "Too many wrong attempts")

    forged = Client()
    forged.cookies["known_browser"] = '{"browser": "x", "people": [1]}'
    guess(5)
    assert_page_says(guess(1, client=forged, address="192.0.2.44")[0], "Too many wrong attempts")


def test_lock_ends_after_five_minutes(asha, monkeypatch):
    guess(5)
    later = time.time() + 301
    monkeypatch.setattr(time, "time", lambda: later)

    browser = Client()
    sign_in(browser, "asha")

    assert is_in(browser)


def test_email_lets_its_owner_in_at_once_while_somebody_guesses(asha, mailoutbox):
    guess(5)
    owner = Client()
    ask_for_email(owner, asha.email)
    page = owner.get(address_in(mailoutbox[0]), follow=True)
    owner.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    guess(5)

    sign_in(owner, "asha", NEW)

    assert is_in(owner)


def test_codes_of_the_second_factor_are_counted(asha):
    an_app_of(asha)
    client = Client()
    sign_in(client, "asha")

    *_, last = [client.post(ASKED, {"code": f"{number:06}"}) for number in range(7)]

    assert_page_says(last, "Too many wrong attempts")


def test_one_address_that_tries_many_accounts_is_stopped():
    answers = guess(21, "nobody")
    for number in range(16):
        answers += guess(1, f"nobody-{number}")

    assert answers[-1].status_code == 429
    assert "Too many" in answers[-1].content.decode()


def test_emails_are_limited_and_the_answer_says_when_it_goes_on(asha, mailoutbox):
    answers = [ask_for_email(Client(), asha.email) for _ in range(4)]

    assert_page_says(answers[-1], "Too many attempts", "Nobody can shut you out for good", status=429)
    assert answers[-1].headers["Retry-After"]
    assert len(mailoutbox) == 3


# -- the cache they are counted in --


def test_database_cache_works_from_the_first_migration(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}
    }

    assert isinstance(caches["default"], DatabaseCache)
    assert caches["default"].add("one", 1)
    assert not caches["default"].add("one", 2)
    assert caches["default"].incr("one") == 2


def test_attempts_are_counted_in_the_database(settings, asha):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}
    }

    *_, sixth = guess(6)

    assert_page_says(sixth, "Too many wrong attempts")


@pytest.mark.parametrize("backend", ["locmem.LocMemCache", "dummy.DummyCache"])
def test_live_site_refuses_a_cache_of_each_process(settings, backend):
    settings.IS_LIVE = True
    settings.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.{backend}"}}

    (fault,) = attempts_are_counted_for_all_processes(None)

    assert fault.id == "portal.E002"


@pytest.mark.once
def test_live_site_asks_for_a_second_factor_and_counts_in_the_database_whatever_it_is_told():
    said = subprocess.run(
        [sys.executable, "-c",
         "from portal import settings as s; print(s.SECOND_FACTOR_REQUIRED, s.CACHES['default']['BACKEND'])"],
        cwd=ROOT, capture_output=True, text=True, check=True,
        env={
            "PATH": os.environ["PATH"], "SECOND_FACTOR_REQUIRED": "false", "SECRET_KEY": "x" * 60,
            "PROTECTED_TERMS_KEY": "y", "PUBLIC_ADDRESS": "https://l.example", "ALLOWED_HOSTS": "l.example",
            "DATABASE_URL": "sqlite://:memory:", "EMAIL_URL": "smtp://l.example", "EMAIL_FROM": "a@l.example",
        },
    ).stdout  # fmt: skip

    assert said.split() == ["True", "django.core.cache.backends.db.DatabaseCache"]
