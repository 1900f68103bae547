"""E-mails that tell people what happened to an edition, written in the transaction of the verb they tell of.

They name no title and no words: a mailbox is not a safe place. Format, partnerships, reference, and an address
that asks for signing in.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from briefings import formats
from briefings.models import Edition
from briefings.publishing.times import in_words
from people import outbox
from people.models import Person, Role
from portal.text.sentences import listed

WORKING = (Role.OFFICER, Role.APPROVER)


@dataclass(frozen=True)
class Letter:
    """What one kind of e-mail says. `{what}` is the format and who signs; `{when}` a moment, where there is one."""

    subject: str
    says: str
    roles: tuple[str, ...] = WORKING


LETTERS = {
    "approval_wanted": Letter(
        "Your approval is asked for", "{what} waits for your approval. Read it, then approve it or send it back.",
        (Role.APPROVER,),
    ),
    "sent_back": Letter("Sent back", "{what} was sent back. What should change, and why, is in its history."),
    "approved": Letter("Approved by all", "{what} is approved by every partnership that signs it. It is not public "
                       "until somebody publishes it, or says when it is to be published."),
    "will_be_published": Letter("To be published soon", "{what} will be published on {when}. "
                                "Until then it can be moved to another time, or its schedule cancelled."),
    "published": Letter("Published", "{what} was published. Everybody can read it now."),
    "changed": Letter("A changed edition was published", "{what} was changed, and published in its new wording. "
                      "What changed is on its page: who read it before should read it again."),
    "could_not_publish": Letter("COULD NOT BE PUBLISHED", "{what} was to be published on {when}, and could not be. "
                                "The public does not have it, and it will not be tried again by itself. Sign in to "
                                "read why, put it right, and publish it or give it a new time."),
    "withdrawn": Letter("Withdrawn", "{what} was withdrawn: its words are gone from the public pages."),
    "marked_out_of_date": Letter("Marked as out of date", "{what} now stands under a notice that it is out of date."),
    "withdrawn_in_emergency": Letter(
        "WITHDRAWN IN AN EMERGENCY",
        "{what} was withdrawn at once by one person alone. Somebody else has to look at it now, and say whether it "
        "was right. If you have sent or printed copies, stop using them and call them back.",
        (Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR),
    ),
}  # fmt: skip


def tell(what: str, edition: Edition, *, besides: Iterable[int] = (), when=None) -> None:
    """Write the e-mails of one kind (see LETTERS) to the people of the partnerships that sign an edition.

    `besides` are people (by number) who get none, such as whoever did it. People who left get none.
    """
    letter = LETTERS[what]
    signing = [link.partnership for link in edition.partnership_links.select_related("partnership")]
    asked = edition.approvals_wanted() if what == "approval_wanted" else signing
    people = Person.objects.filter(
        pk__in=Person.objects.filter(memberships__partnership__in=asked, memberships__role__in=letter.roles),
        is_active=True,
        is_staff=True,
    )
    kind = formats.FORMATS[edition.content["format"]].name
    thing = f"{_article(kind)} of {listed(partnership.short_name for partnership in signing)}"
    says = letter.says.format(what=thing, when=in_words(when) if when else "")
    body = (
        f"{says}\n\n"
        f"Reference {edition.reference}:\n"
        f"{settings.PUBLIC_ADDRESS}{reverse('admin:briefings_edition_change', args=[edition.pk])}\n\n"
        "On purpose this e-mail names no case. Sign in to see what it is about.\n"
    )
    for address in people.exclude(pk__in=besides).exclude(email="").order_by("pk").values_list("email", flat=True):
        outbox.queue(to=address, subject=f"{letter.subject}: {kind.lower()}, {edition.reference}", body=body)


def _article(kind: str) -> str:
    return f"A {kind[0].lower()}{kind[1:]}"
