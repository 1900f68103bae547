"""Screens, e-mails and documents say what the field and other public sites say: a phrase read twice costs trust.

Here is what tends to come back, and what to say instead.
"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("briefings", "reviews", "people", "portal")
SAY = {
    # staff screens
    "Put it right": "Make changes",
    "Go on writing": "Continue editing",
    "Take off": "Remove",
    "Put it back": "Restore",
    "Bring in": "Import",
    "Bring it in": "Import it",
    "It came today": "Imported today",
    "Read and decide": "Read and approve or send back",
    "See it as readers do": "View on public site",
    "Open the screen anew": "Reload the page",
    "Go back, do nothing": "Cancel",
    "Save mine over it": "Keep my version",
    "Leave this note": "Add note",
    "Answer this": "Give a reason",
    "Keep this answer": "Save reason",
    "Take the answer back": "Remove reason",
    "Worth a second look": "Suggestions",
    "found nothing to put right": "All checks passed",
    "Why should the words stand": "Why are you keeping this wording?",
    "The frozen words": "Submitted version",
    "Beside the words, in public": "Also shown publicly",
    "Who has agreed": "Approvals",
    "It has been agreed": "Approved",
    "Asked next": "Next approver",
    "How these words can be proved": "Proof of this version",
    "Fold all": "Collapse all",
    "Open all": "Expand all",
    "A section of its own": "Custom section",
    "How to write here": "Formatting help",
    "Words for the picture": "Alt text",
    "Words for the logo": "Alt text",
    "Draw on point": "Use point",
    "Meant for": "Audience",
    "What the page says of its review": "Review details shown publicly",
    "Lines without a place": "Lines not placed",
    "Left-overs": "Lines not placed",
    "Slips of the source": "Possible errors in the source",
    "What became of them": "Import results",
    "Place; 1 is first": "Order",
    "Finding it again": "Classification",
    "What came of it": "Progress",
    "What should be done by when": "Statutory timescales",
    "as it was remembered when": "Not yet verified against current guidance",
    "Somebody here has checked": "Verified",
    "Advice that stops": "Blocking checks",
    "Rules for the checklist": "Checklist rules",
    "Not looked at yet": "Not checked",
    "What looking at it found": "Last check result",
    "Mend the address": "Update the address",
    "having a rest": "Preview paused for a minute",
    "the cookie that shows": "your session",
    "It is drawn again": "The image is re-saved",
    # public pages
    "Skip to the main words": "Skip to main content",
    "Look for words in": "Search briefings",
    "No briefing spells it": "Showing results for …",
    "No briefing says": "No results for …",
    "Drop all filters": "Clear filters",
    "Show these": "Apply filters",
    "Changed lately": "Recently updated",
    "Link to one part of it": "Link to a section",
    "This page is not here": "Page not found",
    "whose name stands on": "named on",
    "whom to talk to": "who to talk to",
    "Whom to ask": "Who to ask",
    "Hand-out": "Handout",
    "Hand-outs": "Handouts",
    "Print this alone": "Print this section",
    "Start on a big screen": "Present",
    "Half of the time is over": "Half your time is left",
    "Feed of what is new": "Get updates",
    "If you are not content": "If you are not happy",
    "To keep people private": "To protect privacy",
    "Adults' social care": "Adult social care",
    "Voice and daily life": "Lived experience",
    "children's doctor": "paediatrician",
    "family doctors": "GPs",
    # left-overs that came back
    "Staying safe online": "Using this site safely",
    "Feed of new learning": "Get updates",
    "ring 999": "call 999",
    "Put right": "Correct",
    "be put right": "be corrected",
    "The draft as it stands": "Current draft",
    "Earlier wording": "Earlier version",
    "Later wording": "Later version",
    "What you do here": "Your roles",
    "Open the page by itself": "Open the page in full",
    "Words under the heading": "Text",
    "Short form": "Abbreviation",
    "stand all the same": "are kept",
    "Nothing is made anew": "exactly what was approved",
    "approved anew": "approved again",
    "Somebody, you we hope": "A request was made",
    "On purpose this e-mail": "To protect privacy",
    "called off": "cancelled",
    "Not looked at": "Not checked",
    "unusual door": "unusual port",
    "small letters, with hyphens": "in lower case, with hyphens",
    "Ask again before you use": "Check for a newer copy",
    "stands in the README": "is in the README",
    "agrees, or sends back": "approves or sends back",
    "half minute": "30 seconds",
}
# Names in code, templates and styles that a newcomer would not search for.
NAMES = {
    "tongue": "lang_attributes, language",
    "tongues": "languages",
    "shelf": "subject",
    "shelves": "subjects",
    "short-form": "abbreviation",
    "short-forms": "abbreviations",
    "walls": "sandbox",
    "watching": "protected_since",
    "moments": "times",
}
ODD_NAMES = re.compile(rf"(?<![\w-])(?:{'|'.join(NAMES)})(?:__\w+)?(?![\w-])")
DIALECT = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(SAY, key=len, reverse=True)))})\b", re.I)


def strings_of(source: str) -> str:
    """The texts of a module that somebody may read, without the docstrings, which are for developers."""
    tree = ast.parse(source)
    documented = (node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef))
    docstrings = {id(node.body[0].value) for node in documented if node.body and isinstance(node.body[0], ast.Expr)}
    return "\n".join(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    )


def read(file: Path) -> str:
    """What stands in a file for people to read."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        return strings_of(text)
    if file.suffix == ".js":
        return re.sub(r"^\s*(?://|\*|/\*).*$", "", text, flags=re.M)
    return re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|class=\"[^\"]*\"", "", " ".join(text.split()))


