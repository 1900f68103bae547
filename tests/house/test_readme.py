"""What the README, the page for operators, the decisions and the changelog say is so."""

import re
import subprocess
from pathlib import Path

from django.core.management import get_commands

from briefings.demo import files, loading

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
OPERATING = (ROOT / "portal/OPERATING.md").read_text()
# Each says where things are and how they are called.
GUIDES = [
    ROOT / name for name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md", "portal/OPERATING.md")
]
DECISIONS = sorted((ROOT / "portal/decisions").glob("0*.md"))
# Made at set-up, so not there in a fresh clone.
MADE = {".venv", "var"}


def code_in(text: str) -> list[str]:
    """What stands between backticks in running text."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.S))


def paths_in(text: str) -> list[str]:
    """What looks like a file or a folder of ours among the code in a text."""
    looks_like_one = re.compile(r"\.?[\w-]+(/[\w.-]+)*/?(\.\w+)?")
    return sorted(
        {
            one
            for one in code_in(text)
            if looks_like_one.fullmatch(one) and ("/" in one or one.endswith((".py", ".lock")))
        }
    )


def test_paths_in_the_guides_exist():
    named = {path for guide in GUIDES for path in paths_in(guide.read_text()) if path.split("/")[0] not in MADE}

    assert len(named) > 30
    assert not {path for path in named if not is_there(path)}
    assert is_there("briefings/models/triggers.py")
    assert is_there("triggers.py")
    assert not is_there("models/nothing.py")


def is_there(path: str) -> bool:
    """Whether a path leads somewhere: from the top, or below the folder that the same line names."""
    return (ROOT / path).exists() or any(
        next((ROOT / app).rglob(path), None) for app in ("briefings", "people", "tests")
    )


def test_folders_of_the_tree_exist():
    tree = re.search(r"## Where things are\n\n```\n(.*?)```", README, re.S).group(1)
    top = ""
    for line in tree.splitlines():
        top = re.match(r"([a-z]+/)?", line).group() or top
        below = [word for word in re.findall(r"[a-z_]+(?:/|\.py|\.md)", line.removeprefix(top), re.I)]
        for name in below:
            places = list((ROOT / top).rglob(name.rstrip("/")))
            assert places, f"{top}{name}"


def test_make_targets_in_the_guides_exist():
    said = " ".join(guide.read_text() for guide in GUIDES)
    targets = set(re.findall(r"(?:`|^)make ([a-z]+)\b(?! [a-z])", said, re.M))
    planned = subprocess.run(["make", "--dry-run", *targets], cwd=ROOT, capture_output=True, text=True, check=False)

    assert {"serve", "test", "check"} <= targets
    assert planned.returncode == 0, planned.stderr


OURS = sorted(name for name, app in get_commands().items() if app in {"briefings", "reviews", "people", "portal"})


def test_every_command_is_described():
    assert OURS
    assert not [one for one in OURS if not re.search(rf"^\*\*`{one}\b", README + OPERATING, re.M)]


def test_settings_table_lists_every_setting():
    source = (ROOT / "portal/settings.py").read_text()
    named = set(re.findall(r'(?:env\.\w+|required)\(\s*"([A-Z_]+)"', source))
    listed = set(re.findall(r"^\| `([A-Z_]+)`", OPERATING, re.M))

    assert named == listed


def test_accounts_and_password_in_the_readme_are_those_of_the_demo():
    usernames = {row["username"] for row in files.listed("people")} | {loading.SITE_ADMINISTRATOR, loading.READER}
    named = set(re.findall(r"`((?:officer|approver|administrator|site)\.\w+|reader)`", README))

    assert loading.PASSWORD in README
    assert named <= usernames
    assert {name for name in usernames if name.startswith(("officer", "approver"))} <= named


def test_links_lead_to_files():
    for text in (*GUIDES, ROOT / "portal/CHANGELOG.md", *DECISIONS):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text.read_text()):
            assert (text.parent / target).exists(), f"{text.name}: {target}"


def test_pictures_in_the_readme_are_small_and_have_words():
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", README)
    pictures += [(alt, src) for src, alt in re.findall(r'<img src="([^"]+)"[^>]* alt="([^"]+)"', README)]

    assert {src for _alt, src in pictures} == {
        f"fixtures/pictures/{p.name}" for p in (ROOT / "fixtures/pictures").iterdir()
    }
    for alt, src in pictures:
        assert alt
        assert (ROOT / src).stat().st_size <= 60 * 1024, src


def test_decisions_have_their_five_sections_on_one_page():
    for path in DECISIONS:
        text = path.read_text()

        assert re.match(rf"# {int(path.name[:4])}\. \w", text), path.name
        assert re.findall(r"^## (.+)$", text, re.M) == [
            "Context", "Decision", "Alternatives rejected", "Consequences", "Status",
        ], path.name  # fmt: skip
        assert len(text.split()) < 520, path.name  # one page


def test_paths_in_decisions_exist():
    for path in DECISIONS:
        for name in code_in(path.read_text()):
            if re.fullmatch(r"(?:briefings|reviews|people|portal|tests)/[\w./-]*", name):
                assert (ROOT / name).exists(), f"{path.name}: {name}"


def test_decisions_are_numbered_in_one_run_and_listed():
    """A number that is missing was replaced, and the decision that did it says so in its status."""
    index = (ROOT / "portal/decisions/README.md").read_text()
    numbers = [int(path.name[:4]) for path in DECISIONS]
    statuses = " ".join(path.read_text().partition("## Status")[2] for path in DECISIONS)

    missing = set(range(1, numbers[-1])) - set(numbers)
    assert len(numbers) == len(set(numbers))
    assert missing <= {int(number) for number in re.findall(r"\b\d{1,4}\b", statuses)}
    assert [path.name for path in DECISIONS] == re.findall(r"\]\((0[^)]+\.md)\)", index)


def test_decisions_that_the_code_names_are_there():
    there = {path.name[:4] for path in DECISIONS}
    named = {
        (str(path.relative_to(ROOT)), number)
        for folder in ("portal", "people", "reviews", "briefings", "tests", "templates", "static", ".ci")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".css", ".js", ".md", ".toml", ""} and path.is_file()
        for number in re.findall(r"decisions/(\d{4})\b", path.read_text(errors="ignore"))
    }

    assert named
    assert not {(path, number) for path, number in named if number not in there}


def test_changelog_says_what_is_new_to_whom():
    text = (ROOT / "portal/CHANGELOG.md").read_text()

    assert re.search(r"^## ", text, re.M)
    assert set(re.findall(r"^### (.+)$", text, re.M)) <= {
        "Reading and finding",
        "Writing",
        "Checking, approving and publishing",
        "People and rules of a partnership",
        "Running the site",
        "Security",
    }
