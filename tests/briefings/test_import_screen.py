"""The screens of importing, as a browser without script uses them, and as the script does."""

import logging
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from briefings import formats
from briefings.admin.importing import screens
from briefings.drafting.import_batch import import_document
from briefings.models import Briefing, ImportedDocument
from briefings.work_queue import QUEUE
from reviews.models import LearningPoint, Review
from tests.assertions import text_of
from tests.briefings.test_filling import REPORT
from tests.briefings.test_import_documents import NOTE, SET_ASIDE, WAITING
from tests.screens import fields_on
from tests.worlds import a_partnership, a_person, a_review

pytestmark = pytest.mark.django_db
PLACE = "/admin/briefings/briefing/import/"


@pytest.fixture(autouse=True)
def _nobody_has_imported_anything_yet():
    cache.clear()


@pytest.fixture
def officer(client, asha):
    client.force_login(asha)
    return client


def a_file(text: str | bytes = NOTE, name: str = "sorrel.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def sent(client, *files, json: bool = False, **changes):
    """Post the page as it stands, with these files chosen."""
    fields = fields_on(client.get(PLACE)) | changes
    headers = {"accept": "application/json"} if json else {}
    return client.post(PLACE, {**fields, "files": list(files)}, headers=headers)


def says(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def document(fernwick, asha):
    return import_document(
        data=NOTE.encode(), name="sorrel.txt", chosen=formats.LEARNING_NOTE, partnerships=[fernwick], by=asha
    ).document


def source_of(document) -> str:
    return reverse("admin:briefings_briefing_source", args=[document.briefing_id])


# ---- refusals


@contextmanager
def everybody_reading():
    """As when other files are being read, and others wait."""
    with QUEUE.turn(slow=True), QUEUE._waiting:
        yield


def test_file_that_finds_the_site_busy_is_told_when_to_try_and_goes_in_then(officer, fernwick):
    with everybody_reading():
        told = sent(officer, a_file(), json=True).json()["rows"]
    assert [row["outcome"] for row in told] == ["later"]
    assert "Not yet." in told[0]["row"]
    assert screens.BUSY in told[0]["row"]
    assert not Briefing.objects.exists()
    assert not ImportedDocument.objects.exists()

    assert [row["outcome"] for row in sent(officer, a_file(), json=True).json()["rows"]] == ["made"]


def test_pasted_words_that_find_the_site_busy_stay_on_the_screen_with_every_choice(officer, fernwick):
    with everybody_reading():
        page = sent(officer, words=NOTE, format="practitioner-briefing", source="new")

    fields = fields_on(page)
    assert screens.BUSY in says(page)
    assert "".join(fields["words"]).split() == NOTE.split()
    assert fields["format"] == ["practitioner-briefing"]
    assert not Briefing.objects.exists()


def test_importing_is_refused_to_an_approver(client, fernwick):
    client.force_login(a_person(approver_of=[fernwick]))

    assert client.get(PLACE).status_code == client.post(PLACE, {"files": [a_file()]}).status_code == 403
    assert not Briefing.objects.exists()


def test_importing_sends_a_stranger_to_sign_in(client):
    assert client.post(PLACE, {"files": [a_file()]})["Location"].startswith("/admin/login/")


def test_importing_asks_for_the_token_of_its_own_form(asha, fernwick):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(asha)

    assert strict.post(PLACE, {"format": "learning-note", "files": [a_file()]}).status_code == 403
    assert not Briefing.objects.exists()


def test_review_of_another_partnership_cannot_be_chosen(officer):
    other = a_review(partnerships=[a_partnership()])

    response = sent(officer, a_file(), source="review", review=other.pk)

    assert "Select a valid choice" in says(response)
    assert not Briefing.objects.exists()


def test_partnership_of_somebody_else_alone_cannot_be_chosen(officer):
    response = sent(officer, a_file(), partnerships=[a_partnership().pk])

    assert "Choose at least one partnership you are an officer of." in says(response)
    assert not Briefing.objects.exists()


def test_nothing_chosen_says_what_to_do_and_keeps_the_choices(officer):
    response = sent(officer, format="full-report")

    assert "Choose a file, or paste the words." in says(response)
    assert fields_on(response)["format"] == ["full-report"]


def test_too_many_files_are_refused_together(officer, monkeypatch):
    monkeypatch.setattr("briefings.admin.importing.forms.MOST_FILES", 2)

    assert "at most at a time" in says(sent(officer, *(a_file(name=f"{n}.txt") for n in range(3))))
    assert not Briefing.objects.exists()


def test_file_that_is_too_large_is_not_read(officer, monkeypatch):
    monkeypatch.setattr(screens, "MOST_BYTES", 100)

    assert "larger than" in says(sent(officer, a_file()))
    assert not Briefing.objects.exists()


def test_endless_file_puts_no_more_than_the_bound_on_the_disk(officer, monkeypatch, settings):
    settings.MOST_OF_A_FILE = 200_000
    monkeypatch.setattr(screens, "MOST_BYTES", 150_000)

    response = sent(officer, a_file(b"word " * 200_000))

    kept = response.wsgi_request.FILES["files"].size
    assert 150_000 < kept < 300_000
    assert "larger than" in says(response)
    assert not Briefing.objects.exists()


def test_too_many_in_a_minute_wait(officer, monkeypatch):
    monkeypatch.setattr(screens, "MOST_A_MINUTE", 1)
    monkeypatch.setattr("portal.requests.rate_limit.time", lambda: 0)  # else the minute may end between the two

    response = sent(officer, a_file(), a_file(NOTE.replace("Sorrel", "Clover"), "clover.txt"))

    assert "Not yet." in says(response)
    assert Briefing.objects.count() == 1


@pytest.mark.parametrize("page", ["source", "record"])
def test_source_and_record_of_another_partnership_do_not_exist(client, document, page):
    client.force_login(a_person(officer_of=[a_partnership()]))
    place = reverse(f"admin:briefings_briefing_{page}", args=[document.briefing_id])

    assert client.get(place).status_code == client.post(place).status_code == 404


def test_draft_that_was_written_here_has_no_source(officer, document):
    ImportedDocument.objects.all().delete()

    assert officer.get(source_of(document)).status_code == 404


def test_approver_reads_the_source_and_settles_nothing(client, fernwick, document):
    client.force_login(a_person(approver_of=[fernwick]))
    page = client.get(source_of(document))

    assert SET_ASIDE[0] in says(page)
    assert "lines" not in fields_on(page)
    assert "Put them there" not in says(page)
    assert client.post(source_of(document), {"way": "leave_out"}).status_code == 403


def test_record_of_a_review_that_one_may_not_write_is_refused(officer, fernwick, asha):
    briefing = import_document(
        data=REPORT.encode(), name="r.txt", chosen=formats.FULL_REPORT, partnerships=[fernwick], by=asha
    ).document.briefing
    briefing.review.partnership_links.update(partnership=a_partnership())

    assert officer.get(reverse("admin:briefings_briefing_record", args=[briefing.pk])).status_code == 403


# ---- importing without script


def test_one_file_leads_on_to_its_source(officer, fernwick):
    response = sent(officer, a_file())

    document = ImportedDocument.objects.get()
    assert response["Location"] == source_of(document)
    assert document.briefing.partnerships_in_order() == [fernwick]
    assert Review.objects.count() == 1


def test_bad_files_do_not_stop_the_others(officer):
    response = sent(
        officer,
        a_file(),
        a_file("", "empty.txt"),
        a_file(b"\0\1\2" * 99, "strange.txt"),
        a_file("x", "sheet.xyz"),
        a_file(NOTE.replace("Sorrel", "Clover"), "clover.txt"),
    )

    page = says(response)
    assert page.count("Draft made.") == 2
    assert page.count("Not imported.") == 3
    assert "The file is empty." in page
    assert Briefing.objects.count() == 2


def test_unforeseen_fault_is_told_without_words_of_the_file(rf, asha, fernwick, caplog):
    gone = a_file(name="sorrel.txt")
    gone.close()  # as when the temporary file of an upload has gone
    request = rf.post(PLACE)
    request.user = asha
    about = {"chosen": formats.LEARNING_NOTE, "partnerships": [fernwick]}

    with caplog.at_level(logging.DEBUG):
        row = screens.ImportPage().imported(request, "sorrel.txt", gone, about)

    assert (row.outcome, "could not be read" in row.message) == ("refused", True)
    assert "ValueError" in caplog.text
    assert "orrel" not in caplog.text


def test_pasted_words_become_a_draft_beside_files(officer):
    response = sent(officer, a_file(), words=NOTE.replace("Sorrel", "Clover"))

    assert says(response).count("Draft made.") == 2
    assert {one.name for one in ImportedDocument.objects.all()} == {"sorrel.txt", "pasted words"}
    assert fields_on(response)["words"] == [""]


def test_choices_and_words_of_which_nothing_was_made_stay_for_another_try(officer):
    sent(officer, words=NOTE, format="full-report")

    again = sent(officer, words=NOTE, format="full-report")

    fields = fields_on(again)
    assert (fields["format"], fields["words"]) == (["full-report"], [NOTE])
    officer.post(PLACE, {**fields, "again": "on"})
    assert Briefing.objects.count() == 2


def test_same_file_is_recognised_and_says_when_by_whom_and_where(officer, document):
    response = sent(officer, a_file(name="other.txt"))

    page = text_of(response.content)
    assert "Here already. Asha Reed imported the same words on" in page
    assert "as “sorrel.txt”" in page
    assert reverse("admin:briefings_briefing_change", args=[document.briefing_id]) in says(response)
    assert Briefing.objects.count() == 1


def test_same_file_is_imported_again_when_asked(officer, document):
    sent(officer, a_file(), again="on")

    assert Briefing.objects.count() == 2


def test_joint_briefing_names_own_partnership_first(officer, fernwick):
    other = a_partnership(slug="a-earlier-name", name="A Place Safeguarding Children Partnership")

    sent(officer, a_file(), partnerships=[other.pk, fernwick.pk])

    assert Briefing.objects.get().partnerships_in_order() == [fernwick, other]


def test_review_that_is_here_and_topic_can_be_chosen(officer, fernwick):
    review = a_review(partnerships=[fernwick])

    sent(officer, a_file(), source="review", review=review.pk, partnerships=[])
    sent(officer, a_file(), source="topic")

    assert {(one.review, one.is_topic) for one in Briefing.objects.all()} == {(review, False), (None, True)}


def test_review_of_the_address_is_chosen_already(officer, fernwick):
    review = a_review(partnerships=[fernwick])

    fields = fields_on(officer.get(PLACE, {"review": review.pk}))

    assert (fields["source"], fields["review"]) == (["review"], [str(review.pk)])


def test_names_and_words_of_files_are_logged_nowhere(officer, caplog):
    with caplog.at_level(logging.DEBUG):
        sent(officer, a_file(), a_file("", "sorrel-empty.txt"))

    assert "orrel" not in caplog.text


# ---- importing with script


def test_script_gets_a_row_for_each_file(officer):
    made = sent(officer, a_file(), json=True).json()["rows"]
    refused = sent(officer, a_file("", "<b>.txt"), json=True).json()["rows"]

    assert [row["outcome"] for row in (*made, *refused)] == ["made", "refused"]
    assert "<b>" not in refused[0]["row"]


def test_script_is_told_what_is_wrong_with_the_form(officer):
    response = sent(officer, a_file(), json=True, partnerships=[])

    assert response.status_code == 400
    assert response.json()["faults"] == ["Choose at least one partnership you are an officer of."]


# ---- the source beside the draft


def test_source_stands_beside_the_draft_with_unplaced_lines_first(officer, document):
    page = says(officer.get(source_of(document)))

    order = ["Lines not placed", "Set aside", "The source</h2>", "The draft</h2>"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    for _, text in document.lines:
        assert text.strip() in page


def test_ticked_lines_are_put_where_they_belong(officer, document):
    fields = fields_on(officer.get(source_of(document)))
    lines = [one.pk for one in document.left_overs.filter(line__in=(7, 8))]
    part = document.briefing.parts.get(section="what_happened")

    response = officer.post(
        source_of(document), {**fields, "lines": lines, "way": "words", "part": part.pk}, follow=True
    )

    assert "2 lines put in their place." in says(response)
    assert "Every line has its place" in says(response)
    part.refresh_from_db()
    assert part.body.endswith(" ".join(SET_ASIDE))


def test_stale_screen_keeps_the_ticks_and_can_be_sent_again(officer, document):
    fields = fields_on(officer.get(source_of(document)))
    lines = [one.pk for one in document.left_overs.filter(line__in=(7, 8))]
    Briefing.objects.update(revision=5)

    response = officer.post(source_of(document), {**fields, "lines": lines, "way": "leave_out"})

    again = fields_on(response)
    assert "somebody changed this draft" in says(response)
    assert sorted(again["lines"]) == sorted(map(str, lines))
    assert again["way"] == ["leave_out"]
    officer.post(source_of(document), again)
    assert not document.left_overs.filter(line__in=(7, 8), settled_at=None).exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, "Choose where the ticked lines belong."),
        ({"way": "words"}, "Choose the part"),
        ({"way": "leave_out"}, "Tick the lines"),
        ({"way": "words", "part": 99999}, "no longer in this draft"),
        ({"way": "leave_out", "lines": [99999]}, "put somewhere already"),
    ],
)
def test_what_is_missing_is_said(officer, document, changes, message):
    fields = fields_on(officer.get(source_of(document)))
    if "lines" not in changes and changes.get("way") != "leave_out":
        changes = {**changes, "lines": [one.pk for one in document.left_overs.filter(line__in=(7, 8))]}

    assert message in says(officer.post(source_of(document), {**fields, **changes}))
    assert not document.left_overs.exclude(settled_at=None).exists()


