"""Worlds to test in: valid by default, keyword-only, states reached only through the verbs.

All people, places and words are invented.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.utils import timezone

from briefings import publishing
from briefings.models import Briefing, BriefingPartnership, Edit, Edition, Part, TextVersion
from briefings.models.edition import State
from briefings.publishing import texts
from people.models import Membership, Partnership, Person, Role
from reviews.models import Review, ReviewPartnership, Sector, Subject, Theme

_before = 0
_numbers: Counter[str] = Counter()


def count_from(first: int) -> None:
    """Begin every row of numbers anew, so that a test's world does not depend on the tests before it."""
    global _before
    _before = first - 1
    _numbers.clear()


def a_name(kind: str) -> str:
    """The next name of a kind: note-1, note-2 …"""
    _numbers[kind] += 1
    return f"{kind}-{_before + _numbers[kind]}"


STORY = (
    "Rowan was nine months old when they were seriously hurt at home. They have since recovered and are safe.",
    "Several services knew the family. Each held a part of the story, and nobody had put the parts together.",
)
POINTS = (
    "Ask about every adult who cares for a baby, and write down what you were told and by whom.",
    "When a worry is raised twice in a month, bring the people who know the family together within a week.",
    "Supervision is the place to say what you are not sure of, and to decide who will find out.",
)
QUESTIONS = (
    "How do you find out who lives with a baby and who looks after them at night?",
    "How do you know that a plan is making a difference to a child?",
    "Who do you turn to when another service does not share your worry?",
    "What helps you stay curious when a family is friendly and open?",
)


def a_partnership(*, slug: str | None = None, **fields) -> Partnership:
    """A partnership of an invented place."""
    slug = slug or a_name("fernwick")
    name = slug.replace("-", " ").title()
    defaults = {
        "name": f"{name} Safeguarding Children Partnership",
        "short_name": f"{''.join(word[0] for word in name.split())}SCP",
        "mailbox": f"safeguarding@{slug}.example",
    }
    return Partnership.objects.create(slug=slug, **{**defaults, **fields})


def a_person(
    username: str | None = None,
    *,
    officer_of: Iterable[Partnership] = (),
    approver_of: Iterable[Partnership] = (),
    administrator_of: Iterable[Partnership] = (),
    is_staff: bool = True,
    **fields,
) -> Person:
    """A person with a staff account and these roles."""
    username = username or a_name("person")
    person = Person.objects.create_user(username, password="correct horse battery", is_staff=is_staff, **fields)
    for role, partnerships in (
        (Role.OFFICER, officer_of), (Role.APPROVER, approver_of), (Role.ADMINISTRATOR, administrator_of),
    ):  # fmt: skip
        for partnership in partnerships:
            Membership.objects.create(person=person, partnership=partnership, role=role)
    return person


def a_review(
    *, partnerships: Sequence[Partnership], slug: str | None = None, subject: str = "Rowan", **fields
) -> Review:
    """A case review of these partnerships, the first of which leads."""
    review = Review.objects.create(slug=slug or a_name("review"), **{"review_type": "lcspr", **fields})
    for position, partnership in enumerate(partnerships, start=1):
        ReviewPartnership.objects.create(
            review=review, partnership=partnership, position=position, is_lead=position == 1
        )
    if subject:
        Subject.objects.create(review=review, prefix="Child", pseudonym=subject)
    return review


def a_learning_note(
    *,
    partnerships: Sequence[Partnership],
    review: Review | None = None,
    by: Person | None = None,
    slug: str | None = None,
    title: str = "Learning from Child Rowan",
    story: Sequence[str] = STORY,
    points: Sequence[str] = POINTS,
    questions: Sequence[str] = QUESTIONS,
    **fields,
) -> Briefing:
    """The draft of a learning note that is ready to submit. `by` is recorded as having written it."""
    slug = slug or a_name("note")
    briefing = Briefing.objects.create(
        title=title,
        slug=slug,
        review=review or a_review(partnerships=partnerships),
        **{"format": "learning-note", "summary": "What several services can learn from one baby.", **fields},
    )
    for position, partnership in enumerate(partnerships, start=1):
        BriefingPartnership.objects.create(
            briefing=briefing, partnership=partnership, position=position, is_lead=position == 1
        )
    theme, _ = Theme.objects.get_or_create(slug="professional-curiosity", name="Professional curiosity")
    briefing.themes.add(theme)
    sector, _ = Sector.objects.get_or_create(slug="early-help", name="Early help")
    briefing.sectors.add(sector)
    rows = [
        Part(kind="section", section="what_happened", heading="What happened?", level=1, body="\n\n".join(story)),
        Part(kind="section", section="learning", heading="What did we learn?", level=1),
        *(Part(kind="point", body=body) for body in points),
        Part(kind="section", section="questions", heading="How can we learn from this case?", level=1),
        *(Part(kind="question", body=body, asked_of="practitioner") for body in questions),
    ]
    for position, part in enumerate(rows, start=1):
        part.briefing, part.position = briefing, position
    Part.objects.bulk_create(rows)
    if by:
        Edit.objects.create(briefing=briefing, by=by, at=timezone.now())
    return briefing


def approved(thing) -> TextVersion:
    """What a theme, an abbreviation or a partnership says now, or the notice that waits for a withdrawn edition, put
    before the public through the verbs."""
    by, second = (a_person(is_superuser=True) for _ in range(2))
    if isinstance(thing, Edition):
        concerned = list(thing.briefing.partnerships_in_order())
        return texts.approve(texts.standing_of(thing).waiting, by=a_person(approver_of=concerned))
    return texts.approve(texts.submit(thing, by=by), by=second)


def an_edition(
    *,
    state: str = State.PUBLISHED,
    briefing: Briefing | None = None,
    partnerships: Sequence[Partnership] | None = None,
    officer: Person | None = None,
    approvers: Sequence[Person] | None = None,
    outcome: str = "error",
    change_note: str = "",
    **note,
) -> Edition:
    """An edition brought to a state by the verbs alone, with people made for it where none are given."""
    if briefing is None:
        partnerships = list(partnerships or [a_partnership()])
        briefing = a_learning_note(partnerships=partnerships, **note)
    signing = briefing.partnerships_in_order()
    officer = officer or a_person(officer_of=signing)
    approvers = approvers or [a_person(approver_of=[partnership]) for partnership in signing]
    edition = publishing.submit(briefing=briefing, by=officer, change_note=change_note)
    if state == State.SENT_BACK:
        return publishing.send_back(edition=edition, by=approvers[0], reason="Say what the health visitor knew.")
    if state == State.AWAITING_APPROVAL:
        return edition
    for approver in approvers:
        edition = publishing.approve(edition=edition, by=approver)
    if state == State.APPROVED:
        return edition
    if state == State.SCHEDULED:
        return publishing.schedule(edition=edition, by=officer, at=timezone.now() + timedelta(days=7))
    edition = publishing.publish(edition=edition, by=officer)
    if state == State.WITHDRAWN:
        return publishing.withdraw(edition=edition, by=approvers[0], outcome=outcome, reason="A name was in it.")
    if state == State.OUT_OF_DATE:
        edition = publishing.withdraw(
            edition=edition, by=approvers[0], outcome="out_of_date", reason="Guidance changed.",
            notice="The guidance named here has been replaced.",
        )  # fmt: skip
        approved(edition)
        return edition
    if state == State.SUPERSEDED:
        an_edition(briefing=briefing, officer=officer, approvers=approvers, change_note="A clearer first point.")
        edition.refresh_from_db()
    return edition
