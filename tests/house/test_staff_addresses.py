"""Every staff address refuses whoever has no business there, and says nothing of what it holds."""

import re

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from briefings.document import SHAPE, to_data
from briefings.drafting.compose import compose
from briefings.models.edition import Edition, EditionPartnership, Sheet
from reviews.holds import place_hold
from reviews.models import LearningPoint, Recommendation, Resource, Review, Theme
from reviews.protection import protect
from tests.assertions import assert_page_says
from tests.screens import fields_on
from tests.signing_in import an_app_of
from tests.worlds import a_learning_note, a_partnership, a_person, a_review

pytestmark = pytest.mark.django_db

ROW = 654321  # the number of each private row below: one that no page says for another reason
ABSENT = 987654
SETTING_UP = "/admin/account/second-factor/"
WORDS = "Kestrel"  # stands in every private row below, and must stand in no answer
# What a partnership keeps to itself: the model in the address, and where the world below has a row of it.
PRIVATE = (
    "reviews/review",
    "reviews/recommendation",
    "reviews/learningpoint",
    "briefings/briefing",
    "briefings/edition",
)


def below(prefix: str) -> list:
    """The patterns that the site mounts at an address."""
    (resolver,) = [p for p in get_resolver().url_patterns if str(p.pattern) == prefix]
    return resolver.url_patterns


def routes(patterns=None, before=""):
    """The route of every address under /admin/, as Django holds them."""
    for one in below("admin/") if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, before + str(one.pattern))
        else:
            yield before + str(one.pattern)


ROUTES = sorted(set(routes()))
# One's own account: what each address asks of whoever opens it. A new one has to be named here.
ACCOUNT = {str(one.pattern): one.name for one in below("admin/account/")}
FOR_EVERYBODY = {
    "account_signup", "account_inactive", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "account_confirm_email",
    "mfa_authenticate", "mfa_login_webauthn",
}  # fmt: skip
FOR_SETTING_UP = {
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_download_recovery_codes",
    "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
}  # fmt: skip
FOR_STAFF = {
    "account_home", "account_email", "account_change_password", "account_set_password", "usersessions_list",
    "account_sign_out_everywhere", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_list_webauthn",
    "mfa_edit_webauthn", "mfa_remove_webauthn",
}  # fmt: skip
ABOUT_A_ROW = [route for route in ROUTES if "<" in route and "(?P" not in route]
ABOUT_A_PRIVATE_ROW = [route for route in ABOUT_A_ROW if route.startswith(PRIVATE)]


def filled_in(route: str, first: object, others: object = 1) -> str:
    """The address of a route: the row it is about, then whatever else it asks for."""
    route = re.sub(r"account/\^(.*)\(\?P<uidb36>.*", r"account/\1a-b-c/", route)
    route = re.sub(r"account/\^(.*)\(\?P<key>.*", r"account/\1abc/", route)
    route = route.replace("^(?P<app_label>people|reviews|briefings)/$", "people/").replace("(?P<url>.*)$", "nowhere/")
    address = re.sub(r"<[^>]+>", str(first), route, count=1)
    return "/admin/" + re.sub(r"<[^>]+>", str(others), address)


class World:
    """A partnership with one row of everything private, all of it about Kestrel."""

    def __init__(self):
        self.home = a_partnership(slug="home")
        self.officer = a_person("officer", officer_of=[self.home])
        self.review = a_review(partnerships=[self.home], subject=WORDS, public_title=WORDS, slug="kestrel", pk=ROW)
        self.point = LearningPoint.objects.create(pk=ROW, review=self.review, text=WORDS, position=1)
        self.recommendation = Recommendation.objects.create(pk=ROW, review=self.review, number=1, text=WORDS)
        self.hold = place_hold(review=self.review, kind="court", reason=WORDS, by=self.officer)
        self.term = protect(review=self.review, kind="name", term=WORDS, by=self.officer)
        self.briefing = a_learning_note(
            partnerships=[self.home], review=self.review, title=WORDS, slug="kestrel-note", pk=ROW
        )
        self.edition = self.an_edition_by_hand()

    def an_edition_by_hand(self) -> Edition:
        """Made by hand, because laying out a sheet for each of these hundreds of tests would take minutes."""
        content = to_data(compose(self.briefing, worded_on=timezone.localdate()))
        edition = Edition.objects.create(
            pk=ROW, briefing=self.briefing, content=content, shape=SHAPE, digest="0" * 64, reference="R", title=WORDS,
            page_html=WORDS, text=WORDS, renderer="none", pages=1, type_size_pt=12, fill=1, layouts=1, words=1,
            submitted_at=timezone.now(), submitted_by=self.officer,
        )  # fmt: skip
        EditionPartnership.objects.create(edition=edition, partnership=self.home, position=1)
        Sheet.objects.create(edition=edition, pdf=b"%PDF-1.7 Kestrel", sha256="0" * 64)
        return edition


