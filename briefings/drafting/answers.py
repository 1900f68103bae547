"""Answers to advice: why an officer keeps this wording. The only module that keeps answers or takes them back.

An answer belongs to one finding: what is advised, in these very words. When the words change, the advice
has other words too, and is asked again. What stops cannot be answered: it has to be corrected. An answer
is not a word of the briefing, so anyone who gives one has not written in it.
"""

import logging
import re
from collections.abc import Iterable

from django.utils import timezone

from briefings.checklist import Problem
from briefings.checklist.advice import ADVICE
from briefings.models import Acknowledgement, Briefing
from people.permissions import Refused, require
from portal.text.sentences import hour_in_words
from reviews.models.rules import StoppingAdvice

log = logging.getLogger(__name__)

LONGEST_REASON = 1_000  # characters
FINDING = re.compile(r"[0-9a-f]{64}\Z")


def acknowledge(*, briefing: Briefing, code: str, finding: str, reason: str, by) -> Acknowledgement:
    """Answer one piece of advice with a reason; an earlier answer to the same finding makes way.

    Raises Refused for somebody who may not, without a reason, and for what stops.
    """
    require(by, "acknowledge", briefing)
    reason = reason.strip()
    if code not in ADVICE or not FINDING.match(finding):
        raise Refused("This cannot be answered with a reason: it has to be corrected.")
    if StoppingAdvice.objects.filter(
        code=code, partnership__in=briefing.partnership_links.values("partnership")
    ).exists():
        raise Refused("A partnership of this briefing has made this a blocking check: it has to be corrected.")
    if not reason:
        raise Refused("Write why you are keeping this wording. The approver will read it.")
    if len(reason) > LONGEST_REASON:
        raise Refused(f"Shorten your answer to {LONGEST_REASON:,} characters: it has {len(reason):,}.")
    answer, _ = Acknowledgement.objects.update_or_create(
        briefing=briefing,
        code=code,
        finding=finding,
        defaults={"reason": reason, "by": by, "at": timezone.now()},
    )
    log.info("acknowledge answer=%s briefing=%s by=%s", answer.pk, briefing.pk, by.pk)
    return answer


def take_back(*, briefing: Briefing, code: str, finding: str, by) -> None:
    """Take an answer back, no matter which of its officers gave it: the advice is asked again. Raises Refused."""
    require(by, "acknowledge", briefing)
    Acknowledgement.objects.filter(briefing=briefing, code=code, finding=finding).delete()
    log.info("take_back_answer briefing=%s by=%s", briefing.pk, by.pk)


def answered(briefing: Briefing, problems: Iterable[Problem]) -> list[dict[str, object]]:
    """What the checklist found, each as data with its finding, and with the answer that was given to it if any."""
    given = {(one.code, one.finding): one for one in briefing.acknowledgements.select_related("by")}
    return [
        {**problem.as_data(), "finding": problem.finding}
        | as_data(None if problem.stops else given.get((problem.code, problem.finding)))
        for problem in problems
    ]


def as_data(answer: Acknowledgement | None) -> dict[str, object]:
    """An answer as data: why, who, when; nothing when there is none."""
    if answer is None:
        return {}
    return {"answer": {"reason": answer.reason, "by": str(answer.by), "at": hour_in_words(answer.at)}}
