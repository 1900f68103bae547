"""Officers' Markdown to HTML: the only place where that happens.

markdown-it-py reads CommonMark with tables and no raw HTML; what it writes still goes through nh3, so
that a fault in one of them alone lets nothing through. A briefing shows no picture that its words name
(figures are parts of their own), no code, and no heading of its own (headings are the sections', in an
order that this module cannot know).

What is bounded is bounded before it can hurt: sizes measured with WeasyPrint 70 and markdown-it-py 4.3
(20,000 list items over 25 s, a table of 10,000 cells 18 s, 100 lists in each other 18 s, 100,000
combining marks over 25 s). The bounds below hold for one part and keep any note under 4 s. A report is many
such parts: its length is bounded in formats.py, and its time and memory by the child process.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise, takewhile

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from briefings.document import Link
from briefings.languages import A_WORD
from briefings.layout.refusal import CannotRender
from briefings.rendering.resources import note_resources

LONGEST_SOURCE = 40_000  # characters in one box of the writing screen; a long section of a report has 15,000
LONGEST_WORD = 100  # characters; addresses may be longer
LONGEST_ADDRESS = 2_000
COMBINING_IN_A_ROW = 8  # accents on one letter; Vietnamese needs 2, pointed Hebrew 3
DEEPEST_LIST = 5
MOST_ITEMS = 200
MOST_CELLS = 200  # 60 a table of a note; reports have tables of 40 rows
MOST_LINKS = 100
MOST_BRACKETS = 600  # opening ones; 13,000 that nothing closes take 4 s, these 0.1
DEEPEST = 40  # where the reader stops reading, and would drop words: anything this deep is refused

WORD = re.compile(rf"{A_WORD}(?:['’]{A_WORD})*")  # a run of letters and digits, apostrophes inside
# A footnote mark, however it was typed: [^4], [^ 4], \\[^4\\] with the brackets escaped as some programs do.
_MARK = r"\\?[\[［]\s?\\?[\^＾]\s?([^\]\[\\\n［］]{1,40}?)\s?\\?[\]］]"
MARK = re.compile(_MARK)
# A link or picture whose words hold a mark, which would be a link inside a link: the mark is taken to stand behind it.
MARKED_LINK = re.compile(rf"\[((?:[^\[\]\\\n]|{_MARK.replace('(', '(?:', 1)}){{1,500}})\](\([^()\s]{{0,2000}}\))")
# Raised figures that stand for a mark; not those of a power or a square measure (m², 10⁶, x³).
RAISED = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[.,;:!?”’\")\]]))(?<!\b[kcmd]m)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?![^\W\d_])")
STRAY = re.compile(r"[\[［]\s?[\^＾ˆ][^\s\]］]{0,30}")
MAILBOX = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}(?![\w-])")
LINK_ADDRESS = re.compile(r"\]\([^()\s]{0,2000}\)")
RESOURCE = re.compile(r"\]\(resource:([\w-]{1,80})\)")
WEB_ADDRESS = re.compile(r"(?<![\w/])https?://[^\s<>\"“”]{3,2000}")
SCHEMES = ("http://", "https://", "mailto:")
# C0 and C1 controls (tab and line feed stay), and halves of surrogate pairs, which no UTF-8 can hold.
# And what cannot be seen but splits words in a search: soft hyphens, zero-width spaces, byte order marks.
UNWANTED = re.compile("[\xad\u200b\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

# A paragraph just before a table that starts like this is its caption: "Table 2: Visits by month".
CAPTION = re.compile(r"(?:\*\*)?Table(?: \w{1,4})?(?:\*\*)?[:.](?:\*\*)? \S")

TAGS = {"div", "p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "sup", "span",
        "table", "caption", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
ATTRIBUTES = {
    "div": {"class", "role", "tabindex", "aria-label"},
    "a": {"href", "id", "class", "aria-label"},
    "p": {"id", "class"},
    "span": {"class", "lang", "dir"},
    "sup": {"class"},
    "ol": {"start"},
    "th": {"scope"},
}


class TooMuch(CannotRender):
    """More than a sheet can bear, with what to do about it."""


def to_html(
    source: str,
    *,
    footnotes: Mapping[str, int] = {},
    links: Mapping[str, Link] = {},
    numbered_from: int | None = None,
    numbers_lead: bool = False,
    is_english: bool = True,
) -> SafeString:
    """Markdown as safe HTML blocks.

    `footnotes` gives the number of each mark, `links` the resource of each `resource:slug`; a mark
    without a number is left out (the checklist stops it), and the words of a link that leads nowhere stay words.
    With `numbered_from`, each paragraph at the top takes the next number and is #paragraph-NUMBER;
    with `numbers_lead` too, its number is a link to itself, to copy and send. Words that are not
    English (`is_english`) have those which we add among them marked as English.
    Raises TooMuch for what a sheet cannot bear.
    """
    source = _clean(source)
    env = {"footnotes": footnotes, "links": links, "numbers_lead": numbers_lead, "is_english": is_english}
    tokens = _checked(_READER.parse(source, env))
    if numbered_from is not None:
        _number(tokens, numbered_from)
    return _safe(_READER.renderer.render(tokens, _READER.options, env))


def inline_html(source: str, *, footnotes: Mapping[str, int] = {}, links: Mapping[str, Link] = {}) -> SafeString:
    """One line of Markdown, such as a heading or a contact line, as safe HTML without blocks. Raises TooMuch."""
    env = {"footnotes": footnotes, "links": links}
    tokens = _checked(_READER.parseInline(" ".join(_clean(source).split()), env))
    return _safe(_READER.renderer.render(tokens, _READER.options, env))


def plain(source: str) -> str:
    """The words a reader sees, without footnote marks: a line for each paragraph, item and row.

    Never refuses: what no sheet can bear is read without its Markdown, so that every check of words still runs.
    """
    try:
        return words_of(to_html(MARK.sub("", source)))
    except TooMuch:
        return _bare(source)


def plain_line(source: str) -> str:
    """The words of one line, such as a title, without footnote marks. "1. Aims" keeps its "1.". Never refuses."""
    try:
        return words_of(inline_html(MARK.sub("", source)))
    except TooMuch:
        return " ".join(_bare(source).split())


def _bare(source: str) -> str:
    """Words that are too much to be read as Markdown, without its signs, line by line."""
    words = LINK_ADDRESS.sub("]", MARK.sub("", UNWANTED.sub("", source)))
    words = re.sub(r"[*_\[\]#>|`]", "", words)
    return re.sub(r"[ \t\xa0]+", " ", re.sub(r"\s*\n\s*", "\n", words)).strip()


def words_of(markup: str) -> str:
    """The words of HTML that this package made, a line for each block."""
    words = re.sub(r"\s*\n\s*", " ", markup)
    words = re.sub(
        r"</t[dh]>", " ", re.sub(r"</(?:p|li|tr|h[1-6]|div|caption|figcaption)>|<(?:br|ul|ol)>", "\n", words)
    )
    words = html.unescape(re.sub(r"<[^>]+>", "", words))
    words = re.sub(r"[ \t\xa0]+", " ", words)
    return re.sub(r"\s*\n\s*", "\n", words).strip()


def plain_figures(raised: str) -> str:
    """Raised figures as ordinary ones: ¹² is 12."""
    return unicodedata.normalize("NFKC", raised)


def paragraphs_in(source: str) -> int:
    """How many paragraphs stand at the top level: those that take a number in a report. Never refuses."""
    try:
        return sum(1 for token in _top_paragraphs(_checked(_READER.parse(_clean(source), {}))))
    except TooMuch:  # no sheet is laid out, so nobody reads the numbers; those of the parts after it stay near
        return len(re.findall(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", source))


def marks_in(source: str) -> list[str]:
    """The footnote marks `[^mark]`, in the order they stand, repeats too."""
    return [mark.strip() for mark in MARK.findall(source)]


def stray_marks_in(text: str) -> list[str]:
    """What begins like a footnote mark in words as readers see them, and is none: “[^4” without its end."""
    return STRAY.findall(text)


def raised_figures_in(source: str) -> list[str]:
    """The raised figures (¹, ¹²) that stand after words as a footnote mark would, in order, repeats too."""
    return RAISED.findall(source)


def resources_in(source: str) -> list[str]:
    """The slugs of `resource:slug` links, in the order they stand, repeats too. Never refuses."""
    try:
        tokens = _READER.parse(_clean(source), {"as_written": True})
    except TooMuch:
        return RESOURCE.findall(source)
    found = []
    for token in _inside(tokens):
        address = str(token.attrGet("href") or "") if token.type == "link_open" else ""
        if address.startswith("resource:"):
            found.append(address.removeprefix("resource:"))
    return found


def _clean(source: str) -> str:
    """The source without control characters. Raises TooMuch before anything slow can begin."""
    source = UNWANTED.sub("", source.replace("\r\n", "\n").replace("\r", "\n"))
    if len(source) > LONGEST_SOURCE:
        raise TooMuch(
            f"Shorten this text or divide it: it has {len(source):,} characters, and one part may have "
            f"{LONGEST_SOURCE:,} at most."
        )
    if source.count("[") > MOST_BRACKETS:
        raise TooMuch(f"Take square brackets out of this text: it has more than {MOST_BRACKETS}.")
    run = 0
    for character in source:
        run = run + 1 if character > "\u02ff" and unicodedata.category(character) in {"Mn", "Me"} else 0
        if run > COMBINING_IN_A_ROW:
            raise TooMuch(
                f"Type “{_start_of(source)}” again: one letter carries more than {COMBINING_IN_A_ROW} accents."
            )
    return _marks_behind_links(unicodedata.normalize("NFC", source))


def _marks_behind_links(source: str) -> str:
    """The source with each footnote mark written in the usual way, and those inside the words of a link behind it."""
    if not MARK.search(source):
        return source
    source = MARK.sub(lambda mark: f"[^{mark[1].strip()}]", source)

    def behind(found: re.Match[str]) -> str:
        marks = "".join(mark[0] for mark in MARK.finditer(found[1]))
        return f"[{MARK.sub('', found[1])}]{found[2]}{marks}" if marks else found[0]

    return MARKED_LINK.sub(behind, source)


def _start_of(source: str) -> str:
    letters = "".join(c for c in source if unicodedata.category(c) not in {"Mn", "Me"})
    return " ".join(letters.split())[:40]


def _checked(tokens: list[Token]) -> list[Token]:
    """The tokens, if a sheet can bear them."""
    lists = items = cells = links = 0
    for token in _inside(tokens):
        if token.level >= DEEPEST - 2:
            raise TooMuch("Make this text flatter: it has quotations, lists or emphasis nested too deeply.")
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists += 1
                if lists > DEEPEST_LIST:
                    raise TooMuch(f"Make the lists flatter: a list may hold lists to {DEEPEST_LIST} levels at most.")
            case "bullet_list_close" | "ordered_list_close":
                lists -= 1
            case "list_item_open":
                items += 1
            case "th_open" | "td_open":
                cells += 1
            case "link_open":
                links += 1
                if len(str(token.attrGet("href") or "")) > LONGEST_ADDRESS:
                    raise TooMuch(f"Shorten the links: an address may have {LONGEST_ADDRESS:,} characters at most.")
            case "text":
                _check_words(token.content)
    for count, most, what in ((items, MOST_ITEMS, "list items"), (cells, MOST_CELLS, "table cells"),
                              (links, MOST_LINKS, "links")):  # fmt: skip
        if count > most:
            raise TooMuch(f"Divide this text: it has {count:,} {what}, and one part may have {most} at most.")
    return tokens


def _check_words(text: str) -> None:
    if len(text) <= LONGEST_WORD:
        return
    for word in text.split():
        if len(word) > LONGEST_WORD and "://" not in word:
            raise TooMuch(
                f"Put spaces into “{word[:30]}…”: it has {len(word):,} characters without a space, "
                f"and a word may have {LONGEST_WORD} at most."
            )


def _inside(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.children:
            yield from token.children


def _top_paragraphs(tokens: list[Token]) -> Iterator[Token]:
    return (token for token in tokens if token.type == "paragraph_open" and token.level == 0)


def _number(tokens: list[Token], first: int) -> None:
    for number, opening in enumerate(_top_paragraphs(tokens), start=first):
        opening.attrSet("id", f"paragraph-{number}")
        opening.attrSet("class", "numbered")
        opening.meta["number"] = number


def _safe(markup: str) -> SafeString:
    clean = nh3.clean(
        markup,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        clean_content_tags=set(),
    )
    return SafeString(clean)  # noqa: S308 -- the one place where words become HTML; nh3 has just cleaned them


# What markdown-it-py is taught beside CommonMark.


def _footnote_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- the signature of the parser's rules
    found = MARK.match(state.src, state.pos)
    if not found:
        return False
    number = state.env.get("footnotes", {}).get(found[1])
    if number and not silent:
        token = state.push("footnote_mark", "sup", 0)
        token.meta = {"number": number}
    state.pos = found.end()
    return True


def _addresses(state: StateCore) -> None:
    """Make links of e-mail and web addresses that stand in the words."""
    for block in state.tokens:
        if block.type != "inline" or not block.children or ("@" not in block.content and "://" not in block.content):
            continue
        children, inside_link = [], 0
        for token in block.children:
            inside_link += token.nesting if token.type in {"link_open", "link_close"} else 0
            if token.type == "text" and not inside_link:
                children += _with_addresses(token)
            else:
                children.append(token)
        block.children = children


def _with_addresses(token: Token) -> list[Token]:
    text, done, made = token.content, 0, []
    hits = [(m.start(), m.end(), "mailto:" + m[0]) for m in MAILBOX.finditer(text)]
    for m in WEB_ADDRESS.finditer(text):
        address = m[0].rstrip(".,;:!?'’)*]")
        hits.append((m.start(), m.start() + len(address), address))
    for start, end, address in sorted(hits):
        if start < done:
            continue
        opening = Token("link_open", "a", 1, level=token.level, attrs={"href": _READER.normalizeLink(address)})
        made += [_text(text[done:start], token), opening, _text(text[start:end], token),
                 Token("link_close", "a", -1, level=token.level)]  # fmt: skip
        done = end
    return [one for one in [*made, _text(text[done:], token)] if one.type != "text" or one.content]


def _text(words: str, like: Token) -> Token:
    return Token("text", "", 0, content=words, level=like.level)


def _lead_somewhere(state: StateCore) -> None:
    """Give links their address, or leave their words alone: a link that leads nowhere is not a link."""
    if state.env.get("as_written"):
        return
    for block in state.tokens:
        if block.type != "inline" or not block.children:
            continue
        children, kept = [], []
        for token in block.children:
            if token.type == "link_open":
                address = _address(str(token.attrGet("href") or ""), state.env.get("links", {}))
                kept.append(bool(address))
                if address:
                    token.attrs = {"href": address}
                    children.append(token)
            elif token.type == "link_close":
                if kept.pop():
                    children.append(token)
            else:
                children.append(token)
        block.children = children


def _captions(state: StateCore) -> None:
    """Make a paragraph that names the table after it its caption."""
    done: list[Token] = []
    for token in state.tokens:
        done.append(token)
        if token.type != "table_open" or len(done) < 4 or done[-4].type != "paragraph_open":
            continue
        if CAPTION.match(done[-3].content):
            opening, words, closing = done[-4:-1]
            opening.type, closing.type = "caption_open", "caption_close"
            opening.tag = closing.tag = "caption"
            token.meta["name"] = _words(words)
            done[-4:] = [token, opening, words, closing]
    state.tokens = done


def _words(inline: Token) -> str:
    return " ".join("".join(one.content for one in inline.children or () if one.type == "text").split())[:120]


def _address(address: str, links: Mapping[str, Link]) -> str:
    if address.startswith("resource:"):
        link = links.get(address.removeprefix("resource:"))
        address = link.address if link and link.access != "request" else ""
    return address if address.lower().startswith(SCHEMES) else ""


def _heading_as_words(self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return "<p><strong>" if tokens[index].nesting == 1 else "</strong></p>\n"


def _paragraph(self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    opening = self.renderToken(tokens, index, options, env)
    number = tokens[index].meta.get("number")
    if not number:
        return opening
    if env.get("numbers_lead"):
        here = f'href="#paragraph-{number}" aria-label="Paragraph {number}"'
        return f'{opening}<a class="paragraph-number" {here}>{number}</a> '
    return f'{opening}<span class="paragraph-number">{number}</span> '


def _mark(self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    # In square brackets, so that the number never joins the word before it, on the page or read aloud.
    number = tokens[index].meta["number"]
    return f'<sup class="note-mark"><a href="#note-{number}" id="mark-{number}">[{number}]</a></sup>'


def _facts(self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    lang_attributes = "" if env.get("is_english", True) else ' lang="en-GB" dir="ltr"'
    return f' <span class="resource-facts"{lang_attributes}>({escapeHtml(tokens[index].content)})</span>'


def _picture_as_words(self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return escapeHtml(MARK.sub("", tokens[index].content))


def _list(self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    # A list straight inside an item would be read aloud before its own item (WeasyPrint hangs it on the
    # outer list): something between the two keeps it in its place.
    inner = tokens[index].level > 0
    opens, closes = ("<div>", "") if tokens[index].nesting == 1 else ("", "</div>")
    markup = self.renderToken(tokens, index, options, env)
    return f"{opens}{markup.rstrip()}{closes}\n" if inner else markup


def _table(self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    # A wide table scrolls in a place of its own, which a keyboard must be able to reach and a listener to name.
    if tokens[index].nesting == -1:
        return "</table></div>\n"
    head = list(takewhile(lambda token: token.type != "thead_close", tokens[index:]))
    columns = [_words(after) for before, after in pairwise(head) if before.type == "th_open"]
    name = escapeHtml(tokens[index].meta.get("name") or f"Table: {', '.join(columns)}")
    return f'<div class="table" role="region" tabindex="0" aria-label="{name}"><table>\n'


def _column_heading(self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return '<th scope="col">'


def _nothing(self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return ""


class _Reader(MarkdownIt):
    """Reads every address as a link, so that its words stay; `_lead_somewhere` decides which lead on."""

    def validateLink(self, url: str) -> bool:
        return True


def _reader() -> MarkdownIt:
    reader = _Reader("commonmark", {"html": False, "maxNesting": DEEPEST}).enable("table")
    # Words pasted with four spaces before them are still words; nobody here writes code.
    # Reference definitions are off because "[^1]: a note typed in the text" would vanish as one.
    reader.disable(["code", "fence", "backticks", "html_block", "html_inline", "reference"])
    reader.inline.ruler.before("escape", "footnote_mark", _footnote_mark)
    reader.core.ruler.push("addresses", _addresses)
    reader.core.ruler.push("resources", note_resources)
    reader.core.ruler.push("lead_somewhere", _lead_somewhere)
    reader.core.ruler.push("captions", _captions)
    for name, rule in (
        ("heading_open", _heading_as_words), ("heading_close", _heading_as_words), ("hr", _nothing),
        ("paragraph_open", _paragraph), ("footnote_mark", _mark), ("image", _picture_as_words),
        ("resource_facts", _facts),
        ("th_open", _column_heading), ("table_open", _table), ("table_close", _table),
        *((f"{kind}_list_{end}", _list) for kind in ("bullet", "ordered") for end in ("open", "close")),
    ):  # fmt: skip
        reader.add_render_rule(name, rule)
    return reader


_READER = _reader()
