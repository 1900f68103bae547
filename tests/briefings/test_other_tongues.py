"""Sheets in scripts that run from the right, or whose glyphs are not letters: what is seen, heard and found."""

import io
from dataclasses import replace

import pypdf
import pytest

from briefings.document import Quotation
from briefings.rendering import html, render
from briefings.words.stemming import stems_of
from tests import documents
from tests.assertions import pdf_ua_faults, text_of_pdf

WORDS = {
    "ar": ("ماذا حدث؟", "زارت الممرضة البيت في 3 مارس، وقالت الأم: «أنا متعبة».", "من يعيش في البيت؟"),
    "am": ("ምን ተከሰተ?", "ነርሷ ቤቱን በመጋቢት 3 ጎበኘች፤ እናቲቱም “ደክሞኛል” አለች።", "በቤቱ ውስጥ ማን ይኖራል፧"),
    "bn": ("কী ঘটেছিল?", "মা বললেন: “আমি খুব ক্লান্ত।” কেউ বাবার কথা জিজ্ঞাসা করেনি।", "বাড়িতে কে থাকে?"),
    "gu": ("શું થયું?", "માતાએ કહ્યું: “હું ખૂબ થાકી ગઈ છું.” કોઈએ પિતા વિશે પૂછ્યું નહીં.", "ઘરમાં કોણ રહે છે?"),
    "he": ("מה קרה?", "האחות ביקרה בבית ב־3 במרץ, והאם אמרה: „אני עייפה”.", "מי גר בבית?"),
    "pa": ("ਕੀ ਹੋਇਆ?", "ਮਾਂ ਨੇ ਕਿਹਾ: “ਮੈਂ ਬਹੁਤ ਥੱਕ ਗਈ ਹਾਂ।” ਕਿਸੇ ਨੇ ਪਿਤਾ ਬਾਰੇ ਨਹੀਂ ਪੁੱਛਿਆ।", "ਘਰ ਵਿੱਚ ਕੌਣ ਰਹਿੰਦਾ ਹੈ?"),
    "ti": ("እንታይ ኣጋጢሙ?", "እታ ነርስ ነቲ ገዛ ብ3 መጋቢት በጺሓቶ፣ ኣደ ድማ “ደኺመ ኣለኹ” በለት።", "ኣብ ገዛ መን ይነብር፧"),
}
URDU = "کسی نے نہیں پوچھا کہ گھر میں اور کون رہتا ہے۔"


def a_note(language):
    heading, told, asked = WORDS[language]
    questions = documents.some_questions(asked)
    questions = replace(questions, questions=tuple(replace(one, language="") for one in questions.questions))
    section = documents.a_section(heading=heading, body=told, pieces=[questions], language="")
    return documents.a_document(language=language, title=heading, contact="", sections=[section])


def said_aloud(pdf):
    """The words that the structure says, in its order."""
    root = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    waiting, found = [root["/StructTreeRoot"]], []
    while waiting:
        element = waiting.pop(0)
        if isinstance(element, pypdf.generic.DictionaryObject):
            found += [str(element["/ActualText"])] if "/ActualText" in element else []
            kids = element.get("/K", [])
            kids = kids if isinstance(kids, list) else [kids]
            waiting = [one.get_object() for one in kids] + waiting
    return found


@pytest.mark.parametrize("language", WORDS)
def test_sheet_is_set_in_our_faces_and_says_its_words_in_order(language):
    rendered = render(a_note(language))

    assert not pdf_ua_faults(rendered.pdf)
    reader = pypdf.PdfReader(io.BytesIO(rendered.pdf))
    faces = {one["/BaseFont"].partition("+")[2] for one in reader.pages[0]["/Resources"]["/Font"].values()}
    ours = ("Atkinson", "Noto-Sans", "IBM-Plex-Sans-Arabic", "Hind-Siliguri")
    assert all(face.startswith(ours) for face in faces), faces
    heading, told, asked = WORDS[language]
    assert reader.trailer["/Root"]["/Lang"] == language
    # where every glyph is one letter, the page says its words itself
    said = said_aloud(rendered.pdf) or [text_of_pdf(rendered.pdf)]
    assert " ".join([heading, heading, told, asked]) in " ".join(" ".join(said).split())


def test_words_that_the_site_brings_are_marked_as_english():
    page = html.sheet_html(a_note("ar"))

    assert '<html lang="ar" dir="rtl"' in page
    assert '<p class="kind" lang="en-GB" dir="ltr">' in page
    assert 'lang="en-GB"' not in html.sheet_html(documents.a_learning_note()).partition("<body")[2]


def test_quotation_in_another_tongue_says_so_and_who_said_it_stays_english():
    quotation = Quotation(5, URDU, "Rowan's grandmother", "ur")

    page = html.page_html(documents.a_document(sections=[documents.a_section(pieces=[quotation])]))

    assert '<div class="quotation" lang="ur" dir="rtl">' in page
    assert '<span lang="en-GB" dir="ltr">Rowan' in page


def test_english_line_of_contact_reads_from_the_left_below_words_that_do_not():
    asked = "If in doubt, write to learning@fernwick.example."

    turned = html.sheet_html(replace(a_note("ar"), contact=asked))
    straight = html.sheet_html(replace(documents.a_learning_note(), contact=asked))

    assert '<p class="contact"><span lang="en-GB" dir="ltr">If in doubt' in turned
    assert '<p class="contact">If in doubt' in straight


@pytest.mark.parametrize(
    ("written", "looked_for"),
    [("بِالبيت", "بالبيت"), ("أسرة", "اسرة"), ("বাড়িতে", "বাড়িতে"), ("र‌क्षा", "रक्षा"), ("می‌شود", "میشود")],
)
def test_words_are_found_as_written_and_with_fewer_marks(written, looked_for):
    assert stems_of(written) == stems_of(looked_for)
    assert len(stems_of(written)) == 1


def test_a_vowel_tells_two_words_apart():
    assert stems_of("কে") != stems_of("কী")
