"""What users wrote cannot reach outside the renderer, nor stop it: the next sheet is made."""

import io
import os
import secrets
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from PIL import Image

from briefings.document import Picture
from briefings.layout.refusal import FAILED
from briefings.rendering import CannotRender, fonts, html, page_html, render
from briefings.rendering.worker import TOO_SLOW, WORKER, Worker
from briefings.work_queue import QUEUE, WAITING
from tests import documents
from tests.assertions import assert_one_a4_page, text_of_pdf

pytestmark = pytest.mark.slow


@pytest.fixture
def witness():
    """A web server on this machine that notes every request."""
    asked = []

    class Witness(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_HEAD = do_POST = do_GET

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Witness)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    server.asked = asked
    server.address = f"http://127.0.0.1:{server.server_port}/x"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def secret(tmp_path):
    """A file with a secret in it."""
    file = tmp_path / "secret.txt"
    file.write_text(secrets.token_hex(16))
    return file


def test_witness_notes_a_request(witness):
    with urllib.request.urlopen(witness.address):  # noqa: S310 -- an address of this machine, made above
        assert witness.asked == ["/x"]


REACHING = (
    "![a]({address})",
    "[a]({address})",
    '<img src="{address}">',
    '<link rel="attachment" href="{address}">',
    '<a rel="attachment" href="{address}">a</a>',
    '<object data="{address}"></object>',
    '<embed src="{address}">',
    '<style>@import url("{address}");</style>',
    '<p style="background: url({address})">a</p>',
    '<svg><image href="{address}"/></svg>',
    '<base href="{address}">',
    "<{address}>",
)


@pytest.mark.parametrize("place", ["body", "title", "contact", "alt"])
def test_words_that_name_an_address_read_and_call_nothing(place, witness, secret):
    addresses = [witness.address, f"file://{secret}", str(secret), "data:text/plain;base64,aGlkZGVu"]
    words = "\n\n".join(one.format(address=address) for one in REACHING for address in addresses)

    rendered = render(_with_words(place, words), pictures={"logo.png": _a_picture()})

    assert witness.asked == []
    assert secret.read_text().encode() not in rendered.pdf
    assert b"EmbeddedFile" not in rendered.pdf
    assert "hidden" not in text_of_pdf(rendered.pdf)


def _with_words(place: str, words: str):
    if place == "alt":
        logo = Picture("logo.png", words, 10, 10)
        return documents.a_document(publishers=(documents.a_publisher(logo=logo),))
    if place == "body":
        return documents.a_document(sections=[documents.a_section(body=words)])
    return documents.a_document(**{place: words.replace("\n\n", " ")})


def _a_picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (10, 10)).save(out, "PNG")
    return out.getvalue()


def _in_the_child(
    markup: str, pictures: dict[str, bytes] | None = None, *, worker: Worker = WORKER, seconds: float = 60
) -> dict:
    """HTML straight to the child, as if Markdown and nh3 had both failed."""
    job = {
        "html": markup,
        "address": "https://learning.example.org/learning/rowan/",
        "settings": [(12.0, 1.4, 0.5)],
        "least_pages": 1,
        "most_pages": 1,
        "pictures": pictures or {},
    }
    return worker.lay_out(job, seconds=seconds, memory_mib=1024, fontconfig=fonts.fontconfig_file())


@pytest.mark.parametrize("construct", REACHING)
def test_child_alone_refuses_every_address_but_its_own_assets(construct, witness, secret):
    body = "".join(construct.format(address=one) for one in (witness.address, f"file://{secret}"))

    made = _in_the_child(f'<html lang="en"><head><title>a</title></head><body><p>a</p>{body}</body></html>')

    assert witness.asked == []
    assert secret.read_text().encode() not in made["pdf"]
    assert b"EmbeddedFile" not in made["pdf"]


