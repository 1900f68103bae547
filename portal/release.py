"""Which release of the site this process runs: a short digest of all that its pages are made with.

It stands in the ETag of every public page and in the key of everything that is kept, so that a new release, another
package or another setting reaches readers whose words have not changed. It is made from whole folders, never from a
list of files: what is added to the site is part of it without being named anywhere.
"""

import hashlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from django.conf import settings

# What Python leaves behind, and what no page is made with.
NOT_PART_OF_IT = frozenset({"__pycache__", "decisions"})
SETTINGS_READ = re.compile(rb"\bsettings\.([A-Z][A-Z_]+)")
# Read by Django itself while it lays out a page.
SETTINGS_OF_PAGES = ("LANGUAGE_CODE", "STATIC_URL", "TIME_ZONE", "USE_TZ")


@cache
def release() -> str:
    """The digest of this release, made once in a process. Tests clear it to see what changes it."""
    known = hashlib.sha256(sys.version.encode())
    for one in sorted(f"{package.name} {package.version}" for package in distributions()):
        known.update(one.encode())
    names = set(SETTINGS_OF_PAGES)
    for file in files():
        content = file.read_bytes()
        known.update(f"\0{file.name} {len(content)}\0".encode())
        known.update(content)
        if file.suffix == ".py" and _is_of_pages(file):
            names.update(name.decode() for name in SETTINGS_READ.findall(content))
    for name in sorted(names):
        known.update(f"\0{name} {getattr(settings, name, None)!r}".encode())
    return known.hexdigest()[:12]


def files() -> Iterator[Path]:
    """Every file of this release: code, templates, styles, scripts, word lists, and the names of what was collected."""
    for folder in ("portal", *settings.OUR_APPS, "templates", "static"):
        for file in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if not NOT_PART_OF_IT.intersection(file.parts) and file.is_file():
                yield file
    manifest = Path(settings.STATIC_ROOT, "staticfiles.json")
    if manifest.is_file():
        yield manifest


def _is_of_pages(file: Path) -> bool:
    """Whether the settings that a file reads show on public pages: what it holds is public, or for all templates."""
    return "public" in file.parts or file.name == "context.py"
