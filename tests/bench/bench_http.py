"""What a public page costs: requests a second, waiting time, processor time and queries, beside bare Django.

    python -m tests.bench.bench_http [--pages 1000] [--seconds 4] [--rounds 2]

DATABASE_URL chooses a database (an empty one; a new SQLite file unless given). Absolute figures drift with
the machine: the ratio to the yardstick, measured in turn with the rest, is what to compare.
"""

import argparse
import contextlib
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent.parent
SITE, BARE = "portal.wsgi", "tests.bench.bare"
YARDSTICK = "bare Django, stored page"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=1000, help="how many published briefings")
    options.add_argument("--seconds", type=float, default=4, help="how long each run of each case lasts")
    options.add_argument("--rounds", type=int, default=2, help="how often each case is run; the median counts")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        os.environ |= {
            "PORTAL_ENV": "test",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "MEDIA_ROOT": f"{folder}/media",
        }
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        django.setup()
        slugs = publish_many(asked.pages)
        run(slugs, asked, Path(folder))


def publish_many(count: int) -> list[str]:
    """Publish one learning note through the verbs, then copy its public rows. Gives every address."""
    from django.core.management import call_command
    from django.db import transaction

    from briefings.models.public import PublicFacet, PublicPage, PublicPagePartnership, PublicSheet
    from tests.worlds import an_edition

    call_command("migrate", verbosity=0)
    first = PublicPage.objects.get(slug=an_edition(state="published").briefing.slug)
    pdf, link = first.sheet.pdf, first.partnership_links.get()
    facets = list(first.facets.values("kind", "slug", "name", "position"))
    fields = {
        field.attname: getattr(first, field.attname) for field in first._meta.concrete_fields if field.name != "id"
    }
    with transaction.atomic():
        pages = PublicPage.objects.bulk_create(
            PublicPage(**{**fields, "slug": f"note-of-many-{n}", "etag": f"{n:064x}", "title": f"{first.title} {n}"})
            for n in range(1, count)
        )
        PublicSheet.objects.bulk_create((PublicSheet(page=page, pdf=pdf) for page in pages), batch_size=100)
        PublicPagePartnership.objects.bulk_create(
            PublicPagePartnership(page=page, partnership_id=link.partnership_id, name=link.name, position=1)
            for page in pages
        )
        PublicFacet.objects.bulk_create(PublicFacet(page=page, **facet) for page in pages for facet in facets)
    return [first.slug, *(page.slug for page in pages)]


def run(slugs: list[str], asked: argparse.Namespace, folder: Path) -> None:
    from tests.bench.load import measure, shuffled

    pages = shuffled([f"/learning/{slug}/" for slug in slugs])
    sheets = shuffled([f"/learning/{slug}/{slug}.pdf" for slug in slugs])
    lists = [f"/learning/?page={n}" for n in range(1, len(slugs) // 20 + 1)] or ["/learning/"]
    with served(SITE, folder) as (site, site_process), served(BARE, folder) as (bare, bare_process):
        cases = {
            YARDSTICK: (bare, bare_process, [(path, {}) for path in pages]),
            "static file": (site, site_process, [("/static/css/portal.css", {})]),
            "home": (site, site_process, [("/", {})]),
            "list": (site, site_process, [(path, {}) for path in lists]),
            "page": (site, site_process, [(path, {}) for path in pages]),
            "page, unchanged (304)": (site, site_process, with_tags(site, pages[:200])),
            "sheet (PDF)": (site, site_process, [(path, {}) for path in sheets]),
            "sheet, unchanged (304)": (site, site_process, with_tags(site, sheets[:200])),
        }
        runs = {name: [] for name in cases}
        for address, _, requests in cases.values():  # first requests fill what is read once
            for path, _ in requests[:30]:
                urllib.request.urlopen(f"{address}{path}", timeout=30).close()  # noqa: S310  our own server
        for _ in range(asked.rounds):
            for name, (address, process, requests) in cases.items():
                runs[name].append(measure(address, process, requests, asked.seconds, folder))
    queries = queries_of({name: requests[0] for name, (_, _, requests) in cases.items()})
    show(runs, queries, len(slugs))


@contextlib.contextmanager
def served(application: str, folder: Path) -> Iterator[tuple[str, int]]:
    """A server of two workers, as a live site has them: its address and process number."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(256)
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", application, f"--bind=fd://{door.fileno()}", "--workers=2",
             "--log-level=warning", "--no-control-socket", "--worker-tmp-dir", folder],
            cwd=ROOT, pass_fds=[door.fileno()],
        )  # fmt: skip
    try:
        for _ in range(100):  # any answer will do: bare Django has no front page
            try:
                urllib.request.urlopen(address, timeout=10).close()  # noqa: S310  our own server
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.1)
        yield address, server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def with_tags(address: str, paths: list[str]) -> list[tuple[str, dict[str, str]]]:
    """Requests of a reader who has been there before."""
    requests = []
    for path in paths:
        with urllib.request.urlopen(f"{address}{path}", timeout=10) as answer:  # noqa: S310  our own server
            requests.append((path, {"If-None-Match": answer.headers["ETag"]}))
    return requests


def queries_of(requests: dict[str, tuple[str, dict[str, str]]]) -> dict[str, str]:
    """How many queries each case asks the database, and the status of its answer."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, found = Client(), {}
    for name, (path, headers) in requests.items():
        if name == YARDSTICK:
            found[name] = "1"
            continue
        client.get(path, headers=headers)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path, headers=headers)
        expected = 304 if "304" in name else 200
        if answer.status_code != expected:
            raise SystemExit(f"{path} answered {answer.status_code}, not {expected}")
        found[name] = str(len(queries))
    return found


def show(runs: dict, queries: dict[str, str], count: int) -> None:
    from django.db import connection

    print(f"\n{count} published briefings, {connection.vendor}, gunicorn with 2 workers; medians; times in ms\n")
    print(f"{'':26}{'req/s':>8}{'p50':>8}{'p99':>8}{'CPU':>8}{'× bare':>8}{'queries':>9}")
    middle = {
        name: {
            field: statistics.median(getattr(one, field) for one in found)
            for field in ("per_second", "p50", "p99", "cpu")
        }
        for name, found in runs.items()
    }
    for name, one in middle.items():
        ratio = one["cpu"] / middle[YARDSTICK]["cpu"]
        print(
            f"{name:26}{one['per_second']:8.0f}{one['p50']:8.1f}{one['p99']:8.1f}{one['cpu']:8.2f}{ratio:8.2f}"
            f"{queries[name]:>9}"
        )


if __name__ == "__main__":
    main()
