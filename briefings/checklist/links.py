"""Whether links lead somewhere, and where they say. Whether an address answers is looked at in the background
(`manage.py check_links`); here nothing is fetched."""

import re
import unicodedata
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from briefings import document as doc
from briefings.checklist.problem import Circumstances, Problem
from briefings.checklist.prose import LISTS
from briefings.rendering import Rendered, markdown
from portal.text.word_lists import words_in

LINK = re.compile(r"\[([^\]\n]{1,300})\]\(([^)\s]{0,500})\)")
# Services that hide where an address leads, and that may be sold or switched off.
SHORTENERS = words_in(LISTS / "short.txt")["shorteners"]


def resources_are_known(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    known = {link.slug for link in document.links}
    for where, text in doc.sources(document):
        for slug in markdown.resources_in(text):
            if slug not in known:
                message = f"Add “{slug}” to the resources, or change the link: there is no resource of that name."
                yield Problem("resource-unknown", where, message, stops=True)


def resources_have_titles(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    for link in document.links:
        if not link.title.strip():
            message = f"Give the resource “{link.slug}” a title: lists of resources show it."
            yield Problem("resource-untitled", _first_use(document, link.slug), message, stops=False)


def resources_answer(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    for link in document.links:
        if says := STATES.get(around.dead_links.get(link.slug, "")):
            message = f"Mend or replace the resource “{link.title or link.slug}”: {says}."
            yield Problem("link-dead", _first_use(document, link.slug), message, stops=False)


STATES = {
    "moved": "its address has moved",
    "gone": "nothing is at its address any more",
    "unreachable": "its address did not answer when it was last looked at",
    "refused": "its address leads inside a network, where readers cannot follow",
}


def links_lead_where_they_say(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    for where, text in doc.sources(document):
        for words, address in LINK.findall(text):
            if address in {"", "#"}:
                yield Problem(
                    "link-empty", where, f"Give the link “{words}” an address, or make it plain.", stops=False
                )
            elif words.startswith(("http://", "https://", "www.")) and _bare(words) != _bare(address):
                message = f"Check the link “{words}”: it leads to another address than the one shown."
                yield Problem("link-differs", where, message, stops=False)


def addresses_can_be_trusted(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    for where, address in _addresses(document):
        if fault := _fault_of(address):
            code, says = fault
            shown = address if len(address) <= 60 else f"{address[:60]}…"
            yield Problem(code, where, f"{says.format(shown)}", stops=False)


def _addresses(document: doc.Document) -> Iterator[tuple[str, str]]:
    for where, text in doc.sources(document):
        for _, address in LINK.findall(text):
            yield where, address
        for found in markdown.WEB_ADDRESS.findall(LINK.sub(" ", text)):
            yield where, found.rstrip(".,;:)>")
    for link in document.links:
        if link.address:
            yield _first_use(document, link.slug), link.address


def _fault_of(address: str) -> tuple[str, str] | None:
    """What is wrong with an address, as a code and words with a place for it; None when nothing can be seen."""
    if address in {"", "#"} or address.startswith(("resource:", "mailto:", "#", "tel:")):
        return None
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return "link-odd", "Write the address {} again: no browser can read it."
    if parts.scheme not in {"http", "https"} or not host:
        return "link-odd", "Give {} as a full web address that starts with https://: readers cannot follow this one."
    if is_lookalike(parts, host):
        return "link-lookalike", "Check the address {} letter by letter: it can pass for another site's."
    if _is_inside(host):
        return "link-odd", "Replace the address {}: it works only inside a network."
    if host.removeprefix("www.") in SHORTENERS:
        return "link-shortened", "Give the full address in place of {}: readers cannot see where it leads."
    if parts.scheme == "http":
        return "link-not-secure", "Use https:// in {} if the site has it: http can be read and changed on the way."
    return None


def is_lookalike(parts: SplitResult, host: str) -> bool:
    """A name before @, letters of several scripts or in disguise (xn--), or letters that pass for Latin ones."""
    if "@" in parts.netloc or "\\" in parts.netloc:
        return True
    for label in host.split("."):
        if label.startswith("xn--"):
            return True
        scripts = {unicodedata.name(c, "?").split()[0] for c in label if c.isalpha()}
        if len(scripts) > 1 or scripts & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "FULLWIDTH"}:
            return True
    return False


def _is_inside(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".intranet", ".lan", ".corp", ".localhost"))


def _first_use(document: doc.Document, slug: str) -> str:
    link = f"](resource:{slug})"
    return next((where for where, text in doc.sources(document) if link in text), "parts")


def _bare(address: str) -> str:
    return re.sub(r"^(https?://)?(www\.)?", "", address.lower()).rstrip("/")


CHECKS = [
    resources_are_known,
    resources_have_titles,
    resources_answer,
    links_lead_where_they_say,
    addresses_can_be_trusted,
]
