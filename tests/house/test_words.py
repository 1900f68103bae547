"""Words and marks that our files must or must not hold."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {".venv", "var", ".git", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis"}


def files(*endings: str, under: str = ".") -> list[Path]:
    """Files of the project with these endings, what is made at set-up left out."""
    found = (ROOT / under).rglob("*")
    return sorted(p for p in found if p.suffix in endings and not SKIPPED & set(p.relative_to(ROOT).parts))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def found_in(paths: list[Path], look: Callable[[Path], list]) -> dict[str, list]:
    """What a rule finds in each of these files, by its name; nothing for a file that keeps the rule."""
    assert len(paths) > 3, "hardly a file is looked at: has a folder moved?"
    return {name_of(path): found for path in paths if (found := look(path))}


# -- style sheets --

COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(|"
    r":[^;]*\b(?:white|black|red|green|blue|gr[ae]y|yellow|orange|purple|navy|teal|silver)\b",
    re.I,
)


def literal_colours(css: str) -> list[str]:
    """Declarations that name a colour themselves. Only a token (`--name: …`) may."""
    plain = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    plain = re.sub(r'url\([^)]*\)|var\([^)]*\)|"[^"]*"', "", plain)
    plain = re.sub(r"@(?:top|bottom|left|right)-[a-z-]+\s*\{[^}]*\}", "", plain)  # print margins know no tokens
    declarations = (piece.strip() for piece in re.findall(r"[^;{}]+(?=[;}])", plain))
    return [one for one in declarations if COLOUR.search(one) and not one.startswith("--")]


def test_colours_stand_in_tokens_only():
    assert not found_in(files(".css", under="static"), lambda sheet: literal_colours(sheet.read_text()))


def test_a_literal_colour_is_seen():
    assert literal_colours("a { --ink: #123; color: #456; }") == ["color: #456"]
    assert literal_colours("a{border:1px solid rgb(1 2 3)}")
    assert literal_colours("a { color: white; }")
    assert not literal_colours("a { color: var(--white); background: CanvasText } /* #fff */")


# -- templates --

INLINE = re.compile(
    r"<script(?![^>]*(?:\bsrc=|ld\+json))[^>]*>|<style\b|<[^>]*\son[a-z]+\s*=|<[^>]*\sstyle\s*=|javascript:|\bhx-on",
    re.I,
)
# A sheet is laid out in print, not by a browser: its root carries the step and the colours that were chosen.
PRINTED = {"templates/briefings/sheet.html"}


FROM_ELSEWHERE = re.compile(
    r"""(?:src|srcset)\s*=\s*["'](?:https?:)?//|(?:url\(|import\s|fetch\()\s*["']?(?:https?:)?//[^\s"')]+""", re.I
)


def inline_in(template: Path) -> list[str]:
    source = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", template.read_text(), flags=re.S)
    return [one for one in INLINE.findall(source) if name_of(template) not in PRINTED or not one.startswith("<html ")]


def test_templates_hold_nothing_inline():
    assert not found_in(files(".html", under="templates"), inline_in)


def test_templates_styles_and_scripts_load_nothing_from_other_hosts():
    sources = [*files(".html", under="templates"), *files(".css", ".js", under="static")]

    assert not found_in(sources, lambda source: FROM_ELSEWHERE.findall(source.read_text()))


def test_inline_things_are_seen():
    assert INLINE.search("<script>x</script>")
    assert INLINE.search('<p style="x">')
    assert INLINE.search('<a href="#" onclick="x">')
    assert not INLINE.search('<script src="a.js" defer></script>')
    assert not INLINE.search('<p class="style" data-on="x">')
    assert FROM_ELSEWHERE.search('<img src="//elsewhere.example/a.png">')
    assert FROM_ELSEWHERE.search("a { background: url('https://elsewhere.example/a.png') }")
    assert not FROM_ELSEWHERE.search('<img src="/static/a.png"> <a href="https://elsewhere.example/">')


# -- the glossary --

# Verbs and nouns that would be a second word for something the glossary (README) names.
UNWANTED = re.compile(
    r"\b(?:finali[sz]e|deactivate|toggle|archive|tenant|organi[sz]ation|blog|post it|wizard)s?\b", re.I
)


def test_screens_use_the_words_of_the_glossary():
    assert not found_in(
        files(".html", under="templates"), lambda template: UNWANTED.findall(words_shown(template.read_text()))
    )


def words_shown(template: str) -> str:
    """The words of a template, without its tags and those of HTML."""
    return re.sub(r"<[^>]*>|\{[{%#].*?[}%#]\}", " ", template, flags=re.S)


AMERICAN = re.compile(
    r"\b(?:colors?|behaviors?|centers?|organiz\w+|recogniz\w+|summariz\w+|authoriz\w+|finaliz\w+|analyz\w+|neighbors?|"
    r"fulfill|program(?=me))\b", re.I
)  # fmt: skip


def test_texts_are_in_british_english():
    texts = [*files(".md", under="portal"), *ROOT.glob("*.md"), *files(".md", ".json", under="fixtures/briefings"),
             *files(".json", under="fixtures/reviews")]  # fmt: skip

    assert not found_in(texts, lambda text: AMERICAN.findall(re.sub(r"`[^`]*`", "", text.read_text())))


# -- code --

SOURCES = [file for place in ("briefings", "reviews", "people", "portal") for file in files(".py", under=place)]


def asserts_in(source: Path) -> list[int]:
    return [node.lineno for node in ast.walk(ast.parse(source.read_text())) if isinstance(node, ast.Assert)]


def test_assert_stands_in_tests_only():
    assert not found_in(SOURCES, asserts_in)


def test_no_module_is_named_for_nothing():
    """A module is named for what it holds: a drawer for odds and ends fills by itself."""
    unwanted = {"utils", "util", "helpers", "services", "misc", "common", "managers", "signals"}

    assert not [name_of(source) for source in SOURCES if source.stem in unwanted]
