"""Importing: a file or pasted words become a draft, and what found no place in it is settled afterwards.

The one door to `briefings.importing` for screens and commands. It keeps the source beside the draft, recognises
words that were imported before, and records who put which left-over words where. Nothing is ever lost: a
left-over is in a part, or on the list.
"""

import hashlib
import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from briefings import formats
from briefings.drafting.placing import Imported, counts_of, hold_for_marking, outline_of, place
from briefings.drafting.starting import blank_part
from briefings.importing import readers
from briefings.importing.lines import Flag, Kept, Source, squeezed, words_in
from briefings.importing.outline import LONGEST_CONTACT, LONGEST_HEADING, LONGEST_TITLE, Outline
from briefings.importing.recognising.markers import marker_of
from briefings.importing.recognising.titles import subjects_in
from briefings.importing.wording import LINK, markdown, plain_line
from briefings.models import Briefing, BriefingPartnership, Edit, ImportedDocument, LeftOver, Part
from briefings.work_queue import QUEUE
from people.models import Partnership, Person
from people.permissions import Refused, require
from reviews.models import Review

log = logging.getLogger(__name__)
PASTED = "pasted words"
_LONGEST_NAME = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

SettledAs = LeftOver.SettledAs
# What words can become when they are made a part of their own. A figure needs a picture, which words are not.
NEW_KINDS = [kind for kind in Part.Kind if kind != Part.Kind.FIGURE]


@dataclass(frozen=True)
class ImportResult:
    """What an import came to: the source as kept, and what was made of it, now or when it was `recognised`."""

    document: ImportedDocument
    imported: Imported
    recognised: bool


def import_document(
    *,
    data: bytes,
    name: str,
    chosen: formats.Format,
    partnerships: Sequence[Partnership],
    by: Person | None = None,
    review: Review | None = None,
    is_topic: bool = False,
    slug: str | None = None,
    again: bool = False,
    is_new_review: bool = False,
) -> ImportResult:
    """Make a draft of a format from the bytes of a file, and keep its source; or recognise what is here already.

    `name` is the file's own, or PASTED; its ending says how it is read. The first partnership leads. Without a
    review it gets a private one, unless it is about a topic. The same words for the same partnerships, format
    and review are recognised, whatever kind of file they come in, and nothing is made, unless `again` asks for a new
    draft, which then belongs to the review of the earlier one. `by` None is for a command run on the machine itself.
    Raises SameName when its private review would be a second one of that name, unless `is_new_review` says that it is
    another; Refused or CannotRead with words for a person, and Busy when too many files are being read. Then nothing
    has been made.
    """
    digest = hashlib.sha256(data).hexdigest()
    scope = _Scope(chosen, tuple(partnerships), by, review, is_topic)
    earlier = scope.imported_before(digest=digest)
    if earlier and not again:
        return ImportResult(earlier, as_imported(earlier), recognised=True)
    # Reading is slow and the database has one writer: everything slow is done before the lock is taken.
    with QUEUE.turn(slow=True):
        source = readers.read(data, name=f"{PASTED}.txt" if name == PASTED else name)
        outline = outline_of(source, chosen=chosen, partnerships=partnerships)
    words_digest = digest_of_words(source, outline)
    with transaction.atomic():
        _one_at_a_time(partnerships)
        earlier = scope.imported_before(digest=digest, words_digest=words_digest)
        if earlier and not again:
            if outline.marking and earlier.briefing.review:  # the first copy may not have said so
                hold_for_marking(earlier.briefing.review, outline.marking, by=by)
            return ImportResult(earlier, as_imported(earlier), recognised=True)
        if earlier and review is None:
            review = earlier.briefing.review
        if review is None and not is_topic and not is_new_review:
            same_name = reviews_of_the_name(outline, partnerships, by=by)
            if same_name:
                raise SameName(same_name)
        imported = place(
            source,
            slug=slug,
            outline=outline,
            chosen=chosen,
            partnerships=partnerships,
            by=by,
            review=review,
            is_topic=is_topic,
        )
        document = _kept(source, imported, name=name, digest=digest, words_digest=words_digest, by=by)
    log.info("import: document %s, briefing %s", document.pk, imported.briefing.pk)
    return ImportResult(document, imported, recognised=False)


