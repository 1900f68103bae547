"""Lay out a briefing and say how it came out: a draft as it stands, or an edition as it was frozen."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from briefings.drafting.assessing import assess
from briefings.models import Briefing, Edition
from briefings.publishing import open_edition_of

STOPPED = 3  # exit status when a problem stops submission


class Command(BaseCommand):
    help = "Lays out a briefing; writes its PDF and page; prints pages, type size, fill and problems."

    def add_arguments(self, parser) -> None:
        parser.add_argument("slug", help="the last part of the briefing's address")
        parser.add_argument("--pdf", type=Path, metavar="FILE", help="write the sheet here")
        parser.add_argument("--html", type=Path, metavar="FILE", help="write the body of the page here")
        parser.add_argument("--edition", metavar="open|N", help="a frozen edition instead of the draft")
        parser.add_argument("--json", action="store_true", help="print JSON only")

    def handle(self, *, slug: str, pdf: Path | None, html: Path | None, edition: str | None, **options) -> None:
        briefing = Briefing.objects.filter(slug=slug).first()
        if briefing is None:
            raise CommandError(f"There is no briefing with the address “{slug}”.")
        result, sheet, page = _of_edition(briefing, edition) if edition else _of_draft(briefing)
        for target, content in ((pdf, sheet), (html, page.encode())):
            if target and content:
                target.write_bytes(content)
        self.stdout.write(json.dumps(result, ensure_ascii=False) if options["json"] else _in_words(result))
        if any(problem["stops"] for problem in result["problems"]):
            raise SystemExit(STOPPED)


def _of_draft(briefing: Briefing) -> tuple[dict, bytes, str]:
    assessment = assess(briefing, asked_by=None)
    rendered = assessment.rendered
    result = {
        "pages": rendered.pages if rendered else None,
        "type_size_pt": rendered.type_size_pt if rendered else None,
        "fill": round(rendered.fill, 3) if rendered else None,
        "layouts": rendered.layouts if rendered else None,
        "words": rendered.words if rendered else None,
        "problems": [problem.as_data() for problem in assessment.problems],
    }
    return result, rendered.pdf if rendered else b"", assessment.html()


def _of_edition(briefing: Briefing, which: str) -> tuple[dict, bytes, str]:
    edition = _edition(briefing, which)
    result = {
        "pages": edition.pages,
        "type_size_pt": edition.type_size_pt,
        "fill": round(edition.fill, 3),
        "layouts": edition.layouts,
        "words": edition.words,
        "problems": edition.problems,
    }
    return result, bytes(edition.sheet.pdf), edition.page_html


def _edition(briefing: Briefing, which: str) -> Edition:
    if which == "open":
        edition = open_edition_of(briefing)
    elif which.isdigit():
        edition = briefing.editions.filter(number=int(which)).first()
    else:
        raise CommandError("Give --edition as “open”, or as the number of a published edition.")
    if edition is None:
        raise CommandError(f"“{briefing.slug}” has no {'open edition' if which == 'open' else f'edition {which}'}.")
    return edition


def _in_words(result: dict) -> str:
    lines = []
    if result["pages"] is not None:
        lines.append(
            f"{result['pages']} page(s) at {result['type_size_pt']} pt, {result['fill']:.0%} full, "
            f"{result['words']} words, {result['layouts']} layout(s)."
        )
    lines += [
        f"{'Stops' if p['stops'] else 'Advice'}: {p['message']} ({p['code']}, {p['where']})" for p in result["problems"]
    ]
    lines += [f"Suggested for {p['where']}: {p['offer_says']}" for p in result["problems"] if p.get("offer_says")]
    return "\n".join(lines)
