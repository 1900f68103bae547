"""The desk: what waits for a person on the first staff page, each with the next step.

Plain lists made in Python for one person and their partnerships; the template only loops.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from briefings.admin.steps.offered import steps_for
from briefings.admin.texts import address_of
from briefings.models import Briefing, Edit, Edition, Event, State, TextState, TextVersion
from briefings.publishing.protected_since import editions_naming_what_is_protected
from briefings.publishing.times import in_words
from people.models.persons import Role
from people.permissions import may, partnerships_where
from portal.text.sentences import counted, listed

MOST = 20  # lines in one list; the rest is one link away


@dataclass(frozen=True)
class Item:
    """One thing on the desk, and what a person does with it next."""

    title: str
    kind: str
    partnerships: str
    says: str  # why it lies here
    at: datetime | None
    address: str
    action: str  # the words of its link or button; empty when there is nothing for this person to do
    action_address: str
    emergency: str = ""  # where this person can take it down at once


@dataclass(frozen=True)
class Pile:
    """Things that wait for the same."""

    slug: str
    heading: str
    nothing: str  # what it says when it is empty
    items: list[Item]
    more: str = ""  # where the rest is, when there is more


@dataclass(frozen=True)
class Desk:
    """Everything on one person's desk. `begins` are the ways to begin something new: their words and addresses."""

    piles: list[Pile]
    begins: list[tuple[str, str]]


def desk_for(person) -> Desk:
    """What lies on a person's desk. An approver's list of waiting things comes first; empty piles stay, and say so."""
    waiting, others, failed, ready = [], [], [], []
    for edition in _editions(person, State.AWAITING_APPROVAL).order_by("pk"):
        (waiting if may(person, "approve", edition) else others).append(edition)
    for edition in _approved(person):
        (failed if edition.last_verb == "could_not_publish" else ready).append(edition)
    emergencies, telling = _emergencies(person), editions_naming_what_is_protected(_public(person))
    sent_back, scheduled = _sent_back_to(person), _editions(person, State.SCHEDULED).order_by("publish_at")
    piles = [
        Pile(
            "second-look", "Taken down in an emergency, waiting for a second look", "Nothing waits for a second look.",
            [_second_look(edition, person) for edition in emergencies],
        ),
        Pile(
            "named-later", "Published words with a name or detail that is protected now",
            "No published words have a protected name in them.", [_named_later(edition, person) for edition in telling],
        ),
        Pile(
            "failed", "Could not be published", "Everything was published as planned.",
            [_failed(edition, person) for edition in failed],
        ),
        Pile("approve", "Waiting for your approval", "Nothing waits for you.", [_to_approve(one) for one in waiting]),
        Pile(
            "words", "Themes, abbreviations, partnerships and notices waiting for approval",
            "No words wait for approval.", list(_words(person)),
        ),
        Pile("sent-back", "Sent back to you", "Nothing was sent back.", [_sent_back(one) for one in sent_back]),
        _pile("drafts", "Your drafts", "You have no drafts.", _drafts_of(person), _draft),
        Pile(
            "waiting", "Waiting for somebody else", "Nothing is waiting for others.",
            [_with_others(edition) for edition in others],
        ),
        Pile(
            "approved", "Approved, ready to publish", "Nothing is ready to publish.",
            [_to_publish(edition, person) for edition in ready],
        ),
        Pile("scheduled", "Scheduled", "Nothing is scheduled.", [_scheduled(one, person) for one in scheduled]),
        _pile(
            "published", "Published", "Nothing is published yet.", _public(person).order_by("-published_at"),
            lambda edition: _published(edition, person), of="edition",
        ),
    ]  # fmt: skip
    return Desk([pile for pile in piles if pile.items or pile.slug in _always(person)], _begins(person))


def _begins(person) -> list[tuple[str, str]]:
    """How an officer begins; others begin nothing."""
    if not partnerships_where(person, Role.OFFICER):
        return []
    return [
        ("Start a briefing", reverse("admin:briefings_briefing_add")),
        ("Import documents", reverse("admin:briefings_briefing_import")),
    ]


def _always(person) -> set[str]:
    """The piles a person looks for even when they are empty: those of their own work."""
    always = {"published"} if person.roles else set()
    if partnerships_where(person, Role.OFFICER):
        always.add("drafts")
    elif partnerships_where(person, Role.APPROVER):
        always.add("approve")
    return always


