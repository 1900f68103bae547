"""A handling marking places the same hold wherever it stands in a file, from the import to `submit` being refused."""

import io
import zipfile

import pytest
from django.urls import reverse

from briefings import formats, publishing
from briefings.drafting.import_batch import import_document
from briefings.importing import readers
from briefings.importing.recognising.markings import marking_of
from briefings.importing.structure import read_outline
from briefings.models import Briefing, Edition, ImportedDocument
from people.permissions import Refused
from reviews.models import Hold
from tests.briefings.test_hostile_files import NAMES, changed, document, paragraph
from tests.briefings.test_import_command import run
from tests.worlds import a_partnership

pytestmark = [pytest.mark.slow, pytest.mark.once]

BODY = "<p>Child Plover: Learning Note</p><h2>What happened?</h2><p>The school wrote twice.</p>"
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
WORDART = f'<w:r><w:pict {V}><v:shape><v:textpath string="%s"/></v:shape></w:pict></w:r>'
SHAPE = (
    '<w:r><w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wp:anchor><wps:wsp><wps:txbx>'
    "<w:txbxContent><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></w:r>"
)
DRAWN = (
    '<w:r><w:drawing xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    "<a:p><a:r><a:t>%s</a:t></a:r></a:p></w:drawing></w:r>"
)
CHOICE = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f'<mc:Choice Requires="x"><w:drawing/></mc:Choice><mc:Fallback>{WORDART}</mc:Fallback></mc:AlternateContent></w:r>'
)
PICTURE = (
    '<w:r><w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:inline><wp:docPr descr="%s"/></wp:inline></w:drawing></w:r>'
)


def typed(words: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>"


def word_file(*, body: str = "", **parts: str) -> bytes:
    """A Word file with these headers and footers: header1=…, footer2=…, each the content of one paragraph."""
    related = "".join(
        f'<Relationship Id="h{n}" Type="x/{name[:6]}" Target="{name}.xml"/>' for n, name in enumerate(parts)
    )
    files = {f"word/{name}.xml": f"<w:hdr {NAMES}><w:p>{words}</w:p></w:hdr>".encode() for name, words in parts.items()}
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{related}</Relationships>'
    ).encode()
    words = "".join(paragraph(one) for one in ("Child Plover", "What happened?", "The school wrote twice."))
    files["word/document.xml"] = document(f"{words}<w:p>{body}</w:p>")
    return changed(files)


def marked(data: bytes, name: str) -> str:
    source = readers.read(data, name=name)
    return read_outline(source, format_slug="learning-note").marking


MARKED = {
    "header": (word_file(header1=typed("OFFICIAL-SENSITIVE")), "a.docx", "OFFICIAL-SENSITIVE"),
    "footer alone": (word_file(footer1=typed("Confidential")), "a.docx", "Confidential"),
    "first page": (word_file(header1=typed("Marlow"), header2=typed("DRAFT")), "a.docx", "DRAFT"),
    "even pages": (word_file(header1="", footer1="", header3=typed("Private and confidential")), "a.docx",
                   "Private and confidential"),
    "beside a name and a number": (
        word_file(footer1=typed("Marlow SCP | Draft v0.3 | Page 2 of 9")), "a.docx", "Draft v0.3"),
    "after a tab": (word_file(footer1=typed("Marlow SCP") + "<w:r><w:ptab/></w:r>" + typed("Confidential")), "a.docx",
                    "Confidential"),
    "in a sentence, aloud": (
        word_file(header1=typed("This report is CONFIDENTIAL to Marlow SCP")), "a.docx", "CONFIDENTIAL"),
    "split runs": (word_file(header1=typed("OFFI") + typed("CIAL") + typed(" – ") + typed("Sensitive")), "a.docx",
                   "OFFICIAL – Sensitive"),
    "hyphen that does not break": (
        word_file(header1=typed("Official") + "<w:r><w:noBreakHyphen/></w:r>" + typed("sensitive")), "a.docx",
        "Official-sensitive"),
    "small letters": (word_file(footer2=typed("official - sensitive")), "a.docx", "official - sensitive"),
    "strictly private": (word_file(header1=typed("Strictly private")), "a.docx", "Strictly private"),
    "spelt out": (word_file(header1=typed("D R A F T")), "a.docx", "DRAFT"),
    "watermark of WordArt": (word_file(header1=WORDART % "STRICTLY CONFIDENTIAL"), "a.docx", "STRICTLY CONFIDENTIAL"),
    "watermark in small letters": (word_file(header2=WORDART % "draft"), "a.docx", "draft"),
    "watermark of a shape": (word_file(header1=SHAPE % "DRAFT"), "a.docx", "DRAFT"),
    "watermark drawn": (word_file(header1=DRAWN % "CONFIDENTIAL"), "a.docx", "CONFIDENTIAL"),
    "watermark in a choice": (word_file(header1=CHOICE % "OFFICIAL SENSITIVE"), "a.docx", "OFFICIAL SENSITIVE"),
    "watermark that is a picture": (word_file(header1=PICTURE % "Confidential"), "a.docx", "Confidential"),
    "watermark on the page itself": (word_file(body=WORDART % "DRAFT"), "a.docx", "DRAFT"),
    "text box": (word_file(body=SHAPE % "Not for publication"), "a.docx", "Not for publication"),
    "page header": (f"<html><body><header>OFFICIAL-SENSITIVE</header>{BODY}".encode(), "a.html", "OFFICIAL-SENSITIVE"),
    "print header": (f"<html><body><div style='display:none'>Draft</div>{BODY}".encode(), "a.html", "Draft"),
    "edge of sheets": (
        f"<html><head><style>@page {{ @top-center {{ content: 'Strictly private' }} }}</style><body>{BODY}".encode(),
        "a.html", "Strictly private"),
    "running head of a text": (
        b"Marlow SCP | Draft | Page 1 of 2\n\nChild Plover\n\nWhat happened?\n\nThe school wrote twice.\n"
        b"\fMarlow SCP | Draft | Page 2 of 2\n\nThe nurse wrote once.\n", "a.txt", "Draft"),
}  # fmt: skip
NOT_MARKED = {
    "name of a partnership": (
        word_file(header1=typed("Marlow Safeguarding Partnership"), footer1=typed("Page 1")), "a.docx"),
    "sentence that says it": (word_file(footer1=typed("The official site of the partnership")), "a.docx"),
    "drafting": (
        word_file(header1=typed("How a draft is agreed"), body=PICTURE % "A chart of restricted growth"), "a.docx"),
    "button of a site": (f"<html><body><nav>Official statistics</nav>{BODY}".encode(), "a.html"),
    "style": (f"<html><head><style>li::before {{ content: '- ' }}</style><body>{BODY}".encode(), "a.html"),
}  # fmt: skip


