"""Hand-outs: one block of a published learning page by itself, there as long as its page is."""

import pytest
from django.utils import timezone

from briefings import publishing
from briefings.drafting.starting import start_briefing
from briefings.models import Edit, Part, PublicBlock
from briefings.models.edition import State
from reviews.models import Sector, Theme
from tests.assertions import assert_nowhere_in, assert_page_says, text_of, words_in
from tests.briefings.public_rows import a_public_page
from tests.worlds import a_partnership, a_person, a_review, an_edition, approved

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def a_learning_page(*, partnership=None, slug="leaving-care", points=("Ask who stays.", "Go back at nineteen.")):
    """The draft of a learning page with one block for each point, ready to submit."""
    partnership = partnership or a_partnership(name="Ashdale Safeguarding Children Partnership")
    writer = a_person(officer_of=[partnership])
    draft = start_briefing(
        format="learning-page", partnerships=[partnership], by=writer, slug=slug,
        review=a_review(partnerships=[partnership]), title="Leaving care: in practice",
    )  # fmt: skip
    draft.parts.all().delete()
    draft.summary = "How to stay in touch with young people who leave care."
    draft.save()
    draft.themes.add(Theme.objects.get_or_create(slug="leaving-care", name="Leaving care")[0])
    draft.sectors.add(Sector.objects.get_or_create(slug="early-help", name="Early help")[0])
    rows = [
        Part(kind="section", section="purpose", heading="The purpose of a review", level=1, body="To learn."),
        Part(kind="section", section="practice", heading="Learning and practice", level=1, body=""),
    ]
    for point in points:
        rows.append(Part(kind="point", body=point, point_kind="advice"))
        rows.append(Part(kind="guidance", heading="How to improve your practice", body=f"{point} This week."))
    for position, part in enumerate(rows, start=1):
        part.briefing, part.position = draft, position
        part.save()
    Edit.objects.create(briefing=draft, by=writer, at=timezone.now())
    return draft


@pytest.fixture
def published():
    """A learning page of two blocks, published."""
    return an_edition(briefing=a_learning_page())


def test_block_stands_alone_with_its_title_and_its_publishers(client, published):
    response = client.get("/learning/leaving-care/block-2/")

    assert_page_says(
        response, "Handout 2 of 2", "Leaving care: in practice", "Ashdale Safeguarding Children Partnership",
        "Learning point", "Go back at nineteen.", "How to improve your practice", f"reference {published.reference}",
        "learning/leaving-care",
    )  # fmt: skip
    assert_nowhere_in(response, "Ask who stays")
    assert text_of(response.content).count("Go back at nineteen.") == 2


def test_page_leads_to_its_hand_outs_and_they_lead_back(client, published):
    page = client.get("/learning/leaving-care/").content.decode()

    assert 'href="/learning/leaving-care/block-2/"' in page
    assert 'href="/learning/leaving-care/#block-2"' in client.get("/learning/leaving-care/block-2/").content.decode()


def test_words_of_a_block_are_words_that_were_approved(published):
    approved = " ".join(words_in(text_of(published.page_html)))

    for block in PublicBlock.objects.all():
        assert " ".join(words_in(text_of(block.html))) in approved


def test_block_that_a_page_does_not_have_is_not_found(client, published):
    assert client.get("/learning/leaving-care/block-3/").status_code == 404
    assert client.get("/learning/leaving-care/block-0/").status_code == 404
    assert client.get("/learning/nothing/block-1/").status_code == 404


def test_note_has_no_hand_outs(client):
    page = a_public_page()

    assert client.get(f"{page.get_absolute_url()}block-1/").status_code == 404


def test_unchanged_hand_out_is_answered_with_304(client, published):
    tag = client.get("/learning/leaving-care/block-1/").headers["ETag"]

    response = client.get("/learning/leaving-care/block-1/", headers={"If-None-Match": tag})

    assert response.status_code == 304


def test_withdrawn_page_takes_its_hand_outs_with_it(client, published):
    approver = a_person(approver_of=published.briefing.partnerships_in_order())

    publishing.withdraw(edition=published, by=approver, outcome="error", reason="A name.", notice="Taken down.")
    approved(published)

    response = client.get("/learning/leaving-care/block-1/")
    assert_page_says(response, "Taken down.", status=410)
    assert_nowhere_in(response, "Ask who stays", "Leaving care")
    assert not PublicBlock.objects.exists()


def test_hand_out_of_a_replaced_page_leads_to_what_replaces_it(client, published):
    other = a_public_page(slug="new-page")
    approver = a_person(approver_of=published.briefing.partnerships_in_order())

    publishing.withdraw(edition=published, by=approver, outcome="replaced", reason="New.", replaced_by="new-page")

    response = client.get("/learning/leaving-care/block-1/")
    assert (response.status_code, response.headers["Location"]) == (301, other.get_absolute_url())


def test_hand_out_of_an_out_of_date_page_says_so(client, published):
    approver = a_person(approver_of=published.briefing.partnerships_in_order())
    before = client.get("/learning/leaving-care/block-1/").headers["ETag"]

    publishing.withdraw(
        edition=published, by=approver, outcome="out_of_date", reason="Old.", notice="The law has changed."
    )
    approved(published)

    response = client.get("/learning/leaving-care/block-1/", headers={"If-None-Match": before})
    assert_page_says(response, "This is out of date", "The law has changed.", "Ask who stays.")


def test_next_edition_has_its_own_hand_outs(client, published):
    draft = published.briefing
    draft.parts.filter(body__startswith="Go back").delete()

    an_edition(state=State.PUBLISHED, briefing=draft, change_note="One block less.")

    assert client.get("/learning/leaving-care/block-1/").status_code == 200
    assert client.get("/learning/leaving-care/block-2/").status_code == 404


def test_draft_has_no_hand_outs(client):
    a_learning_page(slug="still-a-draft")

    assert client.get("/learning/still-a-draft/block-1/").status_code == 404
