"""The invented demo is nowhere but where it may be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.core.management import CommandError, call_command

from briefings.demo import loading
from people.checks import no_demo_accounts_on_a_live_site
from people.models import Partnership, Person
from people.sign_in.hashers import DemoPasswordHasher

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.once
def test_load_demo_refuses_on_live_settings(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "DJANGO_"))}
    environment |= {
        "SECRET_KEY": "a-long-and-random-value-for-this-test-only-0123456789-abcdefghij",
        "PROTECTED_TERMS_KEY": "another-value",
        "PUBLIC_ADDRESS": "https://learning.example.org",
        "ALLOWED_HOSTS": "learning.example.org",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'live.sqlite3'}",
        "EMAIL_URL": "smtp+tls://name:password@mail.example.org:587",
        "EMAIL_FROM": "no-reply@learning.example.org",
    }

    answer = subprocess.run(
        [sys.executable, "manage.py", "load_demo"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1, answer.stderr
    assert "The demo cannot be loaded here" in answer.stderr
    assert "PORTAL_ENV=demo" in answer.stderr
    assert not answer.stdout


def test_load_demo_refuses_before_it_writes_anything(db, settings):
    settings.DEMO_ACCOUNTS_ALLOWED = False

    with pytest.raises(CommandError, match="cannot be loaded here"):
        call_command("load_demo")

    assert not Person.objects.exists()
    assert not Partnership.objects.exists()


def test_demo_password_opens_nothing_where_its_hasher_is_unknown(settings):
    kept = make_password(loading.PASSWORD, hasher="demo_only")
    assert check_password(loading.PASSWORD, kept)

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]

    assert not check_password(loading.PASSWORD, kept)


def test_every_password_set_in_the_demo_is_marked():
    assert make_password("anything").startswith(f"{DemoPasswordHasher.algorithm}$")


def test_demo_account_on_a_live_site_is_an_error(db, settings):
    Person.objects.create_user("officer.thornsea", password=loading.PASSWORD, is_staff=True)
    settings.DEMO_ACCOUNTS_ALLOWED = False

    found = no_demo_accounts_on_a_live_site(None, databases=["default"])

    assert [fault.id for fault in found] == ["portal.E001"]
    assert "officer.thornsea" in found[0].msg
    assert found[0].hint


def test_account_of_a_live_site_is_no_error(db, settings):
    Person.objects.create(username="nell", password="pbkdf2_sha256$1000000$salt$hash", is_staff=True)
    settings.DEMO_ACCOUNTS_ALLOWED = False

    assert no_demo_accounts_on_a_live_site(None, databases=["default"]) == []
