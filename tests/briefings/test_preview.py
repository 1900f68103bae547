"""The preview: the screen as it stands, shown as saving would give it, and nothing left behind."""

import json

import pytest
from django.apps import apps
from django.core import serializers
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from briefings.admin.writing import preview
from briefings.models import Briefing
from tests.assertions import text_of_pdf
from tests.screens import fields_on
from tests.worlds import a_learning_note, a_partnership, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _no_previews_counted_yet():
    cache.clear()


@pytest.fixture
def note(fernwick, asha):
    return a_learning_note(partnerships=[fernwick], by=asha)


@pytest.fixture
def place(note):
    return reverse("admin:briefings_briefing_preview", args=[note.pk])


@pytest.fixture
def screen(client, asha, note):
    client.force_login(asha)
    return fields_on(client.get(reverse("admin:briefings_briefing_change", args=[note.pk])))


def every_row():
    """Every row of the record and of the word, as text."""
    models = [*apps.get_app_config("reviews").get_models(), *apps.get_app_config("briefings").get_models()]
    return {model.__name__: serializers.serialize("json", model.objects.order_by("pk")) for model in models}


# ---- refusals


def test_preview_of_another_partnership_does_not_exist(client, place, screen):
    client.force_login(a_person(officer_of=[a_partnership()]))

    assert client.get(place).status_code == 404
    assert client.post(place, screen).status_code == 404


def test_preview_asks_a_stranger_to_sign_in(client, place):
    assert client.post(place).url.startswith(reverse("admin:login"))


def test_preview_of_typed_words_is_refused_to_somebody_who_may_only_read(client, place, screen, fernwick):
    client.force_login(a_person(approver_of=[fernwick]))

    response = client.post(place, screen)

    assert response.status_code == 403
    assert "officer" in response.json()["message"]


def test_preview_without_the_form_token_is_refused(place, asha):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(asha)

    assert careful.post(place, {"title": "x"}).status_code == 403


def test_preview_of_too_much_gets_a_message(client, place, screen, monkeypatch):
    monkeypatch.setattr(preview, "LONGEST", 100)

    response = client.post(place, screen)

    assert response.status_code == 413
    assert "too long to preview" in response.json()["message"]


def test_preview_too_often_gets_a_message(client, place, screen, monkeypatch):
    monkeypatch.setattr(preview, "MOST_A_MINUTE", 0)

    response = client.post(place, screen)

    assert response.status_code == 429
    assert "for a minute" in response.json()["message"]


# ---- what it shows


def test_preview_shows_typed_words_and_how_they_fit(client, place, screen):
    answer = client.post(place, {**screen, "parts-2-body": "Knock at the second door."}).json()

    assert "Knock at the second door." in answer["page"]
    assert answer["fit"].startswith("Fits one page at ")
    assert (answer["pages"], answer["problems"]) == (1, [])
    assert answer["words"] > 100


def test_preview_leaves_the_database_as_it_was(client, place, screen):
    before = every_row()
    screen["parts-TOTAL_FORMS"] = ["12"]
    typed = {
        "title": "Another title",
        "parts-3-DELETE": "on",
        "parts-11-id": "",
        "parts-11-kind": "point",
        "parts-11-body": "A new point.",
    }

    response = client.post(place, {**screen, **typed})

    assert "A new point." in response.json()["page"]
    assert every_row() == before


def test_problem_points_to_the_row_by_its_place_on_the_screen(client, place, screen):
    answer = client.post(place, {**screen, "parts-0-body": "See [the guide](resource:not-there)."}).json()

    assert {"part-1"} == {p["where"] for p in answer["problems"] if p["code"] == "resource-unknown"}


def test_preview_of_what_cannot_be_saved_says_what_and_where(client, place, screen):
    before = every_row()

    answer = client.post(place, {**screen, "slug": "not an address!"}).json()

    assert answer["saves"] is False
    assert [problem["where"] for problem in answer["problems"]] == ["slug"]
    assert every_row() == before


@pytest.mark.parametrize(
    "hostile",
    ["> " * 400 + "deep", "- x\n" * 5000, "word " * 20_000, "a" * 5000, "e" + "\u0301" * 5000],
    ids=["nested", "long-list", "too-many-words", "long-word", "marks"],
)
def test_preview_of_hostile_words_gives_a_message_and_the_site_goes_on(client, place, screen, hostile):
    answer = client.post(place, {**screen, "parts-0-body": hostile}).json()

    assert [problem["where"] for problem in answer["problems"] if problem["stops"]] == ["part-1"]
    assert client.post(place, screen).json()["problems"] == []


@pytest.mark.parametrize("name", ["preview", "preview_sheet"])
def test_saved_hostile_words_can_still_be_looked_at_and_mended(client, asha, note, name):
    note.parts.filter(position=1).update(body="> " * 400 + "deep")
    client.force_login(asha)

    response = client.get(reverse(f"admin:briefings_briefing_{name}", args=[note.pk]), follow=True)
    framed = client.get(reverse("admin:briefings_briefing_preview", args=[note.pk]), {"frame": 1})
    screen = client.get(reverse("admin:briefings_briefing_change", args=[note.pk]))

    assert "#part-1" in response.content.decode()
    assert "nested too deeply" in framed.content.decode()
    assert screen.status_code == 200


def test_preview_carries_no_script_of_a_writer(client, place, screen):
    body = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"

    page = client.post(place, {**screen, "parts-0-body": body}).json()["page"]

    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript:' not in page


def test_newer_words_of_somebody_else_do_not_stop_a_preview(client, note, place, screen):
    Briefing.objects.filter(pk=note.pk).update(revision=7)

    assert client.post(place, screen).json()["saves"] is True


# ---- the saved draft


def test_saved_draft_is_shown_with_its_checklist_and_a_banner(client, asha, note, place):
    client.force_login(asha)

    page = client.get(place).content.decode()

    assert "Nobody outside your partnership can see it." in page
    assert "Fits one page at " in page


def test_only_the_frame_may_be_framed_and_only_by_this_site(client, asha, place):
    client.force_login(asha)

    whole, framed = client.get(place), client.get(place, {"frame": 1})

    assert "frame-ancestors 'none'" in whole["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert (whole["X-Frame-Options"], framed["X-Frame-Options"]) == ("DENY", "SAMEORIGIN")


@pytest.mark.parametrize("query", ["", "?frame=1"])
def test_preview_is_kept_by_no_cache_and_listed_by_no_search_engine(client, asha, place, query):
    client.force_login(asha)

    response = client.get(place + query)

    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_pdf_preview_is_the_sheet_of_the_saved_draft(client, asha, note):
    client.force_login(asha)

    response = client.get(reverse("admin:briefings_briefing_preview_sheet", args=[note.pk]))

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="preview.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert "Ask about every adult who cares for a baby" in text_of_pdf(response.content)
    assert "Draft" not in text_of_pdf(response.content)


def test_live_answer_is_kept_by_no_cache(client, place, screen):
    response = client.post(place, screen)

    assert "no-store" in response["Cache-Control"]
    assert json.loads(response.content)["language"] == "en-GB"
