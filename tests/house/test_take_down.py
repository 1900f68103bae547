"""What is withdrawn for error is gone: from every public address, from what the site remembers, and from its tables.

Briefings of every format are published with the same words in everything that readers see. All that the public can
ask for is asked for, then again when they are withdrawn, by readers with copies of their own too.
"""

import gzip
import pickle
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.apps import apps
from django.core.cache import caches

from briefings import publishing
from briefings.models import Part, TextVersion
from briefings.models.public import (
    PublicBlock,
    PublicFacet,
    PublicNotice,
    PublicPage,
    PublicPagePartnership,
    PublicPicture,
    PublicResource,
)
from briefings.public.finding.facets import FILTERS
from briefings.publishing import texts
from people.models import OutgoingEmail, Partnership
from tests.assertions import text_of_pdf
from tests.briefings.public_rows import PDF, a_public_page
from tests.house.a_full_briefing import FORMATS_IN_ORDER, OTHER, WORD, a_full_briefing, a_review_that_says_it
from tests.house.test_sentinel import public_routes
from tests.worlds import a_partnership, a_person, an_edition

pytestmark = pytest.mark.django_db


# Every public address: for each pattern of the site, what a reader can ask for. A new pattern has to be named here.


def _slugs(kind: str = "") -> Iterable[str]:
    facets = PublicFacet.objects.filter(kind=kind) if kind else PublicPage.objects.all()
    return sorted(set(facets.values_list("slug", flat=True)))


def _lists() -> Iterable[str]:
    """The list with every filter alone, each beside a search, and its pages; and searches for what was published."""
    yield from ("/learning/", "/learning/?page=2", "/learning/?sort=newest&q=learning")
    for kind in FILTERS:
        for slug in _slugs(kind.facet):
            chosen = f"{kind.parameter}={slug}"
            yield from (f"/learning/?{chosen}", f"/learning/?q={OTHER}&{chosen}", f"/learning/?{chosen}&page=2")
    for words in (
        OTHER, OTHER[:-1], OTHER[:-4], f"{OTHER}s", "marigoldfihcn", "marigoldfnch", f'"{OTHER}"', f"{OTHER} guide",
        f"{OTHER} nonsuchword", f"-nothing {OTHER}", "quiet uncles", "guidance again", "ZQM", "nobody said",
    ):  # fmt: skip
        yield from (f"/learning/?q={words}", f"/learning/?q={words}&sort=newest", f"/learning/?q={words}&page=2")


def _rooms(place: str, kind: str) -> Iterable[str]:
    for slug in _slugs(kind):
        yield f"/{place}/{slug}/"
        for shown in ("points", "guidance", "questions", "recommendations"):
            yield from (f"/{place}/{slug}/?show={shown}", f"/{place}/{slug}/?show={shown}&page=2")


def _blocks() -> Iterable[str]:
    for slug, label in PublicBlock.objects.values_list("page__slug", "label"):
        yield f"/learning/{slug}/{label}/"


def _resources() -> Iterable[str]:
    yield "/resources/"
    for kind in set(PublicResource.objects.values_list("kind", flat=True)):
        yield f"/resources/?kind={kind.lower()}"


def _reviews() -> Iterable[str]:
    return [f"/reviews/{slug}/" for slug in set(PublicPage.objects.values_list("review_slug", flat=True)) if slug]


def _logos() -> Iterable[str]:
    return [f"/logos/{logo.rpartition('/')[2]}" for logo in Partnership.objects.values_list("logo", flat=True) if logo]


@dataclass(frozen=True)
class Place:
    """What a pattern leads to, and whether words of a briefing stand there while it is public."""

    addresses: Callable[[], Iterable[str]]
    says_it: bool = True


def always(address: str) -> Callable[[], Iterable[str]]:
    return lambda: [address]


