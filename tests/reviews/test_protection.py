"""Protected terms: found however they are written, kept so that nobody can read them."""

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from reviews.models import ProtectedPhrase, ProtectedTerm
from reviews.permissions import Refused
from reviews.protection import LONGEST_TERM, found_in, protect, unprotect, ways_of_writing, words_of
from tests.worlds import a_partnership, a_person, a_review


@pytest.fixture
def world(db):
    home = a_partnership()
    return a_review(partnerships=[home]), a_person(officer_of=[home])


def finds(text: str) -> list[int]:
    """Where any stored phrase starts in a text, in words from 0."""
    phrases = ProtectedPhrase.objects.all()
    return list(
        found_in(
            text,
            fingerprints=frozenset(phrase.fingerprint for phrase in phrases),
            lengths=frozenset(phrase.words for phrase in phrases),
            key=settings.PROTECTED_TERMS_KEY,
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        "We spoke to Zoë-Ann Marrick.",
        "ZOE ANN MARRICK said so",
        "the zoe–ann   marrick case",
        "Zoe-Ann Marrick's school",
        "Zoe-Ann Marrick’s school",
        "zoeannmarrick",
        "Zoe\u00adAnn Marrick",
        "all the Zoe Ann Marricks",
        "little Zee was there",
        "Zee's bear",
        "ZAM was seen",
        "Z.A.M. was seen",
    ],
)
def test_protected_name_is_found_however_it_is_written(world, text):
    review, officer = world
    protect(review=review, term="Zoë-Ann Marrick", kind="name", by=officer, nicknames=["Zee"], with_initials=True)

    assert finds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mar-rick", "Mar\u2011rick", "Mar-\nrick", "M a r r i c k said", "it was a M.a.r.r.i.c.k", "Marrick2",
        "2marrick2019", "M\u0430rrick", "\u039carrick", "\U0001d40carrick", "Mar\ufe0frick", "Mar\u034frick",
        "Mar\u3164rick", "Mar_rick", "Mar/rick", "Mar.rick", "Mar·rick", "Mar…rick", "Mar\ufe58rick", "Mar\u2800rick",
        "ᴍᴀʀʀɪᴄᴋ", "Mar(r)ick",
        "O\u02bcBrien", "O\u2018Brien", "O Brien", "O`Brien", "Lukasz", "\u0141ukasz\u02bcs coat", "Soren",
        "S\u00f8ren",
    ],
)  # fmt: skip
def test_protected_name_is_found_though_cut_disguised_or_plainly_spelt(world, text):
    review, officer = world
    for term in ("Marrick", "O'Brien", "Łukasz", "Søren"):
        protect(review=review, term=term, kind="name", by=officer)

    assert finds(text)


def test_a_term_no_longer_protected_leaves_a_line_without_its_words(world, caplog):
    review, officer = world
    term = protect(review=review, term="Marrick", kind="name", by=officer)
    number = term.pk

    with caplog.at_level("INFO"):
        unprotect(term=term, by=officer, reason="It is the name of the town.")

    assert not finds("Marrick")
    assert f"unprotect term={number} review={review.pk} by={officer.pk}" in caplog.text
    assert "marrick" not in caplog.text.lower()
    term.refresh_from_db()
    assert (term.stopped_by, term.stopping_reason) == (officer, "It is the name of the town.")
    assert not term.phrases.exists()


@pytest.mark.parametrize(
    ("reason", "told"),
    [("", "Say why"), (" ", "Say why"), ("Marrick's mother agreed.", "without the name"), ("MAR-RICK", "without")],
)
def test_a_term_stays_protected_without_a_reason_or_with_one_that_tells_it(world, reason, told):
    review, officer = world
    term = protect(review=review, term="Marrick", kind="name", by=officer)

    with pytest.raises(Refused, match=told) as refused:
        unprotect(term=term, by=officer, reason=reason)

    assert "arrick" not in str(refused.value)
    assert finds("Marrick")


def test_a_term_is_given_up_once(world):
    review, officer = world
    term = protect(review=review, term="Marrick", kind="name", by=officer)
    unprotect(term=term, by=officer, reason="A slip.")

    with pytest.raises(Refused, match="not protected any more"):
        unprotect(term=term, by=officer, reason="A slip.")


@pytest.mark.parametrize("text", ["Ann went home.", "Zoe and Marrick", "zoeannmarrickson", "Zamir", ""])
def test_other_words_are_not_taken_for_a_protected_name(world, text):
    review, officer = world
    protect(review=review, term="Zoë-Ann Marrick", kind="name", by=officer, nicknames=["Zee"], with_initials=True)

    assert not finds(text)


def test_initials_are_looked_for_only_when_asked():
    assert ("im",) not in ways_of_writing("Isla Marrick")
    assert {("im",), ("i", "m")} <= ways_of_writing("Isla Marrick", with_initials=True)


def test_place_of_a_find_is_counted_in_words(world):
    review, officer = world
    protect(review=review, term="Marrick", kind="name", by=officer)

    assert finds("One two Marrick four Marrick's") == [2, 4]


def test_words_are_kept_nowhere(world, caplog):
    review, officer = world

    with caplog.at_level("DEBUG"):
        protect(review=review, term="Quillfeather", kind="name", by=officer, nicknames=["Pip"])

    kept = [
        str(value).lower() for model in apps.get_models() for row in model._base_manager.values_list() for value in row
    ]
    assert ProtectedTerm.objects.count() == 1
    assert not [value for value in kept if "quillfeather" in value]
    assert "quillfeather" not in caplog.text.lower()


def test_hash_needs_the_key(world):
    review, officer = world
    protect(review=review, term="Marrick", kind="name", by=officer)
    (phrase, *_) = ProtectedPhrase.objects.all()

    found = found_in("Marrick", fingerprints=frozenset([phrase.fingerprint]), lengths=frozenset([1]), key="another key")

    assert not list(found)


@pytest.mark.parametrize("who", ["approver", "somebody of another partnership", "whoever runs the site", "nobody"])
def test_whoever_may_not_protect_can_neither_protect_nor_stop_protecting(world, who):
    review, officer = world
    home = review.partnerships.get()
    term = protect(review=review, term="Marrick", kind="name", by=officer)
    other = {
        "approver": lambda: a_person(approver_of=[home]),
        "somebody of another partnership": lambda: a_person(officer_of=[a_partnership()]),
        "whoever runs the site": lambda: a_person(is_superuser=True),
        "nobody": AnonymousUser,
    }[who]()

    with pytest.raises(Refused, match=r"You cannot add protected terms|Sign in"):
        protect(review=review, term="Tollgarth", kind="name", by=other)
    with pytest.raises(Refused, match=r"You cannot add protected terms|Sign in"):
        unprotect(term=term, by=other, reason="A slip.")

    assert finds("Marrick and Tollgarth") == [0]


@pytest.mark.parametrize("term", ["", "   ", "—!?"])
def test_protect_nothing_is_refused(world, term):
    review, officer = world

    with pytest.raises(Refused, match="Type the name"):
        protect(review=review, term=term, kind="name", by=officer)


def test_protect_a_whole_paragraph_is_refused_without_repeating_it(world):
    review, officer = world

    with pytest.raises(Refused, match="words at most") as refusal:
        protect(review=review, term="quill " * (LONGEST_TERM + 1), kind="name", by=officer)

    assert "quill" not in str(refusal.value)
    assert not ProtectedTerm.objects.exists()


def test_words_are_compared_without_accents_case_or_apostrophes():
    assert words_of("D’Árcy O'NEIL, 2019") == ["darcy", "oneil", "2019"]
