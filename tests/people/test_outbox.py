"""The outbox: nothing is lost, nothing is sent twice, and what cannot be sent is said aloud."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage, send_mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.template.loader import get_template
from django.utils import timezone

from people import outbox
from people.models import OutgoingEmail
from tests.mail_server import a_mail_server, a_port_nobody_listens_on
from tests.worlds import a_partnership, a_review

pytestmark = pytest.mark.django_db

FOLDER = Path(settings.BASE_DIR, "templates", "emails")
EMAILS = sorted(file for file in FOLDER.rglob("*.txt") if not file.name.startswith("_"))
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def an_email(*, to: str = "ada@fernwick.example", **fields) -> OutgoingEmail:
    return outbox.queue(**{"to": to, "subject": "Something waits for you", "body": "Open the staff site.", **fields})


def by_smtp(settings, port: int) -> None:
    settings.EMAIL_TRANSPORT, settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = (
        SMTP, "127.0.0.1", port, 5,
    )  # fmt: skip


def make_due() -> None:
    OutgoingEmail.objects.filter(sent_at=None).update(send_after=timezone.now() - timedelta(minutes=1))


# -- queueing --


@pytest.mark.parametrize("address", ["", "nobody", "a@b", "a@b.example\nBcc: c@d.example", "a@b.example, c@d.example",
                                     f"{'a' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.example"])  # fmt: skip
def test_queue_to_an_unusable_address_queues_nothing_and_stops_nobody(address):
    assert an_email(to=address) is None
    assert not OutgoingEmail.objects.exists()


def test_unusable_address_is_not_logged(caplog):
    an_email(to="secret person")

    assert caplog.messages == ["queue_email unusable_address"]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028"])
def test_line_break_in_a_subject_adds_no_header(break_):
    an_email(subject=f"Hello{break_}Bcc: c@d.example")

    outbox.send_waiting()

    (sent,) = mail.outbox
    assert sent.subject == "Hello Bcc: c@d.example"
    assert sent.recipients() == ["ada@fernwick.example"]


def test_email_goes_out_only_if_what_it_tells_of_happened():
    def queue_and_fail():
        with transaction.atomic():
            an_email()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        queue_and_fail()

    assert outbox.send_waiting() == outbox.Tally()


def test_what_django_sends_goes_to_the_outbox_one_row_a_recipient(settings):
    settings.EMAIL_BACKEND = "people.outbox.Backend"

    send_mail("Password", "Choose one.", None, ["ada@fernwick.example"])
    EmailMessage("News", "For two.", to=["ben@fernwick.example"], cc=["cara@fernwick.example"]).send()

    assert list(OutgoingEmail.objects.values_list("to", "subject").order_by("pk")) == [
        ("ada@fernwick.example", "Password"), ("ben@fernwick.example", "News"), ("cara@fernwick.example", "News"),
    ]  # fmt: skip
    assert not mail.outbox


def test_email_is_written_from_its_template_with_nothing_escaped(settings):
    settings.SITE_NAME = "Learning & Zone"
    home = a_partnership(name="Fernwick & Marlow", short_name="F&M")

    row = outbox.write(
        "roles_changed", to="ada@fernwick.example",
        context={"name": "Ada", "by": "Ben\nBcc: c@d.example", "sentence": "You left.", "partnership": home},
    )  # fmt: skip

    assert (row.subject, outbox.body_of(row).splitlines()[0]) == ("Your roles for F&M", "Dear Ada,")
    assert "on the Learning & Zone" in outbox.body_of(row)


def test_email_is_told_of_no_review():
    with pytest.raises(TypeError, match="not told of a review"):
        outbox.write("joined", to="ada@fernwick.example", context={"name": a_review(partnerships=[a_partnership()])})

    assert not OutgoingEmail.objects.exists()


@pytest.mark.parametrize("file", EMAILS, ids=lambda file: file.stem)
def test_template_begins_with_its_subject(file):
    says = get_template(f"emails/{file.relative_to(FOLDER)}").render({}).strip().splitlines()

    assert says[0]
    assert says[1] == ""
    assert "{%" not in "".join(says)


# -- sending --


def test_send_hands_the_email_to_the_server_as_written(settings):
    body = "Grüße – open it.\n.hidden line"
    with a_mail_server() as server:
        by_smtp(settings, server.port)
        row = an_email(body=body)

        tally = outbox.send_waiting()

    (email,) = server.emails
    assert tally == outbox.Tally(sent=1)
    assert (email["To"], email["Subject"]) == ("ada@fernwick.example", "Something waits for you")
    assert email["From"] == settings.DEFAULT_FROM_EMAIL
    assert email["Message-ID"].startswith(f"<{row.pk}.")
    assert email.get_content().replace("\r\n", "\n").rstrip("\n") == body


def test_sent_email_is_never_sent_again_and_its_words_are_forgotten():
    row = an_email(body="A secret link.")

    outbox.send_waiting()
    make_due()
    outbox.send_waiting()

    row.refresh_from_db()
    assert len(mail.outbox) == 1
    assert row.sent_at
    assert row.body == ""


def test_email_in_the_hand_of_another_run_is_left_alone():
    row = an_email()

    assert outbox._take_one() == row
    assert outbox._take_one() is None
    assert outbox.send_waiting() == outbox.Tally()


def test_email_that_a_dead_run_had_in_hand_is_sent_later():
    an_email()
    outbox._take_one()
    OutgoingEmail.objects.update(send_after=timezone.now() - timedelta(seconds=1))

    assert outbox.send_waiting().sent == 1


def test_limit_leaves_the_rest_for_the_next_run():
    for _ in range(3):
        an_email()

    assert [outbox.send_waiting(limit=2).sent, outbox.send_waiting(limit=2).sent] == [2, 1]


# -- when it cannot be sent --


def test_server_that_is_down_loses_nothing(settings):
    for _ in range(3):
        an_email()
    by_smtp(settings, a_port_nobody_listens_on())

    down = outbox.send_waiting()
    with a_mail_server() as server:
        by_smtp(settings, server.port)
        make_due()
        up = outbox.send_waiting()

    assert down == outbox.Tally(put_off=1, unreachable="ConnectionRefusedError")
    assert up.sent == len(server.emails) == 3


def test_refused_mailbox_does_not_hold_up_the_others(settings):
    with a_mail_server(refuses=["ada@fernwick.example"]) as server:
        by_smtp(settings, server.port)
        refused = an_email()
        an_email(to="ben@fernwick.example")

        tally = outbox.send_waiting()

    refused.refresh_from_db()
    assert tally == outbox.Tally(sent=1, put_off=1)
    assert [email["To"] for email in server.emails] == ["ben@fernwick.example"]
    assert "no such mailbox" in refused.last_fault


def test_waits_grow_and_end_after_about_three_days(settings, caplog):
    row = an_email()
    by_smtp(settings, a_port_nobody_listens_on())

    waits = []
    for _ in range(outbox.MOST_TRIES - 1):
        outbox.send_waiting()
        row.refresh_from_db()
        waits.append(round((row.send_after - timezone.now()).total_seconds() / 60))
        make_due()
    assert waits == sorted(waits)
    assert waits[0] == 1
    assert timedelta(days=3) < timedelta(minutes=sum(waits)) < timedelta(days=4)

    tally = outbox.send_waiting()

    row.refresh_from_db()
    assert tally.given_up == 1
    assert row.given_up_at
    assert row.body  # to be tried again by hand
    assert [one.levelno for one in caplog.records if "give_up" in one.message] == [logging.ERROR]
    assert "fernwick" not in caplog.text
    assert outbox.troubles() == ["1 e-mail could not be delivered, and is not tried any more."]


# -- the command --


def test_command_tells_what_it_did(capsys):
    an_email()

    call_command("send_mail")

    assert capsys.readouterr().out == "1 sent, 0 put off until later, 0 given up.\n"


def test_command_ends_loudly_when_the_server_cannot_be_reached(settings):
    an_email()
    by_smtp(settings, a_port_nobody_listens_on())

    with pytest.raises(CommandError, match="cannot be reached"):
        call_command("send_mail")


def test_command_ends_loudly_when_an_email_is_given_up_and_tries_it_again_when_asked(settings):
    with a_mail_server(refuses=["ada@fernwick.example"]) as server:
        by_smtp(settings, server.port)
        an_email()
        OutgoingEmail.objects.update(tries=outbox.MOST_TRIES - 1)
        with pytest.raises(CommandError, match="told another way"):
            call_command("send_mail")

        server.refused.clear()
        call_command("send_mail", again=True)

    assert len(server.emails) == 1
    assert not outbox.troubles()


# -- keeping --


def test_sent_emails_are_forgotten_after_thirty_days_and_waiting_ones_are_not():
    old, waiting = an_email(), an_email()
    OutgoingEmail.objects.filter(pk=waiting.pk).update(send_after=timezone.now() + timedelta(days=60))
    outbox.send_waiting()
    OutgoingEmail.objects.filter(pk=old.pk).update(sent_at=timezone.now() - timedelta(days=31))

    outbox.send_waiting()

    assert list(OutgoingEmail.objects.all()) == [waiting]


def test_trouble_is_seen_when_the_timer_has_stopped_and_not_before():
    an_email()
    assert not outbox.troubles()

    OutgoingEmail.objects.update(send_after=timezone.now() - timedelta(hours=2))

    (trouble,) = outbox.troubles()
    assert "does the timer for send_mail run?" in trouble
