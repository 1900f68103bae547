"""Whether the sheet keeps to the page rule of its format, at a size that can be read."""

from collections.abc import Iterator

from briefings import document as doc
from briefings.checklist.problem import Circumstances, Problem
from briefings.formats import FORMATS
from briefings.rendering import Rendered
from portal.text.sentences import counted


def the_sheet_fits(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    if rendered is None:
        return
    rule = FORMATS[document.format].pages
    if rule.most is not None and rendered.pages > rule.most:
        over = rendered.overflow
        if over is None:
            message = f"Shorten this: the sheet has {rendered.pages} pages, and may have {rule.says()}."
            yield Problem("too-long", "parts", message, stops=True)
            return
        lines = counted(over.lines, "line")
        message = f"Cut about {lines} (roughly {over.words} words): the sheet may have {rule.says()}."
        if over.heading:
            message += f" There is most to cut in “{over.heading}”."
        yield Problem("too-long", f"part-{over.position}" if over.position else "parts", message, stops=True)
    elif rendered.pages < rule.least:
        pages = counted(rendered.pages, "page")
        message = f"Check that nothing is missing: the sheet has {pages}, and readers expect {rule.says()}."
        yield Problem("short", "parts", message, stops=False)


CHECKS = [the_sheet_fits]
