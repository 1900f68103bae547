"""The typefaces of sheets and pages, made once at set-up from packages.

Print: four static faces of Atkinson Hyperlegible; Noto Sans for the Latin, Greek and Cyrillic letters it
lacks; and for each other script one family, regular and bold. They lie in a directory of their own with a
fontconfig file that names nothing else. So a sheet is the same to the byte on every machine. Static,
because WeasyPrint would cut a variable face again for every sheet (1.9 to 5 times slower, measured).
Web: two small subsets; other scripts fall to the reader's own fonts. All are made, never committed.
"""

import fcntl
import shutil
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

RECIPE = 3  # raise it when what is made here changes
PACKAGES = ("fontpkg-atkinson-hyperlegible", "fontpkg-noto-sans", "fontpkg-ibm-plex-sans-arabic",
            "fontpkg-hind-siliguri", "fontpkg-noto-sans-devanagari", "fontpkg-noto-sans-tamil", "manimgx-fonts",
            "fonttools")  # fmt: skip
ATKINSON = "fontpkg_atkinson_hyperlegible"
STATIC_FACES = [
    (ATKINSON, "AtkinsonHyperlegible-Regular"), (ATKINSON, "AtkinsonHyperlegible-Italic"),
    (ATKINSON, "AtkinsonHyperlegible-Bold"), (ATKINSON, "AtkinsonHyperlegible-BoldItalic"),
    # Its letters are one glyph each, dots and all, so that what is copied from a sheet is what was written. Those of
    # Noto Sans Arabic are put together from a shape and its dots, and come out as other letters.
    ("fontpkg_ibm_plex_sans_arabic", "IBMPlexSansArabic-Regular"),
    ("fontpkg_ibm_plex_sans_arabic", "IBMPlexSansArabic-Bold"),
    ("fontpkg_hind_siliguri", "HindSiliguri-Regular"), ("fontpkg_hind_siliguri", "HindSiliguri-Bold"),
]  # fmt: skip
VARIABLE_FACES = {  # family: package, and the file in it
    "NotoSans": ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    "NotoSansDevanagari": ("fontpkg_noto_sans_devanagari", "files/NotoSansDevanagari[wdth,wght].ttf"),
    "NotoSansTamil": ("fontpkg_noto_sans_tamil", "files/NotoSansTamil[wdth,wght].ttf"),
    # The same faces as Debian's fonts-noto-core, here from the index, so that every machine has them.
    "NotoSansGurmukhi": ("manimgx_fonts", "NotoSansGurmukhi[wght].ttf"),
    "NotoSansGujarati": ("manimgx_fonts", "NotoSansGujarati[wght].ttf"),
    "NotoSansEthiopic": ("manimgx_fonts", "NotoSansEthiopic[wght].ttf"),
    "NotoSansHebrew": ("manimgx_fonts", "NotoSansHebrew[wght].ttf"),
}
WEIGHTS = {"Regular": 400, "Bold": 700}
WEB_FACES = {"atkinson-regular.woff2": "Regular", "atkinson-bold.woff2": "Bold"}

# English, and the letters of Welsh, Polish, Lithuanian, Romanian and the like that the face has; the
# punctuation of British print. Everything else falls to the reader's own fonts.
WEB_LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x218, 0x219, 0x21A, 0x21B,
               0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x20AC,
               0x2190, 0x2191, 0x2192, 0x2212]  # fmt: skip

FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<!-- {made_from} -->
<dir>{faces}</dir>
<cachedir>{cache}</cachedir>
<alias binding="strong"><family>sans-serif</family><prefer><family>Atkinson Hyperlegible</family></prefer></alias>
</fontconfig>
"""


def fontconfig_file() -> Path:
    """The fontconfig file of the print faces. Makes all faces first if they are not there yet (10 seconds or so)."""
    make()
    return settings.PRINT_FONTS_DIR / "fonts.conf"


def make() -> bool:
    """Make the print faces and the web fonts. Says whether there was anything to do."""
    settings.PRINT_FONTS_DIR.mkdir(parents=True, exist_ok=True)
    if _are_made():
        return False
    # Two processes may want the first sheet at once: the second waits and finds everything made.
    with (settings.PRINT_FONTS_DIR / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _are_made():
            return False
        _make_print_faces()
        _make_web_fonts()
        _write_fontconfig()
    return True


@lru_cache
def letters() -> frozenset[int]:
    """Every letter and sign, by its number, that some print face has. Makes the faces first if they are not there."""
    found: set[int] = set()
    for path in (fontconfig_file().parent / "faces").glob("*.ttf"):
        with TTFont(path, lazy=True) as face:
            found |= face.getBestCmap().keys()
    return frozenset(found)


def _made_from() -> str:
    return f"recipe {RECIPE}, " + ", ".join(f"{package} {version(package)}" for package in PACKAGES)


def _are_made() -> bool:
    # The fontconfig file is written last, and says what everything was made from.
    conf = settings.PRINT_FONTS_DIR / "fonts.conf"
    made = [settings.WEB_FONTS_DIR / name for name in WEB_FACES]
    return conf.exists() and conf.read_text() == _fontconfig() and all(one.exists() for one in made)


def _fontconfig() -> str:
    place = settings.PRINT_FONTS_DIR
    return FONTCONFIG.format(made_from=_made_from(), faces=place / "faces", cache=place / "cache")


def _write_fontconfig() -> None:
    (settings.PRINT_FONTS_DIR / "fonts.conf").write_text(_fontconfig())


def _packaged(package: str, name: str) -> Path:
    return Path(str(files(package) / "files" / f"{name}.ttf"))


def _make_print_faces() -> None:
    place = settings.PRINT_FONTS_DIR / "faces"
    place.mkdir(exist_ok=True)
    wanted = {f"{name}.ttf" for _, name in STATIC_FACES}
    wanted |= {f"{name}-{style}.ttf" for name in VARIABLE_FACES for style in WEIGHTS}
    for face in place.iterdir():
        if face.name not in wanted:  # of an older recipe: a sheet must not find it
            face.unlink()
    for package, name in STATIC_FACES:
        shutil.copyfile(_packaged(package, name), place / f"{name}.ttf")
    for name, (package, file) in VARIABLE_FACES.items():
        for style, weight in WEIGHTS.items():
            source = TTFont(files(package) / file, recalcTimestamp=False)
            axes = {one.axisTag for one in source["fvar"].axes}
            pinned = {axis: value for axis, value in (("wght", weight), ("wdth", 100)) if axis in axes}
            face = instantiateVariableFont(source, pinned, inplace=True, updateFontNames=True)
            face.save(place / f"{name}-{style}.ttf")


def _make_web_fonts() -> None:
    for name, style in WEB_FACES.items():
        face = TTFont(_packaged(ATKINSON, f"AtkinsonHyperlegible-{style}"), recalcTimestamp=False)
        _cut(face, WEB_LETTERS)
        face.flavor = "woff2"
        face.save(settings.WEB_FONTS_DIR / name)


def _cut(face: TTFont, letters: Iterable[int]) -> None:
    options = Options()
    options.hinting = False  # screens of today draw these sizes as well without, in half the bytes
    options.layout_features = ["kern", "liga", "mark", "ccmp", "locl"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # the names and the licence
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(face)
