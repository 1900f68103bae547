"""What is frozen stays frozen: by the model, by the queryset, and by the database itself."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from briefings.models import Approval, Confirmation, Edition, EditionBlock, EditionPicture, Event, Sheet, State
from briefings.publishing import texts
from people.models import Membership, Person, PersonEvent, Role
from portal.frozen import Frozen, FrozenModel
from reviews.authors import fields_of, wrote
from reviews.models import Theme
from tests.worlds import a_partnership, a_person, an_edition, approved

pytestmark = pytest.mark.django_db

FROZEN = [model for model in apps.get_models() if issubclass(model, FrozenModel)]


@pytest.fixture
def edition():
    return an_edition(state=State.AWAITING_APPROVAL)


def taken_down_in_an_emergency():
    """A wording withdrawn by one person alone, and the second look at it."""
    edition = an_edition(state=State.WITHDRAWN)
    Edition.objects.filter(pk=edition.pk).update(is_emergency=True)
    return Confirmation.objects.create(edition=edition, by=a_person(), at=timezone.now(), was_right=True)


def in_the_database(statement, parameters=()):
    """Run a statement as a database console would, past every guard of ours."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


@pytest.mark.parametrize("field", ["page_html", "text", "digest", "title", "change_note"])
def test_model_refuses_new_words(edition, field):
    setattr(edition, field, "other")

    with pytest.raises(Frozen, match=field):
        edition.save()


def test_queryset_refuses_new_words_and_deletion(edition):
    with pytest.raises(Frozen):
        Edition.objects.update(page_html="other")
    with pytest.raises(Frozen):
        Edition.objects.all().delete()
    with pytest.raises(Frozen):
        edition.delete()
    with pytest.raises(Frozen):
        Edition.objects.bulk_update([edition], ["text"])


@pytest.mark.parametrize("column", ["page_html", "text", "digest", "title", "content", "submitted_at"])
def test_database_refuses_new_words(edition, column):
    value = '{"a": 1}' if column == "content" else timezone.now() if column.endswith("_at") else "other"

    with pytest.raises(DatabaseError, match="frozen"):
        in_the_database(f"UPDATE briefings_edition SET {column} = %s", [value])  # noqa: S608 - a list above


@pytest.mark.parametrize("model", FROZEN, ids=lambda model: model.__name__)
def test_database_refuses_to_delete(model):
    edition = an_edition(state=State.PUBLISHED, by=a_person())
    PersonEvent.objects.create(verb="join", about_name="Asha", by_name="Cara", at=timezone.now())
    wrote(fields_of(edition.briefing.review, ["public_title"]), by=edition.submitted_by)
    EditionPicture.objects.create(edition=edition, name="figures/a.png", data=b"dots", sha256="0" * 64)
    EditionBlock.objects.create(edition=edition, label="block-9", title="Hand-out", html="<p>Words.</p>")
    taken_down_in_an_emergency()
    theme = Theme.objects.first()
    texts.edited(theme, by=a_person())
    approved(theme)
    assert model._base_manager.exists()

    with pytest.raises(DatabaseError, match="never deleted"):
        in_the_database(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 - our own table names


def test_database_refuses_other_bytes_history_and_approvals():
    an_edition(state=State.PUBLISHED)

    for model, column in ((Sheet, "sha256"), (Event, "reason"), (Event, "by_name"), (Approval, "digest")):
        with pytest.raises(DatabaseError, match="frozen"):
            in_the_database(f"UPDATE {model._meta.db_table} SET {column} = 'other'")  # noqa: S608 - a list above


@pytest.mark.parametrize("state", ["approved", "scheduled", "published", "out_of_date", "superseded", "withdrawn"])
def test_database_refuses_to_pass_over_approval(edition, state):
    as_if = "number = 1, published_at = submitted_at, published_by_id = submitted_by_id, outcome = 'out_of_date'"
    ended = ", ended_at = submitted_at, ended_by_id = submitted_by_id" if state in {"superseded", "withdrawn"} else ""

    with pytest.raises(DatabaseError, match="has to approve this edition first"):
        in_the_database(f"UPDATE briefings_edition SET state = %s, {as_if}{ended}", [state])  # noqa: S608 - as above


def test_database_refuses_an_approval_by_the_submitter_or_of_other_words(edition):
    partnership = edition.partnerships.get()
    approver = a_person(approver_of=[partnership])
    Membership.objects.create(person=edition.submitted_by, partnership=partnership, role=Role.APPROVER)

    for by, digest in ((edition.submitted_by, edition.digest), (approver, "0" * 64)):
        with pytest.raises(DatabaseError, match="nobody approves"), transaction.atomic():
            Approval.objects.create(edition=edition, partnership=partnership, by=by, at=timezone.now(), digest=digest)


def test_database_refuses_an_approval_by_anybody_but_an_approver_of_the_partnership(edition):
    partnership = edition.partnerships.get()

    for by in (a_person(officer_of=[partnership]), a_person(approver_of=[a_partnership()])):
        with pytest.raises(DatabaseError, match="only an approver"), transaction.atomic():
            Approval.objects.create(
                edition=edition, partnership=partnership, by=by, at=timezone.now(), digest=edition.digest
            )


def test_database_gives_whoever_runs_the_site_no_role():
    partnership = a_partnership()
    officer, site_administrator = a_person(officer_of=[partnership]), a_person()
    Person.objects.filter(pk=site_administrator.pk).update(is_superuser=True)

    with pytest.raises(DatabaseError, match="holds no role"), transaction.atomic():
        Membership.objects.create(person=site_administrator, partnership=partnership, role=Role.OFFICER)
    with pytest.raises(DatabaseError, match="holds no role"), transaction.atomic():
        Membership.objects.filter(person=officer).update(person=site_administrator)
    with pytest.raises(DatabaseError, match="holds no role"), transaction.atomic():
        Person.objects.filter(pk=officer.pk).update(is_superuser=True)


def test_database_deletes_nobody():
    nobody_yet = a_person()

    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        nobody_yet.delete()


@pytest.mark.parametrize("state", [State.SENT_BACK, State.SUPERSEDED, State.WITHDRAWN])
def test_database_lets_no_ended_edition_come_back(state):
    edition = an_edition(state=state)

    with pytest.raises(DatabaseError, match="does not come back"):
        in_the_database("UPDATE briefings_edition SET state = 'awaiting_approval' WHERE id = %s", [edition.pk])


def test_database_sets_number_and_publication_once():
    an_edition(state=State.PUBLISHED)

    for change in ("number = 7", "published_at = submitted_at", "published_by_id = NULL"):
        with pytest.raises(DatabaseError):
            in_the_database(f"UPDATE briefings_edition SET {change}")  # noqa: S608 - a list above


def test_database_holds_one_open_and_one_public_edition_a_briefing():
    edition = an_edition(state=State.PUBLISHED)
    other = an_edition(state=State.AWAITING_APPROVAL, briefing=edition.briefing, change_note="A word.")

    copy = {f.attname: getattr(other, f.attname) for f in Edition._meta.concrete_fields if f.name != "id"}
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.create(**copy)


def test_every_trigger_stands_in_the_catalogue_of_the_database():
    wanted = {f"{model._meta.db_table}_{kind}" for model in FROZEN for kind in ("frozen", "kept")}
    wanted |= {"briefings_edition_once", "briefings_edition_ended", "briefings_edition_agreed",
               "briefings_edition_born", "briefings_approval_second", "briefings_approval_role",
               "people_membership_given", "people_membership_moved", "people_person_apart",
               "people_person_kept"}  # fmt: skip
    if connection.vendor == "postgresql":
        wanted |= {f"{model._meta.db_table}_not_emptied" for model in FROZEN}
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for (name,) in cursor.fetchall()}

    assert wanted <= present


