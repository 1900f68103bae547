"""No cell of a table that is taken away is a formula."""

from portal.text.tables import harmless

FORMULAS = (
    "=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1", "\ufeff=1",
    "\uff1d1", "\uff0b1", "\uff0d1", "\uff201", "\ufe661", " \n \uff1d1", "\tpushed into another cell",
)  # fmt: skip
WORDS = ("", " ", "Ask twice.", "a = b", "2026-07-01", "“=1”", "Name@fernwick.example", 12)


def test_formulas_are_marked_as_words_and_words_stay_as_they_are():
    assert [harmless(cell) for cell in FORMULAS] == [f"'{cell}" for cell in FORMULAS]
    assert [harmless(cell) for cell in WORDS] == [str(cell) for cell in WORDS]
