"""No cell of a table that is taken away is a formula."""

import pytest

from portal.text.tables import harmless


@pytest.mark.parametrize(
    "cell",
    [
        "=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1", "\ufeff=1",
        "\uff1d1", "\uff0b1", "\uff0d1", "\uff201", "\ufe661", " \n \uff1d1", "\tpushed into another cell",
    ],
)  # fmt: skip
def test_formula_is_marked_as_words(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", " ", "Ask twice.", "a = b", "2026-07-01", "“=1”", "Name@fernwick.example", 12])
def test_other_words_stay_as_they_are(cell):
    assert harmless(cell) == str(cell)