PLACES = {
    "": Place(always("/")),
    "learning/": Place(_lists),
    "learning/<slug:slug>/": Place(lambda: [f"/learning/{slug}/" for slug in _slugs()]),
    "learning/<slug:slug>/<slug:name>.pdf": Place(lambda: [f"/learning/{slug}/{slug}.pdf" for slug in _slugs()]),
    "learning/<slug:slug>/discuss/": Place(lambda: [f"/learning/{slug}/discuss/" for slug in _slugs()]),
    "learning/<slug:slug>/block-<number:number>/": Place(_blocks),
    "themes/": Place(always("/themes/")),
    "themes/<slug:slug>/": Place(lambda: _rooms("themes", "theme")),
    "themes/<slug:slug>/feed/": Place(lambda: [f"/themes/{slug}/feed/" for slug in _slugs("theme")]),
    "sectors/": Place(always("/sectors/")),
    "sectors/<slug:slug>/": Place(lambda: _rooms("sectors", "sector")),
    "resources/": Place(_resources),
    "reviews/<slug:slug>/": Place(_reviews),
    "partnerships/<slug:slug>/feed/": Place(lambda: [f"/partnerships/{slug}/feed/" for slug in _slugs("partnership")]),
    "feed/": Place(always("/feed/")),
    "learning.json": Place(lambda: ["/learning.json", "/learning.json?page=2"]),
    "points.csv": Place(always("/points.csv")),
    "recommendations.csv": Place(always("/recommendations.csv")),
    "case-reviews.csv": Place(always("/case-reviews.csv")),
    "media/<path:name>": Place(
        lambda: [f"/media/{name}" for name in PublicPicture.objects.values_list("name", flat=True)]
    ),
    "sitemap.xml": Place(always("/sitemap.xml"), says_it=False),  # maps name addresses only
    "sitemap-places.xml": Place(always("/sitemap-places.xml"), says_it=False),
    "sitemap-<slug:place>-<number:number>.xml": Place(
        lambda: ["/sitemap-learning-1.xml", "/sitemap-reviews-1.xml"], says_it=False
    ),
    "logos/<str:name>": Place(_logos, says_it=False),
    **{
        address: Place(always(f"/{address}"), says_it=False)
        for address in (
            "health/", "open-data/", "accessibility/", "privacy/", "staying-safe-online/", "families/", "robots.txt",
            "favicon.ico",
        )
    },
}  # fmt: skip


@dataclass
class Answer:
    """What a reader got: the words of it, however they are packed, and what their copy is asked about by."""

    status: int
    said: str
    conditions: dict[str, str] = field(default_factory=dict)

    def says_it(self) -> bool:
        return WORD in self.said.lower()


def ask(client, address: str, *, headers: dict[str, str] | None = None) -> Answer:
    response = client.get(address, headers=headers or {})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    said = [content.decode(errors="replace"), *(f"{name}: {value}" for name, value in response.headers.items())]
    if content.startswith(b"%PDF") and content != PDF:
        said.append(text_of_pdf(content))
    names = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
    conditions = {asked: response.headers[given] for given, asked in names if given in response.headers}
    return Answer(response.status_code, "\n".join(said), conditions)


@pytest.fixture
def world(settings, tmp_path):
    """Two partnerships with learning of every format before the public, and other learning beside it."""
    settings.MEDIA_ROOT = str(tmp_path)
    settings.RENDER_SECONDS = settings.RENDER_REPORT_SECONDS = 300  # five sheets, on a machine that may be busy
    partnerships = [a_partnership(), a_partnership()]
    review = a_review_that_says_it(partnerships)
    officer = a_person(officer_of=partnerships)
    approvers = [a_person(approver_of=[one]) for one in partnerships]
    people = {"officer": officer, "approvers": approvers}
    shared = [("theme", "only-of-this")]
    for number in range(25):  # more than one page of a list; half are related by their theme
        a_public_page(partnerships=partnerships[:1], says=shared if number % 2 else [], review_slug=f"other-{number}")
    # a facet's slug is made from its name there: the same theme, so that these pages lead to ours and ours to these
    editions = [
        an_edition(briefing=a_full_briefing(one, review, partnerships), change_note="First.", **people)
        for one in FORMATS_IN_ORDER
    ]
    return {"editions": editions, "partnerships": partnerships, **people}


def withdraw(edition, world) -> None:
    publishing.withdraw(
        edition=edition, by=world["officer"], outcome="error", reason=f"It names {WORD}.", notice="We took this down."
    )


def withdraw_in_emergency(edition, world) -> None:
    publishing.withdraw_in_emergency(edition=edition, by=world["approvers"][1], reason=f"It names {WORD}.")


