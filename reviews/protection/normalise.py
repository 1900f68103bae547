"""Words as they are compared with protected terms: no accents, no case, no marks, letters that look alike as one."""

import re
import unicodedata
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# Inside a word: at an apostrophe, between letters and digits, and where a capital begins (BabyMarrick).
PIECE = re.compile(r"\d+|[^\W\d_]+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
APOSTROPHES = dict.fromkeys(map(ord, "‘’‛`´′ʹʻʼˈꞌ＇"), "'")
UNHEARD = frozenset({"Mn", "Me", "Mc", "Cf"})  # accents, variation selectors, zero-width and soft signs
UNSEEN = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0\u2800\u0640"))  # signs nobody sees, and the Arabic stroke
BEFORE_FOLDING = str.maketrans("ϲϹϳͿ", "cCjJ")  # which would be taken for a Greek s, and for nothing
# Signs that NFKD leaves as they are: letters in filled circles and squares, and the letters of flags.
IN_SIGNS = {
    start + number: chr(ord("A") + number) for start in (0x1F150, 0x1F170, 0x1F1E6) for number in range(26)
}  # fmt: skip
# Letters that look alike, or that people leave the stroke off, are compared as one. Lower case: what is folded is.
ALIKE = {
    **str.maketrans("авеикмнорстухіјѕһԁԛԝгѵӏ", "abeukmhopctyxijshdqwrvl"),  # Cyrillic
    **str.maketrans("αβγεζηικμνορτυχ", "abyeznikmvoptux"),  # Greek
    **str.maketrans("ոսօհցյզլքտռ", "nuohgjqlpsn"),  # Armenian
    **str.maketrans("ⲁⲃⲉⲓⲕⲙⲛⲟⲣⲥⲧⲩⲭ", "abeikmnopctyx"),  # Coptic
    **str.maketrans("ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃᎩ", "abcdeghjklmprstvwzy"),  # Cherokee
    **str.maketrans("ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ", "abcdefghijklmnoprstuvwxyz"),  # Lisu
    **str.maketrans("łøđðħıɑɡȷŧɨʉƶɓɗɠƙƥƭʋɩɴɪʟʀʏ", "loddhiagjtiuzbdgkptvinilry"),
    **str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz"),  # small capitals
    **{ord("æ"): "ae", ord("œ"): "oe", ord("þ"): "th", ord("ß"): "ss"},
}


@dataclass(frozen=True)
class Token:
    """A word, or a piece of one.

    `raw` has its case; `at` counts words from 0; `apart`: after a space, or at the start; `is_whole`: no letter or
    digit beside it.
    """

    key: str
    raw: str
    at: int
    apart: bool = True
    is_whole: bool = True

    @property
    def is_capital(self) -> bool:
        return self.raw[:1].isupper() or not (self.raw[:1].islower() or self.raw[:1].isdigit())


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: no accents, no case, no apostrophes, no marks, one alphabet."""
    return [token.key for token in tokens_of(text)]


def tokens_of(text: str) -> list[Token]:
    """The words of a text, each as it is compared and as it is written."""
    bare = _bare(text)
    found, end = [], 0
    for at, match in enumerate(WORD.finditer(bare)):
        apart = not end or any(character.isspace() for character in bare[end : match.start()])
        found.append(Token(_key(match[0].replace("'", "")), match[0], at, apart))
        end = match.end()
    return found


def pieces_of(tokens: list[Token]) -> list[Token]:
    """The same, cut at apostrophes, digits and capitals inside a word."""
    found = []
    for token in tokens:
        raws = [part for piece in PIECE.findall(token.raw) for part in CAMEL.split(piece)]
        found += (
            [Token(_key(raw), raw, token.at, token.apart and not number, is_whole=not number and "'" in token.raw)
             for number, raw in enumerate(raws)]
            if len(raws) > 1 else [token]
        )  # fmt: skip
    return found


def _bare(text: str) -> str:
    if text.isascii():
        return text.replace("`", "'")
    text = unicodedata.normalize(
        "NFKD", text.translate(APOSTROPHES).translate(IN_SIGNS).translate(UNSEEN).translate(BEFORE_FOLDING)
    )
    return "".join(one for one in text if unicodedata.category(one) not in UNHEARD)


def _key(raw: str) -> str:
    if raw.isascii():
        return raw.lower()
    folded = unicodedata.normalize("NFKD", raw.casefold())
    return "".join(one for one in folded if unicodedata.category(one) not in UNHEARD).translate(ALIKE)
