"""The verbs: refusals first, then what each one does."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings.admin.steps.offered import steps_for
from briefings.document import digest, from_data
from briefings.models import (
    Approval,
    BriefingPartnership,
    Edit,
    Edition,
    EditionBlock,
    EditionPicture,
    Event,
    PublicNotice,
    PublicPage,
    State,
    TextVersion,
)
from briefings.publishing import (
    approve,
    cancel_schedule,
    confirm_withdrawal,
    publish,
    schedule,
    send_back,
    submit,
    withdraw,
    withdraw_in_emergency,
)
from briefings.publishing.verbs import OF_EDITIONS
from people.models import OutgoingEmail
from people.permissions import Refused
from reviews.models import Hold, ReviewPartnership
from reviews.protection import protect
from tests.worlds import a_learning_note, a_partnership, a_person, a_review, an_edition

pytestmark = pytest.mark.django_db

DOING = {
    "send_back": lambda edition, by: send_back(edition=edition, by=by, reason="Say more."),
    "approve": lambda edition, by: approve(edition=edition, by=by),
    "schedule": lambda edition, by: schedule(edition=edition, by=by, at=timezone.now() + timedelta(days=3)),
    "cancel_schedule": lambda edition, by: cancel_schedule(edition=edition, by=by),
    "publish": lambda edition, by: publish(edition=edition, by=by),
    "withdraw": lambda edition, by: withdraw(edition=edition, by=by, outcome="error", reason="A name."),
    "withdraw_in_emergency": lambda edition, by: withdraw_in_emergency(edition=edition, by=by, reason="A name."),
    "confirm_withdrawal": lambda edition, by: confirm_withdrawal(edition=edition, by=by, was_right=True),
}
# where one stands who may do it, for those who may not
STARTS = {"publish": State.APPROVED, "schedule": State.APPROVED, "cancel_schedule": State.SCHEDULED,
          "withdraw": State.PUBLISHED, "withdraw_in_emergency": State.PUBLISHED, "confirm_withdrawal": State.WITHDRAWN,
          "send_back": State.AWAITING_APPROVAL, "approve": State.AWAITING_APPROVAL}  # fmt: skip


@pytest.fixture
def note(fernwick, asha):
    return a_learning_note(partnerships=[fernwick], by=asha)


def as_stored(briefing):
    return (
        list(
            Edition.objects.filter(briefing=briefing)
            .order_by("pk")
            .values("pk", "state", "number", "digest", "publish_at", "outcome", "is_emergency")
        ),
        Event.objects.filter(briefing=briefing).count(),
        list(PublicPage.objects.values("slug", "etag", "html")),
        list(PublicNotice.objects.values("slug")),
        OutgoingEmail.objects.count(),
    )


@pytest.mark.parametrize("state", State)
def test_a_verb_from_a_state_that_does_not_allow_it_is_refused_and_nothing_changes(state, fernwick):
    officer = a_person(officer_of=[fernwick])
    approvers = [a_person(approver_of=[fernwick])]
    edition = an_edition(state=state, partnerships=[fernwick], officer=officer, approvers=approvers)
    by = a_person(officer_of=[fernwick], approver_of=[fernwick], administrator_of=[fernwick])
    before = as_stored(edition.briefing)

    assert DOING.keys() == {one.name for one in OF_EDITIONS}
    for verb in (one.name for one in OF_EDITIONS if state not in one.starts_from):
        with pytest.raises(Refused) as refusal:
            DOING[verb](edition, by)

        assert as_stored(edition.briefing) == before, verb
        assert "approved this already" in str(refusal.value) or state.label.lower() in str(refusal.value)


@pytest.mark.parametrize("verb", DOING)
def test_nobody_from_outside_can_do_anything(verb, fernwick):
    edition = an_edition(state=STARTS[verb], partnerships=[fernwick])
    other = a_partnership()
    outsiders = [
        a_person(),
        a_person(approver_of=[fernwick], officer_of=[fernwick], is_staff=False),
        a_person(approver_of=[other], officer_of=[other]),
        a_person(approver_of=[fernwick], officer_of=[fernwick], is_active=False),
    ]
    before = as_stored(edition.briefing)

    for person in outsiders:
        with pytest.raises(Refused):
            DOING[verb](edition, person)

    assert as_stored(edition.briefing) == before


def test_site_administrator_has_no_part_in_approving(fernwick):
    edition = an_edition(state=State.AWAITING_APPROVAL, partnerships=[fernwick])
    administrator = a_person(is_superuser=True)

    with pytest.raises(Refused, match="role of approver"):
        approve(edition=edition, by=administrator)


def test_an_approver_cannot_submit_nor_an_officer_approve(note, asha, ben):
    with pytest.raises(Refused, match="role of officer"):
        submit(briefing=note, by=ben)
    edition = submit(briefing=note, by=asha)
    with pytest.raises(Refused, match="role of approver"):
        approve(edition=edition, by=asha)


def test_nobody_approves_what_they_submitted(fernwick, note):
    both = a_person(officer_of=[fernwick], approver_of=[fernwick])
    edition = submit(briefing=note, by=both)

    with pytest.raises(Refused, match="you submitted it"):
        approve(edition=edition, by=both)


def test_nobody_approves_what_they_wrote_even_in_a_round_that_was_sent_back(fernwick, note, asha, ben):
    writer = a_person(officer_of=[fernwick], approver_of=[fernwick])
    Edit.objects.create(briefing=note, by=writer, at=timezone.now())
    first = submit(briefing=note, by=asha)
    send_back(edition=first, by=ben, reason="Shorter, please.")
    second = submit(briefing=note, by=asha)

    with pytest.raises(Refused, match="you wrote part of it"):
        approve(edition=second, by=writer)


def test_a_draft_that_is_not_ready_is_refused_with_its_problems(note, asha):
    note.parts.filter(kind="question").delete()

    with pytest.raises(Refused, match="Write the questions") as refusal:
        submit(briefing=note, by=asha)

    assert [problem.code for problem in refusal.value.problems] == ["section-empty"]
    assert not note.editions.exists()


def test_a_note_a_third_too_long_is_refused_with_the_count_to_cut(fernwick, asha):
    note = a_learning_note(partnerships=[fernwick], story=["The family moved and services lost touch. " * 12] * 8)

    with pytest.raises(Refused, match=r"Cut about \d+ lines \(roughly \d+ words\)"):
        submit(briefing=note, by=asha)


def test_a_second_round_is_refused_while_one_is_open(note, asha):
    submit(briefing=note, by=asha)

    with pytest.raises(Refused, match="awaiting approval already"):
        submit(briefing=note, by=asha)


def test_a_partnership_that_joins_a_review_later_is_asked_before_anything_more_is_published(note, asha, ben):
    edition = approve(edition=submit(briefing=note, by=asha), by=ben)
    joining = a_partnership(name="Tidewick Partnership")
    ReviewPartnership.objects.create(review=note.review, partnership=joining, position=9)

    with pytest.raises(Refused, match="Add Tidewick Partnership"):
        publish(edition=edition, by=asha)

    assert not PublicPage.objects.exists()


def test_a_hold_stops_submission_and_publication(note, asha, ben):
    edition = approve(edition=submit(briefing=note, by=asha), by=ben)
    Hold.objects.create(
        review=note.review, kind="coroner", reason="the inquest is not over", placed_by=ben, placed_at=timezone.now()
    )

    with pytest.raises(Refused, match="the inquest is not over"):
        publish(edition=edition, by=asha)
    send_back(edition=edition, by=asha, reason="Hold.")
    with pytest.raises(Refused, match="the inquest is not over"):
        submit(briefing=note, by=asha)
    assert not PublicPage.objects.exists()


def test_a_name_protected_after_approval_stops_publication(note, asha, ben):
    edition = approve(edition=submit(briefing=note, by=asha), by=ben)
    protect(review=note.review, term="Rowan", kind="name", by=asha)

    with pytest.raises(Refused, match="protected name") as refusal:
        publish(edition=edition, by=asha)

    assert "Rowan" not in str(refusal.value)


def test_a_name_in_the_change_note_stops_submission_and_publication(note, asha, ben):
    publish(edition=approve(edition=submit(briefing=note, by=asha), by=ben), by=asha)
    edition = approve(edition=submit(briefing=note, by=asha, change_note="Took out what Kestrel said."), by=ben)
    protect(review=note.review, term="Kestrel", kind="name", by=asha)

    with pytest.raises(Refused, match="change note"):
        publish(edition=edition, by=asha)
    send_back(edition=edition, by=ben, reason="A name.")
    with pytest.raises(Refused, match="change note"):
        submit(briefing=note, by=asha, change_note="Took out what Kestrel said.")

    assert "Kestrel" not in PublicPage.objects.get().change_note


@pytest.mark.parametrize("moved", ["to no review", "to another review"])
def test_a_draft_moved_from_its_review_does_not_free_what_was_frozen_from_it(note, asha, ben, moved):
    edition = approve(edition=submit(briefing=note, by=asha), by=ben)
    Hold.objects.create(review=note.review, kind="coroner", reason="Inquest.", placed_by=ben, placed_at=timezone.now())
    note.review = None if moved == "to no review" else a_review(partnerships=note.partnerships_in_order())
    note.is_topic = note.review is None
    note.save()

    with pytest.raises(Refused, match="another review"):
        publish(edition=edition, by=asha)

    assert not PublicPage.objects.exists()


def test_a_picture_that_came_after_approval_stops_publication(note, asha, ben):
    edition = approve(edition=submit(briefing=note, by=asha), by=ben)
    EditionPicture.objects.create(edition=edition, name="figures/late.png", data=b"dots", sha256="0" * 64)

    with pytest.raises(Refused, match="pictures are not the ones"):
        publish(edition=edition, by=asha)

    assert not PublicPage.objects.exists()


def test_a_hand_out_that_came_after_approval_stops_publication(note, asha, ben):
    edition = approve(edition=submit(briefing=note, by=asha), by=ben)
    EditionBlock.objects.create(edition=edition, label="block-9", title="Hand-out", html="<p>Late.</p>")

    with pytest.raises(Refused, match="handouts are not the ones"):
        publish(edition=edition, by=asha)

    assert not PublicPage.objects.exists()


def test_a_change_note_longer_than_can_be_kept_is_refused_in_words(note, asha):
    with pytest.raises(Refused, match="Shorten the change note"):
        submit(briefing=note, by=asha, change_note="x" * 301)


def test_publishing_locks_the_review_before_it_looks_for_holds_and_names(note, asha, ben):
    edition = approve(edition=submit(briefing=note, by=asha), by=ben)

    with CaptureQueriesContext(connection) as asked:
        publish(edition=edition, by=asha)

    def places(*words):
        return [place for place, query in enumerate(asked) if all(word in query["sql"] for word in words)]

    locking = ["FOR UPDATE"] if connection.features.has_select_for_update else []
    lock = places('FROM "reviews_review" WHERE', *locking)[-1]
    assert lock < places('FROM "reviews_hold"')[0] < places('FROM "reviews_protectedphrase"')[0]


def test_submit_freezes_document_page_and_sheet_of_one_page(note, asha):
    edition = submit(briefing=note, by=asha)

    document = from_data(edition.content)
    assert edition.state == State.AWAITING_APPROVAL
    assert digest(document) == edition.digest
    assert edition.reference in f"{edition.digest[:4]}-{edition.digest[4:8]}".upper()
    assert edition.pages == 1
    assert edition.type_size_pt >= 11
    assert bytes(edition.sheet.pdf).startswith(b"%PDF")
    assert "nine months old" in edition.page_html
    assert list(edition.events.values_list("verb", "by_name")) == [("submit", "Asha Reed")]


def test_changing_the_draft_does_not_change_what_was_submitted(note, asha, ben):
    edition = submit(briefing=note, by=asha)
    note.parts.filter(kind="point").update(body="Something else.")
    edition = publish(edition=approve(edition=edition, by=ben), by=asha)

    page = PublicPage.objects.get(slug=note.slug)

    assert "Something else" not in page.html
    assert bytes(page.sheet.pdf) == bytes(edition.sheet.pdf)
    assert page.html == edition.page_html


def test_joint_edition_needs_each_partnership_and_a_person_for_each():
    one, two = a_partnership(), a_partnership()
    officer = a_person(officer_of=[one])
    of_both = a_person(approver_of=[one, two])
    of_two = a_person(approver_of=[two])
    edition = submit(briefing=a_learning_note(partnerships=[one, two]), by=officer)

    with pytest.raises(Refused, match="for which partnership"):
        approve(edition=edition, by=of_both)
    edition = approve(edition=edition, by=of_both, partnership=one)
    assert edition.state == State.AWAITING_APPROVAL
    assert edition.approvals_wanted() == [two]
    with pytest.raises(Refused, match="a person of its own"):
        approve(edition=edition, by=of_both, partnership=two)
    with pytest.raises(Refused, match="awaiting approval, so it cannot be published"):
        publish(edition=edition, by=officer)
    edition = approve(edition=edition, by=of_two)

    assert edition.state == State.APPROVED
    assert list(edition.approvals.values_list("partnership", "by")) == [(one.pk, of_both.pk), (two.pk, of_two.pk)]


def test_partnerships_that_sign_are_those_of_submission(note, asha):
    edition = submit(briefing=note, by=asha)
    BriefingPartnership.objects.create(briefing=note, partnership=a_partnership(), position=2)

    assert edition.partnerships_concerned() != note.partnerships_concerned()
    assert len(edition.approvals_wanted()) == 1


def test_publish_supersedes_and_numbers_and_keeps_the_first_date(note, asha, ben):
    first = publish(edition=approve(edition=submit(briefing=note, by=asha), by=ben), by=asha)
    first_page = PublicPage.objects.get()
    note.parts.filter(kind="point").update(body="A clearer point.")

    with pytest.raises(Refused, match="change note"):
        submit(briefing=note, by=asha)
    second = submit(briefing=note, by=asha, change_note="The points are clearer.")
    second = publish(edition=approve(edition=second, by=ben), by=ben)

    first.refresh_from_db()
    page = PublicPage.objects.get()
    assert (first.state, second.state, second.number) == (State.SUPERSEDED, State.PUBLISHED, 2)
    assert page.first_published_at == first_page.first_published_at
    assert page.published_at == second.published_at
    assert page.change_note == "The points are clearer."
    assert page.etag != first_page.etag
    assert "A clearer point." in page.html


def test_out_of_date_words_stay_under_a_notice_and_can_still_be_withdrawn(fernwick):
    edition = an_edition(state=State.OUT_OF_DATE, partnerships=[fernwick])
    page = PublicPage.objects.get()
    approver = a_person(approver_of=[fernwick])

    assert page.notice == "The guidance named here has been replaced."
    withdraw(edition=edition, by=approver, outcome="error", reason="A name.")
    assert not PublicPage.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"outcome": "error", "reason": " "}, "Say why"),
        ({"outcome": "gone", "reason": "x"}, "Choose what readers"),
        ({"outcome": "out_of_date", "reason": "x"}, "Write the notice"),
        ({"outcome": "replaced", "reason": "x"}, "Give the address"),
    ],
)
def test_withdrawing_without_what_it_needs_is_refused_and_the_page_stands(fernwick, arguments, message):
    edition = an_edition(state=State.PUBLISHED, partnerships=[fernwick])
    approver = a_person(approver_of=[fernwick])
    before = as_stored(edition.briefing)

    with pytest.raises(Refused, match=message):
        withdraw(edition=edition, by=approver, **arguments)

    assert as_stored(edition.briefing) == before


def test_sending_back_needs_a_reason_and_ends_the_round(note, asha, ben):
    edition = submit(briefing=note, by=asha)

    with pytest.raises(Refused, match="Say what should change"):
        send_back(edition=edition, by=ben, reason="  ")
    edition = send_back(edition=edition, by=ben, reason="Too much about the mother.")

    assert edition.state == State.SENT_BACK
    assert edition.events.last().reason == "Too much about the mother."
    assert submit(briefing=note, by=asha).pk != edition.pk


def test_a_withdrawn_briefing_can_come_back_as_a_new_edition(note, asha, ben):
    edition = publish(edition=approve(edition=submit(briefing=note, by=asha), by=ben), by=asha)
    withdraw(edition=edition, by=ben, outcome="error", reason="A date.")
    again = submit(briefing=note, by=asha, change_note="A date was taken out.")

    again = publish(edition=approve(edition=again, by=ben), by=asha)

    assert again.number == 2
    assert PublicPage.objects.filter(slug=note.slug).exists()
    assert not PublicNotice.objects.exists()


def test_a_failure_half_way_through_publishing_leaves_everything_as_it_was(note, asha, ben):
    edition = approve(edition=submit(briefing=note, by=asha), by=ben)
    before = as_stored(note)
    with connection.cursor() as cursor:  # the table of public sheets breaks: its row comes after the page's
        cursor.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON briefings_publicsheet BEGIN SELECT RAISE(ABORT, 'broken'); END"
            if connection.vendor == "sqlite"
            else "ALTER TABLE briefings_publicsheet ADD CONSTRAINT broken CHECK (page_id < 0)"
        )

    with pytest.raises(DatabaseError, match="broken"):
        publish(edition=edition, by=asha)

    assert as_stored(note) == before


def test_every_verb_leaves_one_line_of_history_with_name_and_reason(note, asha, ben):
    edition = publish(edition=approve(edition=submit(briefing=note, by=asha), by=ben), by=asha)
    withdraw(edition=edition, by=ben, outcome="error", reason="A name.")

    lines = list(Event.objects.filter(briefing=note).values_list("verb", "by_name", "reason"))

    assert lines == [
        ("submit", "Asha Reed", ""), ("approve", "Ben Holt", ""), ("publish", "Asha Reed", ""),
        ("withdraw", "Ben Holt", "A name."),
    ]  # fmt: skip


def test_steps_are_what_this_person_may_do_now(note, asha, ben):
    stranger = a_person(officer_of=[a_partnership()])

    def steps(person):
        return [(step.verb, not step.why_not) for step in steps_for(note, person)]

    assert steps(asha) == [("submit", True)]
    assert steps(ben) == [("submit", False)]
    assert steps(stranger) == []
    edition = submit(briefing=note, by=asha)
    assert steps(asha) == [("approve", False), ("send_back", True)]
    assert steps(ben) == [("approve", True), ("send_back", True)]
    approve(edition=edition, by=ben)
    assert steps(asha) == [("publish", True), ("schedule", True), ("send_back", True)]
    schedule(edition=edition, by=asha, at=timezone.now() + timedelta(days=2))
    assert steps(asha) == [("publish", True), ("schedule", True), ("cancel_schedule", True), ("send_back", True)]
    edition = publish(edition=edition, by=asha)
    assert steps(asha) == [("submit", True), ("withdraw", True), ("withdraw_in_emergency", False)]
    assert steps(ben) == [("submit", False), ("withdraw", True), ("withdraw_in_emergency", True)]
    edition = withdraw_in_emergency(edition=edition, by=ben, reason="A name.")
    assert steps(ben) == [("submit", False)]
    assert [(one.verb, bool(one.why_not)) for one in steps_for(edition, ben)] == [("confirm_withdrawal", True)]


def test_approving_twice_is_one_approval(note, asha, ben):
    edition = approve(edition=submit(briefing=note, by=asha), by=ben)

    with pytest.raises(Refused, match="approved this already"):
        approve(edition=edition, by=ben)

    assert Approval.objects.count() == 1


@pytest.mark.parametrize(
    ("notice", "message"),
    [
        ("About sentinel TITLE.", "without the title"),
        ("About “Sentinel\u00a0 Tit\u00adle”.", "without the title"),
        ("Kestrel was named.", "protected name"),
        ("Write to 07700 900123.", "telephone|phone"),
    ],
)
def test_a_notice_that_says_it_again_is_left_out_and_delays_nothing(fernwick, notice, message):
    edition = an_edition(state=State.PUBLISHED, partnerships=[fernwick], title="Sentinel title")
    approver = a_person(approver_of=[fernwick])
    protect(review=edition.briefing.review, term="Kestrel", kind="name", by=edition.submitted_by)

    withdraw(edition=edition, by=approver, outcome="error", reason="A name.", notice=notice)

    assert not PublicPage.objects.exists()
    assert PublicNotice.objects.get().notice == ""
    assert not TextVersion.objects.filter(kind="notice").exists()
    assert re.search(message, edition.events.get(verb="notice_left_out").reason)


def test_those_who_sign_an_edition_know_of_it_and_nobody_else_does(note, asha, ben):
    edition = submit(briefing=note, by=asha)
    newcomer_to = a_partnership()
    note.partnership_links.update(partnership=newcomer_to)

    assert Edition.objects.for_staff(ben).get() == edition
    assert not Edition.objects.for_staff(a_person(officer_of=[newcomer_to])).exists()
