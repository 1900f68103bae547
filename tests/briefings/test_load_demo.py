"""The invented demo: complete, and safe to load again."""

from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction

from briefings import publishing
from briefings.demo import files, loading, logos
from briefings.models import Briefing, Edition, Part, PublicNotice, PublicPage
from briefings.models.edition import State
from people.models import Partnership, Person, Role
from people.permissions import may
from people.sign_in.backends import person_called
from reviews.models import Review
from tests.assertions import (
    assert_one_a4_page,
    assert_page_says,
    assert_refused,
    assert_tagged,
    text_of_pdf,
)

# Loading takes seconds: every test of this file on one worker, so that it is done once.
pytestmark = pytest.mark.xdist_group("demo")

FULL_NOTES = ("edith", "fern", "linnet", "marian", "turning-eighteen")
PARTNERSHIPS = [row["slug"] for row in files.listed("partnerships")]


def load() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    """The demo, loaded once for this file and taken away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(_loaded, db):
    """The demo, for a test that may change it: each test's changes go away with it."""


def assert_little_is_advised(edition: Edition) -> None:
    """Good writing is not nagged: a checklist that advises on everything is read by nobody."""
    assert [one["message"] for one in edition.problems if one["stops"]] == []
    assert len(edition.problems) < 5, [one["message"] for one in edition.problems]


def signs_in(name: str, password: str) -> Person | None:
    """Who this name and password are of, as the page for signing in asks it."""
    return authenticate(person=person_called(name), password=password)


def counts() -> dict[str, int]:
    labels = ("people", "reviews", "briefings")
    return {m.__name__: m.objects.count() for label in labels for m in apps.get_app_config(label).get_models()}


def test_load_demo_again_makes_nothing_twice(demo):
    before = counts()

    load()

    assert counts() == before
    assert before["Partnership"] == 3
    assert before["Review"] == 6


def test_load_demo_again_leaves_what_an_officer_changed(demo):
    Partnership.objects.filter(slug="thornsea").update(contact_template="Ring us, or write to {mailboxes}.")
    Part.objects.filter(briefing__slug="tamsin-and-jory", kind="section").update(heading="Changed by an officer")
    Person.objects.filter(username="officer.thornsea").update(password=make_password("another password"))

    load()

    assert Partnership.objects.get(slug="thornsea").contact_template == "Ring us, or write to {mailboxes}."
    headings = Part.objects.filter(briefing__slug="tamsin-and-jory", kind="section").values_list("heading", flat=True)
    assert set(headings) == {"Changed by an officer"}
    assert signs_in("officer.thornsea", "another password")


def test_load_demo_brings_back_what_was_removed(demo):
    Briefing.objects.get(slug="was-not-brought").delete()

    load()

    assert Briefing.objects.get(slug="was-not-brought").parts.exists()


def test_load_demo_says_where_to_go_and_how_to_sign_in(demo):
    said = load()

    assert f"{settings.PUBLIC_ADDRESS}/admin/" in said
    assert loading.PASSWORD in said
    for slug in PARTNERSHIPS:
        assert f"officer.{slug}" in said
        assert f"approver.{slug}" in said


def test_every_published_note_is_one_page_at_eleven_points_or_more(demo):
    editions = Edition.objects.public().filter(briefing__format="learning-note").select_related("sheet")

    assert len(editions) >= 5
    for edition in editions:
        assert_one_a4_page(bytes(edition.sheet.pdf))
        assert edition.type_size_pt >= 11, edition.title


def test_published_sheets_are_tagged_and_titled(demo):
    edition = Edition.objects.get(briefing__slug="fern", state=State.PUBLISHED)

    assert_tagged(bytes(edition.sheet.pdf), title=edition.title)


@pytest.mark.parametrize("slug", FULL_NOTES)
def test_full_notes_are_as_long_as_real_ones(demo, slug):
    parts = Briefing.objects.get(slug=slug).parts
    edition = Edition.objects.filter(briefing__slug=slug).first()

    assert 350 <= edition.words <= 440
    assert 6 <= parts.filter(kind="point").count() <= 8
    assert parts.filter(kind="question").count() == 4
    assert_little_is_advised(edition)


def test_demo_shows_every_state_that_matters(demo):
    notes = Edition.objects.filter(briefing__format="learning-note")
    states = {(edition.briefing.slug, edition.state) for edition in notes}

    assert {
        ("fern", State.PUBLISHED), ("edith", State.PUBLISHED), ("turning-eighteen", State.PUBLISHED),
        ("linnet", State.PUBLISHED), ("linnet", State.SUPERSEDED), ("marian", State.AWAITING_APPROVAL),
        ("fern-for-schools", State.SENT_BACK), ("home-fire-safety", State.WITHDRAWN),
        ("seeing-babies-on-screen", State.OUT_OF_DATE),
    } == states  # fmt: skip
    assert Briefing.objects.filter(is_topic=True, editions=None).exists()