def test_marking_is_found_wherever_it_stands():
    assert {name: marked(data, file) for name, (data, file, _words) in MARKED.items()} == {
        name: words for name, (_data, _file, words) in MARKED.items()
    }


def test_nothing_is_taken_for_a_marking_that_is_none():
    assert {name: marked(*one) for name, one in NOT_MARKED.items()} == dict.fromkeys(NOT_MARKED, "")


def test_label_that_office_keeps_of_a_file_is_a_marking():
    properties = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property name="MSIP_Label_1_Name"><vt:lpwstr>OFFICIAL-SENSITIVE</vt:lpwstr></property></Properties>'
    )
    packed = io.BytesIO(word_file())
    with zipfile.ZipFile(packed, "a") as package:
        package.writestr("docProps/custom.xml", properties)

    assert marked(packed.getvalue(), "a.docx") == "OFFICIAL-SENSITIVE"


@pytest.mark.django_db
def test_marked_file_is_held_by_command_and_screen_until_submitting_is_refused(client, asha, fernwick, tmp_path):
    client.force_login(asha)
    for name in ("footer alone", "watermark of WordArt", "watermark of a shape", "edge of sheets"):
        data, file_name, words = MARKED[name]
        file = tmp_path / file_name
        file.write_bytes(data)

        done = run(file, partnership="fernwick", by=asha.username, new_review=True)

        briefing = Briefing.objects.get(slug=done["briefing"])
        assert "handling-marking" in [flag["code"] for flag in done["flags"]], name
        (hold,) = briefing.review.open_holds()
        assert (hold.kind, words in hold.reason) == (Hold.Kind.MARKING, True), name
        assert "hold" in client.get(reverse("admin:briefings_briefing_preview", args=[briefing.pk])).content.decode()
        asked = client.get(f"/admin/briefings/briefing/{briefing.pk}/submit/", follow=True).content.decode()
        assert "Wait until the hold on this review is cleared" in asked, name
        with pytest.raises(Refused) as refusal:
            publishing.submit(briefing=briefing, by=asha)
        assert "on-hold" in [problem.code for problem in refusal.value.problems], name
        assert not Edition.objects.filter(briefing=briefing).exists(), name
        ImportedDocument.objects.all().delete()  # the words are the same in all of them


@pytest.mark.django_db
def test_marking_of_words_that_are_here_already_holds_them(fernwick, asha):
    about = {"chosen": formats.LEARNING_NOTE, "partnerships": [fernwick], "by": asha}
    data, file_name, words = MARKED["footer alone"]
    plain = import_document(data=word_file(header1=typed("Marlow")), name="a.docx", **about)
    assert not plain.imported.review.open_holds().exists()

    again = import_document(data=data, name=file_name, **about)

    assert (again.recognised, again.document) == (True, plain.document)
    (hold,) = plain.imported.review.open_holds()
    assert words in hold.reason


@pytest.mark.django_db
def test_file_without_a_marking_is_not_held(fernwick):
    made = import_document(data=word_file(header1=typed("Marlow")), name="a.docx", chosen=formats.LEARNING_NOTE,
                    partnerships=[a_partnership()])  # fmt: skip

    assert not made.imported.review.open_holds().exists()
    assert marking_of(readers.read(word_file(), name="a.docx"), []) is None
