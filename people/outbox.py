"""The outbox: e-mail is written into the database with what it tells of, and sent later on a timer.

So it goes out if, and only if, what it tells of has happened, and a mail server that is down stops nobody's work.
It is sent at least once: a machine that fails between handing an e-mail over and writing that down sends it again,
under the same Message-ID.

Bodies lie here encrypted, and the token for a forgotten password is not made before its e-mail is sent: whoever reads
the database, or a back-up of it, finds no link that opens anything.

Logs carry primary keys, never an address.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPHeloError,
    SMTPNotSupportedError,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.db.models import Model, Q
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone

from people.models import OutgoingEmail
from people.sign_in import forgotten
from portal.encryption import CannotBeDecrypted, decrypt, encrypt
from portal.text.sentences import counted, hour_in_words

log = logging.getLogger(__name__)

# Minutes to wait after each failure; then every four hours, until it is given up after some three days.
WAITS = (1, 5, 15, 60, 120)
LATER = 240
MOST_TRIES = 24
# A run that died keeps what it had in hand for so long. Longer than any server may take (EMAIL_TIMEOUT).
IN_HAND = timedelta(minutes=15)
KEPT = timedelta(days=30)
LATE = timedelta(hours=1)  # an e-mail that is due for longer says that the timer has stopped
PURPOSE = "e-mail"
# What would happen to the next e-mail too.
OF_THE_SERVER = (
    SMTPServerDisconnected, SMTPConnectError, SMTPHeloError, SMTPAuthenticationError, SMTPNotSupportedError,
    SMTPSenderRefused,
)  # fmt: skip


def write(template: str, *, to: str, context: dict[str, object]) -> OutgoingEmail | None:
    """Write an e-mail into the outbox, in the caller's transaction. There is no other way to send one.

    `template` is a file of templates/emails/, without “.txt”: its first line is the subject, what follows the body.
    `context` is what it may say. Returns the row; None for an empty or unusable address, because somebody whom nobody
    can write to stops no verb. Raises TypeError for a row of anything but people in the context: an e-mail names no
    review, and a template could follow such a row to one.
    """
    subject, body = _laid_out(template, context)
    return queue(to=to, subject=subject, body=body)


def ask_for(template: str, *, to: str) -> OutgoingEmail | None:
    """Ask for an e-mail that is written when it is sent, if there is anybody to write to (people/sign_in/forgotten.py).

    It costs the same whether or not there is somebody with this address, and tells nobody.
    """
    return _put(to, template=template)


def queue(*, to: str, subject: str, body: str) -> OutgoingEmail | None:
    """Put finished words into the outbox: for Django's own e-mail, and for tests of the sending."""
    return _put(to, subject=" ".join(subject.split())[:200], body=encrypt(body, purpose=PURPOSE))


def body_of(row: OutgoingEmail) -> str:
    """The body of an e-mail that waits. Raises CannotBeDecrypted after the key of the site was lost."""
    return decrypt(row.body, purpose=PURPOSE)


def _laid_out(template: str, context: dict[str, object]) -> tuple[str, str]:
    """The subject, with nothing in it that could add headers, and the body of an e-mail."""
    for value in context.values():
        if isinstance(value, Model) and value._meta.app_label != OutgoingEmail._meta.app_label:
            raise TypeError(f"An e-mail is not told of a {value._meta.verbose_name}, only of what it may say of one.")
    site = {
        "site_name": settings.SITE_NAME,
        "public_address": settings.PUBLIC_ADDRESS,
        "staff_address": settings.PUBLIC_ADDRESS + reverse("admin:index"),
    }
    words = get_template(f"emails/{template}.txt").template.render(Context({**site, **context}, autoescape=False))
    subject, _, body = words.strip().partition("\n")
    return subject, body.strip() + "\n"


def _put(to: str, **words: str) -> OutgoingEmail | None:
    try:
        validate_email(to)
    except ValidationError:
        if to:
            log.warning("queue_email unusable_address")
        return None
    if len(to) > 254:
        log.warning("queue_email unusable_address")
        return None
    now = timezone.now()
    return OutgoingEmail.objects.create(to=to, made_at=now, send_after=now, **words)


class Backend(BaseEmailBackend):
    """Django's way out: what Django and its apps send goes through the outbox like everything else."""

    def send_messages(self, email_messages) -> int:
        """Queue each message for each of its recipients, words only; how many messages were taken."""
        taken = 0
        for message in email_messages:
            rows = [queue(to=to, subject=message.subject, body=str(message.body)) for to in message.recipients()]
            taken += any(rows)
        return taken


@dataclass
class Tally:
    """What came of one run. `unreachable` says in words why the mail server could not be reached."""

    sent: int = 0
    put_off: int = 0
    given_up: int = 0
    unreachable: str = ""

    def tried(self) -> int:
        """How many e-mails this run took in hand."""
        return self.sent + self.put_off + self.given_up


