"""No words of a person reach a function that takes a short text for the name of a file, and opens it.

One did: `tinyhtml5.parse(text)` read the server's files into a draft. Words are handed over as bytes in a file
object, so that no library has anything to guess.
"""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WHERE = ("briefings", "reviews", "people", "portal")
# Each package that reads or writes what people wrote or sent, and which of its functions open a name. A package that
# is not listed fails the test below: look how it reads its arguments, then list it.
PACKAGES = {
    "PIL": {"PIL.Image.open", "PIL.ImageFont.truetype", "PIL.ImageFont.load", "PIL.ImageCms.getOpenProfile"},
    "allauth": set(),
    "cryptography": set(),
    "csp": set(),
    "cssselect2": set(),
    "dateutil": set(),
    "django": {"django.core.files.images.get_image_dimensions"},
    "environ": set(),
    "faker": set(),
    "fido2": set(),
    "fontTools": {"fontTools.ttLib.TTFont", "fontTools.ttLib.TTCollection", "fontTools.subset.load_font"},
    "holidays": set(),
    "mammoth": {"mammoth.convert", "mammoth.convert_to_html", "mammoth.convert_to_markdown",
                "mammoth.extract_raw_text", "mammoth.embed_style_map", "mammoth.read_embedded_style_map"},
    "markdown_it": set(),
    "markdownx": set(),
    "nh3": set(),
    "pydyf": set(),
    "pypdf": {"pypdf.PdfReader", "pypdf.PdfWriter"},
    "pypdfium2": {"pypdfium2.PdfDocument"},  # a name or bytes; from a name it would read that file
    "pyphen": set(),  # `filename` is a keyword of its own, and nobody gives it
    "rapidfuzz": set(),
    "segno": {"segno.helpers"},
    "snowballstemmer": set(),
    "spellchecker": set(),
    "stdnum": set(),
    "tinycss2": set(),
    "tinyhtml5": {"tinyhtml5.parse", "tinyhtml5.HTMLParser", "tinyhtml5.inputstream.HTMLInputStream"},
    "weasyprint": {"weasyprint.HTML", "weasyprint.CSS", "weasyprint.Attachment"},
}  # fmt: skip
OF_PYTHON = {
    "open", "io.open", "io.FileIO", "io.open_code", "os.open", "codecs.open", "zipfile.ZipFile", "zipfile.is_zipfile",
    "zipfile.PyZipFile", "tarfile.open", "gzip.open", "gzip.GzipFile", "bz2.open", "bz2.BZ2File", "lzma.open",
    "lzma.LZMAFile", "sqlite3.connect", "shelve.open", "dbm.open", "linecache.getline", "fileinput.input",
    "xml.etree.ElementTree.parse", "xml.etree.ElementTree.iterparse", "xml.etree.ElementTree.ElementTree",
    "xml.dom.minidom.parse", "xml.dom.pulldom.parse", "xml.sax.parse", "urllib.request.urlopen", "wave.open",
    "mimetypes.read_mime_types", "mailbox.mbox", "email.message_from_file", "runpy.run_path",
}  # fmt: skip
OPENING = OF_PYTHON.union(*PACKAGES.values())
FILES_IN_MEMORY = {"io.BytesIO", "io.StringIO", "django.core.files.base.ContentFile"}
# Named by us, in the code, or a file object that Django has opened. (file, function): why
KNOWN = {
    ("briefings/demo/logos.py", "PIL.ImageFont.truetype"): "our own typefaces",
    ("briefings/importing/readers/pdf/__init__.py", "pypdfium2.PdfDocument"): "the bytes that the child was given",
    ("briefings/layout/pdf.py", "weasyprint.CSS"): "our own style sheets",
    ("briefings/layout/pdf.py", "fontTools.ttLib.TTFont"): "our own typefaces",
    ("briefings/rendering/fonts.py", "fontTools.ttLib.TTFont"): "our own typefaces",
    ("briefings/work_queue.py", "os.open"): "the places of the queue",
    ("portal/pictures.py", "PIL.Image.open"): "a file object: the field of a form, or ContentFile",
}  # fmt: skip


def files() -> list[Path]:
    return [file for place in WHERE for file in sorted((ROOT / place).rglob("*.py")) if "migrations" not in file.parts]


