"""What was hidden, deleted or a comment is in no draft, from any kind of file, and is told with its number."""

import pytest

from briefings.importing.readers import html, markdown
from briefings.importing.structure import read_outline

SECRET = "Thistlemere-Vane"


def of_page(markup: str):
    """A page with these styles and words, read up to the outline of a draft."""
    return read_outline(html.read(markup.encode()), format_slug="learning-note")


def told(outline) -> dict[str, str]:
    return {flag.code: flag.message for flag in outline.flags}


def note(words: str, style: str = "") -> str:
    """A learning note as a page, with some words after its story."""
    return (
        f"<html><head><meta charset=utf-8><style>{style}</style></head><body><h1>Child Plover: learning note</h1>"
        f"<h2>What happened?</h2><p>The school wrote twice.</p>{words}"
        "<h2>What did we learn?</h2><ul><li>Ask again.</li></ul></body></html>"
    )


HIDDEN = {
    "attribute": ("<p hidden>{}</p>", ""),
    "style": ("<p style='DISPLAY : none'>{}</p>", ""),
    "visibility": ("<p style='visibility:hidden'>{}</p>", ""),
    "no size": ("<span style='font-size:0'>{}</span>", ""),
    "see-through": ("<p style='opacity:0.0'>{}</p>", ""),
    "beside the page": ("<p style='position:absolute;left:-9999px'>{}</p>", ""),
    "of Word": ("<p><span style='mso-hide:all'>{}</span></p>", ""),
    "a class": ("<p class='c9'><span>{}</span></p>", ".c9{display:none}"),
    "one of several classes": ("<p class='c1 c9'>{}</p>", "p.c1.c9 , b {color:red; visibility: hidden !important}"),
    "a name": ("<div id=aside><p>{}</p></div>", "#aside{display:none}"),
    "inside something": ("<div class=ed><p class=n>{}</p></div>", ".ed > .n{display:none}"),
    "the later rule": ("<p class=c>{}</p>", ".c{display:block} .c{display:none}"),
    "the rule that is important": ("<p class=c id=x>{}</p>", ".c{display:none!important} #x{display:block}"),
    "on every screen": ("<p class=c>{}</p>", "@media screen{.c{display:none}}"),
    "a usual class, its sheet not saved": ("<p class='visually-hidden'>{}</p>", ""),
    "white on white": ("<p style='color:#FFFFFF'>{}</p>", ""),
    "white by class": ("<p><span class=c>{}</span></p>", ".c{color: white} p{background: #fff}"),
    "too small to be read": ("<p style='font-size:1px'>{}</p>", ""),
    "for browsers without scripts": ("<noscript><p>{}</p></noscript>", ""),
    "a template": ("<template><p>{}</p></template>", ""),
}


@pytest.mark.parametrize(("markup", "style"), HIDDEN.values(), ids=HIDDEN)
def test_words_that_a_page_hides_stay_out_and_are_told(markup, style):
    found = of_page(note(markup.format(f"Her name is {SECRET}."), style))

    assert SECRET not in repr(found)
    assert "hidden text (5 words)" in told(found)["hidden-text"]


@pytest.mark.parametrize(
    ("markup", "style"),
    [
        ("<p class=c>Seen words.</p>", "@media print{.c{display:none}}"),
        ("<p class=c>Seen words.</p>", "@media (max-width: 600px){.c{display:none}}"),
        ("<p class=c>Seen words.</p>", ".c{display:none} .c{display:block}"),
        ("<p class=c style='display:block'>Seen words.</p>", ".c{display:none}"),
        ("<p class=c>Seen words.</p>", ".c::before{display:none} .d{display:none} .c:hover{display:none}"),
        ("<p class='hidden' style='display:block'>Seen words.</p>", ""),
        ("<p style='mso-hide:none;font-size:10pt;opacity:0.9'>Seen words.</p>", ""),
        ("<p class=c>Seen words.</p>", ".c{display:none"[:-9] + " } }} @@ ((("),
        ("<div style='background:#036'><p style='color:white'>Seen words.</p></div>", ""),
        ("<table><tr><td bgcolor=navy><font color=white>Seen words.</font></td></tr></table>", ""),
        ("<p style='color:white'><span style='color:black'>Seen words.</span></p>", ""),
        ("<p class=c>Seen words.</p>", ".c{color:white;background-color:#1d4f5c}"),
        ("<link rel=stylesheet href=x.css><p style='color:white'>Seen words.</p>", ""),
        ("<details><summary>More</summary><p>Seen words.</p></details>", ""),
        ("<p hidden=until-found>Seen words.</p>", ""),
    ],
)
def test_words_that_a_page_shows_stay(markup, style):
    found = of_page(note(markup, style))

    assert "Seen words." in repr(found.pieces)
    assert "hidden-text" not in told(found)


