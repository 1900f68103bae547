"""The second wall around the child processes that lay sheets out and read files."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tried_inside(attempt: str) -> str:
    """The last line that a child process says when it tries something behind the wall; empty when it could."""
    program = f"from briefings import walls; walls.keep_inside(); {attempt}"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    return (done.stderr.splitlines() or [""])[-1]


@pytest.mark.parametrize(
    "name", ["/etc/passwd", f"{sys.prefix}/../../../../../../etc/passwd", f"{sys.prefix}-beside/x", "manage.py"]
)
def test_no_other_file_is_opened_however_its_name_begins(name):
    assert tried_inside(f"open({name!r})") == "PermissionError: A child process may open no other file."


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    ],
)
def test_nothing_outside_is_reached(attempt):
    assert tried_inside(attempt) == "PermissionError: A child process may not reach outside."


def test_what_python_needs_of_its_own_is_still_imported():
    assert tried_inside("import json.tool, decimal; from briefings import tongues") == ""
