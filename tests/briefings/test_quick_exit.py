"""The way out, as it stands in the HTML of every public page.

How it behaves in a browser: tests/journeys/test_leaving_quickly.py.
"""

from html.parser import HTMLParser

import pytest
from django.test import RequestFactory

from briefings.public.pages import faults
from tests.briefings.public_rows import a_notice, a_public_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ELSEWHERE = "https://www.bbc.co.uk/weather"


class _Links(HTMLParser):
    def __init__(self, response):
        super().__init__()
        self.links: list[dict] = []
        self.scripts: list[str] = []
        self.live: list[dict] = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "a":
            self.links.append(attrs)
        if tag == "script" and "src" in attrs:  # a data block has none, and runs nothing
            self.scripts.append(attrs["src"])
        if "data-exit-messages" in attrs:
            self.live.append(attrs)


def assert_can_be_left(response):
    """The first four links: skip, leave, staying safe, leave; both exits work without script."""
    found = _Links(response)
    assert [one["href"] for one in found.links[:4]] == ["#main", ELSEWHERE, "/staying-safe-online/", ELSEWHERE]
    for way_out in (found.links[1], found.links[3]):
        assert way_out["rel"] == "nofollow noreferrer"
        assert "data-exit" in way_out
        assert "target" not in way_out, "a new tab would leave this page open behind it"
    assert [one["role"] for one in found.live] == ["status"]
    assert any("exit" in one for one in found.scripts)


@pytest.mark.parametrize(
    "address",
    ["/", "/learning/", "/learning/linden/", "/learning/gone/", "/nothing/", "/learning/nothing/", "/accessibility/",
     "/privacy/", "/staying-safe-online/", "/families/", "/learning/linden/discuss/", "/learning/gone/discuss/"],
)  # fmt: skip
def test_every_public_page_can_be_left(client, address):
    a_public_page(slug="linden")
    a_notice(slug="gone")

    assert_can_be_left(client.get(address))


def test_pages_for_faults_can_be_left():
    request = RequestFactory().get("/")

    for response in (
        faults.broken(request), faults.not_understood(request, ValueError()), faults.not_allowed(request, ValueError()),
    ):  # fmt: skip
        assert_can_be_left(response)
