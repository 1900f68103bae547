"""Imports point one way, so that a page which cannot reach a draft cannot leak one (portal/decisions/0002)."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = ("briefings", "reviews", "people", "portal", "tests")

# place: what nothing in it may import, each with all that lies below it
PURE = {
    "people", "reviews", "briefings.models", "briefings.drafting", "briefings.publishing", "briefings.importing",
    "briefings.admin", "briefings.public", "briefings.demo", "briefings.publishing.texts", "django.db", "django.apps",
}  # fmt: skip
MUST_NOT_IMPORT = {
    "people": {"reviews", "briefings"},
    "reviews": {"briefings"},
    "portal": {"people", "reviews", "briefings"},
    "briefings/document.py": {"people", "reviews", "briefings", "portal", "django"},
    "briefings/rendering": PURE,
    "briefings/checklist": PURE,
    "briefings/languages.py": {"people", "reviews", "briefings", "portal", "django"},
    "briefings/addresses.py": {"people", "reviews", "briefings", "portal", "django"},
    "briefings/sandbox.py": {"people", "reviews", "briefings", "portal", "django"},
    "briefings/work_queue.py": {"people", "reviews", "briefings", "portal", "django"},
    "portal/text/sentences.py": {"people", "reviews", "briefings", "portal", "django.db", "django.apps"},
    "portal/text/tables.py": {"people", "reviews", "briefings", "portal", "django"},
    "briefings/formats.py": PURE - {"reviews"} | {"reviews.models", "portal", "django"},
    "reviews/section_kinds.py": {"people", "reviews", "briefings", "portal", "django"},
    "briefings/models/public.py": {"briefings.models.briefing", "briefings.models.edition", "reviews.models.review"},
    "briefings/models": {"briefings.publishing", "briefings.public", "briefings.admin", "briefings.drafting"},
    "briefings/words": {"people", "reviews", "portal", "briefings.models", "briefings.public", "django"},
    "briefings/drafting": {"briefings.public", "briefings.admin"},
    "briefings/publishing": {
        "briefings.public.pages", "briefings.public.finding", "briefings.admin", "briefings.importing",
    },  # what it writes readers must not get from a cache: caching.forget is all it knows of them
    "briefings/importing": {"briefings.public", "briefings.publishing", "briefings.drafting", "briefings.admin"},
    "briefings/importing/readers": {"people", "reviews", "django", "portal", "briefings.models", "briefings.drafting"},
}  # fmt: skip
# The public rooms: of all that is ours, these and nothing else.
PUBLIC_MAY_IMPORT = {
    "briefings.public", "briefings.addresses", "briefings.models.public", "briefings.formats", "briefings.languages",
    "briefings.words", "briefings.rendering.story",
    "people.models.partnership", "reviews.models.vocabulary", "reviews.section_kinds",
    "portal.context", "portal.release",
    "portal.text.sentences",
    "portal.text.tables", "briefings.withdrawal_list",
}  # fmt: skip
# What the child process that lays sheets out loads: of all that is ours, these and nothing else.
CHILD_MAY_IMPORT = {"briefings.layout", "briefings.sandbox", "briefings.work_queue"}


def imported_by(file: Path) -> set[str]:
    """Every module and name that a file imports, in full: `from a.b import c` is both a.b and a.b.c."""
    package = file.relative_to(ROOT).with_suffix("").parts[:-1]
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return found


def lies_in(name: str, place: str) -> bool:
    """Whether a name is a module or anything below it."""
    return name == place or name.startswith(f"{place}.")


def files_of(place: str) -> list[Path]:
    target = ROOT / place
    return [target] if target.is_file() else sorted(target.rglob("*.py"))


def test_imports_point_one_way():
    found = {}
    for place, forbidden in MUST_NOT_IMPORT.items():
        assert files_of(place), f"{place} has moved: update this list"
        for file in files_of(place):
            if wrong := {name for name in imported_by(file) if any(lies_in(name, one) for one in forbidden)}:
                found[str(file.relative_to(ROOT))] = wrong

    assert not found


def test_public_rooms_import_public_rows_and_vocabulary_only():
    files = files_of("briefings/public")

    assert len(files) > 3
    found = {
        str(file.relative_to(ROOT)): wrong
        for file in files
        if (wrong := {name for name in imported_by(file) if _is_ours(name) and not _is_for_the_public(name)})
    }
    assert not found


def test_the_child_process_loads_its_own_package_and_its_sandbox_only():
    files = files_of("briefings/layout")

    assert len(files) > 3
    found = {name for file in files for name in imported_by(file) if _is_ours(name) or lies_in(name, "django")}
    assert {one for one in found if not any(lies_in(one, place) for place in CHILD_MAY_IMPORT)} <= {"briefings"}


def _is_ours(name: str) -> bool:
    return name.split(".")[0] in OURS


def _is_for_the_public(name: str) -> bool:
    return any(lies_in(name, one) for one in PUBLIC_MAY_IMPORT) or any(lies_in(one, name) for one in PUBLIC_MAY_IMPORT)


# A model or a module fetched by a string; and the way from a public row's partnership back to the record.
BY_STRING = {"get_model", "import_module", "import_string", "__import__"}
WAY_BACK = {"briefing_set", "editions", "reviews"}
LOOKED_UP = re.compile(r"(?:^|__)(?:briefing|briefing_set|editions?|reviews?)__")
# Statements of our own, that only one database may understand, and that no model checks.
RAW_SQL = {"cursor", "RawSQL", "raw", "extra"}


def named_in(source: str) -> set[str]:
    """What a public room may not name, of what the source of one names. A module called as a relation is let be."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(attr=name):
                found |= {name} & (BY_STRING | WAY_BACK | RAW_SQL)
            case ast.Name(id=name) | ast.alias(name=name):
                found |= {name} & (BY_STRING | {"RawSQL"})
            case ast.keyword(arg=str(name)) | ast.Constant(value=str(name)) if LOOKED_UP.search(name):
                found.add(name)
    return found