CHANGED = {
    "deleted": ("<p>The <del>{}</del> school.</p>", "0 words inserted and 2 deleted"),
    "inserted": ("<p>The <ins>{}</ins> school.</p>", "2 words inserted and 0 deleted"),
    "by classes of Word": ("<p>The <span class=msoDel>{}</span> school.</p>", "0 words inserted and 2 deleted"),
    "by role": ("<p>The <span role=deletion>{}</span> school.</p>", "0 words inserted and 2 deleted"),
}


@pytest.mark.parametrize(("markup", "counted"), CHANGED.values(), ids=CHANGED)
def test_tracked_changes_of_a_page_stay_out_and_are_told(markup, counted):
    found = of_page(note(markup.format(SECRET.replace("-", " "))))

    assert "Thistlemere" not in repr(found)
    assert counted in told(found)["tracked-changes"]
    assert "The school." in found.pieces[0].body


@pytest.mark.parametrize(
    ("markup", "style"),
    [
        ("<s>{}</s>", ""),
        ("<strike>{}</strike>", ""),
        ("<span style='text-decoration: line-through'>{}</span>", ""),
        ("<span class=c>{}</span>", ".c{text-decoration:line-through red}"),
    ],
)
def test_words_with_a_line_through_them_stay_out_and_are_told(markup, style):
    found = of_page(note(f"<p>The {markup.format(SECRET)} school.</p>", style))

    assert "Thistlemere" not in repr(found)
    assert "2 words" in told(found)["struck-out"]


COMMENTED = {
    "of HTML": "<!-- {} -->",
    "at the end of a page of Word": (
        "<p>Words<a class=msocomanchor href='#_msocom_1'>[AB1]</a>.</p><div style='mso-element:comment-list'>"
        "<div style='mso-element:comment'><div id=_com_1 class=msocomtxt><p class=MsoCommentText>"
        "<a href='#_msoanchor_1' class=msocomoff>[AB1]</a>{}</p></div></div></div>"
    ),
    "of Word, its styles lost": "<div><p class=MsoCommentText>{}</p></div>",
    "of Google Docs": (
        "<p>Words<sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup></p>"
        "<div style='border:1px solid'><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>{}</span></p><p>{}</p></div>"
    ),
    "of Google Docs, its box lost": "<p><a href='#cmnt_ref1' name='cmnt1'>[a]</a>{}</p>",
    "by role": "<div role=comment>{}</div>",
}


@pytest.mark.parametrize("markup", COMMENTED.values(), ids=COMMENTED)
def test_comments_of_a_page_stay_out_and_are_told(markup):
    found = of_page(note(markup.replace("{}", f"Her real name is {SECRET}; do not print it.")))

    assert SECRET not in repr(found)
    assert "[AB1]" not in repr(found)
    assert "[a]" not in repr(found)
    assert "1 comment," in told(found)["comments"]


def test_several_comments_are_counted_one_by_one():
    box = "<div style='mso-element:comment'><p class=MsoCommentText>{}</p></div>"
    found = of_page(note(f"<div style='mso-element:comment-list'>{box.format('One.')}{box.format('Two.')}</div>"))

    assert "2 comments" in told(found)["comments"]


@pytest.mark.parametrize("marking", ["Draft for", "OFFICIAL-SENSITIVE:", "Confidential – not for"])
def test_a_marking_among_hidden_words_is_told_without_the_words_beside_it(marking):
    found = of_page(note(f"<p style='display:none'>{marking} {SECRET}</p>"))

    assert marking.split()[0].rstrip(":") in found.marking
    assert "Thistlemere" not in repr(found)


def test_what_word_says_to_old_browsers_is_no_comment():
    found = of_page(note("<!--[if gte mso 9]><xml>words</xml><![endif]--><![if !supportLists]>·<![endif]>"))

    assert "comments" not in told(found)


@pytest.mark.parametrize(
    ("typed", "code", "counted"),
    [
        ("<!-- {} -->", "comments", "1 comment"),
        ("<!-- {}\n\n{}", "comments", "1 comment"),
        ("{>>{}<<}", "comments", "1 comment"),
        ("\n[//]: # ({})\n", "comments", "1 comment"),
        ("{--{}--}", "tracked-changes", "2 deleted"),
        ("{++{}++}", "tracked-changes", "2 words inserted"),
        ("<del>{}</del>", "tracked-changes", "2 deleted"),
        ("~~{}~~", "struck-out", "2 words"),
        ("<s>{}</s>", "struck-out", "2 words"),
    ],
)
def test_comments_and_changes_in_markdown_stay_out_and_are_told(typed, code, counted):
    text = f"# Child Plover\n\n## What happened?\n\nThe school wrote. {typed.replace('{}', SECRET)}\n"
    found = read_outline(markdown.read(text.encode()), format_slug="learning-note")

    assert "Thistlemere" not in repr(found)
    assert counted in told(found)[code]
    assert found.pieces[0].body == "The school wrote."


def test_lines_keep_their_numbers_after_a_comment():
    source = markdown.read(b"one <!-- not\r\nfor\nall --> two\nthree ~~~ four")

    assert [(line.number, line.text) for line in source.lines if line.text] == [
        (1, "one"), (3, " two"), (4, "three ~~~ four"),
    ]  # fmt: skip
