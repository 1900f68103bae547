"""The desk on the first staff page, and the history of a briefing."""

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings import publishing
from briefings.admin.desk import desk_for
from briefings.admin.wording import history_of
from briefings.models import Edit
from people.models import Person
from tests.assertions import text_of
from tests.worlds import a_learning_note, a_partnership, a_person, an_edition

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def piles_of(person) -> dict[str, list[str]]:
    """What lies where, by title, for a person as a new request would load them."""
    desk = desk_for(Person.objects.get(pk=person.pk))
    return {pile.slug: [item.title for item in pile.items] for pile in desk.piles if pile.items}


def test_desk_of_each_state_lies_in_the_right_pile_for_each_role(fernwick, asha, ben):
    a_learning_note(partnerships=[fernwick], by=asha, title="A draft")
    for state in ("awaiting_approval", "sent_back", "approved", "published", "out_of_date", "superseded", "withdrawn"):
        an_edition(state=state, partnerships=[fernwick], officer=asha, approvers=[ben], title=f"Is {state}")

    officer, approver = piles_of(asha), piles_of(ben)

    assert officer == {
        "sent-back": ["Is sent_back"],
        "drafts": ["A draft"],
        "waiting": ["Is awaiting_approval"],
        "approved": ["Is approved"],
        "published": ["Is superseded", "Is out_of_date", "Is published"],
    }
    assert approver == {
        "approve": ["Is awaiting_approval"],
        "approved": ["Is approved"],
        "published": ["Is superseded", "Is out_of_date", "Is published"],
    }


def test_desk_of_another_partnership_is_empty(fernwick, asha):
    marlow = a_partnership(slug="marlow")
    stranger = a_person(officer_of=[marlow], approver_of=[marlow])
    a_learning_note(partnerships=[fernwick], by=asha)
    for state in ("awaiting_approval", "sent_back", "approved", "published"):
        an_edition(state=state, partnerships=[fernwick], officer=asha)

    assert piles_of(stranger) == {}
    assert piles_of(a_person(is_superuser=True)) == {}


def test_desk_says_who_sent_it_back_and_why_until_it_is_submitted_again(fernwick, asha, ben):
    edition = an_edition(state="sent_back", partnerships=[fernwick], officer=asha, approvers=[ben])
    (before,) = [pile for pile in desk_for(asha).piles if pile.slug == "sent-back"]

    publishing.submit(briefing=edition.briefing, by=asha)

    assert before.items[0].says == "Ben Holt: Say what the health visitor knew."
    assert before.items[0].action == "Make changes"
    assert "sent-back" not in piles_of(asha)


def test_desk_shows_an_approver_nothing_they_submitted_or_wrote(fernwick):
    both = a_person(officer_of=[fernwick], approver_of=[fernwick])
    an_edition(state="awaiting_approval", partnerships=[fernwick], officer=both, title="My own")

    assert piles_of(both) == {"waiting": ["My own"]}


def test_desk_of_a_joint_review_waits_for_each_partnership_in_turn(fernwick, ben):
    marlow = a_partnership(slug="marlow")
    dilys = a_person(approver_of=[marlow])
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick, marlow], title="Joint")

    publishing.approve(edition=edition, by=ben)

    assert piles_of(ben) == {"waiting": ["Joint"]}
    assert piles_of(dilys) == {"approve": ["Joint"]}


def test_desk_lists_a_correction_being_written_beside_what_is_published(fernwick, asha):
    edition = an_edition(partnerships=[fernwick], officer=asha, title="Once published")
    Edit.objects.create(briefing=edition.briefing, by=asha, at=timezone.now())

    assert piles_of(asha) == {"drafts": ["Once published"], "published": ["Once published"]}


