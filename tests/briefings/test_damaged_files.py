"""Files that chance damaged: whatever was done to one, its words are in the draft or a list, and no hidden one is."""

from pathlib import PurePath

from briefings.importing import readers
from briefings.importing.lines import Source
from briefings.importing.readers import html, markdown, text, word
from tests.bench import mutated
from tests.bench.fuzz_import import FORMATS, tried

IN_PROCESS = {"word": word.read, "html": html.read, "text": text.read, "markdown": markdown.read}


def read(data: bytes, *, name: str) -> Source:
    """As `readers.read`, without a process for each; `python -m tests.bench.fuzz_import` tries thousands with one."""
    return IN_PROCESS[readers.kind_of(data, PurePath(name).suffix)](data)


def test_no_damage_loses_a_word_or_lets_a_hidden_one_in():
    faults = {
        number: faults
        for number, case in enumerate(mutated.cases(20, 160))
        if (faults := tried(case, FORMATS[number % len(FORMATS)], read=read)[1])
    }

    assert faults == {}


def test_the_damaged_files_are_worth_trying():
    cases = list(mutated.cases(20, 160))

    assert sum(bool(case.must) for case in cases) > 120
    assert sum(bool(case.never) for case in cases) > 80