def _words(person) -> Iterator[Item]:
    """Words outside any edition that wait: those this person may approve, and those they wait for themselves."""
    for version in TextVersion.objects.for_staff(person).filter(state=TextState.WAITING).select_related("submitted_by"):
        is_theirs = may(person, "approve_text", version)
        if not is_theirs and not may(person, "send_back_text", version):
            continue
        address = address_of(version.kind, version.thing)
        yield Item(
            title=version.words.get("name") or version.words.get("abbreviation") or version.get_kind_display(),
            kind=version.get_kind_display(),
            partnerships=f"version {version.number}",
            says=f"Submitted by {version.submitted_by}." + ("" if is_theirs else " A second person has to approve it."),
            at=version.submitted_at,
            address=address,
            action="Read and approve or send back" if is_theirs else "",
            action_address=address,
        )


def _pile(slug, heading, nothing, things, item, *, of: str = "briefing") -> Pile:
    found = list(things[: MOST + 1])
    more = reverse(f"admin:briefings_{of}_changelist") if len(found) > MOST else ""
    return Pile(slug, heading, nothing, [item(thing) for thing in found[:MOST]], more)


def _editions(person, *states):
    editions = Edition.objects.for_staff(person).filter(state__in=states)
    with_names = editions.select_related("briefing", "submitted_by").prefetch_related(
        "partnership_links__partnership", "approvals"
    )
    return with_names.defer("page_html", "text", "content", "problems")


def _public(person):
    return _editions(person, State.PUBLISHED, State.OUT_OF_DATE)


def _approved(person):
    """Approved editions, with the last thing that happened to each, and why."""
    last = Event.objects.filter(edition=OuterRef("pk")).exclude(verb="note").order_by("-pk")
    return _editions(person, State.APPROVED).annotate(
        last_verb=Subquery(last.values("verb")[:1]), last_reason=Subquery(last.values("reason")[:1])
    )


def _emergencies(person):
    waiting = _editions(person, State.WITHDRAWN).filter(is_emergency=True, confirmation=None)
    return waiting.select_related("ended_by").order_by("pk")


def _briefings(person):
    """The briefings this person may write, with what their last edition came to."""
    last = Edition.objects.filter(briefing=OuterRef("pk")).order_by("-pk")
    writable = Briefing.objects.filter(partnership_links__partnership__in=partnerships_where(person, Role.OFFICER))
    return (
        writable.annotate(
            last_state=Subquery(last.values("state")[:1]),
        )
        .distinct()
        .prefetch_related("partnership_links__partnership")
    )


def _sent_back_to(person):
    why = Event.objects.filter(briefing=OuterRef("pk"), verb="send_back").order_by("-pk")
    briefings = _briefings(person).filter(last_state=State.SENT_BACK)
    return briefings.annotate(
        why=Subquery(why.values("reason")[:1]),
        sent_back=Subquery(why.values("pk")[:1]),
        who=Subquery(why.values("by_name")[:1]),
        sent_back_at=Subquery(why.values("at")[:1]),
    ).order_by("sent_back")


def _drafts_of(person):
    """Never submitted, or written on since the edition that the public has or had."""
    never = Q(last_state=None)
    written_on = Edit.objects.filter(briefing=OuterRef("pk"), origin=None, frozen_in=None)
    corrected = Q(last_state__in=[State.PUBLISHED, State.OUT_OF_DATE, State.WITHDRAWN]) & Exists(written_on)
    return _briefings(person).filter(never | corrected).order_by("-changed_at", "pk")


def _item(
    thing, briefing: Briefing, *, says: str, at, action: str = "", action_address: str = "", emergency: str = ""
) -> Item:
    is_edition = isinstance(thing, Edition)
    return Item(
        title=str(briefing) if not is_edition else thing.title,
        kind=briefing.rules.name,
        partnerships=listed([link.partnership.short_name for link in thing.partnership_links.all()]),
        says=says,
        at=at,
        address=reverse(
            "admin:briefings_edition_change" if is_edition else "admin:briefings_briefing_change", args=[thing.pk]
        ),
        action=action,
        action_address=action_address,
        emergency=emergency,
    )


