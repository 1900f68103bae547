"""States, outcomes and roles are named by their enum: a bare string that is misspelt is a state nobody is ever in."""

import ast
from pathlib import Path

from briefings.models import Outcome, State, TextState
from people.models import Role

ROOT = Path(__file__).resolve().parents[2]
STATES = {*State.values, *TextState.values, *Outcome.values}
FIELDS = {"state", "outcome"}
TABLES_OF_SQL = {"triggers.py"}  # names in SQL, which knows no enum


def bare_strings(source: str) -> list[int]:
    """The lines that compare with a state, or ask for one, by a string of their own; or name a role by one."""
    found = []
    tree = ast.parse(source)
    given = [node.value for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    members = {id(inner) for value in given for inner in (value, *getattr(value, "elts", ()))}
    for node in ast.walk(tree):
        asked = []
        if isinstance(node, ast.Compare) and any(field in ast.unparse(node) for field in FIELDS):
            asked = [node.left, *node.comparators]
        elif isinstance(node, ast.keyword) and node.arg and FIELDS & set(node.arg.split("__")):
            asked = [node.value]
        for one in asked:
            found += [inner.lineno for inner in (one, *getattr(one, "elts", ())) if _says(inner, STATES)]
        if _says(node, set(Role.values)) and id(node) not in members:
            found.append(node.lineno)
    return found


def _says(node: ast.AST, values: set[str]) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in values


def test_no_state_and_no_role_is_a_bare_string():
    files = [
        file
        for place in ("briefings", "reviews", "people", "portal")
        for file in (ROOT / place).rglob("*.py")
        if "migrations" not in file.parts and file.name not in TABLES_OF_SQL
    ]

    assert len(files) > 100
    found = {str(file.relative_to(ROOT)): lines for file in files if (lines := bare_strings(file.read_text()))}
    assert not found


def test_a_bare_string_is_seen():
    """The control."""
    assert bare_strings('if edition.state == "published": ...') == [1]
    assert bare_strings('Edition.objects.filter(\nstate__in=["approved"])') == [2]
    assert bare_strings('any("approver" in held for held in roles)') == [1]
    assert not bare_strings('PUBLISHED = "published", "Published"\nOFFICER = "officer", "Officer"')
    assert not bare_strings('tell("withdrawn", edition)\nif state == State.PUBLISHED: ...')
