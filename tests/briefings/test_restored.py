"""A back-up that is restored knows nothing of what was withdrawn since; and words go when nothing can be written."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from briefings import publishing, withdrawal_list
from briefings.models import Edition, PublicAbbreviation, PublicPage
from briefings.public.withheld import still_public
from briefings.publishing import texts
from briefings.withdrawal_list import Damaged
from reviews.models import GlossaryTerm
from tests.worlds import a_person, an_edition, approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def the_list(settings, tmp_path):
    settings.WITHDRAWALS_LIST = str(tmp_path / "apart" / "withdrawals.list")
    return withdrawal_list.place()


@pytest.fixture
def withdrawn_since(django_capture_on_commit_callbacks):
    """Withdraws an edition, then puts the database back as it was before; the list stays."""

    def withdrawn(edition, **how):
        back_up = transaction.savepoint()
        with django_capture_on_commit_callbacks(execute=True):
            publishing.withdraw(edition=edition, by=edition.submitted_by, reason="A name was in it.", **how)
        transaction.savepoint_rollback(back_up)
        assert PublicPage.objects.filter(slug=edition.content["slug"]).exists()

    return withdrawn


def apply(by) -> str:
    call_command("apply_withdrawals", f"--by={by.username}", stdout=(out := StringIO()))
    return out.getvalue()


def test_restored_site_serves_nothing_until_withdrawals_were_applied_again(client, the_list, withdrawn_since):
    named, other = an_edition(slug="named-note"), an_edition(slug="other-note")
    assert client.get("/learning/named-note/").status_code == 200
    withdrawn_since(named, outcome="error")

    for address in ("/", "/learning/named-note/", "/learning/named-note/named-note.pdf", "/points.csv", "/feed/"):
        answer = client.get(address)
        assert answer.status_code == 503, address
        assert b"being restored" in answer.content
    health = client.get("/health/")
    assert (health.status_code, b"apply_withdrawals" in health.content) == (503, True)

    keeper = a_person("keeper", is_superuser=True)
    assert "named-note" in apply(keeper)

    assert client.get("/learning/named-note/").status_code == 410
    assert client.get("/learning/named-note/named-note.pdf").status_code == 410
    assert client.get("/learning/other-note/").status_code == 200
    assert client.get("/health/").status_code == 200
    last = named.briefing.events.last()
    assert (last.verb, last.by, "back-up" in last.reason) == ("withdraw", keeper, True)
    assert "0 withdrawn again" in apply(keeper)
    assert Edition.objects.get(pk=other.pk).state == "published"


def test_each_outcome_is_applied_again(client, the_list, withdrawn_since):
    shown = {one: an_edition(slug=f"note-{one}") for one in ("new", "old", "stale", "kept")}
    withdrawn_since(shown["old"], outcome="replaced", replaced_by="note-new")
    withdrawn_since(shown["stale"], outcome="out_of_date", notice="The guidance has changed.")
    review = shown["kept"].briefing.review
    review.keep_public_until = "2020-01-01"
    review.save()
    withdrawn_since(Edition.objects.get(pk=shown["kept"].pk), outcome="on_request")

    apply(a_person("keeper"))

    assert client.get("/learning/note-old/").headers["Location"] == "/learning/note-new/"
    stale = client.get("/learning/note-stale/")
    assert (stale.status_code, "out of date" in stale.content.decode()) == (200, True)
    assert "request" in client.get("/learning/note-kept/").content.decode()
    assert [page.slug for page in PublicPage.objects.order_by("slug")] == ["note-new", "note-stale"]
    assert still_public() == []


def test_what_was_published_again_after_a_withdrawal_stays(client, the_list, django_capture_on_commit_callbacks):
    first = an_edition(slug="note")
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(edition=first, by=first.submitted_by, outcome="error", reason="A name was in it.")

    an_edition(briefing=first.briefing, change_note="Without the name.")

    assert client.get("/learning/note/").status_code == 200
    assert still_public() == []


def test_list_says_no_words_and_shows_that_a_line_was_changed_or_taken_out(client, the_list, withdrawn_since):
    for slug in ("one", "two", "three"):
        withdrawn_since(an_edition(slug=slug, title="Learning from Child Zephyr"), outcome="error")
    written = the_list.read_text()
    lines = written.splitlines(keepends=True)

    assert "Zephyr" not in written
    assert "A name" not in written
    assert [one.slug for one in withdrawal_list.withdrawn()] == ["one", "two", "three"]
    for damaged in (lines[0] + lines[2], written.replace('"two"', '"other"'), written[:-20]):
        the_list.write_text(damaged)
        with pytest.raises(Damaged):
            withdrawal_list.withdrawn()
        assert client.get("/health/").status_code == 503
        with pytest.raises(CommandError, match="as it was saved last"):
            apply(a_person())


def test_list_that_cannot_be_written_keeps_nothing_public(settings, django_capture_on_commit_callbacks):
    settings.WITHDRAWALS_LIST = "/proc/nowhere/withdrawals.list"
    shown = an_edition(slug="note")

    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(edition=shown, by=shown.submitted_by, outcome="error", reason="A name was in it.")

    assert not PublicPage.objects.exists()


def test_address_in_the_file_is_gone_everywhere_without_the_database(client, settings, tmp_path):
    settings.WITHHELD_FILE = str(tmp_path / "withheld")
    an_edition(slug="named-note", title="Learning from Child Zephyr")
    an_edition(slug="other-note")
    own = ("/learning/named-note/", "/learning/named-note/named-note.pdf")
    around = ("/", "/learning/", "/points.csv", "/feed/", "/sitemap.xml", "/search/?q=Zephyr")
    tags = {address: client.get(address).headers.get("ETag", "") for address in (*own, *around)}
    (tmp_path / "withheld").write_text("named-note\n")

    for address in own:
        assert client.get(address, headers={"if-none-match": tags[address]}).status_code == 410, address
    for address in around:
        answer = client.get(address, headers={"if-none-match": tags[address], "accept-encoding": "gzip"})
        assert b"Zephyr" not in b"".join(answer) or answer.status_code != 200, address
        assert answer.status_code in {200, 404, 503}, address
    assert client.get("/learning/other-note/other-note.pdf").status_code == 200
    assert client.get("/health/").status_code == 200
    assert Edition.objects.public().count() == 2, "nothing was written"


def test_words_outside_editions_are_taken_down_again_unless_they_were_approved_anew(
    client, the_list, django_capture_on_commit_callbacks
):
    term = GlossaryTerm.objects.create(abbreviation="MACE", expansion="What befell one family")
    first, keeper = approved(term), a_person("keeper", is_superuser=True)
    back_up = transaction.savepoint()
    with django_capture_on_commit_callbacks(execute=True):
        texts.take_down(first, by=keeper, reason="It tells of a family.")
    assert client.get("/health/").status_code == 200
    transaction.savepoint_rollback(back_up)

    assert client.get("/").status_code == 503
    assert client.get("/health/").status_code == 503
    assert "1 withdrawn again" in apply(keeper)

    assert client.get("/").status_code == 200
    assert not PublicAbbreviation.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        approved(term)
    assert PublicAbbreviation.objects.exists()
    assert still_public() == []
    assert "family" not in the_list.read_text()
