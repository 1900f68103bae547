"""What the verbs look at once more under their lock: the bytes that were agreed to, and the world around them."""

import hashlib

from briefings import document as doc
from briefings.checklist import checklist
from briefings.circumstances import circumstances_of
from briefings.compose import figures_in
from briefings.models import Briefing, Edition
from briefings.rendering import html
from reviews.models import Review
from reviews.permissions import Refused


def refuse_other_bytes(edition: Edition, document: doc.Document) -> None:
    """What goes out is what was agreed to: the words by their digest, each file by its own."""
    if doc.digest(document) != edition.digest:
        raise Refused("These words are not the ones that were approved. Tell whoever looks after this site.")
    files = [(edition.sheet.pdf, edition.sheet.sha256), *edition.pictures.values_list("data", "sha256")]
    if set(edition.pictures.values_list("name", flat=True)) != figures_in(document):
        raise Refused("The pictures are not the ones that were approved. Tell whoever looks after this site.")
    if set(edition.blocks.values_list("label", flat=True)) != set(html.block_labels(document)):
        raise Refused("The hand-outs are not the ones that were approved. Tell whoever looks after this site.")
    if any(hashlib.sha256(bytes(data)).hexdigest() != sha256 for data, sha256 in files):
        raise Refused("The sheet is not the one that was approved. Tell whoever looks after this site.")


def refuse_changed_circumstances(
    briefing: Briefing, document: doc.Document, text: str, *, change_note: str, verb: str
) -> None:
    """Checks that depend on the world run again: a hold or a protected term may have come since.

    The review is locked first: whoever places a hold or protects a name does so before this, or after it is done.
    """
    if briefing.review_id:
        Review.objects.select_for_update().get(pk=briefing.review_id)
    around = circumstances_of(briefing, change_note=change_note)
    found = [p for p in checklist(document, None, around) if p.stops and p.code in {"on-hold", "protected-term"}]
    if found or around.protected_in(text):
        messages = " ".join(problem.message for problem in found) or "A protected name or detail appears in it."
        raise Refused(f"This cannot be {verb} now. {messages}", problems=found)


def refuse_a_telling_notice(edition: Edition, notice: str) -> None:
    """A notice stands where the words were taken down, so it must not say again what they said."""
    if circumstances_of(edition.briefing).protected_in(notice):
        raise Refused("Write the notice without the protected name or detail in it.")
    if edition.title.casefold() in notice.casefold():
        raise Refused("Write the notice without the title: it stands where the briefing was taken down.")
