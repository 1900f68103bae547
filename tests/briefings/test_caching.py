"""Every public answer is made once for each publication, never given out after it, and all of them within the bound.

Asked through the site's own addresses; that a take-down leaves nothing behind is in tests/house/test_take_down.py.
"""

import gzip
import re
import threading
from pathlib import Path

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver

from briefings.demo import many
from briefings.models.public import STANDARD_NOTICE, PublicPage, PublicTheme
from briefings.models.version_triggers import VERSION, tables
from briefings.public import caching
from briefings.public.pages import open_data
from people.models import Partnership
from portal import release
from portal.caches import BoundedMemory
from reviews.models import GlossaryTerm, Resource, Theme
from tests.briefings.public_rows import a_notice, a_public_page
from tests.briefings.test_public_carrying import BROWSER, FILES, PAGES, STATEMENTS, _names
from tests.worlds import a_partnership, approved

PAGE = "/learning/measured-0/"
TABLE = re.compile(r'(?:FROM|JOIN) "?(\w+_\w+)"?')


def public_patterns() -> list[URLPattern]:
    """Every pattern of briefings/public/urls.py."""
    (resolver,) = [one for one in get_resolver().url_patterns if getattr(one, "app_name", "") == "public"]
    return resolver.url_patterns


@pytest.fixture
def addresses(db) -> list[str]:
    """Every kind of public address, with ten invented pages behind them."""
    many.publish(10 * many.POINTS_A_PAGE)
    return [wanted.format(**_names()) for wanted in (*PAGES, *FILES, *STATEMENTS)]


# One decorator for all


def test_every_public_view_is_made_by_the_one_decorator():
    views = {one.pattern._route: one.callback for one in public_patterns()}

    assert len(views) > 25
    assert [route for route, view in views.items() if not getattr(view, "is_public", False)] == []


def test_what_a_view_does_not_know_neither_costs_nor_changes_anything(client, addresses):
    for address in addresses:
        first = client.get(address, headers=BROWSER)
        joined = "&" if "?" in address else "?"
        with CaptureQueriesContext(connection) as queries:
            again = client.get(f"{address}{joined}x=1&utm_source=a%00b&x=2", headers=BROWSER)

        assert len(queries) <= 2, address  # which publication it is; a sheet asks for its bytes
        assert again.status_code == 200, address
        assert (again.content, again.headers["ETag"]) == (first.content, first.headers["ETag"]), address


@pytest.mark.django_db
def test_parameter_that_is_repeated_counts_once(client, addresses):
    one = client.get("/learning.json?page=1")
    many_times = client.get("/learning.json?page=7&page=1")

    assert one.headers["ETag"] == many_times.headers["ETag"]


# Made once


def test_answer_is_made_once_and_is_the_same(client, addresses):
    for address in addresses:
        first = client.get(address, headers=BROWSER)
        with CaptureQueriesContext(connection) as queries:
            second = client.get(address, headers=BROWSER)

        assert second.content == first.content, address
        assert dict(second.headers) == dict(first.headers), address
        assert len(queries) <= (2 if address.endswith(".pdf") else 1), address


def test_answer_is_whole_for_readers_who_take_it_packed_unpacked_or_only_ask(client, addresses):
    for address in (one for one in addresses if not one.endswith(".pdf")):
        for made_anew in (True, False):
            if made_anew:
                caching.forget()
            plain = client.get(address, headers={"Accept-Encoding": "gzip;q=0, identity"})
            body = b"".join(plain.streaming_content) if plain.streaming else plain.content
            packed, head = client.get(address, headers=BROWSER), client.head(address)

            assert "Content-Encoding" not in plain.headers, address
            assert gzip.decompress(packed.content) == body, address
            assert int(plain.headers["Content-Length"]) == len(body) == int(head.headers["Content-Length"]), address
            assert head.content == b"", address