def test_public_rooms_reach_nothing_by_name_and_write_no_sql():
    """A model fetched by a string, or a row followed back to its draft, would pass the test above."""
    found = {str(file.relative_to(ROOT)): named_in(file.read_text("utf-8")) for file in files_of("briefings/public")}

    assert {file: names for file, names in found.items() if names} == {}


def test_the_reader_of_names_sees_every_way_of_writing_them():
    """The control of the test above."""
    for source, name in (
        ("apps.get_model('briefings.Draft')", "get_model"),
        ("from importlib import import_module", "import_module"),
        ("import_string('a.b')", "import_string"),
        ("__import__('a')", "__import__"),
        ("link.partnership.reviews.all()", "reviews"),
        ("page.editions", "editions"),
        ("rows.filter(partnership__reviews__title='x')", "partnership__reviews__title"),
        ("rows.values('partnership__briefing__title')", "partnership__briefing__title"),
        ("with connection.cursor() as cursor: pass", "cursor"),
        ("from django.db.models.expressions import RawSQL", "RawSQL"),
        ("expressions.RawSQL('1', [])", "RawSQL"),
        ("PublicPage.objects.raw('SELECT 1')", "raw"),
        ("rows.extra(select={'a': '1'})", "extra"),
    ):
        assert named_in(source) == {name}, source
    assert named_in("from briefings.public.pages import reviews\npath('reviews/<slug>/', reviews.review)") == set()


def test_markdown_becomes_html_in_one_package():
    users = {
        (library, *file.relative_to(ROOT).parts[:2])
        for place in ("briefings", "reviews", "people", "portal")
        for file in files_of(place)
        for library in ("markdown_it", "nh3")
        if any(lies_in(name, library) for name in imported_by(file))
    }

    assert users == {("markdown_it", "briefings", "rendering"), ("nh3", "briefings", "rendering")}


# Where the portal knows an app by its name: what is installed, and which addresses are whose.
MAY_NAME_APPS = {"portal/settings.py", "portal/urls.py"}
OF_AN_APP = re.compile(r"(?:people|reviews|briefings)(?:\.\w+)+")


def apps_named_in(source: str) -> set[str]:
    """The dotted names below our apps among the strings of a source."""
    strings = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    return {one for one in strings if isinstance(one, str) and OF_AN_APP.fullmatch(one)}


def test_portal_names_the_apps_in_its_settings_and_addresses_only():
    naming = {str(file.relative_to(ROOT)) for file in files_of("portal") if apps_named_in(file.read_text("utf-8"))}

    assert naming == MAY_NAME_APPS
    assert apps_named_in("import_string('people.outbox.Backend')") == {"people.outbox.Backend"}, "the control"


def test_what_allauth_promises_nobody_is_wrapped_in_one_file():
    using = {
        str(file.relative_to(ROOT))
        for place in ("briefings", "reviews", "people", "portal", "tests")
        for file in files_of(place)
        if any(".internal." in f"{name}." or ".INTERNAL_" in name for name in imported_by(file) if "allauth" in name)
    }

    assert using == {"people/sign_in/allauth_internals.py", "tests/signing_in.py"}


def test_email_leaves_through_the_outbox_only():
    sending = {
        str(file.relative_to(ROOT))
        for place in ("briefings", "reviews", "people", "portal")
        for file in files_of(place)
        if any(lies_in(name, "django.core.mail") or lies_in(name, "smtplib") for name in imported_by(file))
    }

    assert sending == {"people/outbox.py"}


def test_only_publishing_makes_editions_or_moves_them():
    """Besides the verbs, nobody creates frozen rows or writes an edition's state."""
    frozen = {"Edition", "Sheet", "Approval", "Confirmation", "Event", "EditionEditor", "EditionPartnership"}
    found = set()
    for file in files_of("briefings"):
        if file.is_relative_to(ROOT / "briefings" / "publishing"):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in {"create", "bulk_create", "update", "get_or_create"}:
                owner = node.value
                if (
                    isinstance(owner, ast.Attribute)
                    and owner.attr == "objects"
                    and getattr(owner.value, "id", "") in frozen
                ):
                    found.add(f"{file.relative_to(ROOT)}:{node.lineno}")

    assert not found


def test_the_reader_of_imports_sees_every_way_of_writing_them(tmp_path, monkeypatch):
    """The control: if this reader were blind, all tests above would pass."""
    monkeypatch.setattr("tests.house.test_imports.ROOT", tmp_path)
    file = tmp_path / "briefings" / "public" / "views.py"
    file.parent.mkdir(parents=True)
    file.write_text(
        "import reviews.models\nfrom briefings.drafting import compose\ndef f():\n    from ..models import briefing\n"
    )

    seen = {
        name for module in [__import__("tests.house.test_imports", fromlist=["x"])] for name in module.imported_by(file)
    }

    assert {"reviews.models", "briefings.drafting.compose", "briefings.models.briefing"} <= seen
