"""The role that serves readers runs the whole site, and cannot touch what keeps words as they were approved."""

import subprocess
import sys
from contextlib import closing
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.copies import ROOT, drop_database, environment, new_database, on_postgres

pytestmark = pytest.mark.django_db
ROLE, PASSWORD = "learning_zone_web", "an-invented-password"
FORBIDDEN = (
    "ALTER TABLE briefings_edition DISABLE TRIGGER ALL",
    "DROP TRIGGER briefings_edition_frozen ON briefings_edition",
    "ALTER TABLE briefings_publicpage DISABLE TRIGGER briefings_publicpage_arrives",
    "CREATE OR REPLACE FUNCTION briefings_edition_frozen() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NEW; END $$",
    "TRUNCATE briefings_edition CASCADE",
    "TRUNCATE briefings_publicpage CASCADE",
    "SET session_replication_role = replica",
    "DROP TABLE briefings_event",
    "CREATE TABLE public.mine (words text)",
    "DELETE FROM briefings_event",
    "UPDATE briefings_event SET reason = 'Another.'",
    "UPDATE briefings_edition SET page_html = 'Another.'",
    "UPDATE briefings_sheet SET pdf = ''",
    "DELETE FROM reviews_recordedit",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('briefings', '9999', now())",
    "ALTER ROLE CURRENT_USER SUPERUSER",
)


def test_only_postgresql_has_roles():
    if connection.vendor == "postgresql":
        with pytest.raises(CommandError, match="no role “nobody_here”"):
            call_command("restrict_role", "nobody_here")
    else:
        with pytest.raises(CommandError, match="Only PostgreSQL"):
            call_command("restrict_role", ROLE)


def test_runtime_role_runs_every_verb_and_is_refused_everything_else(template, tmp_path):
    if connection.vendor != "postgresql":
        return  # SQLite has no roles: who may write the file may do all
    name = "roles_of_the_site"
    owner = new_database(tmp_path, name, template)
    try:
        on_postgres(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{PASSWORD}'")
        done = manage(owner, tmp_path, "manage.py", "restrict_role", ROLE)
        assert done.returncode == 0, done.stderr
        there = urlsplit(owner)
        web = there._replace(netloc=f"{ROLE}:{PASSWORD}@{there.hostname}:{there.port}").geturl()

        ran = manage(web, tmp_path, "-m", "tests.roles.program")
        assert ran.stdout.strip().endswith("all verbs"), ran.stderr[-3000:]

        with closing(psycopg2.connect(web)) as as_web:
            as_web.autocommit = True
            for statement in FORBIDDEN:
                with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                    as_web.cursor().execute(statement)
    finally:
        drop_database(name)
        on_postgres(f"DROP ROLE IF EXISTS {ROLE}")


def manage(database: str, media, *program: str):
    return subprocess.run(
        [sys.executable, *program],
        cwd=ROOT,
        env=environment(database, media),
        capture_output=True,
        text=True,
        check=False,
    )
