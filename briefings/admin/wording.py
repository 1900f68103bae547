"""What the staff screens say about a wording and what became of it: state, approvals, history.

Plain data made in Python, so that a template only loops: a name misspelt in a template shows nothing
and fails nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from briefings import document as documents
from briefings.models import Approval, Briefing, Confirmation, Edition, Outcome, State
from briefings.publishing.checks import leak_unknown_to_approvers
from briefings.publishing.times import in_words
from people.models import Partnership
from people.models.persons import Person, Role
from people.permissions import may
from people.verbs import told
from portal.text.sentences import counted, day_in_words, listed


@dataclass(frozen=True)
class Wording:
    """The words a screen is about: which they are, how they fit their sheet, and where to read them."""

    title: str
    kind_label: str
    signed_by: str
    reference: str
    figures: str  # "1 page, type size 12 pt, 86% full"
    page_address: str  # for a frame
    sheet_address: str  # the PDF; empty when there is none
    around: list[tuple[str, str]]  # what readers see beside the words, and what it is called


@dataclass(frozen=True)
class Happening:
    """One line of history in words for a person."""

    at: datetime
    what: str
    who: str
    why: str
    reference: str
    address: str  # of the edition it happened to; empty when it has none


@dataclass(frozen=True)
class Agreement:
    """One partnership that signs an edition, and its yes if it gave one."""

    partnership: Partnership
    approval: Approval | None


def figures(pages: int, type_size_pt: float, fill: float) -> str:
    """How words fit their sheet: pages, body type in points, share (0 to 1) of the room that is used."""
    return f"{counted(pages, 'page')}, type size {type_size_pt:g} pt, {fill:.0%} full"


def around_the_words(document: documents.Document, *, change_note: str = "") -> list[tuple[str, str]]:
    """What the public gets of a wording beside its page and its PDF: its address, and what lists and search say."""
    says = [
        ("Web address", document.address),
        ("Summary", document.summary),
        ("Themes", ", ".join(label.name for label in document.themes)),
        ("Who it is for", ", ".join(label.name for label in document.sectors)),
        ("Type of review", document.review_type.name if document.review_type else ""),
        ("Age band", document.age_band.name if document.age_band else ""),
        ("Types of harm", ", ".join(label.name for label in document.harms)),
        ("What changed", change_note),
    ]
    return [(name, words) for name, words in says if words]


def wording_of_edition(edition: Edition) -> Wording:
    """The frozen words of an edition, and where staff read them."""
    frozen = documents.from_data(edition.content)
    return Wording(
        title=edition.title,
        kind_label=frozen.kind_label,
        signed_by=listed([publisher.name for publisher in frozen.publishers]),
        reference=edition.reference,
        figures=figures(edition.pages, edition.type_size_pt, edition.fill),
        page_address=reverse("admin:briefings_edition_page", args=[edition.pk]),
        sheet_address=reverse("admin:briefings_edition_sheet", args=[edition.pk]),
        around=around_the_words(frozen, change_note=edition.change_note),
    )


def agreements(edition: Edition) -> list[Agreement]:
    """Every partnership that signs an edition, in order, with its approval or None."""
    given = {approval.partnership_id: approval for approval in edition.approvals.select_related("by")}
    links = edition.partnership_links.select_related("partnership")
    return [Agreement(link.partnership, given.get(link.partnership_id)) for link in links]


def people_to_ask(partnership: Partnership, *, besides: set[int]) -> list[Person]:
    """The approvers of a partnership who could be asked, without those (by number) who may not approve."""
    approvers = Person.objects.filter(
        is_active=True, is_staff=True, memberships__partnership=partnership, memberships__role=Role.APPROVER
    )
    return list(approvers.exclude(pk__in=besides).order_by("last_name", "first_name", "pk"))


def asked(partnership: Partnership, *, besides: set[int]) -> str:
    """Who will be asked to approve for a partnership, in words; or what to do when nobody can be."""
    people = people_to_ask(partnership, besides=besides)
    if people:
        return f"{partnership}: {listed([str(person) for person in people], last='or')}"
    return f"{partnership}: nobody can approve it yet. Ask its administrator to add an approver who did not write it"


def may_not_approve(edition: Edition) -> set[int]:
    """The people (by number) who may not approve an edition: they submitted, wrote or approved it."""
    editors = edition.editors.values_list("person_id", flat=True)
    return {edition.submitted_by_id, *editors, *edition.approvals.values_list("by_id", flat=True)}


def standing(edition: Edition) -> str:
    """Where an edition stands, in one or two sentences that also say whether the public can read it."""
    address = edition.briefing.get_absolute_url()
    match edition.state:
        case State.AWAITING_APPROVAL:
            wanted = listed([str(partnership) for partnership in edition.approvals_wanted()])
            return f"Waiting for {wanted} to approve. The public cannot read it."
        case State.APPROVED if leak := leak_unknown_to_approvers(edition):
            return (
                f"It was approved before edition {leak.number} was withdrawn for an error, so it cannot be published: "
                "the person who approved it did not know. Send it back, and submit it again."
            )
        case State.APPROVED if failure := why_it_could_not_be_published(edition):
            return f"It was to be published, and could not be. {failure} The public cannot read it."
        case State.APPROVED:
            return "Every partnership has approved it. The public cannot read it until somebody publishes it."
        case State.SCHEDULED:
            return (
                f"It will be published on {in_words(edition.publish_at)}, in the name of {edition.scheduled_by}. "
                "The public cannot read it yet."
            )
        case State.PUBLISHED:
            return f"Published at {address} on {day_in_words(edition.published_at)}."
        case State.OUT_OF_DATE:
            return f"The public still reads these words at {address}, under a notice that they are out of date."
        case State.SENT_BACK:
            return "This edition has ended and was never public. The next submission is a new one."
        case State.SUPERSEDED:
            return "A newer edition took its place. The public no longer reads these words."
        case State.WITHDRAWN if edition.outcome == Outcome.REPLACED:
            return f"Its address leads readers to {reverse('public:briefing', args=[edition.replaced_by])}."
        case State.WITHDRAWN if edition.outcome == Outcome.ON_REQUEST:
            return f"The public no longer reads these words. {address} says that they are available on request."
        case _:
            taken_down = "The public no longer reads these words. Their address says that a briefing was taken down."
            return f"{taken_down} {_second_look(edition)}".strip()


def why_it_could_not_be_published(edition: Edition) -> str:
    """Why its time came and it was not published, when that is the last thing that happened to it; else nothing."""
    last = edition.events.exclude(verb="note").last()
    return last.reason if last and last.verb == "could_not_publish" else ""


def _second_look(edition: Edition) -> str:
    """What became of an emergency withdrawal; nothing for any other."""
    if not edition.is_emergency:
        return ""
    looked = Confirmation.objects.filter(edition=edition).select_related("by").first()
    if looked is None:
        return f"{edition.ended_by} took them down alone, in an emergency: a second person has to look at it."
    found = "it was right" if looked.was_right else "it should come back, as a new edition"
    return f"{edition.ended_by} took them down alone. {looked.by} looked at it and says that {found}."


def history_of(briefing: Briefing, person: Person) -> list[Happening]:
    """What happened to a briefing, newest first, in words.

    Somebody whose partnership signs it no longer sees what became of the editions that it signed, and no others.
    """
    events = briefing.events.select_related("edition", "partnership").order_by("-pk")
    if not may(person, "see", briefing):
        events = events.filter(edition__in=Edition.objects.for_staff(person))
    return [
        Happening(
            at=event.at,
            what=_what(event),
            who=event.by_name,
            why=event.reason,
            reference=event.edition.reference if event.edition else "",
            address=reverse("admin:briefings_edition_change", args=[event.edition_id]) if event.edition_id else "",
        )
        for event in events
    ]


def _what(event) -> str:
    what = told(event.verb)
    return f"{what} for {event.partnership}" if event.partnership else what
