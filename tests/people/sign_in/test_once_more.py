"""Sessions end by themselves, and what changes others or the public asks once more who is there."""

import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from briefings.models import Edition, State, TextVersion
from briefings.publishing import texts
from people.checks import email_travels_encrypted
from people.models import Membership, Person
from reviews.models import Theme
from tests.assertions import assert_page_says
from tests.house.test_live_settings import LIVE
from tests.screens import fields_on
from tests.signing_in import ASKED, PASSWORD, a_while_ago, an_app_of, sign_in
from tests.worlds import a_partnership, a_person, an_edition

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ROOT = Path(__file__).resolve().parents[3]
HERE = {"origin": "http://testserver"}
AGAIN = "/admin/account/again/"


@pytest.fixture
def home():
    return a_partnership(slug="home", name="Fernwick Safeguarding Partnership", short_name="Fernwick")


@pytest.fixture
def asha(home):
    return a_person(
        "asha", officer_of=[home], approver_of=[home], administrator_of=[home], email="asha@fernwick.example"
    )


@pytest.fixture
def browser(asha):
    client = Client(headers=HERE)
    sign_in(client, "asha")
    client.get("/admin/")
    return client


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200


# -- sessions --


def test_session_that_is_left_alone_ends_and_one_that_is_used_goes_on(browser, caplog):
    for _ in range(3):
        a_while_ago(browser, minutes=50, names=("seen_at",))
        assert is_in(browser)

    a_while_ago(browser, minutes=61, names=("seen_at",))

    with caplog.at_level(logging.INFO, "portal"):
        assert not is_in(browser)
    assert re.fullmatch(r"end_session person=\d+", caplog.messages[0])


def test_session_ends_after_a_working_day_however_much_it_is_used(browser):
    a_while_ago(browser, minutes=7 * 60 + 59, names=("began_at",))
    assert is_in(browser)

    a_while_ago(browser, minutes=2, names=("began_at",))

    assert not is_in(browser)


def test_live_cookies_can_be_written_by_no_other_host_and_sent_over_no_plain_line():
    program = (
        "from portal import settings as s; "
        "print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_PATH, s.SESSION_COOKIE_SECURE, "
        "s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_PATH, s.CSRF_COOKIE_SECURE, s.KNOWN_BROWSER_COOKIE, "
        "getattr(s, 'SESSION_COOKIE_DOMAIN', None), getattr(s, 'CSRF_COOKIE_DOMAIN', None))"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=LIVE, capture_output=True, text=True, check=True
    )

    assert said.stdout.split() == [
        "__Host-session",
        "/",
        "True",
        "__Host-csrf",
        "/",
        "True",
        "__Secure-known_browser",
        "None",
        "None",
    ]


# -- once more --


def steps_of(home) -> list[str]:
    """The addresses of what changes what others may do, or what the public sees."""
    colleague = a_person("colleague", officer_of=[home], approver_of=[home])
    here = f"/admin/people/partnership/{home.pk}/people/"
    approved = an_edition(state="approved", partnerships=[home]).pk
    published = an_edition(state="published", partnerships=[home]).pk
    at = "/admin/briefings/edition/"
    return [
        f"{here}invite/",
        *(
            f"{here}{colleague.pk}/{what}/"
            for what in ("roles/administrator/give", "roles/officer/take", "left", "second-factor")
        ),
        f"{at}{approved}/publish/",
        f"{at}{approved}/schedule/",
        f"{at}{published}/withdraw/",
    ]


def test_steps_ask_once_more_who_is_there_and_lead_back(browser, home):
    steps = steps_of(home)
    assert all(browser.get(one).status_code == 200 for one in steps), "not within minutes of signing in"
    before = (set(Membership.objects.values_list("pk", flat=True)), set(Edition.objects.values_list("pk", "state")))
    a_while_ago(browser, minutes=16)

    for one in steps:
        assert browser.get(one)["Location"] == f"{AGAIN}?next={one.replace('/', '%2F')}"
        refused = browser.post(one, {"reason": "A reason that took a while to write.", "sure": "on"})
        assert_page_says(refused, "Confirm that it is you", "A reason that took a while to write", status=403)
    after = (set(Membership.objects.values_list("pk", flat=True)), set(Edition.objects.values_list("pk", "state")))
    assert after == before

    assert_page_says(browser.post(AGAIN, {"password": "not it", "next": steps[0]}), "That is not your password")
    assert browser.post(AGAIN, {"password": PASSWORD, "next": steps[0]})["Location"] == steps[0]
    assert all(browser.get(one).status_code == 200 for one in steps)


