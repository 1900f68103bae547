"""Rules about the repository itself: what it may name, what it promises, what the database guards."""

import ast
import io
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from briefings.models import triggers
from portal.frozen import FrozenModel
from tests.copies import drop_database, environment, new_database

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = (ROOT / "requirements.lock").read_text()
LIVE_LOCK = (ROOT / "requirements-live.lock").read_text()
PYPROJECT = (ROOT / "pyproject.toml").read_text()
# What an operator or a program calls; README says so too.
TARGETS = ("setup", "serve", "check", "test", "fresh", "lint", "types", "fix", "bench", "lock")


def tracked_files() -> list[Path]:
    """Every file of the project that is text, as git knows it; all but ignored ones where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    files = [ROOT / name for name in listed if name]
    assert len(files) > 50, "git lists hardly anything: is this a clone?"
    return [file for file in files if file.is_file() and b"\0" not in file.read_bytes()[:8000]]


FILES = tracked_files()


def test_lock_files_record_no_download_addresses():
    address = re.compile(r"^.*(?:https?:|file:|--index-url|--extra-index|--find-links|--trusted-host| @ ).*$", re.M)

    assert not address.findall(LOCK + LIVE_LOCK)


def test_live_lock_holds_nothing_that_was_not_tested():
    live, tested = (set(re.findall(r"^[a-z0-9._-]+==\S+", lock, re.M)) for lock in (LIVE_LOCK, LOCK))

    assert live < tested
    assert not any(name.startswith(("pytest==", "playwright==")) for name in live)


def test_lock_file_pins_every_package_with_a_hash():
    packages = re.split(r"\n(?=\S)", LOCK.strip())

    assert len(packages) > 30
    for package in packages:
        assert re.match(r"[a-z0-9._-]+==\S+", package), package.splitlines()[0]
        assert "--hash=sha256:" in package, package.splitlines()[0]


def test_every_dependency_is_pinned_exactly_and_locked_as_pinned():
    project = tomllib.loads(PYPROJECT)
    pins = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["bucket"],
        *project["dependency-groups"]["dev"],
    ]

    assert len(pins) > 20
    for pin in pins:
        name, version = re.fullmatch(r"([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==([0-9][A-Za-z0-9.]*)", pin).groups()
        assert re.search(rf"^{re.escape(name.lower())}=={re.escape(version)}[ \\;]", LOCK, re.M), (
            f"run make lock: {pin}"
        )


def test_every_dependency_says_what_it_is_for():
    lines = [line for line in PYPROJECT.splitlines() if re.match(r'\s+"[^"]+==', line)]

    assert len(lines) > 20
    assert not [line for line in lines if not re.search(r'",  # \w.{10,}', line)]


def test_no_file_names_a_path_of_one_machine_or_a_package_registry():
    # Put together here, so that this file does not name them either.
    forbidden = re.compile(r"(?<![\w.])/(?:work|root|home)/[a-z]|py" + r"pi\.org|python" + r"hosted\.org", re.I)

    found = {
        str(file.relative_to(ROOT)): match.group()
        for file in FILES
        if (match := forbidden.search(file.read_text(errors="replace")))
    }

    assert not found


def test_no_folder_has_more_modules_than_one_can_look_over():
    modules = [file for file in FILES if file.suffix == ".py" and not {"tests", "migrations"} & set(file.parts)]

    assert not {str(folder): count for folder, count in Counter(file.parent for file in modules).items() if count > 16}


def test_no_source_file_is_longer_than_five_hundred_lines():
    sources = [file for file in FILES if file.suffix in {".py", ".js", ".css"} and "migrations" not in file.parts]

    assert not {str(file): lines for file in sources if (lines := len(file.read_text().splitlines())) > 500}


def test_nothing_is_left_to_do():
    # A note to oneself is forgotten; what is left out is written down where decisions are.
    marks = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")

    found = [
        str(file) for file in FILES if file.suffix in {".py", ".js", ".css", ".html"} and marks.search(file.read_text())
    ]

    assert not found


def test_scripts_can_be_run_and_are_well_formed():
    for script in (ROOT / ".ci").iterdir():
        source = script.read_text()

        assert os.access(script, os.X_OK), script
        if source.startswith("#!/usr/bin/env bash"):
            assert "\nset -euo pipefail\n" in source, script
            assert subprocess.run(["bash", "-n", script], capture_output=True, check=False).returncode == 0, script
        else:
            compile(source, str(script), "exec")


def made(*arguments: str) -> str:
    """What make says."""
    by_itself = {name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "MFLAGS"}
    done = subprocess.run(["make", *arguments], cwd=ROOT, env=by_itself, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_make_knows_its_targets_and_lists_them():
    made("--dry-run", *TARGETS)

    assert set(re.findall(r"^make ([a-z]+)", made(), re.M)) == {"help", *TARGETS}


def test_what_is_tested_can_be_named_and_programs_are_still_found():
    """PATH names both: what `make test` is to run, and where programs are."""
    assert made("--dry-run", "test", "PATH=tests/house").splitlines()[-1] == ".ci/test tests/house"
    assert made("--dry-run", "test").splitlines()[-1].strip() == ".ci/test"
    assert made("--eval", 'seen: ; @echo "$$PATH"', "seen", "PATH=tests/house").strip() == os.environ["PATH"]


def test_continuous_integration_runs_make_test():
    assert re.search(r"^CI=true exec make .*\btest$", (ROOT / ".ci/run").read_text(), re.M)


@pytest.mark.django_db
@pytest.mark.once
def test_no_migration_is_missing():
    said = io.StringIO()

    call_command("makemigrations", dry_run=True, stdout=said)

    assert said.getvalue() == "No changes detected\n"


FROZEN = [model for model in apps.get_models() if issubclass(model, FrozenModel)]


@pytest.mark.django_db
def test_frozen_tables_have_their_triggers():
    """A migration that rebuilds a table on SQLite drops its triggers without a word."""
    if connection.vendor == "sqlite":
        guarded = ("UPDATE", "DELETE")
        ask = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    else:
        guarded = ("UPDATE", "DELETE", "TRUNCATE")
        ask = "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = %s::regclass"
    for model in FROZEN:
        with connection.cursor() as cursor:
            cursor.execute(ask, [model._meta.db_table])
            definitions = " ".join(row[0].upper() for row in cursor.fetchall())

        assert not [event for event in guarded if event not in definitions], model


@pytest.mark.django_db
def test_every_trigger_is_in_the_database_and_a_migration_can_leave_none_out():
    """Whatever a migration rebuilt: the catalogue has the triggers that the code names, no fewer."""
    missing = triggers.names(apps, connection.vendor) - triggers.there(connection)

    assert not missing, f"write operations = without_triggers(...) in the last migration: {sorted(missing)} are gone"


REBUILDS = """
from django.apps import apps
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader
from briefings.models.triggers import names, there, without_triggers
constraints = apps.get_model("briefings", "briefing")._meta.constraints
known = next(one for one in constraints if one.name.endswith("format_known"))
class Migration(migrations.Migration):
    operations = without_triggers(
        migrations.RemoveConstraint("briefing", known.name), migrations.AddConstraint("briefing", known)
    )
