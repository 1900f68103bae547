"""A real back-up is made and put back: a copy of the database's file, or of the database, and every program anew."""

import json
import subprocess
import sys

import pytest

from tests.copies import ROOT, Template, drop_database, environment, new_database

pytestmark = pytest.mark.django_db


def run(*program: str, database: str, folder) -> str:
    own = environment(database, folder / "media", WITHDRAWALS_LIST=str(folder / "apart" / "list"))
    ended = subprocess.run([sys.executable, *program], cwd=ROOT, env=own, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_copy_that_is_put_back_tells_nothing_that_was_taken_down_since(template, tmp_path, worker_id):
    names = [f"restored_{worker_id}_{what}" for what in ("site", "copy")]
    site = new_database(tmp_path, names[0], template)
    made = [names[0]]
    step = ("-m", "tests.interrupted.restoring")

    try:
        run(*step, "publish", database=site, folder=tmp_path)
        shown = json.loads(run(*step, "read", database=site, folder=tmp_path))
        copy = new_database(tmp_path, names[1], Template(site, tmp_path / "media"))
        made.append(names[1])
        run(*step, "withdraw", database=site, folder=tmp_path)
        withdrawn = json.loads(run(*step, "read", database=site, folder=tmp_path))
        restored = json.loads(run(*step, "read", database=copy, folder=tmp_path))
        said = run("manage.py", "apply_withdrawals", "--by", "keeper", database=copy, folder=tmp_path)
        applied = json.loads(run(*step, "read", database=copy, folder=tmp_path))
        again = run("manage.py", "apply_withdrawals", "--by", "keeper", database=copy, folder=tmp_path)
    finally:
        for name in made:
            drop_database(name)

    assert {address for address, (_, tells) in shown.items() if tells} >= {"/", "/learning/named-note/"}
    assert not any(tells for _, tells in withdrawn.values())
    assert {status for status, _ in restored.values()} == {503}
    assert "2 withdrawn again" in said
    assert applied == withdrawn
    assert "0 withdrawn again" in again
