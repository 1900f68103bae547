"""Web pages, tables of Markdown, text copied out of a PDF: the document is kept, what stands around it is listed."""

import collections
import html
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from briefings.importing import readers
from briefings.importing.lines import CannotRead, words_in
from briefings.importing.outline import MOST_CELLS, cells_in
from briefings.importing.readers import html as page_reader
from briefings.importing.structure import read_outline
from briefings.importing.wording import Body
from briefings.rendering import markdown as rendering

DOCUMENTS = Path(settings.BASE_DIR) / "fixtures" / "documents"
FORMATS = ["learning-note", "practitioner-briefing", "learning-page", "7-minute-briefing", "full-report"]


def outline(name: str, format_slug: str, **context):
    return read_outline(readers.read((DOCUMENTS / name).read_bytes(), name=name), format_slug=format_slug, **context)


def of_page(markup: str | bytes, format_slug: str = "learning-note"):
    data = markup.encode() if isinstance(markup, str) else markup
    return read_outline(page_reader.read(data), format_slug=format_slug)


def texts(markup: str | bytes) -> list[str]:
    data = markup.encode() if isinstance(markup, str) else markup
    return [line.text for line in page_reader.read(data).lines if line.text]


def bodies(found, kind: str) -> list[str]:
    return [piece.body for piece in found.pieces if piece.kind == kind]


def codes(found) -> set[str]:
    return {flag.code for flag in found.flags}


@pytest.fixture(scope="module")
def page():
    return outline("learning-page.html", "learning-page")


def test_a_page_gives_points_and_guidance(page):
    assert page.title == "Baby Mallow"
    assert [len(bodies(page, kind)) for kind in ("point", "guidance", "footnote")] == [3, 6, 1]
    assert bodies(page, "point")[0] == "Ask who else looks after a baby[^1], and **write it down**."
    assert (
        bodies(page, "guidance")[1]
        == "Ask two questions:\n\n- a) Who was here last night?\n- b) Who will be here tonight?"
    )
    assert bodies(page, "footnote") == ["Grandparents, friends and lodgers too."]


def test_what_stands_around_a_page_is_set_aside_and_listed(page):
    aside = {kept.text for kept in page.set_aside}

    assert {
        "Skip to content", "Quick leave", "We use cookies.", "Accept all cookies", "Home", "Reviews",
        "Marlow Vale Safeguarding Children Partnership", "Was this page useful?", "Site by nobody in particular",
    } <= aside  # fmt: skip
    assert page.unplaced == []


def test_scripts_comments_and_hidden_words_never_come_in(page):
    everything = repr(page)

    assert not [word for word in ("writtenbyscript", "internalcomment", "hiddeninstyle") if word in everything]
    assert {"scripts", "comments", "hidden-text"} <= codes(page)


def test_a_link_that_runs_a_script_is_words(page):
    assert bodies(page, "guidance")[2] == "Use the help pages."
    assert "link-nowhere" in codes(page)


def test_a_picture_elsewhere_is_a_figure_to_be_filled(page):
    figure = next(piece for piece in page.pieces if piece.kind == "figure")

    assert (figure.picture, figure.alt_text) == (b"", "The way from the bus stop to the clinic")
    assert "picture-missing" in codes(page)


def test_a_table_of_a_page_stays_a_table(page):
    assert "| Day | Time |\n| --- | --- |\n| Monday | 9 to 12 |" in bodies(page, "guidance")[3]


