"""A verb of `people.permissions` that nobody asks for would be a door that only looks locked."""

import ast
from pathlib import Path

import pytest

from people.permissions import ROLES_FOR

ROOT = Path(__file__).resolve().parents[2]
ASKING = {"may", "why_not", "require"}
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
    files = [file for place in ("briefings", "reviews", "portal") for file in (ROOT / place).rglob("*.py")]
    return set().union(*(asked_in(file) for file in files if file != ROOT / "reviews" / "permissions.py"))


@pytest.mark.parametrize("verb", ROLES_FOR)
def test_verb_is_asked_for_somewhere(asked, verb):
    assert verb in asked


def test_no_other_verb_is_asked_for(asked):
    assert asked <= set(ROLES_FOR)
