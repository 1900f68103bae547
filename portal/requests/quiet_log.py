"""What a log may hold: verbs and primary keys, and where something broke; never words of the record.

The message of a fault may quote a row ("Failing row contains (…)"), an address what somebody looked for, and the
line of a program what it was about. So a fault is written as its kinds and its frames (file, line, function), and
of other people's libraries only where in them something was written.
"""

import logging
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

MOST_FRAMES = 60  # of one fault, the innermost: a thousand of a recursion say no more


class QuietFormatter(logging.Formatter):
    """One line for what happened, and one for each frame of a fault."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """The record in words that may be kept. Writes nothing into it: other handlers may hold it too."""
        fault = record.exc_info[1] if record.exc_info else None
        quiet = logging.makeLogRecord(vars(record) | {"message": _said(record), "asctime": self.formatTime(record)})
        return "\n".join([self.formatMessage(quiet), *(lines_of(fault) if fault else [])])


def _said(record: logging.LogRecord) -> str:
    if request := getattr(record, "request", None):
        view = getattr(getattr(request, "resolver_match", None), "view_name", None) or "no view"
        return f"{getattr(record, 'status_code', '')} {getattr(request, 'method', '')} {view}".strip()
    # ours write verbs and primary keys, kept so by their tests
    if record.name.split(".")[0] in {"portal", *settings.OUR_APPS} and not record.exc_info:
        return record.getMessage()
    return f"{record.module}:{record.lineno}"


def lines_of(fault: BaseException) -> Iterator[str]:
    """A fault and what it came from, the last first: the kind of each, then its frames, the innermost last."""
    seen = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        yield f"  {type(fault).__module__}.{type(fault).__qualname__}"
        # Without looking lines up: they are not written, and a file may have changed meanwhile.
        for frame in traceback.StackSummary.extract(traceback.walk_tb(fault.__traceback__), lookup_lines=False)[
            -MOST_FRAMES:
        ]:
            yield f"    {frame.filename}:{frame.lineno} {frame.name}"
        fault = fault.__cause__ or fault.__context__


def tell_quietly(kind: type[BaseException], fault: BaseException, frames: TracebackType | None) -> None:
    """What ended a program, for `sys.excepthook`: as above, for the journal of a timer.

    A setting that is missing or wrong says so, as nobody could mend it otherwise; no setting holds words of the record.
    """
    if isinstance(fault, KeyboardInterrupt):
        return
    if isinstance(fault, ImproperlyConfigured):
        sys.stderr.write(f"{fault}\n")
        return
    sys.stderr.write("\n".join(["Something broke:", *lines_of(fault)]) + "\n")
