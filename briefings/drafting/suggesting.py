"""Accepting what the checklist suggests for lists and the search: a summary, themes, sectors. The draft is saved so.

A suggestion is made of the draft each time and never stored. It is accepted by its finding, as advice is answered, so
what is put into the draft is what somebody was shown.
"""

import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from briefings.checklist import Problem, classifying
from briefings.drafting.circumstances import circumstances_of
from briefings.drafting.compose import compose
from briefings.models import Briefing, Edit
from people.permissions import Refused, require
from reviews.models.vocabulary import Sector, Theme

log = logging.getLogger(__name__)

LONGEST_SUMMARY = Briefing._meta.get_field("summary").max_length
LISTS = {"themes": Theme, "sectors": Sector}


def suggestions_for(briefing: Briefing) -> list[Problem]:
    """What is missing of a saved draft for lists and the search and can be suggested; each has an `offer`.

    Nothing here depends on protected terms, so taking a suggestion tells nobody what they are: the checklist
    stops them.
    """
    document, around = compose(briefing), circumstances_of(briefing)
    return [one for check in classifying.CHECKS for one in check(document, None, around) if one.offer]


def accept(*, briefing: Briefing, finding: str, by) -> Problem:
    """Put what one suggestion offers into the draft. Raises Refused, also when it is suggested no more."""
    require(by, "write", briefing)
    offered = next((one for one in suggestions_for(briefing) if one.finding == finding), None)
    if offered is None:
        raise Refused("The draft has changed since this was suggested. Look at what is suggested now.")
    if offered.where == "summary":
        classify(briefing=briefing, by=by, summary=offered.offer[0])
    else:
        classify(briefing=briefing, by=by, **{offered.where: offered.offer})
    return offered


def classify(
    *, briefing: Briefing, by, summary: str = "", themes: Iterable[str] = (), sectors: Iterable[str] = ()
) -> None:
    """Save a summary in the draft, and add themes and sectors by their slugs; what is empty stays as it is.

    Raises Refused for somebody who may not write it, for a summary that is too long and for a slug that is not there.
    """
    require(by, "write", briefing)
    if len(summary) > LONGEST_SUMMARY:
        raise Refused(f"Shorten the summary: it may have {LONGEST_SUMMARY} characters.")
    chosen = {name: _of_the_list(name, slugs) for name, slugs in (("themes", themes), ("sectors", sectors))}
    with transaction.atomic():
        stored = Briefing.objects.select_for_update().get(pk=briefing.pk)
        Briefing.objects.filter(pk=stored.pk).update(
            summary=summary.strip() or stored.summary, revision=F("revision") + 1, changed_at=timezone.now()
        )
        for name, rows in chosen.items():
            getattr(stored, name).add(*rows)
        Edit.objects.create(briefing=stored, by=by, at=timezone.now())
    briefing.refresh_from_db()
    log.info("classify briefing=%s by=%s", briefing.pk, by.pk)


def _of_the_list(name: str, slugs: Iterable[str]) -> list:
    wanted = list(dict.fromkeys(slugs))
    rows = list(LISTS[name].objects.filter(slug__in=wanted))
    if missing := sorted(set(wanted) - {row.slug for row in rows}):
        known = ", ".join(LISTS[name].objects.values_list("slug", flat=True))
        raise Refused(f"There is no {name.removesuffix('s')} “{missing[0]}”. There are: {known or 'none yet'}.")
    return rows
