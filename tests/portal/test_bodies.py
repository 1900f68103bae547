"""What is too large, or has no business here, is refused before a byte of it is read."""

import io

import pytest
from django.test import Client
from django.test.client import FakePayload

from tests.assertions import assert_page_says
from tests.signing_in import sign_in
from tests.worlds import a_learning_note, a_partnership, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
STAFF = ("/admin/", "/admin/login/", "/admin/logout/", "/admin/account/passkey/", "/admin/account/invitation/",
         "/admin/account/forgotten/", "/admin/briefings/briefing/add/", "/admin/nothing/")  # fmt: skip
MIB = 1024 * 1024


class NeverRead(io.RawIOBase):
    """A body that fails the test when somebody reads it."""

    def read(self, size: int = -1) -> bytes:
        """Never."""
        raise AssertionError("the body was read")

    def __len__(self) -> int:
        return 1


def send(client: Client, address: str, *, length: int, body=None):
    """A form with a file, of so many bytes as it says of itself."""
    return client.generic(
        "POST", address, b"x", content_type="multipart/form-data; boundary=b", headers={"origin": "http://testserver"},
        **{"CONTENT_LENGTH": str(length), "wsgi.input": body or NeverRead()},
    )  # fmt: skip


def a_form(*, file: bytes, words: str) -> bytes:
    return (
        f'--b\r\nContent-Disposition: form-data; name="words"\r\n\r\n{words}\r\n'
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
    ).encode() + file + b"\r\n--b--\r\n"  # fmt: skip


def with_cookie() -> Client:
    """A stranger who has opened the page for signing in."""
    client = Client()
    client.get("/admin/login/")
    return client


def test_stranger_who_sends_much_to_a_staff_address_is_refused_before_it_is_read():
    for address in STAFF:
        for client in (Client(), with_cookie()):
            answer = send(client, address, length=100 * MIB)

            assert answer.status_code == 413, address
            assert_page_says(answer, "at most 1 MB", "Sign in", status=413)


def test_nothing_is_sent_to_a_public_address():
    for address in ("/", "/learning/", "/nothing/", "/health/"):
        for client in (Client(), with_cookie()):
            answer = send(client, address, length=10)

            assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD"), address
            assert not answer.cookies


def test_stranger_keeps_no_file_on_the_disk_and_has_the_words_back():
    body = a_form(file=b"x" * 300_000, words="A paragraph that took all morning.")
    client = Client()

    answer = send(client, "/admin/briefings/briefing/add/", length=len(body), body=FakePayload(body))

    assert_page_says(answer, "A paragraph that took all morning", status=403)
    assert not answer.wsgi_request.FILES


def test_browser_of_an_officer_who_was_signed_out_may_send_a_long_form_but_keeps_no_file():
    a_person("asha", officer_of=[a_partnership()])
    client = Client()
    sign_in(client, "asha")
    del client.cookies["sessionid"]
    body = a_form(file=b"x" * 2 * MIB, words="A paragraph that took all morning.")

    answer = send(client, "/admin/briefings/briefing/add/", length=len(body), body=FakePayload(body))

    assert_page_says(answer, "A paragraph that took all morning", status=403)
    assert not answer.wsgi_request.FILES


def test_officer_may_send_files_up_to_a_bound_that_is_named():
    note = a_learning_note(partnerships=[a_partnership()])
    client = Client()
    client.force_login(a_person(officer_of=note.partnerships_in_order()))

    answer = send(client, "/admin/briefings/briefing/add/", length=513 * MIB)

    assert_page_says(answer, "at most 512 MB", "fewer or smaller files", status=413)
