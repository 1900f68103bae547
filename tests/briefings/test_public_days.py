"""Days and years are those of readers here, also in the hour before midnight of UTC, in which a summer's day begins."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from briefings.public.citing import citation_of
from briefings.public.pages.resources import _link
from reviews.models import Resource
from tests.briefings.public_rows import a_public_page
from tests.briefings.test_public_data import a_page_with, body

pytestmark = pytest.mark.django_db
JUST_AFTER_MIDNIGHT = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # 00:30 on 1 July by British Summer Time


@pytest.fixture
def released(client):
    """A briefing whose embargo ended with June."""
    return a_page_with(("point", "Ask twice."), slug="july", published_at=JUST_AFTER_MIDNIGHT)


def test_page_and_data_say_the_same_day(client, released):
    assert "1 July 2026" in body(client.get("/learning/july/"))

    (one,) = json.loads(body(client.get("/learning.json")))["briefings"]

    assert (one["first_published"], one["published"]) == ("2026-07-01", "2026-07-01")


@pytest.mark.parametrize("table", ["points", "case-reviews"])
def test_tables_say_the_same_day(client, released, table):
    (row,) = csv.DictReader(io.StringIO(body(client.get(f"/{table}.csv"))))

    assert row["published"] == "2026-07-01"


def test_year_of_a_catalogue_row_and_of_a_citation_is_the_year_here(client, settings):
    # British clocks are never ahead of UTC at New Year, so this asks in a zone that is.
    settings.TIME_ZONE = "Europe/Paris"
    page = a_public_page(published_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))

    (row,) = csv.DictReader(io.StringIO(body(client.get("/case-reviews.csv"))))

    assert row["year"] == "2027"
    assert citation_of(page, [], address="").year == 2027


def test_link_was_checked_on_the_day_here():
    assert _link(Resource(link_checked_at=JUST_AFTER_MIDNIGHT)).checked_on.isoformat() == "2026-07-01"