@pytest.fixture
def world():
    return World()


def client_of(person) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def somebody(who: str):
    """A person who has no business with the world's rows."""
    if who == "officer elsewhere":
        return a_person("cara", officer_of=[a_partnership(slug="elsewhere")])
    return a_person("cara", is_superuser=who == "runs the site")


def neutral(response, row) -> tuple[int, str, str]:
    """An answer, but for the number that was asked for and the marks of this one request."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return response.status_code, *(
        re.sub(str(row), "ROW", part) for part in (response.headers.get("Location", ""), text)
    )


def test_walk_finds_the_screens():
    assert {"reviews/review/add/", "briefings/briefing/add/", "reviews/review/<int:pk>/holds/add/"} <= set(ROUTES)
    assert {route.split("/<")[0] for route in ABOUT_A_PRIVATE_ROW} >= set(PRIVATE)


# One test goes to many addresses: making the world anew for each would take minutes, and a failure names them all.


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_staff_address_as_stranger_leads_to_signing_in(world, method):
    answers = {route: getattr(Client(), method)(filled_in(route, ROW)) for route in ROUTES if route != "login/"}

    assert {answer.status_code for answer in answers.values()} == {302}
    assert not {route for route, answer in answers.items() if not answer["Location"].startswith("/admin/login/")}


def account_addresses(names: set[str]) -> list[str]:
    return [filled_in("account/" + route, 1) for route, name in ACCOUNT.items() if name in names]


def test_every_address_of_an_account_has_its_kind():
    kinds = [FOR_EVERYBODY, FOR_SETTING_UP, FOR_STAFF]

    assert set(ACCOUNT.values()) == set().union(*kinds)
    assert len(ACCOUNT) == sum(map(len, kinds))


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_of_an_account_as_stranger_leads_to_signing_in(db, method):
    addresses = account_addresses(FOR_SETTING_UP | FOR_STAFF)

    answers = {address: getattr(Client(), method)(address) for address in addresses}

    assert not {address for address, one in answers.items() if not one["Location"].startswith("/admin/login/")}


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_staff_address_without_the_second_factor_that_is_required_leads_to_setting_it_up(world, settings, method):
    settings.SECOND_FACTOR_REQUIRED = True
    client = client_of(world.officer)
    addresses = [filled_in(route, ROW) for route in ROUTES if route != "logout/"] + account_addresses(FOR_STAFF)

    answers = {address: getattr(client, method)(address) for address in addresses}

    passed = {address for address, one in answers.items() if one.headers.get("Location") != SETTING_UP}
    assert not passed
    assert not {address for address, one in answers.items() if WORDS in f"{one.headers} {one.content.decode()}"}


def test_every_staff_address_in_a_session_that_never_showed_the_second_factor_ends_it(world, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    an_app_of(world.officer)
    addresses = [filled_in(route, ROW) for route in ROUTES if route not in {"logout/", "login/"}]

    answers = {address: client_of(world.officer).get(address) for address in addresses}
    answers |= {
        address: client_of(world.officer).get(address) for address in account_addresses(FOR_STAFF | FOR_SETTING_UP)
    }

    assert not {
        address for address, one in answers.items() if not one.headers.get("Location", "").startswith("/admin/login/")
    }


def test_every_staff_address_as_somebody_who_is_not_staff_leads_to_signing_in(world):
    reader = client_of(a_person("reader", is_staff=False, officer_of=[world.home]))

    answers = {route: reader.get(filled_in(route, ROW)) for route in ROUTES if route not in {"login/", "logout/"}}

    let_in = {
        route for route, one in answers.items() if not one.headers.get("Location", "").startswith("/admin/login/")
    }
    assert not let_in


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["officer elsewhere", "runs the site", "no role"])
def test_row_of_another_partnership_answers_as_one_that_does_not_exist(world, method, who):
    client = client_of(somebody(who))

    told, named = [], []
    for route in ABOUT_A_PRIVATE_ROW:
        there, absent = (getattr(client, method)(filled_in(route, row)) for row in (ROW, ABSENT))
        # A message that waits for the next page is read there, so that answers are compared page by page.
        if neutral(there, ROW) != neutral(absent, ABSENT):
            told.append(route)
        if WORDS.lower() in f"{there.headers} {there.content.decode()}".lower():
            named.append(route)
        client.get("/admin/password_change/")

    assert not told
    assert not named


@pytest.mark.parametrize("who", ["officer elsewhere", "runs the site", "no role"])
def test_no_list_tells_of_a_row_of_another_partnership(world, who):
    client = client_of(somebody(who))
    lists = [route for route in ROUTES if "<" not in route and route != "logout/"]

    pages = {route: client.get(filled_in(route, ROW)).content.decode().lower() for route in lists}

    assert not {route for route, page in pages.items() if WORDS.lower() in page}


@pytest.mark.parametrize("who", ["stranger", "officer elsewhere", "runs the site"])
def test_no_answer_of_a_staff_address_may_be_kept(world, who):
    client = Client() if who == "stranger" else client_of(somebody(who))
    asked = [*(route for route in ROUTES if route != "logout/"), "nowhere/"]

    answers = {route: client.get(filled_in(route, ROW)) for route in asked}

    assert not {route for route, answer in answers.items() if "no-store" not in answer.headers["Cache-Control"]}


def test_no_picker_offers_anything_of_another_partnership(world):
    client = client_of(somebody("officer elsewhere"))
    pickers = [
        {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field.name}
        for model in apps.get_models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.is_relation
    ]

    answers = [(picker, client.get("/admin/autocomplete/", picker | {"term": ""})) for picker in pickers]

    assert {answer.status_code for _, answer in answers} <= {200, 403, 404}
    assert not [picker for picker, answer in answers if answer.status_code == 200 and WORDS in answer.content.decode()]


def test_picker_of_learning_points_offers_an_officer_their_own(world):
    asked = {"term": WORDS, "app_label": "briefings", "model_name": "part", "field_name": "drawn_from_point"}

    response = client_of(world.officer).get("/admin/autocomplete/", asked)

    assert [one["text"] for one in response.json()["results"]] == [WORDS]


def test_filter_by_what_points_at_a_list_is_refused(world):
    client = client_of(somebody("officer elsewhere"))
    asked = [
        f"people/partnership/?reviews__id={ROW}",
        f"people/partnership/?review_links__review={ROW}",
        "people/partnership/?reviews__slug__startswith=kes",
        f"reviews/theme/?review__id={ROW}",
        f"reviews/learningpoint/?drawn_parts__briefing={ROW}",
        "reviews/review/?briefings__title=Kestrel",
        "briefings/edition/?content__contains=Kestrel",
    ]

    answers = {address: client.get(f"/admin/{address}").status_code for address in asked}

    assert set(answers.values()) <= {400, 302}, answers


def test_jump_to_public_addresses_is_not_there(world):
    response = client_of(world.officer).get(f"/admin/r/1/{world.briefing.pk}/")

    assert response.status_code == 404


@pytest.mark.parametrize("model", [Theme, Resource])
def test_shared_list_is_open_to_officers_but_not_its_deletion(world, model):
    row = model.objects.create(
        slug="one", **({"name": "One"} if model is Theme else {"title": "One", "address": "https://x.example/"})
    )
    client, place = client_of(world.officer), f"/admin/reviews/{model._meta.model_name}/"

    assert client.get(f"{place}{row.pk}/change/").status_code == 200
    assert client.post(f"{place}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


# What a list can be asked. The letters that are looked for are compared with letters that stand nowhere.
ASKED_OF_LISTS = (
    "q", "title__startswith", "slug__startswith", "briefing__title__startswith", "briefing__slug", "reference",
    "edition__title__contains", "review__public_title__startswith", "review__slug", "public_title__startswith",
    "subjects__pseudonym", "recommendation__text__startswith", "text__startswith", "partnerships__reviews__slug",
    "partnership_links__reference", "review_links__review__public_title", "parts__body__contains", "term__startswith",
)  # fmt: skip


@pytest.mark.parametrize("who", ["officer elsewhere", "runs the site", "no role"])
def test_no_search_or_filter_of_a_list_tells_what_stands_in_a_row_of_another_partnership(world, who):
    client = client_of(somebody(who))
    lists = [route for route in ROUTES if re.fullmatch(r"(people|reviews|briefings)/[a-z]+/", route)]

    told = []
    for route in lists:
        for asked in ASKED_OF_LISTS:
            there, nowhere = (client.get(f"/admin/{route}", {asked: word}) for word in ("Kestre", "Zestre"))
            if neutral(there, "Kestre") != neutral(nowhere, "Zestre"):
                told.append((route, asked))

    assert len(lists) > 5
    assert not told


@pytest.mark.parametrize("who", ["officer elsewhere", "runs the site", "no role"])
def test_no_drop_down_of_a_form_tells_of_a_row_of_another_partnership(world, who):
    client = client_of(somebody(who))
    forms = [route for route in ROUTES if route.endswith("/add/") and "<" not in route]

    pages = {route: client.get(f"/admin/{route}").content.decode() for route in forms}

    assert not {route for route, page in pages.items() if WORDS.lower() in page.lower() or f'"{ROW}"' in page}


def test_address_and_reference_that_another_partnership_has_tell_nothing_of_it(world):
    """That something is there would be told by "already exists" and by "choose another": the address gets letters."""
    elsewhere = a_partnership(slug="elsewhere")
    cara = a_person("cara", officer_of=[elsewhere])
    own = a_learning_note(partnerships=[elsewhere], by=cara)
    client, screen = client_of(cara), f"/admin/briefings/briefing/{own.pk}/change/"
    review = {"review_type": "lcspr", "slug": "kestrel", "partnership_links-0-partnership": elsewhere.pk}
    review |= {
        f"{rows}-{name}": number
        for rows in ("subjects", "partnership_links", "reviewers", "learning_points", "recommendations",
                     "parallel_processes")
        for name, number in (("TOTAL_FORMS", int(rows == "partnership_links")), ("INITIAL_FORMS", 0))
    }  # fmt: skip

    answers = [
        client.post("/admin/reviews/review/add/", review),
        client.post(screen, fields_on(client.get(screen)) | {"slug": "kestrel-note"}),
    ]

    assert [answer.status_code for answer in answers] == [302, 302]
    made = Review.objects.for_staff(cara).exclude(briefings=own).get()
    own.refresh_from_db()
    assert [one.rpartition("-")[0] for one in (made.slug, own.slug)] == ["kestrel", "kestrel-note"]

    ours, told = world.review.partnerships.first(), []
    for number in ("THEIRS-1", "NOBODYS-1"):
        ours.review_links.filter(review=world.review).update(reference="THEIRS-1")
        fields = {
            "partnership_links-TOTAL_FORMS": 2, "partnership_links-1-partnership": ours.pk,
            "partnership_links-1-reference": number,
        }  # fmt: skip
        answer = client.post("/admin/reviews/review/add/", {**review, **fields, "slug": "another"})
        assert answer.status_code == 200
        assert_page_says(answer, "it is their own number")
        told.append(re.findall(r"errorlist.*?</ul>", answer.content.decode(), re.DOTALL))
    assert told[0] == told[1]