def test_of_many_who_ask_at_once_one_makes_it_and_the_others_wait():
    now, asked, made = caching.Publication(7), threading.Barrier(6), []
    caches["public"].set("publication", now.name)

    def make() -> str:
        made.append(threading.get_ident())
        threading.Event().wait(0.1)  # long enough for all to have come
        return "an answer"

    def ask() -> None:
        asked.wait()
        got.append(now.once("the same thing", make))

    got: list[str] = []
    readers = [threading.Thread(target=ask) for _ in range(6)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()

    assert got == ["an answer"] * 6
    assert len(made) == 1


# Never older than what is public


@pytest.mark.django_db
def test_older_publication_neither_empties_nor_fills_the_cache_of_a_newer_one():
    a_public_page()
    older = caching.publication()
    a_public_page()
    newer = caching.publication()
    newer.once("thing", lambda: "new")

    assert older.once("thing", lambda: "old") == "old"  # a request that began before the publication ends after it
    assert older.once("thing", lambda: "again") == "again"
    assert caching.publication() == newer
    assert newer.once("thing", lambda: "made twice") == "new"


@pytest.mark.django_db
def test_publication_empties_a_cache_that_processes_share_once():
    a_public_page()
    caching.publication().once("taken down", lambda: "a name")
    PublicPage.objects.all().delete()
    with caches["public"]._lock:
        assert b"a name" in b"".join(caches["public"]._cache.values())

    now = caching.publication()  # the first process to look
    now.once("thing", lambda: "new")
    assert caching.publication() == now  # and the next

    kept = b"".join(caches["public"]._cache.values())
    assert b"a name" not in kept
    assert b"new" in kept


@pytest.mark.django_db
def test_number_that_comes_back_with_a_back_up_is_another_publication(client):
    a_public_page(slug="now")
    tag = client.get("/learning/now/").headers["ETag"]
    with connection.cursor() as cursor:  # the same number at another time
        cursor.execute(f"UPDATE {VERSION} SET changed_at = '2020-01-01 00:00:00+00:00'")  # noqa: S608

    assert client.get("/learning/now/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.django_db
def test_whatever_changes_in_the_database_changes_every_tag(client):
    page = a_public_page(slug="one", partnerships=[a_partnership()])
    theme, resource = Theme.objects.create(slug="t", name="T"), Resource.objects.create(title="R", access="request")
    changes = (
        lambda: approved(theme),
        lambda: Resource.objects.filter(pk=resource.pk).update(link_state="gone"),
        lambda: Partnership.objects.update(website="https://rill.example/"),
        lambda: approved(GlossaryTerm.objects.create(abbreviation="QQ", expansion="quite quiet")),
        lambda: PublicTheme.objects.all().delete(),
        lambda: a_notice(slug="gone"),
        lambda: PublicPage.objects.filter(pk=page.pk).update(notice=STANDARD_NOTICE),
        lambda: page.facets.all().delete(),
        lambda: page.delete(),
    )
    for change in changes:
        tag = client.get("/").headers["ETag"]
        change()

        assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_every_table_that_a_public_address_reads_raises_the_number(client, addresses):
    read = set()
    with CaptureQueriesContext(connection) as queries:
        for address in (*addresses, "/learning/nothing-here/", "/logos/none.png", "/media/none.png"):
            client.get(address)
    for one in queries.captured_queries:
        read |= set(TABLE.findall(one["sql"]))

    assert {"briefings_publicpage", "briefings_publictheme", "briefings_publicpartnership", "reviews_resource"} <= read
    assert read - set(tables(apps)) == {VERSION}
    if connection.vendor == "postgresql":
        statement = (
            "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE tgname LIKE '%is_read'"
        )
        events = 1
    else:
        statement = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%is_read_%'"
        events = 3
    with connection.cursor() as cursor:
        cursor.execute(statement)
        watched = [table for (table,) in cursor.fetchall()]
    assert sorted(watched) == sorted(tables(apps) * events)


# The release


@pytest.fixture
def a_release(settings, tmp_path):
    """A release of a few files, to change."""
    settings.BASE_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "collected"
    for name in ("briefings/public/page.py", "templates/base.html", "static/css/search.css", "static/js/one.js",
                 "briefings/rendering/html.py", "reviews/words.txt", "collected/staticfiles.json"):  # fmt: skip
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("settings.SITE_NAME")
    yield tmp_path
    release.release.cache_clear()


def digest() -> str:
    release.release.cache_clear()
    return release.release()


def test_release_changes_with_every_file_setting_and_package(a_release, settings, monkeypatch):
    before = digest()
    assert digest() == before
    for file in sorted(one for one in a_release.rglob("*") if one.is_file()):
        file.write_text("settings.SITE_NAME = other")
        assert digest() != before, file
        before = digest()
    Path(a_release, "briefings/new.py").write_text("")
    assert digest() != before
    before = digest()
    settings.SITE_NAME = "Another name"
    assert digest() != before
    before = digest()
    monkeypatch.setattr(release, "distributions", lambda: [])
    assert digest() != before


def test_release_is_made_of_all_that_pages_are_made_with():
    names = {str(one.relative_to(release.settings.BASE_DIR)) for one in release.files()}

    assert {"static/css/search.css", "static/css/portal.css", "templates/base.html", "briefings/public/fragments.py",
            "briefings/rendering/html.py", "portal/settings.py", "reviews/models/vocabulary.py"} <= names  # fmt: skip


@pytest.mark.django_db
def test_another_release_changes_every_tag_and_finds_nothing_kept(client, addresses, monkeypatch):
    tags = {one: client.get(one).headers["ETag"] for one in addresses if not one.endswith(".pdf")}
    monkeypatch.setattr(caching, "release", lambda: "another")

    for address, tag in tags.items():
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 200, address


# The bound


def test_bound_counts_what_is_really_held():
    memory = BoundedMemory("bound", {"OPTIONS": {"MAX_BYTES": 20_000}})
    memory.clear()
    memory.set("always", "a")
    for number in range(400):
        memory.set(f"number-{number % 90}", "x" * (number * 7 % 1500))
        if number % 3 == 0:
            memory.delete(f"number-{number // 2}")
        assert memory.get("always") == "a"
        held = sum(len(key) + len(value) + 250 for key, value in memory._cache.items())
        assert memory.held_bytes == held <= 20_000

    memory.set("too-much", "x" * 15_000)
    assert memory.get("too-much") is None
    memory.clear()
    assert memory.held_bytes == 0


@pytest.mark.django_db
def test_junk_cannot_push_the_cache_past_its_bound(client, addresses):
    memory = caches["public"]
    for number in range(150):
        client.get(f"/learning/?q=baby+{number}&x={number}")
        client.get(f"/learning/?theme=nothing-{number}")

    assert 0 < memory.held_bytes <= memory.most_bytes
    assert memory.held_bytes == sum(len(key) + len(value) + 250 for key, value in memory._cache.items())


@pytest.mark.django_db
def test_large_table_is_read_a_few_briefings_at_a_time(client, monkeypatch):
    many.publish(12 * many.POINTS_A_PAGE)
    monkeypatch.setattr(open_data, "AT_A_TIME", 5)

    rows = b"".join(client.get("/points.csv").streaming_content).decode().splitlines()
    caching.forget()
    with CaptureQueriesContext(connection) as queries:
        client.get("/points.csv", headers=BROWSER)

    assert len(rows) > 12 * many.POINTS_A_PAGE
    assert len([one for one in queries if "publicpassage" in one["sql"]]) == 3