def test_logo_that_is_a_drawing_or_a_page_is_refused_with_what_to_do(witness):
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{witness.address}"/></svg>'.encode()
    document = documents.a_document(publishers=(documents.a_publisher(logo=Picture("logo.svg", "A", 1, 1)),))

    with pytest.raises(CannotRender, match="Choose the picture logo.svg again"):
        render(document, pictures={"logo.svg": drawing})

    assert witness.asked == []


def test_child_knows_no_secret_of_the_site(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a-secret-of-the-site")
    worker = Worker()
    worker._start(1024, fonts.fontconfig_file())

    with open(f"/proc/{worker.process.pid}/environ", "rb") as environment:
        known = environment.read()
    worker.stop()

    assert b"SECRET_KEY" not in known
    assert b"DATABASE_URL" not in known


def test_draft_that_takes_too_long_is_stopped_and_the_next_sheet_is_made(settings):
    settings.RENDER_SECONDS = 0.01

    with pytest.raises(CannotRender, match="took too long") as refusal:
        render(documents.a_learning_note())

    settings.RENDER_SECONDS = 60
    assert str(refusal.value) == TOO_SLOW
    assert_one_a4_page(render(documents.a_learning_note()).pdf)


def test_draft_that_needs_too_much_memory_is_stopped_and_the_next_sheet_is_made():
    WORKER.stop()
    huge = "<html lang='en'><head><title>a</title></head><body><p>" + "a " * 60_000_000
    job = {
        "html": huge,
        "address": "https://a.example/",
        "settings": [(12.0, 1.4, 0.5)],
        "least_pages": 1,
        "most_pages": 1,
    }

    with pytest.raises(CannotRender, match="memory"):
        WORKER.lay_out({**job, "pictures": {}}, seconds=120, memory_mib=320, fontconfig=fonts.fontconfig_file())

    WORKER.stop()
    assert_one_a4_page(render(documents.a_learning_note()).pdf)


def test_markup_nested_beyond_reason_is_a_refusal_and_the_next_sheet_is_made():
    deep = "<div>" * 3_000

    with pytest.raises(CannotRender):
        _in_the_child(f"<html lang='en'><head><title>a</title></head><body>{deep}a</body></html>")

    assert_one_a4_page(render(documents.a_learning_note()).pdf)


def test_fault_of_the_renderer_is_a_message_not_a_crash():
    worker_refusal = None
    try:
        _in_the_child(7)
    except CannotRender as refusal:
        worker_refusal = str(refusal)

    assert worker_refusal == FAILED


def test_letter_no_face_has_is_refused_by_name():
    with pytest.raises(CannotRender, match="Replace “☃” by other words"):
        render(documents.a_document(sections=[documents.a_section(body="A ☃ in June")]))


def test_words_from_many_threads_each_get_their_own_sheet():
    notes = [documents.a_document(title=f"Sheet number {number}") for number in range(1 + WAITING)]
    made = {}

    threads = [threading.Thread(target=lambda note=note: made.update({note.title: render(note).pdf})) for note in notes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(title in text_of_pdf(pdf) for title, pdf in made.items())
    assert len(made) == len(notes)


def test_sheet_that_finds_no_turn_is_refused_with_what_to_do_and_the_next_one_is_made():
    with QUEUE.turn(slow=False), QUEUE._waiting, pytest.raises(CannotRender, match="Try again in a minute"):
        render(documents.a_document())

    assert render(documents.a_document()).pages == 1


def test_process_that_forks_makes_sheets_of_its_own_and_leaves_its_parents_child_alone():
    render(documents.a_document())
    parents = WORKER.process.pid

    child = os.fork()
    if child == 0:
        os._exit(0 if render(documents.a_document()).pages == 1 and WORKER.process.pid != parents else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert render(documents.a_document()).pages == 1
    assert WORKER.process.pid == parents


def test_page_html_of_hostile_words_is_refused_without_a_child():
    with pytest.raises(CannotRender, match="square brackets"):
        page_html(documents.a_document(sections=[documents.a_section(body="[ " * 9_000)]))


def test_sheet_names_no_file_of_this_machine():
    assert "file:" not in html.sheet_html(documents.a_learning_note())
