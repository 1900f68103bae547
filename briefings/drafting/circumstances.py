"""What the world around a draft says about it, gathered for the checklist each time it is asked."""

from collections.abc import Callable, Iterator
from itertools import chain

from django.db.models import Q

from briefings.checklist import Choice, Circumstances, Published
from briefings.models.briefing import Briefing
from briefings.models.edition import Edition
from briefings.models.imported import LeftOver
from briefings.rendering import fonts
from briefings.rendering.signs import signs_replaced
from people.colour import LEAST_CONTRAST, contrast
from people.models import Partnership
from portal.text.sentences import day_in_words
from reviews.models.protected import ProtectedPhrase
from reviews.models.review import Review, ReviewPartnership
from reviews.models.rules import AllowedName, AvoidedWord, StoppingAdvice
from reviews.models.vocabulary import GlossaryTerm, Resource, Sector, Theme
from reviews.protection import found_in, looked_for, nearly_in


def circumstances_of(briefing: Briefing, *, change_note: str | None = None) -> Circumstances:
    """Holds and protected terms of the briefing's review, its partnerships' rules, and what is public of the same.

    `change_note` is given when somebody submits.
    """
    wanted = change_note is not None and briefing.editions.exclude(number=None).exists()
    waiting = LeftOver.objects.filter(imported__briefing=briefing, why=LeftOver.Why.UNPLACED, settled_at=None)
    always = {
        "change_note_wanted": wanted,
        "change_note": change_note or "",
        "unplaced": waiting.count(),
        "replaced_signs": tuple(_signs_in(briefing)),
        **_rules_of(briefing),
        "own_mailboxes": _mailboxes(),
        "known_acronyms": dict(GlossaryTerm.objects.values_list("abbreviation", "expansion")),
        "dead_links": _dead_links(),
        "themes": tuple(Choice(one.slug, one.name, tuple(one.synonyms.splitlines())) for one in Theme.objects.all()),
        "sectors": tuple(Choice(one.slug, one.name) for one in Sector.objects.all()),
    }
    if briefing.review is None:
        return Circumstances(protected_elsewhere=_protected_elsewhere(briefing), **always)
    holds = tuple(briefing.review.open_holds().values_list("reason", flat=True))
    phrases = ProtectedPhrase.objects.filter(term__review=briefing.review)
    return Circumstances(
        holds=holds,
        protected_in=_look_for(phrases.exclude(form=ProtectedPhrase.Form.NEAR)),
        nearly_protected=_look_for(phrases.filter(form=ProtectedPhrase.Form.NEAR), search=nearly_in),
        no_longer_protected=tuple(_no_longer_protected(briefing)),
        protected_elsewhere=_protected_elsewhere(briefing),  # after the holds, as all that is protected
        published=_published(briefing),
        publication_kind=briefing.review.publication_kind,
        review_partnerships={one.slug: one.name for one in briefing.review.partnerships_in_order()},
        **always,
    )


def _signs_in(briefing: Briefing) -> Iterator[tuple[str, str, str]]:
    """The signs of a draft that no typeface has: where each stands, and what is printed for it."""
    typed = [("title", briefing.title), ("summary", briefing.summary), ("contact", briefing.contact_override)]
    for part in briefing.parts.all():
        words = (part.heading, part.body, part.attribution, part.addressees, part.alt_text)
        typed += [(f"part-{part.position}", one) for one in words]
    for where, text in typed:
        for sign, written in signs_replaced(text, letters=fonts.letters()):
            yield where, sign, written


def circumstances_of_all() -> Circumstances:
    """For words that stand beside every briefing: the terms of all reviews, and what everybody may say.

    Initials are advice: those of somebody in one of all reviews are an abbreviation somewhere else.
    """
    phrases, initials = ProtectedPhrase.objects, [ProtectedPhrase.Form.INITIALS]
    return Circumstances(
        protected_in=_look_for(phrases.exclude(form__in=[*initials, ProtectedPhrase.Form.NEAR])),
        protected_elsewhere=_look_for(phrases.filter(form__in=initials)),
        nearly_protected=_look_for(phrases.filter(form=ProtectedPhrase.Form.NEAR), search=nearly_in),
        allowed_names=frozenset(
            chain(
                AllowedName.objects.filter(partnership=None).values_list("name", flat=True),
                Partnership.objects.values_list("area", flat=True),
                Partnership.objects.values_list("name", flat=True),
            )
        ),
        own_mailboxes=_mailboxes(),
        known_acronyms=dict(GlossaryTerm.objects.values_list("abbreviation", "expansion")),
    )


