"""Makes the rows of the demo, each only where it is not there yet: what officers changed stays as it is.

Briefings reach their states through the verbs of `briefings.publishing`, by the people who would.
"""

from datetime import UTC, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from briefings import publishing
from briefings.demo import figures, files
from briefings.demo.logos import logo
from briefings.drafting.starting import blank_part, start_briefing
from briefings.formats import SectionRule
from briefings.models import Briefing, Edit, Part
from briefings.publishing import texts
from people.logos import resaved_logo
from people.models import Membership, Partnership, Person, Role
from portal.pictures import resaved
from reviews.holds import place_hold
from reviews.models import (
    DefaultHeading,
    GlossaryTerm,
    HarmType,
    LearningPoint,
    ParallelProcess,
    Recommendation,
    RecommendationPart,
    Resource,
    Review,
    Reviewer,
    ReviewPartnership,
    Sector,
    StandingText,
    Subject,
    Theme,
)
from reviews.protection import protect

UNNUMBERED = {"handling", "recommendations"}  # sections of a report whose paragraphs take no number
PASSWORD = "invented-people-only"  # noqa: S105 - printed for everybody: it opens nothing but the demo
SITE_ADMINISTRATOR = "site.administrator"
JOINED_AT = datetime(2024, 3, 4, 9, 30, tzinfo=UTC)  # everybody, as it were
READER = "reader"


@transaction.atomic
def load_vocabulary() -> None:
    """Partnerships with their logos, and the shared lists."""
    for row in files.listed("partnerships"):
        _partnership(row)
    shared = files.listed("vocabulary")
    for row in shared["themes"]:
        _unless_there(Theme, **{**row, "synonyms": "\n".join(row["synonyms"])})
    for position, row in enumerate(shared["sectors"], start=1):
        _unless_there(Sector, **row, position=position)
    for row in shared["harm_types"]:
        _unless_there(HarmType, **row)
    for row in shared["resources"]:
        _unless_there(Resource, **row)
    for row in shared["glossary"]:
        GlossaryTerm.objects.get_or_create(abbreviation=row["abbreviation"], defaults=row)


def _unless_there(model, **fields) -> None:
    model.objects.get_or_create(slug=fields["slug"], defaults=fields)


def _partnership(row: dict) -> None:
    own = {name: value for name, value in row.items() if name not in {"logo", "headings", "standing_texts"}}
    partnership, is_new = Partnership.objects.get_or_create(slug=row["slug"], defaults=own)
    if not is_new:
        return
    drawn = logo(**row["logo"], colour=row["colour"], second_colour=row["second_colour"])
    partnership.logo_alt = " ".join(row["logo"]["words"])
    clean = resaved_logo(drawn)
    partnership.logo.save(clean.name, clean)
    for section, wording in row.get("headings", {}).items():
        DefaultHeading.objects.create(partnership=partnership, section=section, wording=wording)
    for section, text in row["standing_texts"].items():
        StandingText.objects.create(partnership=partnership, section=section, text=text)


@transaction.atomic
def load_people() -> None:
    """An officer, an approver and an administrator for each partnership, one for the whole site, and a reader."""
    password = make_password(PASSWORD, hasher="demo_only")
    for row in files.listed("people"):
        person, is_new = _person(row["username"], password, row["first_name"], row["last_name"], is_staff=True)
        if is_new:
            partnership = Partnership.objects.get(slug=row["partnership"])
            Membership.objects.create(person=person, partnership=partnership, role=row["role"], given_at=JOINED_AT)
    _person(SITE_ADMINISTRATOR, password, "Ines", "Harrowgate-Bell", is_staff=True, is_superuser=True)
    _person(READER, password, "Rafe", "Tolliver")


def approve_vocabulary() -> None:
    """Version 1 of every theme, abbreviation and partnership that has none: by one person, approved by another."""
    officer, approver = (Person.objects.get(username=f"{role}.merrowdale") for role in (Role.OFFICER, Role.APPROVER))
    for model in (Theme, GlossaryTerm, Partnership):
        for thing in model.objects.order_by("pk"):
            if texts.has_versions(thing):
                continue
            by, second = officer, approver
            if model is Partnership:
                if not Person.objects.filter(username=f"approver.{thing.slug}").exists():
                    continue  # one that somebody added beside the demo
                by, second = _who(Role.ADMINISTRATOR, thing), _who(Role.APPROVER, thing)
            with transaction.atomic():
                texts.edited(thing, by=by)
                texts.approve(texts.submit(thing, by=by), by=second)