@pytest.mark.parametrize(
    "data",
    [
        "<html><body><p>Alder’s café".encode("utf-8-sig"),
        "<html><body><p>Alder’s café".encode("utf-16"),
        '<html><head><meta charset="utf-8"><body><p>Alder’s café'.encode(),
        '<html><head><meta charset="iso-8859-1"><body><p>Alder’s café'.encode("cp1252"),
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><p>Alder’s café'.encode(
            "cp1252"
        ),
        "<html><body><p>Alder’s café".encode("cp1252"),
    ],
)
def test_a_page_is_read_in_its_own_encoding(data):
    assert texts(data) == ["Alder’s café"]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<ul><li>one<ul><li>in</ul><li>two</ul>", ["• one", "    • in", "• two"]),
        ("<ol start=4><li>four<li value=7>seven<li>eight</ol>", ["4. four", "7. seven", "8. eight"]),
        ("<ol type=i><li>one<li>two</ol>", ["i. one", "ii. two"]),
        ("<dl><dt>Word<dd>What it means</dl>", ["**Word**", "What it means"]),
        ("<pre>one\ntwo</pre>", ["one", "two"]),
        ("<p>one<br>two", ["one", "two"]),
        ("<p>one<script>x</script> two", ["one two"]),
        ("<p hidden>no</p><p>yes", ["yes"]),
        ("<table><tr><td>Only<td>one row</table>", ["Only", "one row"]),
        ("<p>1 < 2 &amp; 3 > 2", ["1 \\< 2 & 3 \\> 2"]),
    ],
)
def test_markup_becomes_lines(markup, found):
    assert texts(f"<body>{markup}") == found


def test_paragraphs_of_one_item_stay_one_point():
    found = of_page("<h1>T</h1><h2>What did we learn?</h2><ul><li><p>One.</p><p>More of it.</p></li><li>Two.</li></ul>")

    assert bodies(found, "point") == ["One.\n\nMore of it.", "Two."]


def test_a_huge_table_is_bounded_and_the_rest_listed():
    rows = "".join(f"<tr><td>row {n}</td><td>value</td></tr>" for n in range(150))

    found = of_page(f"<h1>T</h1><h2>What happened?</h2><p>Words.</p><table>{rows}</table>")

    assert "table-too-large" in codes(found)
    assert len(found.unplaced) == 50
    assert cells_in(bodies(found, "section")[0].split("\n\n")[1]) == MOST_CELLS == rendering.MOST_CELLS


def test_two_tables_in_one_section_are_bounded_together():
    table = "".join(f"<tr><td>row {n}</td><td>value</td></tr>" for n in range(60))

    found = of_page(f"<h1>T</h1><h2>What happened?</h2><p>Words.</p><table>{table}</table><table>{table}</table>")

    assert len(found.unplaced) == 1
    assert rendering.to_html(bodies(found, "section")[0])


def test_a_table_of_markdown_is_one_table():
    text = b"# T\n\n## What happened?\n\nWords.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nMore.\n"

    found = read_outline(readers.read(text, name="a.md"), format_slug="learning-note")

    assert bodies(found, "section") == ["Words.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nMore."]
    assert "<table>" in rendering.to_html(bodies(found, "section")[0])


def test_a_table_stands_apart_from_paragraphs_and_items():
    body = Body()
    body.paragraph("one")
    body.table("| a |\n| --- |")
    body.item("two")

    assert str(body) == "one\n\n| a |\n| --- |\n\n- two"


WORDS = st.sampled_from("what happened recommendations learning review note Quick leave a1 it's x_y * [1] ¹ 7.".split())
TAGS = st.sampled_from(
    ["p", "h1", "h2", "div", "li", "ul", "ol", "b", "em", "a href='#n'", "a href='https://a.example/x'", "table", "tr",
     "td", "th", "br", "sup", "nav", "main", "header", "footer", "section", "blockquote", "pre", "span", "hr", "img",
     "p id=n", "dl", "dt", "article", "figure"]
)  # fmt: skip
PIECES = st.one_of(WORDS, TAGS.map("<{}>".format), TAGS.map(lambda tag: f"</{tag.split()[0]}>"))


