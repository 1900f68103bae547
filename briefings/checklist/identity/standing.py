"""Where a word stands among others, and whether those are the company of a person.

company.py has the words that are looked for; names.py judges by what is found here.
"""

import re
from dataclasses import dataclass

from briefings.checklist.identity import company, wordlists
from briefings.checklist.identity.word import Word

AGE_IN_BRACKETS = re.compile(
    r" ?\((?:then |now |aged? ?|born )?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen)(?:[ -](?:years?|months?|weeks?|days?|yrs?|mths?)[^)\n]{0,14})?[),;]"
)
AGE_AFTER_COMMA = re.compile(
    r"(?:, (?:who (?:is|was) )?(?:then |now |just |only )?(?:aged? (?:just |about |only )?)?| aged? (?:just |only )?)"
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen)(?:[,;.)]| (?:years?|months?|weeks?|days?)\b| and\b|-(?:year|month|week|day)s?-old)"
)
_AGES = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty)"
)
AGED = re.compile(
    r" (?:was|is|were|turned|became|had (?:just )?turned|had become) (?:then |now |just |only |not yet |nearly |"
    rf"almost |about |still |barely |already )?{_AGES}(?: (?:and a half )?(?:years?|months?|weeks?|days?|yrs?|mths?)"
    r"[ -](?:old|of age)\b| when (?:he|she|they|it|his|her|their|the)\b)", re.I,
)  # fmt: skip
A_PERSON = re.compile(
    r" (?:is|was|were) (?:a|an|the|our|her|his|their|my) (?:[a-z'-]{1,20},? ){0,3}(?:boy|girl|child|baby|toddler|"
    r"infant|teenager|youngster|lad|pupil|mother|father|mum|dad|son|daughter|brother|sister|twin|aunt|uncle|cousin|"
    r"grandmother|grandfather|nan|gran)\b(?! (?:step|friendly|steps|boom|of all))"
)
OWN_TITLE = re.compile(r"'s? \"[A-Z]")
SPOKEN_TO_AFTER = re.compile(r"(?:,? ?[,.!?…]{1,3})[\"']")
# Reviews that have the name of who died or was hurt.
REVIEWED = re.compile(
    r" (?:(?:local|joint|national|thematic|single) )?(?:(?:child )?safeguarding practice|serious case|child practice|"
    r"adult practice|safeguarding adults?|domestic homicide|domestic abuse related death|rapid|single unified|"
    r"mental health homicide|offensive weapons? homicide) reviews?\b"
    r"| (?:SCR|L?CSPR|DHR|DARDR|SAR|CPR|SUSR)s?\b", re.I,
)  # fmt: skip
BY_APPOSITION = re.compile(
    r"(?:,| \(| -) ?(?:(?:his|her|their|the|a|an|my|our|whose|now|then|only) )?(?:[a-z'-]{1,20} ){0,2}"
)
OPENS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class Standing:
    """The words of a text, and what stands around each of them, by its number."""

    words: list[Word]
    text: str

    def in_apposition(self, at: int) -> bool:
        match = BY_APPOSITION.match(self.text, self.words[at].end)
        if match is None:
            return False
        next_word = OPENS.match(self.text, match.end())
        said = {next_word[0].lower()} if next_word else set()
        said |= set(match[0].replace(",", " ").replace("(", " ").split()[-2:])
        if not match[0].startswith((", ", " (", " -")):
            return False
        return bool(said & (company.RELATIVES | company.PERSONS | {"eldest", "youngest", "oldest", "who", "whose"}))

    def aged(self, at: int) -> bool:
        """Whether an age stands behind it: Hope (7); Hope, then 7; Hope, aged seven."""
        end = self.words[at].end
        return any(age.match(self.text, end) for age in (AGE_IN_BRACKETS, AGE_AFTER_COMMA, AGED))

    def is_spoken_to(self, at: int) -> bool:
        """Whether somebody is called by it: “Stop it, Chase!”."""
        word = self.words[at]
        called = not word.is_first and self.text[max(0, word.start - 2) : word.start] == ", "
        return called and bool(SPOKEN_TO_AFTER.match(self.text, word.end))

    def is_related(self, at: int) -> bool:
        """After a relative or somebody at work: her sister Hope; social worker Grace."""
        before = self.before(at)
        if before is None or before.is_possessive:
            return False
        gap = self.text[before.end : self.words[at].start]
        if gap == ", ":
            return before.key in company.RELATIVES and self.ends_apposition(at)
        if gap not in {" ", ' "', " '", " (", ": "}:
            return False
        if before.key in company.RELATIVES | company.LITTLE | {"boy", "girl", "child"}:
            return not self.words[at].in_titles or before.key in company.RELATIVES
        return before.key in company.WORKERS and not before.is_capital

    def ends_apposition(self, at: int) -> bool:
        end = self.words[at].end
        return self.text[end : end + 1] in {",", ".", ")", ";", "\n", ""} or self.text[end : end + 5] in {
            " and ",
            " was ",
        }

    def is_set_apart(self, at: int) -> bool:
        """Whether it stands alone in brackets or quotation marks: mum (kelly)."""
        word = self.words[at]
        opening, closing = self.text[max(0, word.start - 2) : word.start], self.text[word.end : word.end + 1]
        return (opening, closing) in {(" (", ")"), (' "', '"'), (" '", "'")}

    def is_reviewed(self, at: int) -> bool:
        """Whether a review of a death is called by it: the Marrick serious case review. An inquiry has its chair's."""
        word = self.words[at]
        if word.is_common or word.is_acronym or word.is_possessive or not REVIEWED.match(self.text, word.end):
            return False
        return "-" not in word.key or word.is_double_barrelled

    def says_something(self, at: int) -> bool:
        after = self.after(at)
        if after is None or self.gap(at) != " ":
            return False
        second = self.after(at + 1)
        is_any = self.words[at].key in wordlists.words_too("any")
        if is_any and after.key in {"did", "does"} and second is not None and second.key in {"not", "never"}:
            return True
        if is_any and after.key == "had" and second is not None and second.key in company.HIS | {"a", "an"}:
            return True
        if after.key in company.WILLED and second is not None:
            place = at + 2 + (second.key in company.ADVERBS)
            return place < len(self.words) and self.words[place].key in company.TO_DO
        if after.key in {"had", "has"} and at + 3 < len(self.words) and self.words[at + 3].key in {"his", "her"}:
            return second is not None and second.key not in company.ARTICLES  # Autumn had cut her hair
        if after.key in company.WITH_HANDS and second is not None and second.key in company.HIM:
            return True
        if after.key in {"was", "is", "were"} and second is not None and second.key == "in":
            third = self.after(at + 2)
            return third is not None and third.key in company.KEPT_IN
        if after.key not in {"was", "is", "were", "had", "has", "hadn't", "hasn't"}:
            return after.key in company.SAID
        place = at + 2
        while place < len(self.words) and self.words[place].key in company.ADVERBS:
            place += 1
        if place >= len(self.words) or self.words[place].is_first:
            return False
        if after.key not in {"was", "is", "were"}:
            return self.words[place].key in company.DONE
        if self.words[at].key in wordlists.words_too("time") and self.words[place].key in company.MOODS:
            return False  # April was quiet
        return self.words[place].key in company.STATES

    def ends(self, at: int) -> bool:
        """Whether it ends what is said: and her sister hope. Not: his mother may."""
        end = self.words[at].end
        return self.text[end : end + 1] in {",", ".", ")", ";", "\n", ""} or self.words[at].is_possessive

    def gap(self, at: int) -> str:
        if at + 1 >= len(self.words):
            return ""
        gap = self.text[self.words[at].end + 2 * self.words[at].lost : self.words[at + 1].start]
        return gap.removeprefix("'") if self.words[at].is_possessive else gap

    def before(self, at: int) -> Word | None:
        return self.words[at - 1] if at and not self.words[at].is_first else None

    def after(self, at: int) -> Word | None:
        return self.words[at + 1] if at + 1 < len(self.words) and not self.words[at + 1].is_first else None

    def has_article(self, at: int) -> bool:
        before = self.before(at)
        return (
            before is not None
            and before.key in company.ARTICLES
            and self.text[before.end : self.words[at].start] == " "
        )

    def in_a_run(self, at: int) -> bool:
        """Whether a neighbour has a capital that is no name's: Hope House, Early Summer."""
        before, after = self.before(at), self.after(at)
        if after is not None and after.is_capital and self.gap(at) in {" ", "-"}:
            return True
        if before is None or not before.is_capital or before.is_first or self.gap(at - 1) not in {" ", "-"}:
            return False
        return before.key not in wordlists.given_names() | company.TITLES | company.RELATIVES

    def is_a_place(self, at: int, most: int = 12) -> bool:
        """Whether a word that nobody knows is where something is, alone or in a list of such: in Ashby and Selby."""
        before = self.before(at)
        if before is None or not most:
            return False
        gap = self.text[before.end : self.words[at].start]
        if gap == " " and before.key in company.IN_A_PLACE:
            earlier = self.before(at - 1)
            return earlier is None or earlier.key not in company.IN_A_PERSON
        if gap == " " and before.key in company.KINDS_OF_PLACE:
            return True
        if gap == " " and before.key == "of" and at > 1 and self.words[at - 2].key in company.KINDS_OF_PLACE:
            return True
        beside = at - 2 if gap == " " and before.key in {"and", "or"} else at - 1 if gap == ", " else None
        if beside is None or beside < 0 or not self.words[beside].is_capital:
            return False
        return self.words[beside].key in wordlists.places() or self.is_a_place(beside, most - 1)

    def is_of_rank(self, at: int) -> bool:
        """Whether it is called a lord, a knight or a dame: who is, is known to all."""
        for other in range(at - 1, max(-1, at - 4), -1):
            if self.words[other + 1].is_first or not self.words[other].is_capital or self.gap(other) != " ":
                return False
            if self.words[other].key in company.OF_RANK:
                return True
        return False

    def start_of_name(self, at: int) -> int:
        """The first word of the name in which this one stands: its title and its initials go with it."""
        while at and not self.words[at].is_first:
            before = self.words[at - 1]
            gap = self.text[before.end : self.words[at].start]
            initial = len(before.text) == 1 and before.is_capital and before.text not in "AI"
            short = len(before.text) == 2 and before.key in wordlists.any_names() and before.is_capital
            title = before.key in company.TITLES and (before.is_capital or not self.words[at].is_capital)
            is_tied = at > 1 and self.words[at - 2].key in company.TITLES  # Mrs ap Llywelyn
            is_tied |= before.key in company.SMALL_TIES or (before.is_capital and len(before.text) > 1)
            title |= before.key in company.BETWEEN and is_tied
            if before.is_possessive or gap not in {" ", ". ", "."} or not (initial or short or title):
                break
            at -= 1
        return at

    # -- the company of a thing

    def is_of_a_thing(self, at: int) -> bool:
        """Whether it is part of the name of an office, a law, a method or a saint's church."""
        word, before = self.words[at], self.before(at)
        if before is not None and before.key in {"st", "saint"} and not word.is_possessive:
            return True
        if self._is_of_a_work(at) or self._is_a_writer(at):
            return True
        is_surname = word.key in wordlists.surnames() and word.key not in wordlists.only_given()
        if word.is_possessive and is_surname and OWN_TITLE.match(self.text, word.end):
            return True  # Burnham's “Social GRACES”
        following = [self.words[n] for n in range(at + 1, min(at + 4, len(self.words))) if not self.words[n].is_first]
        if following and self.gap(at) == " ":
            strange = word.key not in wordlists.given_names() and word.key not in wordlists.names_that_are_words()
            inquiry = following[0].key in company.INQUIRIES and (
                not following[0].is_capital or following[0].key in {"audit", "commission"}
            )
            strange |= word.key in wordlists.surnames() and following[0].key in company.SCHOLARLY
            strange |= inquiry and self.has_article(at) and word.key in wordlists.surnames()
            near = (
                following
                if word.is_possessive and strange and following[0].key not in company.BELONGS
                else following[:1]
            )
            if any(one.key in company.THOUGHT_OF | company.SCHOLARLY for one in near) and (
                strange or following[0].key in company.LAWS
            ):
                return True
        end = at
        while end + 1 < len(self.words) and self.gap(end) == " " and self.words[end + 1].is_capital:
            if self.words[end].is_possessive and self.words[end].key in wordlists.given_names():
                break
            end += 1
            if end - at > 5:
                break
        is_shouted = len(word.text) > 3 and word.text.isupper() and self.words[end].text.isupper()
        if is_shouted and word.key in wordlists.given_names() and self.words[end].key not in company.CHARITIES:
            return False  # DO NOT LET DECLAN COLLECT THE CHILDREN: capitals make no office
        if end > at and self.words[end].key in wordlists.of_organisations():
            is_about = self.words[end].key in {"review", "report", "inquiry", "inquest", "family", "case", "trial"}
            if self.words[end].key in company.CHARITIES:
                return True
            return not (is_about and word.key in wordlists.given_names()) and not word.in_titles
        return False

    def _is_of_a_work(self, at: int) -> bool:
        """Whether it is what a storm, an operation, a film or a game is called. Not: the film Grace had seen."""
        before, after = self.before(at), self.after(at)
        if self.words[at].key == "storm" and self.words[at].is_capital and after is not None and after.is_capital:
            return after.key not in wordlists.surnames()  # Storm Ciara
        if before is None or before.key not in company.OF_WORKS or before.is_possessive or self.gap(at - 1) != " ":
            return False
        is_someone = after is not None and not after.is_capital and after.key in company.SAID | company.AUXILIARY
        earlier = self.before(at - 1)
        if before.is_capital:
            return True
        return (
            earlier is not None and (earlier.key in company.ARTICLES or earlier.key in company.HIS) and not is_someone
        )

    def _is_a_writer(self, at: int) -> bool:
        """Whether a surname, alone or in a pair, is told of as writers are: Weick and Sutcliffe argue."""
        word = self.words[at]
        if word.key in wordlists.only_given() or word.is_possessive:
            return False
        end, first = at, at
        if (pair := self.after(at)) is not None and pair.key in {"and", "&"}:
            second = self.after(at + 1)
            if second is None or not second.is_capital or second.key in wordlists.only_given():
                return False
            end = at + 2
        elif at >= 2 and self.before(at) is not None and self.words[at - 1].key in {"and", "&"}:
            first = at - 2
            if not self.words[first].is_capital or self.words[first].key in wordlists.only_given():
                return False
        opening, verb = self.before(first), self.after(end)
        near = {one.key for one in self.words[max(0, first - 5) : first]}
        if end > first and opening is not None and opening.key in {"after", "by", "of", "from", "following", "like"}:
            return bool(near & (company.SCHOLARLY | {"interviewing", "approach", "technique", "work", "research"}))
        if end == first and opening is not None and opening.key == "after" and self.ends(at):
            return bool(near & company.SCHOLARLY)  # the 4x4x4 model, after Morrison, asks for more
        if verb is None or self.gap(end) != " ":
            return False
        said_so = opening is not None and opening.key == "as" and verb.key in company.SHOWS
        to_us = self.after(end + 1)
        said_so |= to_us is not None and to_us.key == "us" and verb.key in company.SHOWS_US  # Gibbs gives us another
        return said_so or verb.key in company.ARGUES