class SameName(Refused):
    """Importing would make a second review of a name that is here. `reviews` are those that have it."""

    def __init__(self, reviews: Sequence[Review]):
        self.reviews = reviews
        super().__init__("A review of this name is here already. Say whether this document comes from it.")


def reviews_of_the_name(outline: Outline, partnerships: Sequence[Partnership], *, by: Person | None) -> list[Review]:
    """The reviews of these partnerships that `by` may know of and that a document seems to come from, by its title.

    It names the same people as theirs (“Child Fern”); or, where it names nobody, it has the title of a briefing of
    theirs.
    """
    known = Review.objects.all() if by is None else Review.objects.for_staff(by)
    known = known.filter(partnership_links__partnership__in=partnerships).distinct()
    named = {name.casefold() for _prefix, name in subjects_in(outline.title)}
    if named:
        candidates = known.filter(subjects__pseudonym__in=_spellings(outline)).prefetch_related("subjects")
        return [one for one in candidates if {who.pseudonym.casefold() for who in one.subjects.all()} == named]
    if not outline.title:
        return []
    same_title = Briefing.objects.filter(title__iexact=outline.title).values("review")
    return list(known.filter(pk__in=same_title).prefetch_related("subjects"))


def _spellings(outline: Outline) -> set[str]:
    """The names of a title as written, in capitals and in small letters: databases compare small letters apart."""
    names = [name for _prefix, name in subjects_in(outline.title)]
    return {spelt for name in names for spelt in (name, name.upper(), name.capitalize())}


def digest_of_words(source: Source, outline: Outline) -> str:
    """What is the same for the same words as a Word file, as a page and pasted.

    Words of letters only, without what was set aside, in the order of the alphabet: numbers in front of items, page
    numbers and the place of notes depend on the kind of file.
    """
    aside = Counter((one.line, one.text) for one in outline.set_aside)
    texts = [line.text for line in source.lines if line.text.strip() and not aside[line.number, squeezed(line.text)]]
    words = sorted(
        word.casefold()
        for text in texts
        for word in words_in(LINK.sub(r"\1", text))
        if len(word) > 1 and not any(sign.isdigit() for sign in word)
    )
    return hashlib.sha256("\n".join(words).encode()).hexdigest() if words else ""


@dataclass(frozen=True)
class _Scope:
    """For whom and from what a document is imported: what has to agree for the same words to be the same import."""

    chosen: formats.Format
    partnerships: tuple[Partnership, ...]
    by: Person | None
    review: Review | None
    is_topic: bool

    def imported_before(self, *, digest: str, words_digest: str = "") -> ImportedDocument | None:
        """The newest source with these bytes or these words in this scope, if `by` may know of it.

        Asked without a review, any that is from a review counts: the first time it was given one of its own.
        """
        wanted = {one.pk for one in self.partnerships}
        briefings = Briefing.objects.all() if self.by is None else Briefing.objects.for_staff(self.by)
        same = briefings.filter(format=self.chosen.slug, is_topic=self.is_topic)
        if self.review:
            same = same.filter(review=self.review)
        counted = BriefingPartnership.objects.values("briefing").annotate(how_many=Count("pk"))
        same = same.filter(pk__in=counted.filter(how_many=len(wanted)).values("briefing"))
        for partnership in wanted:
            same = same.filter(pk__in=BriefingPartnership.objects.filter(partnership=partnership).values("briefing"))
        is_same = Q(digest=digest)
        if words_digest:
            is_same |= Q(words_digest=words_digest)
        found = ImportedDocument.objects.filter(is_same, briefing__in=same)
        return found.select_related("briefing", "briefing__review", "by").first()


def as_imported(document: ImportedDocument) -> Imported:
    """What an import did, from what was kept of it; the parts are counted as the draft stands now."""
    left_overs = list(document.left_overs.all())

    def listed(why: str) -> list[Kept]:
        return [Kept(one.line, one.text) for one in left_overs if one.why == why]

    return Imported(
        briefing=document.briefing,
        review=document.briefing.review,
        digest=document.digest,
        source_words=document.source_words,
        placed_words=document.placed_words,
        unplaced=listed(LeftOver.Why.UNPLACED),
        set_aside=listed(LeftOver.Why.SET_ASIDE),
        flags=[Flag(**flag) for flag in document.flags],
        parts=counts_of(document.briefing.parts.all()),
    )


