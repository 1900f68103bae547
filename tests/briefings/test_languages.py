"""A language that is offered can be set on a sheet: every letter of its alphabet has a face."""

import pytest

from briefings.models.briefing import LANGUAGES
from briefings.rendering import render
from tests import documents

LETTERS = {
    "en-GB": "café naïve £",
    "cy": "âêîôûŵŷ ÂÊÎÔÛŴŶ",
    "ku": "çêîşû ÇÊÎŞÛ",
    "lt": "ąčęėįšųūž ĄČĘĖĮŠŲŪŽ",
    "pl": "ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ",
    "pt": "ãõáéíóúâêôçà ÃÕÁÉÍÓÚÂÊÔÇÀ",
    "ro": "ăâîșț ĂÂÎȘȚ",
    "so": "dh kh sh",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ",
}


def test_every_language_offered_is_tried_here():
    assert set(LETTERS) == {code for code, _name in LANGUAGES}


@pytest.mark.parametrize("language", LETTERS)
def test_every_letter_of_a_language_offered_is_on_the_sheet(language):
    document = documents.a_document(
        language=language, sections=[documents.a_section(body=f"{dict(LANGUAGES)[language]}: {LETTERS[language]}")]
    )

    assert render(document).pages == 1
