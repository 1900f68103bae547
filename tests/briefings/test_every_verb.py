"""Every verb in every state by everybody: what comes of it, written out as a table that people can read.

The table is portal/VERBS.md. After a change that is meant, write it anew:
`PORTAL_ENV=test .venv/bin/python -m pytest tests/briefings/test_every_verb.py --write-tables`
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from briefings import publishing
from briefings.models import Edit, Edition, Event, PublicPage, State
from briefings.publishing.notes import leave_note
from people.permissions import Refused
from people.verbs import VERBS
from tests.worlds import a_learning_note, a_partnership, a_person, an_edition

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).resolve().parents[2] / "portal" / "VERBS.md"
DRAFT, EMERGENCY = "draft", "withdrawn in an emergency"
WROTE_PART = "an approver who wrote part of it"
STATES = [DRAFT, *(State(state).label.lower() for state in State), EMERGENCY]
A_TIME = re.compile(r"\w+day \d{1,2} \w+ \d{4}, \d\d:\d\d \w+ \([^)]*\)")
INTRODUCTION = """# Every verb, in every state, by everybody

What happens when somebody tries something, and what they are told. This page is written by a test
(tests/briefings/test_every_verb.py), which fails when it is no longer true. The partnership of these examples is
called Fernwick; Asha wrote and submitted the words, Ben approved them where they are approved. What nobody may do by
itself is part of something else: to invite somebody, or to give them a role, is part of managing a partnership.
"""
DOING = {  # verb: how it is done
    "submit": lambda edition, briefing, by: publishing.submit(
        briefing=briefing, by=by, change_note="A clearer first point."
    ),
    "approve": lambda edition, briefing, by: publishing.approve(edition=edition, by=by),
    "send_back": lambda edition, briefing, by: publishing.send_back(edition=edition, by=by, reason="Say more."),
    "publish": lambda edition, briefing, by: publishing.publish(edition=edition, by=by),
    "schedule": lambda edition, briefing, by: publishing.schedule(
        edition=edition, by=by, at=timezone.now() + timedelta(days=3), instead_of=edition.publish_at
    ),
    "cancel_schedule": lambda edition, briefing, by: publishing.cancel_schedule(edition=edition, by=by),
    "withdraw": lambda edition, briefing, by: publishing.withdraw(
        edition=edition, by=by, outcome="error", reason="A name was in it."
    ),
    "withdraw_in_emergency": lambda edition, briefing, by: publishing.withdraw_in_emergency(
        edition=edition, by=by, reason="A name was in it."
    ),
    "confirm_withdrawal": lambda edition, briefing, by: publishing.confirm_withdrawal(
        edition=edition, by=by, was_right=True
    ),
    "note": lambda edition, briefing, by: leave_note(briefing=briefing, by=by, text="Rang the school."),
}


@pytest.fixture
def people():
    """Everybody who may try, by what they are."""
    fernwick, other = a_partnership(slug="fernwick", name="Fernwick"), a_partnership(slug="elsewhere")
    return {
        "a stranger": AnonymousUser(),
        "somebody without a role": a_person("dee"),
        "the officer who wrote it": a_person("asha", officer_of=[fernwick], first_name="Asha"),
        "another officer": a_person("eve", officer_of=[fernwick], first_name="Eve"),
        "an approver": a_person("cara", approver_of=[fernwick], first_name="Cara"),
        WROTE_PART: a_person("ivy", officer_of=[fernwick], approver_of=[fernwick], first_name="Ivy"),
        "an administrator": a_person("fay", administrator_of=[fernwick], first_name="Fay"),
        "officer and approver elsewhere": a_person("gus", officer_of=[other], approver_of=[other]),
        "a site administrator": a_person("hal", is_superuser=True),
        "": (fernwick, a_person("ben", approver_of=[fernwick], first_name="Ben")),
    }


def worlds(people) -> dict[str, tuple[Edition | None, object]]:
    """For each state a briefing and its edition in that state; of a draft there is no edition."""
    fernwick, ben = people.pop("")
    asha, ivy = people["the officer who wrote it"], people[WROTE_PART]

    def a_note():
        note = a_learning_note(partnerships=[fernwick], by=asha)
        Edit.objects.create(briefing=note, by=ivy, at=timezone.now())
        return note

    made = {DRAFT: (None, a_note())}
    for state in State:
        edition = an_edition(state=state, briefing=a_note(), officer=asha, approvers=[ben])
        made[state.label.lower()] = (edition, edition.briefing)
    leaked = an_edition(briefing=a_note(), officer=asha, approvers=[ben])
    publishing.withdraw_in_emergency(edition=leaked, by=ben, reason="A name was in it.")
    made[EMERGENCY] = (leaked, leaked.briefing)
    return made


def tried(verb, edition, briefing, by) -> str:
    """Progress, in words. Whatever it was is undone, so that the next can try."""
    public, events = _public(), Event.objects.count()
    try:
        with transaction.atomic():
            before = Edition.objects.count()
            DOING[verb](Edition.objects.get(pk=edition.pk) if edition else None, briefing, by)
            said = "Done."
            if Edition.objects.count() > before:
                said = "Done: there is a new edition, awaiting approval."
            elif edition and (now := Edition.objects.get(pk=edition.pk).state) != edition.state:
                said = f"Done: it is {State(now).label.lower()}."
            transaction.set_rollback(True)
    except Refused as refused:
        said = f"Refused: “{A_TIME.sub('a day and time', str(refused))}”"
        assert (_public(), Event.objects.count()) == (public, events), "a refusal must leave nothing behind"
    return said


def _public() -> list:
    return list(PublicPage.objects.values_list("slug", "etag"))


def known_verbs() -> list[str]:
    """Each verb as its record has it."""
    lines = ["## Who may, and from which state to which\n\n| Verb | Who may | From | To |\n|---|---|---|---|"]
    for _name, verb in sorted(VERBS.items()):
        roles = ", ".join(role.value for role in verb.roles) or "nobody by itself"
        cells = [verb.name, roles, ", ".join(verb.starts_from), verb.ends_in]
        lines.append(f"| {' | '.join(cells).replace('_', ' ')} |")
    return [*lines, ""]


def table(people) -> str:
    """The whole page."""
    lines, made = [INTRODUCTION, *known_verbs()], worlds(people)
    for verb in DOING:
        heading = verb.replace("_", " ").capitalize()
        lines.append(f"## {heading}\n\n| It is | Who tries | What comes of it |\n|---|---|---|")
        for state in STATES:
            edition, briefing = made[state]
            if edition is None and verb not in {"submit", "note"}:
                continue  # there is nothing it could be done to
            outcomes: dict[str, list[str]] = {}
            for name, person in people.items():
                outcomes.setdefault(tried(verb, edition, briefing, person), []).append(name)
            lines += [f"| {state} | {', '.join(names)} | {said} |" for said, names in outcomes.items()]
        lines.append("")
    return "\n".join(lines)


def test_table_of_verbs_says_what_happens(people, request):
    written = table(people)

    if request.config.getoption("--write-tables"):
        TABLE.write_text(written, encoding="utf-8")

    assert TABLE.read_text(encoding="utf-8") == written, "write it anew: see the top of this file"


def test_nobody_without_a_role_here_gets_anything_done():
    told = TABLE.read_text(encoding="utf-8").split("## Submit")[1]
    rows = [line.split(" | ") for line in told.splitlines() if line.startswith("| ")]
    outsiders = {"a stranger", "somebody without a role", "officer and approver elsewhere", "a site administrator"}

    done = {name.strip() for row in rows if row[2].startswith("Done") for name in row[1].split(",")}

    assert done
    assert not done & outsiders
