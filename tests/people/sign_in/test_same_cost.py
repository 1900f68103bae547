"""No door of signing in tells who has an account: neither by its words nor by what it costs.

Counted, not timed: so many hashes and so many queries, the same for everybody.
"""

import re

import pytest
from allauth.account.utils import user_pk_to_url_str
from django.core.cache import cache
from django.test import Client

from people import outbox
from people.models import OutgoingEmail
from tests.assertions import assert_page_says
from tests.people.sign_in.counting import cost_of
from tests.signing_in import PASSWORD, an_app_of, sign_in
from tests.worlds import a_partnership, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
RESET = "/admin/account/forgotten/"
NOBODY = ("nobody", "nobody@fernwick.example", "NOBODY@FERNWICK.EXAMPLE", "no body", "@", "n" * 200)


@pytest.fixture(autouse=True)
def _a_hasher_that_counts(settings):
    settings.PASSWORD_HASHERS = ["tests.people.sign_in.counting.CountedHasher"]


@pytest.fixture
def names():
    """Everybody by whom a stranger could tell something: each with what they could be called."""
    home = a_partnership(slug="home")
    asha = a_person("asha", officer_of=[home], email="asha@fernwick.example")
    an_app_of(asha)
    invited = a_person("invited", officer_of=[home], email="invited@fernwick.example")
    invited.set_unusable_password()
    invited.save()
    a_person("left", email="left@fernwick.example", is_active=False)
    a_person("reader", email="reader@fernwick.example", is_staff=False)
    a_person("root", email="root@fernwick.example", is_superuser=True)
    # one person's user name is another's address
    a_person("asha@old.example", email="moved@fernwick.example")
    a_person("beth", email="asha@old.example")
    return (
        *(f"{one}{end}" for one in ("asha", "invited", "left", "reader", "root") for end in ("", "@fernwick.example")),
        "ASHA", "Root@Fernwick.Example", "asha@old.example", *NOBODY,
    )  # fmt: skip


def the_same(costs: dict) -> None:
    """All cost the same; says which does not."""
    assert len({repr(cost) for cost in costs.values()}) == 1, costs


def test_signing_in_costs_one_look_and_one_hash_whoever_is_named(names):
    costs, answers = {}, {}
    for name in names:
        cache.clear()
        client = Client()
        costs[name] = cost_of(lambda who=name, by=client: answers.update({who: sign_in(by, who, "wrong password")}))

    the_same(costs)
    assert costs["root@fernwick.example"] == (1, ["SELECT"])
    pages = {re.sub(r'(value|nonce)="[^"]*"', "", one.content.decode()) for one in answers.values()}
    assert len(pages) == 1, "the pages differ by more than what was typed"


def test_lock_costs_and_says_the_same_whoever_is_named(names):
    costs = {}
    for name in names:
        cache.clear()
        for _ in range(5):
            sign_in(Client(), name, "wrong password")
        costs[name] = cost_of(
            lambda who=name: assert_page_says(sign_in(Client(), who, "wrong password"), "Too many wrong attempts")
        )

    the_same(costs)


def test_lock_does_not_tell_that_a_name_and_an_address_are_one_account(names):
    for name in ("asha", "asha@fernwick.example"):
        for _ in range(4):
            answer = sign_in(Client(), name, "wrong password")
            assert_page_says(answer, "do not belong together")


def test_capitals_and_signs_that_are_one_email_to_the_database_make_no_new_count(names):
    for name in ("invited", "INVITED", "\u0131nvited", "inv\u0131ted", "Invited"):
        sign_in(Client(), name, "wrong password")

    assert_page_says(sign_in(Client(), "invited", "wrong password"), "Too many wrong attempts")


def test_right_password_costs_one_hash_too(names):
    hashes, _ = cost_of(lambda: sign_in(Client(), "asha@fernwick.example", PASSWORD))

    assert hashes == 1


def test_asking_for_a_new_password_costs_one_row_whoever_is_named(names, mailoutbox):
    costs, answers = {}, set()
    for name in (one for one in names if "@" in one[1:]):
        cache.clear()
        client = Client()
        costs[name] = cost_of(
            lambda who=name, by=client: answers.add(by.post(RESET, {"email": who}, follow=True).content)
        )

    the_same(costs)
    assert costs["nobody@fernwick.example"][0] == 0
    assert len(answers) == 1
    assert not mailoutbox, "nothing is sent, and nobody looked up, before the timer comes"
    outbox.send_waiting()
    assert sorted({one.to[0] for one in mailoutbox}) == [
        "asha@fernwick.example", "asha@old.example", "invited@fernwick.example", "root@fernwick.example",
    ]  # fmt: skip
    assert not OutgoingEmail.objects.filter(sent_at=None).exists(), "who asked for nobody is forgotten"


def test_email_goes_to_the_address_of_the_account_not_to_one_that_looks_the_same(mailoutbox):
    a_person("mike", email="mike@fernwick.example")

    Client().post(RESET, {"email": "m\u0131ke@fernwick.example"})  # PostgreSQL takes ı for i
    outbox.send_waiting()

    assert {one.to[0] for one in mailoutbox} <= {"mike@fernwick.example"}


def test_made_up_key_of_an_email_costs_the_same_for_an_account_and_for_none(names):
    asha = a_person("another")
    costs = {}
    for uid in (user_pk_to_url_str(asha), "zzzzz"):
        for key in ("a1b2c3-" + "0" * 32, "set-password", "x"):
            cache.clear()
            costs[uid, key] = cost_of(lambda at=f"{RESET}{uid}-{key}/": Client().get(at))

    for key in {one[1] for one in costs}:
        the_same({one: cost for one, cost in costs.items() if one[1] == key})


def test_question_for_a_passkey_costs_the_same_whoever_asks(names):
    questions = {
        who: cost_of(
            lambda more=more: Client().get("/admin/account/passkey/", more, headers={"accept": "application/json"})
        )
        for who, more in {"nobody": {}, "asha": {"login": "asha"}, "root": {"username": "root"}}.items()
    }

    the_same(questions)


def test_new_address_costs_and_says_the_same_whether_somebody_has_it(names):
    browser = Client()
    sign_in(browser, "root")
    costs, answers = {}, {}
    browser.post("/admin/account/email/", {"email": "first@free.example", "action_add": ""}, follow=True)
    for address in ("beth@free.example", "asha@fernwick.example", "left@fernwick.example"):
        cache.clear()
        costs[address] = cost_of(
            lambda to=address: answers.update(
                {to: browser.post("/admin/account/email/", {"email": to, "action_add": ""}, follow=True)}
            )
        )

    pages = {re.sub(rf'{address}|value="[^"]*"', "", one.content.decode()) for address, one in answers.items()}
    assert len(pages) == 1
    the_same(costs)


def test_signing_up_is_closed_and_looks_nobody_up(names):
    costs = {
        email: cost_of(lambda to=email: Client().post("/admin/account/sign-up/", {"email": to, "username": to}))
        for email in ("asha@fernwick.example", "nobody@fernwick.example")
    }

    the_same(costs)
    assert costs["nobody@fernwick.example"] == (0, [])
