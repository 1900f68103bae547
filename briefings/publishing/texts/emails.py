"""E-mails that tell people what happened to words outside any edition, written in the transaction of the verb.

They say of what kind the words are and where to read them, never the words: nobody may have approved them yet.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from briefings.models.text import TextKind, TextVersion
from briefings.publishing.texts.kinds import KINDS
from people import outbox
from people.models import Membership, Person
from people.permissions import may
from people.verbs import VERBS

WHAT = {
    TextKind.THEME: "The public words of a theme",
    TextKind.ABBREVIATION: "The public words of an abbreviation",
    TextKind.PARTNERSHIP: "The public words of a partnership",
    TextKind.NOTICE: "The words of a public notice",
}


def ask_for_approval(version: TextVersion) -> None:
    """Ask people who may approve a version: of the partnerships of whoever submitted it; if nobody there may, of all
    that it concerns; and if nobody there may either, those who run the site.

    A theme or an abbreviation concerns every partnership, whose approvers need not all be written to.
    """
    concerned = version.partnerships_concerned()
    own = concerned & version.submitted_by.roles.keys()
    for asked in (_with_a_role(own), _with_a_role(concerned), Q(is_superuser=True)):
        if approvers := _approvers(version, asked):
            return _write("approval_wanted", version, approvers)


def tell_writers(event: str, version: TextVersion, *, by: Person) -> None:
    """Tell whoever submitted or wrote a version what became of it (a template of emails/texts/), but for `by`."""
    writers = version.writers.values_list("person", flat=True)
    people = Person.objects.filter(pk__in={version.submitted_by_id, *writers} - {by.pk}, is_active=True, is_staff=True)
    _write(event, version, people.order_by("pk"))


def _with_a_role(partnerships: Iterable[int]) -> Q:
    roles = VERBS["approve_text"].roles
    held = Membership.objects.filter(partnership__in=partnerships, role__in=roles)
    return Q(pk__in=held.values("person"))


def _approvers(version: TextVersion, asked: Q) -> list[Person]:
    people = Person.objects.filter(asked, is_active=True, is_staff=True).exclude(email="").order_by("pk")
    return [person for person in people if may(person, "approve_text", version)]


def _write(event: str, version: TextVersion, people: Iterable[Person]) -> None:
    if version.kind == TextKind.NOTICE:
        path = reverse("admin:briefings_edition_notice", args=[version.thing])
    else:
        name = KINDS[version.kind].model._meta.label_lower.replace(".", "_")
        path = reverse(f"admin:{name}_words", args=[version.thing])
    context: dict[str, object] = {"what": WHAT[TextKind(version.kind)], "address": settings.PUBLIC_ADDRESS + path}
    for person in people:
        outbox.write(f"texts/{event}", to=person.email, context=context)