def _one_at_a_time(partnerships: Sequence[Partnership]) -> None:
    """Let two people who import the same file for the same partnership follow one another."""
    keys = [one.pk for one in partnerships]
    list(Partnership.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))


def _kept(
    source: Source, imported: Imported, *, name: str, digest: str, words_digest: str, by: Person | None
) -> ImportedDocument:
    document = ImportedDocument.objects.create(
        briefing=imported.briefing,
        name=_plain_name(name),
        digest=digest,
        words_digest=words_digest,
        lines=[[line.number, line.text.replace("\0", "")] for line in source.lines],
        is_markdown=any(line.marked_up for line in source.lines),
        flags=[{"code": flag.code, "line": flag.line, "message": flag.message} for flag in imported.flags],
        source_words=imported.source_words,
        placed_words=imported.placed_words,
        by=by,
        at=timezone.now(),
    )
    lists = ((LeftOver.Why.UNPLACED, imported.unplaced), (LeftOver.Why.SET_ASIDE, imported.set_aside))
    LeftOver.objects.bulk_create(
        LeftOver(imported=document, why=why, line=one.line, text=one.text.replace("\0", ""))
        for why, kept in lists
        for one in kept
    )
    return document


def _plain_name(name: str) -> str:
    """A file's name without folders and control characters, short enough to keep; its ending stays."""
    plain = squeezed(_CONTROL.sub(" ", PurePath(name.replace("\\", "/")).name)) or PASTED
    if len(plain) <= _LONGEST_NAME:
        return plain
    ending = PurePath(plain).suffix[:20]
    return f"{plain[: _LONGEST_NAME - len(ending) - 1]}…{ending}"


class Stale(Refused):
    """The draft or the list has changed since the person opened it. Nothing was done."""


@dataclass(frozen=True)
class Where:
    """Where left-over words belong.

    `way` is one of: "after" or "before" (the words of `part`), "new" (a part of `kind` after `part`, or first
    of all if `part` is None), "title", "contact", "leave_out". `joined`: lines that follow one another are one
    paragraph that was cut, not a paragraph each.
    """

    way: str
    part: int | None = None
    kind: str = ""
    joined: bool = False


@transaction.atomic
def settle(*, document: ImportedDocument, left_overs: Sequence[int], where: Where, by: Person, revision: int) -> int:
    """Put left-over words of a source where they belong, or leave them out, and say how many lines were settled.

    `left_overs` are their primary keys and `revision` is the draft's as the person saw it. Words are put in as
    found, several lines in the order of the source. Raises Stale when the draft has moved on meanwhile, and
    Refused with words for the person when they cannot stand there; then nothing has changed.
    """
    briefing = Briefing.objects.select_for_update().get(pk=document.briefing_id)
    require(by, "write", briefing)
    if not left_overs:
        raise Refused("Tick the lines you want to put somewhere.")
    if briefing.revision != revision:
        raise Stale(
            "Nothing was moved: somebody changed this draft after you opened this page. "
            "Your ticks are still here. Look at the parts as they are now, and choose again."
        )
    lines = list(document.left_overs.filter(pk__in=left_overs).select_for_update().order_by("line", "pk"))
    if len(lines) != len(set(left_overs)) or not all(line.is_open for line in lines):
        raise Stale("Nothing was moved: one of these lines has been put somewhere already. Tick again.")
    put_into, settled_as = _put(briefing, lines, where, is_markdown=document.is_markdown)
    now = timezone.now()
    for line in lines:
        line.settled_by, line.settled_at, line.settled_as, line.put_into = by, now, settled_as, put_into
    LeftOver.objects.bulk_update(lines, ["settled_by", "settled_at", "settled_as", "put_into"])
    briefing.revision += 1
    briefing.save(update_fields=["title", "contact_override", "revision", "changed_at"])
    Edit.objects.create(briefing=briefing, by=by, at=now)
    log.info("settle: document %s, by %s", document.pk, by.pk)
    return len(lines)


