"""The pages about people: who finds them, what they show, and that they tell nothing of elsewhere."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from people import invitations, outbox, roles
from people.models import Invitation, Membership, OutgoingEmail, Partnership, Person, PersonEvent, Role
from tests.assertions import assert_nowhere_in, assert_page_says
from tests.reviews.screens import save
from tests.screens import signed_in
from tests.worlds import a_partnership, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def nell(home):
    """Writes and approves for home."""
    return a_person(
        "nell", officer_of=[home], approver_of=[home], email="nell@home.example", first_name="Nell", last_name="Overy"
    )


def place(partnership, rest: str = "") -> str:
    return f"/admin/people/partnership/{partnership.pk}/people/{rest}"


def an_invitation(partnership, by) -> Invitation:
    return invitations.invite(
        partnership=partnership,
        by=by,
        email="cara@home.example",
        first_name="Cara",
        last_name="Finch",
        roles=["officer"],
    )


def every_page(partnership, person, invitation) -> list[str]:
    return [
        place(partnership, rest)
        for rest in (
            "", "invite/", f"invitations/{invitation.pk}/again/", f"invitations/{invitation.pk}/cancel/",
            f"{person.pk}/", f"{person.pk}/roles/administrator/give/", f"{person.pk}/roles/officer/take/",
            f"{person.pk}/left/", f"{person.pk}/second-factor/", f"{person.pk}/back/",
        )
    ]  # fmt: skip


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["officer and approver here", "administrator elsewhere", "runs the site", "no role"])
def test_pages_are_not_there_for_anybody_but_administrators_here(home, hana, nell, root, method, who):
    invitation = an_invitation(home, hana)
    lines = PersonEvent.objects.count()
    client = signed_in({
        "officer and approver here": a_person(officer_of=[home], approver_of=[home]),  # whose own name is on each page
        "administrator elsewhere": a_person(administrator_of=[a_partnership()]),
        "runs the site": root,
        "no role": a_person(),
    }[who])  # fmt: skip

    answers = {page: getattr(client, method)(page) for page in every_page(home, nell, invitation)}

    open_to_root = {place(home)} if who == "runs the site" else set()
    assert {page for page, answer in answers.items() if answer.status_code != 404} == open_to_root
    for answer in answers.values():
        assert_nowhere_in(answer, "Overy", "Finch", "cara@home.example")
    assert PersonEvent.objects.count() == lines


def test_people_of_elsewhere_have_no_page_here(home, hana):
    away = a_partnership()
    other, theirs = a_person(officer_of=[away]), a_person(administrator_of=[away], email="x@away.example")
    invitation = an_invitation(away, theirs)
    client = signed_in(hana)

    answers = {client.get(page).status_code for page in every_page(home, other, invitation)[2:]}

    assert answers == {404}


def test_list_shows_who_works_here_who_is_invited_and_who_left(home, hana, nell):
    gone = a_person(officer_of=[home], first_name="Gil", last_name="Parr")
    roles.deactivate(person=gone, partnership=home, by=hana)
    an_invitation(home, hana)

    page = signed_in(hana).get(place(home))

    assert_page_says(
        page, "Nell Overy", "Officer and approver", "has not signed in yet", "No second factor yet", "Cara Finch",
        "The e-mail waits to be sent", "Gil Parr", "recorded by Hana Lisle", "Hana Lisle invited Cara Finch as officer",
    )  # fmt: skip


def test_nothing_on_any_page_tells_that_somebody_also_works_elsewhere(home, hana, nell):
    away = a_partnership(slug="zanzibar", name="Zanzibar Partnership")
    other = a_person(administrator_of=[away], first_name="Zoe", last_name="Zander", email="zoe@zanzibar.example")
    Membership.objects.create(person=nell, partnership=away, role=Role.OFFICER)
    roles.give_role(person=nell, partnership=away, role="administrator", by=other)
    client = signed_in(hana)

    pages = [client.get(place(home, rest)) for rest in ("", f"{nell.pk}/", f"{nell.pk}/left/")]
    left = client.post(place(home, f"{nell.pk}/left/"), follow=True)

    for page in (*pages, left):
        assert_nowhere_in(page, "Zanzibar", "Zoe", "Zander")
    assert Person.objects.get(pk=nell.pk).is_active


def test_leaving_looks_the_same_whether_or_not_somebody_works_elsewhere(home, hana):
    away = a_partnership()
    only = a_person(officer_of=[home], first_name="Same", last_name="Name")
    both = a_person(officer_of=[home, away], first_name="Same", last_name="Name")
    client = signed_in(hana)

    def asked_and_done(person):
        asked = client.get(place(home, f"{person.pk}/left/")).content.decode()
        done = client.post(place(home, f"{person.pk}/left/"), follow=True)
        said = [str(message) for message in done.context["messages"]]
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", asked), said, len(done.context["leavers"]) > 0

    assert asked_and_done(only) == asked_and_done(both)


def test_inviting_sends_an_email_and_a_faulty_form_keeps_what_was_typed(home, hana):
    client = signed_in(hana)
    typed = {"first_name": "Cara", "last_name": "Finch", "email": "cara@home.example"}

    faulty = client.post(place(home, "invite/"), typed)
    done = client.post(place(home, "invite/"), {**typed, "roles": ["officer", "approver"]}, follow=True)

    assert_page_says(faulty, "Choose at least one role")
    assert 'value="cara@home.example"' in faulty.content.decode()
    assert_page_says(done, "Invited", "Cara Finch", "Officer and approver")
    assert OutgoingEmail.objects.get().to == "cara@home.example"


def test_refusal_of_an_invitation_is_said_on_the_form(home, hana, nell):
    typed = {"first_name": "N", "last_name": "O", "email": nell.email, "roles": ["officer"]}

    assert_page_says(signed_in(hana).post(place(home, "invite/"), typed), "works here already")


def test_email_that_could_not_be_delivered_is_said_beside_the_invitation(home, hana):
    an_invitation(home, hana)
    OutgoingEmail.objects.update(given_up_at=timezone.now(), tries=outbox.MOST_TRIES)

    assert_page_says(signed_in(hana).get(place(home)), "could not be delivered. Check the address")


def test_invitation_that_ran_out_says_so_and_is_sent_again(home, hana):
    invitation = an_invitation(home, hana)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    client = signed_in(hana)

    assert_page_says(client.get(place(home)), "Not accepted in time")
    client.post(place(home, f"invitations/{invitation.pk}/again/"))

    assert_page_says(client.get(place(home)), "Works until")


def test_asking_pages_change_nothing_until_they_are_sent(home, hana, nell):
    invitation = an_invitation(home, hana)
    client = signed_in(hana)
    before = list(Membership.objects.values()), list(Invitation.objects.values()), PersonEvent.objects.count()

    answers = [client.get(page) for page in every_page(home, nell, invitation) if "/back/" not in page]

    assert {answer.status_code for answer in answers} == {200}
    assert before == (
        list(Membership.objects.values()), list(Invitation.objects.values()), PersonEvent.objects.count(),
    )  # fmt: skip


def test_roles_are_given_and_taken_after_saying_what_follows(home, hana, nell):
    client = signed_in(hana)

    asked = client.get(place(home, f"{nell.pk}/roles/approver/take/"))
    client.post(place(home, f"{nell.pk}/roles/approver/take/"))
    given = client.post(place(home, f"{nell.pk}/roles/administrator/give/"), follow=True)

    assert_page_says(
        asked, "Take the role of approver from Nell Overy?", "At once they can no longer", "under their name"
    )
    assert_page_says(given, "Nell Overy now has the role of administrator", "Since", "given by Hana Lisle")
    assert Person.objects.get(pk=nell.pk).roles == {home.pk: {"officer", "administrator"}}


def test_own_page_offers_nothing_to_change(home, hana):
    page = signed_in(hana).get(place(home, f"{hana.pk}/"))

    assert_page_says(page, "Nobody changes their own roles")
    assert not re.findall(r"/roles/\w+/(?:give|take)/|/left/", page.content.decode())


def test_refusal_at_a_step_comes_back_in_words(home, hana, nell):
    address = place(home, f"{nell.pk}/roles/approver/take/")
    Membership.objects.filter(person=nell, role="officer").delete()

    answer = signed_in(hana).post(address)

    assert_page_says(answer, "This is the only role Nell Overy has here")


def test_leaver_comes_back_with_the_roles_that_are_chosen(home, hana, nell):
    roles.deactivate(person=nell, partnership=home, by=hana)
    client = signed_in(hana)

    without = client.post(place(home, f"{nell.pk}/back/"))
    client.post(place(home, f"{nell.pk}/back/"), {"roles": ["officer"]})

    assert_page_says(without, "Choose at least one role")
    assert Person.objects.get(pk=nell.pk).roles == {home.pk: {"officer"}}


def test_lost_second_factor_is_reset_after_saying_what_to_make_sure_of(home, hana, nell):
    Authenticator.objects.create(user=nell, type=Authenticator.Type.TOTP, data={})
    client = signed_in(hana)
    page = place(home, f"{nell.pk}/")

    before = client.get(page)
    asked = client.get(f"{page}second-factor/")
    done = client.post(f"{page}second-factor/", follow=True)

    assert_page_says(before, "They have lost their second factor")
    assert_page_says(asked, "Be sure first that it is they who ask")
    assert_page_says(done, "sets up a new second factor", "Hana Lisle reset the second factor of Nell Overy")
    assert not Authenticator.objects.exists()


# -- ways there --


def test_people_are_one_link_away_from_the_first_page_and_from_the_partnership(home, hana):
    client = signed_in(hana)

    assert "/admin/people/person/" in client.get("/admin/").content.decode()
    assert client.get("/admin/people/person/")["Location"] == place(home)
    assert place(home) in client.get(f"/admin/people/partnership/{home.pk}/change/").content.decode()


def test_first_page_says_to_administrators_when_mail_does_not_go_out_and_to_nobody_else(home, hana, nell, root):
    an_invitation(home, hana)
    quiet = signed_in(hana).get("/admin/")
    OutgoingEmail.objects.update(given_up_at=timezone.now())

    pages = {person: signed_in(person).get("/admin/") for person in (hana, root, nell)}

    assert_nowhere_in(quiet, "could not be delivered")
    assert_page_says(pages[hana], "1 e-mail could not be delivered", "Tell a site administrator")
    assert_page_says(pages[root], "1 e-mail could not be delivered")
    assert_nowhere_in(pages[nell], "could not be delivered")


def test_administrator_of_two_partnerships_chooses_one(home):
    away = a_partnership(slug="away")
    page = signed_in(a_person(administrator_of=[home, away])).get("/admin/people/person/")

    assert place(home) in page.content.decode()
    assert place(away) in page.content.decode()


def test_officers_see_no_way_to_people(home, nell):
    client = signed_in(nell)

    assert "/admin/people/person/" not in client.get("/admin/").content.decode()
    assert client.get("/admin/people/person/").status_code == 403


# -- a site administrator --


def test_partnership_is_added_and_its_first_administrator_invited(root):
    client = signed_in(root)

    added = save(
        client, "/admin/people/partnership/add/", name="New Partnership", short_name="NP", slug="new",
        mailbox="np@new.example",
    )  # fmt: skip
    new = Partnership.objects.get(slug="new")
    form = client.get(added["Location"])
    typed = {"first_name": "Ada", "last_name": "Bly", "email": "ada@new.example"}
    refused = client.post(added["Location"], {**typed, "roles": ["officer"]})
    done = client.post(added["Location"], {**typed, "roles": ["administrator"]}, follow=True)

    assert added["Location"] == place(new, "invite/")
    assert_page_says(form, "Partnership administrator")
    assert_nowhere_in(form, "Approver (approves")
    assert refused.status_code == 200
    assert_page_says(done, "Invited", "Ada Bly")


def test_site_administrator_sees_everybody_and_changes_names_alone(home, hana, nell, root):
    client = signed_in(root)
    change = f"/admin/people/person/{nell.pk}/change/"

    assert_page_says(client.get("/admin/people/person/"), "Nell Overy", home.short_name)
    save(
        client, change, first_name="Nella", is_superuser="on", is_active="", username="x", email="x@y.example",
        **{"memberships-0-role": "administrator"},
    )  # fmt: skip

    nell = Person.objects.get(pk=nell.pk)
    assert (nell.first_name, nell.username, nell.email) == ("Nella", "nell", "nell@home.example")
    assert (nell.is_superuser, nell.is_active) == (False, True)
    assert nell.roles == {home.pk: {"officer", "approver"}}


@pytest.mark.parametrize(("rest", "refusal"), [("add/", 403), ("{}/password/", 302), ("{}/delete/", 403)])
def test_nobody_adds_people_sets_their_password_or_deletes_them(nell, root, rest, refusal):
    client = signed_in(root)

    answer = client.post(f"/admin/people/person/{rest.format(nell.pk)}", {"post": "yes", "password1": "x"})

    assert answer.status_code == refusal
    assert Person.objects.get(pk=nell.pk).check_password("correct horse battery")


@pytest.mark.parametrize("who", ["hana", "nell"])
def test_no_picker_lists_people(home, hana, nell, who):
    client = signed_in({"hana": hana, "nell": nell}[who])
    asked = {"term": "", "app_label": "people", "model_name": "membership", "field_name": "person"}

    others = "Lisle" if who == "nell" else "Overy"  # one's own name stands at the head of the page
    assert_nowhere_in(client.get("/admin/autocomplete/", asked), others)
