"""Words as the search compares them: folded, in one spelling, cut to their stem.

What is published is indexed with these functions and what a reader types is read with them, in Python, so that
SQLite and PostgreSQL find the same. Changing anything here asks for `manage.py index_for_search`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from snowballstemmer.english_stemmer import EnglishStemmer

from briefings.languages import A_WORD

LONGEST_WORD = 40  # characters; the rest of a longer one is not compared
# Letters and digits, with apostrophes inside. Everything else parts words: a hyphen too.
WORD = re.compile(rf"{A_WORD}(?:['’ʼ]{A_WORD})*")
# A dot below and a sign that joins two letters make other letters of those of India, as accents do not.
KEPT_MARKS = {7, 9}
# Letters that Unicode does not take apart into a plain one and its mark.
PLAIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"})


def listed(name: str) -> list[str]:
    """The lines of a word list beside this file, without comments."""
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


STOP_WORDS = frozenset(" ".join(listed("stop_words.txt")).split())
SAME_WORD = {
    form: word for line in listed("same_word.txt") for word, forms in [line.split(":")] for form in forms.split()
}
# American forms, from British ones; both sides are turned, so what matters is only that both end up alike.
SPELLINGS = [
    (re.compile(r"(?<=[a-z]{3})[iy]z(e|ed|es|er|ers|ing|ation|ations|ational)$"), r"is\1"),
    (re.compile(r"(?<=[a-z]{3})ys(e|ed|es|er|ers|ing)$"), r"is\1"),
    (re.compile(r"(?<=[a-z]{2}[^o])our(|s|ed|ing|al|ally|able|ably|er|ers|hood|hoods|ful|less|ite|ites)$"), r"or\1"),
    # paediatric, haematoma, anaesthetic, gynaecology, faeces, caesarean; oedema, oestrogen, foetus, diarrhoea
    (re.compile(r"(?<=[fhnp])ae(?=[cdmsv])|(?<=c)ae(?=sar)"), "e"),
    (re.compile(r"oe(?=dem|str)|(?<=f)oe(?=tus|tal)|(?<=rh)oe(?=a)|(?<=man)oe(?=uv)"), "e"),
    (re.compile(r"(?<=[ntbie])tre(s|d)?$"), r"ter\1"),
    (re.compile(r"(lic|def|off|pret)ense"), r"\1ence"),
    (re.compile(r"(counsel|travel|label|model|signal|cancel|level|quarrel|fuel|total)l(?=ed|ing|er|or)"), r"\1"),
]  # fmt: skip


class Word(NamedTuple):
    """A word of a text: as compared, its stem, and where it stands in the text."""

    folded: str
    stem: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order, each with its place."""
    for found in WORD.finditer(text):
        folded = fold(found[0])
        if folded:
            yield Word(folded, stem_of(folded), found.start(), found.end())


def stems_of(text: str) -> list[str]:
    """The stems of a text in order, common words too."""
    return [word.stem for word in words_of(text)]


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word without capitals, accents, apostrophes and a possessive s."""
    word = unicodedata.normalize("NFKD", word[:LONGEST_WORD]).casefold()
    word = "".join(letter for letter in word if _tells_words_apart(letter)).translate(PLAIN)
    for mark in "'’ʼ":
        word = word.removesuffix(f"{mark}s").replace(mark, "")
    return "".join(WORD.findall(word))[:LONGEST_WORD]


def _tells_words_apart(letter: str) -> bool:
    """Not an accent, a vowel mark of Arabic, a joiner or a stroke that only makes a word longer."""
    accent = unicodedata.combining(letter)
    return (not accent or accent in KEPT_MARKS) and letter not in "\u200c\u200d\u0640"


@lru_cache(maxsize=50_000)
def stem_of(folded: str) -> str:
    """The stem of a folded word, the same for British and American forms: organised, organizing -> organis."""
    if not folded.isascii() or not folded.isalpha():
        return folded
    if folded in SAME_WORD:
        folded = SAME_WORD[folded]
    else:
        for form, other in SPELLINGS:
            folded = form.sub(other, folded)
    # a stemmer of its own for each word: it keeps the word in itself, so threads must not share one
    return EnglishStemmer().stemWord(SAME_WORD.get(folded, folded))[:LONGEST_WORD]
