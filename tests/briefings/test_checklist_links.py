"""Links: dead, disguised, shortened, inside a network. Nothing is fetched here."""

from dataclasses import replace

import pytest

from briefings.checklist import Circumstances, checklist
from briefings.document import Link
from tests.documents import a_document, a_section

GUIDE = Link("guide", "Bruising: a guide", "Marlow Vale", "guide", "https://guide.example.org/b", "open")


def found(document, code=None, **around):
    all_of_them = checklist(document, None, Circumstances(**around))
    return [one for one in all_of_them if (one.code == code if code else one.code.startswith(("link", "resource")))]


def linking(address, words="the guide"):
    return a_document(sections=[a_section(body=f"Read [{words}]({address}).")])


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://guide.example.org/b", "link-not-secure"),
        ("https://bit.ly/3xYz", "link-shortened"),
        ("https://www.tinyurl.com/abc", "link-shortened"),
        ("https://guide.example.org@evil.example/b", "link-lookalike"),
        ("https://user:word@guide.example.org/b", "link-lookalike"),
        ("https://xn--gide-loa.example.org/", "link-lookalike"),
        ("https://gu\u0456de.example.org/", "link-lookalike"),  # a Ukrainian i
        ("https://\u0430\u0440\u0440\u04cf\u0435.example/", "link-lookalike"),  # one script, and not ours
        ("https://intranet/guide", "link-odd"),
        ("https://10.1.2.3/guide", "link-odd"),
        ("https://[::1]/guide", "link-odd"),
        ("https://files.trust.local/guide", "link-odd"),
        ("file://server/guide.docx", "link-odd"),
        ("guide.docx", "link-odd"),
        ("ftp://guide.example.org/b", "link-odd"),
        ("https://[bad/", "link-odd"),
    ],
)
def test_an_address_that_cannot_be_trusted_or_followed_is_advised_against(address, code):
    (one,) = found(linking(address))

    assert (one.code, one.where, one.stops) == (code, "part-1", False)


@pytest.mark.parametrize(
    "address",
    [
        "https://guide.example.org/b",
        "https://guide.example.org/b?next=http://one.example",
        "https://bit.ly.example.org/b",
        "https://llyfrgell-caffi.example.org/",
        "https://caf\u00e9.example.org/",
        "mailto:learning@guide.example.org",
        "https://guide.example.org/@somebody",
        "https://93.184.215.14/guide",
    ],
)
def test_ordinary_addresses_are_left_alone(address):
    assert found(linking(address)) == []


def test_a_bare_address_is_judged_too():
    document = a_document(sections=[a_section(body="See https://bit.ly/3xYz.")])

    assert {one.code for one in found(document)} == {"link-bare", "link-shortened"}


@pytest.mark.parametrize("state", ["moved", "gone", "unreachable", "refused"])
def test_a_resource_that_did_not_answer_is_named_where_it_is_used(state):
    document = a_document(sections=[a_section(body="Read [it](resource:guide).", position=7)], links=(GUIDE,))

    (one,) = found(document, "link-dead", dead_links={"guide": state})

    assert one.where == "part-7"
    assert "“Bruising: a guide”" in one.message


def test_a_dead_resource_that_is_not_used_here_is_nobody_s_matter():
    assert found(linking("https://guide.example.org/b"), dead_links={"guide": "gone"}) == []


def test_a_resource_without_title_is_told():
    links = (replace(GUIDE, title=" "),)
    document = a_document(sections=[a_section(body="Read [it all](resource:guide).")], links=links)

    assert [one.code for one in found(document)] == ["resource-untitled"]


def test_the_address_of_a_resource_is_judged_as_well():
    links = (replace(GUIDE, address="https://bit.ly/3xYz"),)
    document = a_document(sections=[a_section(body="Read [it all](resource:guide).", position=3)], links=links)

    assert [(one.code, one.where) for one in found(document)] == [("link-shortened", "part-3")]
