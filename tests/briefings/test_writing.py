"""The writing screen: who may open it, what saving keeps, and that nobody's words are lost."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from briefings.models import Briefing, Edit, Part
from briefings.publishing import submit
from reviews.holds import place_hold
from reviews.models import LearningPoint, Sector, Theme
from reviews.protection import protect
from tests.screens import fields_on
from tests.worlds import a_learning_note, a_partnership, a_person, a_review, an_edition

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def address(briefing, name="change"):
    return reverse(f"admin:briefings_briefing_{name}", args=[briefing.pk])


@pytest.fixture
def note(fernwick, asha):
    return a_learning_note(partnerships=[fernwick], by=asha)


@pytest.fixture
def screen(client, asha, note):
    """What stands on the writing screen of the note, as its officer would send it."""
    client.force_login(asha)
    return fields_on(client.get(address(note)))


def save(client, note, fields, **typed):
    return client.post(address(note), {**fields, **typed})


def text_of(response):
    return response.content.decode()


def bodies(note, kind):
    return list(note.parts.filter(kind=kind).values_list("body", flat=True))


def a_new_row(number, kind, **fields):
    row = {"id": "", "kind": kind, "position": "", **fields}
    return {f"parts-{number}-{name}": value for name, value in row.items()}


# ---- refusals


@pytest.mark.parametrize(
    ("name", "answer"), [("change", 404), ("preview", 404), ("preview_sheet", 404), ("delete", 302)]
)
def test_screen_of_another_partnership_answers_as_if_it_did_not_exist(client, note, name, answer):
    stranger = a_person(officer_of=[a_partnership()])
    client.force_login(stranger)

    response = client.get(address(note, name))

    assert response.status_code == answer
    assert note.title not in text_of(response)


def test_screen_posted_by_another_partnership_changes_nothing(client, note, screen):
    client.force_login(a_person(officer_of=[a_partnership()]))

    response = save(client, note, screen, title="Taken over")

    assert response.status_code == 404
    assert Briefing.objects.get(pk=note.pk).title == note.title


def test_screen_asks_a_stranger_to_sign_in(client, note):
    assert client.get(address(note)).url.startswith(reverse("admin:login"))


def test_approver_reads_the_draft_but_gets_no_form(client, note, fernwick):
    client.force_login(a_person(approver_of=[fernwick]))

    response = client.get(address(note), follow=True)

    assert response.redirect_chain[-1][0] == address(note, "preview")
    assert "Back to writing" not in text_of(response)


def test_approver_posting_the_form_changes_nothing(client, note, fernwick, screen):
    client.force_login(a_person(approver_of=[fernwick]))

    save(client, note, screen, title="Mine now")

    assert Briefing.objects.get(pk=note.pk).title == note.title


def test_saving_without_the_form_token_is_refused(note, asha, screen):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(asha)

    response = careful.post(address(note), {k: v for k, v in screen.items() if k != "csrfmiddlewaretoken"})

    assert response.status_code == 403
    assert Briefing.objects.get(pk=note.pk).revision == 0


def test_list_shows_and_searches_only_own_partnerships(client, note, marlow):
    theirs = a_learning_note(partnerships=[marlow], title="Learning from Child Sorrel")
    client.force_login(a_person(officer_of=[marlow]))

    page = text_of(client.get(reverse("admin:briefings_briefing_changelist"), {"q": "Learning from Child"}))

    assert theirs.title in page
    assert note.title not in page


@pytest.mark.parametrize(
    ("state", "words"), [("awaiting_approval", "Awaiting approval"), ("published", "Published"), (None, "Draft")]
)
def test_list_says_where_a_briefing_stands(client, fernwick, asha, state, words):
    if state:
        an_edition(state=state, partnerships=[fernwick])
    else:
        a_learning_note(partnerships=[fernwick])
    client.force_login(asha)

    page = text_of(client.get(reverse("admin:briefings_briefing_changelist")))

    assert f'<td class="field-state">{words}</td>' in page


def test_addresses_of_markdownx_are_not_there(client, asha):
    client.force_login(asha)

    assert client.get("/markdownx/markdownify/").status_code == client.get("/markdownx/upload/").status_code == 404
    assert client.post("/markdownx/upload/").status_code == 405  # as for whatever is sent to an address for readers
    assert client.post("/admin/markdownx/markdownify/", {"content": "x"}).status_code == 404


# ---- saving


def test_saving_an_unchanged_screen_keeps_every_word_and_remembers_who(client, note, asha, screen):
    before = list(note.parts.values_list("kind", "heading", "body", "section", "level", "asked_of"))
    Edit.objects.all().delete()

    response = save(client, note, screen)

    assert response.status_code == 302
    assert list(note.parts.values_list("kind", "heading", "body", "section", "level", "asked_of")) == before
    assert Briefing.objects.get(pk=note.pk).revision == 1
    assert [edit.by for edit in note.edits.all()] == [asha]


def test_saving_works_without_script_row_by_row(client, note, screen):
    number = int(screen["parts-TOTAL_FORMS"][0]) - 1  # the empty row at the end

    save(client, note, screen, **{f"parts-{number}-kind": "point", f"parts-{number}-body": "Ask twice."})

    assert note.parts.last().body == "Ask twice."
    assert note.parts.last().point_kind == "advice"
    assert list(note.parts.values_list("position", flat=True)) == list(range(1, 12))


def test_new_row_nobody_filled_in_is_left_out(client, note, screen):
    save(client, note, screen)

    assert note.parts.count() == 10


def test_new_row_of_a_kind_without_words_stays_to_be_filled_in(client, note, screen):
    screen["parts-TOTAL_FORMS"] = ["12"]

    save(client, note, screen, **a_new_row(11, "question", body=""))

    assert bodies(note, "question")[-1] == ""
    assert note.parts.last().asked_of == "practitioner"


def test_new_row_with_a_place_stands_there(client, note, screen):
    screen["parts-TOTAL_FORMS"] = ["12"]

    save(client, note, screen, **a_new_row(11, "point", body="Second of all points.", position="4"))

    assert bodies(note, "point")[1] == "Second of all points."


def test_words_without_a_kind_are_kept_on_the_screen_and_asked_about(client, note, screen):
    number = int(screen["parts-TOTAL_FORMS"][0]) - 1

    response = save(client, note, screen, **{f"parts-{number}-body": "Words that belong nowhere yet."})

    assert "Words that belong nowhere yet." in text_of(response)
    assert "Choose what this is" in text_of(response)
    assert Briefing.objects.get(pk=note.pk).revision == 0


def test_rows_are_put_in_the_order_of_their_places(client, note, screen):
    first, second = bodies(note, "point")[:2]

    save(client, note, screen, **{"parts-2-position": "4", "parts-3-position": "3"})

    assert bodies(note, "point")[:2] == [second, first]


def test_row_ticked_for_removal_goes_and_the_rest_close_up(client, note, screen):
    gone = bodies(note, "point")[0]

    save(client, note, screen, **{"parts-2-DELETE": "on"})

    assert gone not in bodies(note, "point")
    assert list(note.parts.values_list("position", flat=True)) == list(range(1, 10))


def test_each_saved_row_asks_only_what_its_kind_needs(client, note, screen):
    section, point, question = note.parts.get(position=1), note.parts.get(position=3), note.parts.get(position=7)
    asked = {n: {name.split("-")[-1] for name in screen if name.startswith(f"parts-{n}-")} for n in (0, 2, 6)}

    assert {section.kind, point.kind, question.kind} == {"section", "point", "question"}
    assert "section" in asked[0]
    assert "asked_of" not in asked[0]
    assert "point_kind" in asked[2]
    assert "section" not in asked[2]
    assert "asked_of" in asked[6]
    assert "heading" not in asked[6]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("section", {"section": "other", "level": 1}),
        ("point", {"point_kind": "advice", "section": ""}),
        ("question", {"asked_of": "practitioner", "level": None}),
        ("guidance", {"asked_of": "", "point_kind": ""}),
        ("recommendation", {"addressees": ""}),
        ("quotation", {"attribution": ""}),
        ("figure", {"alt_text": ""}),
        ("footnote", {"mark": "1"}),
    ],
)
def test_row_changed_to_any_kind_keeps_its_words_and_fits_the_table(client, note, screen, kind, expected):
    words = note.parts.get(position=8).body

    save(client, note, screen, **{"parts-7-kind": kind})

    changed = note.parts.get(position=8)
    assert (changed.kind, changed.body) == (kind, words)
    assert {name: getattr(changed, name) for name in expected} == expected


def test_change_of_kind_that_would_drop_words_is_refused_with_a_message(client, note, screen):
    Part.objects.filter(briefing=note, position=3).update(heading="Hidden adults")
    fields = fields_on(client.get(address(note)))

    response = save(client, note, fields, **{"parts-2-kind": "question"})

    assert "A question has no “heading" in text_of(response)
    assert "Hidden adults" in text_of(response)
    assert note.parts.get(position=3).kind == "point"


def test_change_of_kind_never_drops_what_a_point_is_drawn_from(client, note):
    point = LearningPoint.objects.create(review=note.review, text="Nobody asked who else lived there.")
    Part.objects.filter(briefing=note, position=3).update(drawn_from_point=point)
    client.force_login(note.edits.first().by)
    fields = fields_on(client.get(address(note)))

    response = save(client, note, fields, **{"parts-2-kind": "quotation"})

    assert "Clear that choice first" in text_of(response)
    assert note.parts.get(position=3).drawn_from_point == point


def test_point_shows_the_reports_words_beside_its_own(client, note, asha):
    point = LearningPoint.objects.create(review=note.review, text="Nobody asked who else lived there.")
    LearningPoint.objects.create(review=a_review(partnerships=[a_partnership()]), text="Of quite another review.")
    Part.objects.filter(briefing=note, position=3).update(drawn_from_point=point)
    client.force_login(asha)

    page = text_of(client.get(address(note)))

    assert "<p>Nobody asked who else lived there.</p>" in page
    assert "Of quite another review." not in page


def test_footnotes_may_swap_their_marks(client, note, screen):
    Part.objects.create(briefing=note, kind="footnote", mark="1", body="First.", position=11)
    Part.objects.create(briefing=note, kind="footnote", mark="2", body="Second.", position=12)
    fields = fields_on(client.get(address(note)))

    save(client, note, fields, **{"parts-10-mark": "2", "parts-11-mark": "1"})

    assert dict(note.parts.filter(kind="footnote").values_list("body", "mark")) == {"First.": "2", "Second.": "1"}


def test_two_footnotes_with_one_mark_are_refused(client, note, screen):
    screen["parts-TOTAL_FORMS"] = ["13"]

    response = save(client, note, screen, **a_new_row(11, "footnote", mark="a"), **a_new_row(12, "footnote", mark="a"))

    assert "Another footnote has the mark “a”" in text_of(response)


def test_point_keeps_sectors_and_themes_of_its_own(client, note, asha):
    health = Sector.objects.create(slug="health", name="Health")
    theme = note.themes.get()
    client.force_login(asha)
    fields = fields_on(client.get(address(note)))

    save(client, note, fields, **{"parts-2-sectors": [health.pk], "parts-2-themes": [theme.pk]})

    part = note.parts.get(position=3)
    assert (list(part.sectors.all()), list(part.themes.all())) == ([health], [theme])


def test_everything_typed_survives_a_fault_elsewhere(client, note, screen):
    screen["parts-TOTAL_FORMS"] = ["12"]
    typed = {
        "title": "A better title",
        "slug": "not an address!",
        "parts-2-body": "Reworded point.",
        "parts-4-DELETE": "on",
        **a_new_row(11, "question", body="A brand new question?"),
    }

    response = save(client, note, screen, **typed)

    again = fields_on(response)
    assert again["title"] == ["A better title"]
    assert again["slug"] == ["not an address!"]
    assert again["parts-2-body"] == ["Reworded point."]
    assert again["parts-11-body"] == ["A brand new question?"]
    assert again["parts-4-DELETE"] == ["on"]
    assert Briefing.objects.get(pk=note.pk).title == note.title


def test_title_may_be_left_empty(client, note, screen):
    response = save(client, note, screen, title="", summary="")

    assert response.status_code == 302
    assert Briefing.objects.get(pk=note.pk).title == ""


def test_address_is_fixed_once_submitted(client, fernwick, asha):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick])
    client.force_login(asha)
    fields = fields_on(client.get(address(edition.briefing)))

    save(client, edition.briefing, fields, slug="somewhere-else")

    assert Briefing.objects.get(pk=edition.briefing_id).slug == edition.briefing.slug


def test_briefing_that_was_submitted_cannot_be_deleted(client, fernwick, asha):
    edition = an_edition(state="sent_back", partnerships=[fernwick])
    client.force_login(asha)

    response = client.post(address(edition.briefing, "delete"), {"post": "yes"})

    assert response.status_code == 403
    assert Briefing.objects.filter(pk=edition.briefing_id).exists()


def test_screen_as_wide_as_a_long_reports_is_taken(client, note, screen):
    wide = {f"further-{n}": "" for n in range(4000)}

    assert save(client, note, screen, **wide).status_code == 302


def test_queries_of_the_screen_do_not_grow_with_its_parts(client, note, asha, django_assert_max_num_queries):
    Part.objects.bulk_create(Part(briefing=note, kind="point", body=f"{n}", position=11 + n) for n in range(40))
    client.force_login(asha)

    with django_assert_max_num_queries(60):
        client.get(address(note))


# ---- two people at once


def test_newer_words_of_somebody_else_are_not_overwritten(client, note, fernwick, screen):
    dilys = a_person("dilys", officer_of=[fernwick], first_name="Dilys", last_name="Rees")
    Part.objects.filter(briefing=note, position=3).update(body="Dilys wrote this.")
    Briefing.objects.filter(pk=note.pk).update(revision=1)
    Edit.objects.create(briefing=note, by=dilys, at=timezone.now())

    response = save(client, note, screen, **{"parts-2-body": "Asha wrote this."})

    assert "Dilys Rees saved this draft on" in text_of(response)
    assert fields_on(response)["parts-2-body"] == ["Asha wrote this."]
    assert note.parts.get(position=3).body == "Dilys wrote this."


def test_officer_who_has_seen_the_newer_words_may_save_over_them(client, note, screen):
    Briefing.objects.filter(pk=note.pk).update(revision=1)
    refused = save(client, note, screen, title="Asha's title")

    save(client, note, fields_on(refused), seen="1")

    stored = Briefing.objects.get(pk=note.pk)
    assert (stored.title, stored.revision) == ("Asha's title", 2)


def test_having_seen_one_newer_wording_does_not_allow_for_the_next(client, note, screen):
    Briefing.objects.filter(pk=note.pk).update(revision=2)

    response = save(client, note, screen, seen="1", title="Asha's title")

    assert "after you opened it" in text_of(response)
    assert Briefing.objects.get(pk=note.pk).title == note.title


def test_words_of_a_part_that_somebody_else_removed_come_back_as_a_new_part(client, note, screen):
    note.parts.get(position=3).delete()
    Briefing.objects.filter(pk=note.pk).update(revision=1)

    response = save(client, note, screen, seen="1", **{"parts-2-body": "Still worth saying."})

    assert response.status_code == 302
    assert bodies(note, "point")[0] == "Still worth saying."


# ---- partnerships and review


def test_last_own_partnership_cannot_be_taken_off(client, note, screen):
    response = save(client, note, screen, **{"signers-0-DELETE": "on"})

    assert "Keep at least one partnership" in text_of(response)
    assert note.partnership_links.count() == 1


def test_partnership_outside_the_review_cannot_be_added(client, note, screen, marlow):

    response = save(client, note, screen, **{"signers-1-partnership": str(marlow.pk)})

    assert response.status_code == 200
    assert note.partnership_links.count() == 1


def test_partnerships_are_put_in_order_and_one_leads(client, fernwick, asha, marlow):
    joint = a_learning_note(partnerships=[fernwick, marlow])
    client.force_login(asha)
    fields = fields_on(client.get(address(joint)))
    del fields["signers-0-is_lead"]

    save(client, joint, fields, **{"signers-0-position": "2", "signers-1-position": "1", "signers-1-is_lead": "on"})

    assert joint.partnerships_in_order() == [marlow, fernwick]
    assert list(joint.partnership_links.filter(is_lead=True).values_list("partnership", flat=True)) == [marlow.pk]


def test_review_of_another_partnership_cannot_be_chosen(client, note, screen):
    other = a_review(partnerships=[a_partnership()])

    response = save(client, note, screen, review=str(other.pk))

    assert response.status_code == 200
    assert Briefing.objects.get(pk=note.pk).review_id == note.review_id


@pytest.mark.parametrize("why", ["a protected name", "a hold", "its submission"])
def test_draft_cannot_leave_a_review_that_something_is_kept_back_of(client, note, screen, asha, why):
    review = note.review
    match why:
        case "a hold":
            place_hold(review=review, kind="coroner", reason="The inquest is not over.", by=asha)
        case "a protected name":
            protect(review=review, term="Kestrel", kind="name", by=asha)
        case _:
            submit(briefing=note, by=asha)

    response = save(client, note, screen, review="")

    assert ("Leave this draft with its review" in text_of(response)) == (why != "its submission")
    assert Briefing.objects.get(pk=note.pk).review == review


def test_screen_marks_no_theme_by_itself(client, note, screen):
    Theme.objects.create(slug="neglect", name="Neglect")

    save(client, note, screen)

    assert [theme.name for theme in note.themes.all()] == ["Professional curiosity"]
