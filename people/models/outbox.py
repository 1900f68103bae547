"""E-mail waiting to be sent: written with what it tells of, sent later by a command on a timer."""

from django.db import models
from django.db.models import Q


class OutgoingEmail(models.Model):
    """One e-mail to one address. It names no review and no words of one: a mailbox is not a safe place."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField(help_text="Encrypted (portal/encryption.py): it may hold a link that opens an account.")
    template = models.CharField(
        max_length=60, blank=True, help_text="Of an e-mail that is written when it is sent; then `body` is empty."
    )
    made_at = models.DateTimeField()
    send_after = models.DateTimeField(help_text="Later at each failure.")
    tries = models.PositiveSmallIntegerField(default=0)
    last_fault = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["send_after", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(sent_at=None) | Q(given_up_at=None), name="sent_or_given_up_not_both"),
        ]
        indexes = [
            models.Index(
                fields=["send_after"], condition=Q(sent_at=None, given_up_at=None), name="e_mail_waiting_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({'sent' if self.sent_at else 'given up' if self.given_up_at else 'waiting'})"
