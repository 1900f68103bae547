"""Every template compiles: its tags, its filters, and the templates that it names by name."""

from pathlib import Path

import pytest
from django.template import TemplateDoesNotExist, TemplateSyntaxError, engines
from django.template.base import Template
from django.template.loader import get_template
from django.template.loader_tags import ExtendsNode, IncludeNode

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(str(file.relative_to(ROOT / "templates")) for file in (ROOT / "templates").rglob("*") if file.is_file())


def named_by(template: Template) -> set[str]:
    """The templates that a template extends or includes under a name that stands in it."""
    nodes = template.nodelist.get_nodes_by_type((ExtendsNode, IncludeNode))
    names = (node.parent_name if isinstance(node, ExtendsNode) else node.template for node in nodes)
    return {name.var for name in names if isinstance(name.var, str)}


def test_every_template_compiles_and_those_it_names_are_there():
    assert len(NAMES) > 100
    for name in NAMES:
        for other in named_by(get_template(name).template):
            get_template(other)


def test_a_template_that_does_not_compile_is_seen():
    with pytest.raises(TemplateSyntaxError):
        engines["django"].from_string("{% if %}{% endif %}")
    named = named_by(engines["django"].from_string("{% if a %}{% include 'not/there.html' %}{% endif %}").template)
    with pytest.raises(TemplateDoesNotExist):
        get_template(named.pop())
