"""What a check finds, and what it is told of the world around."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace


@dataclass(frozen=True)
class Problem:
    """One thing on the checklist. `where` is what the message links to: part-4, title, contact, sheet …

    `places` are further words to jump to, each with where it stands, when a message is about several. `offer` is what
    would settle it, ready to be accepted in one action: the values for the field that `where` names (a summary, or the
    slugs of themes or sectors); `offer_says` shows them to the officer.
    """

    code: str  # stable: tests, answers and help refer to it
    where: str
    message: str  # what to do, starting with a verb
    stops: bool
    places: tuple[tuple[str, str], ...] = ()
    offer: tuple[str, ...] = ()
    offer_says: str = ""

    @property
    def finding(self) -> str:
        """What an answer answers: these words about this matter. With other words it is another finding."""
        return hashlib.sha256("\0".join([self.code, self.message, *self.offer]).encode()).hexdigest()

    def says(self) -> str:
        """Everything that is shown of it."""
        return "\n".join([self.message, *(words for words, _ in self.places), self.offer_says])

    def as_data(self) -> dict[str, object]:
        """For JSON."""
        seldom = {"places", "offer", "offer_says"}
        return {name: value for name, value in asdict(self).items() if value or name not in seldom}

    def without_offer(self) -> "Problem":
        """The same with nothing to accept."""
        return replace(self, offer=(), offer_says="")


def _nothing_protected(text: str) -> bool:
    return False


@dataclass(frozen=True)
class Published:
    """Words about the same review that the public can read now: what they stand in, and the words."""

    kind: str  # "practitioner briefing"
    text: str
    title: str = ""
    is_own: bool = False  # an earlier edition of the very briefing that is looked at


@dataclass(frozen=True)
class Choice:
    """A theme or sector that may be chosen: how a page names it, and other words that tell of it."""

    slug: str
    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Circumstances:
    """What the world around a Document says about it, gathered anew each time and never stored.

    `holds` are the reasons of the open holds; `protected_in` says whether a text holds a protected term (never
    which, nor where in it), and `protected_elsewhere` does so for terms of other reviews. `unplaced` counts lines of an
    imported source that nobody has placed or left out yet. `stopping` are the codes of advice that a partnership of the
    briefing made to stop. Of drafts it tells nothing: `published` holds only what everybody can read.
    """

    holds: tuple[str, ...] = ()
    protected_in: Callable[[str], bool] = field(default=_nothing_protected)
    protected_elsewhere: Callable[[str], bool] = field(default=_nothing_protected)
    nearly_protected: Callable[[str], bool] = field(default=_nothing_protected)  # a letter's difference
    no_longer_protected: tuple[str, ...] = ()  # what somebody stopped protecting since readers were told last, and why
    change_note_wanted: bool = False
    change_note: str = ""
    unplaced: int = 0
    review_partnerships: Mapping[str, str] = field(default_factory=dict)  # who did its review: address, name
    publication_kind: str = ""  # what was decided for its review: full, briefing_only … ("" for nothing yet)
    stopping: frozenset[str] = frozenset()
    allowed_names: frozenset[str] = frozenset()  # as they were typed
    own_mailboxes: frozenset[str] = frozenset()  # of every partnership of this site, in small letters
    avoided_words: tuple[tuple[str, str], ...] = ()  # words, and what to write instead ("" for nothing in particular)
    known_acronyms: Mapping[str, str] = field(default_factory=dict)  # abbreviation: expansion
    published: tuple[Published, ...] = ()
    dead_links: Mapping[str, str] = field(
        default_factory=dict
    )  # resource: its link state: moved, gone, unreachable, refused
    faint_colours: tuple[str, ...] = ()  # short names of signing partnerships whose colours are hard to read on white
    themes: tuple[Choice, ...] = ()  # all there are to choose from
    sectors: tuple[Choice, ...] = ()
    replaced_signs: tuple[tuple[str, str, str], ...] = ()  # where, the sign as typed, and what is printed for it
