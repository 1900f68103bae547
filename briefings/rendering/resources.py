"""What a reader should know before following a resource, said after its words.

In full where its link ends an item of a list; inside a sentence only that it has to be asked for, because there is
no link to press then, and more would break the sentence.
"""

import re
from collections.abc import Mapping

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from briefings.document import Link

ACCESS = {"login": "needs an account", "request": "on request"}
NOTHING_MORE = re.compile(r"[\s.,;:]*")


def facts(link: Link) -> str:
    """Kind, publisher, format and access of a resource: "toolkit, Marlow Vale Partnership; PDF; needs an account"."""
    kind = "" if link.kind == "Other" else link.kind[:1].lower() + link.kind[1:]
    if link.format_note.lower().startswith(kind):  # "video, 4 minutes"
        kind = ""
    what = ", ".join(one for one in (kind, link.publisher) if one)
    return "; ".join(one for one in (what, link.format_note, ACCESS.get(link.access, "")) if one)


def note_resources(state: StateCore) -> None:
    """Put what should be known of each resource after its words."""
    links: Mapping[str, Link] = state.env.get("links", {})
    depth = 0
    for block in state.tokens:
        depth += block.nesting if block.type in {"list_item_open", "list_item_close"} else 0
        if block.type == "inline" and links:
            block.children = _with_facts(block.children or [], links, in_a_list=depth > 0)


def _with_facts(children: list[Token], links: Mapping[str, Link], *, in_a_list: bool) -> list[Token]:
    made: list[Token] = []
    link = None
    for place, token in enumerate(children):
        made.append(token)
        if token.type == "link_open":
            link = links.get(str(token.attrGet("href") or "").removeprefix("resource:"))
        elif token.type == "link_close" and link:
            rest = "".join(one.content for one in children[place + 1 :])
            said = facts(link) if in_a_list and NOTHING_MORE.fullmatch(rest) else _in_a_sentence(link)
            if said:
                made.append(Token("resource_facts", "span", 0, content=said, level=token.level))
    return made


def _in_a_sentence(link: Link) -> str:
    if link.access != "request":
        return ""
    return f"on request from {link.publisher}" if link.publisher else "on request"
