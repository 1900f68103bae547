"""Two windows on one draft: what was added in the other is kept, nothing typed is lost, nothing untouched changes."""

import pytest
from django.urls import reverse

from briefings.models import Part
from tests.screens import fields_on
from tests.worlds import a_learning_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(fernwick, asha):
    return a_learning_note(partnerships=[fernwick], by=asha)


def a_footnote(note, fields, *, mark, words):
    """The screen with one more footnote, at its end."""
    number = note.parts.count()
    row = {"id": "", "kind": "footnote", "position": "", "mark": mark, "body": words}
    more = {f"parts-{number}-{name}": value for name, value in row.items()}
    return {**fields, "parts-TOTAL_FORMS": [str(number + 1)], **more}


@pytest.fixture
def opened_before(client, asha, note):
    """A window on the note, opened before another one added a footnote with the mark 1."""
    client.force_login(asha)
    address = reverse("admin:briefings_briefing_change", args=[note.pk])
    opened = fields_on(client.get(address))
    yours = a_footnote(note, opened, mark="1", words="Typed here.")
    client.post(address, a_footnote(note, opened, mark="1", words="Added in another window."))
    return address, yours


def test_lines_that_a_browser_ends_in_its_own_way_are_no_change(client, asha, note):
    client.force_login(asha)
    address = reverse("admin:briefings_briefing_change", args=[note.pk])
    first = note.parts.order_by("position").first()
    Part.objects.filter(pk=first.pk).update(body="One.\n\nTwo.")
    opened = fields_on(client.get(address))

    client.post(address, {**opened, "parts-0-body": "One.\r\n\r\nTwo.", "summary": "A\r\n" + "b" * 298})

    first.refresh_from_db()
    note.refresh_from_db()
    assert first.body == "One.\n\nTwo."
    assert note.summary == "A\n" + "b" * 298


def test_footnote_with_the_mark_of_one_added_meanwhile_is_refused_with_its_words_kept(client, note, opened_before):
    address, yours = opened_before

    response = client.post(address, {**yours, "seen": "1"})

    assert "was added in another window. Give this one another mark" in response.content.decode()
    assert "Typed here." in response.content.decode()
    assert [part.body for part in Part.objects.filter(briefing=note, kind="footnote")] == ["Added in another window."]


def test_footnote_without_a_mark_gets_one_that_nobody_added_meanwhile(client, note, opened_before):
    address, yours = opened_before

    client.post(address, {**yours, f"parts-{len(list(note.parts.all())) - 1}-mark": "", "seen": "1"})

    marks = dict(Part.objects.filter(briefing=note, kind="footnote").values_list("body", "mark"))
    assert marks == {"Added in another window.": "1", "Typed here.": "2"}


def test_preview_of_such_a_screen_says_what_to_do(client, note, opened_before):
    _address, yours = opened_before

    answer = client.post(reverse("admin:briefings_briefing_preview", args=[note.pk]), yours).json()

    assert answer["saves"] is False
    assert "was added in another window" in answer["problems"][0]["message"]
