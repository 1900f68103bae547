"""Signs that no typeface of the sheets has, and what is printed for them: the same on the page and on paper.

Ticks, boxes, stars and pictures come with words pasted from Word or typed on a telephone. Refusing a whole sheet for
one of them helps nobody, and a box instead of a sign is worse. So each gets a plain equivalent when a draft is
composed, and the checklist tells the officer which. Letters get none: a script without a typeface is named, and stops.
Pure functions.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import partial

_BULLETS = "●■▪◾◼▶►▸‣➤➢➣➧❯◆♦❖✦✧✱✲❉⚫◉⦿⁌⁍"
_EMPTY = "○◦□▢◻◽▫◯⬜⬚◇"
_ARROWS = {"→": "⇒⟶➔➜➝➞➙➡⮕⇨⟹👉☞☛⇢", "←": "⇐⟵⬅⇦👈☜⟸⇠", "↑": "⇑⬆⇧☝👆", "↓": "⇓⬇⇩👇", "↔": "⇔⟷⇿⬌"}
# By hand where the name of a sign says less than what people mean by it.
PLAIN = (
    dict.fromkeys(_BULLETS, "•")
    | dict.fromkeys(_EMPTY, "◦")
    | {sign: arrow for arrow, signs in _ARROWS.items() for sign in signs}
    | dict.fromkeys("✔✅🗸☑🗹", "✓")
    | dict.fromkeys("✗✘❎✖❌🗴☒🗷", "(cross)")
    | dict.fromkeys("★⭐🌟✪✫✭✮✯✰", "(star)")
    | dict.fromkeys("☆✩", "(empty star)")
    | dict.fromkeys("❤♥♡💙💚💛💜🧡🖤🤍❥", "(heart)")
    | dict.fromkeys("☎☏✆📞", "(telephone)")
    | dict.fromkeys("✉📧📨📩🖂", "(e-mail)")
    | dict.fromkeys("❗❕", "!")
    | dict.fromkeys("❓❔", "?")
    | dict.fromkeys("❝❞〝〞", "”")
    | dict.fromkeys("‐‒―⸺⸻〜～", "–")
    | {"☐": "(empty box)", "☑": "(ticked box)", "☒": "(crossed box)", "🗹": "(ticked box)", "🗷": "(crossed box)"}
    | {"\u2800": " ", "\U0001d159": "", "\ufffc": ""}  # which show nothing: no word may be torn by their names
    | {"⚠": "(warning)", "🏴": "(flag)", "🏳": "(flag)", "👍": "(thumbs up)", "👎": "(thumbs down)", "♀": "", "♂": ""}
)  # fmt: skip
# What the names of signs add that nobody would say.
_SAID_SELDOM = re.compile(
    r"\b(?:white|black|heavy|medium|large|small|sign|symbol|emoji|component|with|ornament|dingbat|negative|circled|"
    r"squared|open|bold|rotated|sans-serif|variant|selector|face with)\b"
)
_NATIONS = {"gbeng": "England", "gbsct": "Scotland", "gbwls": "Wales"}
_COLOUR, _TAG, _JOINER = "\U0001f3fb-\U0001f3ff", "\U000e0020-\U000e007f", "\u200d"
_PICTURE = rf"[^\x00-\u02ff\w\s{_JOINER}]"
_AFTER = rf"[\ufe00-\ufe0f\u20d0-\u20f0{_COLOUR}{_TAG}]*"
# What blacks words out is no sign for a word: it stays, for the checklist to see and to stop.
BLACKED_OUT = r"[\u2580-\u259f\u25a0\u25ac\u25ae\u25fc\u2b1b]{2,200}|[\u2588\u2b1b]"
_SIGN = re.compile(
    rf"(?P<black>{BLACKED_OUT})"
    r"|(?P<flag>[\U0001f1e6-\U0001f1ff]{2})"
    r"|(?P<key>[0-9#*])\ufe0f?\u20e3"
    rf"|{_PICTURE}{_AFTER}(?:{_JOINER}{_PICTURE}{_AFTER})*"
    r"|(?P<letter>[^\x00-\u02ff])"
)
_SCRIPTS = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean", "MYANMAR": "Burmese"}


def plain_signs(text: str, *, letters: Collection[int]) -> str:
    """Words with an equivalent for every sign that is not among `letters`, the numbers of those that have a face."""
    if text.isascii():
        return text
    return _SIGN.sub(partial(_written, letters=letters), text)


def signs_replaced(text: str, *, letters: Collection[int]) -> Iterator[tuple[str, str]]:
    """The signs of a text that `plain_signs` replaces, each with what is printed for it."""
    for found in () if text.isascii() else _SIGN.finditer(text):
        written = _equivalent(found, letters)
        # a sign that only asks for colour, and letters in fancy dress, change nothing that is worth telling
        if written != found[0].rstrip("\ufe0e\ufe0f") and not found["letter"]:
            yield found[0], written


def without_typeface(text: str, *, letters: Collection[int]) -> Iterator[tuple[str, str]]:
    """The words of a text that no face can set, each with the name of its script."""
    if text.isascii():
        return
    for word in text.split():
        missing = next((one for one in word if _is_missing(one, letters)), "")
        if missing:
            script = unicodedata.name(missing, "UNKNOWN").partition(" ")[0]
            yield word, _SCRIPTS.get(script, script.title())


def _is_missing(letter: str, letters: Collection[int]) -> bool:
    return ord(letter) not in letters and unicodedata.category(letter)[0] not in "CZ"


def _written(found: re.Match[str], *, letters: Collection[int]) -> str:
    """What is printed, with a space where a word in brackets would touch another, or end a link."""
    written = _equivalent(found, letters)
    if not written.startswith("(") or written == found[0]:
        return written
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return f"{' ' if before.isalnum() or before in ']' and before else ''}{written}{' ' if after.isalnum() else ''}"


def _equivalent(found: re.Match[str], letters: Collection[int]) -> str:
    sign = found[0]
    if found["black"]:
        return sign
    if found["flag"]:
        return f"(flag: {''.join(chr(ord(one) - 0x1F1E6 + ord('A')) for one in sign)})"
    if found["key"]:
        return found["key"]
    bases = [one for one in sign if not re.match(rf"[\ufe00-\ufe0f\u20d0-\u20f0{_COLOUR}{_TAG}{_JOINER}]", one)]
    if not bases:
        return ""
    if all(ord(one) in letters for one in bases) and (len(bases) == 1 or _JOINER not in sign):
        return "".join(bases)
    if len(bases) == 1 and (tags := re.sub(rf"[^{_TAG}]", "", sign)):
        nation = "".join(chr(ord(one) - 0xE0000) for one in tags).rstrip("\x7f")
        return f"(flag: {_NATIONS.get(nation, nation.upper())})"
    if found["letter"]:
        return _in_plain_letters(sign, letters)
    said = list(dict.fromkeys(filter(None, (_of_one(one, letters) for one in bases))))
    return said[0] if len(said) == 1 else f"({', '.join(one.strip('()') for one in said)})" if said else ""


def _of_one(sign: str, letters: Collection[int]) -> str:
    if sign in PLAIN:
        return PLAIN[sign]
    if ord(sign) in letters:
        return sign
    if unicodedata.category(sign) == "Co":  # of Word's symbol faces: a bullet, nearly always
        return "•"
    if (plain := _in_plain_letters(sign, letters)) != sign:
        return plain
    if unicodedata.category(sign)[0] not in "SP" or _is_of_a_script(sign):
        return sign
    name = " ".join(_SAID_SELDOM.sub(" ", unicodedata.name(sign, "").lower()).split())
    return f"({name})" if name else ""


def _is_of_a_script(sign: str) -> bool:
    """Whether a sign belongs to the words of a script: the full stop of Chinese goes with its letters."""
    return unicodedata.name(sign, "").startswith(
        ("IDEOGRAPHIC", "CJK", "KATAKANA", "MYANMAR", "KHMER", "TIBETAN", "THAI")
    )


def _in_plain_letters(letter: str, letters: Collection[int]) -> str:
    """A letter in fancy dress (𝐁, Ｂ, ①) as the plain one; itself where there is none. Rings around letters go."""
    if unicodedata.category(letter) == "Me" and ord(letter) not in letters:
        return ""
    plain = unicodedata.normalize("NFKC", letter)
    return plain if plain != letter and all(ord(one) in letters for one in plain) else letter