def _person(username: str, password: str, first_name: str, last_name: str, **flags) -> tuple[Person, bool]:
    return Person.objects.get_or_create(
        username=username,
        defaults={
            "first_name": first_name,
            "last_name": last_name,
            "email": f"{username}@people.example",
            "password": password,
            **flags,
        },
    )


def load_reviews() -> None:
    """The private records."""
    for slug, row in files.reviews().items():
        if not Review.objects.filter(slug=slug).exists():
            with transaction.atomic():
                _review(slug, row)


def _review(slug: str, row: dict) -> None:
    officer = Person.objects.get(username=f"officer.{row['partnerships'][0][0]}")
    plain = {
        name: row[name]
        for name in (
            "review_type", "public_title", "methodology", "age_band", "outcome", "notified_on", "decided_on",
            "completed_on", "sent_panel_on", "sent_secretary_of_state_on", "sent_ofsted_on", "sent_nspcc_on",
            "family_told_on", "keep_public_until", "publication_kind", "publication_reason",
        )
        if name in row
    }  # fmt: skip
    review = Review.objects.create(slug=slug, created_by=officer, **plain)
    review.themes.set(Theme.objects.filter(slug__in=row["themes"]))
    review.sectors.set(Sector.objects.filter(slug__in=row["sectors"]))
    review.harm_types.set(HarmType.objects.filter(slug__in=row["harm_types"]))
    for position, (partnership, reference) in enumerate(row["partnerships"], start=1):
        ReviewPartnership.objects.create(
            review=review,
            partnership=Partnership.objects.get(slug=partnership),
            position=position,
            is_lead=position == 1,
            reference=reference,
        )
    for position, (prefix, pseudonym, chosen_by) in enumerate(row["subjects"], start=1):
        Subject.objects.create(
            review=review, prefix=prefix, pseudonym=pseudonym, chosen_by=chosen_by, position=position
        )
    for position, (name, role) in enumerate(row["reviewers"], start=1):
        Reviewer.objects.create(review=review, name=name, role_label=role, position=position)
    for kind, state, restriction in row["parallel_processes"]:
        ParallelProcess.objects.create(review=review, kind=kind, state=state, restriction=restriction)
    for position, point in enumerate(row["learning_points"], start=1):
        _learning_point(review, position, dict(point))
    for number, recommendation in enumerate(row["recommendations"], start=1):
        _recommendation(review, number, dict(recommendation))
    for term, kind in row["protected_terms"]:
        protect(review=review, term=term, kind=kind, by=officer)
    for kind, reason in row["holds"]:
        place_hold(review=review, kind=kind, reason=reason, by=officer)


def _learning_point(review: Review, position: int, row: dict) -> None:
    themes, sectors = row.pop("themes"), row.pop("sectors")
    point = LearningPoint.objects.create(review=review, position=position, **row)
    point.themes.set(Theme.objects.filter(slug__in=themes))
    point.sectors.set(Sector.objects.filter(slug__in=sectors))


def _recommendation(review: Review, number: int, row: dict) -> None:
    parts, addressees = row.pop("parts"), row.pop("addressees")
    recommendation = Recommendation.objects.create(review=review, number=number, **row)
    recommendation.addressees.set(Partnership.objects.filter(slug__in=addressees))
    for letter, text in zip("abcdefgh", parts, strict=False):
        RecommendationPart.objects.create(recommendation=recommendation, letter=letter, text=text)


def load_briefings() -> None:
    """Every briefing that is not there yet, brought to its state. Slow: each one submitted is laid out."""
    for slug, wordings in files.briefings().items():
        if Briefing.objects.filter(slug=slug).exists():
            continue
        # One transaction for all of a briefing's rounds, so that an interrupted load leaves none half-way.
        with transaction.atomic():
            briefing = _start(wordings[0])
            for wording in wordings:
                _write(briefing, wording)
                edition = None
                for step in wording.listed("steps"):
                    edition = STEPS[step](briefing, edition, wording)


def _start(wording: files.Wording) -> Briefing:
    review = Review.objects.get(slug=wording.header["review"]) if "review" in wording.header else None
    partnerships = [Partnership.objects.get(slug=slug) for slug in wording.listed("partnerships")]
    partnerships = partnerships or review.partnerships_in_order()
    return start_briefing(
        format=wording.header.get("format", "learning-note"),
        partnerships=partnerships,
        by=_who(Role.OFFICER, partnerships[0]),
        review=review,
        slug=wording.slug,
        title=wording.header.get("title", ""),
    )


