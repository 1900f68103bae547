"""The rules of a partnership: its administrators keep them, everybody who works for it reads them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from briefings.checklist.advice import ADVICE
from reviews.models import AllowedName, AvoidedWord, Resource, StoppingAdvice
from tests.assertions import assert_page_says
from tests.reviews.screens import as_shown, faults_of, save
from tests.screens import signed_in
from tests.worlds import a_person

pytestmark = pytest.mark.django_db


def place(model, verb, *args):
    return reverse(f"admin:reviews_{model._meta.model_name}_{verb}", args=args)


def adding(model, partnership):
    words = {
        AvoidedWord: {"words": "frequent caller", "instead": "a person who rang often"},
        AllowedName: {"name": "Hale and Oak", "why": "authors of a study"},
        StoppingAdvice: {"code": "details-together"},
    }[model]
    return {**words, "partnership": partnership.pk if partnership else ""}


MODELS = [AvoidedWord, AllowedName, StoppingAdvice]


@pytest.mark.parametrize("model", MODELS)
def test_an_administrator_adds_and_takes_away_for_their_own(home, model):
    client = signed_in(a_person(administrator_of=[home]))

    client.post(place(model, "add"), adding(model, home))
    row = model.objects.get(partnership=home)
    assert client.get(place(model, "change", row.pk)).status_code == 200
    client.post(place(model, "delete", row.pk), {"post": "yes"})

    assert not model.objects.exists()


@pytest.mark.parametrize("model", MODELS)
def test_an_administrator_can_add_nothing_for_others_or_for_all(home, elsewhere, model):
    client = signed_in(a_person(administrator_of=[home]))

    for partnership in (elsewhere, None):
        page = client.post(place(model, "add"), adding(model, partnership))
        assert "partnership" in faults_of(page)

    assert not model.objects.exists()


@pytest.mark.parametrize("model", [AvoidedWord, AllowedName])
def test_whoever_runs_the_site_adds_for_all(model):
    client = signed_in(a_person(is_superuser=True))

    client.post(place(model, "add"), adding(model, None))

    assert model.objects.get().partnership is None


@pytest.mark.parametrize("model", [AvoidedWord, AllowedName])
def test_what_holds_for_all_is_read_by_everybody_and_changed_by_who_runs_the_site(home, model):
    row = model.objects.create(**{**adding(model, None), "partnership": None})
    client = signed_in(a_person(administrator_of=[home]))

    assert_page_says(client.get(place(model, "changelist")), "every partnership")
    assert client.get(place(model, "change", row.pk)).status_code == 200
    assert client.post(place(model, "change", row.pk), adding(model, home)).status_code == 403
    assert client.post(place(model, "delete", row.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", [AvoidedWord, AllowedName])
def test_whoever_runs_the_site_reads_what_holds_for_a_partnership_and_changes_none_of_it(home, model):
    row = model.objects.create(**{**adding(model, home), "partnership": home})
    client = signed_in(a_person(is_superuser=True))

    assert client.get(place(model, "change", row.pk)).status_code == 200
    assert client.post(place(model, "change", row.pk), adding(model, None)).status_code == 403
    assert client.post(place(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert "partnership" in faults_of(client.post(place(model, "add"), adding(model, home)))


def test_whoever_runs_the_site_decides_for_nobody_what_stops(home):
    client = signed_in(a_person(is_superuser=True))

    assert client.get(place(StoppingAdvice, "add")).status_code == 403


@pytest.mark.parametrize("model", MODELS)
def test_an_officer_reads_what_holds_for_their_partnership(home, elsewhere, model):
    model.objects.create(**{**adding(model, home), "partnership": home})
    other = model.objects.create(**{**adding(model, elsewhere), "partnership": elsewhere})
    client = signed_in(a_person(officer_of=[home]))

    page = client.get(place(model, "changelist"))

    assert_page_says(page, str(home))
    assert str(elsewhere) not in page.content.decode()
    assert client.get(place(model, "add")).status_code == 403
    assert client.get(place(model, "change", other.pk)).status_code == 302  # as one that is not there


@pytest.mark.parametrize("model", MODELS)
def test_somebody_without_a_role_sees_none_of_them(model):
    assert signed_in(a_person()).get(place(model, "changelist")).status_code == 403


def test_what_can_be_made_to_stop_is_chosen_in_words(home):
    client = signed_in(a_person(administrator_of=[home]))

    page = client.get(place(StoppingAdvice, "add"))
    wrong = client.post(place(StoppingAdvice, "add"), {"code": "protected-term", "partnership": home.pk})

    assert_page_says(page, ADVICE["details-together"])
    assert "code" in faults_of(wrong)


def test_the_same_twice_is_refused_in_words(home):
    client = signed_in(a_person(administrator_of=[home]))
    client.post(place(AvoidedWord, "add"), adding(AvoidedWord, home))

    page = client.post(place(AvoidedWord, "add"), adding(AvoidedWord, home) | {"words": "Frequent CALLER"})

    assert "already" in faults_of(page)


def test_a_mended_address_is_looked_at_anew(home):
    resource = Resource.objects.create(
        slug="guide", title="Guide", address="https://guide.example/old", link_state="gone", link_note="No page.",
        link_checked_at=timezone.now(),
    )  # fmt: skip
    client, screen = signed_in(a_person(officer_of=[home])), place(Resource, "change", resource.pk)

    assert_page_says(client.get(screen), "No page, on")
    save(client, screen, title="The guide")
    resource.refresh_from_db()
    assert resource.link_state == "gone"

    client.post(screen, as_shown(client.get(screen)) | {"address": "https://guide.example/new"})
    resource.refresh_from_db()
    assert (resource.link_state, resource.link_note, resource.link_checked_at) == ("unchecked", "", None)