@given(pieces=st.lists(PIECES, max_size=30), format_slug=st.sampled_from(FORMATS))
def test_reading_any_page_accounts_for_every_word_once(pieces, format_slug):
    shown = [piece for piece in pieces if not piece.startswith("<")]
    markup = "<body>" + " ".join(html.escape(piece) if piece in shown else piece for piece in pieces)
    try:
        source = page_reader.read(markup.encode())
    except CannotRead:
        return

    listed = [one.text for one in (*source.lines, *source.set_aside, *source.unplaced)]
    outline = read_outline(source, format_slug=format_slug)

    # Addresses of links are words too; and a figure that became the mark of a note is none any more.
    have = collections.Counter(word for text in listed for word in words_in(text.replace("https://a.example/x", "")))
    wanted = collections.Counter(word for piece in shown for word in words_in(piece))
    assert not {word for word in wanted - have if not word.isdigit()}
    assert not {word for word in have - wanted if not word.isdigit()}
    left = [kept.text for kept in (*outline.unplaced, *outline.set_aside, *outline.written_by_draft)]
    for piece in outline.pieces:
        left += [piece.heading, piece.body, piece.attribution, piece.alt_text]
    placed = collections.Counter(word for text in [outline.title, outline.contact, *left] for word in words_in(text))
    assert not {word for word in have - placed if not word.isdigit()}


def test_text_out_of_a_pdf_is_put_together_as_its_pages_showed_it():
    found = outline(
        "briefing-from-a-pdf.txt", "practitioner-briefing", partnerships=("Marlow Vale Safeguarding Adults Board",)
    )

    assert found.title == "Practitioner briefing: Learning from a case of hoarding"
    assert [len(bodies(found, kind)) for kind in ("section", "question", "point", "recommendation", "footnote")] == [
        4, 2, 3, 2, 1,
    ]  # fmt: skip
    assert "fire crews, district nurses" in bodies(found, "section")[0]
    assert "other was opening it.[^1]" in bodies(found, "section")[1]
    assert bodies(found, "point")[1].endswith("- a working alarm\n- a lamp for the stairs")
    assert {"word-rejoined", "word-cut", "rejoined"} <= codes(found)
    assert found.unplaced == []
    aside = [kept.text for kept in found.set_aside]
    assert sum("Page " in text for text in aside) == 3
    assert aside.count("Learning from a case of hoarding") == 2


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a dis-\ntrict. A district", ["a district.", "A district"]),
        ("self-\nneglect and more", ["self-", "neglect and more"]),
        ("soft\u00ad\nened cheese", ["softened", "cheese"]),
        ("no\u00adbreak here", ["nobreak here"]),
        ("multi-\nagency, a multi-agency group, multiagency", ["multi-", "agency, a multi-agency group, multiagency"]),
    ],
)
def test_words_cut_by_line_ends_are_joined_only_where_that_is_sure(text, lines):
    assert [line.text for line in readers.read(text.encode(), name="a.txt").lines] == lines


def test_a_page_saved_by_word_keeps_its_bullets_and_notes():
    found = of_page(
        "<h1>T</h1><h2>What did we learn?</h2>"
        "<p class=MsoListParagraph><![if !supportLists]><span>·<span>&nbsp;&nbsp; </span></span><![endif]>One point"
        "<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a>.</p>"
        "<div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> First.</p><p>Second.</p></div>"
    )

    assert bodies(found, "point") == ["One point[^1]."]
    assert bodies(found, "footnote") == ["First.\n\nSecond."]
    assert "comments" not in codes(found)


def test_a_page_saved_by_google_docs_keeps_bold_words_and_inner_lists():
    found = of_page(
        "<h1>T</h1><p><span style='font-weight:700'>What did we learn?</span></p>"
        "<ul class='lst-kix_abc-0 start'><li><span>One:</span></li></ul>"
        "<ul class='lst-kix_abc-1 start'><li><span style='font-style:italic'>in</span></li></ul>"
        "<ul class='lst-kix_abc-0'><li><span>Two.</span></li></ul>"
    )

    assert bodies(found, "point") == ["One:\n\n- *in*", "Two."]


