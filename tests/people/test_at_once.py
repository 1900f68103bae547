"""Two people who do the same or opposite things at once get one result, and one clear answer. In real processes,
on a database of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.copies import Template, drop_database, environment, new_database
from tests.mail_server import a_mail_server

ROOT = Path(__file__).resolve().parents[2]

WORLD = """
import re
from people import invitations, outbox
from people.models import Membership, OutgoingEmail, Partnership, Person
home, away = (
    Partnership.objects.create(slug=name, name=name, short_name=name, mailbox=f"h@{name}.example")
    for name in ("home", "away")
)
for name in ("ada", "ben"):
    person = Person.objects.create_user(name, f"{name}@home.example", is_staff=True)
    for role in ("officer", "administrator"):
        Membership.objects.create(person=person, partnership=home, role=role)
Membership.objects.create(person=person, partnership=away, role="administrator")
for partnership in (home, away):
    invitations.invite(partnership=partnership, email="cara@home.example", first_name="Cara", last_name="Finch",
                  roles=["officer"], by=person)
print(*[re.search("invitation/(.+)/", outbox.body_of(one)).group(1) for one in OutgoingEmail.objects.order_by("pk")])
for number in range(20):
    outbox.queue(to=f"reader-{number}@home.example", subject="Hello", body="Hello")
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory, worker_id, django_db_setup):
    """A partnership with two administrators, and another; an invitation to each; e-mails that wait; the secrets."""
    folder = tmp_path_factory.mktemp("at_once")
    name = f"at_once_{worker_id}"
    database = new_database(folder, name)
    run(database, "manage.py", "migrate", "--verbosity", "0")
    said = run(database, "manage.py", "shell", "--verbosity", "0", "--command", WORLD)
    yield Template(database, folder), said.strip().splitlines()[-1].split()
    drop_database(name)


@pytest.fixture
def world(template, tmp_path, worker_id):
    """A copy of it for one test: the address of its database, and the secrets."""
    (built, secrets), name = template, f"at_once_{worker_id}_one"
    yield new_database(tmp_path, name, built), secrets
    drop_database(name)


def run(database: str, *arguments: str, **more: str) -> str:
    """A program of ours on this database, to its end; what it said."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment(database, Path(os.devnull), **more),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def at_once(database: str, *all_arguments: list[str]) -> list[str]:
    """Several things, begun at the same moment; what came of each."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.people.at_once", *arguments], cwd=ROOT, text=True,
            env=environment(database, Path(os.devnull)), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for arguments in all_arguments
    ]  # fmt: skip
    for one in started:
        assert one.stdout.readline() == "ready\n"
    for one in started:
        one.stdin.write("\n")
        one.stdin.flush()
    return [one.communicate(timeout=60)[0].strip() for one in started]


def counted(database: str, query: str) -> str:
    """What a query of our models gives, on this database."""
    command = f"from people.models import *\nprint({query})"
    return run(database, "manage.py", "shell", "--verbosity", "0", "--command", command).strip().splitlines()[-1]


@pytest.mark.django_db
def test_two_administrators_who_take_the_role_from_each_other_leave_one(world):
    database, _ = world

    said = at_once(database, ["take", "ada", "ben"], ["take", "ben", "ada"])

    assert sorted(one.split(":")[0] for one in said) == ["done", "refused"]
    assert any("needs the role of administrator" in one for one in said)
    assert counted(database, 'Membership.objects.filter(partnership__slug="home", role="administrator").count()') == "1"


@pytest.mark.django_db
def test_email_used_twice_at_once_makes_one_account(world):
    database, (secret, _) = world

    said = at_once(database, ["join", secret, "Cara"], ["join", secret, "Carla"])

    assert sorted(one.split(":")[0] for one in said) == ["done", "refused"]
    assert any("cannot be used" in one for one in said)
    assert counted(database, 'Person.objects.filter(email="cara@home.example").count()') == "1"


@pytest.mark.django_db
def test_emails_of_two_partnerships_used_at_once_make_one_account(world):
    database, (one, other) = world

    said = at_once(database, ["join", one, "Cara"], ["join", other, "Cara"])

    assert sorted(one.split(":")[0] for one in said) == ["done", "refused"]
    assert any("Sign in with it" in one for one in said)
    assert counted(database, 'Person.objects.filter(email="cara@home.example").count()') == "1"


@pytest.mark.django_db
def test_two_runs_of_the_timer_send_no_email_twice(world):
    database, _ = world
    with a_mail_server() as server:
        environ = environment(database, Path(os.devnull), EMAIL_URL=f"smtp://127.0.0.1:{server.port}")
        runs = [
            subprocess.Popen([sys.executable, "manage.py", "send_mail"], cwd=ROOT, env=environ, stdout=subprocess.PIPE)
            for _ in range(2)
        ]
        sent = [one.communicate(timeout=60)[0].decode() for one in runs]

    assert [one.returncode for one in runs] == [0, 0]
    assert sum(int(one.split()[0]) for one in sent) == 22
    assert len({(email["To"], email["Subject"]) for email in server.emails}) == len(server.emails) == 22
