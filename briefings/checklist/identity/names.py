"""Likely names of people: words with a capital that no sentence gave them, and words in a person's company.

A list alone misses anyone who is not in it, and reports every Rose in a garden. So a word is judged by three
things: what it is (surely a name; a name and a word; an ordinary English word; neither), where it stands (a
sentence's start gives every word a capital, a heading may give one to all), and its company (a title, a relative, a
surname, an age, a verb that people do). company.py has the company, wordlists.py the words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefings.checklist.identity import company, wordlists
from briefings.checklist.identity.reading import Reading
from briefings.checklist.identity.standing import A_PERSON, Standing
from briefings.checklist.identity.word import Word, words_of

NAMED_SO = re.compile(
    r"(?:\b(?:known(?: to [a-z' ]{2,30})?(?: here)? as|call(?:s|ed)? (?:him|her|them)(?:sel(?:f|ves))?|goes by|"
    r"answers to|know(?:s|n)? (?:him|her|them|me) (?:only )?as|knew (?:him|her|them) (?:only )?as|nickname (?:is|was)|"
    r"name (?:is|was)|names (?:are|were)|named after|named|called|nicknamed|aka|a\.k\.a\.|alias|née|nee|"
    r"surnamed|surname(?: is| was)?|forename|christened|renamed)[ :,]{1,3}|\bname:[ ]?)(?:only |the )?[\"'(]?$", re.I,
)  # fmt: skip
NOT_CALLED = re.compile(
    r"\b(?:tool|programme|program|project|approach|model|app|game|scheme|charity|service|team|policy|report|plan|book|"
    r"framework|training|course|method|system|film|website|group|organisation|process|meeting|stage|phase|theme|form|"
    r"guide|guidance|document|platform|pathway|strategy|campaign|drug|medicine|condition|syndrome|technique|event|"
    r"section|chapter|sometimes|often|what|is|are|was|were)\b[^.\n]{0,14}$", re.I,
)  # fmt: skip


@dataclass(frozen=True)
class Likely:
    """A likely name: where it stands, its words in small letters, and what was written.

    `is_listed`: a list of names has one of its words, or its company shows a person; else it is only no word that is
    known, and none if this briefing writes it in small letters elsewhere.
    """

    start: int
    end: int
    words: tuple[str, ...]
    written: str
    is_listed: bool


def likely_names(reading: Reading, *, only_listed: bool = False, is_speaker: bool = False) -> Iterator[Likely]:
    """Likely names in a text, in its order.

    `only_listed` is for languages whose words we do not know; `is_speaker` for words that say who said something,
    where a name may stand alone.
    """
    words = words_of(reading.text)
    judge = _Judge(words, reading.text, only_listed=only_listed, is_speaker=is_speaker)
    verdicts: list[bool | None] = [judge.verdict(at) for at in range(len(words))]  # listed, only strange, or no name
    if not only_listed:
        _spread_over_lists(words, verdicts, reading.text)
    at = 0
    while at < len(words):
        if verdicts[at] is None:
            at += 1
            continue
        last = judge.end_of_name(at, verdicts)
        first = judge.start_of_name(at)
        span = words[first : last + 1]
        listed = any(verdicts[at : last + 1])
        start, stop = span[0].start, span[-1].end
        yield Likely(
            start, stop, tuple(one.key for one in words[at : last + 1] if one.key not in company.BETWEEN or last == at),
            reading.quote(start, stop), listed,
        )  # fmt: skip
        at = last + 1


def _spread_over_lists(words: list[Word], verdicts: list[bool | None], text: str) -> None:
    """Who stands in a list with a name is one too: Hope, Declan and Summer."""
    for at in (*range(1, len(words)), *range(len(words) - 1, 0, -1)):
        one, other = words[at - 1], words[at]
        gap = text[one.end : other.start]
        is_surname = one.key in wordlists.surnames() or (len(one.text) > 3 and not one.is_common)
        if gap == ", " and verdicts[at] and one.text.isupper() and is_surname:
            verdicts[at - 1] = True  # MARSH, Declan
        if gap == ", " or (gap == " " and one.key in {"and", "or"} and at >= 2):
            before = at - 1 if gap == ", " else at - 2
            if gap == " " and text[words[before].end : one.start] not in {" ", ", "}:
                continue
            _spread(words, verdicts, before, at)
            _spread(words, verdicts, at, before)


def _spread(words: list[Word], verdicts: list[bool | None], source: int, target: int) -> None:
    if verdicts[source] and verdicts[target] is None and words[source].is_capital:
        word = words[target]
        could_be = word.key in wordlists.names_that_are_words() or word.key in wordlists.sure_surnames()
        if word.is_capital and could_be and word.key not in company.MONTHS:
            verdicts[target] = True


@dataclass(frozen=True)
class _Judge(Standing):
    """Judges one word after another in its company."""

    only_listed: bool
    is_speaker: bool

    def verdict(self, at: int) -> bool | None:
        """True: a name by a list or by its company; False: no word that is known; None: no name."""
        word = self.words[at]
        if len(word.text) < 2 or word.is_known:
            is_surname = word.key in wordlists.surnames() and word.key not in wordlists.places()
            return self._by_title(at) or (is_surname and self._by_initial(at)) or None
        if not word.is_capital:
            return None if self.only_listed else self._in_small_letters(at)
        if self.is_reviewed(at):
            return True
        if self.is_of_a_thing(at) or self.is_of_rank(at):
            return None
        if "-" in word.key and word.is_double_barrelled:
            return True
        before = self.before(at)
        if word.text.isupper() and self.has_article(at) and before and not before.text.isupper() and not word.in_titles:
            return None  # Use the DARA or the DASH: what has a “the” is no DECLAN
        if word.key in wordlists.given_names() and not word.is_acronym:
            if len(word.text) > 2 or self.in_company(at) or self._beside_a_name(at):
                return True
            before = self.before(at)
            told = company.TOLD - {"and", "for", "by", "like"} | {"from"}
            return True if before is not None and before.key in told else None
        if self.only_listed:
            return None
        if self._by_title(at) or self._is_called(at):
            return True
        if word.key in wordlists.names_that_are_words():
            return self._is_a_name_too(at) or None
        if len(word.text) < 3:
            return self._beside_a_name(at) or None
        return self._other(at)

    def _other(self, at: int) -> bool | None:
        """A surname, an ordinary word, or one that nobody knows."""
        word = self.words[at]
        if word.is_acronym and not (word.key in wordlists.sure_surnames() and word.in_titles):
            return None
        before, after = self.before(at), self.after(at)
        is_surname = word.key in wordlists.surnames()
        if before is not None and before.key == "the":
            plural = word.key.removesuffix("es") if word.key.endswith("ses") else word.key.removesuffix("s")
            is_plural = word.key.endswith("s") and plural in wordlists.surnames() and not word.is_known_plural
            if is_plural and not word.in_titles and not (after is not None and after.is_capital):
                return True
            is_strange = word.key.endswith("s") and not word.is_ordinary and not word.is_known_plural
            if is_strange and not word.in_titles and not word.is_acronym and self.says_something(at):
                return True  # the Fairbrothers had three dogs
            if after is not None and after.key in company.FAMILY and not after.is_capital and not word.in_titles:
                return True if is_surname or not word.is_ordinary else None
        if self._by_initial(at) and (is_surname or not word.is_ordinary):
            return True
        if word.key in wordlists.sure_surnames():
            return None if self.has_article(at) else True
        if not (word.is_common if word.is_first or word.in_titles else word.is_ordinary):
            alone = not (after is not None and after.is_capital and self.gap(at) == " ")
            if self.has_article(at) and alone and not word.is_possessive:
                return None
            in_company = self.in_company(at)
            return (
                None if not in_company and (self.is_a_place(at) or company.OF_THINGS.search(word.key)) else in_company
            )
        if is_surname and not word.in_titles and not self.has_article(at) and word.key not in company.WORKERS:
            said = self.says_something(at)
            if word.is_first:
                return (
                    True
                    if said
                    and word.key not in company.PERSONS
                    and not word.key.endswith("ing")
                    and word.key in wordlists.surname_words()
                    else None
                )
            alone = not self.in_a_run(at)
            return True if alone and (said or self.aged(at)) else None
        return True if not word.in_titles and not word.is_first and self.aged(at) and not self.in_a_run(at) else None

    # -- its company

    def in_company(self, at: int) -> bool:
        """Whether the words around it are those around a person."""
        word, after = self.words[at], self.after(at)
        gap = self.gap(at)
        if self.aged(at) or self._by_title(at) or self._is_called(at) or self.is_related(at) or self.is_spoken_to(at):
            return True
        if A_PERSON.match(self.text, word.end) and not self.has_article(at):
            return True
        if after is not None and gap == " ":
            if word.is_possessive:
                return after.key in company.BELONGS
            if after.key in {"and", "or", "&"}:
                second = self.after(at + 1)
                return second is not None and second.key in company.HIS
            if self.says_something(at):
                return True
        return self.in_apposition(at)

    def _by_title(self, at: int) -> bool:
        """After a title, whatever word it is: Dr Hill, PC Young, Auntie Joy."""
        word, before = self.words[at], self.words[at - 1] if at else None
        if before is None or before.key not in company.TITLES or len(word.text) < 2 or before.is_possessive:
            return False
        gap = self.text[before.end : word.start]
        if (
            gap not in ({" ", ". ", "."} if before.key in company.WITH_A_STOP else {" "})
            or word.key in company.OF_TITLES
        ):
            return False
        formal = before.key not in company.RELATIVES | company.KINSHIP
        is_surname = formal and word.key in wordlists.surnames() and before.key not in company.OF_THE_LEARNED
        if (word.is_known and not is_surname) or word.key in NEVER_AFTER_A_TITLE:
            return False
        if word.is_capital:
            if not before.is_capital and before.key in company.SMALL_BEFORE_CAPITALS:
                return not word.is_common or word.key in wordlists.any_names()
            if word.in_titles and not formal:
                return word.key in wordlists.names_that_are_words()
            return formal or word.key in wordlists.names_that_are_words() or not word.is_ordinary
        short = before.key in company.SMALL_TITLES
        listed = word.key in wordlists.any_names()
        return short and (listed or not word.is_common) and word.key not in company.SAID | company.AUXILIARY

    def _by_initial(self, at: int) -> bool:
        """After an initial with its stop: K. Marsh."""
        before = self.words[at - 1] if at else None
        return (
            before is not None and len(before.text) == 1 and before.is_capital
            and self.text[before.end : self.words[at].start] in {". ", "."}
        )  # fmt: skip

    def _is_called(self, at: int) -> bool:
        """After what says that a name follows: a boy called Bear, known as Smiler."""
        word = self.words[at]
        near = self.text[max(0, word.start - 60) : word.start]
        match = NAMED_SO.search(near)
        if match is None or word.is_acronym or word.key in wordlists.of_organisations() | company.WORKERS:
            return False
        earlier = near[: match.start()]
        if NOT_CALLED.search(earlier):
            return False
        if word.is_capital and self.in_a_run(at):
            following = self.after(at)
            return following is None or following.key in wordlists.surnames()
        if word.is_capital:
            person = {one.key for one in self.words[max(0, at - 9) : at]} & (company.PERSONS | company.HE)
            return bool(person) or "'" in match[0] or '"' in match[0] or "name" in match[0].lower() or at == 1
        if word.key in wordlists.words_too("any"):  # a neighbour called pat
            return bool({one.key for one in self.words[max(0, at - 4) : at]} & company.PERSONS) and "called" in match[0]
        return word.key in wordlists.given_names() or not word.is_common

    def _is_a_name_too(self, at: int) -> bool:
        """A name that is a word, a month or a place as well."""
        word, before = self.words[at], self.before(at)
        if self._makes_a_full_name(at) or self.in_company(at):
            return not self.has_article(at) or word.is_possessive
        if word.is_first:
            return self.is_speaker and at == 0 and word.key in wordlists.words_too("any")
        if word.in_titles:
            after = self.after(at)
            return before is not None and before.key in {"about", "from", "with", "met", "told"} and after is None
        if self.has_article(at) or (self.in_a_run(at) and not word.is_possessive) or before is None:
            return False
        if word.key in wordlists.words_too("any"):
            return True
        if word.key in wordlists.words_too("time"):
            told = before.key in company.TOLD - company.TOLD_OF_TIMES
            if word.key in company.SEASONS and before.key in {"with", "about", "like"} and self.ends(at):
                return True  # with a capital and without an article: She shared a room with Summer.
            return told or (word.is_possessive and before.key not in company.BEFORE_TIMES)
        spoken_to = (
            before.key == "to"
            and at > 1
            and self.words[at - 2].key in {"spoke", "talked", "listened", "said", "speak", "talk", "listen", "close"}
        )
        return spoken_to or before.key in company.TOLD - {"and", "sent", "left", "like", "including"}

    def _makes_a_full_name(self, at: int) -> bool:
        """Whether a surname follows: Grace Hill."""
        word, after = self.words[at], self.after(at)
        if after is None or not after.is_capital or after.is_acronym or self.gap(at) != " " or word.is_possessive:
            return False
        if after.is_known or after.key in wordlists.of_organisations() or after.key in company.WORKERS:
            return False
        surname = after.key in wordlists.sure_surnames() or (after.key in wordlists.surnames() and not word.in_titles)
        return surname or not (after.is_common if word.in_titles else after.is_ordinary)

    def _beside_a_name(self, at: int) -> bool:
        """Short names count beside others alone: Li Wei, Nguyen Thi An."""
        listed = wordlists.any_names()
        if self.words[at].key not in listed:
            return False
        for other, gap in ((at - 1, self.gap(at - 1) if at else ""), (at + 1, self.gap(at))):
            if 0 <= other < len(self.words) and gap in {" ", "-"}:
                beside = self.words[other]
                if beside.is_capital and not beside.is_known and beside.key in listed and not beside.is_common:
                    return True
        return False

    # -- small letters

    def _in_small_letters(self, at: int) -> bool | None:
        """Her uncle declan; a boy called kai; mr marsh."""
        word, before = self.words[at], self.before(at)
        if len(word.text) < 3 and word.key not in {"jo", "al", "ed", "ty"}:
            return None
        if self._by_title(at):
            return True
        is_given, is_strange = word.key in wordlists.given_names(), not word.is_common and not word.is_ordinary
        if before is None:
            return True if is_given and self.says_something(at) else None
        in_law = before.key.endswith("-in-law") or self.text[max(0, before.end - 7) : before.end].lower() == " in law"
        related = (in_law or before.key in company.RELATIVES) and not before.is_possessive
        told_with = before.key in company.WORKERS | company.PERSONS and not before.is_possessive
        if (
            told_with
            and is_given
            and word.key not in company.WORDS_FIRST
            and self.text[before.end : word.start] == ", "
        ):
            return self.ends(at) or None  # her key worker, tomasz, left
        after = self.after(at)
        can_be = is_given or word.key in wordlists.names_that_are_words()
        is_owner = word.is_possessive and after is not None and self.gap(at) == " "
        if is_owner and can_be and after is not None and after.key in company.OWNED and not self.has_article(at):
            return True  # chelsea's mum
        if related and is_given and self.is_set_apart(at):
            return True
        if related and self.text[before.end : word.start] in {" ", ", "}:
            his = self.before(at - 1)
            strange = (
                is_strange and his is not None and his.key in company.HIS and not company.OF_WORDS.search(word.key)
            )
            if is_given or (strange and self.text[before.end : word.start] == " "):
                return True
            if word.key in wordlists.names_that_are_words() and self.text[before.end : word.start] == " ":
                return self.says_something(at) or self.ends(at) or None
        if self._is_called(at):
            return True
        is_told_of = word.key not in wordlists.hardly_rare() or before.key in company.OPENINGS
        if is_given and is_told_of and self.says_something(at):
            return True
        if is_given and before.key in company.HEARD_FROM and word.key not in company.WORDS_FIRST:
            return True  # t/c from mohammed
        if can_be and before.key in company.OPENINGS and after is not None and after.key in company.TOLD_HER:
            second = self.after(at + 1)
            return (
                True if second is not None and second.key in company.HIS | company.HIM else None
            )  # then faith told her
        return True if can_be and before.key in company.HIS | {"and", ","} and self.aged(at) else None

    # -- where a name begins and ends

    def end_of_name(self, at: int, verdicts: list[bool | None]) -> int:
        """The last word of the name that starts here: its other names and its surname go with it."""
        last = at
        while last + 1 < len(self.words) and last - at < 6:
            gap, following = self.gap(last), self.words[last + 1]
            if gap not in {" ", "-", ". ", "."} or (following.is_first and gap == " "):
                break
            if self.words[last].is_possessive:
                break
            initial = len(following.text) == 1 and following.is_capital and last + 2 < len(self.words)
            particle = following.key in company.BETWEEN and last + 2 < len(self.words)
            if initial or particle:
                beyond = self.words[last + 2] if last + 2 < len(self.words) else None
                if beyond is None or not beyond.is_capital or beyond.is_known or beyond.is_first:
                    is_lone = initial and following.text not in "AI"  # Leroy B. hit him
                    return last + (is_lone and self.words[last].key in wordlists.given_names())
                last += 2
                continue
            if gap in {". ", "."} and len(self.words[last].text) > 1:
                break
            small = not following.is_capital and not self.words[last].is_capital
            if verdicts[last + 1] is not None and (following.is_capital or small):
                last += 1
                continue
            shouted = self.words[last].text.isupper() and len(following.text) > 3 and not following.is_ordinary
            if not following.is_capital or (following.is_acronym and not shouted) or self.only_listed:
                break
            is_after_given = self.words[last].key in wordlists.given_names() and following.key in wordlists.places()
            if following.is_known and following.key not in wordlists.surnames() and not is_after_given:
                break
            surname = following.key in wordlists.surnames() and following.key not in wordlists.of_organisations()
            surname |= is_after_given  # Vincent Scarborough
            # Corinne Abbot: whatever word follows a given name with a capital is its surname, if no office or method is
            is_given = self.words[last].key in wordlists.given_names() and not following.in_titles
            of_an_office = following.key in wordlists.of_organisations() | company.WORKERS
            if not surname and following.is_ordinary and (not is_given or following.is_known or of_an_office):
                break
            last += 1
        return last


NEVER_AFTER_A_TITLE = wordlists.of_organisations() | company.TITLES | company.WORKERS | company.AFTER_NO_TITLE