def remembered() -> str:
    """All that this process remembers of what is public, and all that is in the site's cache."""
    found = []
    for name in ("public", "default"):
        for value in caches[name]._cache.values():
            thing = pickle.loads(value)  # noqa: S301  the site's own
            found += [thing, gzip.decompress(thing.packed)] if hasattr(thing, "packed") else [thing]
    return repr(found).lower()


def in_public_tables() -> list[str]:
    """The public tables in which the word stands."""
    return [
        model.__name__
        for model in apps.get_app_config("briefings").get_models()
        if model.__name__.startswith("Public")
        for row in model.objects.values_list()
        if WORD in " ".join(bytes(v).decode(errors="replace") if _is_bytes(v) else str(v) for v in row).lower()
    ]


def _is_bytes(value) -> bool:
    return isinstance(value, bytes | memoryview)


def test_every_public_address_has_its_place_in_this_walk():
    assert set(PLACES) == set(public_routes())


@pytest.mark.parametrize("take_down", [withdraw, withdraw_in_emergency])
def test_take_down_is_complete(take_down, client, world, django_capture_on_commit_callbacks):
    asked = {route: sorted(set(place.addresses())) for route, place in PLACES.items()}
    before = {address: ask(client, address) for addresses in asked.values() for address in addresses}
    for route, addresses in asked.items():
        told = [address for address in addresses if before[address].says_it()]
        assert bool(told) == PLACES[route].says_it, f"{route}: {told}"
        assert all(before[address].status in {200, 301, 302, 404} for address in addresses)
    ours = [f"/learning/{edition.briefing.slug}/" for edition in world["editions"]]
    assert all(before[address].says_it() for one in ours for address in (one, f"{one}discuss/"))
    others = [one for one in asked["learning/<slug:slug>/"] if one not in ours]
    assert any(before[one].says_it() for one in others), "no other page leads to it"
    assert WORD in remembered()
    emails = OutgoingEmail.objects.count()

    with django_capture_on_commit_callbacks(execute=take_down is withdraw):
        for edition in world["editions"]:
            take_down(edition, world)

    if take_down is withdraw_in_emergency:  # as in another process, which learns of it when it is asked for anything
        assert WORD in remembered()
        assert client.get("/themes/").status_code == 200
    assert WORD not in remembered()
    after = {address: ask(client, address) for address in before}
    again = {address: ask(client, address, headers=answer.conditions) for address, answer in before.items()}
    for answers in (after, again):
        assert not [address for address, answer in answers.items() if answer.says_it()]
    held = {address for address, answer in before.items() if answer.says_it()}
    assert not [address for address in held if again[address].status == 304]
    for address in ours:
        assert after[address].status == again[address].status == 410
        assert after[f"{address}discuss/"].status == after[f"{address}{address.split('/')[2]}.pdf"].status == 410
    assert {after[address].status for address in asked["learning/<slug:slug>/block-<number:number>/"]} == {410}
    assert {after[address].status for address in asked["media/<path:name>"]} == {404}
    assert WORD not in remembered()
    for version in TextVersion.objects.filter(state="public"):  # shared words go on their own page, as no edition's do
        texts.take_down(version, by=a_person(is_superuser=True), reason="It names somebody.")
    assert in_public_tables() == []
    assert not [one for one in OutgoingEmail.objects.all()[emails:] if WORD in f"{one.subject} {one.body}".lower()]
    assert_files_are_the_drafts(client)


def assert_files_are_the_drafts(client) -> None:
    """The picture of a draft stays with it, for its officers, as its words do. It has no public address."""
    from django.conf import settings

    root = Path(settings.MEDIA_ROOT)
    stored = {str(file.relative_to(root)) for file in root.rglob("*") if file.is_file()}
    assert stored == set(Part.objects.exclude(picture="").values_list("picture", flat=True))
    for name in stored:
        assert ask(client, f"/media/{name}").status == 404


def test_address_of_what_was_withdrawn_stands_nowhere_but_at_its_own(client, world):
    (address, *_) = [f"/learning/{edition.briefing.slug}/" for edition in world["editions"]]
    asked = sorted({one for place in PLACES.values() for one in place.addresses()})

    for edition in world["editions"]:
        withdraw_in_emergency(edition, world)

    assert {one.slug for one in PublicNotice.objects.all()} == {one.briefing.slug for one in world["editions"]}
    assert not PublicPagePartnership.objects.filter(page__slug__startswith="one-").exists()
    assert not [one for one in asked if address in ask(client, one).said]
