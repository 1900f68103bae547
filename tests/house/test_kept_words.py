"""What was typed on a staff screen is never lost because of a cookie or a session, and secrets never come back."""

import pytest
from django.test import Client

from tests.assertions import assert_nowhere_in, assert_page_says
from tests.worlds import a_learning_note, a_partnership, a_person

pytestmark = pytest.mark.django_db
WORDS = {
    "parts-0-body": "A paragraph that took all morning.",
    "term": "Zephyrine Quill Junior",
    "password1": "hush hush hush!",
}


@pytest.fixture
def note():
    return a_learning_note(partnerships=[a_partnership()])


def change(note):
    return f"/admin/briefings/briefing/{note.pk}/change/"


def test_words_sent_after_signing_out_come_back_and_nothing_changes(client, note):
    before = list(note.parts.values_list("body", flat=True))

    answer = client.post(change(note), WORDS)

    assert_page_says(answer, "Nothing was changed", "A paragraph that took all morning", status=403)
    assert "no-store" in answer.headers["Cache-Control"]
    assert list(note.parts.values_list("body", flat=True)) == before


def test_words_sent_without_their_cookie_come_back(note):
    client = Client(enforce_csrf_checks=True)
    client.force_login(a_person(officer_of=note.partnerships_in_order()))

    answer = client.post(change(note), WORDS)

    assert_page_says(answer, "A paragraph that took all morning", status=403)


def test_secrets_never_come_back(client, note):
    assert_nowhere_in(client.post(change(note), WORDS), "Zephyrine", "hush hush")


def test_somebody_signed_out_who_typed_nothing_is_asked_to_sign_in(client, note):
    answer = client.post(change(note), {"position": "3"})

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/admin/login/")


def test_something_sent_to_a_public_address_is_refused_without_a_cookie():
    answer = Client(enforce_csrf_checks=True).post("/learning/", WORDS)

    assert answer.status_code == 403
    assert not answer.cookies
    assert_nowhere_in(answer, "all morning")
