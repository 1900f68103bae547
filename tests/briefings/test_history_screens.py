"""The timeline and its notes, two wordings side by side, words put back, and the record of events as a file."""

import csv
import io

import pytest
from django.urls import reverse

from briefings import document as documents
from briefings.drafting.compose import compose
from briefings.models import Edit, Event, PublicPage, State
from briefings.publishing.restoring import restore, restore_part
from people.permissions import Refused
from tests.worlds import a_learning_note, a_partnership, a_person, an_edition

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def edition(fernwick, asha):
    """Published words, and a draft that says something else now."""
    edition = an_edition(state=State.PUBLISHED, partnerships=[fernwick], officer=asha, by=asha)
    note = edition.briefing
    first = note.parts.filter(kind="point").first()
    first.body = "Ask about every adult who cares for a baby, and come back to it."
    first.save()
    note.parts.filter(kind="question").last().delete()
    note.title = "Another title"
    note.save()
    return edition


def address(name, *arguments):
    return reverse(f"admin:briefings_briefing_{name}", args=arguments)


def same_words(one, other):
    """Everything two Documents say; places in the list of parts count anew after a part was taken out."""
    return documents.to_data(one) == {**documents.to_data(other), "worded_on": documents.to_data(one)["worded_on"]}


def test_person_of_another_partnership_finds_nothing(client, edition):
    client.force_login(a_person(officer_of=[a_partnership()], approver_of=[a_partnership()]))
    pk = edition.briefing_id

    answers = [
        client.get(address("timeline", pk)), client.post(address("timeline", pk), {"text": "Hello."}),
        client.get(address("compare", pk)), client.post(address("restore", pk, edition.pk)),
        client.get(address("restore", pk, edition.pk)),
    ]  # fmt: skip

    assert {answer.status_code for answer in answers} == {404}
    assert not Event.objects.filter(verb__in=["note", "restore"]).exists()


def test_note_is_on_the_record_with_its_writer(client, edition, asha):
    client.force_login(asha)

    client.post(address("timeline", edition.briefing_id), {"text": "Rang the school: half term matters."})

    event = Event.objects.get(verb="note")
    assert (event.by, event.reason) == (asha, "Rang the school: half term matters.")
    assert "Rang the school" in client.get(address("timeline", edition.briefing_id)).content.decode()


def test_empty_or_endless_note_is_refused_with_what_was_typed(client, edition, asha):
    client.force_login(asha)

    empty = client.post(address("timeline", edition.briefing_id), {"text": "  "})
    endless = client.post(address("timeline", edition.briefing_id), {"text": "word " * 500})

    assert empty.status_code == endless.status_code == 200
    assert "word word" in endless.content.decode()
    assert not Event.objects.filter(verb="note").exists()


def test_compare_shows_what_changed_between_edition_and_draft(client, edition, asha):
    client.force_login(asha)

    page = client.get(address("compare", edition.briefing_id)).content.decode()

    assert "Learning point: changed" in page
    assert "Question: taken out" in page
    assert "[put in: </span>come" in page
    assert "Title: changed" in page


def test_compare_with_an_edition_of_another_briefing_finds_nothing(client, edition, asha, fernwick):
    other = an_edition(state=State.AWAITING_APPROVAL, partnerships=[fernwick], officer=asha)
    client.force_login(asha)

    response = client.get(address("compare", edition.briefing_id), {"before": other.pk})

    assert response.status_code == 404


def test_restoring_everything_gives_the_words_of_the_edition_again(edition, asha):
    restore(briefing=edition.briefing, edition=edition, by=asha)

    edition.briefing.refresh_from_db()
    assert same_words(compose(edition.briefing), documents.from_data(edition.content))
    assert PublicPage.objects.get().title == edition.title


def test_whoever_restores_has_written_and_readers_of_an_open_draft_are_told(edition, fernwick):
    cara, revision = a_person(officer_of=[fernwick]), edition.briefing.revision

    restore(briefing=edition.briefing, edition=edition, by=cara)

    edition.briefing.refresh_from_db()
    assert Edit.objects.filter(briefing=edition.briefing, by=cara).exists()
    assert edition.briefing.revision == revision + 1
    assert Event.objects.get(verb="restore").by == cara


def test_one_part_is_put_back_in_place_of_what_it_became(edition, asha):
    frozen = documents.from_data(edition.content)
    point = frozen.sections[1].pieces[0].points[0]

    restore_part(briefing=edition.briefing, edition=edition, position=point.position, by=asha)

    bodies = list(edition.briefing.parts.filter(kind="point").values_list("body", flat=True))
    assert bodies[0] == point.body
    assert len(bodies) == len(frozen.sections[1].pieces[0].points)


def test_part_that_was_taken_out_comes_back_where_it_stood(edition, asha):
    question = documents.from_data(edition.content).sections[2].pieces[0].questions[-1]

    restore_part(briefing=edition.briefing, edition=edition, position=question.position, by=asha)

    assert edition.briefing.parts.last().body == question.body
    positions = list(edition.briefing.parts.values_list("position", flat=True))
    assert len(positions) == len(set(positions))


@pytest.mark.parametrize("role", ["approver", "administrator"])
def test_restoring_is_for_officers(client, edition, fernwick, role):
    client.force_login(a_person(**{f"{role}_of": [fernwick]}))
    before = list(edition.briefing.parts.values_list("body", flat=True))

    response = client.post(address("restore", edition.briefing_id, edition.pk))

    assert response.status_code == 403
    assert list(edition.briefing.parts.values_list("body", flat=True)) == before


def test_words_are_not_carried_from_one_briefing_to_another(edition, fernwick, asha):
    other = a_learning_note(partnerships=[fernwick])

    with pytest.raises(Refused, match="an edition of this briefing"):
        restore(briefing=other, edition=edition, by=asha)


def test_part_that_never_was_is_refused(edition, asha):
    with pytest.raises(Refused, match="none at this place"):
        restore_part(briefing=edition.briefing, edition=edition, position=999, by=asha)


def test_record_of_events_holds_own_briefings_only_and_no_formula(client, edition, asha):
    an_edition(state=State.AWAITING_APPROVAL)
    client.force_login(asha)
    client.post(address("timeline", edition.briefing_id), {"text": "=HYPERLINK(1)"})

    response = client.get(reverse("admin:briefings_events"))

    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert {row["Address"] for row in rows} == {edition.briefing.get_absolute_url()}
    assert [row["What"] for row in rows] == ["Submitted for approval", "Approved", "Published", "Note left"]
    assert rows[-1]["Why"] == "'=HYPERLINK(1)"
    assert "no-store" in response["Cache-Control"]


def test_stranger_gets_no_record_of_events(client, edition):
    client.force_login(a_person())

    assert client.get(reverse("admin:briefings_events")).status_code == 404
