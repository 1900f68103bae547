"""What a reader should know before following a resource: said after its link where a list names it."""

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
    what = ", ".join(one for one in (kind, link.publisher) if one)
    return "; ".join(one for one in (what, link.format_note, ACCESS.get(link.access, "")) if one)


def note_resources(state: StateCore) -> None:
    """Put the facts of a resource after its link, where the link ends an item of a list: a sentence would break."""
    links: Mapping[str, Link] = state.env.get("links", {})
    depth = 0
    for block in state.tokens:
        depth += block.nesting if block.type in {"list_item_open", "list_item_close"} else 0
        if block.type == "inline" and depth and links:
            block.children = _with_facts(block.children or [], links)


def _with_facts(children: list[Token], links: Mapping[str, Link]) -> list[Token]:
    last = max((place for place, token in enumerate(children) if token.type == "link_close"), default=-1)
    opening = next((token for token in reversed(children[: last + 1]) if token.type == "link_open"), None)
    if opening is None or not NOTHING_MORE.fullmatch("".join(token.content for token in children[last + 1 :])):
        return children
    link = links.get(str(opening.attrGet("href") or "").removeprefix("resource:"))
    if link is None or not facts(link):
        return children
    said = Token("resource_facts", "span", 0, content=facts(link), level=opening.level)
    return [*children[: last + 1], said, *children[last + 1 :]]
