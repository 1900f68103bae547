"""The languages a briefing can be in, which way each is written, and what a letter of it is. No models, no Django."""

import unicodedata

# Offered where every letter has one of the sheets' faces (rendering/fonts.py): one more script needs one
# more face first, or its briefings could be written and never submitted. Panjabi in Gurmukhi, Gujarati,
# Tigrinya and Amharic are wanted, and no package of the index brings a face for them; one of Chinese
# weighs more than all the others together.
LANGUAGES = [
    ("en-GB", "English"), ("sq", "Shqip (Albanian)"), ("ar", "العربية (Arabic)"), ("bn", "বাংলা (Bengali)"),
    ("bg", "Български (Bulgarian)"), ("cs", "Čeština (Czech)"), ("fr", "Français (French)"),
    ("el", "Ελληνικά (Greek)"), ("hi", "हिन्दी (Hindi)"), ("hu", "Magyar (Hungarian)"), ("it", "Italiano (Italian)"),
    ("ku", "Kurdî (Kurdish, Kurmanji)"), ("ckb", "کوردی (Kurdish, Sorani)"), ("lv", "Latviešu (Latvian)"),
    ("lt", "Lietuvių (Lithuanian)"), ("ne", "नेपाली (Nepali)"), ("ps", "پښتو (Pashto)"),
    ("fa", "فارسی (Persian, Farsi, Dari)"), ("pl", "Polski (Polish)"), ("pt", "Português (Portuguese)"),
    ("ro", "Română (Romanian)"), ("ru", "Русский (Russian)"), ("sk", "Slovenčina (Slovak)"),
    ("so", "Soomaali (Somali)"), ("es", "Español (Spanish)"), ("ta", "தமிழ் (Tamil)"), ("tr", "Türkçe (Turkish)"),
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