def test_words_after_a_figure_are_told():
    found = of_page("<h1>T</h1><h2>What happened?</h2><p>Before.</p><img src=x.png alt='A map'><p>After it.</p>")

    assert [piece.kind for piece in found.pieces] == ["section", "figure"]
    assert bodies(found, "section") == ["Before.\n\nAfter it."]
    assert "figure-order" in codes(found)


PAGES = {
    "Google's wrapper is not bold": (
        "<b style='font-weight:normal' id=docs-internal-guid-1><p><span style='font-weight:400'>It </span>"
        "<span style='font-weight:700'>wrote</span> twice.</p></b>",
        ["It **wrote** twice."],
    ),
    "bold and slanted by class": (
        "<style>.c0{font-weight:700}.c2{font:italic 12pt x}</style><p>It <span class=c0>wrote</span> "
        "<i class=c2>twice</i><i style='font-style:normal'>.</i></p>",
        ["It **wrote** *twice*."],
    ),
    "a word that is bold in part is one word": (
        "<p>Thistle<b>mere</b> and <b>Pl</b>over</p>",
        ["Thistlemere and Plover"],
    ),
    "optional hyphens and gaps of no width": (
        "<p>multi&shy;agency safe&#8203;guarding&#65279;</p>",
        ["multiagency safeguarding"],
    ),
    "lists of Word by level": (
        "<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Outer</p>"
        "<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'>"
        "<span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span>Inner</p>"
        "<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'>"
        "<span>R1.<span>&nbsp; </span></span>Do it</p>",
        ["• Outer", "    • Inner", "R1. Do it"],
    ),
    "lists of Word that lost its styles": (
        "<p class=MsoListParagraph style='margin-left:36.0pt'><span style='font-family:Wingdings'>Ø<span>&nbsp;"
        "</span></span>Outer</p><p class=MsoListParagraph style='margin-left:2.54cm'>(a)<span>&nbsp;</span>Inner</p>"
        "<p class=MsoListParagraph>No mark</p>",
        ["• Outer", "    (a) Inner", "No mark"],
    ),
    "letters stay letters": (
        "<ol type=A><li>one</ol><ol style='list-style-type:lower-alpha'><li>one<li>two</ol>",
        ["A) one", "a) one", "b) two"],
    ),
    "equations": (
        "<p>In <math><mfrac><mn>3</mn><mn>4</mn></mfrac></math> of <math><semantics><mrow><msup><mn>10</mn><mn>2</mn>"
        "</msup><mo>+</mo><msqrt><mi>x</mi></msqrt></mrow><annotation>10^2</annotation></semantics></math> cases</p>",
        ["In 3/4 of 10²+√x cases"],
    ),
    "how a word is spoken": (
        "<p><ruby>Siân<rt>Sharn</rt></ruby> and <ruby>Ana<rp>(</rp><rt>Anna</rt><rp>)</rp></ruby></p>",
        ["Siân (Sharn) and Ana(Anna)"],
    ),
    "links that lead past who was written to": (
        "<p><a href='https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2F"
        "a.example%2Fx&data=05|a@b.example'>"
        "guide</a> <a href='https://www.google.com/url?q=https://b.example/&sa=D'>map</a></p>",
        ["[guide](https://a.example/x) [map](https://b.example/)"],
    ),
    "boxes with headings are read box by box": (
        "<table><tr><td><b>1. Background</b><p>Plover was four.<td><b>2. What happened</b><p>A neighbour rang"
        "<tr><td><b>3. Why it matters</b><p>Nobody asked.<td><b>4. What to do</b><p>Ask.</table>",
        [
            "1. **Background**",
            "Plover was four.",
            "2. **What happened**",
            "A neighbour rang",
            "3. **Why it matters**",
            "Nobody asked.",
            "4. **What to do**",
            "Ask.",
        ],
    ),
    "numbered boxes go by their numbers": (
        "<table><tr><td><b>1. One</b><p>a<td><b>3. Three</b><p>c<tr><td><b>2. Two</b><p>b"
        "<td><b>4. Four</b><p>d</table>",
        ["1. **One**", "a", "2. **Two**", "b", "3. **Three**", "c", "4. **Four**", "d"],
    ),
    "known headings beside texts": (
        "<table><tr><td><b>What happened</b><td>The school wrote twice and nobody answered."
        "<tr><td><b>What did we learn</b><td>Ask again when nobody answers.</table>",
        [
            "**What happened**",
            "The school wrote twice and nobody answered.",
            "**What did we learn**",
            "Ask again when nobody answers.",
        ],
    ),
    "headings above texts": (
        "<table><tr><th>What went well<th>What could be better"
        "<tr><td><ul><li>One<li>Two</ul><td><ul><li>Three</ul></table>",
        ["**What went well**", "• One", "• Two", "**What could be better**", "• Three"],
    ),
    "facts with bold names stay a table": (
        "<table><tr><td><b>Month</b><td><b>Visits</b><tr><td><b>January</b><td>4</table>",
        ["| **Month** | **Visits** |\n| --- | --- |\n| **January** | 4 |"],
    ),
    "a chronology stays a table": (
        "<table><tr><th>Date<th>Event<tr><td>1 May<td>The school wrote to the duty team."
        "<tr><td>2 May<td>Nobody at the duty team answered.</table>",
        [
            "| Date | Event |\n| --- | --- |\n| 1 May | The school wrote to the duty team. |\n"
            "| 2 May | Nobody at the duty team answered. |"
        ],
    ),
    "what opens, and what words mean": (
        "<details><summary>What next</summary><p>Ask.</details><dl><dt>Neglect<dd>Not met</dl>",
        ["**What next**", "Ask.", "**Neglect**", "Not met"],
    ),
}


