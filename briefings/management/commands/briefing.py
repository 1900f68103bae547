"""The verbs of publishing from a script: the same permissions and the same refusals as the screens."""

import json

from django.core.management.base import BaseCommand, CommandError

from briefings import publishing
from briefings.drafting import suggesting
from briefings.models import Briefing, Edition, Outcome
from people.models import Partnership, Person
from people.permissions import Refused, may

REFUSED = 3  # exit status
VERBS = ("submit", "send-back", "approve", "publish", "withdraw")


class Command(BaseCommand):
    help = "Submits, sends back, approves, publishes or withdraws a briefing as a named person."

    def add_arguments(self, parser) -> None:
        parser.add_argument("verb", choices=VERBS)
        parser.add_argument("slug", help="the last part of the briefing's address")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who does it")
        parser.add_argument("--for", dest="partnership", metavar="PARTNERSHIP", help="approve: for which partnership")
        parser.add_argument("--reason", default="", help="send-back, withdraw: why")
        parser.add_argument("--notice", default="", help="withdraw: what readers find at the address")
        parser.add_argument(
            "--outcome", choices=Outcome.values, default=Outcome.ERROR, help="withdraw: what becomes of the address"
        )
        parser.add_argument("--replaced-by", default="", metavar="SLUG", help="withdraw, replaced: by which briefing")
        parser.add_argument("--change-note", default="", help="submit: what is different from the edition before")
        parser.add_argument("--summary", default="", help="submit: one or two sentences for lists and search results")
        parser.add_argument("--themes", default="", metavar="SLUG[,SLUG]", help="submit: themes to add")
        parser.add_argument("--sectors", default="", metavar="SLUG[,SLUG]", help="submit: sectors to add")
        parser.add_argument(
            "--accept-suggestions",
            action="store_true",
            help="submit: where no summary, theme or sector is given, take what the checklist suggests",
        )
        parser.add_argument("--minor", action="store_true", help="submit: a small correction")
        parser.add_argument("--json", action="store_true", help="print JSON only")

    def handle(self, *, verb: str, slug: str, by: str, **options) -> None:
        try:
            edition = self._do(verb, slug, by, options)
        except Refused as refusal:
            problems = [problem.as_data() for problem in refusal.problems]
            if options["json"]:
                self.stdout.write(json.dumps({"refused": str(refusal), "problems": problems}, ensure_ascii=False))
            else:
                self.stderr.write(str(refusal))
                for one in refusal.problems:
                    if one.offer:
                        self.stderr.write(f"Suggested for {one.where}: {one.offer_says}")
                if any(one.offer for one in refusal.problems):
                    self.stderr.write("To take what is suggested, add --accept-suggestions.")
            raise SystemExit(REFUSED) from None
        done = {
            "briefing": slug,
            "state": edition.state,
            "edition": edition.number,
            "reference": edition.reference,
            "digest": edition.digest,
            "approvals_wanted": [partnership.slug for partnership in edition.approvals_wanted()],
        }
        words = f"“{edition.title}” is now {edition.get_state_display().lower()} (reference {edition.reference})."
        self.stdout.write(json.dumps(done, ensure_ascii=False) if options["json"] else words)

    def _do(self, verb: str, slug: str, by: str, options: dict) -> Edition:
        person = Person.objects.filter(username=by).first()
        if person is None:
            raise CommandError(f"There is nobody with the user name “{by}”.")
        briefing = Briefing.objects.filter(slug=slug).first()
        if briefing is None or not may(person, "see", briefing):
            # the same words whether it exists or not: being told is knowing
            raise Refused(f"There is no briefing with the address “{slug}” that {by} may open.")
        if verb == "submit":
            _classify(briefing, person, options)
            return publishing.submit(
                briefing=briefing, by=person, change_note=options["change_note"], is_major=not options["minor"]
            )
        if verb == "withdraw":
            edition = publishing.public_edition_of(briefing)
            if edition is None:
                raise Refused("This briefing is not published, so there is nothing to withdraw.")
            return publishing.withdraw(
                edition=edition,
                by=person,
                outcome=options["outcome"],
                reason=options["reason"],
                notice=options["notice"],
                replaced_by=options["replaced_by"],
            )
        edition = publishing.open_edition_of(briefing)
        if edition is None:
            raise Refused("This briefing has no open edition. Submit it first.")
        if verb == "approve":
            return publishing.approve(edition=edition, by=person, partnership=_partnership(options["partnership"]))
        if verb == "send-back":
            return publishing.send_back(edition=edition, by=person, reason=options["reason"])
        return publishing.publish(edition=edition, by=person)


def _classify(briefing: Briefing, person: Person, options: dict) -> None:
    """Save what was given for lists and the search, then what is suggested where that was asked for."""
    given = {name: [one.strip() for one in options[name].split(",") if one.strip()] for name in ("themes", "sectors")}
    if options["summary"] or any(given.values()):
        suggesting.classify(briefing=briefing, by=person, summary=options["summary"], **given)
    if options["accept_suggestions"]:
        for one in suggesting.suggestions_for(briefing):
            suggesting.accept(briefing=briefing, finding=one.finding, by=person)


def _partnership(slug: str | None) -> Partnership | None:
    if slug is None:
        return None
    found = Partnership.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"There is no partnership with the address “{slug}”.")
    return found
