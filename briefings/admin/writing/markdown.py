"""The box officers write in: a plain text area with a small toolbar.

The field is django-markdownx's; its own script is never loaded, because that one catches the Tab key
(nobody can leave the box by keyboard), breaks undo, and stays dead in rows added later. Without script
this is an ordinary text area. See static/js/markdown.js.
"""

from django import forms
from django.template.loader import get_template
from markdownx.widgets import MarkdownxWidget


class _OneLineEnd:
    """Browsers send a line's end as two characters. Kept so, words that nobody touched would compare as changed."""

    def value_from_datadict(self, data, files, name) -> str | None:
        """What was typed, its lines ended as everywhere else."""
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class Lines(_OneLineEnd, forms.Textarea):
    """A text area for words of a briefing that are no Markdown."""


class MarkdownTextarea(_OneLineEnd, MarkdownxWidget):
    """A text area for Markdown, with a toolbar, help and a count of words when there is script."""

    template_name = "admin/briefings/briefing/markdown.html"

    class Media:
        extend = False  # none of markdownx's own files
        js = (forms.Script("js/markdown.js", defer=True),)
        css = {"all": ("css/writing.css",)}

    def __init__(self, attrs=None, *, footnotes: bool = True):
        super().__init__(attrs={"rows": 3, **(attrs or {})})
        self.footnotes = footnotes

    def get_context(self, name, value, attrs):
        # Past markdownx's own, which would add the addresses of its views to the page.
        context = forms.Textarea.get_context(self, name, value, attrs)
        context["footnotes"] = self.footnotes
        return context

    def render(self, name, value, attrs=None, renderer=None):
        context = self.get_context(name, value, attrs)
        # From the site's own templates: the forms' default renderer looks only inside installed packages.
        return get_template(self.template_name).render(context)
