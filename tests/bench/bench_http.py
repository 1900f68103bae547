"""What a public page costs: requests a second, waiting time, processor time and queries, beside bare Django.

    python -m tests.bench.bench_http [--points 100 10000 100000] [--seconds 4] [--rounds 2]

DATABASE_URL chooses a database (an empty one; a new SQLite file unless given); points that are there already count
(`manage.py make_points`). Absolute figures drift with the machine: the ratio to the yardstick, measured in turn with
the rest, is what to compare. "First time" asks for addresses that nobody asked for since the last publication;
"first reader" comes right after one. At last it tells what a first visit carries.
"""

import argparse
import contextlib
import gzip
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote_plus

import django

ROOT = Path(__file__).resolve().parent.parent.parent
SITE, BARE = "portal.wsgi", "tests.bench.bare"
YARDSTICK = "bare Django, stored page"
BROWSER = {"Accept-Encoding": "gzip"}
SEARCHES = (
    "bruising baby", "professional curiosity", "domestic abuse", "who else lives in the home", "neglct", "fathers",
    "was not brought", "supervision and challenge", "safe sleep", "police share information", "missing children",
    "self-neglect fire", "mental capacity decisions", "\"child in need\"", "handover between health visitors", "SUDI",
)  # fmt: skip
NEW_WORDS = ("school", "visit", "night", "record", "worker", "police", "risk", "home", "family", "plan", "team", "name")
VISITED = ("home", "page", "discuss", "filtered list", "theme", "search")
CITED = """Wagtail 8.0.1, stock, as measured once on 1,000 pages with 16 connections (req/s, CPU ms):
  page 95, 19.7 (SQLite) and 82, 23.7 (PostgreSQL); filtered list 73, 26 and 62, 32; search 23, 88 and 17, 123;
  304 of a page 84, 23.6 (PostgreSQL)."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--points", type=int, nargs="+", default=[100, 10_000], help="how many published points")
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
        for points in sorted(asked.points):
            run(publish_many(points), asked, Path(folder))
        print(f"\n{CITED}")


def publish_many(points: int) -> list[str]:
    """Fill the database up to so many invented points. Gives the address of every page."""
    from django.core.management import call_command

    from briefings.demo import many
    from briefings.models.public import PublicPage

    call_command("migrate", verbosity=0)
    pages = PublicPage.objects.order_by("pk")
    if missing := -(-points // many.POINTS_A_PAGE) - pages.count():
        many.publish(max(0, missing) * many.POINTS_A_PAGE)
    return list(pages.values_list("slug", flat=True))


def run(slugs: list[str], asked: argparse.Namespace, folder: Path) -> None:
    from tests.bench.load import measure, shuffled

    pages = shuffled([f"/learning/{slug}/" for slug in slugs])
    first, again = pages[len(pages) // 2 :], pages[: min(30, len(pages) // 2)]
    themes = ("neglect", "domestic-abuse", "working-together", "fathers-and-partners", "mental-capacity")
    sectors = ("health", "police", "education", "housing", "probation")
    lists = [f"/learning/?theme={theme}&sector={sector}" for theme in themes for sector in sectors]
    searches = [f"/learning/?q={quote_plus(words)}" for words in SEARCHES]
    with served(SITE, folder) as (site, site_process), served(BARE, folder) as (bare, bare_process):
        cases = {
            YARDSTICK: (bare, bare_process, plain(pages)),
            "static file": (site, site_process, plain(["/static/css/portal.css"])),
            "page": (site, site_process, plain(again)),
            "page, 304": (site, site_process, with_tags(site, again)),
            "discuss": (site, site_process, plain([f"{path}discuss/" for path in again])),
            "home": (site, site_process, plain(["/"])),
            "filtered list": (site, site_process, plain(lists)),
            "filtered list, 304": (site, site_process, with_tags(site, lists)),
            "theme": (site, site_process, plain([f"/themes/{theme}/" for theme in themes])),
            "search": (site, site_process, plain(searches)),
            "feed": (site, site_process, plain(["/feed/"])),
            "sheet (PDF)": (site, site_process, plain([f"{path}{path.split('/')[2]}.pdf" for path in again])),
        }
        new = {
            "page, first time": plain(first),
            "filtered list, first time": plain([f"{path}&year={year}" for path in lists for year in range(2012, 2025)]),
            "search, first time": plain([f"{path}+{word}" for path in searches for word in NEW_WORDS]),
        }
        after_publication = {
            "list, first reader": plain(["/learning/"]),
            "theme, first reader": plain(["/themes/neglect/"]),
        }
        runs = {name: [] for name in (*cases, *new, *after_publication)}
        for address, _, requests in cases.values():  # first requests fill what is read once, in both workers
            for path, headers in requests[:30] * 4:
                asked_for(f"{address}{path}", headers)
        for name, requests in new.items():
            runs[name].append(one_by_one(site, site_process, shuffled(requests)[:300]))
        for _ in range(asked.rounds):
            for name, (address, process, requests) in cases.items():
                runs[name].append(measure(address, process, requests, asked.seconds, folder))
        visits = {name: first_visit(site, cases[name][2][0][0]) for name in VISITED}
        queries = queries_of({name: requests[0] for name, (_, _, requests) in cases.items()})
        for name, requests in after_publication.items():
            runs[name].append(one_by_one(site, site_process, requests * 10, before_each=something_published))
    show(runs, queries, len(slugs))
    print("\nA first visit, in kilobytes as they travel (page + style + script + faces):")
    for name, (page, rest) in visits.items():
        print(f"{name:27}{(page + rest) / 1000:8.1f} ({page / 1000:.1f} + {rest / 1000:.1f})")


def plain(paths: list[str]) -> list[tuple[str, dict[str, str]]]:
    """Requests as a browser makes them."""
    return [(path, BROWSER) for path in paths]


def asked_for(address: str, headers: dict[str, str]) -> None:
    """Ask once. That nothing has changed is an answer too."""
    try:
        urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=60).read()  # noqa: S310  ours
    except urllib.error.HTTPError as answer:
        if answer.code != 304:
            raise


def one_by_one(
    address: str,
    server: int,
    requests: list[tuple[str, dict[str, str]]],
    before_each: Callable[[], None] = lambda: None,
):
    """Each request once, one at a time, as a lone reader would wait for it."""
    from tests.bench.load import Measured, cpu_of

    taken, before = [], cpu_of(server)
    for path, headers in requests:
        before_each()
        started = time.perf_counter()
        asked_for(f"{address}{path}", headers)
        taken.append((time.perf_counter() - started) * 1000)
    cuts = statistics.quantiles(taken, n=100)
    cpu = (cpu_of(server) - before) / len(taken) * 1000
    return Measured(1000 / statistics.mean(taken), cuts[49], cuts[94], cuts[98], cpu)


def something_published() -> None:
    """Have every process forget what it remembers, as a publication does."""
    from django.db.models import F

    from briefings.models.public import PublicVersion

    PublicVersion.objects.update(number=F("number") + 1)


def first_visit(address: str, path: str) -> tuple[int, int]:
    """The bytes of a page, and of all that its head names, as a live site sends them to a browser without a copy."""

    def sent(path: str) -> bytes:
        request = urllib.request.Request(f"{address}{path}", headers=BROWSER)  # noqa: S310  our own server
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            body = answer.read()
            # a live site has compressed its files before; faces are small already
            is_small = answer.headers.get("Content-Encoding") or path.endswith(".woff2")
        return body if is_small else gzip.compress(body, 9)

    page = sent(path)
    linked = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', gzip.decompress(page).decode()))
    return len(page), sum(len(sent(one)) for one in linked)


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
        with urllib.request.urlopen(f"{address}{path}", timeout=60) as answer:  # noqa: S310  our own server
            requests.append((path, {**BROWSER, "If-None-Match": answer.headers["ETag"]}))
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
        client.get(path, headers=headers)  # the second is from memory
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path, headers=headers)
        expected = 304 if "304" in name else 200
        if answer.status_code != expected:
            raise SystemExit(f"{path} answered {answer.status_code}, not {expected}")
        found[name] = str(len(queries))
    return found


def show(runs: dict, queries: dict[str, str], count: int) -> None:
    from django.db import connection

    print(f"\n{count * 8:,} points in {count:,} briefings, {connection.vendor}, gunicorn with 2 workers; times in ms;")
    print("16 connections, or one at a time where it says “first time”\n")
    print(f"{'':27}{'req/s':>8}{'p50':>8}{'p95':>8}{'p99':>8}{'CPU':>8}{'× bare':>8}{'queries':>9}")
    middle = {
        name: {
            field: statistics.median(getattr(one, field) for one in found)
            for field in ("per_second", "p50", "p95", "p99", "cpu")
        }
        for name, found in runs.items()
    }
    for name, one in middle.items():
        ratio = one["cpu"] / middle[YARDSTICK]["cpu"]
        print(
            f"{name:27}{one['per_second']:8.0f}{one['p50']:8.1f}{one['p95']:8.1f}{one['p99']:8.1f}{one['cpu']:8.2f}"
            f"{ratio:8.2f}{queries.get(name, ''):>9}"
        )


if __name__ == "__main__":
    main()
