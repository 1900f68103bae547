"""Many invented published points, to measure with. Public rows only: no draft, no edition and no record stands behind
them, and nobody approved them, so they belong to no site that anybody reads.

Each page has the shape that the renderer gave to one invented wording of its format; only the words in it are drawn
anew. The same number gives the same pages every time.
"""

import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice

from django.db import connection, transaction
from django.utils.text import slugify

from briefings import document as doc
from briefings.demo import files
from briefings.formats import FORMATS
from briefings.models.public import (
    PublicFacet,
    PublicPage,
    PublicPagePartnership,
    PublicPassage,
    PublicPassageLabel,
    PublicPiece,
    PublicResource,
    PublicSheet,
)
from briefings.models.triggers import anything_may_arrive
from briefings.publishing import public_rows
from briefings.publishing.indexing import index_pages
from briefings.publishing.passages import Passage, passages_of
from briefings.rendering import html
from briefings.rendering.pieces import Pieces, pieces_of
from people.models import Partnership

POINTS_A_PAGE = 8
MARK = "measured-"  # every slug of theirs begins with it
AT_ONCE = 250  # pages in one transaction
FIRST_DAY = datetime(2012, 1, 2, 9, tzinfo=UTC)
AREAS = ("Harrowmere", "Tillbrook", "Ossing", "Pellstone", "Quarrendale", "Fenwick Moor", "Saltby", "Little Wether")
NAMES = ("Linden", "Bramble", "Willow", "Hazel", "Rowan", "Alder", "Aspen", "Maple", "Juniper", "Cedar", "Elm", "Birch")
AGES = (("under-1", "Under 1"), ("1-to-4", "1 to 4"), ("5-to-10", "5 to 10"), ("11-to-15", "11 to 15"))
REVIEW_TYPES = (
    ("lcspr", "Local child safeguarding practice review"),
    ("rapid", "Rapid review"),
    ("sar", "Safeguarding adults review"),
)
# What people say, the commonest first; how often a word comes falls with its place.
COMMON = """
the a to and of in was not they her with for that who it on had one from when child baby family mother father home
visit worker school nurse police plan health meeting record risk worry ask listen share team call doctor night sleep
harm hurt bruise injury neglect abuse partner violence control fear threshold referral assessment supervision manager
history chronology conversation appointment missed brought seen alone voice daily life feeding crying bed sharing
alcohol drugs mental capacity housing landlord neighbour hospital ward discharge midwife birth unborn premature twin
sibling grandparent carer kinship foster placement adviser teacher attendance exclusion exploitation gang online phone
friend stranger money debt language interpreter faith culture identity disability autism diagnosis medicine dose fire
smoke hoarding food warmth cold clothes dentist teeth growth weight vaccine clinic letter email message answer silence
doubt curiosity challenge escalate decide act wait delay return repeat notice write read check name date time place
door window street border move transfer handover case close open review learn change practice question point agree
""".split()
SYLLABLES = [first + vowel for first in "bdlmrt" for vowel in "aeo"]  # 18: thrice, some 6,000 rare words
SLOT = re.compile(r"slot([0-9]+)x")


@dataclass(frozen=True)
class _Shape:
    """A page of one format with numbered slots where its sentences go."""

    document: doc.Document
    html: str
    text: str
    words: int
    passages: list[Passage]
    apart: Pieces