def _write(briefing: Briefing, wording: files.Wording) -> None:
    """Put the words of a wording into the draft, in place of what is there."""
    officer = _who(Role.OFFICER, briefing.partnerships_in_order()[0])
    briefing.summary = wording.header["summary"]
    briefing.save(update_fields=["summary", "changed_at"])
    briefing.themes.set(Theme.objects.filter(slug__in=wording.listed("themes")))
    briefing.sectors.set(Sector.objects.filter(slug__in=wording.listed("sectors")))
    briefing.parts.all().delete()
    position = 0
    for section in wording.sections:
        rule = briefing.rules.rule_for(section.purpose)
        opening = blank_part(
            "section", section=section.purpose, heading=section.heading, body=section.body, level=section.level,
            numbered=briefing.rules.numbers_paragraphs and section.purpose not in UNNUMBERED,
        )  # fmt: skip
        rows = [(opening, files.Row("section", ""))] + [(_row(briefing, rule, row), row) for row in section.rows]
        for part, row in rows:
            position += 1
            part.briefing, part.position = briefing, position
            part.save()
            part.sectors.set(Sector.objects.filter(slug__in=row.sectors))
    Edit.objects.create(briefing=briefing, by=officer, at=timezone.now())


def _row(briefing: Briefing, rule: SectionRule, row: files.Row) -> Part:
    if row.kind == Part.Kind.FIGURE:
        return _figure(row.words)
    part = blank_part(row.kind, body=row.words.strip(), heading=row.heading, mark=row.mark, addressees=row.addressees)
    if row.kind == Part.Kind.QUESTION:
        part.asked_of = row.about or rule.asked_of
    if row.kind == Part.Kind.QUOTATION:
        part.attribution = row.about
    if row.kind == Part.Kind.POINT and row.drawn_from:
        part.drawn_from_point = briefing.review.learning_points.get(position=row.drawn_from)
        part.point_kind = part.drawn_from_point.kind
    if row.kind == Part.Kind.RECOMMENDATION and row.drawn_from:
        part.drawn_from_recommendation = briefing.review.recommendations.get(number=row.drawn_from)
    return part


def _figure(words: str) -> Part:
    """A figure of bars, from the lines of its part: a caption, the words for the picture, and what the bars show."""
    caption, *rest = words.splitlines()
    said = dict(line.split(": ", 1) for line in rest if ": " in line)
    part = blank_part("figure", body=caption, alt_text=said["alt"])
    bars = [one.rsplit(" ", 1) for one in said["bars"].split(", ")]
    clean = resaved(figures.bars([(label, int(height)) for label, height in bars]))
    part.picture.save(clean.name, clean, save=False)
    return part


def _who(role: str, partnership: Partnership) -> Person:
    return Person.objects.get(username=f"{role}.{partnership.slug}")


def _submit(briefing, edition, wording):
    officer = _who(Role.OFFICER, briefing.partnerships_in_order()[0])
    return publishing.submit(briefing=briefing, by=officer, change_note=wording.header.get("change_note", ""))


def _approve(briefing, edition, wording):
    for partnership in briefing.partnerships_in_order():
        edition = publishing.approve(edition=edition, by=_who(Role.APPROVER, partnership), partnership=partnership)
    return edition


def _publish(briefing, edition, wording):
    return publishing.publish(edition=edition, by=_who(Role.OFFICER, briefing.partnerships_in_order()[0]))


def _send_back(briefing, edition, wording):
    by = Person.objects.get(username=wording.header["send_back_by"])
    return publishing.send_back(edition=edition, by=by, reason=wording.header["reason"])


def _withdraw(briefing, edition, wording):
    header = wording.header
    approver = _who(Role.APPROVER, briefing.partnerships_in_order()[0])
    edition = publishing.withdraw(
        edition=edition, by=approver, outcome=header["outcome"], reason=header["reason"], notice=header["notice"]
    )
    administrator = _who(Role.ADMINISTRATOR, briefing.partnerships_in_order()[0])
    texts.approve(texts.standing_of(edition).waiting, by=administrator)
    return edition


STEPS = {"submit": _submit, "approve": _approve, "publish": _publish, "send_back": _send_back, "withdraw": _withdraw}