def test_desk_next_steps_lead_somewhere(client, fernwick, asha, ben):
    for state in ("awaiting_approval", "sent_back", "approved", "published"):
        an_edition(state=state, partnerships=[fernwick], officer=asha, approvers=[ben])

    for person in (asha, ben):
        client.force_login(person)
        for pile in desk_for(person).piles:
            for item in pile.items:
                for address in filter(None, (item.address, item.action_address)):
                    assert client.get(address).status_code == 200, address


def test_desk_asks_no_more_of_the_database_for_more_things(fernwick, asha, ben):
    for _ in range(2):
        an_edition(state="published", partnerships=[fernwick], officer=asha, approvers=[ben])
        a_learning_note(partnerships=[fernwick], by=asha)
    with CaptureQueriesContext(connection) as few:
        piles_of(asha)

    an_edition(state="published", partnerships=[fernwick], officer=asha, approvers=[ben])
    a_learning_note(partnerships=[fernwick], by=asha)
    with CaptureQueriesContext(connection) as more:
        piles_of(asha)

    assert len(more) == len(few)


def test_empty_desk_says_so_in_words(asha, ben):
    officer = text_of(render_to_string("admin/briefings/_desk.html", {"desk": desk_for(asha)}))
    approver = text_of(render_to_string("admin/briefings/_desk.html", {"desk": desk_for(ben)}))

    assert "You have no drafts." in officer
    assert "Nothing waits for you." in approver


def test_desk_offers_approving_to_nobody_who_cannot(fernwick):
    hana = a_person("hana", administrator_of=[fernwick])

    assert [pile.slug for pile in desk_for(hana).piles] == ["published"]


def test_first_staff_page_holds_the_desk(client, fernwick, asha, ben):
    an_edition(state="awaiting_approval", partnerships=[fernwick], officer=asha, title="Learning from Child Rowan")
    client.force_login(ben)

    says = text_of(client.get("/admin/").content)

    assert "Waiting for your approval" in says
    assert "Learning from Child Rowan" in says


def test_history_tells_who_did_what_and_why_newest_first(fernwick, asha, ben):
    edition = an_edition(state="sent_back", partnerships=[fernwick], officer=asha, approvers=[ben])
    edition = an_edition(briefing=edition.briefing, officer=asha, approvers=[ben])

    history = history_of(edition.briefing, ben)

    assert [(happening.what, happening.who, happening.why) for happening in history] == [
        ("Published", "Asha Reed", ""),
        (f"Approved for {fernwick}", "Ben Holt", ""),
        ("Submitted for approval", "Asha Reed", ""),
        ("Sent back", "Ben Holt", "Say what the health visitor knew."),
        ("Submitted for approval", "Asha Reed", ""),
    ]
    assert history[0].reference == edition.reference


def test_history_page_tells_it_to_those_who_may_know(client, fernwick, asha, ben):
    edition = an_edition(state="sent_back", partnerships=[fernwick], officer=asha, approvers=[ben])
    client.force_login(ben)

    says = text_of(client.get(f"/admin/briefings/briefing/{edition.briefing_id}/history/").content)

    assert "Sent back by Ben Holt" in says
    assert "Say what the health visitor knew." in says


def test_partnership_that_left_reads_only_what_became_of_its_own_editions(client, fernwick, asha, ben):
    left = a_partnership(slug="thornsea")
    tom = a_person("tom", approver_of=[left])
    note = a_learning_note(partnerships=[fernwick, left])
    joint = an_edition(state="sent_back", briefing=note, officer=asha, approvers=[ben, tom])
    for thing in (note.review, note):
        thing.partnership_links.get(partnership=left).delete()
    alone = an_edition(state="awaiting_approval", briefing=note, officer=asha, approvers=[ben])
    publishing.send_back(edition=alone, by=ben, reason="Only Fernwick may know this.")
    client.force_login(tom)

    says = text_of(client.get(f"/admin/briefings/edition/{joint.pk}/change/").content)

    assert "Say what the health visitor knew." in says
    assert "Only Fernwick may know this." not in says
    assert alone.reference not in says
    assert "The draft it was made from" not in says
