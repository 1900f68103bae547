"""What one request may bring along, decided before a byte of it is read; and what of its files is kept.

Django checks the size of forms, not of files: those it writes to the disk however long they are, before any screen
sees them; and it reads a form to the end before it asks who sends it. The limits are named in the settings.
"""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.multipartparser import MultiPartParser

from portal.requests import faults

READING = ("GET", "HEAD", "OPTIONS", "TRACE")


class BoundedUpload(FileUploadHandler):
    """Stands before Django's own handlers and lets through the first bytes of each file only.

    What is over is dropped, not refused: the screen then finds a file that is too large and says so in words.
    """

    let_through = 0  # bytes of all files of this request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The piece of a file that may go on to the handler that keeps it."""
        if start >= settings.MOST_OF_A_FILE or self.let_through >= settings.MOST_FROM_STAFF:
            return None
        self.let_through += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Nothing: the next handler keeps the file."""
        return


class NoFiles(FileUploadHandler):
    """Keeps no file at all: for somebody who is not signed in, and may still have words to get back."""

    def new_file(self, *args, **kwargs) -> None:
        """Raises SkipFile."""
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing."""

    def file_complete(self, file_size: int) -> None:
        """Nothing."""


class BodyLimits:
    """Middleware: refuses what is too large, or has no business here, before it is read.

    Nothing is sent to public addresses but questions. Strangers may send a short form to a staff address, so that
    somebody who was signed out has their words back; a browser in which somebody signed in before may send a long one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in READING:
            return self.get_response(request)
        if not request.path_info.startswith(settings.STAFF_PREFIX):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if _length(request) > self._most(request):
            return faults.too_large(request)
        request.parse_file_upload = lambda META, data: _parsed(request, META, data)
        return self.get_response(request)

    def _most(self, request: HttpRequest) -> int:
        if request.user.is_authenticated:
            return settings.MOST_FROM_STAFF
        request.upload_handlers = [NoFiles(request)]
        return settings.MOST_FROM_STAFF if request.is_from_known_browser else settings.MOST_FROM_A_STRANGER


def _length(request: HttpRequest) -> int:
    given = request.META.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isdecimal() else 0  # without a length Django reads nothing


def _parsed(request: HttpRequest, META: dict, data):  # noqa: N803  named so where Django calls it
    """As Django's own; of a form with too many fields it leaves those that were read, to be given back."""
    parser = MultiPartParser(META, data, request.upload_handlers, request.encoding)
    try:
        return parser.parse()
    except (TooManyFieldsSent, TooManyFilesSent, RequestDataTooBig):
        request.read_so_far = getattr(parser, "_post", None)
        raise