def test_words_typed_while_the_minutes_ran_out_are_sent_again_with_one_press(browser, home):
    published = an_edition(state="published", partnerships=[home])
    step = f"/admin/briefings/edition/{published.pk}/withdraw/"
    fields = {
        **fields_on(browser.get(step)),
        "outcome": ["error"],
        "reason": ["A reason of some length, for the record."],
        "public_notice": ["It had an error that could mislead."],
    }
    a_while_ago(browser, minutes=16)

    waiting = browser.post(step, fields)
    browser.post(AGAIN, {"password": PASSWORD})
    browser.post(step, fields_on(waiting))

    assert Edition.objects.get(pk=published.pk).state == State.WITHDRAWN


def test_agreeing_to_public_words_and_taking_them_back_ask_once_more(browser, home):
    theme = Theme.objects.create(slug="neglect", name="Neglect", description="Before.")
    texts.submit(theme, by=a_person(officer_of=[home]))
    page = f"/admin/reviews/theme/{theme.pk}/words/"
    for verb, state in (("approve", "public"), ("take_down", "taken_down")):
        before = TextVersion.objects.get().state
        a_while_ago(browser, minutes=16)

        waiting = browser.post(page, {"verb": verb, "version": "1", "reason": "It names a street."})
        assert_page_says(waiting, "Confirm that it is you", status=403)
        assert TextVersion.objects.get().state == before
        browser.post(AGAIN, {"password": PASSWORD})
        browser.post(page, fields_on(waiting))

        assert TextVersion.objects.get().state == state


def test_emergency_asks_nothing_more(browser, home):
    published = an_edition(state="published", partnerships=[home])
    a_while_ago(browser, minutes=55)

    step = f"/admin/briefings/edition/{published.pk}/withdraw-in-emergency/"
    answer = browser.post(step, {**fields_on(browser.get(step)), "reason": ["A street is named."]})

    assert answer.status_code == 302
    assert Edition.objects.get(pk=published.pk).state == State.WITHDRAWN


# -- what is logged --


def test_failures_and_locks_are_logged_without_anything_that_was_typed(asha, caplog):
    an_app_of(asha)
    client = Client()
    with caplog.at_level(logging.INFO):
        for number in range(6):
            sign_in(client, "asha@fernwick.example", f"hush hush {number}")
        sign_in(client, "zephyrine", "hush hush")
        for _ in range(32):
            sign_in(client, "zephyrine", "hush hush")
        other = Client(headers={"x-forwarded-for": "192.0.2.9"}, REMOTE_ADDR="192.0.2.9")
        sign_in(other, "asha", PASSWORD)
        other.post(ASKED, {"code": "123456"})
        other.post("/admin/account/passkey/", {"credential": '{"id": "x"}'})

    ours = [one.getMessage() for one in caplog.records if one.name.startswith("people")]
    pk = asha.pk
    for line in (
        f"sign_in_failed person={pk}",
        f"sign_in_locked person={pk}",
        "sign_in_failed person=nobody",
        "sign_in_locked person=nobody",
        f"second_factor_failed person={pk}",
    ):
        assert line in ours, ours
    assert any(line.startswith("too_many") for line in ours)
    for typed in ("hush", "zephyrine", "fernwick", "123456", "192.0.2"):
        assert typed not in " ".join(ours)


# -- the deploy check, and passwords --


@pytest.mark.parametrize(
    ("url", "well"),
    [("smtp://mail.example.org:25", False), ("consolemail://", False), ("filemail:///tmp/e-mails", False),
     ("dummymail://", False), ("smtp+tls://name:password@mail.example.org:587", True),
     ("smtp+ssl://name:password@mail.example.org:465", True), ("smtp://localhost:25", True)],
)  # fmt: skip
def test_live_site_refuses_emails_in_clear(settings, url, well):
    from environ import Env

    given = Env.email_url_config(url)
    settings.IS_LIVE, settings.EMAIL_TRANSPORT = True, given.pop("EMAIL_BACKEND")
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    for name, value in given.items():
        setattr(settings, name, value)

    assert [one.id for one in email_travels_encrypted(None)] == ([] if well else ["portal.E003"])


@pytest.mark.parametrize(
    ("password", "well"),
    [("fernwick2026!", False), ("Fernwick-Safeguarding-1", False), ("F3rnw1ckLearning", False), ("1earningz0ne", False),
     ("SafeguardingPartnership", False), ("LearningZone-fernwick", False), ("harbour violet anvil", True),
     ("fernwick harbour violet", True)],
)  # fmt: skip
def test_password_made_of_our_own_names_is_refused(home, password, well):
    if well:
        validate_password(password, Person(username="cara"))
        return
    with pytest.raises(ValidationError, match="name of this site or of a partnership"):
        validate_password(password, Person(username="cara"))