def _put(briefing: Briefing, lines: list[LeftOver], where: Where, *, is_markdown: bool) -> tuple[Part | None, str]:
    """Put the words there. Gives the part they are in now, if it is one, and how they were settled."""
    match where.way:
        case "leave_out":
            return None, SettledAs.LEFT_OUT
        case "title":
            briefing.title = _with(briefing.title, _in_one_line(lines), LONGEST_TITLE, "title")
            return None, SettledAs.TITLE
        case "contact" if briefing.rules.has_contact_line:
            words = " ".join(_paragraphs(lines, joined=True, is_markdown=is_markdown))
            briefing.contact_override = _with(briefing.contact_override, words, LONGEST_CONTACT, "contact line")
            return None, SettledAs.CONTACT
        case "after" | "before":
            part = _part_of(briefing, where.part)
            words = "\n\n".join(_paragraphs(lines, joined=where.joined, is_markdown=is_markdown))
            in_order = [part.body.strip(), words] if where.way == "after" else [words, part.body.strip()]
            part.body = "\n\n".join(filter(None, in_order))
            part.save(update_fields=["body"])
            return part, SettledAs.WORDS
        case "new" if where.kind in NEW_KINDS:
            words = _paragraphs(lines, joined=where.joined, is_markdown=is_markdown)
            return _new_part(briefing, where, words), SettledAs.PART
    raise Refused("Choose where these words belong.")


def _part_of(briefing: Briefing, key: int | None) -> Part:
    part = briefing.parts.filter(pk=key).first() if key else None
    if part is None:
        raise Refused("Choose the part: the one you chose is not in this draft.")
    return part


def _new_part(briefing: Briefing, where: Where, paragraphs: list[str]) -> Part:
    """A part of its own after another one, or first of all; what follows moves down one place."""
    if where.kind == Part.Kind.SECTION:
        heading = " ".join(paragraphs)
        if len(heading) > LONGEST_HEADING:
            raise Refused(
                f"This is too long for a heading ({len(heading)} letters; {LONGEST_HEADING} at most). "
                "Put it among the words of a part."
            )
        part = blank_part("section", numbered=briefing.rules.numbers_paragraphs, heading=heading)
    else:
        part = blank_part(where.kind, body="\n\n".join(paragraphs))
    if where.kind == Part.Kind.FOOTNOTE:
        part.mark = _free_mark(briefing)
    parts = list(briefing.parts.all())
    at = parts.index(_part_of(briefing, where.part)) + 1 if where.part else 0
    part.briefing = briefing
    part.save()
    parts.insert(at, part)
    for position, one in enumerate(parts, start=1):
        one.position = position
    Part.objects.bulk_update(parts, ["position"])
    return part


def _free_mark(briefing: Briefing) -> str:
    taken = set(briefing.parts.exclude(mark="").values_list("mark", flat=True))
    return next(str(number) for number in range(1, len(taken) + 2) if str(number) not in taken)


def _with(before: str, words: str, longest: int, name: str) -> str:
    """Words put after those that are there: what somebody wrote is never replaced without a word."""
    whole = " ".join(filter(None, [before.strip(), words]))
    if len(whole) > longest:
        raise Refused(
            f"The {name} would be too long ({len(whole)} letters; {longest} at most). Put these words into a part."
        )
    return whole


def _in_one_line(lines: list[LeftOver]) -> str:
    return plain_line(" ".join(line.text for line in lines))


def _paragraphs(lines: list[LeftOver], *, joined: bool, is_markdown: bool) -> list[str]:
    """The words of some lines as Markdown. A bullet in front is left off: it only says how they were set."""
    found: list[tuple[int, str]] = []
    for line in lines:
        marker = marker_of(line.text)
        text = line.text[marker.length :] if marker and marker.style == "bullet" else line.text
        follows = bool(found) and line.line - found[-1][0] <= 1
        if joined and follows:
            found[-1] = (line.line, f"{found[-1][1]} {text}")
        else:
            found.append((line.line, text))
    return [words for _line, text in found if (words := markdown(text, marked_up=is_markdown))]
