"""E-mails that tell people what happened to an edition, written in the transaction of the verb they tell of.

They name no title and no words: a mailbox is not a safe place. Format, partnerships, reference, and an address
that asks for signing in.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from briefings import formats
from briefings.models import Edition
from briefings.publishing.times import in_words
from people import outbox
from people.models import Person, Role
from portal.text.sentences import listed

WORKING = (Role.OFFICER, Role.APPROVER)
# Who is told, where it is not everybody who works on it. What an e-mail says: templates/emails/editions/.
ROLES = {
    "approval_wanted": (Role.APPROVER,),
    "withdrawn_in_emergency": (Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR),
}


def tell(event: str, edition: Edition, *, besides: Iterable[int] = (), when: datetime | None = None) -> None:
    """Write the e-mails of an event (a template of emails/editions/) to the people of the partnerships that sign.

    `besides` are people (by number) who get none, such as who did it. People who left get none. `when` is the
    moment that the e-mail speaks of, where it speaks of one.
    """
    signing = [link.partnership for link in edition.partnership_links.select_related("partnership")]
    asked = edition.approvals_wanted() if event == "approval_wanted" else signing
    roles = ROLES.get(event, WORKING)
    people = Person.objects.filter(
        pk__in=Person.objects.filter(memberships__partnership__in=asked, memberships__role__in=roles),
        is_active=True,
        is_staff=True,
    )
    kind = formats.FORMATS[edition.content["format"]].name
    context: dict[str, object] = {
        "what": f"{_article(kind)} of {listed(partnership.short_name for partnership in signing)}",
        "kind": kind.lower(),
        "reference": edition.reference,
        "address": settings.PUBLIC_ADDRESS + reverse("admin:briefings_edition_change", args=[edition.pk]),
        "when": in_words(when) if when else "",
    }
    for address in people.exclude(pk__in=besides).exclude(email="").order_by("pk").values_list("email", flat=True):
        outbox.write(f"editions/{event}", to=address, context=context)


def _article(kind: str) -> str:
    return f"A {kind[0].lower()}{kind[1:]}"
