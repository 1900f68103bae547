"""What was typed on a staff screen is never lost because of a cookie or a session, and secrets never come back."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from people.sign_in.views import too_many
from tests.assertions import assert_nowhere_in, assert_page_says
from tests.briefings.public_rows import a_notice
from tests.worlds import a_learning_note, a_partnership, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WORDS = {
    "parts-0-body": "A paragraph that took all morning.",
    "term": "Zephyrine Quill Junior",
    "password1": "hush hush hush!",
}
OURS = {"Origin": "http://testserver"}
FOREIGN = ({"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {}, {"Sec-Fetch-Site": "cross-site", **OURS},
           {"Origin": "http://testserver.elsewhere.example"}, {"Referer": "http://testserver/admin/"})  # fmt: skip


@pytest.fixture
def note():
    return a_learning_note(partnerships=[a_partnership()])


def change(note):
    return f"/admin/briefings/briefing/{note.pk}/change/"


def test_words_sent_after_signing_out_come_back_and_nothing_changes(client, note):
    before = list(note.parts.values_list("body", flat=True))

    answer = client.post(change(note), WORDS, headers=OURS)

    assert_page_says(answer, "Nothing was changed", "A paragraph that took all morning", status=403)
    assert "no-store" in answer.headers["Cache-Control"]
    assert list(note.parts.values_list("body", flat=True)) == before


def test_words_sent_without_their_cookie_come_back(note):
    client = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    client.force_login(a_person(officer_of=note.partnerships_in_order()))

    answer = client.post(change(note), WORDS, headers=OURS)

    assert_page_says(answer, "A paragraph that took all morning", status=403)


def test_secrets_never_come_back(client, note):
    assert_nowhere_in(client.post(change(note), WORDS, headers=OURS), "Zephyrine", "hush hush")


def test_somebody_signed_out_who_typed_nothing_is_asked_to_sign_in(client, note):
    answer = client.post(change(note), {"position": "3"})

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/admin/login/")


def test_something_sent_to_a_public_address_is_refused_without_a_cookie():
    answer = Client(enforce_csrf_checks=True).post("/learning/", WORDS)

    assert answer.status_code == 405
    assert not answer.cookies
    assert_nowhere_in(answer, "all morning")


def test_what_another_site_sends_is_repeated_nowhere(client, note):
    signed_in = Client(enforce_csrf_checks=True)
    signed_in.force_login(a_person(officer_of=note.partnerships_in_order()))
    for headers in FOREIGN:
        for one in (client, signed_in):
            answer = one.post(change(note), WORDS, headers=headers)

            assert answer.status_code == 403, headers
            assert_nowhere_in(answer, "all morning")


def test_pages_of_faults_repeat_nothing_that_was_sent(client):
    a_notice(slug="gone")
    word = "Zephyrinequill"
    asked = {
        400: [("/learning/", {"Host": f"{word}.example"})],
        405: [(f"/learning/?q={word}", {"Origin": f"https://{word}.example", "Referer": f"https://{word}.example/"})],
        404: [(f"/{word}/", {}), (f"/learning/{word}/", {}), (f"/themes/{word}/?show={word}", {}),
              (f"/themes/neglect/?page={word}", {}), (f"/learning/?page={word}", {}), (f"/media/{word}.png", {}),
              (f"/learning.json?page={word}", {}), (f"/sitemap-{word}-1.xml", {}), (f"/logos/{word}.png", {})],
        410: [(f"/learning/gone/?q={word}", {"Referer": f"https://{word}.example/"})],
    }  # fmt: skip
    for status, requests in asked.items():
        for address, headers in requests:
            sent = Client(enforce_csrf_checks=True).post if status == 405 else client.get
            answer = sent(address, headers={"User-Agent": word, **headers})

            assert answer.status_code == status, address
            assert word.lower() not in f"{answer.content.decode()} {dict(answer.headers)}".lower(), address


def test_page_of_too_many_attempts_repeats_nothing(rf):
    request = rf.post("/admin/login/?next=/Zephyrine/", {"login": "Zephyrine", "password": "Zephyrine"})
    request.user = AnonymousUser()

    answer = too_many(request)

    assert answer.status_code == 429
    assert_nowhere_in(answer, "Zephyrine")
