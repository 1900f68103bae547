"""The Markdown box: an ordinary text area that carries nothing of markdownx's own."""

from html.parser import HTMLParser

import pytest
from django import forms

from briefings.admin.writing.markdown import MarkdownTextarea
from briefings.models import Part


class Box(forms.ModelForm):
    class Meta:
        model = Part
        fields = ("body",)
        widgets = {"body": MarkdownTextarea}


class Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements(html, tag):
    reader = Elements()
    reader.feed(html)
    return [attrs for name, attrs in reader.found if name == tag]


def test_box_loads_our_script_and_none_of_markdownx():
    media = str(Box().media)

    assert "js/markdown.js" in media
    assert "markdownx" not in media


def test_box_names_no_address_of_markdownx():
    assert "markdownx" not in str(Box()["body"])


def test_box_is_an_ordinary_text_area_with_its_label():
    (area,) = elements(str(Box()["body"]), "textarea")

    assert (area["name"], area["id"]) == ("body", "id_body")


def test_box_has_no_inline_script_or_style():
    for tag in ("div", "textarea", "button", "span"):
        for attrs in elements(str(Box()["body"]), tag):
            assert not {name for name in attrs if name == "style" or name.startswith("on")}


def test_toolbar_is_one_stop_for_the_tab_key_and_waits_for_its_script():
    html = str(Box()["body"])
    (toolbar,) = [attrs for attrs in elements(html, "div") if attrs.get("role") == "toolbar"]
    buttons = elements(html, "button")

    assert "hidden" in toolbar
    assert [button for button in buttons if button.get("tabindex") != "-1"] == buttons[:1]
    assert all(button["type"] == "button" for button in buttons)


@pytest.mark.parametrize("words", ["</textarea><script>alert(1)</script>", "\n\nStarts with empty lines", "a & b < c"])
def test_box_shows_words_as_typed(words):
    box = str(Box(initial={"body": words})["body"])

    assert "<script>" not in box
    reader = Words()
    reader.feed(box)
    assert reader.words.removeprefix("\n") == words


class Words(HTMLParser):
    """What a browser would show in the text area."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words, self.inside = "", False

    def handle_starttag(self, tag, attrs):
        self.inside = self.inside or tag == "textarea"

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "textarea"

    def handle_data(self, data):
        if self.inside:
            self.words += data
