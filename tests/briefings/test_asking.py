"""Protected terms cannot be read by trying: answers are counted for each person, and stop for everybody alike."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from briefings.checklist import Problem
from briefings.drafting.assessing import judged
from briefings.drafting.circumstances import circumstances_of
from briefings.drafting.compose import compose
from briefings.models import State
from briefings.publishing import submit, texts
from briefings.publishing.texts import submit_notice
from people.models import OutgoingEmail, Person
from people.outbox import PURPOSE
from people.permissions import Refused
from portal.encryption import decrypt
from reviews.models import Resource
from reviews.protection import asking, protect, unprotect
from tests.screens import signed_in
from tests.worlds import a_learning_note, a_partnership, a_person, an_edition

pytestmark = pytest.mark.once

SYLLABLES = "ba ko mi ru ta ve zo li shu ne".split()
NAMES = [f"{a}{b}{c}{d}ck".capitalize() for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES for d in SYLLABLES]


@pytest.fixture
def note(db):
    cache.clear()
    return a_learning_note(partnerships=[a_partnership()])


@pytest.fixture
def asha(note):
    return a_person("asha", officer_of=note.partnerships_in_order())


def told_of(note, *, by) -> list[Problem]:
    """What the checklist of the stored draft says to somebody."""
    around = circumstances_of(note)
    return judged(compose(note), around, review=note.review, asked_by=by, with_sheet=False).problems


def tried(note, names: list[str], *, by) -> set[str]:
    """The codes of what somebody is told whose draft holds these names."""
    part = note.parts.filter(kind="section").first()
    note.parts.filter(pk=part.pk).update(body=" ".join(names))
    return {problem.code for problem in told_of(note, by=by)}


def test_a_list_of_names_cannot_be_read_through(note, asha):
    review, boss = note.review, a_person("boss", administrator_of=note.partnerships_in_order())
    Person.objects.filter(pk=boss.pk).update(email="boss@fernwick.example")
    secret = NAMES[7_777]
    protect(review=review, term=secret, kind="name", by=asha)

    told = [tried(note, NAMES[at : at + 900], by=asha) for at in range(0, 9_900, 900)]

    assert not any("protected-term" in codes for codes in told[7:])
    assert all(codes == {"checks-paused"} for codes in told[7:])
    (email,) = OutgoingEmail.objects.all()
    assert email.to == "boss@fernwick.example"
    said = decrypt(email.body, purpose=PURPOSE)
    assert "tried very many names in drafts of one of your reviews" in said
    assert secret not in said
    assert str(review) not in said


def test_halving_a_list_comes_to_an_end(note, asha):
    protect(review=note.review, term="Marrick", kind="name", by=asha)

    told = [
        tried(note, [*NAMES[at * 10 % 3_000 : at * 10 % 3_000 + 10], "Marrick"], by=asha)
        for at in range(asking.MOST_ANSWERS + 2)
    ]

    assert "protected-term" in told[0]
    assert told[-1] == {"checks-paused"}
    assert tried(note, ["harmless"], by=asha) == {"checks-paused"}  # no answer is no answer
    with pytest.raises(Refused, match="the checklist answers nothing"):
        submit(briefing=note, by=asha)
    other = a_person("cara", officer_of=note.partnerships_in_order())
    assert "protected-term" in tried(note, ["Marrick"], by=other)


@pytest.fixture
def at(monkeypatch):
    """Sets the clock to so many minutes after ten to ten on a Tuesday."""

    def minutes(after: int) -> None:
        moment = datetime(2026, 3, 10, 9, 50, tzinfo=UTC) + timedelta(minutes=after)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return minutes


def told_in(note, person, *, starting: int) -> bool:
    """Whether somebody is told of a list of names as long as may be tried in an hour, less one screen of them."""
    few = range(starting, starting + asking.MOST_WORDS - 900, 900)
    return all(asking.may_be_told(person, note.review, words=" ".join(NAMES[n : n + 900]), telling="") for n in few)


def test_an_hour_is_counted_from_the_first_word_and_not_by_the_clock(note, asha, at):
    at(0)
    assert told_in(note, asha, starting=0)
    at(20)  # ten past ten

    assert not told_in(note, asha, starting=4_000)

    assert asking.answered_again_at(asha) == "11:10"
    at(79)
    assert not told_in(note, asha, starting=0)
    at(81)
    assert told_in(note, asha, starting=0)


def test_the_fourth_pause_in_a_day_lasts_until_a_day_after_the_first(note, asha, at):
    for pause in range(4):
        at(pause * 61)
        assert told_in(note, asha, starting=0)
        assert not told_in(note, asha, starting=4_000)

    assert asking.answered_again_at(asha) == "11 March 2026, 09:50"
    problems = told_of(note, by=asha)
    assert "Wait until 11 March 2026, 09:50" in problems[0].message
    at(24 * 60 - 1)
    assert not told_in(note, asha, starting=0)
    at(24 * 60 + 1)
    assert told_in(note, asha, starting=0)


def test_whoever_writes_on_beside_a_protected_name_is_answered_each_time(note, asha):
    protect(review=note.review, term="Marrick", kind="name", by=asha)
    words = "The worker wrote down what Marrick said, and Oakhurst heard of it from the school on the next day.".split()

    told = [tried(note, words[:length], by=asha) for length in range(1, len(words))] * 10

    assert all("checks-paused" not in codes for codes in told)


def test_the_part_is_named_and_never_the_word_nor_by_leaving_it_out(note, asha):
    protect(review=note.review, term="Zephyrine Thrale", kind="name", by=asha)
    part = note.parts.filter(kind="section").first()
    note.parts.filter(pk=part.pk).update(body="Osgyth told Zephyrine. Wulfric told Ysolde, and Perranwen knew.")

    problems = told_of(note, by=asha)

    (stop,) = [one for one in problems if one.code == "protected-term"]
    assert stop.where == f"part-{part.position}"
    said = " ".join(one.says() for one in problems)
    assert not [name for name in ("Zephyrine", "Osgyth", "Wulfric", "Ysolde", "Perranwen") if name in said]


def test_every_door_counts(note, asha):
    protect(review=note.review, term="Marrick", kind="name", by=asha)
    for start in range(0, asking.MOST_WORDS + 900, 900):
        words = " ".join(NAMES[start : start + 900])
        asking.may_be_told(asha, note.review, words=words, telling="")
    client = signed_in(asha)

    look = client.get(f"/admin/briefings/briefing/{note.pk}/preview/")

    assert "very many names were tried" in look.content.decode()


@pytest.mark.parametrize("where", ["resource", "theme"])
def test_names_in_shared_lists_that_a_draft_points_to_are_counted_too(note, asha, where):
    review = note.review
    protect(review=review, term="Marrick", kind="name", by=asha)
    part = note.parts.filter(kind="section").first()
    note.parts.filter(pk=part.pk).update(body="See [the guide](resource:guide).")
    guide = Resource.objects.create(slug="guide", title="Guide", address="https://guide.example/")
    row, field = (guide, "title") if where == "resource" else (note.themes.get(), "name")

    told = []
    for at in range(0, 10 * (asking.MOST_ANSWERS + 2), 10):
        type(row).objects.filter(pk=row.pk).update(**{field: " ".join([*NAMES[at : at + 4], "Marrick"])})
        told.append({problem.code for problem in told_of(note, by=asha)})

    assert "protected-term" in told[0]
    assert told[-1] == {"checks-paused"}


def test_names_tried_in_words_of_no_review_are_reported_to_whoever_answers_for_the_person(note, asha):
    (home,) = note.partnerships_in_order()
    a_person("boss", administrator_of=[home], email="boss@fernwick.example")
    a_person("stranger", administrator_of=[a_partnership()], email="stranger@elsewhere.example")
    protect(review=note.review, term="Marrick", kind="name", by=asha)

    told = []
    for at in range(0, 10 * (asking.MOST_ANSWERS + 2), 10):
        slug = "-".join([*NAMES[at : at + 8], "marrick"]).lower()
        words = {"slug": slug, "name": "Neglect", "synonyms": "", "description": ""}
        told.append({problem.code for problem in texts.problems_in("theme", words, asked_by=asha)})

    assert "protected-term" in told[0]
    assert told[-1] == {"checks-paused"}
    (email,) = OutgoingEmail.objects.all()
    assert email.to == "boss@fernwick.example"
    assert "no review" in decrypt(email.body, purpose=PURPOSE)


def test_what_is_tried_through_a_verb_that_is_refused_is_counted_and_told_all_the_same(note, asha):
    boss = a_person("boss", administrator_of=note.partnerships_in_order())
    Person.objects.filter(pk=boss.pk).update(email="boss@fernwick.example")
    term = protect(review=note.review, term="Marrick", kind="name", by=asha)
    withdrawn = an_edition(state=State.WITHDRAWN)
    other = a_person("cora", administrator_of=withdrawn.briefing.partnerships_in_order())
    Person.objects.filter(pk=other.pk).update(email="cora@marlow.example")
    approver = a_person("ben", approver_of=withdrawn.briefing.partnerships_in_order())

    told = ["boss@fernwick.example", "cora@marlow.example"]

    def stop_protecting(names: str) -> None:
        unprotect(term=term, by=asha, reason=f"Marrick {names}")

    def write_a_notice(names: str) -> None:
        submit_notice(withdrawn, notice=f"Marrick {names}", by=approver)

    for number, verb in enumerate((stop_protecting, write_a_notice), start=1):
        for start in range(0, asking.MOST_WORDS + 1_800, 900):
            with pytest.raises(Refused) as refused:
                verb(" ".join(NAMES[start : start + 900]))
        assert "very many names were tried" in str(refused.value) or "Too many names" in str(refused.value)
        warned = OutgoingEmail.objects.filter(subject__startswith="Many names were tried")
        assert [one.to for one in warned] == told[:number]