def told() -> list[Path]:
    """Templates, scripts, messages in the code, the documents and the decisions."""
    files = [*(ROOT / "templates").rglob("*"), *(ROOT / "static" / "js").glob("*.js"), *ROOT.glob("*.md"),
             *(ROOT / "portal").rglob("*.md"), ROOT / "fixtures" / "vocabulary.json"]  # fmt: skip
    files += [file for app in APPS for file in (ROOT / app).rglob("*.py") if "migrations" not in file.parts]
    return [file for file in files if file.suffix in {".html", ".txt", ".js", ".py", ".md", ".json"}]


def dialect_in(text: str) -> list[str]:
    return [f"“{found}”: say “{instead_of(found)}”" for found in DIALECT.findall(text)]


def instead_of(found: str) -> str:
    return next(instead for said, instead in SAY.items() if said.casefold() == found.casefold())


def test_what_people_read_is_in_usual_words():
    files = told()

    assert len(files) > 400
    assert not {str(file.relative_to(ROOT)): found for file in files if (found := dialect_in(read(file)))}


def named() -> list[Path]:
    """Modules, templates, scripts and styles, without lists of words for the checklist."""
    files = [
        *(ROOT / "templates").rglob("*.html"),
        *(ROOT / "static" / "css").glob("*.css"),
        *(ROOT / "static" / "js").glob("*.js"),
    ]
    return [*files, *(file for app in APPS for file in (ROOT / app).rglob("*.py"))]


def odd_names_in(source: str) -> list[str]:
    """Odd identifiers, class names and keys. In Python only names count: a checklist may know the word."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return ODD_NAMES.findall(source)
    names = (getattr(node, field, None) for node in ast.walk(tree) for field in ("id", "attr", "arg", "name"))
    return [name for name in names if isinstance(name, str) and ODD_NAMES.fullmatch(name)]


def test_names_are_those_a_newcomer_searches_for():
    files = named()

    assert len(files) > 400
    assert not {str(file.relative_to(ROOT)): found for file in files if (found := odd_names_in(file.read_text()))}


def test_an_odd_name_is_seen_in_code_templates_and_styles():
    assert sorted(odd_names_in("def tongue(words):\n    return words.shelf\n")) == ["shelf", "tongue"]
    assert odd_names_in('<li class="shelf"><p class="shelf__facts">') == ["shelf", "shelf__facts"]
    assert odd_names_in(".words .short-form { color: inherit; }") == ["short-form"]
    assert not odd_names_in("SHOWN = re.compile('tongue|shelf')\n")


def test_the_dialect_is_seen_wherever_it_stands():
    assert dialect_in("<h2>Fold all</h2>") == ["“Fold all”: say “Collapse all”"]
    assert dialect_in(strings_of('"""Fold all."""\nWORDS = f"It has {1} and who has agreed"\n')) == [
        "“who has agreed”: say “Approvals”"
    ]
    assert not dialect_in("Go on with your writing, and read on Monday what was said.".replace("read on", "read"))