def test_report_has_every_kind_of_part_and_is_published(client, demo):
    page = PublicPage.objects.get(format="full-report")
    parts = Briefing.objects.get(slug=page.slug).parts

    assert 2400 <= page.words <= 3500
    assert set(parts.values_list("kind", flat=True)) == set(Part.Kind.values) - {Part.Kind.GUIDANCE}
    assert set(parts.exclude(level=None).values_list("level", flat=True)) == {1, 2, 3}
    assert set(parts.filter(kind="question").values_list("asked_of", flat=True)) == {"review", "partnership"}
    assert_little_is_advised(Edition.objects.get(briefing__slug=page.slug))
    assert client.get(f"/media/{page.pictures.get().name}").status_code == 200


@pytest.mark.parametrize(
    "slug", ["linnet-for-practitioners", "turning-eighteen-in-practice", "edith-in-seven-minutes",
             "asking-the-next-question"]
)  # fmt: skip
def test_other_formats_are_published_within_their_pages_and_without_a_problem(demo, slug):
    edition = Edition.objects.public().get(briefing__slug=slug)
    rules = edition.briefing.rules

    assert_little_is_advised(edition)
    assert rules.words[0] <= edition.words <= rules.words[1]
    assert rules.pages.least <= edition.pages <= (rules.pages.most or edition.pages)
    assert_tagged(bytes(edition.sheet.pdf), title=edition.title)


def test_every_block_of_the_learning_page_is_a_hand_out(client, demo):
    page = PublicPage.objects.get(format="learning-page")

    assert page.blocks.count() >= 6
    for block in page.blocks.all():
        assert_page_says(client.get(f"{page.get_absolute_url()}{block.label}/"), block.title, page.title)


def test_topic_briefing_says_nowhere_that_it_comes_from_a_review(demo):
    topic = Briefing.objects.get(slug="asking-the-next-question")
    sheet = bytes(Edition.objects.public().get(briefing=topic).sheet.pdf)

    assert topic.is_topic
    page = PublicPage.objects.get(slug=topic.slug)
    assert "review" not in f"{page.title} {page.summary} {page.html}".lower()
    assert page.review_slug == ""
    assert not page.facets.filter(kind="review_type").exists()
    assert "review" not in text_of_pdf(sheet).lower()


def test_reviews_are_of_six_types_and_one_has_no_subject(demo):
    assert len(set(Review.objects.values_list("review_type", flat=True))) == 6
    assert Review.objects.filter(subjects=None).count() == 1
    assert Review.objects.filter(protected_terms=None).count() == 0


def test_joint_note_is_approved_by_a_person_of_each_partnership(demo):
    edition = Edition.objects.get(briefing__slug="fern", state=State.PUBLISHED)

    approvals = [(approval.partnership.slug, approval.by.username) for approval in edition.approvals.all()]

    assert sorted(approvals) == [("merrowdale", "approver.merrowdale"), ("thornsea", "approver.thornsea")]


def test_second_edition_says_what_changed(client, demo):
    page = PublicPage.objects.get(slug="linnet")

    assert page.number == 2
    assert "on the same day" in page.change_note
    assert_page_says(client.get(page.get_absolute_url()), "on the same day")


def test_withdrawn_note_has_left_the_public(client, demo):
    assert not PublicPage.objects.filter(slug="home-fire-safety").exists()
    assert PublicNotice.objects.filter(slug="home-fire-safety").exists()
    assert client.get("/learning/home-fire-safety/").status_code == 410


def test_draft_on_hold_that_is_too_long_is_refused_for_both(demo):
    briefing = Briefing.objects.get(slug="tamsin-and-jory")

    with assert_refused("hold", "Cut about") as refusal:
        publishing.submit(briefing=briefing, by=Person.objects.get(username="officer.thornsea"))

    assert {problem.code for problem in refusal.value.problems} == {"on-hold", "too-long"}


@pytest.mark.parametrize("slug", PARTNERSHIPS)
@pytest.mark.parametrize("role", Role.values)
def test_each_partnership_has_its_accounts(demo, slug, role):
    person = signs_in(f"{role}.{slug}", loading.PASSWORD)

    assert person.is_staff
    assert not person.is_superuser
    assert person.roles == {Partnership.objects.get(slug=slug).pk: frozenset({role})}


def test_reader_may_see_nothing_of_the_staff(demo):
    reader = signs_in(loading.READER, loading.PASSWORD)

    assert not reader.is_staff
    assert not may(reader, "see", Briefing.objects.get(slug="marian"))


def test_site_administrator_runs_the_site(demo):
    assert signs_in(loading.SITE_ADMINISTRATOR, loading.PASSWORD).is_superuser


def test_logos_are_pictures_with_words(demo):
    for partnership in Partnership.objects.filter(slug__in=PARTNERSHIPS):
        with partnership.logo.open() as file:
            assert file.read(4) == b"\x89PNG"
        assert partnership.logo_alt
        partnership.full_clean()


def test_logo_is_drawn_the_same_each_time():
    one, two = (logos.logo("leaf", ["A", "B"], colour="#123456", second_colour="#654321").read() for _ in range(2))

    assert one == two
