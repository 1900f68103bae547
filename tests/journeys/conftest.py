"""A real browser, a real server, and a database of its own for each journey.

Frozen rows refuse to be deleted, so a database cannot be emptied between journeys: the world is built
once into a template, and each journey gets a copy of it (a file on SQLite, a database on PostgreSQL).
"""

import itertools
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.copies import Template, built_once, drop_database, environment, new_database
from tests.journeys.world import PASSWORD
from tests.signing_in import code_of

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 30_000  # milliseconds: sheets are laid out on the way, and a busy machine takes its time
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Site:
    """A running site, and where its database is."""

    address: str
    database: str = ""


_number = itertools.count(1)  # names a database on a server, which knows no folders


@pytest.fixture
def site(template, tmp_path, worker_id) -> Iterator[Site]:
    """The site on a copy of the world of its own."""
    with served(template, tmp_path, f"journeys_{worker_id}_{next(_number)}") as site:
        yield site


@pytest.fixture(scope="session")
def unchanged_site(template, tmp_path_factory, worker_id) -> Iterator[Site]:
    """The site on one copy of the world, for journeys that only read. Their file gives it as its `site`."""
    with served(template, tmp_path_factory.mktemp("unchanged"), f"journeys_{worker_id}_unchanged") as site:
        yield site


@pytest.fixture(scope="session")
def demo_site(shared_folder, tmp_path_factory, worker_id) -> Iterator[Site]:
    """The site with the demo, which has every format and every kind of public page. For journeys that only read."""
    demo = built_once(shared_folder / "demo", ["manage.py", "migrate", "-v0"], ["manage.py", "load_demo"])
    with served(demo, tmp_path_factory.mktemp("demo"), f"journeys_{worker_id}_demo") as site:
        yield site


@contextmanager
def served(template: Template, folder: Path, name: str, **more: str) -> Iterator[Site]:
    """A server as a live site has it, until the end; `more` are settings. It may have answered nothing with a fault."""
    database = new_database(folder, name, template)
    media = shutil.copytree(template.media, folder / "media")
    with socket.socket() as door:  # opened here, so that no other program can take the port in between
        door.bind(("127.0.0.1", 0))
        door.listen(64)
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        log = folder / "server.log"
        with log.open("w") as lines:
            server = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "-c", "python:portal.web_server", "portal.wsgi",
                 f"--bind=fd://{door.fileno()}", "--workers=1",
                 "--worker-tmp-dir", folder],
                cwd=ROOT, env=environment(database, media, PUBLIC_ADDRESS=address, **more), pass_fds=[door.fileno()],
                stdout=lines, stderr=lines,
            )  # fmt: skip
    try:
        _wait_for(address, server, log)
        yield Site(address, database)
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        drop_database(name)
    faults = [line for line in log.read_text().splitlines() if " ERROR " in line or "Traceback" in line]
    assert not faults, f"the server had faults:\n{log.read_text()}"


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(300):
        assert server.poll() is None, f"the server ended:\n{log.read_text()}"
        try:
            with urllib.request.urlopen(f"{address}/health/", timeout=30):  # noqa: S310  our own server
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the server does not answer:\n{log.read_text()}")


@pytest.fixture(scope="session", autouse=True)
def _patience() -> None:
    expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The machine's own Chromium, that talks to this machine only."""
    program = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    assert program, "Chromium is not installed. Run: make setup-for-tests"
    return {
        **browser_type_launch_args,
        "executable_path": program,
        "args": [
            "--no-sandbox",  # for root and in containers; it opens our own pages only
            "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
        ],
    }  # fmt: skip


@pytest.fixture
def open_browser(browser, site):
    """A new browser with nothing in it: `open_browser(javascript=False, width=360)` gives its page.

    After the journey: no page may have complained in the console, been refused anything by the
    content security policy, or asked another machine for something that the journey did not expect.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def heard(message) -> None:
        # A 404 or 410 that a journey asks for is told in the console too: journeys assert those themselves.
        if message.type in {"error", "warning"} and "responded with a status of 4" not in message.text:
            complaints.append(f"console: {message.text}")

    def asked(route) -> None:
        complaints.append(f"asked for {route.request.url}")
        route.abort()

    def open_browser(*, javascript: bool = True, width: int = 1280, height: int = 900, **options) -> Page:
        context = browser.new_context(
            base_url=site.address,
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        context.on("console", heard)
        context.on("weberror", lambda fault: complaints.append(f"script: {fault.error}"))
        context.route(lambda address: not address.startswith(site.address), asked)
        contexts.append(context)
        return context.new_page()

    yield open_browser
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def signed_in(open_browser):
    """A browser in which somebody has signed in: `signed_in("asha")`."""

    def sign_in(username: str, **options) -> Page:
        page = open_browser(**options)
        page.goto("/admin/")
        page.get_by_label("User name or e-mail address").fill(username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_label("Password")).to_have_count(0)
        return page

    return sign_in


@pytest.fixture
def a_signed_in_with_second_factor(signed_in):
    """A browser in which somebody signed in and set up an authenticator app: `page, secret = …("asha")`.

    `tests.signing_in.code_of(secret)` is the code that the app shows.
    """

    def sign_in(username: str, **options) -> tuple[Page, str]:
        page = signed_in(username, **options)
        page.goto("/admin/account/second-factor/app/")
        secret = page.locator(".account__key").inner_text()
        page.get_by_label("The code your app shows").fill(code_of(secret))
        page.get_by_role("button", name="Set up").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Keep these recovery codes")
        return page, secret

    return sign_in