def test_writing_screen_leads_to_the_source_with_the_number_that_waits(officer):
    sent(officer, a_file(WAITING, "sorrel.md"))
    document = ImportedDocument.objects.get()

    page = says(officer.get(reverse("admin:briefings_briefing_change", args=[document.briefing_id])))

    assert "Source and lines not placed (1)" in page


@pytest.mark.parametrize("place", ["/admin/", "/admin/briefings/briefing/"])
def test_desk_and_list_lead_officers_to_importing(client, asha, fernwick, place):
    client.force_login(a_person(approver_of=[fernwick]))
    assert PLACE not in says(client.get(place))

    client.force_login(asha)
    assert PLACE in says(client.get(place))


def test_review_leads_to_importing_for_it(officer, fernwick):
    review = a_review(partnerships=[fernwick])

    assert f"{PLACE}?review={review.pk}" in says(officer.get(f"/admin/reviews/review/{review.pk}/change/"))


# ---- filling the record


@pytest.fixture
def report(fernwick, asha):
    review = a_review(partnerships=[fernwick], subject="")
    return import_document(
        data=REPORT.encode(), name="r.txt", chosen=formats.FULL_REPORT, partnerships=[fernwick], by=asha, review=review
    ).document.briefing


def record_of(briefing) -> str:
    return reverse("admin:briefings_briefing_record", args=[briefing.pk])


