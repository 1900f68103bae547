"""The one bounded queue for the child processes that lay sheets out and read files.

Readers come first. Anyone who waits for a child process holds a thread of a web process, so each web process admits
three of its four threads at most: one to quick work (the sheet of a note), one to slow work (the sheet of a report, a
file), and one that waits. Anybody else is told at once to try again. All processes of this machine together run only
as many child processes as it has processors, and one of those places is never given to slow work. The child processes
themselves run at a low priority (`give_way`).

Plain Python: no Django, no models. The places of the machine are locked files, which the system unlocks when their
process ends, however it ends.
"""

import fcntl
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

AT_ONCE = max(3, os.cpu_count() or 1)  # child processes on this machine: two slow ones never keep a note waiting
WAITING = 1  # threads of a process that wait for another thread of it
LONGEST_WAIT = 10  # seconds
_POLL = 0.05  # seconds


class Busy(Exception):
    """There is no turn now, and nobody waits longer: nothing was done. Try again in a minute."""


class WorkQueue:
    """Turns at the child processes, for the threads of this process and for all processes that share `folder`."""

    def __init__(self, folder: Path, *, at_once: int = AT_ONCE) -> None:
        """`folder` holds the locked files and belongs to this user alone; `at_once` is at least 2."""
        self.folder = folder
        self.at_once = at_once
        self._begin()

    def _begin(self) -> None:
        self._quick, self._slow = threading.Lock(), threading.Lock()
        self._waiting = threading.BoundedSemaphore(WAITING)
        self._held: set[int] = set()

    @contextmanager
    def turn(self, *, slow: bool, seconds: float = LONGEST_WAIT) -> Iterator[None]:
        """Hold a turn at a child process. Raises Busy when others wait already, or none came within `seconds`."""
        until = time.monotonic() + seconds
        lane = self._slow if slow else self._quick
        if not lane.acquire(blocking=False):
            if not self._waiting.acquire(blocking=False):
                raise Busy
            try:
                if not lane.acquire(timeout=seconds):
                    raise Busy
            finally:
                self._waiting.release()
        try:
            place = self._place(slow, until)
            try:
                yield
            finally:
                self._held.discard(place)
                os.close(place)
        finally:
            lane.release()

    def _place(self, slow: bool, until: float) -> int:
        """A place of the machine, as the descriptor of its locked file. Slow work leaves the first to quick work."""
        self._make_folder()
        while True:
            for number in range(1 if slow else 0, self.at_once):
                place = os.open(self.folder / str(number), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
                try:
                    fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    os.close(place)
                else:
                    self._held.add(place)
                    return place
            if time.monotonic() >= until:
                raise Busy
            time.sleep(_POLL)

    def _make_folder(self) -> None:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        if self.folder.lstat().st_uid != os.getuid():  # in a folder of everybody, somebody else may have come first
            raise PermissionError(f"Remove {self.folder}: it belongs to another user.")

    def after_fork(self) -> None:
        """In a forked process: begin with no turn, and let go of the places that its parent holds."""
        held = self._held
        self._begin()
        for place in held:
            os.close(place)


def give_way() -> None:
    """Let this process, a child, have a processor only when no web process wants it."""
    os.nice(10)


QUEUE = WorkQueue(Path(tempfile.gettempdir()) / f"learning-zone-{os.getuid()}")
os.register_at_fork(after_in_child=QUEUE.after_fork)
