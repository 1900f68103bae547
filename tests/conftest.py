"""What holds for every test: no network, the same chance every time, files that go away.

DATABASE_URL chooses the database (SQLite in memory unless it says otherwise).
"""

import hashlib
import os
import random
import sys
import tempfile
import time
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from hypothesis import settings as hypothesis_settings

from briefings.public.caching import forget
from briefings.rendering.worker import Worker
from briefings.work_queue import QUEUE
from tests import worlds
from tests.copies import Template, built_once

LOOPBACK = {"127.0.0.1", "::1", "localhost", "", None}
# A database connection opened inside Playwright's event loop is still used by one thread at a time.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

SHEETS: dict[str, dict] = {}  # what was laid out in this process, by its job

# The same examples every time, and no deadline: a slow machine is not a fault.
hypothesis_settings.register_profile("same", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("same")


class NetworkIsOff(BaseException):
    """A test tried to reach another machine. Not an Exception, so that no `except` can hide it."""


def _keep_to_this_machine(event: str, arguments: tuple) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise NetworkIsOff(f"A test tried to reach {address}. Tests talk to this machine only.")
    elif event == "socket.getaddrinfo" and arguments[0] not in LOOPBACK | {b"localhost", b"127.0.0.1"}:
        raise NetworkIsOff(f"A test looked up {arguments[0]}. Tests talk to this machine only.")


# An audit hook sees every socket of this process, whichever library opens it; it cannot be taken off again.
sys.addaudithook(_keep_to_this_machine)


def pytest_addoption(parser):
    parser.addoption(
        "--only-database",
        action="store_true",
        help="Only tests that use the database: for the second run, on the other one.",
    )
    parser.addoption(
        "--fast",
        action="store_true",
        help="Only tests that use no database and no browser, lay out no sheet and start no program: for `make check`.",
    )
    parser.addoption(
        "--write-tables",
        action="store_true",
        help="Write the pages that tests keep true (portal/VERBS.md) anew, after a change that is meant.",
    )


def pytest_collection_modifyitems(config, items):
    """With --only-database, leave out what cannot depend on which database it is; with --fast, what takes long."""
    if config.getoption("--only-database"):
        kept = [item for item in items if _uses_the_database(item) and not item.get_closest_marker("once")]
    elif config.getoption("--fast"):
        kept = [item for item in items if not (_uses_the_database(item) or item.get_closest_marker("slow"))]
    else:
        return
    left_out = set(items) - set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = kept


def _uses_the_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db") or {"db", "transactional_db", "site"} & set(item.fixturenames))


@pytest.fixture(autouse=True)
def _same_chance_every_time():
    random.seed(20240229)
    worlds.count_from(1)


@pytest.fixture(autouse=True)
def _each_sheet_is_laid_out_once(request, monkeypatch):
    """The same job gives the same sheet, to the byte (tests/briefings/test_pdf.py), so tests that are not about laying
    out share what was really laid out for one of them. Those about it are marked `slow` and get none of this."""
    if request.node.get_closest_marker("slow"):
        return
    for_real = Worker.lay_out

    def lay_out(worker: Worker, job: dict, **bounds) -> dict:
        key = hashlib.sha256(repr(sorted(job.items())).encode()).hexdigest()
        if key not in SHEETS:
            SHEETS[key] = for_real(worker, job, **bounds)
        return dict(SHEETS[key])

    monkeypatch.setattr(Worker, "lay_out", lay_out)


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """What the site remembers of one test's world means nothing in the next."""
    cache.clear()
    forget()


@pytest.fixture(scope="session", autouse=True)
def _signed_in_just_now():
    """Whom a test signs in by force has signed in a moment ago, as they would by the page."""
    from tests.signing_in import note_password

    by_force = Client.force_login

    def force_login(client: Client, user, backend: str | None = None) -> None:
        by_force(client, user, backend)
        session = client.session
        note_password(session, user)
        session["began_at"] = session["seen_at"] = int(time.time())
        session.save()

    Client.force_login = force_login
    yield
    Client.force_login = by_force


@pytest.fixture(scope="session", autouse=True)
def _files_that_go_away():
    """Uploaded files of this worker, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="portal-media-") as folder:
        django_settings.MEDIA_ROOT = folder
        QUEUE.folder = Path(folder) / "turns"  # other tests on this machine take no turns of ours
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database. A browser's event loop gives Django a second connection to it, which PostgreSQL
    would not let it be dropped under."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory, worker_id) -> Path:
    """One folder for all workers of this run."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def template(shared_folder) -> Template:
    """The world of tests/journeys/world.py."""
    return built_once(shared_folder / "template", ["-m", "tests.journeys.world"])


# The places and people of many tests. A file whose people do something else has its own.


@pytest.fixture
def home():
    return worlds.a_partnership(slug="home", name="Home Safeguarding Children Partnership")


@pytest.fixture
def elsewhere():
    return worlds.a_partnership(slug="elsewhere")


@pytest.fixture
def hana(home):
    """Administers home."""
    return worlds.a_person(
        "hana", administrator_of=[home], email="hana@home.example", first_name="Hana", last_name="Lisle"
    )


@pytest.fixture
def root():
    """Runs the site."""
    return worlds.a_person("root", is_superuser=True, email="root@site.example")
