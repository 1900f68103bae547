"""Every string that the public can read has an origin, and a second person's yes or a release stands behind it.

Frozen with an edition; or a version of a text that a second person approved (briefings/publishing/texts); or measured
by the site itself; or fixed in a release, which is what templates and code say. A new public model, column, address or
table that a public room reads has to be named here, with where it comes from.
"""

import re

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.models import PublicPage, TextVersion
from briefings.publishing import texts
from reviews.models import GlossaryTerm, HarmType, Resource, Sector, Theme
from tests.house.test_sentinel import public_addresses, public_routes
from tests.reviews.screens import faults_of, save
from tests.screens import signed_in
from tests.worlds import a_learning_note, a_partnership, a_person, an_edition

# What publishing copies out of a frozen edition, byte for byte (briefings/publishing: public_rows.py, indexing.py).
EDITION = {
    "PublicPage": "slug format kind_label title summary language html reference digest review_slug change_note "
                  "sheet_name sheet_sha256 contents abbreviations story story_language partnerships",
    "PublicPagePartnership": "page partnership name colour",
    "PublicFacet": "page kind slug name",
    "PublicPiece": "page kind label section language asked_of words html",
    "PublicResource": "page slug title publisher kind address access format_note",
    "PublicPassage": "page kind label heading text language themes sectors",
    "PublicPassageLabel": "passage kind slug",
    "PublicSheet": "page pdf",
    "PublicPicture": "page name data sha256",
    "PublicBlock": "page label title html",
    "PublicTerm": "page word stem",
    "PublicWords": "passage page heading labels text",
    "PublicNotice": "slug title moved_to",
}  # fmt: skip
# A version that a second person approved; a trigger compares the words (briefings/models/triggers.py).
APPROVED = {
    "PublicTheme": "thing slug name synonyms description",
    "PublicAbbreviation": "thing abbreviation expansion",
    "PublicPartnership": "thing slug name mailbox website logo second_colour",
    "PublicPage": "notice",
    "PublicNotice": "notice publishers",
}
# Numbers, days and places in an order, which the site makes itself.
MEASURED = {
    "PublicPage": "words number first_published_at published_at etag sheet_pages sheet_bytes",
    "PublicPagePartnership": "position",
    "PublicFacet": "position",
    "PublicPassage": "position",
    "PublicPiece": "position",
    "PublicVersion": "number changed_at",
    "PublicNotice": "withdrawn_at",
    "PublicTerm": "weight",
    "PublicWords": "is_whole",
}
# The columns of tables that staff edit which a public room may read: an address that stays as first given, and what
# `manage.py check_links` measured.
READ_FROM_THE_LISTS = {
    "people_partnership": {"id", "slug"},
    "reviews_resource": {"id", "slug", "address", "link_state", "link_checked_at"},
}
# Every public address. What its answer says is one of the above, or fixed in a release.
ROUTES = {
    "", "accessibility/", "case-reviews.csv", "families/", "favicon.ico", "feed/", "health/", "learning.json",
    "learning/", "learning/<slug:slug>/", "learning/<slug:slug>/<slug:name>.pdf",
    "learning/<slug:slug>/block-<number:number>/", "learning/<slug:slug>/discuss/", "logos/<str:name>",
    "media/<path:name>", "open-data/", "partnerships/<slug:slug>/feed/", "points.csv", "privacy/",
    "recommendations.csv", "resources/", "reviews/<slug:slug>/", "robots.txt", "sectors/", "sectors/<slug:slug>/",
    "sitemap-<slug:place>-<number:number>.xml", "sitemap-places.xml", "sitemap.xml", "staying-safe-online/",
    "themes/", "themes/<slug:slug>/", "themes/<slug:slug>/feed/",
}  # fmt: skip


def public_models() -> dict:
    return {
        model.__name__: model
        for model in apps.get_app_config("briefings").get_models()
        if model.__name__.startswith("Public")
    }


def test_every_public_column_has_one_origin():
    origins = [
        (model, column)
        for kind in (EDITION, APPROVED, MEASURED)
        for model, columns in kind.items()
        for column in columns.split()
    ]
    there = {
        (name, field.name)
        for name, model in public_models().items()
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if not field.primary_key or field.is_relation
    }

    assert len(origins) == len(set(origins))
    assert set(origins) == there


def test_every_public_address_is_known():
    assert set(public_routes()) == ROUTES


WORD = "zanzibarquill"


