"""What is left of withdrawn words in the files of SQLite: the edition on the record, and no public copy."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.copies import ROOT, environment, new_database
from tests.journeys.world import PUBLISHED

pytestmark = pytest.mark.django_db
ONLY_IN_PUBLIC = b"unrepeatable-in-public-rows"


def test_public_words_are_overwritten_and_the_log_is_emptied(template, tmp_path):
    if connection.vendor != "sqlite":
        return  # what PostgreSQL keeps, and for how long, is in portal/OPERATING.md
    database = new_database(tmp_path, "left", template)
    file = Path(urlsplit(database).path)
    log = file.with_name(f"{file.name}-wal")
    with closing(sqlite3.connect(file)) as own, own:
        own.execute("DROP TRIGGER briefings_publicpage_approved")
        own.execute(
            "UPDATE briefings_publicpage SET html = html || ? WHERE slug = ?", [ONLY_IN_PUBLIC.decode(), PUBLISHED]
        )
    assert ONLY_IN_PUBLIC in file.read_bytes() + (log.read_bytes() if log.exists() else b"")

    with subprocess.Popen(
        [sys.executable, "-m", "tests.roles.left_in_files"],
        cwd=ROOT, env=environment(database, tmp_path), stdin=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as site:  # fmt: skip
        for _ in range(600):
            with closing(sqlite3.connect(file)) as reader:
                if not reader.execute("SELECT 1 FROM briefings_publicpage WHERE slug = ?", [PUBLISHED]).fetchone():
                    break
            time.sleep(0.1)
        for _ in range(50):
            if not log.exists() or log.stat().st_size == 0:
                break
            time.sleep(0.1)
        left = (log.exists() and log.read_bytes()) or b"", file.read_bytes()
        _, said = site.communicate(b"\n")

    assert site.returncode == 0, said.decode()
    assert left[0] == b"", "the log is empty while the site goes on"
    assert ONLY_IN_PUBLIC not in left[1]
