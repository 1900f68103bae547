"""Lines at the edges of a document that say something about it and nothing of it: dates, versions, e-mail heads.

They are set aside, told, and never a point or a question. `STATUS` count anywhere; `AT_EDGES` only among the first
and last lines, because words begin like that too.
"""

import re

from briefings.importing.lines import Line, bare, squeezed
from briefings.languages import SENTENCE_ENDS

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul"
    r"|aug|sept?|oct|nov|dec|spring|summer|autumn|winter|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst"
    r"|medi|hydref|tachwedd|rhagfyr)"
)
_WHEN = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[ ./-]?)?(?:(?:of )?{_MONTH}|\d{{1,2}}[./-]\d{{1,4}})\b,?(?: ?\d{{2,4}})?"
_DATED = (
    r"(?:first |last |date |page )*(?:published|updated|reviewed|modified|issued|approved|cyhoeddwyd|diweddarwyd)"
    rf"(?: by [^.]{{1,60}})?[: ]*(?:on|in|ym mis|ar)? ?(?:{_WHEN}|[:] ?\S.{{0,40}})"
)


def _any(*patterns: str) -> re.Pattern:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)


STATUS = _any(
    r"(?:©|\(c\) ?(?:\d{4}|copyright)|copyright\b)",
    r"\W{0,4}(?:all |some |the )?(?:names?|details|enwau)\b.{0,50}\b(?:been changed|wedi'u newid|wedi eu newid)",
    r"\W{0,4}(?:this is )?not (?:his|her|their|the \w+(?:'s|’s)?) (?:real|true|own) names?\b",
    _DATED,
    r"(?:document control|version(?: control| history)?|review date|next review|date of (?:publication|issue|review))"
    r" ?[:–-]",
    r"(?:final )?(?:version|fersiwn) ?:? ?v?\d[\d.]{0,6}(?:[ ,–(-].{0,60})?$",
    r"you(?: are)? (?:receive|received|receiving) this\b",
    r"(?:find|follow|like) us on\b",
    r"(?:this|the) (?:e-?mail|message)\b.{0,60}\b(?:confidential|intended|privileged)",
    r"please (?:consider the environment|think before (?:you )?print)",
    r"if you have been affected by\b",
    r"(?:home|hafan) ?[>»›/] ?\S",
    r"(?:unsubscribe|view (?:this|it) in your browser)\b",
)
AT_EDGES = _any(
    r"(?:status|author|owner|produced by|prepared by|approved by|contact officer|classification|ref(?:erence)?|date"
    r"|awdur|dyddiad) ?: ?\S.{0,60}$",
    r"(?:[^.?!:]{3,70},? )?(?:issue|volume|edition|rhifyn) \d{1,3}\b.{0,40}$",
    rf"{_WHEN}$",
    rf"(?:agreed|approved|signed off|endorsed|adopted|cytunwyd) (?:by|in|on|at|gan)\b.{{0,60}}\b{_MONTH}\b.{{0,6}}$",
    r".{0,80}\b(?:review date ?:|please print\b)",
    r"[^|]{2,80}\|(?:[^|]{2,80}\|){0,3}[^|]{0,40}(?:\d{5}|\d{3} \d{3}|@).{0,40}$",
    r"(?:(?:print|share|email|save|download)(?: (?:this )?page| to a friend)?\s{2,}).{0,60}$",
    r"(?:(?:print|share|email|save|download|back|return)(?: this)?(?: page| to top| to a friend)?[ |·,]*){2,8}$",
)
_AT_END = re.compile(r"[^.?!]{0,60}\b(?:partnership|board|bwrdd)\b[^.?!]{0,30}$", re.IGNORECASE)
_MAIL_HEAD = re.compile(
    r"\W{0,4}(?:from|to|cc|bcc|sent|date|subject|importance|attachments?)\W{0,3}:\W{0,4}", re.IGNORECASE
)
_GREETING = re.compile(r"(?:dear|hi|hello|annwyl|good (?:morning|afternoon)) ?[\w &/-]{0,40}[,:]?$", re.IGNORECASE)
_COVERS = re.compile(
    r"(?:please (?:see|find|read|cascade|share)|see below|as attached|for (?:cascade|information))\b", re.I
)
_GOODBYE = {
    "kind regards", "best regards", "regards", "warm regards", "many thanks", "best wishes", "yours sincerely",
    "yours faithfully", "thanks", "thank you", "with best wishes", "kindest regards", "cofion", "cofion gorau",
    "cofion cynnes", "diolch", "diolch yn fawr",
}  # fmt: skip
_EDGE = 10  # lines that say something
_MOST_AFTER_GOODBYE = 8


def edge_lines(lines: list[Line]) -> set[int]:
    """The places of lines that only tell of the document: dates, versions, notices, the head and end of an e-mail."""
    worded = [at for at, line in enumerate(lines) if line.text.strip()]
    edges = {*worded[:_EDGE], *worded[-_EDGE:]}
    found: set[int] = set()
    before = -1
    for at in worded:
        text = plain(lines[at].text)
        alone = before < at - 1 or before in found or before < 0 or text_ends(lines[before].text) or at in edges
        names_publisher = at in worded[-2:] and len(text.split()) <= 9 and bool(_AT_END.match(text))
        if alone and (_is_status(lines[at], text, is_edge=at in edges) or (names_publisher and len(worded) > _EDGE)):
            found.add(at)
        before = at
    return found | _of_mail(lines, worded)


def plain(text: str) -> str:
    """A line without marks of emphasis and escapes."""
    return squeezed(text.replace("*", "").replace("\\", "")) or squeezed(text)


def text_ends(text: str) -> bool:
    """Whether a line ends as a sentence does, or is too short to have been wrapped."""
    return squeezed(text).rstrip("*\"'”’)").endswith(SENTENCE_ENDS) or len(text) < 40


def _is_status(line: Line, text: str, *, is_edge: bool) -> bool:
    if line.table or line.picture is not None or line.heading or len(text) > 220 or text[:1].islower():
        return False
    return bool(STATUS.match(text) or (is_edge and AT_EDGES.match(text)))


def _of_mail(lines: list[Line], worded: list[int]) -> set[int]:
    """The head, the greeting and the end of an e-mail: from its good wishes on there is only who wrote it."""
    found: set[int] = set()
    head = [at for at in worded[:_EDGE] if _MAIL_HEAD.match(lines[at].text) and not lines[at].heading]
    if len(head) > 1:
        found |= set(head)
        for at in [at for at in worded if at > head[-1]][:4]:
            text = plain(lines[at].text)
            if _GREETING.match(text) or (_COVERS.search(text) and len(text) < 60):
                found.add(at)
    for index, at in enumerate(worded[-_MOST_AFTER_GOODBYE - 1 :]):
        if bare(plain(lines[at].text)).rstrip(",") in _GOODBYE:
            found |= set(worded[-_MOST_AFTER_GOODBYE - 1 :][index:])
            break
    return found
