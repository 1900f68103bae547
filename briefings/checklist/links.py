"""Whether links lead somewhere."""

import re
from collections.abc import Iterator

from briefings import document as doc
from briefings.checklist.problem import Circumstances, Problem
from briefings.rendering import Rendered, markdown

LINK = re.compile(r"\[([^\]\n]{1,300})\]\(([^)\s]{0,500})\)")


def resources_are_known(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    known = {link.slug for link in document.links}
    for where, text in doc.sources(document):
        for slug in markdown.resources_in(text):
            if slug not in known:
                message = f"Add “{slug}” to the resources, or change the link: there is no resource of that name."
                yield Problem("resource-unknown", where, message, stops=True)


def links_lead_where_they_say(document, rendered, around) -> Iterator[Problem]:
    for where, text in doc.sources(document):
        for words, address in LINK.findall(text):
            if address in {"", "#"}:
                yield Problem(
                    "link-empty", where, f"Give the link “{words}” an address, or make it plain.", stops=False
                )
            elif words.startswith(("http://", "https://", "www.")) and _bare(words) != _bare(address):
                message = f"Check the link “{words}”: it leads to another address than the one shown."
                yield Problem("link-differs", where, message, stops=False)


def _bare(address: str) -> str:
    return re.sub(r"^(https?://)?(www\.)?", "", address.lower()).rstrip("/")


CHECKS = [resources_are_known, links_lead_where_they_say]
