"""Take a document in as a draft: the way in for scripts and operators."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug

from briefings import formats
from briefings.drafting.import_batch import BroughtIn, bring_in
from briefings.drafting.placing import Imported
from briefings.importing.lines import CannotRead
from briefings.importing.readers import MOST_BYTES
from briefings.models import Briefing
from briefings.work_queue import Busy
from people.models import Partnership, Person
from people.permissions import Refused
from reviews.models import Review

REFUSED = 3  # the exit status when nothing was made and the message says what to do


class Command(BaseCommand):
    help = (
        "Make a draft briefing from a document (.docx, .html, .txt or .md), with a private review unless one is given."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", help="The document.")
        parser.add_argument("--format", required=True, help=f"One of: {', '.join(formats.FORMATS)}.")
        parser.add_argument(
            "--partnership", required=True, help="Who publishes it: one slug or several with commas; the first leads."
        )
        parser.add_argument("--review", default="", help="The review it is written from. Without it, one is made.")
        parser.add_argument("--topic", action="store_true", help="It comes from no review.")
        parser.add_argument("--slug", default="", help="Its address. Without it, a neutral one is made.")
        parser.add_argument("--by", default="", help="The username of the officer who does this.")
        parser.add_argument(
            "--again", action="store_true", help="Make a new draft even if the same content was imported before."
        )
        parser.add_argument("--json", action="store_true", help="Print what was done as JSON.")

    def handle(self, *args, **options) -> None:
        try:
            done = self._brought_in(options)
        except (Refused, CannotRead) as refusal:
            raise CommandError(str(refusal), returncode=REFUSED) from None
        except Busy:
            raise CommandError(
                "The site is busy with other documents. Try again in a minute.", returncode=REFUSED
            ) from None
        if options["json"]:
            recognised = {"recognised": True} if done.recognised else {}
            self.stdout.write(json.dumps(done.imported.as_data() | recognised, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(summary(done.imported, recognised=done.recognised))

    def _brought_in(self, options) -> BroughtIn:
        chosen = formats.FORMATS.get(options["format"])
        if chosen is None:
            raise Refused(f"There is no format “{options['format']}”. Choose one of {', '.join(formats.FORMATS)}.")
        if options["topic"] and options["review"]:
            raise Refused("Give --review or --topic, not both.")
        path = Path(options["file"])
        return bring_in(
            data=_bytes_of(path),
            name=path.name,
            chosen=chosen,
            partnerships=_partnerships(options["partnership"]),
            by=_person(options["by"]),
            review=_review(options["review"]),
            is_topic=options["topic"],
            slug=_slug(options["slug"]),
            again=options["again"],
        )


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise Refused(f"There is no file “{path.name}”. Check its name and folder.")
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)  # one more than is allowed shows that it is too much
    except OSError as fault:
        raise Refused(f"The file cannot be opened ({fault.strerror}). Check that you may read it.") from None


def _partnerships(slugs: str) -> list[Partnership]:
    wanted = list(dict.fromkeys(filter(None, (slug.strip() for slug in slugs.split(",")))))
    found = Partnership.objects.in_bulk(wanted, field_name="slug")
    missing = [slug for slug in wanted if slug not in found]
    if missing:
        known = ", ".join(Partnership.objects.order_by("slug").values_list("slug", flat=True)[:30]) or "none yet"
        raise Refused(f"There is no partnership “{missing[0]}”. Those there are: {known}.")
    return [found[slug] for slug in wanted]


def _person(username: str) -> Person | None:
    if not username:
        return None
    person = Person.objects.filter(username=username).first()
    if person is None:
        raise Refused(f"There is no person “{username}”. Give the username they sign in with.")
    return person


def _review(slug: str) -> Review | None:
    if not slug:
        return None
    review = Review.objects.filter(slug=slug).first()
    if review is None:
        raise Refused(f"There is no review “{slug}”. Check its address in the record.")
    return review


def _slug(slug: str) -> str | None:
    if not slug:
        return None
    try:
        validate_slug(slug)
    except ValidationError:
        raise Refused("Write the address in small letters, digits and hyphens.") from None
    if slug != slug.lower() or len(slug) > Briefing._meta.get_field("slug").max_length:
        raise Refused("Write the address in small letters, digits and hyphens, 80 at most.")
    return slug


def summary(imported: Imported, *, recognised: bool) -> str:
    """What an import did, in lines for a person."""
    made = "Recognised: this was imported before as" if recognised else "Made"
    parts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in imported.parts.items() if count)
    lines = [
        f"{made} the draft {imported.briefing.slug} ({imported.briefing.rules.name}): {imported.briefing}",
        f"Review: {imported.review.slug if imported.review else 'none (a topic briefing)'}",
        f"Placed {imported.placed_words} of {imported.source_words} words: {parts or 'nothing'}",
    ]
    for title, kept in (("Not placed", imported.unplaced), ("Set aside", imported.set_aside)):
        lines += [f"{title}, line {one.line}: {one.text}" for one in kept]
    return "\n".join(lines + [f"Look at line {flag.line}: {flag.message}" for flag in imported.flags])
