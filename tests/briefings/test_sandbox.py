"""The second guard around the child processes that lay sheets out and read files."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
NO_FILE = "PermissionError: A child process may open no other file."
OUTSIDE = "PermissionError: A child process may not reach outside."
# Debian's own Python has the whole of /usr as its home.
PYTHONS = [sys.executable, *(python for python in ("/usr/bin/python3",) if Path(python).exists())]


def tried_inside(attempts: list[str], *, python: str = sys.executable) -> list[str]:
    """What a closed child process says to each attempt: the kind of error and its message; empty when it could."""
    program = """
import sys
from briefings import sandbox
sandbox.enter()
for attempt in sys.argv[1:]:
    try:
        exec(attempt)
        print("")
    except BaseException as fault:
        print(f"{type(fault).__name__}: {fault}")
"""
    done = subprocess.run([python, "-c", program, *attempts], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.parametrize("python", PYTHONS)
def test_files_of_the_machine_are_refused_alike_whether_they_are_there_or_not(python):
    stdlib = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    names = [
        "/etc/passwd", "/etc/no-such-file", "/etc/shadow", "/no/such/file", "/proc/self/environ", "manage.py",
        "no-such-file.py", "briefings/sandbox.py", "portal/settings.py", "/usr/bin/env", "/usr/share/doc/no-such-file",
        "/usr/share/common-licenses/GPL-3", "/usr/share/zoneinfo/UTC", "/usr/lib/os-release", "/usr/local/lib/x",
        f"{sys.prefix}/bin/activate", f"{sys.prefix}/pyvenv.cfg", f"{sys.base_prefix}/bin/python3",
        f"{stdlib}/../../../../../../etc/passwd", f"{stdlib}-beside/x"
    ]  # fmt: skip
    ways = ("open({})", "import os; os.open({}, os.O_RDONLY)", "import pathlib; pathlib.Path({}).read_bytes()",
            "import os; os.open(__import__('pathlib').Path({}), 0)", "import io; io.open_code({})",
            "import sqlite3; sqlite3.connect({})", "import os; os.listdir({})")  # fmt: skip

    answers = tried_inside([way.format(repr(name)) for way in ways for name in names], python=python)

    assert set(answers) == {NO_FILE}
    assert len(answers) == len(ways) * len(names)


def test_nothing_is_written_not_even_beside_the_packages():
    packages = sysconfig.get_path("purelib")
    attempts = [
        f"open({packages + '/planted.py'!r}, 'w')",
        f"open({packages + '/planted.py'!r}, 'ab')",
        f"open({packages + '/pip/__init__.py'!r}, 'r+')",
        f"import os; os.open({packages + '/planted.py'!r}, os.O_CREAT)",
        f"import os; os.mkdir({packages + '/planted'!r})",
        f"import os; os.remove({packages + '/pip/__init__.py'!r})",
        f"import os; os.symlink('/etc/passwd', {packages + '/planted.py'!r})",
        "import shutil; shutil.copy('/etc/passwd', '/tmp/planted')",
    ]

    assert set(tried_inside(attempts)) == {NO_FILE}
    assert not list(Path(packages).glob("planted*"))


def test_nothing_outside_is_reached():
    attempts = [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.kill(os.getppid(), 9)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    ]

    assert set(tried_inside(attempts)) == {OUTSIDE}


@pytest.mark.parametrize("python", PYTHONS)
def test_what_python_needs_of_its_own_is_still_there(python):
    attempts = [
        "import json.tool, decimal, html.entities, xml.dom.minidom, unicodedata",
        "b'x'.decode('cp1252'), b'x'.decode('mac_roman'), b'x'.decode('shift_jis'), 'x'.encode('punycode')",
        "import datetime, email.message, mimetypes",
    ]

    assert set(tried_inside(attempts, python=python)) == {""}
