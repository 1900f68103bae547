"""Taking published words down, and the second look at what one person took down alone."""

from django.db import connection, transaction
from django.utils import timezone

from briefings import document as doc
from briefings.drafting.circumstances import circumstances_of
from briefings.models import Confirmation, Edition, Outcome, PublicPage, PublicPartnership, State
from briefings.publishing import emails, public_rows
from briefings.publishing.transitions import check_move, locked, move, open_edition_of, record
from briefings.publishing.withdrawals import note_on_the_list
from briefings.texts import submit_notice
from people.permissions import Refused, needed, require
from portal.text.sentences import day_in_words
from reviews.protection import counted_even_if_refused


@counted_even_if_refused()
@transaction.atomic
def withdraw(
    *, edition: Edition, by, outcome: str, reason: str, notice: str = "", replaced_by: str = "", override: str = ""
) -> Edition:
    """Take a published edition down, at once. `outcome` (see Outcome) decides what readers find instead.

    `reason` stays on the record. `notice` is what the public is to read: it is submitted for a second person to
    approve, and until then a standard notice stands there, so that nothing delays the withdrawal. `replaced_by` is
    the address (slug) of the published briefing that takes its place. `override` says why it goes before the day
    until which its review has to stay public; to take down an error needs none.
    """
    edition = locked(edition)
    require(by, "withdraw", edition)
    check_move(edition, "withdraw")
    reason = needed(reason, "Say why it is withdrawn: the reason stays on the record.")
    if outcome not in Outcome.values:
        raise Refused("Choose what readers will find instead: " + ", ".join(Outcome.values) + ".")
    slug, notice, now = edition.content["slug"], notice.strip(), timezone.now()
    edition.outcome, edition.notice = outcome, notice
    if outcome == Outcome.OUT_OF_DATE:  # the words stay public, so no duty to keep them so is in the way
        needed(notice, "Write the notice that will stand above the words, saying what is out of date.")
        edition = move(edition, "mark_out_of_date", by=by, reason=reason)
        public_rows.mark_out_of_date(slug)
        _ask_for(edition, notice, by=by)
        emails.tell("marked_out_of_date", edition, besides={by.pk})
        transaction.on_commit(note_on_the_list, robust=True)
        return edition
    if outcome != Outcome.ERROR:
        reason = _with_override(edition, outcome, reason, override.strip())
    instead = {}
    if outcome == Outcome.REPLACED:
        replaced_by = needed(replaced_by, "Give the address of the briefing that replaces it.").strip("/")
        target = PublicPage.objects.filter(slug=replaced_by).exclude(slug=slug).first()
        if target is None:
            raise Refused(f"“{replaced_by}” is not the address of another published briefing.")
        edition.replaced_by, instead = replaced_by, {"moved_to": target.get_absolute_url()}
    elif outcome == Outcome.ON_REQUEST:
        instead = _whom_to_ask(edition)
    edition = move(edition, "withdraw", by=by, reason=reason)
    public_rows.take_away(slug)
    public_rows.leave_notice(slug, at=now, **instead)
    if outcome != Outcome.REPLACED:  # readers are led on, and see no notice
        _ask_for(edition, notice, by=by)
    _stop_what_follows(edition, by=by)
    emails.tell("withdrawn", edition, besides={by.pk})
    _once_it_is_gone()
    return edition


@transaction.atomic
def withdraw_in_emergency(*, edition: Edition, by, reason: str) -> Edition:
    """Take published words down at once, by one approver alone. Somebody else looks at it afterwards."""
    edition = locked(edition)
    require(by, "withdraw_in_emergency", edition)
    check_move(edition, "withdraw_in_emergency")
    reason = needed(reason, "Say in a few words what is wrong: the second person has to know where to look.")
    slug = edition.content["slug"]
    edition.outcome, edition.notice, edition.is_emergency = Outcome.ERROR, "", True
    edition = move(edition, "withdraw_in_emergency", by=by, reason=reason)
    public_rows.take_away(slug)
    public_rows.leave_notice(slug, at=edition.ended_at)
    _stop_what_follows(edition, by=by)
    emails.tell("withdrawn_in_emergency", edition, besides={by.pk})
    _once_it_is_gone()
    return edition


