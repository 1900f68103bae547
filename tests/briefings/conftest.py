"""The people of most of these tests, and where they work: Asha writes for Fernwick, Ben approves there, Cara is from
another partnership. A file whose people do something else has its own."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from tests.worlds import a_partnership, a_person


@pytest.fixture
def fernwick():
    return a_partnership(slug="fernwick")


@pytest.fixture
def marlow():
    return a_partnership(slug="marlow")


@pytest.fixture
def asha(fernwick):
    """Writes for Fernwick."""
    return a_person("asha", officer_of=[fernwick], first_name="Asha", last_name="Reed", email="asha@fernwick.example")


@pytest.fixture
def ben(fernwick):
    """Approves for Fernwick."""
    return a_person("ben", approver_of=[fernwick], first_name="Ben", last_name="Holt", email="ben@fernwick.example")


@pytest.fixture
def cara(marlow):
    """May do everything at Marlow, and nothing at Fernwick."""
    return a_person("cara", officer_of=[marlow], approver_of=[marlow], administrator_of=[marlow])


@pytest.fixture
def january(monkeypatch):
    """It is January 2027: clocks go forward on 28 March and back on 31 October, both within a year whenever this runs.

    Ask for it before anything that happens.
    """
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 1, 15, 12, tzinfo=UTC))
