"""Saving while somebody writes: the ordinary save, asked for by the script, and how its officer goes on after it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from briefings.models import Edition, Part
from tests.screens import fields_on
from tests.worlds import a_learning_note, a_partnership, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]

QUIETLY = {"Accept": "application/json"}


@pytest.fixture
def note(fernwick, asha):
    return a_learning_note(partnerships=[fernwick], by=asha)


@pytest.fixture
def address(note):
    return reverse("admin:briefings_briefing_change", args=[note.pk])


@pytest.fixture
def screen(client, asha, address):
    """What stands on the writing screen that Asha has open."""
    client.force_login(asha)
    return fields_on(client.get(address))


def with_rows(note, screen, *rows):
    """The screen with rows added at its end, the way the script adds them."""
    start = int(screen["parts-TOTAL_FORMS"][0]) - 1  # the script takes the empty row away
    fields = {**screen, "parts-TOTAL_FORMS": [str(start + len(rows))]}
    for number, row in enumerate(rows, start=start):
        given = {"id": "", "kind": "point", "position": str(number + 1), **row}
        fields |= {f"parts-{number}-{name}": [value] for name, value in given.items()}
    return fields


def test_words_are_saved_and_the_screen_is_told_when(client, note, address, screen):
    answer = client.post(address, {**screen, "title": "Learning from Rowan"}, headers=QUIETLY)

    note.refresh_from_db()
    assert note.title == "Learning from Rowan"
    assert re.fullmatch(r"Saved at \d\d:\d\d", answer.json()["says"])
    assert answer.json()["revision"] == note.revision
    assert answer.json()["parts"] == [part.pk for part in note.parts.order_by("position")]
    assert "no-store" in answer["Cache-Control"]
    assert not Edition.objects.exists()
    assert "messagelist" not in client.get(address).content.decode()  # messages would pile up for the next page


def test_rows_that_are_new_on_the_screen_are_saved_once_however_often(client, note, address, screen):
    before = note.parts.count()
    fields = with_rows(note, screen, {"body": "First."}, {"body": "Second."})
    number = before
    told = client.post(address, fields, headers=QUIETLY).json()
    # the first is moved to the top and the second is written on, on the same screen
    fields |= {
        "revision": str(told["revision"]),
        **{f"parts-{n}-id": str(pk) for n, pk in enumerate(told["parts"])},
        **{f"parts-{n}-position": str(n + 2) for n in range(before)},
        f"parts-{number}-position": "1",
        f"parts-{number + 1}-body": "Second, and more.",
    }

    told = client.post(address, fields, headers=QUIETLY).json()

    bodies = [part.body for part in note.parts.order_by("position")]
    assert len(bodies) == before + 2
    assert (bodies[0], bodies[-1]) == ("First.", "Second, and more.")
    assert told["parts"] == [part.pk for part in note.parts.order_by("position")]


def test_part_that_was_removed_quietly_comes_back_when_it_is_put_back(client, note, address, screen):
    words = note.parts.order_by("position").last().body
    last = note.parts.count() - 1
    told = client.post(address, {**screen, f"parts-{last}-DELETE": "on"}, headers=QUIETLY).json()
    gone = note.parts.count()

    client.post(address, {**screen, "revision": str(told["revision"])}, headers=QUIETLY)

    assert (gone, note.parts.count()) == (last, last + 1)
    assert note.parts.order_by("position").last().body == words


def test_picture_goes_to_its_own_part_when_rows_are_numbered_anew(client, note, address, screen, a_picture):
    before = note.parts.count()
    fields = with_rows(note, screen, {"kind": "point", "body": ""}, {"kind": "figure", "alt_text": "A stair."})
    fields[f"parts-{before}-DELETE"] = ["on"]
    told = client.post(address, fields, headers=QUIETLY).json()
    fields |= {"revision": str(told["revision"]), f"parts-{before + 1}-id": str(told["parts"][-1])}
    fields |= {f"parts-{before + 1}-picture": a_picture}

    client.post(address, fields)

    (figure,) = Part.objects.filter(briefing=note, kind="figure")
    assert figure.picture


@pytest.fixture
def a_picture():
    """A small picture, as somebody chooses it."""
    import io

    from PIL import Image

    data = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(data, "PNG")
    return SimpleUploadedFile("stair.png", data.getvalue(), content_type="image/png")


def test_draft_that_somebody_else_saved_is_left_as_it_is(client, note, address, screen):
    client.post(address, {**screen, "title": "Theirs"})

    answer = client.post(address, {**screen, "title": "Mine"}, headers=QUIETLY)

    note.refresh_from_db()
    assert note.title == "Theirs"
    assert (answer.status_code, list(answer.json())) == (409, ["says"])
    assert answer.json()["says"] == "Not saved. Somebody else saved this draft: press Save to see more."


def test_screen_with_something_wrong_is_not_saved_and_nothing_of_it_is_told(client, note, address, screen):
    answer = client.post(address, {**screen, "summary": "x" * 301, "title": "Mine"}, headers=QUIETLY)

    note.refresh_from_db()
    assert note.title != "Mine"
    assert answer.status_code == 409
    assert answer.json() == {"says": "Not saved. Something has to be corrected first: press Save to see more."}


def test_nobody_else_saves_quietly_either(client, note, address, screen):
    client.force_login(a_person("cara", officer_of=[a_partnership()]))

    answer = client.post(address, {**screen, "title": "Mine"}, headers=QUIETLY)

    note.refresh_from_db()
    assert (answer.status_code, note.title) == (404, screen["title"][0])


@pytest.mark.parametrize(
    ("at", "place"), [("part-12", "#part-12"), ("title", "#title"), ("", ""), ("//evil.example", ""), ("part-1\n", "")]
)
def test_whoever_presses_save_is_led_back_to_where_they_were(client, address, screen, at, place):
    answer = client.post(address, {**screen, "at": at})

    assert answer["Location"] == address + place
