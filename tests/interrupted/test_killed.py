"""Killed in the middle of a verb, between any two of its writes: what is left is the old state or the new one."""

import subprocess
import sys

import pytest

from tests.copies import ROOT, drop_database, environment, new_database
from tests.interrupted.program import VERBS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("verb", VERBS)
def test_verb_killed_between_its_writes_leaves_the_old_state_or_the_new(verb, template, tmp_path, worker_id):
    name = f"interrupted_{worker_id}_{verb}"
    database = new_database(tmp_path, name, template)

    try:
        ended = subprocess.run(
            [sys.executable, "-m", "tests.interrupted.program", verb],
            cwd=ROOT, env=environment(database, tmp_path / "media"), capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        drop_database(name)

    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) > 1, "a verb that writes once cannot be left half done, so this would prove nothing"
