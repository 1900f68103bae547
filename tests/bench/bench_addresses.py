"""What every public address costs in processor time, and what the cache of public answers holds.

    python -m tests.bench.bench_addresses [--briefings 2000 12500] [--flood 2000]

DATABASE_URL chooses a database (an empty one; a new SQLite file unless given); briefings that are there already count.
Milliseconds of this process, the test client's one or two among them: “first” is made with nothing kept but the
values of the filters, which have a line of their own; “again” is kept; “?x=1” is kept and asked with junk; “8 at once”
is made, for eight who ask together, in all. On PostgreSQL the server's own time is not counted. The last lines ask for
many searches that differ and say what is held then.
"""

import argparse
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache

import django

MOST = 50  # milliseconds, but for what is made once for each publication
ONCE = ("points.csv", "recommendations.csv", "case-reviews.csv")
LISTS = ("/learning/", "/learning/?theme={theme}", "/learning/?theme={theme}&sector={sector}&year=2013",
         "/learning/?page=90")  # fmt: skip
COMMON_WORDS = ("child baby family mother father home visit worker school nurse police plan health meeting record risk "
                "worry ask listen share team call doctor night")  # fmt: skip
SEARCHES = ("baby", "who else lives in the home", '"the baby was not seen"', '"of the" "and the" "in the" "to the"',
            "child -baby -family -worker", 'child -"the baby" -"a home" -"in the" -"of the" -"was not"',
            "neglct", " ".join(f"word{number} child family" for number in range(12)), "b*", "a" * 300,
            COMMON_WORDS)  # fmt: skip
