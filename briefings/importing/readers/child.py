"""Word files, PDFs and web pages are read in a process of their own, bounded in memory and time.

They are untrusted input to large parsers: what goes wrong in one must not slow or end the web process.
The child gets the bytes and gives back lines; it has no secrets in its environment, opens no connection
and starts no program. It runs `python -m briefings.importing.readers.child KIND MIB SECONDS` once for each file.
"""

import base64
import json
import math
import os
import resource
import signal
import subprocess
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from briefings import sandbox
from briefings.importing.lines import CannotRead, Flag, Kept, Line, Source
from briefings.work_queue import give_way

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 20  # a report of 25,000 words takes under 1
MEMORY_MIB = 1_024  # such a report needs under 200
LARGEST_ANSWER = 80 * 1024 * 1024
TOO_SLOW = "This file took too long to read, so it was stopped. Split it, or save it as plain text and try that."
TOO_LARGE = "This file needs more memory than reading may have. Split it, or save it as plain text and try that."
FAILED = (
    "This file could not be read. Open it, save it under a new name, and try that; or copy its words and paste them."
)


def read(data: bytes, *, kind: str) -> Source:
    """The lines of a file; `kind` names its reader. Raises CannotRead when it is refused or had to be stopped."""
    try:
        done = subprocess.run(  # noqa: S603 -- our own program, with the name of a reader and two numbers
            [sys.executable, "-m", "briefings.importing.readers.child", kind, str(MEMORY_MIB), str(math.ceil(SECONDS))],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what it says may quote the file, and no log may
            cwd=ROOT,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CannotRead(TOO_SLOW) from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise CannotRead(TOO_SLOW if done.returncode == -signal.SIGXCPU else TOO_LARGE) from None
    if "refusal" in answer:
        raise CannotRead(answer["refusal"])
    return _source(answer)


def _source(answer: dict[str, Any]) -> Source:
    lines = [
        Line(**one | {"picture": None if one["picture"] is None else base64.b64decode(one["picture"])})
        for one in answer["lines"]
    ]
    return Source(
        lines,
        set_aside=[Kept(**one) for one in answer["set_aside"]],
        unplaced=[Kept(**one) for one in answer["unplaced"]],
        flags=[Flag(**one) for one in answer["flags"]],
        beside_pages=answer["beside_pages"],
    )


# The child's end


def main(kind: str, memory_mib: int, seconds: int) -> None:
    """Read one file from standard input, and write its lines to standard output."""
    give_way()
    bound = memory_mib * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not write into the answer
    data = sys.stdin.buffer.read()
    reader = import_module(f"briefings.importing.readers.{kind}")
    sandbox.enter()
    out.write(_answer(reader, data))
    out.close()


def _answer(reader: ModuleType, data: bytes) -> bytes:
    try:
        answer = json.dumps(asdict(reader.read(data)), default=lambda blob: base64.b64encode(blob).decode()).encode()
        return answer if len(answer) <= LARGEST_ANSWER else json.dumps({"refusal": TOO_LARGE}).encode()
    except CannotRead as refusal:
        return json.dumps({"refusal": str(refusal)}).encode()
    except (MemoryError, RecursionError):
        return json.dumps({"refusal": TOO_LARGE}).encode()
    except Exception:  # noqa: BLE001 -- whatever a file can set off, the officer gets a message
        return json.dumps({"refusal": FAILED}).encode()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