@pytest.mark.parametrize(("markup", "lines"), PAGES.values(), ids=PAGES)
def test_a_page_is_read_as_its_reader_sees_it(markup, lines):
    assert texts(f"<body>{markup}") == lines


def test_lines_say_that_they_are_bold_and_what_their_style_is():
    markup = "<p class=MsoTitle>A</p><p class=subtitle>B</p><p><b>C</b> <b>d</b></p><p><b>E</b> f</p>"

    found = [
        (line.text, line.heading, line.style, line.bold)
        for line in page_reader.read(markup.encode()).lines
        if line.text
    ]

    assert found == [
        ("A", 1, "Title", False), ("B", 0, "Subtitle", False), ("**C d**", 0, "", True), ("**E** f", 0, "", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "markup",
    [
        "<section id=comments><h2>3 comments</h2><article class=comment><p>Furnished words</p></article></section>",
        "<div class='comment-respond'><h3>Leave a reply</h3><p>Furnished words</p></div>",
        "<div><h3>2 thoughts on “Child Plover”</h3><p>Furnished words</p></div>",
        "<aside aria-label='Related content'><p>Furnished words</p></aside>",
        "<div class=related-links><p>Furnished words</p></div>",
        "<div class='addtoany_share'><p>Furnished words</p></div>",
        "<ul class=share-buttons><li>Furnished words</ul>",
        "<div id=disqus_thread><p>Furnished words</p></div>",
        "<div style='mso-element:header'><p>Furnished words</p></div>",
    ],
)
def test_what_a_page_carries_beside_its_document_is_set_aside(markup):
    found = of_page(f"<h1>T</h1><h2>What happened?</h2><p>Words.</p>{markup}")

    assert "Furnished words" in [kept.text.removeprefix("• ") for kept in found.set_aside]
    assert "Furnished" not in repr(found.pieces)


@pytest.mark.parametrize(
    "markup",
    [
        "<form id=aspnetForm><div class='menu page'><h1>T</h1><h2>What happened?</h2><p>Kept words.</p></div></form>",
        "<form><p>Kept words.</p><p>And many more of them.</p></form>",
        "<h1>T</h1><h2>Comments from parents</h2><p>Kept words.</p>",
        "<article class='post comments-open'><h1>T</h1><p>Kept words.</p></article>",
    ],
)
def test_a_document_inside_the_frame_of_a_program_is_kept(markup):
    assert "Kept words." in texts(f"<body>{markup}")


@pytest.mark.parametrize("format_slug", FORMATS)
def test_an_inner_item_without_an_outer_one_keeps_its_words(format_slug):
    found = of_page("<h1>T</h1><p>Before.</p><ul><li>One</li><p><ul><li>Two</li></ul></p></ul>", format_slug)

    placed = [piece.body for piece in found.pieces] + [kept.text for kept in (*found.unplaced, *found.set_aside)]
    assert all(word in " ".join(placed) for word in ("Before.", "One", "Two"))


def test_what_opens_a_part_of_a_page_is_its_heading():
    found = of_page(
        "<h1>T</h1><button>Menu</button><h2><button aria-expanded=true>What happened?</button></h2><p>Words.</p>"
        "<h2><button aria-expanded=false>What did we learn?</button></h2><div hidden=until-found><p>A point.</p></div>"
    )

    assert [piece.heading for piece in found.pieces if piece.kind == "section"] == [
        "What happened?", "What did we learn?",
    ]  # fmt: skip
    assert [kept.text for kept in found.set_aside] == ["Menu"]


def test_a_note_that_nothing_links_to_any_more_is_one():
    found = of_page(
        "<div title=header><p>Head</p></div><h1>T</h1><h2>What happened?</h2><p>She asked.<sup>1</sup></p>"
        "<div id=sdfootnote1><p><a name=sdfootnote1sym>1</a> Twice.</p></div>"
    )

    assert bodies(found, "section") == ["She asked.[^1]"]
    assert bodies(found, "footnote") == ["Twice."]
    assert [kept.text for kept in found.set_aside] == ["Head"]


def test_lines_of_a_page_say_how_large_they_are():
    markup = (
        "<style>.big{font-size:18pt}p{font-size:12pt}</style><p class=big>Large</p><p>Words as they are most.</p>"
        "<p><span style='font-size:2em'>Twice</span></p><p><font size=6>Old</font></p><div>Nothing said</div>"
    )
    lines = [line for line in page_reader.read(markup.encode()).lines if line.text]

    assert [line.size for line in lines] == [1.5, 1.0, 2.0, 2.0, 0]


@pytest.mark.parametrize(
    ("markup", "points"),
    [
        (
            "<ul><li><p>Ask about everybody.</p><p>That means:</p><ul><li>fathers</li><li>lodgers</li></ul></li>"
            "<li><p>Write.</p></li></ul>",
            ["Ask about everybody.\n\nThat means:\n\n- fathers\n- lodgers", "Write."],
        ),
        ("<ul><li>One<ol><li>a<li>b</ol><li>Two</ul>", ["One\n\n1. a\n2. b", "Two"]),
        ("<ol><li>One<ol><li>a<li>b</ol><li>Two</ol>", ["One\n\n1. a\n2. b", "Two"]),
        ("<ol><li>One<ul><li>a<li>b</ul><p>More.</p><li>Two</ol>", ["One\n\n- a\n- b\n\nMore.", "Two"]),
    ],
)
def test_a_list_inside_an_item_stays_inside_whatever_stands_between(markup, points):
    assert bodies(of_page(f"<h1>T</h1><h2>What did we learn?</h2>{markup}"), "point") == points


def test_what_readers_wrote_under_a_page_is_set_aside_without_a_box_around_it():
    found = of_page(
        "<h1>T</h1><h2>What happened?</h2><p>Words.</p><h2>2 comments</h2><h3>Jo says</h3><p>I knew her.</p>"
        "<h3>Leave a reply</h3><p>Your name</p><h3>Sam says</h3><h2>More information</h2><p>A guide.</p>"
    )

    assert [kept.text for kept in found.set_aside] == [
        "2 comments", "Jo says", "I knew her.", "Leave a reply", "Your name", "Sam says",
    ]  # fmt: skip
    assert "A guide." in repr(found.pieces)