state = MigrationLoader(connection).project_state()
for go in ("apply", "unapply"):
    with connection.schema_editor() as editor:
        getattr(Migration("trial", "briefings"), go)(state.clone(), editor)
    print(go, sorted(names(apps, connection.vendor) - there(connection)))
"""


@pytest.mark.slow
@pytest.mark.django_db
def test_a_migration_of_the_table_of_briefings_keeps_every_trigger_both_ways(tmp_path, worker_id):
    """SQLite cannot rebuild that table while triggers of public rows name it."""
    name = f"rebuilds_{worker_id}"
    database = new_database(tmp_path, name)
    said = ""
    for command in (["migrate", "--verbosity", "0"], ["shell", "--verbosity", "0", "--command", REBUILDS]):
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT, env=environment(database, tmp_path), capture_output=True, text=True, check=False,
        )  # fmt: skip
        said = done.stdout + done.stderr
    drop_database(name)

    assert said.splitlines() == ["apply []", "unapply []"]


def test_some_tables_are_frozen():
    assert {"Edition", "Sheet", "Approval", "Event"} <= {model.__name__ for model in FROZEN}


def bound_twice(source: str) -> set[str]:
    """The names that the top of a module binds more than once, so that the first says nothing."""
    names = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign):
            names += [one.id for one in node.targets if isinstance(one, ast.Name)]
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.append(node.name)
    return {name for name in names if names.count(name) > 1}


def test_no_module_says_twice_what_a_name_is():
    files = [file for app in ("people", "portal", "reviews", "briefings") for file in (ROOT / app).rglob("*.py")]

    assert {file: twice for file in files if (twice := bound_twice(file.read_text(encoding="utf-8")))} == {}
    assert bound_twice("A = 1\nB = 2\nA = 3\ndef C(): ...\nclass C: ...\n") == {"A", "C"}
