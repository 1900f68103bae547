"""Two people do the same or opposite things at once: one result, and one clear message for the other."""

import json
import re
import subprocess
import sys

import pytest

from tests.copies import ROOT, drop_database, environment, new_database

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("case", "states", "says"),
    [
        ("publish twice", {"published"}, "This edition is published, so it cannot be published"),
        ("publish and send back", {"published", "sent_back"}, "This edition is (published|sent back), so it cannot be"),
        ("schedule twice", {"scheduled"}, "Somebody else was first: this is scheduled for"),
        ("withdraw twice", {"withdrawn"}, "This edition is withdrawn, so it cannot be withdrawn"),
        ("timer twice", {"published"}, "nothing was due"),
    ],
)
def test_of_two_at_once_one_does_it_and_the_other_reads_why_not(case, states, says, template, tmp_path, worker_id):
    name = f"together_{worker_id}_{case.replace(' ', '_')}"
    database = new_database(tmp_path, name, template)

    try:
        ended = subprocess.run(
            [sys.executable, "-m", "tests.together.program", case],
            cwd=ROOT, env=environment(database, tmp_path / "media"), capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        drop_database(name)

    assert ended.returncode == 0, ended.stderr
    outcomes, state = json.loads(ended.stdout.splitlines()[-1])
    assert sorted(outcomes, key=lambda one: one != "done")[0] == "done"
    (other,) = [one for one in outcomes if one != "done"]
    assert re.match(says, other)
    assert state in states
