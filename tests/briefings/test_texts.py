"""Words that readers get outside any edition: submitted, approved by somebody else, taken down, restored."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from briefings.admin.texts import address_of
from briefings.models import PublicNotice, PublicTheme, TextEvent, TextVersion
from briefings.models.edition import State
from briefings.publishing import texts, withdraw
from briefings.publishing.texts import kind_of
from people.models import Partnership
from people.permissions import Refused
from reviews.models import GlossaryTerm, RecordEdit, Theme
from reviews.protection import protect
from tests.assertions import assert_page_says
from tests.briefings.public_rows import a_public_page
from tests.reviews.screens import faults_of, save
from tests.screens import signed_in
from tests.worlds import a_partnership, a_person, a_review, an_edition, approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return a_partnership(slug="home")


@pytest.fixture
def theme():
    a_public_page(themes=["Neglect"])
    theme = Theme.objects.create(slug="neglect", name="Neglect", description="Before.")
    approved(theme)
    return theme


@pytest.fixture
def asha(home):
    return a_person("asha", officer_of=[home])


@pytest.fixture
def ben(home):
    return a_person("ben", approver_of=[home])


def address_of_words(thing) -> str:
    return address_of(kind_of(thing).kind, thing.pk)


def words(theme) -> str:
    return address_of_words(theme)


def rewrite(theme, by, description: str) -> None:
    """Change the draft on its screen."""
    answer = save(signed_in(by), f"/admin/reviews/theme/{theme.pk}/change/", description=description)
    assert answer.status_code == 302, faults_of(answer)


def submit_on_screen(theme, by):
    client = signed_in(by)
    digest = client.get(words(theme)).context["digest"]
    return client.post(words(theme), {"verb": "submit", "digest": digest}, follow=True)


def test_theme_goes_from_draft_to_readers_and_back_on_its_screens(client, theme, asha, ben):
    rewrite(theme, asha, "After.")
    assert_page_says(signed_in(asha).get(words(theme)), "Version 1 is public; these changes have not been submitted")
    assert_page_says(submit_on_screen(theme, asha), "version 2 waits for a second person's approval")
    assert_page_says(client.get("/themes/neglect/"), "Before.")

    page = signed_in(ben).get("/admin/")
    assert words(theme) in page.content.decode()
    signed_in(ben).post(words(theme), {"verb": "approve", "version": 2})
    assert_page_says(client.get("/themes/neglect/"), "After.")

    signed_in(asha).post(words(theme), {"verb": "take_down", "version": 2, "reason": "It tells too much."})
    shown = client.get("/themes/neglect/").content.decode()
    assert "After." not in shown
    assert "Before." not in shown

    signed_in(asha).post(words(theme), {"verb": "restore", "version": 1})
    theme.refresh_from_db()
    assert theme.description == "Before."
    assert "Before." not in client.get("/themes/neglect/").content.decode()
    signed_in(ben).post(words(theme), {"verb": "approve", "version": 3})
    assert_page_says(client.get("/themes/neglect/"), "Before.")
    history = [one.verb for one in TextEvent.objects.filter(kind="theme", by__in=[asha, ben])]
    assert history == [
        f"{verb}_text" for verb in ("edit", "submit", "approve", "take_down", "restore", "submit", "approve")
    ]


def test_nobody_approves_what_they_wrote_and_only_those_who_may_approve(theme, home, asha, ben):
    both = a_person("both", officer_of=[home], approver_of=[home])
    rewrite(theme, both, "Half of it.")
    rewrite(theme, asha, "All of it.")
    submit_on_screen(theme, asha)
    version = TextVersion.objects.get(state="waiting")

    for person, why in (
        (asha, "role of administrator or approver"),
        (both, "you wrote part of it"),
        (a_person("reader", is_staff=False), "Sign in"),
    ):
        with pytest.raises(Refused, match=why):
            texts.approve(version, by=person)
        signed_in(person).post(words(theme), {"verb": "approve", "version": 2})

    assert PublicTheme.objects.get().description == "Before."
    assert texts.approve(version, by=ben).state == "public"


def test_whoever_edited_after_it_was_submitted_is_a_writer_of_the_next(theme, home, asha, ben):
    cara = a_person("cara", officer_of=[home], approver_of=[home])
    rewrite(theme, asha, "Second.")
    submit_on_screen(theme, asha)
    rewrite(theme, cara, "Third.")
    texts.approve(TextVersion.objects.get(state="waiting"), by=ben)

    submit_on_screen(theme, asha)

    assert {one.person for one in TextVersion.objects.get(number=3).writers.all()} == {cara}


def test_words_that_are_put_back_are_still_their_writers(theme, home, asha, ben):
    both = a_person("both", officer_of=[home], approver_of=[home])
    rewrite(theme, both, "What one person wanted.")
    submit_on_screen(theme, both)
    texts.send_back(TextVersion.objects.get(state="waiting"), by=ben, reason="Not this.")
    rewrite(theme, asha, "What two agreed on.")
    submit_on_screen(theme, asha)
    texts.approve(TextVersion.objects.get(state="waiting"), by=ben)

    signed_in(asha).post(words(theme), {"verb": "restore", "version": 2})
    for _ in range(2):  # as it was put back, and submitted again with a word more
        with pytest.raises(Refused, match="you wrote part of it"):
            texts.approve(TextVersion.objects.get(state="waiting"), by=both)
        rewrite(theme, asha, "What one person wanted. Much.")
        submit_on_screen(theme, asha)

    assert PublicTheme.objects.get().description == "What two agreed on."
    wrote = RecordEdit.objects.of([("reviews.theme", theme.pk, "description")]).values_list("by__username", flat=True)
    assert list(wrote).count("asha") == 3, "once where she put it back"


def test_words_that_were_taken_down_need_another_yes_than_their_writers(theme, home, asha, ben):
    both = a_person("both", officer_of=[home], approver_of=[home])
    rewrite(theme, both, "Taken down.")
    submit_on_screen(theme, both)
    texts.approve(TextVersion.objects.get(state="waiting"), by=ben)
    texts.take_down(TextVersion.objects.get(state="public"), by=ben, reason="It tells of somebody.")

    taken_down = TextVersion.objects.get(state="taken_down")

    for again, what in ((texts.submit, theme), (texts.restore, taken_down)):
        waiting = again(what, by=asha)
        with pytest.raises(Refused, match="you wrote part of it"):
            texts.approve(waiting, by=both)
        texts.send_back(waiting, by=ben, reason="Still not.")


def test_words_that_no_longer_fit_are_not_put_back_and_the_officer_is_told(home, asha, ben):
    term = GlossaryTerm.objects.create(abbreviation="MACE", expansion="Before")
    approved(term)
    GlossaryTerm.objects.filter(pk=term.pk).update(abbreviation="MACEM")
    approved(term)
    GlossaryTerm.objects.create(abbreviation="MACE", expansion="Another")
    Partnership.objects.filter(pk=home.pk).update(logo="logos/one.png", logo_alt="Home")
    home.refresh_from_db()
    approved(home)
    Partnership.objects.filter(pk=home.pk).update(logo="", logo_alt="")
    home.refresh_from_db()
    approved(home)
    administrator = a_person("administrator", administrator_of=[home])

    for thing, by, why in ((term, asha, "already exists"), (home, administrator, "Write the alt text of the logo")):
        page = signed_in(by).post(address_of_words(thing), {"verb": "restore", "version": 1})
        assert_page_says(page, "This cannot be restored as it was.", why)
        assert not TextVersion.objects.filter(state="waiting").exists()


TELLING = [
    ("Call Leanne on 07700 900123.", "telephone number"),
    ("What happened to Kestrelby.", "protected name"),
    ("NHS number 943 476 5919.", "NHS number"),
]


def test_words_that_give_somebody_away_are_stopped_before_a_second_person_sees_them(theme, asha):
    elsewhere = a_partnership()
    review, other = a_review(partnerships=[elsewhere]), a_person(officer_of=[elsewhere])
    protect(review=review, term="Kestrelby", kind="name", by=other)

    for said, why in TELLING:
        rewrite(theme, asha, said)
        page = submit_on_screen(theme, asha)
        assert_page_says(page, "This cannot be submitted yet.")
        assert why in page.content.decode()
        assert not TextVersion.objects.filter(state="waiting").exists(), said

    assert "Kestrelby" not in " ".join(one.message for one in page.context["problems"])


def test_name_protected_since_it_was_submitted_stops_approval(theme, home, asha, ben):
    rewrite(theme, asha, "What happened to Kestrelby.")
    submit_on_screen(theme, asha)
    protect(review=a_review(partnerships=[home]), term="Kestrelby", kind="name", by=asha)

    with pytest.raises(Refused, match="protected name"):
        texts.approve(TextVersion.objects.get(state="waiting"), by=ben)

    assert PublicTheme.objects.get().description == "Before."


def test_partnership_and_notice_are_for_their_own_people_alone(home, asha, ben):
    elsewhere = a_partnership(slug="elsewhere")
    cara = a_person("cara", approver_of=[elsewhere], administrator_of=[elsewhere])
    administrator = a_person("administrator", administrator_of=[home])
    own = f"/admin/people/partnership/{home.pk}/words/"
    edition = an_edition(partnerships=[home])
    withdraw(edition=edition, by=ben, outcome="error", reason="A street.", notice="We took this down.")
    notice = f"/admin/briefings/edition/{edition.pk}/notice/"
    texts.submit(home, by=administrator)
    versions = {one.kind: one for one in TextVersion.objects.filter(state="waiting")}

    for address in (own, notice):
        for method in ("get", "post"):
            assert getattr(signed_in(cara), method)(address).status_code in {403, 404}, address
    for version in versions.values():
        with pytest.raises(Refused, match="that needs the role of"):
            texts.approve(version, by=cara)
    with pytest.raises(Refused, match="that needs the role of"):
        texts.approve(versions["notice"], by=a_person("runs", is_superuser=True))
    assert signed_in(administrator).get(own).status_code == 200
    assert texts.approve(versions["partnership"], by=ben).state == "public"
    assert texts.approve(versions["notice"], by=administrator).state == "public"


def test_notice_is_read_only_once_a_second_person_approved_it(client, home, asha, ben):
    edition = an_edition(partnerships=[home], slug="gone")
    withdraw(edition=edition, by=ben, outcome="error", reason="A street.", notice="We took this down in March.")

    assert_page_says(client.get("/learning/gone/"), "The partnership that published it has taken it down.", status=410)
    assert "March" not in client.get("/learning/gone/").content.decode()
    with pytest.raises(Refused, match="you submitted it"):
        texts.approve(TextVersion.objects.get(kind="notice"), by=ben)

    approved(edition)

    assert_page_says(client.get("/learning/gone/"), "We took this down in March.", status=410)
    texts.take_down(TextVersion.objects.get(kind="notice"), by=asha, reason="It says when.")
    assert PublicNotice.objects.get().notice == ""


def test_notice_above_words_starts_as_the_standard_one(client, home, ben):
    edition = an_edition(partnerships=[home], slug="old")
    withdraw(edition=edition, by=ben, outcome="out_of_date", reason="Law.", notice="The Harbour Act has changed.")
    assert_page_says(client.get("/learning/old/"), "Parts of this are out of date.")

    approved(edition)

    assert_page_says(client.get("/learning/old/"), "The Harbour Act has changed.")


def test_notice_that_comes_too_late_has_no_place(home, asha, ben):
    edition = an_edition(partnerships=[home], officer=asha, approvers=[ben])
    withdraw(edition=edition, by=ben, outcome="error", reason="A street.", notice="We took this down.")
    an_edition(briefing=edition.briefing, officer=asha, approvers=[ben], change_note="Without the street.")

    with pytest.raises(Refused, match="Something newer stands at this address"):
        approved(edition)

    assert edition.briefing.editions.get(state=State.PUBLISHED)


def test_deleted_abbreviation_is_gone_from_the_search(client):
    term = GlossaryTerm.objects.create(abbreviation="MACE", expansion="Multi-agency child exploitation meeting")
    approved(term)
    runs = signed_in(a_person("runs", is_superuser=True))

    runs.post(f"/admin/reviews/glossaryterm/{term.pk}/delete/", {"post": "yes"})

    assert not GlossaryTerm.objects.exists()
    assert TextVersion.objects.get().state == "taken_down"


def in_the_database(statement: str, values=()) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_database_lets_no_unapproved_words_before_the_public(theme, asha, ben):
    rewrite(theme, asha, "After.")
    submit_on_screen(theme, asha)
    now, waiting = timezone.now(), TextVersion.objects.get(state="waiting")
    TextVersion.objects.filter(state="public").update(state="superseded", ended_at=now, ended_by=ben)
    to_public = "UPDATE briefings_textversion SET state = 'public', approved_at = %s, approved_by_id = %s WHERE id = %s"
    a_theme = (
        "INSERT INTO briefings_publictheme (thing, slug, name, synonyms, description) VALUES (99, %s, 'N', '', '')"
    )
    refused = [
        (a_theme, ["other"]),
        ("UPDATE briefings_publictheme SET description = 'Other.' WHERE description <> %s", ["Other."]),
        ("INSERT INTO briefings_publicnotice (slug, notice, title, publishers, moved_to, withdrawn_at) "
         "VALUES ('s', 'Nobody approved this.', '', '[]', '', %s)", [now]),
        (to_public, [now, asha.pk, waiting.pk]),
        (to_public, [now, a_person("nobody").pk, waiting.pk]),
        ("UPDATE briefings_textversion SET digest = 'other' WHERE id = %s", [waiting.pk]),
        ("UPDATE briefings_textversion SET state = 'waiting' WHERE state = %s", ["superseded"]),
        ("DELETE FROM briefings_textversion WHERE id = %s", [waiting.pk]),
    ]  # fmt: skip

    for statement, values in refused:
        with pytest.raises(DatabaseError):
            in_the_database(statement, values)
    in_the_database(to_public, [now, ben.pk, waiting.pk])
    with pytest.raises(DatabaseError):
        TextVersion.objects.create(
            kind="theme", thing=5, number=1, words={}, digest="0", state="public", submitted_at=now, submitted_by=asha,
            approved_at=now, approved_by=ben,
        )  # fmt: skip
