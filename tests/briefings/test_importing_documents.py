"""The documents of tests/bench/documents: their truths can be read and speak of them, and structures stay right."""

import pytest

from briefings import formats
from briefings.importing import readers
from briefings.importing.structure import read_outline
from reviews.section_kinds import SectionKind
from tests.bench import documents, structure

SAMPLES = list(documents.samples("tune", "kept"))
READ_RIGHT = ("google-linnet", "google-pasted-snipe", "saved-page-crake", "word-saved-avocet", "dotterel-briefing",
              "libreoffice-note-merlin")  # fmt: skip


def read(one: documents.Sample) -> structure.Result:
    source = readers.read(one.data(), name=one.name)
    return structure.compared(one, read_outline(source, format_slug=one.format))


def test_every_truth_is_of_a_format_and_names_sections_that_there_are():
    assert len(SAMPLES) >= 64
    for one in SAMPLES:
        assert one.format in formats.FORMATS, one.stem
        assert {part.section for part in one.parts} - {""} <= set(SectionKind), one.stem


def test_every_truth_speaks_of_words_that_its_document_has():
    for one in SAMPLES:
        seen = set(documents.tokens(one.seen()))
        for part in one.parts:
            assert set(part.starts + part.ends) <= seen, f"{one.stem}: {part.words}"


def test_a_part_is_its_words_from_the_first_to_the_last_and_no_others():
    whole, ends = documents.expected("point: Ask twice."), documents.expected("point/text +2: Ask … of them")

    assert whole.fits(["ask", "twice"])
    assert not whole.fits(["ask", "twice", "more"])
    assert ends.fits(documents.tokens("Ask all of them"))
    assert not ends.fits(documents.tokens("Ask all of them again"))
    assert (ends.kinds, ends.inner) == (("point", "text"), 2)
    with pytest.raises(ValueError, match="not a part"):
        documents.expected("points: Ask twice.")


@pytest.mark.parametrize("stem", READ_RIGHT)
def test_structure_that_is_read_right_stays_right(stem):
    result = read(next(one for one in SAMPLES if one.stem == stem))

    assert result.differences == []
    assert result.is_right


def test_nothing_hidden_enters_a_draft_and_what_was_left_out_is_told():
    with_hidden = [one for one in SAMPLES if one.half == "tune" and one.hidden]

    assert len(with_hidden) >= 8
    for one in with_hidden:
        result = read(one)
        assert not result.entered, one.stem
        assert not result.untold, one.stem
