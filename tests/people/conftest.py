"""The places and people of most of these tests. A file whose people do something else has its own."""

import pytest

from tests.worlds import a_partnership, a_person


@pytest.fixture
def home():
    return a_partnership(slug="home", name="Home Safeguarding Children Partnership")


@pytest.fixture
def elsewhere():
    return a_partnership(slug="elsewhere")


@pytest.fixture
def hana(home):
    """Administers home."""
    return a_person("hana", administrator_of=[home], email="hana@home.example", first_name="Hana", last_name="Lisle")


@pytest.fixture
def root():
    """Runs the site."""
    return a_person("root", is_superuser=True, email="root@site.example")
