"""What every withdrawal does: the words are gone, nothing that follows comes up by itself, no copy stays behind."""

from typing import TypedDict, Unpack

from django.db import connection, transaction
from django.utils import timezone

from briefings import document as doc
from briefings.drafting.circumstances import circumstances_of
from briefings.models import Edition, PublicPage, PublicPartnership, State
from briefings.publishing import public_rows
from briefings.publishing.transitions import move, open_edition_of
from briefings.publishing.withdrawing.on_the_list import note_on_the_list
from people.models import Person
from people.permissions import Refused


class Instead(TypedDict, total=False):
    """What stands at the address of words that were taken down: where they went, or whom to ask for them."""

    moved_to: str
    title: str
    publishers: list[dict[str, str]]


def take_down(edition: Edition, verb: str, *, by: Person, reason: str, **instead: Unpack[Instead]) -> Edition:
    """Take the words of an edition that is locked from every public page. `instead` is what its notice says."""
    edition = move(edition, verb, by=by, reason=reason)
    slug = edition.content["slug"]
    public_rows.take_away(slug)
    public_rows.leave_notice(slug, at=edition.ended_at or timezone.now(), **instead)
    _stop_what_follows(edition, by=by)
    transaction.on_commit(note_on_the_list, robust=True)
    transaction.on_commit(empty_the_log, robust=True)
    return edition


def led_to(edition: Edition, address: str) -> PublicPage | None:
    """The published briefing at an address that may take an edition's place; None when there is none."""
    return PublicPage.objects.filter(slug=address).exclude(slug=edition.content["slug"]).first()


def whom_to_ask(edition: Edition) -> Instead:
    """What stays of words that are available on request: their title, and the partnerships with a mailbox.

    Raises Refused when the title itself has to go.
    """
    if circumstances_of(edition.briefing).protected_in(edition.title):
        raise Refused("Its title has a protected name or detail in it. Withdraw it as an error instead.")
    signed = doc.from_data(edition.content).publishers
    links = edition.partnership_links.all()
    # the name as it signed, the mailbox as it was approved last: a mailbox that was given up answers nobody
    known = dict(PublicPartnership.objects.values_list("thing", "mailbox"))
    publishers = [
        {"name": one.name, "mailbox": known.get(link.partnership_id, one.mailbox)}
        for one, link in zip(signed, links, strict=True)
    ]
    return {"title": edition.title, "publishers": publishers}


def empty_the_log() -> None:
    """Empty the write-ahead log of SQLite, as far as nobody reads from it just now; PostgreSQL keeps its own."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:  # a transaction holds the log
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _stop_what_follows(edition: Edition, *, by: Person) -> None:
    """Nothing of a briefing that was just taken down comes up by itself: its next edition loses its schedule.

    One that was approved stays so, and `publish` looks at whether its approvers could know what was wrong.
    """
    following = open_edition_of(edition.briefing)
    if following and following.state == State.SCHEDULED:
        move(following, "cancel_schedule", by=by, reason=f"Because edition {edition.number} was withdrawn.")
