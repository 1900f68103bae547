"""Nothing comes before the public, and nothing that stops publication goes, past the verbs: the database refuses it."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from briefings import publishing
from briefings.models import Edition, PublicPage
from briefings.models.triggers import _rules
from reviews.holds import clear_hold, place_hold
from reviews.models import Hold, ProtectedPhrase, ProtectedTerm, Review
from reviews.protection import protect, unprotect
from tests.worlds import a_review, an_edition

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def run(statement: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement: str, *values, match: str) -> None:
    with pytest.raises(DatabaseError, match=match):
        run(statement, *values)


def columns_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def copied(table: str, *, verb: str = "INSERT", **other) -> tuple[str, list]:
    """A statement that writes the first row of a table once more, with other values."""
    columns = [one for one in columns_of(table) if one in other or one != "id"]
    values = ", ".join("%s" if one in other else f'"{one}"' for one in columns)
    names = ", ".join(f'"{one}"' for one in columns)
    statement = f"{verb} INTO {table} ({names}) SELECT {values} FROM {table} ORDER BY id LIMIT 1"  # noqa: S608
    return statement, [other[one] for one in columns if one in other]


ARRIVING = {  # table: what somebody would have the public read
    "briefings_publicpage": {"slug": "never-approved", "html": "<p>A name.</p>"},
    "briefings_publicpiece": {"position": 99, "html": "<p>A name.</p>"},
    "briefings_publicsheet": {"pdf": b"%PDF-1.7 a name"},
    "briefings_publicnotice": {"slug": "never-approved", "notice": "A name."},
}


def test_public_rows_that_nobody_approved_do_not_arrive():
    shown = an_edition()
    an_edition(state="withdrawn")
    page = PublicPage.objects.get(slug=shown.briefing.slug)

    for table, words in ARRIVING.items():
        statement, values = copied(table, **words)
        refused(statement, *values, match="only what was approved and published is public")
    story, values = copied("briefings_publicpage", story="<p>A name.</p>", slug="never-approved")
    refused(story, *values, match="only what was approved and published is public")
    block = (
        "INSERT INTO briefings_publicblock (page_id, label, title, html) VALUES (%s, 'block-9', 'Handout', '<p>A</p>')"
    )
    refused(block, page.pk, match="only what was approved and published is public")
    other_words, values = copied("briefings_publicpage", html="<p>A name.</p>", digest=page.digest)
    run("DELETE FROM briefings_publicsheet")
    run("DELETE FROM briefings_publicblock")
    for table in (
        "passagelabel",
        "passage",
        "facet",
        "pagepartnership",
        "resource",
        "picture",
        "piece",
        "term",
        "words",
    ):
        run(f"DELETE FROM briefings_public{table}")  # noqa: S608 - names above
    refused(other_words, *values, match="only what was approved")
    assert page.html == PublicPage.objects.get(pk=page.pk).html


def test_public_page_comes_back_by_the_verbs_alone():
    edition = an_edition(state="approved")
    assert not PublicPage.objects.exists()

    publishing.publish(edition=edition, by=edition.submitted_by)
    assert PublicPage.objects.get().html == edition.page_html
    down = publishing.withdraw(
        edition=Edition.objects.get(), by=edition.submitted_by, outcome="error", reason="A name."
    )
    assert down.state == "withdrawn"


def test_sqlite_replaces_no_row_that_is_to_stay():
    if connection.vendor != "sqlite":
        return  # no other database knows REPLACE
    edition = an_edition()
    following = an_edition(state="approved", briefing=edition.briefing, change_note="Again.")
    hold = place_hold(review=edition.briefing.review, kind="court", reason="A trial.", by=following.submitted_by)
    protect(review=edition.briefing.review, term="Ferris", kind="name", by=following.submitted_by)
    kept = [*(model._meta.db_table for model in FROZEN_HERE), "reviews_hold", "reviews_protectedterm"]

    for table in kept:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT min(id) FROM {table}")  # noqa: S608 - our own tables
            (first,) = cursor.fetchone()
        if first is None:
            continue
        statement, values = copied(table, verb="REPLACE", id=first)
        refused(statement, *values, match="never replaced|starts by being submitted|nobody|only")
    refused(
        "UPDATE OR REPLACE briefings_edition SET state = 'published', number = 2, published_at = submitted_at, "
        "published_by_id = submitted_by_id WHERE id = %s",
        following.pk,
        match="another edition is there",
    )
    assert Edition.objects.filter(pk=edition.pk, state="published").exists()
    assert Hold.objects.filter(pk=hold.pk).exists()


FROZEN_HERE = [model for model in apps.get_models() if hasattr(model, "frozen_columns")]


def test_holds_go_only_with_somebody_who_may_and_a_reason(fernwick, asha, ben):
    review = a_review(partnerships=[fernwick])
    hold = place_hold(review=review, kind="court", reason="A trial is to come.", by=asha)
    other = a_review(partnerships=[fernwick])
    clear = "UPDATE reviews_hold SET cleared_at = placed_at, cleared_by_id = %s, clearing_reason = %s"

    refused("DELETE FROM reviews_hold", match="never deleted")
    refused("UPDATE reviews_hold SET review_id = %s", other.pk, match="never changed")
    refused("UPDATE reviews_hold SET kind = 'other', reason = 'None.'", match="never changed")
    refused(clear, asha.pk, "I say so.", match="only who may clear")
    refused(clear, ben.pk, "  ", match="only who may clear")
    refused("UPDATE reviews_hold SET cleared_at = placed_at", match="only who may|somebody_with_a_reason")

    clear_hold(hold=hold, reason="The judge allowed it.", by=ben)
    refused("UPDATE reviews_hold SET clearing_reason = 'Another.'", match="set once")
    refused("UPDATE reviews_hold SET cleared_at = NULL, cleared_by_id = NULL, clearing_reason = ''", match="set once")
    assert Hold.objects.get().clearing_reason == "The judge allowed it."


def test_protected_phrases_go_only_when_protecting_was_stopped(fernwick, asha, ben):
    review = a_review(partnerships=[fernwick])
    term = protect(review=review, term="Ferris", kind="name", by=asha)
    stop = "UPDATE reviews_protectedterm SET stopped_at = added_at, stopped_by_id = %s, stopping_reason = %s"

    refused("DELETE FROM reviews_protectedphrase", match="stays for as long")
    refused("UPDATE reviews_protectedphrase SET fingerprint = 'x'", match="never changed")
    refused("DELETE FROM reviews_protectedterm", match="never deleted")
    refused(stop, ben.pk, "I say so.", match="only who may protect")
    refused(stop, asha.pk, " ", match="only who may protect")
    refused("UPDATE reviews_protectedterm SET review_id = %s", a_review(partnerships=[fernwick]).pk, match="changed")

    unprotect(term=term, by=asha, reason="The family wishes it.")
    assert not ProtectedPhrase.objects.exists()
    refused("UPDATE reviews_protectedterm SET stopping_reason = 'Another.'", match="set once")


def test_review_with_protected_names_or_a_hold_cannot_be_deleted(client, fernwick, asha):
    review = a_review(partnerships=[fernwick])
    protect(review=review, term="Ferris", kind="name", by=asha)
    client.force_login(asha)

    page = client.post(f"/admin/reviews/review/{review.pk}/delete/", {"post": "yes"})

    assert page.status_code == 200
    assert Review.objects.filter(pk=review.pk).exists()
    assert ProtectedTerm.objects.in_force().exists()


def test_every_trigger_is_in_the_database_after_all_migrations():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            if connection.vendor == "sqlite"
            else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        )
        there = {name for (name,) in cursor.fetchall()}

    assert {name for name, *_ in _rules(apps, connection.vendor)} <= there
