"""Many documents at once: a .zip, the table of what became of each, and the question about a second review."""

import csv
import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from briefings.admin.importing import screens
from briefings.models import Briefing, ImportedDocument
from reviews.models import Review
from tests.briefings.test_import_documents import NOTE, WAITING
from tests.briefings.test_import_screen import (  # noqa: F401  the fixtures
    PLACE,
    _nobody_has_imported_anything_yet,
    a_file,
    document,
    officer,
    says,
    sent,
)
from tests.worlds import a_partnership, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def a_zip(*members: tuple[str, str | bytes], name: str = "back-catalogue.zip") -> SimpleUploadedFile:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for member, words in members:
            package.writestr(member, words)
    return SimpleUploadedFile(name, data.getvalue())


def test_each_document_of_a_zip_gets_its_own_result(officer):  # noqa: F811
    response = sent(
        officer,
        a_zip(
            ("notes/sorrel.txt", NOTE),
            ("notes/../../clover.txt", NOTE.replace("Sorrel", "Clover")),
            ("__MACOSX/notes/._sorrel.txt", "x"),
            ("notes/.DS_Store", "x"),
            ("empty.txt", ""),
        ),
    )

    page = says(response)
    assert (page.count("Draft made."), page.count("Not imported.")) == (2, 1)
    assert {one.name for one in ImportedDocument.objects.all()} == {"sorrel.txt", "clover.txt"}


@pytest.mark.parametrize(
    ("package", "advice"),
    [
        (a_zip(), "There is no document in this .zip."),
        (a_zip(("a.zip", b"PK")), screens.ZIP_IN_ZIP),
        (SimpleUploadedFile("broken.zip", b"PK\x03\x04 and nothing of use"), "This .zip is damaged"),
        (
            a_zip(*[(f"{number}.txt", "Words") for number in range(21)]),
            "There are 21 documents in this .zip, 20 at most",
        ),
        (a_zip(*[(f"{number}.txt", b" " * 24_000_000) for number in range(5)]), "more than 100 MB together"),
    ],
)
def test_zip_that_cannot_be_read_says_what_to_do(officer, package, advice):  # noqa: F811
    assert advice in says(sent(officer, package))
    assert not Briefing.objects.exists()


def test_results_are_taken_away_as_a_table(officer, asha):  # noqa: F811
    page = sent(
        officer,
        a_file(WAITING, "sorrel.md"),
        a_file("", "=empty.txt"),
        a_file(NOTE.replace("Sorrel", "Clover"), "clover.txt"),
    )
    rows = re.findall(r'name="row" value="([^"]+)"', says(page))

    table = officer.post(f"{PLACE}results.csv", {"row": rows})

    lines = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [(line["File"], line["Result"]) for line in lines] == [
        ("sorrel.md", "Draft made"),
        ("'=empty.txt", "Not imported"),
        ("clover.txt", "Draft made"),
    ]
    assert (lines[0]["Lines not placed"], lines[1]["Briefing"]) == ("1", "")
    assert lines[0]["Address"].endswith("/change/")


def test_table_of_results_tells_nothing_of_another_partnerships_draft(officer, document, client):  # noqa: F811
    row = screens.Row("sorrel.txt", "made", document=document).signed()
    client.force_login(a_person(officer_of=[a_partnership()]))

    assert document.briefing.title not in client.post(f"{PLACE}results.csv", {"row": [row]}).content.decode()
    assert client.post(f"{PLACE}results.csv", {"row": [f"{row}x"]}).status_code == 404
    assert client.get(f"{PLACE}results.csv").status_code == 405
    client.force_login(a_person(approver_of=[a_partnership()]))
    assert client.post(f"{PLACE}results.csv", {"row": [row]}).status_code == 403


def test_second_review_of_a_name_is_asked_for(officer, document):  # noqa: F811
    response = sent(officer, a_file(), format="practitioner-briefing")

    assert "A review of this name is here already." in says(response)
    assert Briefing.objects.count() == Review.objects.count() == 1

    sent(officer, a_file(), format="practitioner-briefing", source="review", review=document.briefing.review_id)
    sent(officer, a_file(), format="7-minute-briefing", is_new_review="on")
    assert (Briefing.objects.count(), Review.objects.count()) == (3, 2)


def test_review_of_another_partnership_of_the_same_name_is_not_told(officer, document):  # noqa: F811
    document.briefing.review.partnership_links.update(partnership=a_partnership())
    document.briefing.partnership_links.update(partnership=a_partnership())

    assert "of this name" not in says(sent(officer, a_file()))
    assert Review.objects.count() == 2