def publish(points: int) -> int:
    """Write so many invented points (rounded up to whole pages), and give how many pages that makes.

    Pages that are there already stay; new ones are numbered on.
    """
    partnerships = _partnerships()
    shapes = [_shape(kind) for kind in ("learning-note", "practitioner-briefing", "learning-page")]
    start = PublicPage.objects.filter(slug__startswith=MARK).count()
    end = start + -(-points // POINTS_A_PAGE)
    for first in range(start, end, AT_ONCE):
        with transaction.atomic():
            _write(range(first, min(first + AT_ONCE, end)), shapes, partnerships)
            public_rows.forget_what_was_public()
    _count_rows_anew()
    return end - start


def remove() -> int:
    """Delete every invented page again with all that belongs to it, and give how many there were."""
    pages = PublicPage.objects.filter(slug__startswith=MARK)
    ids = list(pages.values_list("pk", flat=True))
    for first in range(0, len(ids), AT_ONCE):
        with transaction.atomic():
            PublicPage.objects.filter(pk__in=ids[first : first + AT_ONCE]).delete()
            public_rows.forget_what_was_public()
    Partnership.objects.filter(slug__startswith=MARK).delete()
    return len(ids)


def _count_rows_anew() -> None:
    """Let the database look at how much there is now. PostgreSQL does so by itself, a minute too late to measure."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _partnerships() -> list[Partnership]:
    found = []
    for area in AREAS:
        name = f"{area} Safeguarding Partnership"
        defaults = {"name": name, "short_name": area, "area": area, "mailbox": f"learning@{slugify(area)}.example"}
        found.append(Partnership.objects.get_or_create(slug=f"{MARK}{slugify(area)}", defaults=defaults)[0])
    return found


def _shape(kind: str) -> _Shape:
    """One wording of a format, each sentence a slot."""
    slots = (f"slot{number}x" for number in range(1000))
    take = lambda count: " ".join(islice(slots, count))  # noqa: E731

    def points(first: int, count: int, guidance: int = 0) -> doc.Points:
        return doc.Points(
            f"block-{first}",
            tuple(
                doc.Point(f"point-{number}", number, "", take(2), "en-GB", "advice")
                for number in range(first, first + count)
            ),
            "How to enhance your practice" if guidance else "",
            tuple(doc.Guidance(100 + first, "", take(3), "en-GB") for _ in range(guidance)),
        )

    def section(number: int, what: str, heading: str, body: str, *pieces: doc.Piece) -> doc.Section:
        return doc.Section(f"section-{number}", number, what, heading, 1, body, "en-GB", None, pieces)

    def asked(number: int) -> doc.Questions:
        questions = (
            doc.Question(f"question-{one}", 200 + one, take(1), "en-GB", "practitioner") for one in range(1, number + 1)
        )
        return doc.Questions("practitioner", tuple(questions))

    learned = [points(1, POINTS_A_PAGE)]
    if kind == "learning-page":
        learned = [points(first, 2, guidance=2) for first in range(1, POINTS_A_PAGE, 2)]
    sections = [
        section(1, "what_happened", "What happened?", "\n\n".join(take(4) for _ in range(3))),
        section(2, "learning", "What did we learn?", take(1), *learned),
        section(3, "questions", "How can we learn from this case?", "", asked(4)),
    ]
    if kind == "practitioner-briefing":
        recommended = (
            doc.Recommendation(f"recommendation-{one}", 300 + one, one, "", take(2), "en-GB", "Health, police")
            for one in range(1, 4)
        )
        sections.append(section(4, "recommendations", "Recommendations", "", doc.Recommendations(tuple(recommended))))
    document = doc.Document(
        shape=doc.SHAPE, format=kind, kind_label=FORMATS[kind].name, title="slot998x", summary="slot999x",
        slug="slot997x",
        address="https://learning.example/learning/slot997x/", language="en-GB", worded_on=FIRST_DAY.date(),
        publishers=(), themes=(), sectors=(), review_slug="", sections=tuple(sections), footnotes=(), links=(),
        contact="",
    )  # fmt: skip
    text = html.text(document)
    return _Shape(
        document, html.page_html(document), text, html.words(document), passages_of(document, text), pieces_of(document)
    )


def _write(numbers: range, shapes: list[_Shape], partnerships: list[Partnership]) -> None:
    """Write the pages of these numbers with everything that publication would write."""
    made = [_Invented(number, shapes, partnerships) for number in numbers]
    with anything_may_arrive(connection):
        _write_rows(made)
    index_pages([one.page.pk for one in made])


def _write_rows(made: list["_Invented"]) -> None:
    pages = PublicPage.objects.bulk_create(one.page for one in made)
    PublicSheet.objects.bulk_create(PublicSheet(page=page, pdf=PDF) for page in pages)
    PublicPagePartnership.objects.bulk_create(
        PublicPagePartnership(page=one.page, partnership=who, name=who.name, colour="#1d4f5c", position=position)
        for one in made
        for position, who in enumerate(one.partnerships, start=1)
    )
    PublicFacet.objects.bulk_create(facet for one in made for facet in one.facets())
    PublicPiece.objects.bulk_create(piece for one in made for piece in one.pieces())
    PublicResource.objects.bulk_create(resource for one in made for resource in one.resources())
    passages = [pair for one in made for pair in one.passages()]
    PublicPassage.objects.bulk_create(row for row, _ in passages)
    PublicPassageLabel.objects.bulk_create(
        PublicPassageLabel(passage=row, kind=kind, slug=label.slug)
        for row, one in passages
        for kind, labels in (("theme", one.themes), ("sector", one.sectors))
        for label in labels
    )


PDF = b"%PDF-1.7\n% an invented sheet, to be counted and not to be read\n" + b"% \n" * 1000


class _Invented:
    """One page, before it has rows."""

    def __init__(self, number: int, shapes: list[_Shape], partnerships: list[Partnership]):
        self.chance = chance = random.Random(number)  # noqa: S311  nothing here is a secret
        self.shape = shape = shapes[number % len(shapes)]
        shared = _shared()
        self.themes = tuple(chance.sample(shared["themes"], chance.randint(1, 3)))
        self.sectors = tuple(chance.sample(shared["sectors"], chance.randint(1, 3)))
        self.partnerships = chance.sample(partnerships, chance.choice([1, 1, 2]))
        self.links = chance.sample(shared["resources"], chance.randint(0, 3))
        self.slots: dict[str, str] = {}
        published = FIRST_DAY + timedelta(hours=9 * number)
        changed = published if number % 30 else published + timedelta(days=20)
        slug = f"{MARK}{number}"
        title = f"Learning from Child {chance.choice(NAMES)}: {self.themes[0].name.lower()}"
        digest = hashlib.sha256(slug.encode()).hexdigest()
        self.slots |= {"997": slug, "998": title, "999": self._sentence()}
        self.page = PublicPage(
            slug=slug, format=shape.document.format, kind_label=shape.document.kind_label, title=title,
            summary=self.slots["999"], language="en-GB", words=shape.words * 14,
            html=self._worded(shape.html), story=self._worded(shape.apart.story.html), contents=shape.apart.contents,
            number=1, reference=f"{digest[:4]}-{digest[4:8]}".upper(), digest=digest,
            review_slug=f"{MARK}review-{number // 2}" if number % 10 else "",
            change_note="Clearer words about who was told." if changed != published else "",
            first_published_at=published, published_at=changed, etag=digest, sheet_name=f"{slug}.pdf", sheet_pages=1,
            sheet_bytes=len(PDF), sheet_sha256=hashlib.sha256(PDF).hexdigest(),
        )  # fmt: skip

    def _sentence(self) -> str:
        """About sixteen words, most of them common, now and then a theme or a word of its own."""
        chance = self.chance
        words = [COMMON[int(len(COMMON) * chance.random() ** 2)] for _ in range(chance.randint(10, 20))]
        if chance.random() < 0.3:
            words.insert(len(words) // 2, chance.choice(self.themes).name.lower())
        if chance.random() < 0.5:
            words.append("".join(chance.choices(SYLLABLES, k=3)))
        return f"{' '.join(words).capitalize()}."

    def _worded(self, text: str) -> str:
        """A text of the shape with this page's own sentences in its slots."""

        def words(slot: re.Match[str]) -> str:
            if slot[1] not in self.slots:
                self.slots[slot[1]] = self._sentence()
            return self.slots[slot[1]]

        return SLOT.sub(words, text)

    def facets(self) -> list[PublicFacet]:
        """What it can be found by, as publication derives it."""
        chance = self.chance
        document = replace(
            self.shape.document, themes=self.themes, sectors=self.sectors,
            review_type=doc.Label(*chance.choice(REVIEW_TYPES)),
            age_band=doc.Label(*chance.choice(AGES)) if chance.random() < 0.4 else None,
            harms=(chance.choice(_shared()["harm_types"]),) if chance.random() < 0.4 else (),
            publishers=tuple(
                doc.Publisher(one.slug, one.name, one.short_name, one.mailbox, "", "", "") for one in self.partnerships
            ),
        )  # fmt: skip
        return public_rows.facets_of(self.page, document)

    def pieces(self) -> list[PublicPiece]:
        """Its points, questions and recommendations."""
        worded = (replace(one, html=self._worded(one.html)) for one in self.shape.apart.pieces)
        return public_rows.piece_rows(self.page, worded)

    def resources(self) -> Iterator[PublicResource]:
        """What it leads to."""
        for row in self.links:
            yield PublicResource(
                page=self.page, slug=f"{MARK}{row['slug']}", title=row["title"], publisher=row["publisher"],
                kind=row["kind"].replace("_", " ").capitalize(), address=row.get("address", ""),
                access=row.get("access", "open"),
            )  # fmt: skip

    def passages(self) -> Iterator[tuple[PublicPassage, Passage]]:
        """What can be found by itself; every second one has a theme of its own."""
        for position, one in enumerate(self.shape.passages):
            themes = self.themes if position % 2 else self.themes[:1]
            row = PublicPassage(
                page=self.page, kind=one.kind, label=one.label, heading=self._worded(one.heading),
                text=self._worded(one.text), position=position, language="en-GB",
                themes=sorted(label.slug for label in themes), sectors=sorted(label.slug for label in self.sectors),
            )  # fmt: skip
            yield row, replace(one, themes=themes, sectors=self.sectors)


@cache
def _shared() -> dict[str, list]:
    """The demo's themes, sectors, kinds of harm and resources."""
    rows = files.listed("vocabulary")
    named = ("themes", "sectors", "harm_types")
    return {
        **{name: [doc.Label(row["slug"], row["name"]) for row in rows[name]] for name in named},
        "resources": rows["resources"],
    }