def test_history_keeps_the_name_a_person_had():
    partnership = a_partnership()
    officer = a_person("before", officer_of=[partnership])
    edition = an_edition(state=State.AWAITING_APPROVAL, partnerships=[partnership], officer=officer)

    officer.username = "after"
    officer.save()

    assert edition.events.get().by_name == "before"


def test_database_refuses_a_second_look_by_whoever_withdrew(edition):
    edition = an_edition(state=State.WITHDRAWN)
    Edition.objects.filter(pk=edition.pk).update(is_emergency=True)

    with pytest.raises(DatabaseError, match="their own withdrawal"), transaction.atomic():
        Confirmation.objects.create(edition=edition, by=edition.ended_by, at=timezone.now(), was_right=True)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("publicpage", "html = 'other'"), ("publicsheet", "pdf = substr(pdf, 1, 1)"),
        ("publicpassage", "text = 'other'"),
        ("publicfacet", "name = 'other'"), ("publicpagepartnership", "name = 'other'"),
    ],
)  # fmt: skip
def test_database_refuses_to_rewrite_what_the_public_reads(table, change):
    an_edition(state=State.PUBLISHED)

    with pytest.raises(DatabaseError, match="never changed, only replaced"):
        in_the_database(f"UPDATE briefings_{table} SET {change}")  # noqa: S608 - a list above


def test_database_refuses_to_rewrite_what_stands_in_the_place_of_withdrawn_words():
    an_edition(state=State.WITHDRAWN)

    with pytest.raises(DatabaseError, match="never changed, only replaced"):
        in_the_database("UPDATE briefings_publicnotice SET notice = 'other'")


def test_no_frozen_row_is_replaced_by_inserting_it_again(edition):
    rows = "INTO briefings_sheet (id, pdf, sha256, edition_id) SELECT id, substr(pdf, 1, 1), sha256, edition_id"
    again = {
        "sqlite": f"INSERT OR REPLACE {rows} FROM briefings_sheet",
        "postgresql": f"INSERT {rows} FROM briefings_sheet ON CONFLICT (id) DO UPDATE SET pdf = EXCLUDED.pdf",
    }

    with pytest.raises(DatabaseError, match="never replaced|frozen"):
        in_the_database(again[connection.vendor])
