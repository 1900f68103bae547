"""The most that one uploaded file may put on the disk, whoever sends it and to whichever screen.

Django checks the size of forms, not of files: those it writes to the disk however long they are, before any
screen sees them.
"""

from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 32 * 1024 * 1024  # more than any screen takes, so that each can still say what is too large for it


class BoundedUpload(FileUploadHandler):
    """Stands before Django's own handlers and lets through the first bytes of each file only.

    What is over is dropped, not refused: the screen then finds a file that is too large and says so in words.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The piece of a file that may go on to the handler that keeps it."""
        return raw_data if start < MOST_BYTES else None

    def file_complete(self, file_size: int) -> None:
        """Nothing: the next handler keeps the file."""
        return
