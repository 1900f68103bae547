"""What a live site writes when something breaks: where, and of what kind, and no word of the record."""

import io
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import path

from people.models import Partnership
from portal import urls

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
WORD = "kestrelquill"


def breaks(request, looked_for: str):
    """A fault that quotes a row, and one that came from it and quotes what somebody looked for."""
    try:
        with transaction.atomic():
            for _ in range(2):
                Partnership.objects.create(slug=WORD, name=WORD, short_name=WORD)
    except IntegrityError:
        raise ValueError(f"{looked_for} was not found: {WORD}")  # noqa: B904  as when nobody thought of it


urlpatterns = [path("learning/<str:looked_for>/", breaks, name="the-view-that-breaks"), *urls.urlpatterns]


@pytest.fixture
def log():
    """What the site's own handler writes, as it is configured."""
    (handler,) = [one for one in logging.getLogger().handlers if one.name == "console"]
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_fault_of_a_view_is_written_without_a_word(log):
    Client(raise_request_exception=False).get(f"/learning/{WORD}/")

    written = log.getvalue()
    assert "ERROR django.request 500 GET the-view-that-breaks" in written
    for kind in ("builtins.ValueError", "django.db.utils.IntegrityError"):
        assert f"  {kind}\n" in written
    assert f"{Path(__file__)}:" in written
    assert " breaks" in written
    assert WORD not in written
    assert "looked_for" not in written


@pytest.mark.parametrize(("logger", "message"), [("gunicorn.error", "Error handling /learning/%s"), ("other", "%s")])
def test_other_libraries_say_only_where_in_them_something_was_written(log, logger, message):
    handlers = {one.name for one in logging.getLogger(logger).handlers or logging.getLogger().handlers}
    assert "console" in handlers

    logging.getLogger(logger).error(message, WORD)
    try:
        raise OSError(WORD)
    except OSError as fault:
        logging.getLogger(logger).exception(fault)

    assert f"ERROR {logger} test_quiet_log:" in log.getvalue()
    assert "builtins.OSError" in log.getvalue()
    assert WORD not in log.getvalue()


def test_what_we_write_ourselves_is_written(log):
    logging.getLogger("briefings.publishing").info("publish edition=%s", 12)

    assert log.getvalue().endswith("INFO briefings.publishing publish edition=12\n")


def test_a_fault_that_came_from_itself_ends(log):
    one, other = ValueError(WORD), TypeError(WORD)
    one.__context__, other.__context__ = other, one

    logging.getLogger("briefings").error("publish edition=%s", 12, exc_info=one)

    assert log.getvalue().count("builtins.") == 2


def test_no_letter_goes_to_anybody_about_a_fault():
    """Django's own handler would send the message of a fault, and every value beside it."""
    assert logging.getLogger("django").handlers == []


BREAKS = ("shell", "--verbosity=0", "-c", f"raise ValueError({WORD!r})")


def run(*command: str, **environment) -> str:
    """What a command says before it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT, env={"PATH": os.defpath, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    return done.stdout + done.stderr


@pytest.mark.slow
def test_fault_of_a_command_is_written_without_a_word():
    said = run(*BREAKS, PORTAL_ENV="test")

    assert "builtins.ValueError" in said
    assert "manage.py:" in said
    assert WORD not in said


@pytest.mark.slow
def test_fault_of_a_command_of_the_demo_says_its_message():
    assert f"ValueError: {WORD}" in run(*BREAKS, PORTAL_ENV="demo")


def test_setting_that_is_missing_says_so_still():
    assert "SECRET_KEY is missing" in run("migrate")
