"""Partnerships, people and the shared lists: who changes what."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from people.models import Partnership, Person
from reviews.models import GlossaryTerm, LearningPoint, Resource, Theme
from tests.assertions import assert_nowhere_in, assert_page_says
from tests.reviews.screens import faults_of, save
from tests.screens import signed_in
from tests.worlds import a_learning_note, a_partnership, a_person, a_review

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def place_of(row, rest="change/"):
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/{rest}"


def test_officer_reads_their_partnership_but_changes_nothing(home):
    client = signed_in(a_person(officer_of=[home]))

    assert_page_says(client.get(place_of(home)), "Home Safeguarding Children Partnership")
    assert client.post(place_of(home), {"name": "Taken over"}).status_code == 403


def test_partnership_list_for_an_officer_is_their_own(home):
    a_partnership(slug="elsewhere")

    page = signed_in(a_person(officer_of=[home])).get("/admin/people/partnership/")

    assert_page_says(page, "Home Safeguarding Children Partnership")
    assert_nowhere_in(page, "Elsewhere Safeguarding Children Partnership")


def test_administrator_changes_their_partnership_with_headings_and_standing_texts(home):
    answer = save(
        signed_in(a_person(administrator_of=[home])), place_of(home), area="Home and Away",
        **{
            "default_headings-TOTAL_FORMS": 1, "default_headings-0-section": "learning",
            "default_headings-0-wording": "What did we learn?",
            "standing_texts-TOTAL_FORMS": 1, "standing_texts-0-section": "purpose", "standing_texts-0-text": "Why.",
        },
    )  # fmt: skip

    assert answer.status_code == 302, faults_of(answer)
    home.refresh_from_db()
    assert (home.area, home.default_headings.get().wording) == ("Home and Away", "What did we learn?")


def test_administrator_of_another_partnership_changes_nothing_here(home):
    client = signed_in(a_person(administrator_of=[a_partnership()]))

    assert client.post(place_of(home), {"name": "Taken over"}).status_code == 302
    home.refresh_from_db()
    assert home.name != "Taken over"


def test_colour_too_pale_to_read_is_refused_with_the_reason(home):
    answer = save(signed_in(a_person(administrator_of=[home])), place_of(home), colour="#ffff00")

    assert "Choose a darker colour" in faults_of(answer)


def test_uploaded_logo_is_drawn_again_and_needs_words(home, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(out, "JPEG", comment=b"SECRET")
    client = signed_in(a_person(administrator_of=[home]))

    refused = save(client, place_of(home), logo=SimpleUploadedFile("a.jpg", out.getvalue()))
    save(client, place_of(home), logo=SimpleUploadedFile("a.jpg", out.getvalue()), logo_alt="Home")

    assert "Write the alt text of the logo" in faults_of(refused)
    home.refresh_from_db()
    with home.logo.open() as kept:
        assert b"SECRET" not in kept.read()


def test_logo_that_is_a_drawing_with_a_script_is_refused(home):
    svg = SimpleUploadedFile("a.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')

    answer = save(signed_in(a_person(administrator_of=[home])), place_of(home), logo=svg, logo_alt="Home")

    assert answer.status_code == 200
    assert "logo" in answer.context["adminform"].form.errors


def test_partnerships_are_added_by_whoever_runs_the_site_alone(home, root):
    everything = a_person(officer_of=[home], approver_of=[home], administrator_of=[home])

    assert signed_in(everything).get("/admin/people/partnership/add/").status_code == 403
    assert signed_in(root).get("/admin/people/partnership/add/").status_code == 200


def test_person_is_never_deleted(root, home):
    person = a_person(officer_of=[home])

    assert signed_in(root).post(place_of(person, "delete/"), {"post": "yes"}).status_code == 403
    assert Person.objects.filter(pk=person.pk).exists()


def test_officer_adds_a_theme_whose_address_then_stays(home):
    client = signed_in(a_person(officer_of=[home]))

    answer = save(client, "/admin/reviews/theme/add/", name="Hidden men", slug="hidden-men")
    theme = Theme.objects.get()
    save(client, place_of(theme), name="Unseen men", slug="other")

    assert answer.status_code == 302
    theme.refresh_from_db()
    assert (theme.name, theme.slug) == ("Unseen men", "hidden-men")


def test_approver_reads_shared_lists_but_changes_nothing(home):
    term = GlossaryTerm.objects.create(abbreviation="MACE", expansion="Multi-agency child exploitation")
    client = signed_in(a_person(approver_of=[home]))

    assert_page_says(client.get(place_of(term)), "MACE")
    assert client.post(place_of(term), {"abbreviation": "X", "expansion": "Y"}).status_code == 403


def test_theme_in_use_is_not_deleted_and_one_not_in_use_is(home, root):
    used, unused = (Theme.objects.create(slug=name, name=name) for name in ("used", "unused"))
    LearningPoint.objects.create(review=a_review(partnerships=[home]), text="A").themes.add(used)
    client = signed_in(root)

    assert client.post(place_of(used, "delete/"), {"post": "yes"}).status_code == 403
    assert client.post(place_of(unused, "delete/"), {"post": "yes"}).status_code == 302
    assert list(Theme.objects.all()) == [used]


@pytest.mark.parametrize(
    "link", ["[a](resource:safer-sleep)", '[a](resource:safer-sleep "Its title")', "<resource:safer-sleep>",
             "[a]\n\n[a]: resource:safer-sleep"],
)  # fmt: skip
def test_resource_linked_from_a_draft_is_not_deleted(home, root, link):
    resource = Resource.objects.create(slug="safer-sleep", title="Safer sleep", address="https://sleep.example/")
    a_learning_note(partnerships=[home], points=[f"Read {link}"])

    assert signed_in(root).post(place_of(resource, "delete/"), {"post": "yes"}).status_code == 403
    assert Resource.objects.exists()


def test_resource_whose_name_only_begins_another_is_deleted(home, root):
    resource = Resource.objects.create(slug="safer", title="Safer", address="https://safer.example/")
    a_learning_note(partnerships=[home], points=["Read [a](resource:safer-sleep)."])

    assert signed_in(root).post(place_of(resource, "delete/"), {"post": "yes"}).status_code == 302


def test_picker_of_partnerships_offers_all_because_reviews_are_joint(home):
    a_partnership(slug="elsewhere")
    asked = {"term": "", "app_label": "reviews", "model_name": "recommendation", "field_name": "addressees"}

    answer = signed_in(a_person(officer_of=[home])).get("/admin/autocomplete/", asked)

    assert len(answer.json()["results"]) == Partnership.objects.count() == 2


@pytest.mark.parametrize(
    "question",
    [
        "people/person/?password__startswith=a",
        "people/person/?password__regex=.*",
        "people/person/?username__regex=a",
        "reviews/theme/?name__iregex=(a%2B)%2Bb",
        "reviews/duty/?label__regex=a",
    ],
)
def test_no_address_of_a_list_asks_for_passwords_or_patterns(root, question):
    assert signed_in(root).get(f"/admin/{question}").status_code == 400


def test_no_address_of_a_list_asks_officers_rows_for_patterns(home):
    client = signed_in(a_person(officer_of=[home]))

    assert client.get("/admin/reviews/review/?slug__regex=(a%2B)%2Bb").status_code == 400
    assert client.get("/admin/briefings/edition/?text__iregex=(a%2B)%2Bb").status_code == 400