def send_waiting(limit: int = 200) -> Tally:
    """Send what is due, oldest first, at most `limit` e-mails; then forget what was sent 30 days ago.

    Two runs at once never send the same e-mail. When the server cannot be reached the run ends, and
    everything waits for the next one.
    """
    tally = Tally()
    connection = None
    while tally.tried() < limit and not tally.unreachable and (row := _take_one()):
        try:
            if (message := _message(row)) is None:
                row.delete()  # nobody has this address: that an e-mail was asked for is nothing to keep
                continue
            if connection is None:
                connection = get_connection(settings.EMAIL_TRANSPORT)
                connection.open()
            connection.send_messages([message])
        except (OSError, SMTPException, ValueError, CannotBeDecrypted) as fault:
            if _is_server_fault(fault):
                tally.unreachable = type(fault).__name__
            if _put_off(row, fault):
                tally.put_off += 1
            else:
                tally.given_up += 1
        else:
            # the words have done their work: a link to choose a password must not lie about
            OutgoingEmail.objects.filter(pk=row.pk).update(sent_at=timezone.now(), body="", last_fault="")
            tally.sent += 1
            log.info("send_email email=%s tries=%s", row.pk, row.tries)
    if connection is not None:
        connection.close()
    before = timezone.now() - KEPT
    OutgoingEmail.objects.filter(Q(sent_at__lt=before) | Q(given_up_at__lt=before)).delete()
    return tally


def try_again() -> int:
    """Make everything that was given up due again, as when the mail server was down for days; how many."""
    given_up = OutgoingEmail.objects.filter(given_up_at__isnull=False)
    return given_up.update(given_up_at=None, tries=0, send_after=timezone.now())


def troubles() -> list[str]:
    """What is wrong with e-mail now, in sentences for site administrators; empty when all is well."""
    found = []
    if given_up := OutgoingEmail.objects.filter(given_up_at__isnull=False).count():
        found.append(
            f"{counted(given_up, 'e-mail')} could not be delivered, and "
            f"{'are' if given_up > 1 else 'is'} not tried any more."
        )
    waiting = OutgoingEmail.objects.filter(sent_at=None, given_up_at=None)
    if put_off := waiting.filter(tries__gt=1).count():
        found.append(f"{counted(put_off, 'e-mail')} could not be delivered yet. They are tried again.")
    late = waiting.filter(tries=0, send_after__lt=timezone.now() - LATE).order_by("send_after").first()
    if late and settings.PORTAL_ENV != "demo":  # where no timer runs, and nobody has these addresses
        since = hour_in_words(late.send_after)
        found.append(f"E-mail has not been sent since {since}: does the timer for send_mail run?")
    return found


def _take_one() -> OutgoingEmail | None:
    """The e-mail that is due longest, now in this run's hand. The update is what claims it, on either
    database: of two runs that chose the same row, one finds it changed and takes the next."""
    while True:
        now = timezone.now()
        due = OutgoingEmail.objects.filter(sent_at=None, given_up_at=None, send_after__lte=now)
        row = due.order_by("send_after", "pk").first()
        if row is None:
            return None
        same = OutgoingEmail.objects.filter(pk=row.pk, tries=row.tries, send_after=row.send_after)
        row.tries, row.send_after = row.tries + 1, now + IN_HAND
        if same.filter(sent_at=None, given_up_at=None).update(tries=row.tries, send_after=row.send_after):
            return row


def _message(row: OutgoingEmail) -> EmailMessage | None:
    """The e-mail as it goes out; None if there is nobody to write it to."""
    if row.template:
        if (asked := forgotten.asked_for(row.to)) is None:
            return None
        to, context = asked
        subject, body = _laid_out(row.template, context)
    else:
        to, subject, body = row.to, row.subject, body_of(row)
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    headers = {"Message-ID": f"<{row.pk}.{row.made_at:%Y%m%d%H%M%S%f}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to], headers=headers)


def _is_server_fault(fault: Exception) -> bool:
    """Whether the server itself is in the way, rather than this one e-mail."""
    return isinstance(fault, OF_THE_SERVER) or not isinstance(fault, (SMTPException, ValueError, CannotBeDecrypted))


def _put_off(row: OutgoingEmail, fault: Exception) -> bool:
    """Try it again later, or give it up: False."""
    now = timezone.now()
    words = f"{type(fault).__name__}: {fault}"[:300]
    if row.tries >= MOST_TRIES:
        OutgoingEmail.objects.filter(pk=row.pk).update(given_up_at=now, last_fault=words)
        log.error("give_up_email email=%s tries=%s fault=%s", row.pk, row.tries, type(fault).__name__)
        return False
    minutes = WAITS[row.tries - 1] if row.tries <= len(WAITS) else LATER
    OutgoingEmail.objects.filter(pk=row.pk).update(send_after=now + timedelta(minutes=minutes), last_fault=words)
    log.warning("put_off_email email=%s tries=%s fault=%s", row.pk, row.tries, type(fault).__name__)
    return True
