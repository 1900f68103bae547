"""Rules about the tests themselves: each one runs, and each one says what would be wrong."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
# What makes a test fail besides `assert`: pytest's own, Playwright's, and the counters of queries.
CLAIMS = {"raises", "expect", "warns", "fail", "django_assert_num_queries", "django_assert_max_num_queries"}


def functions_of(tree: ast.AST) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def calls_in(node: ast.AST) -> set[str]:
    """The names of the functions and methods that are called in it."""
    called = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
    return {getattr(one, "id", None) or getattr(one, "attr", "") for one in called}


def claims(node: ast.FunctionDef, trees: dict[str, ast.FunctionDef], depth: int = 3) -> bool:
    """Whether a function asserts something, itself or in a helper that it calls."""
    if any(isinstance(inner, ast.Assert) for inner in ast.walk(node)):
        return True
    called = calls_in(node)
    if called & CLAIMS or any(name.startswith("assert_") for name in called):
        return True
    return depth > 0 and any(claims(trees[name], trees, depth - 1) for name in called if name in trees)


def silent_in(source: str, shared: dict[str, ast.FunctionDef] | None = None) -> list[str]:
    """The tests of a file that assert nothing: they pass as long as nothing crashes."""
    functions = functions_of(ast.parse(source))
    helpers = {**(shared or {}), **{one.name: one for one in functions if not one.name.startswith("test_")}}
    return [one.name for one in functions if one.name.startswith("test_") and not claims(one, helpers)]


def idle_in(source: str) -> list[str]:
    """Functions that assert and are run by nothing: a test whose name lacks its first word passes for ever."""
    tree = ast.parse(source)
    used = {getattr(node, "id", None) or getattr(node, "attr", None)
            for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute)}  # fmt: skip
    fixtures = {argument.arg for node in functions_of(tree) for argument in node.args.args}
    return [
        node.name
        for node in functions_of(tree)
        if any(isinstance(inner, ast.Assert) for inner in ast.walk(node))
        and not node.name.startswith("test_")
        and node.name not in used | fixtures
        and not any("autouse" in ast.unparse(decorator) for decorator in node.decorator_list)
    ]


def twice_in(source: str) -> list[str]:
    """Tests of the same name in one file or class: the second hides the first."""
    found = []
    for owner in ast.walk(ast.parse(source)):
        if isinstance(owner, ast.Module | ast.ClassDef):
            names = [node.name for node in owner.body if isinstance(node, ast.FunctionDef)]
            found += [name for name in set(names) if names.count(name) > 1]
    return found


def found_by(rule) -> dict[str, list[str]]:
    assert len(TESTS) > 100
    return {str(file.relative_to(ROOT)): found for file in TESTS if (found := rule(file.read_text()))}


def test_every_test_asserts_something():
    shared = {
        node.name: node
        for file in (ROOT / "tests").rglob("*.py")
        if not file.name.startswith("test_")
        for node in functions_of(ast.parse(file.read_text()))
    }

    assert not found_by(lambda source: silent_in(source, shared))


def test_every_function_that_asserts_is_run():
    assert not found_by(idle_in)


def test_no_two_tests_of_a_file_share_a_name():
    assert not found_by(twice_in)


def test_what_these_rules_look_for_is_seen():
    """The control: if they were blind, all tests above would pass."""
    assert silent_in("def test_a():\n    go()\n") == ["test_a"]
    assert silent_in("def look():\n    pass\ndef test_a():\n    look()\n") == ["test_a"]
    assert not silent_in("def look():\n    assert 1\ndef test_a():\n    look()\n")
    assert not silent_in("def test_a():\n    with pytest.raises(KeyError):\n        go()\n")
    assert idle_in("def a_name():\n    assert 1\n") == ["a_name"]
    assert twice_in("def test_a():\n    pass\ndef test_a():\n    pass\n") == ["test_a"]
