"""The child processes that lay sheets out (briefings/layout), from the side of the web process.

What users wrote is untrusted input to a large renderer, so it is laid out in a process of its own, with
no secrets in its environment, no network, a bound on memory, and a bound on time kept by ending it. The
process lives long (the first sheet of a process takes twice as long) and is replaced after many sheets.
"""

import atexit
import io
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO

from briefings.layout.pipe import receive, send
from briefings.layout.refusal import TOO_LARGE, CannotRender
from briefings.work_queue import QUEUE, Busy

ROOT = Path(__file__).resolve().parents[2]
SHEETS_A_PROCESS = 1000  # WeasyPrint keeps 6 KiB of each for ever
TOO_SLOW = (
    "This draft took too long to lay out, so it was stopped; nothing is lost. Shorten the longest part, and "
    "look for a table or a list that goes on and on."
)
BUSY = "The site is busy with other drafts, so this sheet was not laid out; nothing is lost. Try again in a minute."


class Worker:
    """One child process, started when first needed. Threads take turns; a fork starts a child of its own."""

    def __init__(self, *, slow: bool = False) -> None:
        self.slow = slow
        self._forget()

    def _forget(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.sheets = 0

    def lay_out(self, job: dict[str, Any], *, seconds: float, memory_mib: int, fontconfig: Path) -> dict[str, Any]:
        """The sheet of a job as plain data. Raises CannotRender when the child refuses, has to be ended, or is busy.

        One draft that hangs must not stop everybody else's, nor the public pages: see `briefings.work_queue`.
        """
        try:
            with QUEUE.turn(slow=self.slow):
                answer = self._in_turn(job, seconds, memory_mib, fontconfig)
        except Busy:
            raise CannotRender(BUSY) from None
        if answer is None:
            raise CannotRender(TOO_SLOW)
        if "refusal" in answer:
            raise CannotRender(answer["refusal"])
        return answer

    def _in_turn(self, job: dict[str, Any], seconds: float, memory_mib: int, fontconfig: Path) -> dict[str, Any] | None:
        process = self.process
        if process is None or process.poll() is not None or self.sheets >= SHEETS_A_PROCESS:
            self.stop()
            process = self._start(memory_mib, fontconfig)
        answer = self._ask(process, job, seconds)
        self.sheets += 1
        return answer

    def _start(self, memory_mib: int, fontconfig: Path) -> subprocess.Popen[bytes]:
        self.process = subprocess.Popen(  # noqa: S603 -- our own program, with a number as its only argument
            [sys.executable, "-m", "briefings.layout", str(memory_mib)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # its warnings quote the draft, and no log may
            cwd=ROOT,
            # Nothing of our environment: it holds the secrets of the site.
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "FONTCONFIG_FILE": str(fontconfig)},
        )
        self.sheets = 0
        return self.process

    def _ask(self, process: subprocess.Popen[bytes], job: dict[str, Any], seconds: float) -> dict[str, Any] | None:
        """The answer, or None when time ran out."""
        ran_out = threading.Event()
        pipe_in, pipe_out = _pipes(process)

        def end() -> None:
            ran_out.set()
            process.kill()

        clock = threading.Timer(seconds, end)
        clock.start()
        try:
            send(pipe_in, job)
            answer = receive(pipe_out)
        except OSError:
            answer = None
        finally:
            clock.cancel()
        if answer is None or answer.get("ends"):
            self.stop()
        if answer is None and not ran_out.is_set():
            return {"refusal": TOO_LARGE}  # the system ended it, which it does for memory
        return answer

    def stop(self) -> None:
        """End the child. The next sheet starts another."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()
            for end in _pipes(process):
                _close(end)

    def after_fork(self) -> None:
        """In a forked process: leave the parent's child alone."""
        process = self.process
        self._forget()
        if process is not None:
            process.returncode = 0  # not ours to wait for
            # Unbuffered: what the parent was about to write is not ours to write a second time.
            for end in _pipes(process):
                end.raw.close()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[io.BufferedWriter, io.BufferedReader]:
    """What the child reads, and what it writes."""
    if not (isinstance(process.stdin, io.BufferedWriter) and isinstance(process.stdout, io.BufferedReader)):
        raise TypeError("The child was started without its pipes.")
    return process.stdin, process.stdout


def _close(end: BinaryIO) -> None:
    try:
        end.close()
    except OSError:
        pass  # the pipe broke with words still in it; they are of no use now


WORKER, REPORT_WORKER = Worker(), Worker(slow=True)
for one in (WORKER, REPORT_WORKER):
    os.register_at_fork(after_in_child=one.after_fork)
    atexit.register(one.stop)
