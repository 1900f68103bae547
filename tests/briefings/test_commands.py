"""The commands `render` and `briefing`: what scripts get, and the same refusals as the screens."""

import io
import json

import pypdf
import pytest
from django.core.management import CommandError, call_command

from briefings.models import PublicPage, State
from tests.assertions import words_in
from tests.worlds import a_learning_note, a_partnership, a_person, an_edition

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def run(*arguments, **options):
    """What a command prints as JSON, and its exit status."""
    out = io.StringIO()
    try:
        call_command(*arguments, json=True, stdout=out, **options)
    except SystemExit as stopped:
        return json.loads(out.getvalue()), stopped.code
    return json.loads(out.getvalue()), 0


@pytest.fixture
def world():
    partnership = a_partnership(slug="fernwick")
    a_person("officer.fernwick", officer_of=[partnership])
    a_person("approver.fernwick", approver_of=[partnership])
    a_person("officer.elsewhere", officer_of=[a_partnership()])
    return a_learning_note(partnerships=[partnership], slug="rowan")


def test_render_says_how_a_draft_comes_out_and_writes_it(world, tmp_path):
    result, status = run("render", "rowan", pdf=tmp_path / "a.pdf", html=tmp_path / "a.html")

    assert status == 0
    assert (result["pages"], result["problems"]) == (1, [])
    assert result["type_size_pt"] >= 11
    assert 0 < result["fill"] <= 1
    assert result["layouts"] >= 1
    assert len(pypdf.PdfReader(tmp_path / "a.pdf").pages) == 1
    assert "nine months old" in (tmp_path / "a.html").read_text()


def test_render_of_a_draft_that_is_not_ready_says_what_stops_with_status_3(world):
    world.parts.filter(kind="point").delete()

    result, status = run("render", "rowan")

    assert status == 3
    assert [(p["code"], p["stops"]) for p in result["problems"]] == [("section-empty", True)]
    assert set(result["problems"][0]) == {"code", "where", "message", "stops"}


def test_render_of_an_edition_gives_the_frozen_bytes(tmp_path):
    edition = an_edition(state=State.PUBLISHED, slug="shown")

    result, status = run("render", "shown", edition="1", pdf=tmp_path / "a.pdf")

    assert (status, result["pages"], result["words"]) == (0, 1, edition.words)
    assert (tmp_path / "a.pdf").read_bytes() == bytes(edition.sheet.pdf)


@pytest.mark.parametrize(
    ("slug", "edition", "message"),
    [("nowhere", None, "no briefing"), ("rowan", "open", "no open edition"), ("rowan", "two", "as “open”")],
)
def test_render_of_nothing_says_so(world, slug, edition, message):
    with pytest.raises(CommandError, match=message):
        call_command("render", slug, edition=edition)


def test_briefing_goes_from_draft_to_public_and_back_by_command(world):
    for verb, by, state in (
        ("submit", "officer.fernwick", "awaiting_approval"),
        ("approve", "approver.fernwick", "approved"),
        ("publish", "officer.fernwick", "published"),
    ):
        result, status = run("briefing", verb, "rowan", by=by)
        assert (status, result["state"]) == (0, state)
    assert PublicPage.objects.filter(slug="rowan").exists()

    result, status = run("briefing", "withdraw", "rowan", by="approver.fernwick", reason="A name.", notice="Gone.")

    assert (status, result["state"]) == (0, "withdrawn")
    assert not PublicPage.objects.exists()


@pytest.mark.parametrize(
    ("verb", "by", "message"),
    [
        ("submit", "approver.fernwick", "role of officer"),
        ("approve", "approver.fernwick", "no open edition"),
        ("withdraw", "approver.fernwick", "not published"),
    ],
)
def test_briefing_refuses_with_status_3_and_words_to_act_on(world, verb, by, message):
    result, status = run("briefing", verb, "rowan", by=by)

    assert status == 3
    assert message in result["refused"]


def test_briefing_tells_another_partnership_nothing(world):
    exists, _ = run("briefing", "submit", "rowan", by="officer.elsewhere")
    does_not, _ = run("briefing", "submit", "rowanx", by="officer.elsewhere")

    assert exists["refused"].replace("rowan", "") == does_not["refused"].replace("rowanx", "")


def test_words_are_counted_as_a_reader_would(world):
    result, _ = run("render", "rowan")
    edition = an_edition(state=State.AWAITING_APPROVAL, briefing=world)

    assert result["words"] == edition.words == len(words_in(edition.text))