class World:
    """A published note, and everything around it that staff edit, about to be filled with words nobody approved."""

    def __init__(self):
        self.home = a_partnership(slug="home")
        self.rows = [
            Theme.objects.create(slug="own-theme", name="Own theme"),
            Sector.objects.create(slug="own-sector", name="Own sector"),
            HarmType.objects.create(slug="own-harm", name="Own harm"),
            Resource.objects.create(slug="own-resource", title="Own guide", address="https://guide.example/"),
            GlossaryTerm.objects.create(abbreviation="OWN", expansion="Own words"),
            self.home,
        ]
        note = a_learning_note(
            partnerships=[self.home], story=["Read [the guide](resource:own-resource). OWN words help."]
        )
        note.themes.set(Theme.objects.filter(slug="own-theme"))
        note.sectors.set(Sector.objects.all())
        note.review.harm_types.set(HarmType.objects.all())
        note.says_harms = True
        note.save()
        self.edition = an_edition(briefing=note)
        self.officer = signed_in(a_person("one", officer_of=[self.home], administrator_of=[self.home]))
        self.approver = signed_in(a_person("two", approver_of=[self.home]))

    def fill(self) -> dict[str, str]:
        """Write a word of its own into every field of every form, as one person; the fields, each with its word."""
        planted = {}
        for row in self.rows:
            address = f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"
            form = self.officer.get(address).context["adminform"].form
            changes = {}
            for name, field in form.fields.items():
                kind = type(field).__name__
                if name in {"colour", "second_colour"}:
                    changes[name] = planted[f"{row._meta.model_name}.{name}"] = "#123456"
                elif kind in {"CharField", "EmailField", "URLField", "RegexField"}:
                    word = f"{WORD}{len(planted):02}".translate(str.maketrans("0123456789", "abcdefghij"))
                    planted[f"{row._meta.model_name}.{name}"] = word
                    changes[name] = {
                        "EmailField": f"{word}@home.example",
                        "URLField": f"https://{word}.example/",
                    }.get(kind, f"{word} {{mailboxes}}" if name == "contact_template" else word)
            if row is self.home:
                changes |= {
                    "default_headings-TOTAL_FORMS": 1, "default_headings-0-section": "learning",
                    "default_headings-0-wording": f"{WORD}heading", "standing_texts-TOTAL_FORMS": 1,
                    "standing_texts-0-section": "purpose", "standing_texts-0-text": f"{WORD}standing",
                }  # fmt: skip
            answer = save(self.officer, address, **changes)
            assert answer.status_code == 302, faults_of(answer)
        return planted | {"default_heading": f"{WORD}heading", "standing_text": f"{WORD}standing"}

    def submit(self) -> None:
        texts_of = tuple(one.model for one in texts.KINDS.values())
        for row in self.rows:
            if isinstance(row, texts_of):
                address = f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/words/"
                page = self.officer.get(address)
                self.officer.post(address, {"verb": "submit", "digest": page.context["digest"]})

    def approve(self) -> None:
        for version in TextVersion.objects.filter(state="waiting"):
            model = texts.KINDS[version.kind].model._meta
            address = f"/admin/{model.app_label}/{model.model_name}/{version.thing}/words/"
            self.approver.post(address, {"verb": "approve", "version": version.number})


def everything_public(client, addresses: list[str]) -> str:
    """All that a walk of every public address brings home, headers too."""
    said = []
    for address in addresses:
        response = client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        said.append(f"{dict(response.headers)} {content.decode(errors='replace')}")
    return "\n".join(said).lower()


def found_by(client, word: str) -> bool:
    """Whether a search for a word brings up the published note."""
    page = PublicPage.objects.get()
    return page.get_absolute_url() in client.get("/learning/", {"q": word}).content.decode()


# What readers see of these lists once it is approved, and what only helps them to find.
SEEN = {
    "theme.description", "theme.synonyms", "partnership.name", "partnership.mailbox", "partnership.website",
    "partnership.second_colour",
}  # fmt: skip
LOOKED_FOR = {"theme.name", "theme.synonyms"}


@pytest.mark.django_db
def test_what_one_person_types_into_the_shared_lists_is_public_only_after_a_second_one_approved(client):
    world = World()
    planted, addresses = world.fill(), public_addresses()
    assert {"theme.description", "sector.name", "harmtype.name", "resource.title", "glossaryterm.expansion",
            "partnership.contact_template", "partnership.short_name"} <= set(planted)  # fmt: skip

    for step in (lambda: None, world.submit):
        step()
        cache.clear()
        said = everything_public(client, addresses)
        assert {field for field, word in planted.items() if word in said} == set()
        assert not [field for field in LOOKED_FOR if found_by(client, planted[field])]

    world.approve()

    with CaptureQueriesContext(connection) as queries:
        said = everything_public(client, addresses)
    asked = [one["sql"] for one in queries.captured_queries]  # the next request forgets them
    assert {field for field, word in planted.items() if word in said} - {"partnership.colour"} == SEEN
    assert [field for field in sorted(LOOKED_FOR) if found_by(client, planted[field])] == sorted(LOOKED_FOR)
    read: dict[str, set[str]] = {}
    for statement in asked:
        for table, column in re.findall(r'"((?:people|reviews)_\w+)"\."(\w+)"', statement):
            read.setdefault(table, set()).add(column)
        assert not re.search(r"(FROM|JOIN) (people|reviews)_", statement), "name the columns by their tables, in quotes"
    assert read == READ_FROM_THE_LISTS
