"""A staff screen that cannot be shown or taken looks like one and gives back what was typed."""

from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.http import QueryDict
from django.test import Client

from briefings.models import Briefing
from portal.requests.kept_words import typed_words
from tests.assertions import assert_nowhere_in, assert_page_says
from tests.screens import fields_on
from tests.signing_in import sign_in
from tests.worlds import a_learning_note, a_partnership, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
TYPED = "A paragraph that took all morning."
STAFF_LOOK = ("Learning Zone", "Staff")


@pytest.fixture
def note():
    return a_learning_note(partnerships=[a_partnership(slug="home")])


@pytest.fixture
def officer(note):
    """An officer's browser, as strict as a real one."""
    a_person("asha", officer_of=note.partnerships_in_order(), email="asha@home.example")
    client = Client(enforce_csrf_checks=True, headers=HERE, raise_request_exception=False)
    client.get("/admin/login/")
    token = client.cookies["csrftoken"].value
    assert sign_in(client, "asha", headers={"x-csrftoken": token}).status_code == 302
    return client


def screen_of(note) -> str:
    return f"/admin/briefings/briefing/{note.pk}/change/"


def typed_into(officer, note) -> dict:
    """The writing screen as it would be sent with one paragraph changed."""
    fields = fields_on(officer.get(screen_of(note)))
    at = next(name for name, values in fields.items() if name.startswith("parts-") and name.endswith("-body"))
    return {**fields, at: [TYPED]}


def words_in_the_draft(note) -> list[str]:
    return list(Briefing.objects.get(pk=note.pk).parts.values_list("body", flat=True))


def sent_again(officer, answer, note):
    """Press the button of the answer."""
    return officer.post(screen_of(note), fields_on(answer))


def test_session_that_ended_while_somebody_typed_loses_nothing(officer, note):
    typed = typed_into(officer, note)
    Session.objects.all().delete()

    out = officer.post(screen_of(note), typed)
    assert_page_says(out, "You have been signed out", "nothing you typed is lost", TYPED, *STAFF_LOOK, status=403)
    token = officer.cookies["csrftoken"].value
    sign_in(officer, "asha", headers={"x-csrftoken": fields_on(officer.get("/admin/login/"))["csrfmiddlewaretoken"][0]})
    assert token != officer.cookies["csrftoken"].value, "signing in gives another cookie"
    once_more = sent_again(officer, out, note)
    assert_page_says(once_more, "This was not saved yet", TYPED, status=403)
    saved = sent_again(officer, once_more, note)

    assert saved.status_code == 302
    assert TYPED in words_in_the_draft(note)


def test_cookie_of_the_form_that_is_gone_loses_nothing(officer, note):
    typed = typed_into(officer, note)
    del officer.cookies["csrftoken"]

    answer = officer.post(screen_of(note), typed)

    assert_page_says(answer, "This was not saved yet", TYPED, *STAFF_LOOK, status=403)
    assert sent_again(officer, answer, note).status_code == 302
    assert TYPED in words_in_the_draft(note)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "http://sister.testserver", "sec-fetch-site": "same-site"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"origin": "http://testserver:8001", "sec-fetch-site": "same-origin"},
        {"origin": "null"}, {"origin": "http://["}, {"referer": "http://testserver/admin/"}, {},
    ],
)  # fmt: skip
def test_form_that_another_site_sent_is_refused_and_never_shown_as_ours(officer, note, headers):
    before = words_in_the_draft(note)
    foreign = {**typed_into(officer, note), "csrfmiddlewaretoken": ["a" * 64]}
    for jar in (officer.cookies, {}):
        attacked = Client(enforce_csrf_checks=True, headers=headers)
        attacked.cookies.load({name: one.value for name, one in dict(jar).items()})

        answer = attacked.post(screen_of(note), foreign)

        assert answer.status_code == 403
        assert_nowhere_in(answer, TYPED)
    assert words_in_the_draft(note) == before


def test_draft_that_is_gone_or_no_longer_theirs_gives_the_words_back_in_the_staff_look(officer, note):
    typed = typed_into(officer, note)
    for address in (screen_of(note).replace(str(note.pk), "999999"), "/admin/nothing/here/"):
        answer = officer.post(address, typed)

        assert_page_says(answer, "Page not found", "Go to your work", TYPED, *STAFF_LOOK, status=404)
        assert_nowhere_in(answer, "Send it again")
    assert_page_says(officer.get("/admin/reviews/nothing/"), "Page not found", *STAFF_LOOK, status=404)


def test_page_that_needs_another_role_gives_the_words_back_in_the_staff_look(officer):
    answer = officer.post(
        "/admin/people/partnership/add/",
        {"description": TYPED, "csrfmiddlewaretoken": fields_on(officer.get("/admin/account/"))["csrfmiddlewaretoken"]},
    )

    assert_page_says(answer, "You may not open this page", TYPED, *STAFF_LOOK, status=403)


def test_too_many_fields_give_back_those_that_were_read(officer, note, settings):
    typed = typed_into(officer, note)
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = len(typed) // 2
    first = {"first": TYPED, **typed}

    assert_page_says(officer.post(screen_of(note), first), "more fields than", TYPED, *STAFF_LOOK, status=400)
    plain = "&".join(f"{name}={value}" for name, value in {"first": TYPED, **dict.fromkeys(typed, "x")}.items())
    answer = officer.post(screen_of(note), plain, content_type="application/x-www-form-urlencoded")
    assert_page_says(answer, "more fields than", TYPED, *STAFF_LOOK, status=400)


def test_database_that_is_busy_loses_nothing(officer, note):
    typed = typed_into(officer, note)

    def busy(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and "briefings_briefing" in sql:
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(busy):
        answer = officer.post(screen_of(note), typed)

    assert_page_says(answer, "The site was busy", "Nothing was changed", TYPED, *STAFF_LOOK, status=503)
    assert_nowhere_in(answer, "locked")
    assert sent_again(officer, answer, note).status_code == 302
    assert TYPED in words_in_the_draft(note)


def test_fault_of_ours_gives_the_words_back_without_asking_the_database(officer, note):
    typed = typed_into(officer, note)

    def gone(execute, sql, params, many, context):
        raise RuntimeError("server closed the connection")

    with connection.execute_wrapper(gone):
        answer = officer.post(screen_of(note), typed)

    assert_page_says(answer, "Something went wrong", TYPED, *STAFF_LOOK, status=500)


def test_readers_and_strangers_never_see_the_frame_of_staff(client):
    for address in ("/nothing/", "/learning/nothing-here/"):
        answer = client.get(address)

        assert answer.status_code == 404
        assert_nowhere_in(answer, "Go to your work")


def test_what_nobody_typed_is_not_among_the_words_given_back():
    chosen = {"parts-0-slot": "what_happened", "language": "en-GB", "parts-0-key": "0198-ab12-77cd-9e01"}
    written = {
        "title": "Learning from Rowan", "parts-0-body": "One\ntwo", "address": "https://example.org/",
        "parts-1-body": "孩子在家里受伤孩子在家里受伤",
    }  # fmt: skip

    assert typed_words(QueryDict(urlencode(chosen | written))) == list(written.values())
