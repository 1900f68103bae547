"""Public addresses are written in `briefings/public/urls.py`, and those that stand on a page many times in
`briefings/addresses.py`; everything else asks for them by name."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import reverse

from briefings import addresses
from briefings.public.urls import urlpatterns

ROOT = Path(__file__).resolve().parents[2]
PLACES = {re.split(r"[/.<]", str(one.pattern))[0].rstrip("-") for one in urlpatterns} - {""}
BY_HAND = re.compile(rf"/(?:{'|'.join(sorted(PLACES))})(?:[/.?#]|$)")
IN_A_TEMPLATE = re.compile(rf"[\"']{BY_HAND.pattern}")


def written_in(source: str) -> Iterator[str]:
    """The strings of Python code that begin as a public address does, and those of f-strings."""
    return (
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and BY_HAND.match(node.value)
    )


def test_no_code_and_no_template_writes_a_public_address_by_hand():
    found = []
    for app in ("people", "reviews", "briefings"):
        for file in set((ROOT / app).rglob("*.py")) - {ROOT / "briefings" / "addresses.py"}:
            found += [f"{file.relative_to(ROOT)}: {one}" for one in written_in(file.read_text("utf-8"))]
    for file in sorted((ROOT / "templates").rglob("*.html")):
        found += [f"{file.relative_to(ROOT)}: {one}" for one in IN_A_TEMPLATE.findall(file.read_text("utf-8"))]
    assert found == []


def test_addresses_that_are_written_many_times_are_those_of_the_site():
    for name in ("briefing", "review", "theme", "sector"):
        assert getattr(addresses, name)("child-r") == reverse(f"public:{name}", args=["child-r"])
    assert addresses.sheet("child-r") == reverse("public:sheet", args=["child-r", "child-r"])
    assert addresses.handout("child-r", 12) == reverse("public:handout", args=["child-r", 12])


def test_an_address_that_is_written_by_hand_is_seen():
    assert {"learning", "themes", "open-data", "sitemap", "robots"} <= PLACES
    source = 'a = "/learning/"\nb = f"/themes/{slug}/"\nc = "such as /learning/child-r/"\nd = "/learningzone/"\n'
    assert list(written_in(source)) == ["/learning/", "/themes/"]
    assert IN_A_TEMPLATE.search('<a href="/learning/{{ slug }}/">')
    assert IN_A_TEMPLATE.search('"/feed/"')
    assert not IN_A_TEMPLATE.search("<code>/themes/…/feed/</code>")
