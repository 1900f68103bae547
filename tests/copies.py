"""Databases that tests may write to for good, each a copy of one world that was built once.

Frozen rows refuse to be deleted, so a database cannot be emptied between tests: the world is built into a
template, and each test gets a copy of it (a file on SQLite, a database on PostgreSQL).
"""

import fcntl
import os
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Template:
    """The world as it was built: where its database and its uploaded files are."""

    database: str
    media: Path


def environment(database: str, media: Path, **more: str) -> dict[str, str]:
    """For programs of ours: the test settings as the site itself has them, on this database."""
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PORTAL_ENV": "test",
        "DATABASE_URL": database,
        "MEDIA_ROOT": str(media),
        **more,
    }


def on_postgres(statement: str, *names: str) -> None:
    """Make or drop a database. Its server takes such a statement outside a transaction only."""
    with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as admin:
        admin.autocommit = True
        admin.cursor().execute(statement.format(*(f'"{name}"' for name in names)))


def new_database(folder: Path, name: str, template: Template | None = None) -> str:
    """An empty database, or a copy of a template. Gives its address."""
    if connection.vendor == "sqlite":
        file = folder / f"{name}.sqlite3"
        if template:
            shutil.copyfile(urlsplit(template.database).path, file)
        return f"sqlite:///{file}"
    origin = urlsplit(template.database).path.lstrip("/") if template else "template0"
    on_postgres("CREATE DATABASE {} TEMPLATE {}", name, origin)
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def drop_database(name: str) -> None:
    """Drop a copy. A file goes with its folder."""
    if connection.vendor == "postgresql":
        on_postgres("DROP DATABASE {} WITH (FORCE)", name)


def built_once(folder: Path, *programs: list[str]) -> Template:
    """The world that these Python programs make, built by whichever worker comes first; the others wait for it."""
    folder.mkdir(exist_ok=True)
    address, media = folder / "address", folder / "media"
    with (folder / "lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if not address.exists():
            media.mkdir(exist_ok=True)
            database = new_database(folder, f"journeys_{folder.name}")
            for program in programs:
                built = subprocess.run(
                    [sys.executable, *program],
                    cwd=ROOT, env=environment(database, media), capture_output=True, text=True, check=False,
                )  # fmt: skip
                assert built.returncode == 0, built.stderr
            address.write_text(database)
    return Template(address.read_text(), media)
