"""Frozen editions on the staff screens: who may read them, and that they are the very words and bytes."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from briefings.models import Edition, Event, Part, Sheet
from tests.assertions import text_of
from tests.screens import signed_in
from tests.worlds import a_person, an_edition

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def own(edition, place: str) -> str:
    return f"/admin/briefings/edition/{edition.pk}/{place}/".replace(".pdf/", ".pdf")


def addresses_of(edition) -> list[str]:
    steps = ("approve", "send-back", "publish", "withdraw")
    places = ("page", "sheet.pdf", "change", "history")
    of_briefing = [f"/admin/briefings/briefing/{edition.briefing_id}/{place}/" for place in ("submit", "history")]
    return [*(own(edition, place) for place in (*steps, *places)), *of_briefing]


def said(answer, address: str) -> str:
    """What an answer says, without what differs at every request: the form's token and the address asked for."""
    return re.sub(r'(?<=csrfmiddlewaretoken" value=")\w+', "", answer.content.decode()).replace(address, "")


def test_other_partnership_gets_the_answer_of_what_does_not_exist(fernwick, cara):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick])
    client = signed_in(cara)
    before = (edition.state, Event.objects.count())

    for address in addresses_of(edition):
        nowhere = re.sub(r"/\d+/", "/987654/", address)
        for ask in (client.get, lambda address: client.post(address, {"reason": "x"})):
            theirs, missing = ask(address), ask(nowhere)
            assert (theirs.status_code, said(theirs, address)) == (404, said(missing, nowhere)), address
    edition.refresh_from_db()
    assert (edition.state, Event.objects.count()) == before


@pytest.mark.parametrize("number", ["0", "9" * 30, "9" * 5000, "x", "1.5"])
def test_edition_that_cannot_be_is_not_found(number, ben):
    assert signed_in(ben).get(f"/admin/briefings/edition/{number}/change/").status_code == 404


def test_reader_stranger_and_site_administrator_get_nothing(fernwick):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick])
    reader, site = a_person(is_staff=False), a_person(is_superuser=True)

    for address in addresses_of(edition):
        for client in (Client(), signed_in(reader)):
            assert client.get(address)["Location"].startswith("/admin/login/"), address
        assert signed_in(site).get(address).status_code == 404, address


def test_list_of_editions_holds_those_of_my_partnerships_only(fernwick, marlow, ben):
    an_edition(state="awaiting_approval", partnerships=[fernwick], title="Learning from Child Rowan")
    an_edition(state="awaiting_approval", partnerships=[marlow], title="Learning from Child Linnet")

    says = text_of(signed_in(ben).get(reverse("admin:briefings_edition_changelist")).content)
    assert re.search(r" 20\d\d, \d\d:\d\d ", says), "the clock of 24 hours, as on every other screen"

    assert "Learning from Child Rowan" in says
    assert "Linnet" not in says


@pytest.mark.parametrize("place", ["add/", "{pk}/delete/"])
def test_editions_are_neither_added_nor_deleted_by_hand(place, fernwick, ben):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick])

    response = signed_in(ben).post(f"/admin/briefings/edition/{place.format(pk=edition.pk)}", {"post": "yes"})

    assert response.status_code == 403
    assert Edition.objects.count() == 1


def test_frozen_pdf_is_the_very_bytes_that_were_submitted(fernwick, ben):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick])

    response = signed_in(ben).get(own(edition, "sheet.pdf"))

    assert response.content == bytes(Sheet.objects.get(edition=edition).pdf)
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_frozen_page_is_framed_by_this_site_alone_under_a_banner(fernwick, ben):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick])

    response = signed_in(ben).get(own(edition, "page"))

    page = response.content.decode()
    assert edition.page_html in page
    assert "Not published" in page.split(edition.page_html)[0]
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_every_other_staff_page_may_not_be_framed(fernwick, ben):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick])

    response = signed_in(ben).get(own(edition, "approve"))

    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_frozen_words_stay_when_the_draft_is_rewritten(fernwick, ben):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick])
    Part.objects.filter(briefing=edition.briefing, kind="point").update(body="Something else entirely.")

    response = signed_in(ben).get(own(edition, "page"))

    assert "Something else entirely." not in text_of(response.content)


def test_title_with_markup_is_shown_as_words(fernwick, ben):
    edition = an_edition(state="awaiting_approval", partnerships=[fernwick], title="Rowan <script>alert(1)</script>")

    for address in (own(edition, "change"), own(edition, "approve"), own(edition, "page")):
        assert "<script>alert" not in signed_in(ben).get(address).content.decode()


def test_approver_reads_what_stands_beside_the_words_in_public_too(fernwick, ben):
    edition = an_edition(
        state="awaiting_approval", partnerships=[fernwick], summary="One sentence for the lists.",
        change_note="A clearer second point.",
    )  # fmt: skip

    says = text_of(signed_in(ben).get(own(edition, "approve")).content)

    for words in ("One sentence for the lists.", "A clearer second point.", "Professional curiosity",
                  edition.content["address"]):  # fmt: skip
        assert words in says


def test_screen_of_an_edition_leads_to_what_changed_and_to_the_notes_of_colleagues(fernwick, ben):
    first = an_edition(state="published", partnerships=[fernwick])
    second = an_edition(state="awaiting_approval", briefing=first.briefing, change_note="The advice is new.")

    page = signed_in(ben).get(own(second, "change")).content.decode()

    briefing = f"/admin/briefings/briefing/{first.briefing_id}"
    assert f'"{briefing}/compare/?before={first.pk}&amp;after={second.pk}">What changed since edition 1' in page
    assert f'"{briefing}/history/">History and notes' in page
