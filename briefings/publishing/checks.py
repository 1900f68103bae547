"""What the verbs look at once more under their lock: the bytes that were agreed to, and the world around them."""

import hashlib

from briefings import document as doc
from briefings.checklist import checklist
from briefings.drafting.circumstances import circumstances_of
from briefings.drafting.compose import figures_in
from briefings.models import Briefing, Edition, Outcome, State
from briefings.models.public import PublicPage
from briefings.rendering import html
from people.permissions import Refused
from portal.text.sentences import day_in_words
from reviews.models import Review

# What may have come since the words were frozen.
CHANGES = frozenset({"on-hold", "protected-term", "publication-decided-against", "partnership-unasked"})


def refuse_unfit(edition: Edition, *, verb: str) -> doc.Document:
    """Look at approved words once more before they are `verb` (“published”, “scheduled”). Gives their Document."""
    document, briefing = doc.from_data(edition.content), edition.briefing
    refuse_other_bytes(edition, document)
    if document.review_slug != (briefing.review.slug if briefing.review else ""):
        raise Refused(
            "The draft was moved to another review since this was submitted, or the review has another address now. "
            "Send this back, and submit it again."
        )
    refuse_the_address_of_another_review(briefing, document)
    refuse_approvals_before_a_leak(edition)
    refuse_changed_circumstances(briefing, document, edition.text, change_note=edition.change_note, verb=verb)
    return document


def refuse_the_address_of_another_review(briefing: Briefing, document: doc.Document) -> None:
    """Pages are of one review when they carry its address: two reviews that had one would be shown as one case."""
    carrying = PublicPage.objects.filter(review_slug=document.review_slug).exclude(review_slug="")
    if carrying.exclude(slug__in=Briefing.objects.filter(review=briefing.review_id).values("slug")).exists():
        raise Refused(
            "The address of the review is taken: what is public carries it, and is of another review. Choose another "
            "address for the review, send this back, and submit it again."
        )


def refuse_approvals_before_a_leak(edition: Edition) -> None:
    """A yes given before an earlier edition was taken down for an error was given without knowing of the error."""
    if leak := leak_unknown_to_approvers(edition):
        on = f" on {day_in_words(leak.ended_at)}" if leak.ended_at else ""
        raise Refused(
            f"Edition {leak.number} was withdrawn for an error{on}, after this was "
            "approved: the person who approved it did not know what was wrong. Send it back, and submit it again."
        )


def leak_unknown_to_approvers(edition: Edition) -> Edition | None:
    """The edition of the same briefing that was withdrawn for an error after this one was approved, if there is one."""
    first_yes = edition.events.filter(verb="approve").order_by("pk").values_list("pk", flat=True).first()
    if first_yes is None:
        return None
    # Lines of history are numbered as they are written, under the lock of the briefing; a clock may be set back.
    for_an_error = {"edition__state": State.WITHDRAWN, "edition__outcome": Outcome.ERROR}
    taken_down = {"verb__in": ["withdraw", "withdraw_in_emergency"], "pk__gt": first_yes}
    last = (
        edition.briefing.events.filter(**for_an_error, **taken_down).select_related("edition").order_by("-pk").first()
    )
    return last.edition if last else None


def refuse_other_bytes(edition: Edition, document: doc.Document) -> None:
    """What goes out is what was agreed to: the words by their digest, each file by its own."""
    if doc.digest(document) != edition.digest:
        raise Refused("These words are not the ones that were approved. Tell your site administrator.")
    files = [(edition.sheet.pdf, edition.sheet.sha256), *edition.pictures.values_list("data", "sha256")]
    if set(edition.pictures.values_list("name", flat=True)) != figures_in(document):
        raise Refused("The pictures are not the ones that were approved. Tell your site administrator.")
    if set(edition.blocks.values_list("label", flat=True)) != set(html.block_labels(document)):
        raise Refused("The handouts are not the ones that were approved. Tell your site administrator.")
    if any(hashlib.sha256(bytes(data)).hexdigest() != sha256 for data, sha256 in files):
        raise Refused("The sheet is not the one that was approved. Tell your site administrator.")


def refuse_changed_circumstances(
    briefing: Briefing, document: doc.Document, text: str, *, change_note: str, verb: str
) -> None:
    """Checks that depend on the world run again: a hold or a protected term may have come since.

    The review is locked first: anyone who places a hold or protects a name does so before this, or after it is done.
    """
    if briefing.review_id:
        Review.objects.select_for_update().get(pk=briefing.review_id)
    around = circumstances_of(briefing, change_note=change_note)
    found = [p for p in checklist(document, None, around) if p.stops and p.code in CHANGES]
    if found or around.protected_in(text):
        messages = " ".join(problem.message for problem in found) or "A protected name or detail appears in it."
        raise Refused(f"This cannot be {verb} now. {messages}", problems=found)
