"""One word of a text as the search for names sees it: what it is, and how it is written."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from briefings.checklist.identity import wordlists
from briefings.checklist.identity.company import LISTS
from portal.text.word_lists import lines_in, words_in

WORD = re.compile(r"[^\W\d_]{1,40}(?:['\-][^\W\d_]{1,40}){0,4}\.?")
STARTS = re.compile(r"[.!?:;\u2022|>\"\n…][\"'()\[\]*\-–—\s\d.)a-z]{0,3}$")
ABBREVIATED = re.compile(r"(?:^|[\s.(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Rev|Cllr|Sgt|Insp)\.$")
# Badgernet, Healthwatch, Safelives: an ordinary word and one of these is a service or a product.
PRODUCT = re.compile(
    r"(?<=[a-z]{3})(?:net|watch|line|start|link|soft|app|hub|space|lives|minds|point|aid|track|care|bank|call)$"
)
PARTICLE = re.compile(r"(?:al|el|ul|ad|as|an|ar|az|ash|abd|d|o|de|da|du)[-'][A-Z]")
FEWEST_IN_TITLES = 3  # words of four letters and more


@dataclass(frozen=True)
class Word:
    """`text` has no possessive ending and no full stop; `key` is it as it is looked up."""

    text: str
    key: str
    start: int
    end: int
    is_possessive: bool
    lost: bool  # an ending of two signs, 's, was taken off
    is_first: bool  # of a sentence, a line, a quotation
    in_titles: bool  # in a line that gives most of its words a capital, so that a capital says nothing

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital, or as al-Hassan does."""
        return self.text[0].isupper() or bool(PARTICLE.match(self.text))

    @cached_property
    def is_acronym(self) -> bool:
        """All in capitals where the line is not, or an abbreviation such as CSPRs or PhD."""
        bare = self.text.replace("-", "").replace("'", "").rstrip("s")
        capitals = sum(letter.isupper() for letter in bare)
        if len(self.text) < 2 or capitals <= max(1, len(bare) // 2):
            return False
        if self.key.startswith(("mc", "mac", "o'")) and not self.text.isupper():
            return False
        listed = self.key in wordlists.given_names() or self.key in wordlists.sure_surnames()
        return not (len(self.text) > 3 and self.text.isupper() and listed)

    @cached_property
    def is_double_barrelled(self) -> bool:
        """Names tied by a hyphen: Grace-Mae, Smith-Jones. Not: multi-agency, Child-Centred."""
        parts = [part for part in self.text.split("-") if part]
        keys = [wordlists.folded(part) for part in parts if part[0].isupper() and len(part) > 1]
        sure = wordlists.given_names() | wordlists.sure_surnames()
        if any(key in sure for key in keys):
            return True
        return len(keys) == len(parts) > 1 and all(key in wordlists.names_that_are_words() for key in keys)

    @cached_property
    def has_capital_inside(self) -> bool:
        """SystmOne, PowerPoint: what a company calls its product. Not McCall, not O'Neill, not Anne-Marie."""
        return bool(re.search(r"[a-z][A-Z]", self.text)) and not self.key.startswith(
            ("mc", "mac", "fitz", "de", "di", "la", "le", "van")
        )

    @cached_property
    def is_known(self) -> bool:
        """A day, a people, a faith, a service, a large place: a capital of its own, and nobody of a case."""
        if self.key in wordlists.proper() or self.key in wordlists.places() or self.has_capital_inside:
            return True
        if PRODUCT.search(self.key) and not self.in_titles and is_common(PRODUCT.sub("", self.key)):
            return True
        single = self.key.removesuffix("s")
        return self.key.endswith("s") and (single in wordlists.places() or single in wordlists.proper())

    @cached_property
    def is_known_plural(self) -> bool:
        """A plural that is an ordinary word: the Parks, the Brooks are families, the Kings may be."""
        return self.is_known or self.key in wordlists.of_organisations()

    @cached_property
    def is_ordinary(self) -> bool:
        """Whether it is English, whole, in its parts, or without its ending."""
        return is_ordinary(self.key)

    @cached_property
    def is_common(self) -> bool:
        """Whether it may be English, if a rare word of it: what a sentence's start gives a capital."""
        return is_common(self.key)


@lru_cache(maxsize=20_000)
def is_ordinary(key: str) -> bool:
    """Whether a word in small letters is ordinary English, whole, in its parts, or without its ending."""
    if key in wordlists.proper() or key in wordlists.of_organisations() or key in wordlists.places():
        return True
    return _is_in(key, wordlists.ordinary())


def is_common(key: str) -> bool:
    """Whether a word in small letters may be English, if a rare word of it."""
    return is_ordinary(key) or _is_in(key, wordlists.hardly_rare())


def _is_in(key: str, known: frozenset[str]) -> bool:
    if key in known:
        return True
    if "-" in key:
        return all(is_ordinary(part) or _is_in(part, known) for part in key.split("-") if len(part) > 2)
    if "'" in key and not key.startswith(("o'", "d'")):  # O'Hara is not “o”
        return key.split("'")[0] in known
    for ending, instead in ENDINGS:
        if key.endswith(ending) and len(key) > len(ending) + 3 and (key.removesuffix(ending) + instead) in known:
            return True
    return any(key.startswith(start) and key.removeprefix(start) in known for start in BEGINNINGS)


ENDINGS = [line.partition(" ")[::2] for line in lines_in(LISTS / "endings.txt")["endings"]]
BEGINNINGS = words_in(LISTS / "endings.txt")["beginnings"]


def words_of(text: str) -> list[Word]:
    """The words of a text, in its order."""
    titles = _lines_in_titles(text)
    found: list[Word] = []
    previous_end, line = 0, 0
    for match in WORD.finditer(text):
        bare = match[0].rstrip(".")
        between = text[previous_end : match.start()]
        line += between.count("\n")
        is_first = previous_end == 0 or bool(STARTS.search(text[max(0, previous_end - 1) : match.start()]))
        abbreviated = is_first and previous_end and text[previous_end - 1] == "." and "\n" not in between
        if abbreviated and ABBREVIATED.search(text[max(0, previous_end - 6) : previous_end]):
            is_first = False  # J. Smith
        previous_end = match.end()
        lost = bare.endswith("'s") or bare.endswith("'S")
        is_possessive = lost or (bare.endswith("s") and text[match.end() : match.end() + 2] in {"' ", "'\n"})
        bare = bare[:-2] if lost else bare
        if bare:
            found.append(
                Word(
                    bare,
                    wordlists.folded(bare),
                    match.start(),
                    match.start() + len(bare),
                    is_possessive,
                    lost,
                    is_first,
                    line in titles,
                )  # fmt: skip
            )
    return found


def _lines_in_titles(text: str) -> frozenset[int]:
    """The lines, by number, in which most long words have a capital."""
    found = set()
    for number, line in enumerate(text.split("\n")):
        if len(line) > 200:
            continue
        long = [word for word in re.findall(r"[^\W\d_]{4,}", line)]
        capitals = sum(word[0].isupper() for word in long)
        if (
            len(long) >= FEWEST_IN_TITLES or (len(long) == 2 and not line.rstrip().endswith("."))
        ) and capitals >= 0.75 * len(long):
            found.add(number)
    return frozenset(found)