STATEMENTS = ("open-data", "accessibility", "privacy", "staying-safe-online", "families")
# Every pattern of the public addresses, with what is asked of it.
ADDRESSES = {
    "": ["/"],
    "learning/": [*LISTS, *(f"/learning/?q={words}" for words in SEARCHES)],
    "learning/<slug:slug>/": ["/learning/{page}/", "/learning/nothing-here/"],
    "learning/<slug:slug>/<slug:name>.pdf": ["/learning/{page}/{page}.pdf"],
    "learning/<slug:slug>/discuss/": ["/learning/{page}/discuss/"],
    "learning/<slug:slug>/block-<number:number>/": ["/learning/{page}/block-1/"],
    "themes/": ["/themes/"],
    "themes/<slug:slug>/": ["/themes/{theme}/", "/themes/{theme}/?show=points", "/themes/{theme}/?show=points&page=40"],
    "themes/<slug:slug>/feed/": ["/themes/{theme}/feed/"],
    "sectors/": ["/sectors/"],
    "sectors/<slug:slug>/": ["/sectors/{sector}/", "/sectors/{sector}/?show=questions"],
    "resources/": ["/resources/"],
    "reviews/<slug:slug>/": ["/reviews/{review}/"],
    "partnerships/<slug:slug>/feed/": ["/partnerships/{partnership}/feed/"],
    "feed/": ["/feed/"],
    "learning.json": ["/learning.json", "/learning.json?page=15"],
    **{name: [f"/{name}"] for name in ONCE},
    "sitemap.xml": ["/sitemap.xml"],
    "sitemap-places.xml": ["/sitemap-places.xml"],
    "sitemap-<slug:place>-<number:number>.xml": ["/sitemap-learning-2.xml", "/sitemap-reviews-1.xml"],
    **{
        f"{name}/": [f"/{name}/"]
        for name in ("open-data", "accessibility", "privacy", "staying-safe-online", "families")
    },
    "robots.txt": ["/robots.txt"],
    "favicon.ico": ["/favicon.ico"],
    "media/<path:name>": ["/media/nothing.png"],
    "logos/<str:name>": ["/logos/nothing.png"],
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--briefings", type=int, nargs="+", default=[2000, 12_500], help="how many")
    options.add_argument("--flood", type=int, default=2000, help="how many searches that differ")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        os.environ |= {"PORTAL_ENV": "test", "DJANGO_SETTINGS_MODULE": "portal.settings", "MEDIA_ROOT": folder}
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        django.setup()
        from tests.bench.bench_http import publish_many

        for briefings in sorted(asked.briefings):
            publish_many(briefings * 8)
            walk()
            flood(asked.flood)


def addresses() -> Iterator[str]:
    """One address and more of every pattern. Stops where a pattern is missing from the list above."""
    from django.urls import get_resolver

    from briefings.models.public import PublicFacet, PublicPage

    (public,) = [one for one in get_resolver().url_patterns if getattr(one, "app_name", "") == "public"]
    if missing := {str(one.pattern) for one in public.url_patterns} ^ set(ADDRESSES):
        raise SystemExit(f"These patterns are not walked, or are no more: {missing}")
    page = PublicPage.objects.exclude(review_slug="").first()
    most = PublicFacet.objects.filter(page=page)
    names = {kind: slug for kind, slug in most.values_list("kind", "slug")} | {
        "page": page.slug, "review": page.review_slug,
    }  # fmt: skip
    for some in ADDRESSES.values():
        yield from (one.format(**names) for one in some)


def walk() -> None:
    """Ask for every address, and print what it costs."""
    from django.core.cache import caches
    from django.db import connection

    from briefings.models.public import PublicPage, PublicPassage

    count, points = PublicPage.objects.count(), PublicPassage.objects.filter(kind="point").count()
    print(f"\n{points:,} points in {count:,} briefings, {connection.vendor}; milliseconds of processor time\n")
    print(f"{'':62}{'first':>8}{'again':>8}{'?x=1':>8}{'8 at once':>11}")
    at_the_same_time("/")  # what a process reads once: templates, word lists, the release
    first = cpu(lambda: get("/learning/"), before=forget_all)
    print(f"{'/learning/ with the values of its filters, as after a publication':62}{first:8.1f}")
    for address in addresses():
        junk = f"{address}{'&' if '?' in address else '?'}x=1"
        first = cpu(lambda address=address: get(address), before=ready)
        again, with_junk = cpu(lambda address=address: get(address)), cpu(lambda junk=junk: get(junk))
        at_once = cpu(lambda address=address: at_the_same_time(address), before=ready)
        mark = "  *" if max(first, again, with_junk) > MOST else ""
        shown = address if len(address) < 60 else f"{address[:57]}…"
        print(f"{shown:62}{first:8.1f}{again:8.1f}{with_junk:8.1f}{at_once:11.1f}{mark}", flush=True)
    for address in addresses():
        get(address)
    held = caches["public"].held_bytes
    print(f"\n{held / 2**20:.1f} MiB held of {caches['public'].most_bytes / 2**20:.0f}")


def flood(searches: int) -> None:
    """Ask for many searches that differ, and print what is held then."""
    import psutil
    from django.core.cache import caches

    process, memory = psutil.Process(), caches["public"]
    before = process.memory_info().rss
    started = time.process_time()
    for number in range(searches):
        get(f"/learning/?q=baby+{number * 7919:x}+school&sort=newest&x={number}")
    each = (time.process_time() - started) / max(1, searches) * 1000
    really = sum(len(key) + len(value) for key, value in memory._cache.items())
    print(
        f"after {searches:,} searches that differ, {each:.1f} ms each: {len(memory._cache):,} answers and parts, "
        f"{really / 2**20:.1f} MiB held, {memory.held_bytes / 2**20:.1f} MiB counted; this process grew by "
        f"{(process.memory_info().rss - before) / 2**20:.0f} MiB to {process.memory_info().rss / 2**20:.0f} MiB"
    )


@cache
def reader(number: int):
    """A client, whose middleware is loaded once."""
    from django.test import Client

    return Client()


def get(address: str, number: int = 0) -> None:
    answer = reader(number).get(address, headers={"Accept-Encoding": "gzip"})
    if answer.status_code >= 500:
        raise SystemExit(f"{address} answered {answer.status_code}")


def at_the_same_time(address: str) -> None:
    """Eight readers in threads of their own."""
    from django.db import connection

    def ask(number: int) -> None:
        get(address, number)
        connection.close()

    readers = [threading.Thread(target=ask, args=[number]) for number in range(8)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()


def forget_all() -> None:
    from briefings.public.caching import forget

    forget()


def ready() -> None:
    """Nothing kept but the values of the filters."""
    from briefings.public.caching import publication
    from briefings.public.finding.facets import published_values

    forget_all()
    published_values(publication())


def cpu(do: Callable[[], None], before: Callable[[], None] = lambda: None) -> float:
    """Milliseconds of processor time, the middle of three (of one, where it takes long)."""
    taken = []
    while len(taken) < 3 and sum(taken) < 1000:
        before()
        started = time.process_time()
        do()
        taken.append((time.process_time() - started) * 1000)
    return sorted(taken)[len(taken) // 2]


if __name__ == "__main__":
    main()
