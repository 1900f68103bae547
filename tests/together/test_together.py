"""Two people do the same or opposite things at once: one result, and one clear message for the other."""

import json
import re
import subprocess
import sys

import pytest

from tests.copies import ROOT, drop_database, environment, new_database

pytestmark = pytest.mark.django_db
DONE = "done"  # what the other came to after it, and was not in its way
FIRST_WINS = {
    "submit twice": ("awaiting_approval", "This briefing is awaiting approval already. Publish it or send it back"),
    "approve twice, one person": ("awaiting_approval", "You have approved this already."),
    "approve twice, one partnership": ("awaiting_approval", "Your partnership has approved this already."),
    "publish twice": ("published", "This edition is published, so it cannot be published"),
    "schedule twice": ("scheduled", "Somebody else was first: this is scheduled for"),
    "withdraw twice": ("withdrawn", "This edition is withdrawn, so it cannot be withdrawn"),
    "timer twice": ("published", "nothing was due"),
}
# Opposite things: the state says who was first, and what the other read or did.
BY_WHO_WAS_FIRST = {
    "approve and send back": {
        "sent_back": f"{DONE}|This edition is sent back, so it cannot be approved",
    },
    "publish and send back": {
        "published": "This edition is published, so it cannot be sent back",
        "sent_back": "This edition is sent back, so it cannot be published",
    },
    "publish and hold": {
        "published": DONE,  # nothing held it when it went; the hold stands against the next
        "approved": "This cannot be published now. .*hold",
    },
    "publish and protect": {
        "published": DONE,  # staff are told on their first screen (briefings/publishing/protected_since.py)
        "approved": "This cannot be published now. .*protected",
    },
    "publish the next and withdraw": {
        "published": "This edition is superseded, so it cannot be withdrawn",
        "approved": "Edition 1 was withdrawn for an error on .+ the person who approved it did not know what was wrong",
    },
    "move and cancel a schedule": {
        "approved": f"{DONE}|Somebody else was first: this is not scheduled any more now",
    },
}


def test_of_two_at_once_one_does_it_and_the_other_reads_why_not(template, tmp_path, worker_id):
    name = f"together_{worker_id}"
    database = new_database(tmp_path, name, template)

    try:
        ended = subprocess.run(
            [sys.executable, "-m", "tests.together.program"],
            cwd=ROOT, env=environment(database, tmp_path / "media"), capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        drop_database(name)

    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout.splitlines()[-1])
    assert set(found) == {*FIRST_WINS, *BY_WHO_WAS_FIRST}
    assert {case: result for case, result in found.items() if not is_as_promised(case, *result)} == {}


def is_as_promised(case: str, outcomes: list[str], state: str) -> bool:
    """Whether one of two did it, and the other came to nothing or read what the case says for this state."""
    ends = BY_WHO_WAS_FIRST.get(case) or dict([FIRST_WINS[case]])
    if DONE not in outcomes or state not in ends:
        return False
    outcomes.remove(DONE)
    return bool(re.match(ends[state], outcomes[0]))


def test_what_is_not_as_promised_is_noticed():
    why_not = FIRST_WINS["publish twice"][1]

    assert is_as_promised("publish twice", [DONE, why_not], "published")
    assert not is_as_promised("publish twice", [DONE, DONE], "published")
    assert not is_as_promised("publish twice", [why_not, why_not], "published")
    assert not is_as_promised("publish twice", [DONE, why_not], "approved")
