"""Who is told by e-mail what happens to public words outside any edition, and that no e-mail says the words."""

import pytest

from briefings.models import TextVersion
from briefings.publishing import texts
from people import outbox
from people.models import OutgoingEmail, Person
from reviews.models import Theme
from tests.briefings.public_rows import a_public_page
from tests.screens import signed_in
from tests.worlds import a_partnership, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def person(name: str, **roles) -> Person:
    return a_person(name, email=f"{name}@home.example", **roles)


def told() -> list[tuple[str, str]]:
    """Who got which e-mail, since this was asked last."""
    emails = sorted(OutgoingEmail.objects.values_list("to", "subject"))
    OutgoingEmail.objects.all().delete()
    return [(to.partition("@")[0], subject) for to, subject in emails]


@pytest.fixture
def home():
    return a_partnership(slug="home")


@pytest.fixture
def asha(home):
    return person("asha", officer_of=[home])


@pytest.fixture
def theme():
    a_public_page(themes=["Neglect"])
    return Theme.objects.create(slug="neglect", name="Neglect", description="What Kestrel taught.")


def submit_on_screen(theme, by) -> TextVersion:
    client = signed_in(by)
    address = f"/admin/reviews/theme/{theme.pk}/words/"
    answer = client.post(address, {"verb": "submit", "digest": client.get(address).context["digest"]})
    assert answer.status_code == 302
    return TextVersion.objects.get(state="waiting")


def test_approvers_of_ones_own_partnership_are_asked_and_writers_are_told(theme, home, asha):
    ben = person("ben", approver_of=[home])
    person("both", officer_of=[home])
    person("gone", approver_of=[home], is_active=False)
    person("other", approver_of=[a_partnership(slug="other")])

    version = submit_on_screen(theme, asha)
    (email,) = OutgoingEmail.objects.all()
    body = outbox.body_of(email)
    assert f"/admin/reviews/theme/{theme.pk}/words/" in body
    assert "Kestrel" not in body + email.subject
    assert told() == [("ben", "Public words need your approval")]

    texts.send_back(version, by=ben, reason="Shorter, please.")
    assert told() == [("asha", "Public words were sent back")]

    version = submit_on_screen(theme, asha)
    told()
    texts.approve(version, by=ben)
    assert told() == [("asha", "Public words were approved")]

    texts.take_down(version, by=ben, reason="It tells too much.")
    assert told() == [("asha", "Public words were taken down")]


def test_where_nobody_at_home_may_approve_others_are_asked_and_at_last_who_runs_the_site(theme, home, asha):
    person("root", is_superuser=True)
    version = submit_on_screen(theme, asha)
    assert told() == [("root", "Public words need your approval")]

    other = person("other", approver_of=[a_partnership(slug="other")])
    texts.send_back(version, by=other, reason="Shorter, please.")
    told()
    submit_on_screen(theme, asha)
    assert told() == [("other", "Public words need your approval")]


def test_who_wrote_part_of_it_is_not_asked_to_approve_it(theme, home, asha):
    both = person("both", officer_of=[home], approver_of=[home])
    texts.edited(theme, by=both)
    person("ben", administrator_of=[home])

    version = submit_on_screen(theme, asha)
    assert told() == [("ben", "Public words need your approval")]

    texts.send_back(version, by=asha, reason="Not yet.")
    assert told() == [("both", "Public words were sent back")]