def _step(thing, verb: str, person) -> str:
    """The address of a step that a person may take now; empty when they may not."""
    found = [step for step in steps_for(thing, person) if step.verb == verb and not step.why_not]
    return found[0].address if found else ""


def _to_approve(edition: Edition) -> Item:
    address = reverse("admin:briefings_edition_approve", args=[edition.pk])
    says = f"Submitted by {edition.submitted_by}. {_waiting_since(edition)}"
    return _item(
        edition,
        edition.briefing,
        says=says,
        at=edition.submitted_at,
        action="Read and approve or send back",
        action_address=address,
    )


def _with_others(edition: Edition) -> Item:
    given = {approval.partnership_id for approval in edition.approvals.all()}
    links = edition.partnership_links.all()
    wanted = [link.partnership.short_name for link in links if link.partnership_id not in given]
    says = f"Not approved yet by {listed(wanted)}. {_waiting_since(edition)}"
    return _item(edition, edition.briefing, says=says, at=edition.submitted_at)


def _waiting_since(edition: Edition) -> str:
    days = (timezone.localdate() - timezone.localdate(edition.submitted_at)).days
    return f"It has waited {counted(days, 'day')}." if days else "It was submitted today."


def _second_look(edition: Edition, person) -> Item:
    address = _address(edition, "confirm_withdrawal", person)
    says = f"{edition.ended_by} took it down alone. Somebody else has to say whether it was right."
    return _item(
        edition,
        edition.briefing,
        says=says,
        at=edition.ended_at,
        action="Look at it" if address else "",
        action_address=address,
    )


def _named_later(edition: Edition, person) -> Item:
    address = _address(edition, "withdraw", person)
    return _item(
        edition,
        edition.briefing,
        says="A name or detail that was protected after this was submitted stands in what the public reads.",
        at=edition.published_at,
        action="Withdraw" if address else "",
        action_address=address,
        emergency=_address(edition, "withdraw_in_emergency", person),
    )


def _failed(edition: Edition, person) -> Item:
    return _item(
        edition,
        edition.briefing,
        says=edition.last_reason,
        at=edition.submitted_at,
        action="Make changes",
        action_address=reverse("admin:briefings_edition_change", args=[edition.pk]),
    )


def _scheduled(edition: Edition, person) -> Item:
    address = _address(edition, "schedule", person)
    return _item(
        edition,
        edition.briefing,
        says=f"It will be published on {in_words(edition.publish_at)}.",
        at=edition.submitted_at,
        action="Change the time" if address else "",
        action_address=address,
    )


def _address(edition: Edition, verb: str, person) -> str:
    """The page of a step on an edition in the right state; empty for those who may not take it."""
    return reverse(f"admin:briefings_edition_{verb}", args=[edition.pk]) if may(person, verb, edition) else ""


def _sent_back(briefing: Briefing) -> Item:
    says = f"{briefing.who}: {briefing.why}"
    address = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    return _item(briefing, briefing, says=says, at=briefing.sent_back_at, action="Make changes", action_address=address)


def _draft(briefing: Briefing) -> Item:
    says = "A correction: readers keep the published words until it goes through." if briefing.last_state else ""
    if briefing.last_state == State.WITHDRAWN:
        says = "Written again since it was withdrawn."
    address = reverse("admin:briefings_briefing_change", args=[briefing.pk])
    return _item(
        briefing, briefing, says=says, at=briefing.changed_at, action="Continue editing", action_address=address
    )


def _to_publish(edition: Edition, person) -> Item:
    address = _step(edition, "publish", person)
    says = "Every partnership has agreed." if len(edition.partnership_links.all()) > 1 else "Approved."
    return _item(
        edition,
        edition.briefing,
        says=says,
        at=edition.submitted_at,
        action="Publish" if address else "",
        action_address=address,
    )


def _published(edition: Edition, person) -> Item:
    says = f"Edition {edition.number}."
    if edition.state == State.OUT_OF_DATE:
        says = f"Edition {edition.number}, marked as out of date."
    address = edition.briefing.get_absolute_url()
    return _item(
        edition,
        edition.briefing,
        says=says,
        at=edition.published_at,
        action="View on public site",
        action_address=address,
        emergency=_address(edition, "withdraw_in_emergency", person),
    )
