"""The PDF of a published briefing, as it is sent."""

import hashlib
from email.utils import parsedate_to_datetime

import pytest

from tests.briefings.public_rows import a_notice, a_public_page

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 " + bytes(range(256)) * 20


@pytest.fixture
def linden():
    return a_public_page(slug="linden", pdf=PDF)


def test_sheet_is_sent_byte_for_byte_under_its_name(client, linden):
    response = client.get("/learning/linden/linden.pdf")

    assert response.content == PDF
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="linden.pdf"'
    assert response.headers["Content-Length"] == str(len(PDF))
    assert response.headers["ETag"] == f'"{hashlib.sha256(PDF).hexdigest()}"'
    assert parsedate_to_datetime(response.headers["Last-Modified"]) == linden.published_at
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize(
    "asked_with",
    [
        {"If-None-Match": f'"{hashlib.sha256(PDF).hexdigest()}"'},
        {"If-None-Match": f'"other", W/"{hashlib.sha256(PDF).hexdigest()}"'},
        {"If-Modified-Since": "Wed, 20 May 2026 09:30:00 GMT"},
    ],
)
def test_unchanged_sheet_is_answered_without_reading_its_bytes(client, linden, asked_with, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        response = client.get(linden.sheet_address(), headers=asked_with)

    assert response.status_code == 304
    assert response.content == b""
    assert "publicsheet" not in asked.captured_queries[0]["sql"]


@pytest.mark.parametrize(
    "asked_with", [{"If-None-Match": '"other"'}, {"If-Modified-Since": "Wed, 20 May 2026 09:29:59 GMT"}]
)
def test_changed_sheet_is_sent(client, linden, asked_with):
    assert client.get(linden.sheet_address(), headers=asked_with).content == PDF


def test_head_says_the_size_without_reading_the_bytes(client, linden, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.head(linden.sheet_address())

    assert response.status_code == 200
    assert response.headers["Content-Length"] == str(len(PDF))
    assert response.headers["Content-Type"] == "application/pdf"


def test_sheet_has_one_address_only(client, linden):
    for address in ("/learning/linden/other.pdf", "/learning/other/linden.pdf", "/learning/linden/linden.PDF"):
        assert client.get(address).status_code == 404, address


def test_withdrawn_sheet_is_gone(client):
    a_notice(slug="gone", notice="Taken down on advice.")

    response = client.get("/learning/gone/gone.pdf")

    assert response.status_code == 410
    assert b"Taken down on advice." in response.content


def test_replaced_sheet_leads_to_the_page_that_replaces_it(client, linden):
    a_notice(slug="old", moved_to=linden.get_absolute_url())

    response = client.get("/learning/old/old.pdf")

    assert response.status_code == 301
    assert response.headers["Location"] == "/learning/linden/"
