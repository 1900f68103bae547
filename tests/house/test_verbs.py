"""A verb of `people.permissions` that nobody asks for would be a door that only looks locked."""

import ast
from pathlib import Path

import pytest

from people.verbs import VERBS, Verb, register

ROOT = Path(__file__).resolve().parents[2]
CHOSEN = {verb.name for verb in VERBS.values() if verb.roles}
ASKING = {"may", "may_somewhere", "why_not", "require"}
NAMED_FOR_THE_GUARD = {"seeing", "changing", "deleting"}  # people/admin/guarded.py asks for the verb of each


def asked_in(file: Path) -> set[str]:
    """The verbs that a file asks for, or names for the guard of the staff screens to ask."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in ASKING:
            found |= {one.value for one in node.args[1:2] if isinstance(one, ast.Constant)}
        elif isinstance(node, ast.Assign) and NAMED_FOR_THE_GUARD & {getattr(one, "id", "") for one in node.targets}:
            found |= {node.value.value} if isinstance(node.value, ast.Constant) else set()
    return found


@pytest.fixture(scope="module")
def asked() -> set[str]:
    files = [file for place in ("briefings", "reviews", "people", "portal") for file in (ROOT / place).rglob("*.py")]
    return set().union(*map(asked_in, files))


def test_every_verb_that_somebody_may_do_is_asked_for_and_no_other(asked):
    assert asked == CHOSEN


def test_every_verb_has_words_for_what_is_said_of_it():
    silent = [
        verb.name
        for verb in VERBS.values()
        if (verb.roles and not verb.does) or (verb.label and not verb.told) or (verb.past and not verb.ends_in)
    ]

    assert VERBS
    assert not silent


def test_every_line_of_history_has_words():
    """Verbs that are written down as done."""
    written = set()
    for place in ("briefings/publishing", "briefings/publishing/texts"):
        for file in (ROOT / place).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"record", "move", "_record"}:
                    written |= {
                        one.value for one in node.args[:2] if isinstance(one, ast.Constant) and one.value in VERBS
                    }

    assert len(written) > 12
    assert not {name for name in written if not VERBS[name].told}


def test_two_verbs_have_two_names():
    with pytest.raises(ValueError, match="two verbs called see"):
        register(Verb(name="see"))
