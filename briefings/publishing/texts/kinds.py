"""What each kind of text is the wording of, which fields readers get of it, and where its public row is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import models

from briefings.models.edition import Edition, State
from briefings.models.public import PublicAbbreviation, PublicPartnership, PublicTheme
from briefings.models.text import TextKind
from briefings.publishing import public_rows
from people.models import Partnership
from people.permissions import Refused
from reviews.models.vocabulary import GlossaryTerm, Theme

Words = Mapping[str, str]


@dataclass(frozen=True)
class Kind:
    """One kind of text. `fields` are the public ones, as the thing's own form names them.

    `put` writes the public row of a thing's number and words in place of the one there; `take` deletes it.
    """

    kind: str
    model: type[models.Model]
    fields: tuple[str, ...]
    put: Callable[[int, Words], None]
    take: Callable[[int], None]

    def words_of(self, thing: models.Model) -> dict[str, str]:
        """What the thing's draft says in its public fields."""
        # a browser ends lines its own way: that changes no word
        said = {name: str(getattr(thing, name) or "") for name in self.fields}
        return {name: "\n".join(value.strip().splitlines()) for name, value in said.items()}

    def label_of(self, field: str) -> str:
        """What a field is called on the screens."""
        return str(getattr(self.model._meta.get_field(field), "verbose_name", field))

    def thing(self, number: int) -> models.Model | None:
        """The row that is edited; None when it was deleted."""
        return self.model._default_manager.filter(pk=number).first()


def _kind(kind: str, model: type[models.Model], public: type[models.Model], *fields: str) -> Kind:
    rows = public._default_manager

    def put(thing: int, words: Words) -> None:
        take(thing)
        rows.create(thing=thing, **words)

    def take(thing: int) -> None:
        rows.filter(thing=thing).delete()

    return Kind(kind, model, fields, put, take)


def _put_notice(thing: int, words: Words) -> None:
    edition = Edition.objects.get(pk=thing)
    later = edition.briefing.editions.filter(number__gt=edition.number)
    if edition.state not in {State.WITHDRAWN, State.OUT_OF_DATE} or later.exists():
        raise Refused("Something newer stands at this address, so this notice has no place any more. Send it back.")
    public_rows.word_notice(words["slug"], notice=words["notice"], is_above_words=edition.state == State.OUT_OF_DATE)


def _take_notice(thing: int) -> None:
    edition = Edition.objects.get(pk=thing)
    later = edition.briefing.editions.filter(number__gt=edition.number)
    if not later.exists():  # otherwise it went with what came after it
        public_rows.word_notice(edition.content["slug"], notice="", is_above_words=edition.state == State.OUT_OF_DATE)


KINDS = {
    one.kind: one
    for one in (
        _kind(TextKind.THEME, Theme, PublicTheme, "slug", "name", "synonyms", "description"),
        _kind(TextKind.ABBREVIATION, GlossaryTerm, PublicAbbreviation, "abbreviation", "expansion"),
        _kind(
            TextKind.PARTNERSHIP, Partnership, PublicPartnership,
            "slug", "name", "mailbox", "website", "logo", "second_colour",
        ),
        Kind(TextKind.NOTICE, Edition, ("notice",), _put_notice, _take_notice),
    )
}  # fmt: skip


def kind_of(thing: models.Model) -> Kind:
    """The kind of text that a row is the draft of.

    Raises LookupError for any other row: the words of those go out only frozen in an edition.
    """
    for one in KINDS.values():
        if isinstance(thing, one.model):
            return one
    raise LookupError(f"{thing._meta.label} is the draft of no text.")
