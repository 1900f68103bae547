"""The screens of a review: who may save what, what is logged, and what is never shown."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from reviews.holds import place_hold
from reviews.models import Hold, LearningPoint, ProtectedTerm, Recommendation, Review
from reviews.protection import OFFERED
from tests.assertions import assert_nowhere_in, assert_page_says
from tests.reviews.screens import faults_of, save
from tests.screens import fields_on, signed_in
from tests.worlds import a_learning_note, a_person, a_review

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ADD = "/admin/reviews/review/add/"


@pytest.fixture
def asha(home):
    return a_person("asha", officer_of=[home])


@pytest.fixture
def ben(home):
    return a_person("ben", approver_of=[home])


@pytest.fixture
def review(home):
    return a_review(partnerships=[home], public_title="Learning about falls")


def place_of(review, rest="change/"):
    return f"/admin/reviews/review/{review.pk}/{rest}"


def test_add_review_without_a_partnership_is_given_the_officers_own(asha, home):
    answer = save(signed_in(asha), ADD, slug="learning-about-falls", review_type="sar")

    assert answer.status_code == 302, faults_of(answer)
    (review,) = Review.objects.for_staff(asha)
    (link,) = review.partnership_links.all()
    assert (link.partnership, link.is_lead, review.created_by) == (home, True, asha)


def test_add_review_for_another_partnership_alone_is_refused(asha, elsewhere):
    answer = save(
        signed_in(asha), ADD, slug="x", review_type="sar", **{"partnership_links-0-partnership": elsewhere.pk}
    )

    assert "Keep one of your own partnerships" in faults_of(answer)
    assert not Review.objects.exists()


def test_add_review_without_a_partnership_by_an_officer_of_two_asks_which(home, elsewhere):
    answer = save(signed_in(a_person(officer_of=[home, elsewhere])), ADD, slug="x", review_type="sar")

    assert "Name at least one partnership" in faults_of(answer)


def test_add_joint_review_with_rows_keeps_their_order(asha, home, elsewhere):
    answer = save(
        signed_in(asha), ADD, slug="x", review_type="sar",
        **{
            "partnership_links-TOTAL_FORMS": 2,
            "partnership_links-0-partnership": home.pk, "partnership_links-0-position": 2,
            "partnership_links-1-partnership": elsewhere.pk, "partnership_links-1-position": 1,
            "partnership_links-1-is_lead": "on",
            "subjects-0-pseudonym": "Linden",
        },
    )  # fmt: skip

    assert answer.status_code == 302, faults_of(answer)
    assert Review.objects.get(slug="x").partnerships_in_order() == [elsewhere, home]


def test_officer_cannot_take_out_their_own_partnership(asha, home, elsewhere):
    review = a_review(partnerships=[home, elsewhere])

    answer = save(signed_in(asha), place_of(review), **{"partnership_links-0-DELETE": "on"})

    assert "Keep one of your own partnerships" in faults_of(answer)
    assert review.partnership_links.count() == 2


def test_officer_cannot_leave_a_review_without_partnerships(asha, review):
    answer = save(signed_in(asha), place_of(review), **{"partnership_links-0-DELETE": "on"})

    assert "Name at least one partnership" in faults_of(answer)
    assert review.partnership_links.count() == 1


def test_approver_reads_a_review_but_saves_nothing(ben, review):
    client = signed_in(ben)

    page = client.get(place_of(review))
    answer = client.post(place_of(review), {"public_title": "Taken over", "slug": "x", "review_type": "sar"})

    assert_page_says(page, "Learning about falls")
    assert 'name="public_title"' not in page.content.decode()
    assert answer.status_code == 403
    review.refresh_from_db()
    assert review.public_title == "Learning about falls"


def test_change_screen_has_its_sections_in_order(asha, review):
    page = signed_in(asha).get(place_of(review))

    assert [section["title"] for section in page.context["sections"]] == [
        "What and who", "Learning", "Recommendations", "Classification", "Dates and duties",
        "Publication and holds", "Protected terms",
    ]  # fmt: skip


def test_every_field_and_row_of_the_form_stands_in_a_section(asha, review):
    page = signed_in(asha).get(place_of(review))

    shown = [inline for section in page.context["sections"] for inline in section["rows"]]
    assert len(shown) == len(page.context["inline_admin_formsets"])
    fields = {f.field.name for s in page.context["sections"] if s["fieldset"] for line in s["fieldset"] for f in line}
    assert fields | {"revision", "seen"} == set(page.context["adminform"].form.fields)


def test_section_with_a_fault_is_marked(asha, review):
    answer = save(signed_in(asha), place_of(review), publication_kind="not_published")

    assert "Say why the full report is not published" in faults_of(answer)
    assert [section["name"] for section in answer.context["sections"] if section["has_errors"]] == [
        "publication-and-holds"
    ]


def test_log_holds_verbs_and_numbers_but_no_words(asha, home):
    client = signed_in(asha)
    save(client, ADD, slug="quillfeather", review_type="sar", public_title="Quillfeather")
    review = Review.objects.get()
    save(client, place_of(review), public_title="Quillfeather again", methodology="Quillfeather methods")
    client.post(place_of(review, "delete/"), {"post": "yes"})

    entries = LogEntry.objects.all()
    assert sorted(entry.action_flag for entry in entries) == [1, 2, 3]
    assert {entry.object_id for entry in entries} == {str(review.pk)}
    assert {entry.object_repr for entry in entries} == {f"review {review.pk}"}
    assert {entry.change_message for entry in entries} == {""}


def test_first_page_has_no_box_of_recent_actions(asha, review):
    client = signed_in(asha)
    save(client, place_of(review), public_title="Quillfeather")
    client.get("/admin/reviews/review/")  # shows the message that it was saved

    page = client.get("/admin/")

    assert_page_says(page, "Case reviews", "Shared lists")
    assert_nowhere_in(page, "Recent actions", "Quillfeather")


def test_delete_page_counts_what_stands_in_the_way_and_names_none_of_it(asha, home, elsewhere):
    review = a_review(partnerships=[home])
    a_learning_note(partnerships=[elsewhere], review=review, title="Quillfeather")

    page = signed_in(asha).get(place_of(review, "delete/"))

    assert_page_says(page, "1 briefing")
    assert_nowhere_in(page, "Quillfeather")


def test_learning_points_are_added_and_put_in_order(asha, review):
    for position, text in enumerate(["First", "Second"], start=1):
        LearningPoint.objects.create(review=review, text=text, position=position)

    save(
        signed_in(asha),
        place_of(review),
        **{"learning_points-1-position": 1, "learning_points-1-text": "Second, mended"},
    )

    assert [point.text for point in review.learning_points.all()] == ["Second, mended", "First"]


def test_recommendation_has_a_screen_with_lettered_parts(asha, review):
    recommendation = Recommendation.objects.create(review=review, number=1, text="Act.")

    answer = save(
        signed_in(asha), f"/admin/reviews/recommendation/{recommendation.pk}/change/", status="done",
        **{"parts-TOTAL_FORMS": 1, "parts-0-letter": "a", "parts-0-text": "Train everybody."},
    )  # fmt: skip

    assert answer.status_code == 302, faults_of(answer)
    assert [part.text for part in recommendation.parts.all()] == ["Train everybody."]


def test_protected_term_is_kept_and_never_shown_again(asha, review, caplog):
    client = signed_in(asha)
    typed = {"kind": "name", "term": "Isla Quillfeather", "nicknames": "Quilly\nIzzy", "also": list(OFFERED)}

    with caplog.at_level("DEBUG"):
        answer = client.post(place_of(review, "protected-terms/add/"), typed, follow=True)

    (term,) = ProtectedTerm.objects.all()
    assert_page_says(answer, "Protected. Looked for: as it was typed, surname alone, first names alone, initials")
    assert_nowhere_in(answer, "Quillfeather", "Quilly")
    assert "Quillfeather" not in caplog.text
    assert term.phrases.count() > 6


@pytest.mark.parametrize("fault", [{"kind": "rumour"}, {"term": "quillfeather " * 9}])
def test_protected_term_that_is_refused_is_not_sent_back_to_the_page(asha, review, fault):
    typed = {"kind": "name", "term": "Quillfeather", "nicknames": "Quillfeather"} | fault

    page = signed_in(asha).post(place_of(review, "protected-terms/add/"), typed)

    assert_page_says(page, "please type it again")
    assert_nowhere_in(page, "Quillfeather")
    assert not ProtectedTerm.objects.exists()


def test_protected_term_goes_only_after_asking(asha, review):
    client = signed_in(asha)
    client.post(place_of(review, "protected-terms/add/"), {"kind": "name", "term": "Quillfeather"})
    address = place_of(review, f"protected-terms/{ProtectedTerm.objects.get().pk}/delete/")

    client.get(address)
    assert ProtectedTerm.objects.count() == 1

    answer = client.post(address, {"reason": "Quillfeather is a village."})
    assert_page_says(answer, "Say why without the name")
    assert ProtectedTerm.objects.in_force().exists()

    answer = client.post(address, {"reason": "It is a village."}, follow=True)
    assert not ProtectedTerm.objects.in_force().exists()
    assert_page_says(answer, "Not protected any more since", "It is a village.")
    assert client.get(address).status_code == 404


def test_approver_cannot_add_protected_terms(ben, review):
    answer = signed_in(ben).post(place_of(review, "protected-terms/add/"), {"kind": "name", "term": "Quillfeather"})

    assert answer.status_code == 403
    assert not ProtectedTerm.objects.exists()


def test_hold_is_placed_by_an_officer_and_cleared_by_an_approver(asha, ben, review):
    signed_in(asha).post(place_of(review, "holds/add/"), {"kind": "court", "reason": "A trial in spring."})
    hold = Hold.objects.get()
    page = signed_in(ben).get(place_of(review))
    assert_page_says(page, "A trial in spring", "Clear this hold")

    signed_in(ben).post(place_of(review, f"holds/{hold.pk}/clear/"), {"reason": "It ended."})

    hold.refresh_from_db()
    assert (hold.cleared_by, hold.clearing_reason) == (ben, "It ended.")


def test_hold_refusal_keeps_what_was_typed(asha, review):
    page = signed_in(asha).post(place_of(review, "holds/add/"), {"kind": "weather", "reason": "A long reason."})

    assert_page_says(page, "A long reason")
    assert not Hold.objects.exists()


def test_officer_is_not_offered_to_clear_a_hold_and_cannot(asha, review):
    hold = place_hold(review=review, kind="court", reason="A trial.", by=asha)
    client = signed_in(asha)

    assert_nowhere_in(client.get(place_of(review)), "Clear this hold")
    assert client.post(place_of(review, f"holds/{hold.pk}/clear/"), {"reason": "No."}).status_code == 403
    hold.refresh_from_db()
    assert hold.cleared_at is None


def test_recommendations_without_a_number_take_the_next(asha, review):
    Recommendation.objects.create(review=review, number=3, text="Ask every time.")

    answer = save(
        signed_in(asha), place_of(review),
        **{
            "recommendations-TOTAL_FORMS": 3,
            "recommendations-1-text": "Write it down.", "recommendations-1-status": "not_started",
            "recommendations-2-text": "Tell the next worker.", "recommendations-2-status": "not_started",
        },
    )  # fmt: skip

    assert answer.status_code == 302, faults_of(answer)
    assert list(review.recommendations.values_list("number", "text")) == [
        (3, "Ask every time."), (4, "Write it down."), (5, "Tell the next worker."),
    ]  # fmt: skip


def test_what_a_colleague_saved_meanwhile_is_not_written_over_unseen(asha, home, review):
    client, colleague = signed_in(asha), signed_in(a_person("dilys", officer_of=[home]))
    mine = fields_on(client.get(place_of(review)))
    assert save(colleague, place_of(review), public_title="Learning about stairs").status_code == 302

    refused = client.post(place_of(review), mine | {"public_title": "Learning about ladders"})

    assert "dilys saved this review on" in faults_of(refused)
    assert_page_says(refused, "Learning about ladders")  # nothing typed is lost
    review.refresh_from_db()
    assert review.public_title == "Learning about stairs"

    once_more = client.post(place_of(review), fields_on(refused))
    assert "dilys saved this review on" in faults_of(once_more)  # an Enter does not overwrite either
    again = client.post(place_of(review), fields_on(refused) | {"seen": "1"})

    assert again.status_code == 302, faults_of(again)
    review.refresh_from_db()
    assert review.public_title == "Learning about ladders"


def test_row_with_a_screen_of_its_own_and_the_screen_of_its_review_do_not_write_over_each_other(asha, home, review):
    recommendation = review.recommendations.create(number=1, text="Ask every time.")
    own = reverse("admin:reviews_recommendation_change", args=[recommendation.pk])
    client, colleague = signed_in(asha), signed_in(a_person("dilys", officer_of=[home]))
    whole, row = (fields_on(client.get(address)) for address in (place_of(review), own))
    assert save(colleague, own, text="Ask each time.").status_code == 302

    for address, mine in ((place_of(review), whole), (own, row)):
        refused = client.post(address, mine)
        assert "dilys saved this review on" in faults_of(refused), address

    recommendation.refresh_from_db()
    assert recommendation.text == "Ask each time."
    assert client.post(own, row | {"seen": "1"}).status_code == 302
    review.refresh_from_db()
    assert (review.revision, review.revised_by) == (2, asha)
