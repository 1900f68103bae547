"""Words and marks that our files must or must not hold."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {".venv", "var", ".git", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis"}


def files(*endings: str, under: str = ".") -> list[Path]:
    """Files of the project with these endings, what is made at set-up left out."""
    found = (ROOT / under).rglob("*")
    return sorted(p for p in found if p.suffix in endings and not SKIPPED & set(p.relative_to(ROOT).parts))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


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


@pytest.mark.parametrize("sheet", files(".css", under="static"), ids=name_of)
def test_colours_stand_in_tokens_only(sheet):
    assert not literal_colours(sheet.read_text())


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


@pytest.mark.parametrize("template", files(".html", under="templates"), ids=name_of)
def test_templates_hold_nothing_inline(template):
    source = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", template.read_text(), flags=re.S)

    found = INLINE.findall(source)

    assert not [one for one in found if name_of(template) not in PRINTED or not one.startswith("<html ")]


@pytest.mark.parametrize("template", files(".html", under="templates"), ids=name_of)
def test_templates_load_nothing_from_other_hosts(template):
    assert not re.findall(r"""(?:src|srcset)\s*=\s*["'](?:https?:)?//""", template.read_text(), re.I)


@pytest.mark.parametrize("source", files(".css", ".js", under="static"), ids=name_of)
def test_styles_and_scripts_load_nothing_from_other_hosts(source):
    found = re.findall(r"""(?:url\(|import\s|fetch\()\s*["']?(?:https?:)?//[^\s"')]+""", source.read_text())

    assert not found


def test_inline_things_are_seen():
    assert INLINE.search("<script>x</script>")
    assert INLINE.search('<p style="x">')
    assert INLINE.search('<a href="#" onclick="x">')
    assert not INLINE.search('<script src="a.js" defer></script>')
    assert not INLINE.search('<p class="style" data-on="x">')


# -- the glossary --

# Verbs and nouns that would be a second word for something the glossary (README) names.
UNWANTED = re.compile(
    r"\b(?:finali[sz]e|deactivate|toggle|archive|tenant|organi[sz]ation|blog|post it|wizard)s?\b", re.I
)


@pytest.mark.parametrize("template", files(".html", under="templates"), ids=name_of)
def test_screens_use_the_words_of_the_glossary(template):
    words = re.sub(r"<[^>]*>|\{[{%#].*?[}%#]\}", " ", template.read_text(), flags=re.S)

    assert not UNWANTED.findall(words)


AMERICAN = re.compile(
    r"\b(?:colors?|behaviors?|centers?|organiz\w+|recogniz\w+|summariz\w+|authoriz\w+|finaliz\w+|analyz\w+|neighbors?|"
    r"fulfill|program(?=me))\b", re.I
)  # fmt: skip


@pytest.mark.parametrize(
    "text", [*files(".md", under="portal"), ROOT / "README.md", *files(".md", ".json", under="fixtures/briefings"),
             *files(".json", under="fixtures/reviews")],
    ids=name_of,
)  # fmt: skip
def test_texts_are_in_british_english(text):
    assert not AMERICAN.findall(re.sub(r"`[^`]*`", "", text.read_text()))


# -- code --

SOURCES = [file for place in ("briefings", "reviews", "people", "portal") for file in files(".py", under=place)]


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_assert_stands_in_tests_only(source):
    tree = ast.parse(source.read_text())

    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert)]


def test_no_module_is_named_for_nothing():
    """A module is named for what it holds: a drawer for odds and ends fills by itself."""
    unwanted = {"utils", "util", "helpers", "services", "misc", "common", "managers", "signals"}

    assert not [name_of(source) for source in SOURCES if source.stem in unwanted]


@pytest.mark.parametrize("test_file", sorted((ROOT / "tests").rglob("test_*.py")), ids=name_of)
def test_every_function_that_asserts_is_run(test_file):
    """A test whose name lacks its first word passes for ever, by never running."""
    tree = ast.parse(test_file.read_text())
    used = {getattr(node, "id", None) or getattr(node, "attr", None)
            for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute)}  # fmt: skip
    fixtures = {
        argument.arg for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for argument in node.args.args
    }

    idle = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(inner, ast.Assert) for inner in ast.walk(node))
        and not node.name.startswith("test_")
        and node.name not in used | fixtures
        and not _runs_by_itself(node)
    ]

    assert not idle


def _runs_by_itself(node: ast.FunctionDef) -> bool:
    return any("autouse" in ast.unparse(decorator) for decorator in node.decorator_list)


def test_no_two_tests_of_a_file_share_a_name():
    """The second would hide the first."""
    twice = []
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for owner in ast.walk(ast.parse(file.read_text())):
            if isinstance(owner, ast.Module | ast.ClassDef):
                names = [node.name for node in owner.body if isinstance(node, ast.FunctionDef)]
                twice += [f"{name_of(file)}: {name}" for name in set(names) if names.count(name) > 1]

    assert not twice