def _mailboxes() -> frozenset[str]:
    return frozenset(mailbox.lower() for mailbox in Partnership.objects.values_list("mailbox", flat=True))


def _rules_of(briefing: Briefing) -> dict[str, object]:
    """What its partnerships ask for beyond what everybody asks: the strictest of them decides."""
    signing = briefing.partnership_links.values("partnership")
    for_it = Q(partnership=None) | Q(partnership__in=signing)
    return {
        "stopping": frozenset(StoppingAdvice.objects.filter(partnership__in=signing).values_list("code", flat=True)),
        "allowed_names": frozenset(
            chain(AllowedName.objects.filter(for_it).values_list("name", flat=True), _names_it_may_say(briefing))
        ),
        "faint_colours": _faint(briefing),
        "avoided_words": tuple(AvoidedWord.objects.filter(for_it).values_list("words", "instead")),
    }


def _faint(briefing: Briefing) -> tuple[str, ...]:
    """Partnerships that sign with a colour that cannot be read as words on white."""
    return tuple(
        one.short_name
        for one in briefing.partnerships_in_order()
        if min(contrast(colour, "#ffffff") for colour in (one.colour, one.second_colour)) < LEAST_CONTRAST
    )


def _names_it_may_say(briefing: Briefing) -> Iterator[str]:
    """Where its partnerships are, and of its review what is meant to be said."""
    yield from briefing.partnership_links.values_list("partnership__area", flat=True)
    if briefing.review:
        yield from briefing.review.subjects.values_list("pseudonym", flat=True)
        yield from briefing.review.reviewers.values_list("name", flat=True)


def _protected_elsewhere(briefing: Briefing) -> Callable[[str], bool]:
    """A look for terms of other reviews, but only of those that every partnership of the briefing works on.

    So nobody can find out by trying what another partnership protects.
    """
    signing = list(briefing.partnership_links.values_list("partnership", flat=True))
    others = Review.objects.exclude(pk=briefing.review_id) if signing else Review.objects.none()
    for partnership in signing:
        others = others.filter(pk__in=ReviewPartnership.objects.filter(partnership=partnership).values("review"))
    as_typed = [ProtectedPhrase.Form.WHOLE, ProtectedPhrase.Form.OTHER]  # a first name alone is anybody's
    return _look_for(ProtectedPhrase.objects.filter(term__review__in=others, form__in=as_typed))


def _no_longer_protected(briefing: Briefing) -> Iterator[str]:
    """What lost its protection without the approvers of the last published wording being told: what, who, when, why."""
    last = briefing.editions.exclude(number=None).order_by("-number").values_list("problems", flat=True).first()
    # By what its approvers were told, and not by time: a clock that was set back would hide it from the next ones.
    told = [problem["message"] for problem in last or ()]
    for term in briefing.review.protected_terms.exclude(stopped_at=None).select_related("stopped_by"):
        day = day_in_words(term.stopped_at)
        news = f"{term.get_kind_display()}: {term.stopped_by} stopped it on {day}. “{term.stopping_reason}”"
        if not any(message.endswith(news) for message in told):
            yield news


def _look_for(phrases, *, search=found_in) -> Callable[[str], bool]:
    """What says whether one of these phrases stands in a text: never which, and never where in it."""
    wanted = looked_for(phrases)
    return lambda text: bool(search(text, wanted))


def _published(briefing: Briefing) -> tuple[Published, ...]:
    """What everybody can read of the same review now. Never a draft, nor an edition on its way."""
    editions = Edition.objects.public().filter(briefing__review=briefing.review).select_related("briefing")
    return tuple(
        Published(one.briefing.rules.name.lower(), one.text, one.title, is_own=one.briefing_id == briefing.pk)
        for one in editions.only("text", "title", "briefing__format").order_by("pk")
    )


def _dead_links() -> dict[str, str]:
    """Resources whose address does not answer as it should, by name, as `manage.py check_links` found."""
    bad = [
        Resource.LinkState.MOVED,
        Resource.LinkState.GONE,
        Resource.LinkState.UNREACHABLE,
        Resource.LinkState.REFUSED,
    ]
    return {one.slug: one.link_state for one in Resource.objects.filter(link_state__in=bad).only("slug", "link_state")}
