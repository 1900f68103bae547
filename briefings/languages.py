"""The languages a briefing can be in, which way each is written, and what a letter of it is. No models, no Django."""

import re
import unicodedata
from collections.abc import Iterator

# Offered where every letter has one of the sheets' faces (rendering/fonts.py): one more script needs one
# more face first, or its briefings could be written and never submitted. A face of Chinese weighs more than all
# the others together.
LANGUAGES = [
    ("en-GB", "English"), ("sq", "Shqip (Albanian)"), ("am", "አማርኛ (Amharic)"), ("ar", "العربية (Arabic)"),
    ("bn", "বাংলা (Bengali)"), ("bg", "Български (Bulgarian)"), ("cs", "Čeština (Czech)"),
    ("fr", "Français (French)"), ("el", "Ελληνικά (Greek)"), ("gu", "ગુજરાતી (Gujarati)"),
    ("he", "עברית (Hebrew)"), ("hi", "हिन्दी (Hindi)"), ("hu", "Magyar (Hungarian)"),
    ("it", "Italiano (Italian)"), ("ku", "Kurdî (Kurdish, Kurmanji)"), ("ckb", "کوردی (Kurdish, Sorani)"),
    ("lv", "Latviešu (Latvian)"), ("lt", "Lietuvių (Lithuanian)"), ("ne", "नेपाली (Nepali)"),
    ("pa", "ਪੰਜਾਬੀ (Panjabi, Gurmukhi)"), ("ps", "پښتو (Pashto)"), ("fa", "فارسی (Persian, Farsi, Dari)"),
    ("pl", "Polski (Polish)"), ("pt", "Português (Portuguese)"), ("ro", "Română (Romanian)"),
    ("ru", "Русский (Russian)"), ("sk", "Slovenčina (Slovak)"), ("so", "Soomaali (Somali)"),
    ("es", "Español (Spanish)"), ("ta", "தமிழ் (Tamil)"), ("ti", "ትግርኛ (Tigrinya)"), ("tr", "Türkçe (Turkish)"),
    ("uk", "Українська (Ukrainian)"), ("ur", "اردو (Urdu)"), ("vi", "Tiếng Việt (Vietnamese)"),
    ("cy", "Cymraeg (Welsh)"),
]  # fmt: skip

# Marks that letters carry, ready for the square brackets of a pattern. Python counts them as no part of a word,
# but a vowel of Bengali, Hindi or Tamil is one.
MARKS = "".join(mark for mark in map(chr, range(0x300, 0x2100)) if unicodedata.category(mark).startswith("M"))
# The pattern of a word without its apostrophes: letters with their marks and joiners, and digits.
A_WORD = rf"[^\W_]+(?:[{MARKS}\u200c\u200d]+[^\W_]*)*"
# By the first part of a tag.
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "pnb", "ps", "sd", "ug", "ur", "yi"})


def direction(language: str) -> str:
    """Which way words of a language (its tag, such as en-GB) are written: ltr or rtl."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def direction_of_words(words: str) -> str:
    """Which way some words go by their first letter: ltr or rtl; empty where no letter says."""
    for letter in words:
        match unicodedata.bidirectional(letter):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return ""


# What ends a question, in every script that has a sign of its own for it. Greek writes ; and it counts there alone.
QUESTION_MARKS = "?؟՞፧⁇⁈⁉‽⸮？﹖︖⳺⳻꘏꛷᥅\U00011143"
# What ends a sentence: ours, and those of Arabic and Urdu, India, Ethiopia, Armenia, China and Japan.
FULL_STOPS = ".…۔։।॥።。．｡﹒"
SENTENCE_ENDS = f"{FULL_STOPS}!！{QUESTION_MARKS}"
# A full stop ends a sentence when a capital, a digit or a quotation mark follows, and no abbreviation comes before;
# one of another script always does.
_CLOSING = r"[”’\")\]»」]*"
_END = re.compile(
    r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bSt)(?<!\bNo)(?<!\be\.g)(?<!\bi\.e)(?<!\b[A-Z])"
    rf"[.!?…]{_CLOSING}\s+(?=[A-Z0-9“‘\"(\[]|[^\W\x00-\u024f])"
    rf"|[{re.sub('[.!?…]', '', SENTENCE_ENDS)}]+{_CLOSING}\s*"
)


def sentences_of(line: str) -> Iterator[str]:
    """The sentences of one line of plain words, each with what ends it."""
    start = 0
    for end in _END.finditer(line):
        if sentence := line[start : end.end()].strip():
            yield sentence
        start = end.end()
    if rest := line[start:].strip():
        yield rest


def asks(words: str, language: str = "") -> bool:
    """Whether words in a language (its tag) hold the mark of a question, whatever their script."""
    if any(mark in words for mark in QUESTION_MARKS):
        return True
    return language.lower().startswith("el") and bool(re.search(r"[;\u037e](?!\w)", words))
