"""What tests say of pages, sheets and refusals: read as a reader or a program would, never as raw text."""

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

import page as pdf_validator
import pypdf
import pytest

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words_in(text: str) -> list[str]:
    """The words of a text in order: runs of letters and digits, apostrophes inside."""
    return [word.replace("’", "'").lower() for word in WORD.findall(text)]


class _Text(HTMLParser):
    """Collects what a reader sees: no script, no style, no title element."""

    UNSEEN = frozenset({"script", "style", "title", "template"})
    INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "sup", "wbr"})

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.unseen = 0
        self.pieces: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.unseen += tag in self.UNSEEN
        if tag not in self.INLINE:
            self.pieces.append(" ")

    def handle_endtag(self, tag):
        self.unseen -= tag in self.UNSEEN
        if tag not in self.INLINE:
            self.pieces.append(" ")

    def handle_data(self, data):
        if not self.unseen:
            self.pieces.append(data)


def text_of(html: str | bytes) -> str:
    """The text of a page as a reader sees it, in one line."""
    reader = _Text()
    reader.feed(html.decode() if isinstance(html, bytes) else html)
    reader.close()
    return " ".join("".join(reader.pieces).split())


def text_of_pdf(pdf: bytes) -> str:
    """The text of a sheet, pages one after the other, in one line."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def _says(words: list[str], phrase: str) -> bool:
    wanted = words_in(phrase)
    assert wanted, f"{phrase!r} has no words to look for"
    return any(words[start : start + len(wanted)] == wanted for start in range(len(words) - len(wanted) + 1))


def assert_page_says(response, *phrases: str, status: int = 200) -> None:
    """The answer has this status and its readers see each phrase, word for word."""
    assert response.status_code == status, f"{response.status_code}, not {status}"
    text = text_of(response.content)
    missing = [phrase for phrase in phrases if not _says(words_in(text), phrase)]
    assert not missing, f"the page does not say {missing}; it says: {text[:2000]}"


def assert_nowhere_in(response, *phrases: str) -> None:
    """Neither readers nor anybody who opens its source find one of these phrases in the answer, headers included."""
    source = response.content.decode(errors="replace")
    headers = " ".join(f"{name} {value}" for name, value in response.headers.items())
    found = [phrase for phrase in phrases if _says(words_in(f"{headers} {source}"), phrase)]
    assert not found, f"found {found}"


def assert_pdf_says(pdf: bytes, *phrases: str) -> None:
    """Readers of the sheet see each phrase, word for word."""
    text = text_of_pdf(pdf)
    missing = [phrase for phrase in phrases if not _says(words_in(text), phrase)]
    assert not missing, f"the sheet does not say {missing}; it says: {text[:2000]}"


def assert_one_a4_page(pdf: bytes) -> None:
    """One page, 210 by 297 mm (to half a millimetre)."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 1, f"{len(pages)} pages"
    size = tuple(round(float(side) / 72 * 25.4) for side in (pages[0].mediabox.width, pages[0].mediabox.height))
    assert size == (210, 297), f"{size} mm"


def pdf_ua_faults(pdf: bytes) -> list[str]:
    """What a PDF/UA-1 validator finds wrong with a sheet; an empty list means nothing."""
    report = pdf_validator.validate_pdf_bytes(pdf, profile=pdf_validator.ValidationProfile.PDF_UA_1)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def assert_tagged(pdf: bytes, *, language: str = "en-GB", title: str | None = None) -> None:
    """The sheet is PDF/UA-1 to a validator, and says its language and title."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert root.get("/MarkInfo", {}).get("/Marked"), "it is not tagged"
    assert root.get("/Lang") == language, f"its language is {root.get('/Lang')!r}"
    assert reader.metadata.title, "it has no title"
    if title is not None:
        assert reader.metadata.title == title, f"its title is {reader.metadata.title!r}"
    faults = pdf_ua_faults(pdf)
    assert not faults, f"it breaks PDF/UA-1: {faults}"


def assert_problem(problems: Iterable, code: str, *, where: str | None = None, stops: bool | None = None) -> None:
    """Among the problems is one with this code, at this place, that stops or only advises."""
    problems = list(problems)
    found = [
        problem
        for problem in problems
        if problem.code == code and where in {None, problem.where} and stops in {None, problem.stops}
    ]
    assert found, f"no {code!r} at {where!r} (stops: {stops}) among {problems}"
    assert all(problem.message.strip() for problem in found), f"a problem without words: {found}"


def assert_no_problem(problems: Iterable, code: str) -> None:
    """No problem has this code."""
    found = [problem for problem in problems if problem.code == code]
    assert not found, f"{found}"


@contextmanager
def assert_refused(*phrases: str) -> Iterator[pytest.ExceptionInfo]:
    """The verb inside is refused, and the words of its refusal hold each phrase."""
    from briefings.publishing import Refused

    with pytest.raises(Refused) as refusal:
        yield refusal
    missing = [phrase for phrase in phrases if not _says(words_in(str(refusal.value)), phrase)]
    assert not missing, f"the refusal does not say {missing}; it says: {refusal.value}"
