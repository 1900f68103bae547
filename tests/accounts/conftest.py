"""Each of these tests counts attempts from nothing."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()
    yield
    cache.clear()