def test_nothing_is_ticked_and_nothing_written_by_itself(officer, report):
    fields = fields_on(officer.get(record_of(report)))

    response = officer.post(record_of(report), fields)

    assert not [name for name in fields if name.endswith("-use")]
    assert "Nothing was put in" in says(response)
    assert not LearningPoint.objects.exists()


def test_everything_ticked_goes_into_the_record_once(officer, report):
    fields = fields_on(officer.get(record_of(report), {"tick": "all"}))

    officer.post(record_of(report), fields)
    officer.post(record_of(report), fields)

    review = report.review
    assert [str(row) for row in (*review.subjects.all(), *review.reviewers.all())] == [
        "Child Alder",
        "Independent Reviewer: Jo Marchbanks",
    ]
    assert (review.learning_points.count(), review.recommendations.count()) == (2, 2)
    assert [one.letter for one in review.recommendations.get(number=2).parts.all()] == ["a", "b"]
    assert "All of this is in the record." in says(officer.get(record_of(report)))


def test_ticked_point_without_words_is_refused_and_an_unticked_one_is_not_asked(officer, report):
    fields = fields_on(officer.get(record_of(report)))
    first, second = report.parts.filter(kind="point")
    emptied = {**fields, f"point-{first.pk}-text": "", f"point-{second.pk}-text": ""}

    response = officer.post(record_of(report), {**emptied, f"point-{first.pk}-use": "on"})

    assert says(response).count("Write something here, or take the tick away.") == 1
    assert not LearningPoint.objects.exists()


def test_lettered_part_without_its_letter_is_refused(officer, report):
    fields = fields_on(officer.get(record_of(report), {"tick": "all"}))
    part = report.parts.filter(kind="recommendation").last()

    response = officer.post(record_of(report), {**fields, f"recommendation-{part.pk}-parts": "Name a deputy."})

    assert "Begin each line with its letter" in says(response)
    assert not LearningPoint.objects.exists()


def test_report_that_was_imported_offers_to_fill_the_record(officer, report, document):
    source = reverse("admin:briefings_briefing_source", args=[report.pk])

    assert record_of(report) in says(officer.get(source))
    assert record_of(document.briefing) not in says(officer.get(source_of(document)))
