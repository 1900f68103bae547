"""Officers' Markdown to HTML: what comes through, what stays words, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.document import Link
from briefings.rendering.markdown import TooMuch, inline_html, marks_in, paragraphs_in, plain, resources_in, to_html

GUIDE = Link("guide", "The guide", "Marlow Vale", "guide", "https://guide.example.org/a", "open")


def test_to_html_plain_words_become_paragraphs_lists_and_emphasis():
    html = to_html("One *two* **three**.\n\n- four\n- five\n\n1. six")

    assert html == (
        "<p>One <em>two</em> <strong>three</strong>.</p>\n<ul>\n<li>four</li>\n<li>five</li>\n</ul>\n"
        "<ol>\n<li>six</li>\n</ol>\n"
    )


@pytest.mark.parametrize(
    "source",
    [
        "[words](javascript:alert(1))",
        "[words](JaVaScRiPt:alert(1))",
        "[words](java&#115;cript:alert(1))",
        "[words](data:text/html,x)",
        "[words](file:///etc/hostname)",
        "[words](//elsewhere.example/x)",
        "[words](/admin/)",
        "[words](#top)",
        "[words](resource:nobody-knows)",
    ],
)
def test_to_html_link_that_must_not_lead_anywhere_stays_words(source):
    assert to_html(source) == "<p>words</p>\n"


def test_to_html_web_and_mail_addresses_in_the_words_become_links():
    html = to_html("See https://a.example/b_c_d?e=1&f=2, or write to first_last@a.example.")

    assert '<a href="https://a.example/b_c_d?e=1&amp;f=2">https://a.example/b_c_d?e=1&amp;f=2</a>,' in html
    assert '<a href="mailto:first_last@a.example">first_last@a.example</a>.' in html


def test_to_html_resource_link_takes_the_address_of_the_resource():
    assert to_html("[read](resource:guide)", links={"guide": GUIDE}) == (
        '<p><a href="https://guide.example.org/a">read</a></p>\n'
    )


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        '<img src="https://elsewhere.example/x.png" onerror="alert(1)">',
        "<style>p{}</style>",
        '<iframe src="file:///etc/hostname"></iframe>',
        '<a href="https://a.example" onclick="x()">b</a>',
    ],
)
def test_to_html_raw_html_is_shown_as_words(source):
    html = to_html(source)

    assert html.startswith("<p>&lt;")
    assert plain(source) == source


def test_to_html_picture_in_the_words_leaves_its_words_only():
    assert to_html("![A map](https://elsewhere.example/map.png)") == "<p>A map</p>\n"


def test_to_html_heading_in_a_body_is_bold_words_so_that_no_level_is_skipped():
    assert to_html("# Aims\n\nBe kind.") == "<p><strong>Aims</strong></p>\n<p>Be kind.</p>\n"


def test_to_html_words_pasted_with_spaces_before_them_are_not_code():
    assert to_html("    Pasted from elsewhere.") == "<p>Pasted from elsewhere.</p>\n"


def test_to_html_table_columns_say_that_they_are_headed():
    html = to_html("| Who | When |\n|---|---|\n| Ann | now |")

    assert '<th scope="col">Who</th>' in html
    assert "<td>now</td>" in html


def test_to_html_footnote_mark_links_to_its_note_and_can_be_come_back_to():
    html = to_html("Said[^a].", footnotes={"a": 3})

    assert html == '<p>Said<sup class="note-mark"><a href="#note-3" id="mark-3">[3]</a></sup>.</p>\n'


def test_to_html_footnote_mark_without_a_note_is_left_out():
    assert to_html("Said[^a].") == "<p>Said.</p>\n"


def test_to_html_footnote_mark_inside_the_words_of_a_link_stands_behind_it():
    html = to_html("See [the guide[^a]](https://a.example/b) now.", footnotes={"a": 1})

    assert '<a href="https://a.example/b">the guide</a><sup class="note-mark">' in html


def test_to_html_note_typed_in_the_words_is_not_lost():
    assert plain("Said.\n\n[note]: it was so") == "Said.\n[note]: it was so"


def test_to_html_numbered_paragraphs_count_on_and_lists_do_not_count():
    html = to_html("First.\n\n- an item\n\nSecond.", numbered_from=37)

    assert '<p id="paragraph-37" class="numbered"><span class="paragraph-number">37</span> First.</p>' in html
    assert '<p id="paragraph-38" class="numbered"><span class="paragraph-number">38</span> Second.</p>' in html
    assert paragraphs_in("First.\n\n- an item\n\nSecond.") == 2


def test_inline_html_has_no_blocks_and_keeps_a_number_at_its_start():
    assert inline_html("1. **Aims**\nand more") == "1. <strong>Aims</strong> and more"


def test_plain_gives_the_words_a_line_for_each_block():
    assert plain("One **two**[^a]\n& three\n\n- [four](https://a.example)\n- five") == "One two & three\nfour\nfive"


def test_marks_and_resources_come_in_the_order_they_stand():
    source = "[a](resource:second-thing) x[^2] [b](resource:first) y[^1] z[^2]"

    assert marks_in(source) == ["2", "1", "2"]
    assert resources_in(source) == ["second-thing", "first"]


@pytest.mark.parametrize(
    ("source", "what_to_do"),
    [
        ("a " * 30_000, "Shorten this text"),
        ("a" + "\u0301" * 9, "accents"),
        ("x" * 101, "Put spaces into"),
        ("".join(" " * 2 * depth + "- a\n" for depth in range(8)), "Make the lists flatter"),
        ("- a\n" * 201, "list items"),
        ("|a|b|\n|-|-|\n" + "|c|d|\n" * 100, "table cells"),
        ("[a](https://b.example) " * 101, "links"),
        ("> " * 60 + "a", "flatter"),
        ("![ " * 13_000, "square brackets"),
        ("*a **b " * 5_000 + "c** d*" * 5_000, "Shorten this text"),
        ("[a]( " * 8_000, "square brackets"),
    ],
)
def test_to_html_more_than_a_sheet_can_bear_is_refused_with_what_to_do(source, what_to_do):
    with pytest.raises(TooMuch, match=what_to_do):
        to_html(source)


def test_to_html_long_address_is_no_long_word():
    assert "<a href=" in to_html("https://a.example/" + "b" * 150)


ANYTHING = st.text(alphabet=st.characters(codec=None), max_size=60)
MARKUP = st.text(alphabet="[]()!*_<>|`-#\n ^:&a@.", max_size=80)


@given(ANYTHING | MARKUP)
def test_to_html_whatever_is_typed_is_safe_or_refused(source):
    try:
        html = to_html(source, footnotes={"a": 1})
    except TooMuch:
        return
    html.encode()  # raises for half a surrogate pair
    assert "<script" not in html
    assert "<img" not in html
    assert all(address.startswith(("http", "mailto:", "#note-")) for address in _addresses_in(html))


def _addresses_in(html: str) -> list[str]:
    return [piece.split('"')[0] for piece in html.split('href="')[1:]]
