"""The second wall around a child process that works on what somebody wrote or sent.

The first is what it is handed: bytes, and no address. This one holds if a library can be talked into more. It
imports nothing of ours, because the child has nothing of ours to spare.
"""

import os
import sys
from pathlib import Path
from typing import Any

_REACHES_OUT = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "ctypes.dlopen", "urllib.",
)  # fmt: skip
_PLACES = {sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(__file__).parent)}
_READABLE = tuple(f"{os.path.realpath(place)}{os.sep}" for place in _PLACES)


def keep_inside() -> None:
    """From now on this process opens no connection, starts no program, and opens no file but Python's own and ours.

    It cannot be taken back. What tries all the same gets a PermissionError.
    """
    sys.addaudithook(_refuse)


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event.startswith(_REACHES_OUT):
        raise PermissionError("A child process may not reach outside.")
    # Followed to where it leads: "/usr/../etc/passwd" only looks like a file of Python's.
    if event == "open" and isinstance(args[0], str | bytes) and not _leads_to(args[0]).startswith(_READABLE):
        raise PermissionError("A child process may open no other file.")


def _leads_to(name: str | bytes) -> str:
    return os.path.realpath(os.fsdecode(name))
