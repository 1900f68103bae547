"""A Word file is read as its reader sees it: equations, forms, drawings, boxes, lists, marks of paragraphs."""

import pytest

from briefings.importing.readers import word
from briefings.importing.readers.word.text import sign_of
from tests.word_files import a_paragraph, a_run, a_table, a_word_file


def lines(body: str, **parts: str) -> list[str]:
    return [line.text for line in word.read(a_word_file(body, **parts)).lines if line.text]


def told(body: str, **parts: str) -> dict[str, str]:
    return {flag.code: flag.message for flag in word.read(a_word_file(body, **parts)).flags}


def signs(markup: str) -> str:
    """An equation; words stand for runs of them."""
    return f"<m:oMath>{markup}</m:oMath>"


def m(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


EQUATIONS = {
    "3/4": f"<m:f><m:num>{m('3')}</m:num><m:den>{m('4')}</m:den></m:f>",
    "(a+b)/c": f"<m:f><m:num>{m('a+b')}</m:num><m:den>{m('c')}</m:den></m:f>",
    "10²": f"<m:sSup><m:e>{m('10')}</m:e><m:sup>{m('2')}</m:sup></m:sSup>",
    "x^(a+1)": f"<m:sSup><m:e>{m('x')}</m:e><m:sup>{m('a+1')}</m:sup></m:sSup>",
    "(a+b)²": f"<m:sSup><m:e>{m('a+b')}</m:e><m:sup>{m('2')}</m:sup></m:sSup>",
    "x₁": f"<m:sSub><m:e>{m('x')}</m:e><m:sub>{m('1')}</m:sub></m:sSub>",
    "x₁²": f"<m:sSubSup><m:e>{m('x')}</m:e><m:sub>{m('1')}</m:sub><m:sup>{m('2')}</m:sup></m:sSubSup>",
    "√2": f"<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/><m:e>{m('2')}</m:e></m:rad>",
    "∛(a+b)": f"<m:rad><m:deg>{m('3')}</m:deg><m:e>{m('a+b')}</m:e></m:rad>",
    "∑_(i=1)ⁿ i": (
        f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{m('i=1')}</m:sub><m:sup>{m('n')}</m:sup>"
        f"<m:e>{m('i')}</m:e></m:nary>"
    ),
    "[a|b]": (
        f"<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr><m:e>{m('a')}</m:e><m:e>{m('b')}</m:e></m:d>"
    ),
    "sin x": f"<m:func><m:fName>{m('sin')}</m:fName><m:e>{m('x')}</m:e></m:func>",
    "[1, 2; 3, 4]": (
        f"<m:m><m:mr><m:e>{m('1')}</m:e><m:e>{m('2')}</m:e></m:mr><m:mr><m:e>{m('3')}</m:e><m:e>{m('4')}</m:e></m:mr></m:m>"
    ),
    "a = b": m("a = b"),
}


@pytest.mark.parametrize(("written", "markup"), EQUATIONS.items(), ids=list(EQUATIONS))
def test_an_equation_keeps_its_meaning_and_is_told(written, markup):
    body = a_paragraph("In ", signs(markup), " of the cases.")

    assert [line.replace("\\", "") for line in lines(body)] == [f"In {written} of the cases."]
    assert "1 equation" in told(body)["equations"]


def field(instruction: str, form: str = "", result: str = "") -> str:
    """A field as Word writes it in runs."""
    return (
        f"<w:r><w:fldChar w:fldCharType='begin'>{form}</w:fldChar></w:r>"
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{result}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


def choice(chosen: str = "") -> str:
    """The list of an old form."""
    return f"<w:ffData><w:ddList>{chosen}<w:listEntry w:val='Low'/><w:listEntry w:val='High'/></w:ddList></w:ffData>"


BASE = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
WAYS = {
    "the entry chosen of a list": (
        a_paragraph("Rated ", field("FORMDROPDOWN", choice("<w:result w:val='1'/>")), "."),
        ["Rated High."],
    ),
    "the entry that stands there unless chosen": (
        a_paragraph("Rated ", field("FORMDROPDOWN", choice()), "."),
        ["Rated Low."],
    ),
    "an entry that some programs write as words too": (
        a_paragraph(field("FORMDROPDOWN", choice(), a_run("Low"))), ["Low"],
    ),
    "boxes to tick": (
        a_paragraph(
            field("FORMCHECKBOX", "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"), " yes ",
            field("FORMCHECKBOX", "<w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData>"), " no",
        ),
        ["☒ yes ☐ no"],
    ),
    "a content control with words": (a_paragraph("Rated ", BASE.format("<w:dropDownList/>", a_run("High")), "."),
                                     ["Rated High."]),
    "WordArt": (
        a_paragraph("Seen", "<w:r><w:pict><v:shape><v:textpath string='but never heard'/></v:shape></w:pict></w:r>"),
        ["Seen", "but never heard"],
    ),
    "shapes with words": (
        a_paragraph(
            "Seen",
            "<w:r><w:drawing><a:p><a:r><a:t>but never </a:t></a:r><a:r><a:t>heard</a:t></a:r></a:p></w:drawing></w:r>",
        ),
        ["Seen", "but never heard"],
    ),
    "one of two ways to draw": (
        a_paragraph(
            "Seen",
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent>" + a_paragraph("and heard")
            + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" + a_paragraph("and heard")
            + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        ),
        ["Seen", "and heard"],
    ),
    "how a word is spoken": (
        a_paragraph(
            f"<w:r><w:ruby><w:rt>{a_run('Sharn')}</w:rt><w:rubyBase>{a_run('Siân')}</w:rubyBase></w:ruby></w:r>",
            " rang",
        ),
        ["Siân (Sharn) rang"],
    ),
    "a tab to a place": (a_paragraph("<w:r><w:t>Left</w:t><w:ptab/><w:t>right</w:t></w:r>"), ["Left right"]),
    "a word bold in part": (a_paragraph(a_run("Thistle", "<w:b/>"), "mere rang"), ["**Thistlemere** rang"]),
    "optional hyphens": (
        a_paragraph("multi", "<w:r><w:softHyphen/></w:r>", "agency and safe\u00adguarding"),
        ["multiagency and safeguarding"],
    ),
    "a deleted end of a paragraph": (
        a_paragraph("Two ", properties="<w:rPr><w:del w:id='1'/></w:rPr>") + a_paragraph("halves."), ["Two halves."],
    ),
    "an inserted end of a paragraph": (
        a_paragraph("Two ", properties="<w:rPr><w:ins w:id='1'/></w:rPr>") + a_paragraph("halves."), ["Two halves."],
    ),
    "a large first letter": (
        a_paragraph("T", properties="<w:framePr w:dropCap='drop'/>") + a_paragraph("he school."), ["The school."],
    ),
    "a bullet of a symbol face": (
        a_paragraph(a_run("\uf0d8", "<w:rFonts w:ascii='Wingdings'/>"), "<w:r><w:tab/></w:r>", "One"),
        ["•\tOne"],
    ),
    "a tick of a symbol face": (
        a_paragraph(
            "Done ", a_run("ü", "<w:rFonts w:ascii='Wingdings'/>"),
            "<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>"
        ),
        ["Done " + 2 * sign_of("Wingdings", 0xFC)],
    ),
    "the words inside the code of a field": (
        a_paragraph(
            "Seen ", "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>IF 1 = 1</w:instrText></w:r>",
            a_run("secretword"), "<w:r><w:fldChar w:fldCharType='separate'/></w:r>", "words",
            "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
        ),
        ["Seen words"],
    ),
    "a deleted word put inside a seen one": (
        a_paragraph("<w:r><w:t>Seen <w:delText>secretword</w:delText></w:t></w:r>", "words"), ["Seen words"],
    ),
    "a field that never ends": (a_paragraph("<w:r><w:fldChar w:fldCharType='begin'/></w:r>", "words"), ["words"]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "seen"), WAYS.values(), ids=WAYS)
def test_whatever_way_word_writes_words_they_are_read_as_shown(body, seen):
    source = word.read(a_word_file(body))

    assert [line.text for line in source.lines if line.text] == seen
    assert "words-without-place" not in {flag.code for flag in source.flags}


def test_what_prompts_in_a_form_stays_out_and_is_told():
    body = a_paragraph("Rated ", BASE.format("<w:showingPlcHdr/>", a_run("Choose an item.")), ".")

    assert lines(body) == ["Rated ."]
    assert "1 place of a form" in told(body)["form-choices"]


SECRET = "secretword number two"
NOTE = f"<w:footnote w:id='2'>{a_paragraph(SECRET)}</w:footnote>"
LEFT_OUT = {
    "a deleted cell": (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel w:id='1'/></w:tcPr>" + a_paragraph(SECRET) + "</w:tc></w:tr></w:tbl>",
        "tracked-changes", "3 deleted",
    ),
    "an inserted row": (
        f"<w:tbl><w:tr><w:trPr><w:ins w:id='1'/></w:trPr><w:tc>{a_paragraph(SECRET)}</w:tc></w:tr></w:tbl>",
        "tracked-changes", "3 words inserted",
    ),
    "a moved paragraph": (
        a_paragraph(f"<w:moveFrom w:id='1'>{a_run(SECRET)}</w:moveFrom>"), "tracked-changes", "3 deleted",
    ),
    "a deleted equation": (
        a_paragraph(f"<w:del w:id='1'>{signs(m(SECRET))}</w:del>"), "tracked-changes", "3 deleted",
    ),
    "a hidden row": (
        f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{a_paragraph(SECRET)}</w:tc></w:tr></w:tbl>",
        "hidden-text", "3 words",
    ),
    "a hidden shape": (
        a_paragraph(
            "<w:r><w:drawing><wp:docPr hidden='1'/><w:txbxContent>"
            f"{a_paragraph(SECRET)}</w:txbxContent></w:drawing></w:r>"
        ),
        "hidden-text", "3 words",
    ),
    "an invisible shape": (
        a_paragraph(
            "<w:r><w:pict><v:shape style='visibility:hidden'>"
            f"<v:textpath string='{SECRET}'/></v:shape></w:pict></w:r>"
        ),
        "hidden-text", "3 words",
    ),
    "white letters on white paper": (
        a_paragraph("Seen ", a_run(SECRET, "<w:color w:val='FFFFFF'/>")), "hidden-text", "3 words",
    ),
    "letters too small to be read": (
        a_paragraph("Seen ", a_run(SECRET, "<w:sz w:val='2'/>")), "hidden-text", "3 words",
    ),
    "a hidden run that stands in no paragraph": (
        f"<w:tbl><w:tr><w:tc>{a_run(SECRET, '<w:vanish/>')}{a_paragraph('Seen')}</w:tc></w:tr></w:tbl>",
        "hidden-text", "3 words",
    ),
    "a run that is hidden by its second properties": (
        a_paragraph(a_run(f"<w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t>")), "hidden-text", "3 words",
    ),
    "a hidden part of an equation": (
        a_paragraph(signs(m("3") + a_run(SECRET, "<w:vanish/>"))), "hidden-text", "3 words",
    ),
    "a line through words": (a_paragraph("Seen ", a_run(SECRET, "<w:strike/>")), "struck-out", "3 words"),
    "two lines through words": (a_paragraph("Seen ", a_run(SECRET, "<w:dstrike/>")), "struck-out", "3 words"),
    "a note that nothing marks": (a_paragraph("Seen"), "notes-unmarked", "1 note (3 words)"),
    "a note whose mark was deleted": (
        a_paragraph("Seen", "<w:del w:id='1'><w:r><w:footnoteReference w:id='2'/></w:r></w:del>"),
        "notes-unmarked", "(3 words)",
    ),
    "a note whose mark is hidden": (
        a_paragraph("Seen", "<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id='2'/></w:r>"),
        "notes-unmarked", "(3 words)",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "code", "counted"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_is_not_seen_of_a_word_file_stays_out_and_is_told(body, code, counted):
    parts = {"footnotes": NOTE} if code == "notes-unmarked" else {}
    source = word.read(a_word_file(a_paragraph("Words.") + body, **parts))

    assert "secretword" not in repr((source.lines, source.set_aside, source.unplaced, source.flags))
    assert counted in {flag.code: flag.message for flag in source.flags}[code]


@pytest.mark.parametrize(
    "body",
    [
        a_paragraph(a_run("Seen words", "<w:color w:val='FFFFFF'/><w:shd w:fill='1D4F5C'/>")),
        a_paragraph(a_run("Seen words", "<w:color w:val='FFFFFF'/>"), properties="<w:shd w:fill='1D4F5C'/>"),
        a_paragraph(a_run("Seen words", "<w:color w:val='FFFFFF'/><w:highlight w:val='black'/>")),
        a_table((a_paragraph(a_run("Seen words", "<w:color w:val='FFFFFF'/>")),)),
        a_paragraph(a_run("Seen words", "<w:vanish w:val='0'/><w:strike w:val='false'/><w:sz w:val='12'/>")),
    ],
)
def test_words_that_only_might_be_hidden_stay(body):
    assert lines(body) == ["Seen words"]


def test_changes_of_looks_are_told_with_their_words_which_stay():
    body = a_paragraph(a_run("Words that were made bold", "<w:b/><w:rPrChange w:id='1'><w:rPr/></w:rPrChange>"))

    assert lines(body) == ["**Words that were made bold**"]
    assert "looks of 5 words were changed" in told(body)["tracked-changes"]


def test_a_paragraph_of_nothing_but_the_mark_of_a_note_is_read():
    source = word.read(a_word_file(a_paragraph("<w:r><w:footnoteReference w:id='2'/></w:r>"), footnotes=NOTE))

    assert [line.note for line in source.lines if line.text == SECRET] == ["1"]


def test_changes_and_hidden_words_in_the_head_of_a_page_are_told():
    head = a_paragraph("Head", f"<w:del w:id='1'>{a_run('secretword')}</w:del>", a_run("secretword", "<w:vanish/>"))
    source = word.read(a_word_file(a_paragraph("Words."), header1=head))

    assert [kept.text for kept in source.set_aside] == ["Head"]
    assert {"tracked-changes", "hidden-text"} <= {flag.code for flag in source.flags}


STYLES = (
    "<w:style w:type='paragraph' w:styleId='T'><w:name w:val='Title'/><w:rPr><w:sz w:val='40'/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Band'><w:name w:val='House Band'/><w:basedOn w:val='H2'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='H2'><w:name w:val='heading 2'/><w:basedOn w:val='N'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Own'><w:name w:val='learning point'/><w:basedOn w:val='N'/></w:style>"
    "<w:style w:type='paragraph' w:default='1' w:styleId='N'><w:name w:val='Normal'/><w:rPr>"
    "<w:sz w:val='20'/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Out'><w:name w:val='Own head'/><w:basedOn w:val='N'/>"
    "<w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>"
)


def test_a_line_says_its_style_its_level_and_how_large_it_is():
    body = "".join(
        a_paragraph(words, properties=f"<w:pStyle w:val='{style}'/>" if style else "")
        for words, style in (("Title", "T"), ("Band", "Band"), ("Own", "Own"), ("Head", "Out"), ("Words as usual", ""))
    ) + a_paragraph(a_run("Large", "<w:sz w:val='30'/>"))  # fmt: skip
    found = word.read(a_word_file(body, styles=STYLES)).lines

    assert [(line.text, line.style, line.heading, line.size) for line in found if line.text] == [
        ("Title", "Title", 1, 2.0), ("Band", "Heading 2", 2, 1.0), ("Own", "Learning point", 0, 1.0),
        ("Head", "Own head", 2, 1.0), ("Words as usual", "", 0, 1.0), ("Large", "", 0, 1.5),
    ]  # fmt: skip


def level(depth: int, kind: str, text: str) -> str:
    return f"<w:lvl w:ilvl='{depth}'><w:numFmt w:val='{kind}'/><w:lvlText w:val='{text}'/></w:lvl>"


@pytest.mark.parametrize(
    ("kind", "text", "written"),
    [
        ("decimal", "R%1.", ["R1.", "R2."]),
        ("decimal", "Recommendation %1:", ["Recommendation 1:", "Recommendation 2:"]),
        ("lowerLetter", "%1)", ["a)", "b)"]),
        ("upperLetter", "%1.", ["A.", "B."]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)"]),
        ("decimalZero", "%1", ["01", "02"]),
        ("ordinal", "%1", ["1st", "2nd"]),
        ("cardinalText", "%1", ["One", "Two"]),
        ("bullet", "\uf0d8", ["•", "•"]),
    ],
)
def test_the_numbers_of_a_list_stand_before_its_items(kind, text, written):
    numbering = (
        f"<w:abstractNum w:abstractNumId='1'>{level(0, kind, text)}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
    )
    item = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"

    found = lines(a_paragraph("Do", properties=item) + a_paragraph("Do", properties=item), numbering=numbering)

    assert found == [f"{mark} Do" for mark in written]


def test_boxes_and_columns_that_lay_a_page_out_are_read_in_order():
    bold = "<w:b/>"
    boxes = a_table(
        (a_paragraph(a_run("1. Background", bold)) + a_paragraph("Plover was four."),
         a_paragraph(a_run("2. What happened", bold)) + a_paragraph("A neighbour rang")),
        (a_paragraph(a_run("3. What to do", bold)) + a_paragraph("Ask."), a_paragraph("")),
    )  # fmt: skip
    beside = a_table(
        (a_paragraph(a_run("What happened", bold)), a_paragraph("The school wrote twice and nobody answered.")),
        (a_paragraph(a_run("Questions to consider", bold)), a_paragraph("Who asks?") + a_paragraph("Who writes?")),
    )

    assert lines(boxes) == [
        "1. **Background**", "Plover was four.", "2. **What happened**", "A neighbour rang", "3. **What to do**",
        "Ask.",
    ]  # fmt: skip
    assert lines(beside) == [
        "**What happened**", "The school wrote twice and nobody answered.", "**Questions to consider**", "Who asks?",
        "Who writes?",
    ]  # fmt: skip
