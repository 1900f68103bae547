"""One place decides who may do what: refusals first."""

import ast

import pytest
from django.conf import settings

from people.models import Role
from people.permissions import may, partnerships_where, why_not, why_not_take_off, works_as
from people.verbs import VERBS
from tests.worlds import a_partnership, a_person, a_review

pytestmark = pytest.mark.django_db

# Written out again here, so that a slip in the table fails a test.
MAY = {
    Role.OFFICER: {
        "see", "write", "delete", "submit", "send_back", "publish", "schedule", "cancel_schedule", "withdraw",
        "acknowledge", "note", "export", "protect", "hold", "submit_text", "send_back_text", "take_down_text",
        "restore_text",
    },
    Role.APPROVER: {
        "see", "send_back", "approve", "publish", "schedule", "cancel_schedule", "withdraw", "withdraw_in_emergency",
        "confirm_withdrawal", "note", "export", "hold", "clear_hold", "submit_text", "approve_text", "send_back_text",
        "take_down_text", "restore_text",
    },
    Role.ADMINISTRATOR: {
        "see", "confirm_withdrawal", "note", "export", "protect", "hold", "clear_hold", "manage", "submit_text",
        "approve_text", "send_back_text", "take_down_text", "restore_text",
    },
}  # fmt: skip

ROLES_FOR = {verb.name: verb.roles for verb in VERBS.values() if verb.roles}


def a_person_with(role, *, partnership, **fields):
    return a_person(**{f"{role}_of": [partnership]}, **fields)


@pytest.mark.parametrize("role", Role.values)
def test_verb_is_for_the_roles_of_the_table_only(role):
    home = a_partnership()
    person, review = a_person_with(role, partnership=home), a_review(partnerships=[home])

    assert set(ROLES_FOR) == set().union(*MAY.values())
    assert {verb for verb in ROLES_FOR if may(person, verb, review)} == MAY[role]


@pytest.mark.parametrize("role", Role.values)
def test_role_in_another_partnership_allows_nothing(role):
    person = a_person_with(role, partnership=a_partnership())
    review = a_review(partnerships=[a_partnership()])

    assert not [verb for verb in ROLES_FOR if may(person, verb, review)]


def test_role_in_one_partnership_of_a_joint_review_is_enough():
    ours, theirs = a_partnership(), a_partnership()
    person = a_person(officer_of=[theirs])

    assert may(person, "write", a_review(partnerships=[ours, theirs]))


@pytest.mark.parametrize("fields", [{"is_staff": False}, {"is_active": False}])
def test_person_without_a_staff_account_may_do_nothing(fields):
    home = a_partnership()
    person = a_person(officer_of=[home], approver_of=[home], administrator_of=[home], **fields)
    review = a_review(partnerships=[home])

    assert not [verb for verb in ROLES_FOR if may(person, verb, review)]
    assert "Sign in" in why_not(person, "see", review)
    assert not works_as(person, *Role.values)
    assert not partnerships_where(person, *Role.values)


def test_whoever_runs_the_site_may_do_nothing_to_a_review():
    review = a_review(partnerships=[a_partnership()])
    person = a_person(is_superuser=True)

    assert not [verb for verb in ROLES_FOR if may(person, verb, review)]


def test_verb_that_does_not_exist_opens_no_door():
    home = a_partnership()

    with pytest.raises(KeyError):
        may(a_person(officer_of=[home]), "wriet", a_review(partnerships=[home]))
    with pytest.raises(KeyError):
        may(a_person(officer_of=[home]), "supersede", a_review(partnerships=[home]))


def test_refusal_says_which_role_is_wanted():
    home = a_partnership()

    refusal = why_not(a_person(officer_of=[home]), "clear_hold", a_review(partnerships=[home]))

    assert refusal == (
        "You cannot clear this hold: that needs the role of administrator or approver in one of its partnerships."
    )


def test_thing_may_add_a_refusal_of_its_own():
    home = a_partnership()
    review = a_review(partnerships=[home])
    review.refusal = lambda verb, person: "Not on a Sunday." if verb == "write" else ""

    assert why_not(a_person(officer_of=[home]), "write", review) == "Not on a Sunday."
    assert may(a_person(officer_of=[home]), "see", review)


def test_partnerships_where_somebody_holds_a_role_are_those_alone():
    writes, agrees = a_partnership(), a_partnership()
    person = a_person(officer_of=[writes], approver_of=[agrees])

    assert partnerships_where(person, Role.OFFICER) == {writes.pk}
    assert partnerships_where(person, Role.OFFICER, Role.APPROVER) == {writes.pk, agrees.pk}


def test_partnership_is_taken_off_a_list_by_its_own_officers_alone():
    ours, theirs = a_partnership(), a_partnership()
    person = a_person(officer_of=[ours], approver_of=[theirs])

    refusal = why_not_take_off(person, [ours, theirs], kept={ours.pk})

    assert refusal == f"Keep {theirs.name} in the list: only their own officers can take them off."
    assert why_not_take_off(person, [ours, theirs], kept={theirs.pk}) == ""


def test_roles_are_named_by_their_names_and_never_by_bare_words():
    """A slip of the pen in a word is a role that nobody has; a slip in a name is an error."""
    where_they_are_defined = settings.BASE_DIR / "people" / "models" / "persons.py"
    found = [
        f"{file.relative_to(settings.BASE_DIR)}:{node.lineno}"
        for app in ("portal", *settings.OUR_APPS)
        for file in (settings.BASE_DIR / app).rglob("*.py")
        if file != where_they_are_defined and "migrations" not in file.parts
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in Role.values
    ]

    assert not found
