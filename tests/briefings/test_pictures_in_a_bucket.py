"""Logos and figures in an object storage, as a site on several machines keeps them: against one on this machine."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test.utils import override_settings

from briefings.drafting.compose import compose
from portal.settings import _in_a_bucket
from tests.reviews.test_pictures import a_picture
from tests.worlds import a_learning_note, a_partnership

pytestmark = pytest.mark.once

BUCKET = "learning-zone"


class Bucket(BaseHTTPRequestHandler):
    """As much of S3 as keeping files takes."""

    protocol_version = "HTTP/1.1"
    kept: dict[str, bytes]

    def do_PUT(self):
        self.kept[urlsplit(self.path).path] = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(200, b"")

    def do_GET(self):
        found = self.kept.get(urlsplit(self.path).path)
        self._answer(200 if found is not None else 404, found or b"")

    do_HEAD = do_GET

    def _answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"1"')
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture
def kept(monkeypatch):
    """What lies in the bucket, by its path, while files are kept there."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a-key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a-secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
    monkeypatch.setenv("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required")
    Bucket.kept = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    at = {"bucket_name": BUCKET, "endpoint_url": f"http://127.0.0.1:{server.server_port}"}
    in_a_bucket = {**_in_a_bucket, "OPTIONS": {**_in_a_bucket["OPTIONS"], **at}}
    with override_settings(STORAGES={**settings.STORAGES, "default": in_a_bucket}):
        yield Bucket.kept
    server.shutdown()
    server.server_close()


@pytest.mark.django_db
def test_a_logo_is_kept_and_read_where_the_bucket_is(kept):
    partnership = a_partnership(logo_alt="A kite over a hill")
    partnership.logo.save("kite.png", ContentFile(a_picture(size=(40, 20))))

    logo = compose(a_learning_note(partnerships=[partnership])).publishers[0].logo

    assert [path.startswith(f"/{BUCKET}/media/") for path in kept] == [True]
    assert (logo.width, logo.height) == (40, 20)


def test_no_file_takes_the_place_of_another(kept):
    first = default_storage.save("figures/one.png", ContentFile(b"one"))
    second = default_storage.save("figures/one.png", ContentFile(b"other"))

    assert first != second
    with default_storage.open(first) as file:
        assert file.read() == b"one"


def test_a_file_that_has_gone_is_said_to_be_gone(kept):
    with pytest.raises(FileNotFoundError):
        default_storage.open("figures/gone.png")