def names_in(tree: ast.AST) -> dict[str, str]:
    """What each imported name of a file is in full."""
    known = {"open": "open"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                first = one.name.partition(".")[0]
                known[one.asname or first] = one.name if one.asname else first
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            known |= {(one.asname or one.name): f"{node.module}.{one.name}" for one in node.names}
    return known


def full_name(node: ast.expr, known: dict[str, str]) -> str:
    """The dotted name that an expression is; empty for anything else."""
    if isinstance(node, ast.Name):
        return known.get(node.id, "")
    if isinstance(node, ast.Attribute):
        before = full_name(node.value, known)
        return f"{before}.{node.attr}" if before else ""
    return ""


def opened_names(source: str) -> list[tuple[int, str]]:
    """Each call of a function that opens names, unless it is plainly given a file object: (line, function)."""
    tree = ast.parse(source)
    known = names_in(tree)
    found = []
    for scope in [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.Module)]:
        opened = {
            target.id
            for one in ast.walk(scope)
            for target, value in _bound(one)
            if isinstance(target, ast.Name) and _is_file(value, known)
        }
        for call in _calls_of(scope):
            name = full_name(call.func, known)
            if name not in OPENING:
                continue
            given = call.args[0] if call.args else (call.keywords[0].value if call.keywords else None)
            explicit = not call.args and call.keywords and call.keywords[0].arg == "string"  # WeasyPrint: no guessing
            is_file = isinstance(given, ast.Name) and given.id in opened
            if not (explicit or is_file or (given is not None and _is_file(given, known))):
                found.append((call.lineno, name))
    return found


def _bound(node: ast.AST) -> list[tuple[ast.expr, ast.expr]]:
    if isinstance(node, ast.Assign):
        return [(target, node.value) for target in node.targets]
    if isinstance(node, ast.With):
        return [(one.optional_vars, one.context_expr) for one in node.items if one.optional_vars]
    return []


def _is_file(value: ast.expr, known: dict[str, str]) -> bool:
    """Whether an expression makes a file object: one in memory, or one that something of ours opened."""
    if not isinstance(value, ast.Call):
        return False
    return full_name(value.func, known) in FILES_IN_MEMORY or (
        isinstance(value.func, ast.Attribute)
        and value.func.attr == "open"
        and full_name(value.func, known) not in OPENING
    )


def _calls_of(scope: ast.AST) -> list[ast.Call]:
    """The calls of a function or module, without those of functions inside it."""
    calls, waiting = [], list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef):
            waiting += node.decorator_list
            continue
        if isinstance(node, ast.Call):
            calls.append(node)
        waiting += ast.iter_child_nodes(node)
    return calls


def test_nothing_hands_a_text_to_a_function_that_would_open_it():
    found = {
        (str(file.relative_to(ROOT)), line, name)
        for file in files()
        for line, name in opened_names(file.read_text(encoding="utf-8"))
    }

    assert {(file, line, name) for file, line, name in found if (file, name) not in KNOWN} == set()
    assert {(file, name) for file, _line, name in found} == set(KNOWN), "one of the known calls is gone: take it out"


@pytest.mark.parametrize(
    "written",
    [
        "import tinyhtml5\ndef read(text):\n    return tinyhtml5.parse(text)",
        "from tinyhtml5 import parse as page\ndef read(data):\n    return page(data.decode())",
        "import weasyprint\nsheet = weasyprint.HTML(words)",
        "from weasyprint import HTML\nsheet = HTML(filename=words)",
        "import xml.etree.ElementTree as tree\ntree.parse(words)",
        "import mammoth\nmammoth.convert_to_html(fileobj=name)",
        "import io, PIL.Image\ndef one(data):\n    file = io.BytesIO(data)\ndef other(file):\n    PIL.Image.open(file)",
        "def read(name):\n    with open(name) as file:\n        return file.read()",
    ],
)
def test_a_text_handed_to_such_a_function_is_found(written):
    assert len(opened_names(written)) == 1


def test_every_package_that_is_used_has_been_looked_at():
    used = set()
    for file in files():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            used |= {name.partition(".")[0] for name in names}

    assert used - set(sys.stdlib_module_names) - set(WHERE) <= set(PACKAGES)
