"""The steps on the staff screens: what they show, whom they let through, what they do and refuse."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from briefings import publishing
from briefings.models import Approval, Edition, Event, Part, PublicPage
from briefings.models.edition import State
from tests.assertions import assert_page_says, text_of
from tests.screens import signed_in
from tests.worlds import a_learning_note, a_partnership, a_person, an_edition

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WITHDRAW = {"outcome": "error", "reason": "A street was named.", "notice": "", "replaced_by": ""}


def step(edition, verb: str) -> str:
    return reverse(f"admin:briefings_edition_{verb}", args=[edition.pk])


def submit_step(briefing) -> str:
    return reverse("admin:briefings_briefing_submit", args=[briefing.pk])


def screen(edition) -> str:
    return reverse("admin:briefings_edition_change", args=[edition.pk])


def buttons_on(response) -> list[str]:
    return re.findall(r'<a class="step__go step__go--(\w+)"', response.content.decode())


def everything() -> tuple:
    """All that a step could change."""
    editions = Edition.objects.order_by("pk").values_list("pk", "state", "number", "outcome")
    return (list(editions), Event.objects.count(), Approval.objects.count(), PublicPage.objects.count())


@pytest.mark.parametrize(
    ("state", "officer_sees", "approver_sees"),
    [
        (State.AWAITING_APPROVAL, ["send_back"], ["approve", "send_back"]),
        (State.APPROVED, ["publish", "schedule", "send_back"], ["publish", "schedule", "send_back"]),
        (
            State.SCHEDULED,
            ["publish", "schedule", "cancel_schedule", "send_back"],
            ["publish", "schedule", "cancel_schedule", "send_back"],
        ),
        (State.PUBLISHED, ["withdraw"], ["withdraw", "withdraw_in_emergency"]),
        (State.OUT_OF_DATE, ["withdraw"], ["withdraw", "withdraw_in_emergency"]),
        (State.SENT_BACK, [], []),
        (State.SUPERSEDED, [], []),
        (State.WITHDRAWN, [], []),
    ],
)
def test_buttons_for_each_state_and_role_are_those_that_work(
    state, officer_sees, approver_sees, fernwick, asha, ben, cara
):
    edition = an_edition(state=state, partnerships=[fernwick], officer=asha, approvers=[ben])
    another_approver = a_person(approver_of=[fernwick])
    administrator = a_person(administrator_of=[fernwick])

    screens = {
        person: signed_in(person).get(screen(edition)) for person in (asha, another_approver, administrator, cara)
    }

    assert buttons_on(screens[asha]) == officer_sees
    assert buttons_on(screens[another_approver]) == approver_sees
    assert buttons_on(screens[administrator]) == []
    assert screens[cara].status_code == 404


def test_edition_screen_says_who_may_not_approve_and_why(fernwick, ben):
    both = a_person(officer_of=[fernwick], approver_of=[fernwick])
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick], officer=both)

    response = signed_in(both).get(screen(edition))

    assert "you submitted it" in text_of(response.content)
    assert "approve" not in buttons_on(response)


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        ("approve", State.AWAITING_APPROVAL),
        ("send_back", State.AWAITING_APPROVAL),
        ("publish", State.APPROVED),
        ("schedule", State.APPROVED),
        ("cancel_schedule", State.SCHEDULED),
        ("withdraw", State.PUBLISHED),
    ],
)
def test_opening_a_step_shows_the_words_and_changes_nothing(verb, state, fernwick, ben):
    edition = an_edition(state=state, partnerships=[fernwick])
    before = everything()

    response = signed_in(ben).get(step(edition, verb))

    says = text_of(response.content)
    assert response.status_code == 200
    assert edition.title in says
    assert edition.reference in says
    assert "1 page" in says
    assert f"{edition.type_size_pt:g} pt" in says
    assert f'src="/admin/briefings/edition/{edition.pk}/page/" sandbox=""' in response.content.decode()
    assert f'href="/admin/briefings/edition/{edition.pk}/sheet.pdf"' in response.content.decode()
    assert everything() == before


def test_each_step_done_by_its_button_moves_the_edition(fernwick, asha, ben):
    briefing = a_learning_note(partnerships=[fernwick], by=asha)
    asha_at, ben_at = signed_in(asha), signed_in(ben)

    submitted = asha_at.post(submit_step(briefing), {})
    edition = briefing.editions.get()
    approved = ben_at.post(step(edition, "approve"), {}, follow=True)
    published = asha_at.post(step(edition, "publish"), {}, follow=True)
    withdrawn = ben_at.post(step(edition, "withdraw"), WITHDRAW, follow=True)

    assert submitted["Location"] == screen(edition)
    assert "Every partnership has agreed" in text_of(approved.content)
    assert f"Everybody can read it at {briefing.get_absolute_url()}" in text_of(published.content)
    assert "The words are gone" in text_of(withdrawn.content)
    assert list(briefing.events.values_list("verb", "by__username")) == [
        ("submit", "asha"),
        ("approve", "ben"),
        ("publish", "asha"),
        ("withdraw", "ben"),
    ]


def test_send_back_without_a_reason_is_refused_and_says_what_to_write(fernwick, ben):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick])
    before = everything()

    response = signed_in(ben).post(step(edition, "send_back"), {"reason": "  "})

    assert "Say what needs to change" in text_of(response.content)
    assert everything() == before


def test_sent_back_reason_reaches_the_history(fernwick, ben):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick])

    response = signed_in(ben).post(step(edition, "send_back"), {"reason": "Point 2 names a ward."}, follow=True)

    assert "Point 2 names a ward." in text_of(response.content)


def test_withdraw_says_what_readers_will_see_and_needs_a_choice_and_a_reason(fernwick, ben):
    edition = an_edition(partnerships=[fernwick])
    before = everything()
    client = signed_in(ben)

    shown = text_of(client.get(step(edition, "withdraw")).content)
    refused = text_of(client.post(step(edition, "withdraw"), {"notice": "Gone."}).content)

    assert "say only that a briefing was taken down" in shown
    assert "is redirected to the other one" in shown
    assert "stay where they are, under your notice" in shown
    assert "Choose why it comes down" in refused
    assert "Say why it is withdrawn" in refused
    assert everything() == before


def test_words_typed_survive_a_refusal(fernwick, ben):
    edition = an_edition(partnerships=[fernwick])
    typed = {
        "outcome": "replaced",
        "reason": "A fuller note was written.",
        "notice": "See the newer note.",
        "replaced_by": "/learning/nowhere/",
    }
    before = everything()

    page = signed_in(ben).post(step(edition, "withdraw"), typed).content.decode()

    assert "is not the address of another published briefing" in text_of(page)
    assert "A fuller note was written." in page
    assert "See the newer note." in page
    assert 'value="/learning/nowhere/"' in page
    assert re.search(r'value="replaced"[^>]*checked', page)
    assert everything() == before


def test_withdraw_takes_the_address_that_replaces_it_as_copied(fernwick, ben):
    old, new = an_edition(partnerships=[fernwick]), an_edition(partnerships=[fernwick], slug="newer")
    typed = {**WITHDRAW, "outcome": "replaced", "replaced_by": "http://testserver/learning/newer/newer.pdf"}

    signed_in(ben).post(step(old, "withdraw"), typed)

    old.refresh_from_db()
    assert (old.state, old.replaced_by) == (State.WITHDRAWN, new.briefing.slug)


def test_withdraw_of_what_is_out_of_date_already_does_not_offer_that_again(fernwick, ben):
    edition = an_edition(state="out_of_date", partnerships=[fernwick])

    page = signed_in(ben).get(step(edition, "withdraw")).content.decode()

    assert re.findall(r'name="outcome" value="(\w+)"', page) == ["error", "replaced", "on_request"]


def test_step_somebody_else_did_first_says_so(fernwick, asha, ben):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick], officer=asha)
    publishing.send_back(edition=edition, by=asha, reason="A slip in point 1.")
    before = everything()

    opened = signed_in(ben).get(step(edition, "approve"), follow=True)
    pressed = signed_in(ben).post(step(edition, "approve"), {})

    assert "Nothing was done: this is sent back now" in text_of(opened.content)
    assert "This edition is sent back" in text_of(pressed.content)
    assert everything() == before


def test_double_click_approves_once_and_says_so(fernwick, ben):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick])
    client = signed_in(ben)
    client.post(step(edition, "approve"), {})

    again = client.post(step(edition, "approve"), {})

    assert "You have approved this already" in text_of(again.content)
    assert '<form class="decision' not in again.content.decode()
    assert edition.approvals.count() == 1


def test_joint_approval_asks_for_which_partnership_and_needs_another_person_for_the_other(fernwick, marlow):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick, marlow])
    both, other = a_person(approver_of=[fernwick, marlow]), a_person(approver_of=[marlow], first_name="Dilys")
    client = signed_in(both)

    shown = client.get(step(edition, "approve"))
    unchosen = client.post(step(edition, "approve"), {})
    chosen = client.post(step(edition, "approve"), {"partnership": str(fernwick.pk)}, follow=True)
    again = client.get(step(edition, "approve"))
    last = signed_in(other).get(step(edition, "approve"))

    assert 'type="radio" name="partnership"' in shown.content.decode()
    assert "Choose the partnership you approve for" in text_of(unchosen.content)
    assert f"It still needs {marlow}" in text_of(chosen.content)
    assert again.status_code == 403
    assert "You have approved this already" in text_of(again.content)
    assert f"Approve for {marlow.short_name}" in text_of(last.content)
    assert list(edition.approvals.values_list("partnership__slug", "by")) == [("fernwick", both.pk)]


def test_approve_names_who_is_asked_next_in_a_joint_review(fernwick, marlow, ben):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick, marlow])
    a_person(approver_of=[marlow], first_name="Dilys", last_name="Penn")

    says = text_of(signed_in(ben).get(step(edition, "approve")).content)

    assert f"It then still needs: {marlow}:" in says
    assert "Dilys Penn" in says


def test_submit_shows_the_words_who_is_asked_and_changes_nothing(fernwick, asha, ben):
    briefing = a_learning_note(partnerships=[fernwick], by=asha)
    before = everything()

    response = signed_in(asha).get(submit_step(briefing))

    says = text_of(response.content)
    assert "Learning from Child Rowan" in says
    assert "Ben Holt" in says
    assert "1 page" in says
    assert everything() == before


def test_submit_names_no_approver_who_wrote_the_words(fernwick, asha, ben):
    briefing = a_learning_note(partnerships=[fernwick], by=ben)

    says = text_of(signed_in(asha).get(submit_step(briefing)).content)

    assert "Ben Holt" not in says
    assert "nobody can approve it yet" in says


def test_submit_with_problems_lists_them_with_links_and_offers_no_button(fernwick, asha):
    briefing = a_learning_note(partnerships=[fernwick], by=asha, points=[])
    client = signed_in(asha)
    before = everything()

    shown = client.get(submit_step(briefing))
    pressed = client.post(submit_step(briefing), {})

    section = briefing.parts.get(section="learning")
    link = f'href="/admin/briefings/briefing/{briefing.pk}/change/#part-{section.position}"'
    assert "To submit this, you need to" in text_of(shown.content)
    assert link in shown.content.decode()
    assert '<form class="decision' not in shown.content.decode()
    assert link in pressed.content.decode()
    assert everything() == before


def test_submit_of_a_note_too_long_says_how_much_to_cut(fernwick, asha):
    points = ["Ask about every adult who cares for a baby and write down what you were told and by whom. " * 4] * 9
    briefing = a_learning_note(partnerships=[fernwick], by=asha, points=points)

    says = text_of(signed_in(asha).get(submit_step(briefing)).content)

    assert re.search(r"Cut about \d+ lines \(roughly \d+ words\)", says)


def test_submit_of_a_draft_that_changed_since_it_was_read_is_refused_then_goes_through(fernwick, asha):
    briefing = a_learning_note(partnerships=[fernwick], by=asha)
    client = signed_in(asha)
    opened = client.get(submit_step(briefing)).content.decode()
    reading = re.search(r'name="reading" value="(\w+)"', opened)[1]
    Part.objects.filter(briefing=briefing, kind="question", position=7).update(body="How do you hear a child’s voice?")

    refused = client.post(submit_step(briefing), {"reading": reading}).content.decode()
    again = re.search(r'name="reading" value="(\w+)"', refused)[1]
    accepted = client.post(submit_step(briefing), {"reading": again})

    assert "has changed since you opened this page" in text_of(refused)
    assert accepted.status_code == 302
    assert "hear a child" in briefing.editions.get().text


def test_submit_of_a_correction_asks_what_changed(fernwick, asha):
    shown = an_edition(partnerships=[fernwick], officer=asha)
    client = signed_in(asha)
    address = submit_step(shown.briefing)

    refused = client.post(address, {"change_note": "Added the helpline.", "is_major": ""}).content.decode()
    client.post(address, {"change_note": "Added the helpline.", "is_major": "minor"})

    newest = shown.briefing.editions.get(state=State.AWAITING_APPROVAL)
    assert "Choose how much changed" in text_of(refused)
    assert "Added the helpline." in refused
    assert (newest.change_note, newest.is_major) == ("Added the helpline.", False)


def test_submit_after_a_withdrawal_asks_what_changed_and_goes_through(fernwick, asha):
    gone = an_edition(state="withdrawn", partnerships=[fernwick], officer=asha)
    address = submit_step(gone.briefing)

    response = signed_in(asha).post(address, {"change_note": "The street is no longer named.", "is_major": "major"})

    assert response.status_code == 302
    assert gone.briefing.editions.get(state=State.AWAITING_APPROVAL).change_note == "The street is no longer named."


def test_submit_twice_gives_one_edition_and_a_message(fernwick, asha):
    briefing = a_learning_note(partnerships=[fernwick], by=asha)
    client = signed_in(asha)
    client.post(submit_step(briefing), {})

    again = client.post(submit_step(briefing), {})
    opened = client.get(submit_step(briefing), follow=True)

    assert "awaiting approval already" in text_of(again.content)
    assert "Only one can be open at a time" in text_of(opened.content)
    assert briefing.editions.count() == 1


def test_step_without_its_role_is_closed_with_the_reason(fernwick, asha, ben):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick])
    before = everything()

    for verb, person in (("approve", asha), ("approve", a_person(administrator_of=[fernwick]))):
        for response in (
            signed_in(person).get(step(edition, verb)),
            signed_in(person).post(step(edition, verb), {}),
        ):
            assert response.status_code == 403
            assert "needs the role of approver" in text_of(response.content)
            assert '<form class="decision' not in response.content.decode()
    assert everything() == before


def test_step_without_its_token_is_refused(fernwick, ben):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick])
    client = Client(enforce_csrf_checks=True)
    client.force_login(ben)

    response = client.post(step(edition, "approve"), {})

    assert response.status_code == 403
    assert not edition.approvals.exists()


def test_approver_sees_the_advice_that_stood_at_submission(fernwick, ben):
    questions = ["How do you find out who lives with a baby?"]
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick], questions=questions)

    says = text_of(signed_in(ben).get(step(edition, "approve")).content)

    assert "Advice when it was submitted" in says
    assert "readers expect 3 or more" in says


def test_submitting_words_beyond_what_can_be_laid_out_leads_back_with_what_to_do(client):
    partnership = a_partnership()
    note = a_learning_note(partnerships=[partnership])
    note.parts.filter(kind="point").update(body="> " * 200 + "deep")
    client.force_login(a_person(officer_of=[partnership]))

    answer = client.get(f"/admin/briefings/briefing/{note.pk}/submit/", follow=True)

    assert_page_says(answer, "Make this text flatter")
    assert not note.editions.exists()
