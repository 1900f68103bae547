"""The forms in which a protected term may be written: what is looked for when somebody protects “Samuel Jackstone”.

Possessives, plurals, joined and cut words, look-alike letters and words between a first name and a surname need no
form of their own: `matching` finds them for every form.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from portal.text.english import is_counted, is_known
from portal.text.word_lists import lines_in, words_in
from reviews.models.protected import ProtectedPhrase
from reviews.protection.matching import NEAR, TITLES, WORDS, one_letter_less
from reviews.protection.normalise import APOSTROPHES, words_of

Form = ProtectedPhrase.Form
Written = ProtectedPhrase.Written

LONGEST_TERM = 8  # words
A_WORD_TOO = 6_000  # counted so often, a name is mostly a word: Hope, Mark, Will, Ward; only with a capital then
HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010-\u2015\u2212](?=\w)")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue",
                         "Ø": "Oe", "Å": "Aa"})  # fmt: skip
SPELT_OUT_UMLAUT = re.compile(r"(?<=[bcdfghjklmnprstvwz])(ae|oe|ue|aa)(?=[bcdfghjklmnprstvwz])", re.I)
SLAVIC = re.compile(r"(sk|ck|dzk)(i|a|y)$")
SLAVIC_ENDINGS = ("i", "a", "y", "iego", "iemu", "im", "iej", "ich", "imi", "ie", "cy", "ego", "emu", "ej", "ou", "ova")
HAN_NAME = re.compile("[\u3400-\u9fff]{3,4}$")  # surname first, and no space: what follows it is called alone too
IN_A = ("y", "i", "ie", "o", "om", "ami", "ach", "u")

_LISTED, _WORDS = lines_in(WORDS), words_in(WORDS)
PARTICLES, KINDS_OF_PLACE = _WORDS["particles of surnames"], _WORDS["kinds of place"]
WAYS = [tuple(line.split()) for line in _LISTED["ways"]]  # road, rd
OF_A_STREET = frozenset(word for pair in WAYS for word in pair) - {"saint", "st", "mount", "mt"} | {"hill"}
MONTHS, ORDINALS = (" ".join(_LISTED[section]).split() for section in ("months", "ordinals"))
OFFERED = (Form.SURNAME, Form.FIRST, Form.INITIALS, Form.TITLED, Form.SHORT)


@dataclass(frozen=True)
class Phrase:
    """One form in its normal shape."""

    words: tuple[str, ...]
    form: Form
    written: Written = Written.ANY

    @property
    def letters(self) -> int:
        return sum(map(len, self.words))


def forms_of(
    term: str, *, kind: str, nicknames: Iterable[str] = (), wanted: Iterable[Form] = OFFERED
) -> dict[tuple[str, ...], Phrase]:
    """Every phrase that is looked for, by its words: the term itself, its nicknames, and the wanted forms.

    `kind` is one of `ProtectedTerm.Kind`: names have surnames, places and schools short forms, dates other orders.
    """
    wanted = set(wanted)
    phrases = [*_spelt(term, Form.WHOLE)]
    if kind == "name":
        phrases += [one for one in _of_a_name(term) if one.form in wanted or one.form == Form.WHOLE]
    elif kind in {"place", "school"} and Form.SHORT in wanted:
        phrases += _of_a_place(term)
    elif kind == "date":
        phrases += _of_a_date(term)
    for nickname in nicknames:
        phrases += _spelt(nickname, Form.OTHER)
    found: dict[tuple[str, ...], Phrase] = {}
    for one in phrases:
        for phrase in (one,) if kind == "date" and one.form == Form.SHORT else (one, _joined(one)):
            if phrase.words and (phrase.words not in found or _is_looser(phrase, found[phrase.words])):
                found[phrase.words] = phrase
    if kind in {"name", "place", "school"}:
        for phrase in list(found.values()):
            for word in phrase.words if phrase.written in {Written.ANY, Written.CAPITAL} else ():
                if len(word) >= NEAR and word.isalpha() and not is_counted(word, least=A_WORD_TOO):
                    for near in one_letter_less(word):
                        found.setdefault((near,), Phrase((near,), Form.NEAR))
    return found


def _is_looser(one: Phrase, other: Phrase) -> bool:
    order = list(Written)
    return order.index(one.written) < order.index(other.written)


def _joined(phrase: Phrase) -> Phrase:
    return Phrase(("".join(phrase.words),), phrase.form, phrase.written)


def _spelt(written: str, form: Form, how: Written | None = None) -> Iterator[Phrase]:
    """A form in each spelling: without hyphens and apostrophes, with ae for ä and ä for ae, with Polish endings."""
    flat = written.translate(APOSTROPHES)
    for spelling in {flat, HYPHEN.sub("", flat), flat.replace("'", " "), flat.translate(UMLAUTS),
                     SPELT_OUT_UMLAUT.sub(lambda pair: pair[0][0], flat)}:  # fmt: skip
        words = tuple(words_of(spelling))
        if not words:
            continue
        yield Phrase(words, form, how or _how(words))
        if words[-1].startswith("ال") and len(words[-1]) > 4:  # the Arabic article
            yield Phrase((*words[:-1], words[-1][2:]), form, how or Written.ANY)
        for ending in _inflected(words[-1]):
            yield Phrase((*words[:-1], ending), form, how or _how((*words[:-1], ending)))


def _how(words: tuple[str, ...]) -> Written:
    """A single short or everyday word counts only with a capital: else no sentence with “will” could go out."""
    (word, *more) = words
    if more or any(character.isdigit() for character in word):
        return Written.ANY
    plain = {word, word.removesuffix("s")}
    short = len(word) < 3 and word.isascii()
    return Written.CAPITAL if short or any(is_counted(one, least=A_WORD_TOO) for one in plain) else Written.ANY


def _inflected(word: str) -> Iterator[str]:
    """How Polish and its like write a name in a sentence: Kowalskiego, Agnieszki."""
    if len(word) >= 6 and (ending := SLAVIC.search(word)):
        stem = word[: ending.start(2)]
        yield from (f"{stem}{one}" for one in SLAVIC_ENDINGS)
    elif len(word) >= 6 and word.endswith("a"):
        yield from (ending for one in IN_A if not is_counted(ending := f"{word[:-1]}{one}"))


def _of_a_name(term: str) -> Iterator[Phrase]:
    before, comma, after = term.partition(",")
    written = f"{after} {before}".split() if comma and after.strip() else term.split()
    while len(written) > 1 and written[0].rstrip(".").casefold() in TITLES:
        yield from _spelt(" ".join(written[1:]), Form.WHOLE)
        written = written[1:]
    if len(written) < 2:
        if written and HAN_NAME.match(written[0]):
            yield Phrase((written[0][0], written[0][1:]), Form.WHOLE)
            yield Phrase((written[0][1:],), Form.FIRST)
        if written:
            yield from _spelt(written[0], Form.TITLED, Written.TITLED)
        return
    last = len(written) - 1
    while last > 1 and words_of(written[last - 1]) and words_of(written[last - 1])[0] in PARTICLES:
        last -= 1
    surname, firsts = " ".join(written[last:]), written[:last]
    halves = [half for word in written[-1:] for half in HYPHEN.split(word) if len(half) > 2]
    surnames = dict.fromkeys([surname, written[-1]])
    for one in surnames:
        for first in firsts:
            yield from _spelt(f"{first} {one}", Form.WHOLE)
            yield from _spelt(f"{one} {first}", Form.WHOLE)
            yield from _with_initials([first], one)
        yield from _with_initials(firsts, one)
        yield from _spelt(f"{one} {' '.join(firsts)}", Form.WHOLE)
        yield from _spelt(one, Form.TITLED, Written.TITLED)
    for one in dict.fromkeys([*surnames, *halves]):
        if len(words_of(one)) == 1 or one == surname:
            yield from _spelt(one, Form.SURNAME)
    for first in firsts:
        yield from _spelt(first, Form.FIRST)
        if len(pair := HYPHEN.split(first)) > 1 and len(pair[0]) > 2:
            yield from _spelt(pair[0], Form.FIRST)
    letters = tuple(word[0] for word in words_of(" ".join(written)))
    yield Phrase(letters, Form.INITIALS, Written.CAPITALS)
    each = tuple(words[0][0] for one in written if (words := words_of(one)))
    yield Phrase(each, Form.INITIALS, Written.CAPITALS)
    yield Phrase((*each[:-1], letters[-1]), Form.INITIALS, Written.CAPITALS)
    if len(firsts) > 1:
        yield Phrase((letters[0], letters[-1]), Form.INITIALS, Written.CAPITALS)


def _with_initials(firsts: list[str], surname: str) -> Iterator[Phrase]:
    letters = [words[0][0] for first in firsts if (words := words_of(first))]
    if letters not in (["a"], ["i"]) or not is_counted(words_of(surname)[-1], least=A_WORD_TOO):  # a case, I will
        yield from _spelt(f"{' '.join(letters)} {surname}", Form.INITIALS, Written.CAPITAL)


def _of_a_place(term: str) -> Iterator[Phrase]:
    """“12 Fen Rd”, “Fen Road” and “St X's” for “Flat 2, 12 Fen Road” and “St X's Primary School”."""
    lines = [line for line in (term, *term.split(","), term.rpartition(",")[0]) if words_of(line)]
    for line in dict.fromkeys(lines):
        words = tuple(words_of(line))
        shorter = [words]
        while shorter[-1] and len(shorter[-1]) > 1 and shorter[-1][-1] in KINDS_OF_PLACE - OF_A_STREET:
            shorter.append(shorter[-1][:-1])
        if len(words) > 2 and words[0][0].isdigit():
            shorter.append(words[1:])
        if len(words) > 2 and words[0][0].isdigit() and words[-1] in OF_A_STREET:
            shorter.append(words[:-1])
        if words[0] in {"flat", "apartment", "apt"} and len(words) > 1 and words[1][0].isdigit():
            yield Phrase(words[:2], Form.SHORT)
            shorter.append(words[2:])
        named = words[-2] if len(words) > 1 and words[-1] in OF_A_STREET else ""
        if len(named) >= 5 and not is_known(named):  # “the Larkfield house”
            shorter.append((named,))
        if words[0] == "the":
            shorter.append(words[1:])
        if words[0] in {"dr", "doctor"} and len(words) > 2:  # the surgery that is called after its doctor
            shorter += [words[1:], (words[0], words[1].removesuffix("s"))]
        if words[0] in {"st", "saint"} and len(words) > 1 and not is_known(words[1].removesuffix("s")):
            shorter += [(words[1],), (words[1].removesuffix("s"),)]
        for short in filter(None, dict.fromkeys(shorter)):
            if _says_which(short) and not (line != term and len(short) == 1 and short == words):
                for one in _abbreviated(short):
                    yield Phrase(one, Form.WHOLE if one == tuple(words_of(term)) else Form.SHORT, _how(one))


def _says_which(words: tuple[str, ...]) -> bool:
    telling = [word for word in words if word not in KINDS_OF_PLACE and word not in {"st", "saint"}]
    if not telling or all(word.isdigit() for word in telling):
        return False
    return len(words) > 1 or len(words[0]) > 3


def _abbreviated(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words
    for long, short in WAYS:
        for one, other in ((long, short), (short, long)):
            is_saint = long == "saint"
            place = words[0] if is_saint else words[-1]
            if place == one and len(words) > 1:
                swapped = (other, *words[1:]) if is_saint else (*words[:-1], other)
                yield swapped
                if is_saint and swapped[1].endswith("s"):
                    yield (other, swapped[1][:-1], *swapped[2:])
    if words[0] in {"st", "saint"} and len(words) > 1 and words[1].endswith("s"):
        yield (words[0], words[1][:-1], *words[2:])


def _of_a_date(term: str) -> Iterator[Phrase]:
    day_month_year = _read_date(words_of(term))
    if day_month_year is None:
        return
    day, month, year = day_month_year
    name = MONTHS[month - 1]
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day not in {11, 12, 13} else 0, "th")
    ordinal = ORDINALS[day - 1] if day <= 20 else ""
    days = [f"{day}", f"{day:02}", f"{day}{suffix}", f"{day} {suffix}", *([ordinal] if ordinal else [])]
    names = [name, name[:3], *(["sept"] if month == 9 else [])]
    years = [f"{year}", f"{year % 100:02}"] if year else []
    orders = [
        order for d, m in product(days, names) for order in (f"{d} {m}", f"{m} {d}", f"{d} of {m}", f"{m} the {d}")
    ]
    dated = [f"{one} {y}" for one in orders for y in years]
    for d, m in product((f"{day}", f"{day:02}"), (f"{month}", f"{month:02}")):
        dated += [f"{d} {m} {y}" for y in years] + ([f"{year} {m} {d}"] if year else [])
    dated += [f"{day:02}{month:02}{y}" for y in years] + ([f"{year}{month:02}{day:02}"] if year else [])
    for one in (*orders, *dated):
        yield Phrase(tuple(one.split()), Form.SHORT)


def _read_date(words: list[str]) -> tuple[int, int, int] | None:
    """Day, month and year (0 for none) of “3 March 2019”, “March 3rd” and “03/03/2019”."""
    months = [at for at, word in enumerate(words) if len(word) > 2 and any(m.startswith(word[:3]) for m in MONTHS)]
    numbers = [int(match[0]) for word in words if (match := re.match(r"\d{1,4}(?=(?:st|nd|rd|th)?$)", word))]
    if months and numbers:
        month = next(at for at, m in enumerate(MONTHS, 1) if m.startswith(words[months[0]][:3]))
        day, *rest = sorted(numbers) if max(numbers) > 31 else numbers
    elif len(numbers) == 3:
        day, month, *rest = numbers if numbers[0] <= 31 else reversed(numbers)
    else:
        return None
    year = rest[0] if rest else 0
    if year and year < 100:
        year += 2000 if year < 50 else 1900
    return (day, month, year) if 1 <= day <= 31 and 1 <= month <= 12 else None
