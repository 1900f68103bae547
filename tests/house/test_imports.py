"""Imports point one way, so that a page which cannot reach a draft cannot leak one (portal/decisions/0002)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ("briefings", "reviews", "people", "portal", "tests")

# place: what nothing in it may import, each with all that lies below it
PURE = {
    "people", "reviews", "briefings.models", "briefings.drafting", "briefings.publishing", "briefings.importing",
    "briefings.admin", "briefings.public", "briefings.demo", "briefings.texts", "django.db", "django.apps",
}  # fmt: skip
MUST_NOT_IMPORT = {
    "people": {"reviews", "briefings"},
    "reviews": {"briefings"},
    "portal": {"briefings.models", "briefings.publishing", "briefings.drafting", "briefings.public", "reviews.models"},
    "briefings/document.py": {"people", "reviews", "briefings", "portal", "django"},
    "briefings/rendering": PURE,
    "briefings/checklist": PURE,
    "briefings/languages.py": {"people", "reviews", "briefings", "portal", "django"},
    "briefings/sandbox.py": {"people", "reviews", "briefings", "portal", "django"},
    "briefings/work_queue.py": {"people", "reviews", "briefings", "portal", "django"},
    "portal/text/sentences.py": {"people", "reviews", "briefings", "portal", "django.db", "django.apps"},
    "portal/text/tables.py": {"people", "reviews", "briefings", "portal", "django"},
    "briefings/formats.py": PURE - {"reviews"} | {"reviews.models", "portal", "django"},
    "reviews/section_kinds.py": {"people", "reviews", "briefings", "portal", "django"},
    "briefings/models/public.py": {"briefings.models.briefing", "briefings.models.edition", "reviews.models.review"},
    "briefings/models": {"briefings.publishing", "briefings.public", "briefings.admin", "briefings.drafting"},
    "briefings/importing": {"briefings.public", "briefings.publishing"},
    "briefings/importing/readers": {"people", "reviews", "django", "portal", "briefings.models", "briefings.drafting"},
}  # fmt: skip
# The public rooms: of all that is ours, these and nothing else.
PUBLIC_MAY_IMPORT = {
    "briefings.public", "briefings.models.public", "briefings.formats", "briefings.languages",
    "briefings.rendering.story",
    "people.models.partnership", "reviews.models.vocabulary", "reviews.section_kinds",
    "portal.context", "portal.release",
    "portal.text.sentences",
    "portal.text.tables", "portal.withdrawal_list",
}  # fmt: skip
# What the child process that lays sheets out loads: of all that is ours, these and nothing else.
CHILD_MAY_IMPORT = {"briefings.layout", "briefings.sandbox", "briefings.work_queue"}


def imported_by(file: Path) -> set[str]:
    """Every module and name that a file imports, in full: `from a.b import c` is both a.b and a.b.c."""
    package = file.relative_to(ROOT).with_suffix("").parts[:-1]
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return found


def lies_in(name: str, place: str) -> bool:
    """Whether a name is a module or anything below it."""
    return name == place or name.startswith(f"{place}.")


def files_of(place: str) -> list[Path]:
    target = ROOT / place
    return [target] if target.is_file() else sorted(target.rglob("*.py"))


@pytest.mark.parametrize(("place", "forbidden"), MUST_NOT_IMPORT.items(), ids=MUST_NOT_IMPORT)
def test_imports_point_one_way(place, forbidden):
    files = files_of(place)

    assert files, f"{place} has moved: update this list"
    found = {
        str(file.relative_to(ROOT)): wrong
        for file in files
        if (wrong := {name for name in imported_by(file) if any(lies_in(name, one) for one in forbidden)})
    }
    assert not found


def test_public_rooms_import_public_rows_and_vocabulary_only():
    files = files_of("briefings/public")

    assert len(files) > 3
    found = {
        str(file.relative_to(ROOT)): wrong
        for file in files
        if (wrong := {name for name in imported_by(file) if _is_ours(name) and not _is_for_the_public(name)})
    }
    assert not found


def test_the_child_process_loads_its_own_package_and_its_sandbox_only():
    files = files_of("briefings/layout")

    assert len(files) > 3
    found = {name for file in files for name in imported_by(file) if _is_ours(name) or lies_in(name, "django")}
    assert {one for one in found if not any(lies_in(one, place) for place in CHILD_MAY_IMPORT)} <= {"briefings"}


def _is_ours(name: str) -> bool:
    return name.split(".")[0] in OURS


def _is_for_the_public(name: str) -> bool:
    return any(lies_in(name, one) for one in PUBLIC_MAY_IMPORT) or any(lies_in(one, name) for one in PUBLIC_MAY_IMPORT)


@pytest.mark.parametrize("file", files_of("briefings/public"), ids=lambda file: file.name)
def test_public_rooms_reach_nothing_by_name(file):
    """A model fetched by a string, or a row followed back to its draft, would pass the test above."""
    names = {
        getattr(node, "id", None) or getattr(node, "attr", None)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name | ast.Attribute)
    }

    assert not names & {
        "get_model",
        "import_module",
        "import_string",
        "__import__",
        "briefing_set",
        "editions",
        "reviews",
    }


@pytest.mark.parametrize("library", ["markdown_it", "nh3"])
def test_markdown_becomes_html_in_one_package(library):
    users = {
        file.relative_to(ROOT).parts[:2]
        for place in ("briefings", "reviews", "people", "portal")
        for file in files_of(place)
        if any(lies_in(name, library) for name in imported_by(file))
    }

    assert users == {("briefings", "rendering")}


def test_only_publishing_makes_editions_or_moves_them():
    """Besides the verbs, nobody creates frozen rows or writes an edition's state."""
    frozen = {"Edition", "Sheet", "Approval", "Confirmation", "Event", "EditionEditor", "EditionPartnership"}
    found = set()
    for file in files_of("briefings"):
        if file.is_relative_to(ROOT / "briefings" / "publishing"):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in {"create", "bulk_create", "update", "get_or_create"}:
                owner = node.value
                if (
                    isinstance(owner, ast.Attribute)
                    and owner.attr == "objects"
                    and getattr(owner.value, "id", "") in frozen
                ):
                    found.add(f"{file.relative_to(ROOT)}:{node.lineno}")

    assert not found


def test_the_reader_of_imports_sees_every_way_of_writing_them(tmp_path, monkeypatch):
    """The control: if this reader were blind, all tests above would pass."""
    monkeypatch.setattr("tests.house.test_imports.ROOT", tmp_path)
    file = tmp_path / "briefings" / "public" / "views.py"
    file.parent.mkdir(parents=True)
    file.write_text(
        "import reviews.models\nfrom briefings import compose\ndef f():\n    from ..models import briefing\n"
    )

    seen = {
        name for module in [__import__("tests.house.test_imports", fromlist=["x"])] for name in module.imported_by(file)
    }

    assert {"reviews.models", "briefings.drafting.compose", "briefings.models.briefing"} <= seen
