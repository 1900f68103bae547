"""What a request says of itself, or of servers on its way, changes no address, no link and nothing remembered."""

import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from briefings.public.caching import forget
from tests.signing_in import ask_for_email
from tests.worlds import a_person, an_edition

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
SAID = {
    "HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_PORT": "8443",
    "HTTP_X_FORWARDED_PREFIX": "/evil", "HTTP_X_FORWARDED_SSL": "on", "HTTP_X_SCRIPT_NAME": "/evil",
    "HTTP_X_ORIGINAL_URL": "/admin/", "HTTP_X_REWRITE_URL": "/admin/", "HTTP_FORWARDED": "host=evil.example",
    "HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE", "HTTP_X_ORIGINAL_HOST": "evil.example", "HTTP_X_HOST": "evil.example",
    "SCRIPT_NAME": "/evil",
}  # fmt: skip


@pytest.mark.django_db
def test_public_answers_are_the_same_byte_for_byte_whatever_a_request_says():
    edition = an_edition(state="published")
    page = edition.briefing.get_absolute_url()
    for address in (
        "/",
        "/learning/",
        page,
        "/feed/",
        "/sitemap.xml",
        "/robots.txt",
        "/themes/",
        "/open-data/",
        "/nothing/",
        "/learning",
    ):
        forget()
        plain = Client().get(address)
        # Each by itself on a page, and all of them on every kind of page.
        for said in [{name: value} for name, value in SAID.items()] if address == page else [SAID]:
            forget()
            told = Client().get(address, **said)
            after = Client().get(address)

            for answer in (told, after):
                assert answer.status_code == plain.status_code, (address, said)
                assert answer.content == plain.content, (address, said)
                for header in ("ETag", "Location", "Last-Modified", "Link"):
                    assert answer.headers.get(header) == plain.headers.get(header), (address, said, header)
        assert b"evil" not in plain.content


@pytest.mark.django_db
def test_emails_and_redirects_lead_to_the_site_whatever_a_request_says():
    a_person("asha", email="asha@fernwick.example")
    for name, value in SAID.items():
        mail.outbox.clear()
        cache.clear()
        client = Client()
        answer = ask_for_email(client, "asha@fernwick.example", **{name: value})
        aside = client.get("/admin/briefings/", **{name: value})

        assert answer["Location"] == "/admin/account/forgotten/sent/", name
        assert aside["Location"] == "/admin/login/?next=/admin/briefings/"
        assert ["evil" in email.body for email in mail.outbox] == [False]


@contextmanager
def gunicorn(application: str):
    """The web server with the settings of the site, and nothing behind it but an application that answers."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "python:portal.web_server", application,
             f"--bind=fd://{door.fileno()}", "--workers=1"],
            cwd=ROOT, pass_fds=[door.fileno()], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield address
        finally:
            server.terminate()
            server.wait(30)


def asked(address: str, **headers: str) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:  # noqa: S310  our own server
        return answer.read()


@pytest.mark.once
def test_web_server_lets_no_header_say_where_the_site_is():
    with gunicorn("tests.portal.echo:app") as address:
        plain = asked(f"{address}/learning/")
        for name in ("SCRIPT_NAME", "PATH_INFO", "X-Forwarded-Proto", "X-Forwarded-Ssl", "X-Script-Name"):
            for value in ("/learning", "https", "on"):
                assert asked(f"{address}/learning/", **{name: value}) == plain, name
    assert plain == b'{"SCRIPT_NAME": "", "PATH_INFO": "/learning/", "wsgi.url_scheme": "http"}'


def test_a_connection_that_falls_silent_is_closed():
    settings: dict = {}
    exec((ROOT / "portal" / "web_server.py").read_text(encoding="utf-8"), settings)  # noqa: S102  as Gunicorn reads it
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        settings["SILENCE"] = 1
        settings["when_ready"](type("Server", (), {"LISTENERS": [type("Listener", (), {"sock": door})]}))
        with socket.create_connection(door.getsockname()), door.accept()[0] as connection:
            connection.setblocking(True)
            with pytest.raises(BlockingIOError):
                connection.recv(1)
