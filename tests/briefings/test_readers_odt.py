"""OpenDocument texts: what their reader sees is read, in order; what was hidden, deleted or a comment stays out."""

import io
import zipfile

import pytest

from briefings.importing import readers
from briefings.importing.lines import CannotRead
from briefings.importing.structure import read_outline

pytestmark = pytest.mark.slow
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
STYLES = """
<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2"><style:text-properties text:display="none"/></style:style>
<style:style style:name="P1" style:parent-style-name="Title"/>
<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>
"""
HEAD = """<text:p text:style-name="P1">Child Plover: Learning Note</text:p>
<text:h text:outline-level="1">What happened?</text:h>"""


def an_odt(body: str, *, edges: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        package.writestr(
            "styles.xml",
            f"<office:document-styles {NAMES}><office:master-styles><style:master-page>{edges}</style:master-page>"
            "</office:master-styles></office:document-styles>",
        )
    return data.getvalue()


def outline_of(body: str, **more):
    return read_outline(readers.read(an_odt(body, **more), name="note.odt"), format_slug="learning-note")


def test_headings_lists_emphasis_links_and_notes_are_read():
    outline = outline_of(
        f"""{HEAD}
        <text:p>The school <text:span text:style-name="T1">wrote twice</text:span><text:note><text:note-citation>1
        </text:note-citation><text:note-body><text:p>In May.</text:p></text:note-body></text:note> and<text:s/>
        nobody <text:a xlink:href="https://example.org/a">answered</text:a>.</text:p>
        <text:h text:outline-level="1">What did we learn?</text:h>
        <text:list text:style-name="L1"><text:list-item><text:p>Ask again:</text:p>
        <text:list><text:list-item><text:p>by telephone</text:p></text:list-item></text:list></text:list-item>
        <text:list-item><text:p>Write it down.</text:p></text:list-item></text:list>"""
    )

    by_kind = {kind: [one for one in outline.pieces if one.kind == kind] for kind in ("section", "point", "footnote")}
    assert outline.title == "Child Plover: Learning Note"
    assert [one.heading for one in by_kind["section"]] == ["What happened?", "What did we learn?"]
    assert "**wrote twice**[^1] and" in by_kind["section"][0].body
    assert "[answered](https://example.org/a)" in by_kind["section"][0].body
    assert [one.body for one in by_kind["point"]] == ["Ask again:\n\n- by telephone", "Write it down."]
    assert [one.body for one in by_kind["footnote"]] == ["In May."]
    assert not outline.unplaced


def test_what_was_deleted_inserted_hidden_or_a_comment_stays_out_and_is_told():
    source = readers.read(
        an_odt(
            f"""<text:tracked-changes>
            <text:changed-region text:id="a"><text:deletion><text:p>Thistlemere</text:p></text:deletion>
            </text:changed-region>
            <text:changed-region text:id="b"><text:insertion/></text:changed-region></text:tracked-changes>{HEAD}
            <text:p>The <text:change text:change-id="a"/><text:change-start text:change-id="b"/>Hawksworth
            <text:change-end text:change-id="b"/> school wrote<office:annotation><text:p>Her name is Annabel.</text:p>
            </office:annotation>
            <text:span text:style-name="T2">Vane</text:span>.<text:hidden-text text:string-value="Orwell"/></text:p>"""
        ),
        name="note.odt",
    )

    told = {flag.code: flag.message for flag in source.flags}
    assert {"tracked-changes", "comments", "hidden-text"} <= set(told)
    assert "1 word inserted and 1 deleted" in told["tracked-changes"]
    kept = " ".join(one.text for one in (*source.lines, *source.set_aside, *source.unplaced))
    assert not {"Thistlemere", "Hawksworth", "Annabel", "Vane", "Orwell"} & set(kept.replace(".", "").split())


def test_marking_in_a_footer_is_told():
    outline = outline_of(
        f"{HEAD}<text:p>The school wrote.</text:p>",
        edges="<style:footer><text:p>OFFICIAL-SENSITIVE</text:p></style:footer>",
    )

    assert outline.marking == "OFFICIAL-SENSITIVE"


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (an_odt("")[:-30], "damaged"),
        (an_odt("<text:p>&undeclared;</text:p>"), "damaged"),
        (an_odt(""), "empty"),
    ],
)
def test_what_cannot_be_read_says_so(data, advice):
    with pytest.raises(CannotRead, match=advice):
        readers.read(data, name="note.odt")