@transaction.atomic
def withdraw_again(*, edition: Edition, by, outcome: str, replaced_by: str = "") -> Edition:
    """Take down what was withdrawn after the back-up that was restored. `by` ran the command; no role is asked.

    The notice was lost with the back-up, and where the words cannot end as they did they are gone for good.
    """
    edition = locked(edition)
    slug, now = edition.content["slug"], timezone.now()
    reason = "Withdrawn again after a back-up was restored: it was withdrawn after that back-up was made."
    if outcome == Outcome.OUT_OF_DATE:
        edition.outcome, edition.notice = outcome, ""
        if edition.state == State.PUBLISHED:
            edition = move(edition, "mark_out_of_date", by=by, reason=reason)
        public_rows.mark_out_of_date(slug)
        return edition
    target = PublicPage.objects.filter(slug=replaced_by).exclude(slug=slug).first() if replaced_by else None
    instead = {"moved_to": target.get_absolute_url()} if target else {}
    named = circumstances_of(edition.briefing).protected_in(edition.title)
    if outcome == Outcome.ON_REQUEST and not named:
        instead = _whom_to_ask(edition)
    edition.outcome = outcome if instead else Outcome.ERROR
    edition.notice, edition.replaced_by = "", replaced_by if target else ""
    edition = move(edition, "withdraw", by=by, reason=reason)
    public_rows.take_away(slug)
    public_rows.leave_notice(slug, at=now, **instead)
    _stop_what_follows(edition, by=by)
    _once_it_is_gone()
    return edition


def _once_it_is_gone() -> None:
    """Write it down apart from the database, and leave no copy of the words in SQLite's write-ahead log."""
    transaction.on_commit(note_on_the_list, robust=True)
    transaction.on_commit(empty_the_log, robust=True)


def empty_the_log() -> None:
    """Empty the write-ahead log of SQLite, as far as nobody reads from it just now; PostgreSQL keeps its own."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:  # a transaction holds the log
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@transaction.atomic
def confirm_withdrawal(*, edition: Edition, by, was_right: bool, note: str = "") -> Edition:
    """The second look at an emergency withdrawal, by another person. Either way the words stay down."""
    edition = locked(edition)
    require(by, "confirm_withdrawal", edition)
    check_move(edition, "confirm_withdrawal")
    if not edition.is_emergency:
        raise Refused("This was not withdrawn in an emergency, so it needs no second look.")
    if looked := Confirmation.objects.filter(edition=edition).select_related("by").first():
        raise Refused(f"{looked.by} looked at this already, on {day_in_words(looked.at)}.")
    note = note.strip()
    if not was_right:
        note = needed(note, "Say why it was not right, so that whoever publishes it again knows.")
    Confirmation.objects.create(edition=edition, by=by, at=timezone.now(), was_right=was_right, note=note)
    verdict = "It was right." if was_right else "It was not right."
    record("confirm_withdrawal", edition.briefing, by=by, edition=edition, reason=f"{verdict} {note}".strip())
    return edition


def waits_for_a_second_look(edition: Edition) -> bool:
    """Whether it was withdrawn in an emergency, and nobody else has looked at that yet."""
    is_emergency = edition.state == State.WITHDRAWN and edition.is_emergency
    return is_emergency and not Confirmation.objects.filter(edition=edition).exists()


def public_until(edition: Edition):
    """The day until which its review has to stay public, when that is still to come; else None."""
    review = edition.briefing.review
    until = review.keep_public_until if review else None
    return until if until and until >= timezone.localdate() else None


def _with_override(edition: Edition, outcome: str, reason: str, override: str) -> str:
    """The reason for the record, with why it goes before its time. A topic briefing has no such time."""
    review, until = edition.briefing.review, public_until(edition)
    if outcome == Outcome.ON_REQUEST and review and review.keep_public_until is None:
        raise Refused(
            "Its time in public is not written down, so nobody can say that it is over. Write in the review until "
            "when it has to be public."
        )
    if until is None:
        return reason
    if outcome == Outcome.ON_REQUEST:
        raise Refused(f"It has to stay public until {day_in_words(until)}. After that it can be available on request.")
    override = needed(
        override, f"It has to stay public until {day_in_words(until)}. Say why it is taken away before: that stays on "
        "the record."
    )  # fmt: skip
    return f"{reason}\n\nTaken away before {day_in_words(until)}, until when it was to be public: {override}"


def _whom_to_ask(edition: Edition) -> dict:
    """What stays of words that are available on request: their title, and the partnerships with a mailbox."""
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


def _ask_for(edition: Edition, notice: str, *, by) -> None:
    """Submit a notice of the partnership's own. One that the checks stop is left out: the words are down all the same,
    and the edition's screen says that its notice is still to be written."""
    if not notice:
        return
    try:
        submit_notice(edition, notice=notice, by=by)
    except Refused as refused:
        record("notice_left_out", edition.briefing, by=by, edition=edition, reason=str(refused))


def _stop_what_follows(edition: Edition, *, by) -> None:
    """Nothing of a briefing that was just taken down comes up by itself: its next edition loses its schedule.

    One that was approved stays so, and `publish` looks at whether its approvers could know what was wrong.
    """
    following = open_edition_of(edition.briefing)
    if following and following.state == State.SCHEDULED:
        move(following, "cancel_schedule", by=by, reason=f"Because edition {edition.number} was withdrawn.")
