"""What stands where nothing is published: gone, moved, not found, broken."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import RequestFactory

from briefings.public.pages import faults
from tests.assertions import text_of
from tests.briefings.public_rows import a_notice, a_public_page

pytestmark = pytest.mark.django_db


def test_withdrawn_briefing_is_gone_with_its_notice(client):
    a_notice(slug="gone", notice="Taken down on legal advice.\n\nDo not use <b>copies</b>.")

    response = client.get("/learning/gone/")

    assert response.status_code == 410
    text = text_of(response.content)
    assert "Taken down on legal advice. Do not use <b>copies</b>." in text
    assert "Withdrawn on 1 June 2026" in text
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_withdrawn_briefing_without_a_notice_still_says_what_happened(client):
    a_notice(slug="gone")

    assert "has taken it down" in text_of(client.get("/learning/gone/").content)


def test_withdrawal_shows_to_a_reader_who_has_a_copy(client):
    page = a_public_page(slug="linden")
    tag = client.get(page.get_absolute_url()).headers["ETag"]
    page.delete()
    a_notice(slug="linden")

    assert client.get("/learning/linden/", headers={"If-None-Match": tag}).status_code == 410


def test_replaced_briefing_leads_to_its_successor_for_good(client):
    a_notice(slug="old", moved_to="/learning/new/")

    response = client.get("/learning/old/")

    assert response.status_code == 301
    assert response.headers["Location"] == "/learning/new/"
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_briefing_available_on_request_says_whom_to_ask(client):
    publishers = [{"name": "Fernwick Partnership", "mailbox": "ask@fernwick.example"}]
    a_notice(slug="over", title="Learning from Child Linden", publishers=publishers, notice="Allow ten working days.")

    response = client.get("/learning/over/")

    assert response.status_code == 200
    says = text_of(response.content)
    assert "Learning from Child Linden" in says
    assert "This is available on request." in says
    assert "Fernwick Partnership: ask@fernwick.example" in says
    assert "Allow ten working days." in says
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_sheet_of_a_briefing_available_on_request_leads_to_whom_to_ask(client):
    a_notice(slug="over", title="Learning from Child Linden")

    response = client.get("/learning/over/over.pdf")

    assert (response.status_code, response.headers["Location"]) == (302, "/learning/over/")


@pytest.mark.parametrize("elsewhere", ["//elsewhere.example/", "/\\elsewhere.example"])
def test_nothing_leads_off_the_site(client, elsewhere):
    a_notice(slug="old", moved_to=elsewhere)

    response = client.get("/learning/old/")

    assert response.status_code == 410
    assert "Location" not in response.headers


@pytest.mark.parametrize(
    "address", ["/nothing/", "/learning/nothing/", "/learning/nothing/nothing.pdf", "/logos/x.png"]
)
def test_not_found_helps_and_repeats_nothing(client, address):
    response = client.get(f"{address}?name=somebody")

    assert response.status_code == 404
    assert 'href="/learning/"' in response.content.decode()
    assert "nothing" not in text_of(response.content).lower()
    assert "somebody" not in response.content.decode()


def test_broken_page_needs_neither_database_nor_request(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = faults.broken(None)

    assert response.status_code == 500
    assert response.headers["Cache-Control"] == "no-store"
    assert "The fault is ours" in text_of(response.content)


def test_hostile_request_is_answered_without_using_it():
    request = RequestFactory().get("/", headers={"Host": "evil.example/<script>"})

    response = faults.not_understood(request, SuspiciousOperation("evil.example"))

    assert response.status_code == 400
    assert b"evil" not in response.content


def test_unknown_host_gets_our_own_page(client):
    response = client.get("/", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert "could not read that request" in text_of(response.content)


def test_forbidden_page_explains():
    response = faults.not_allowed(RequestFactory().get("/admin/"), PermissionError())

    assert response.status_code == 403
    assert "account may not have the role" in text_of(response.content)
