"""The list of everything published: its filters and their counts, its addresses, what it costs, what it never tells."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.http import Http404, QueryDict
from hypothesis import given
from hypothesis import strategies as st

from briefings.models.public import PublicFacet, PublicPage
from briefings.public.caching import publication
from briefings.public.finding.facets import FILTERS, counts, pages_having, published_values
from briefings.public.pages.learning import choice_in
from tests.assertions import text_of
from tests.briefings.public_rows import a_public_page
from tests.briefings.test_public_pages import elements
from tests.worlds import a_partnership

FACETS = [one.facet for one in FILTERS]


# Counts, against a slow and obvious way of counting


def says_what_is_chosen(said, chosen, *, but="") -> bool:
    """Any of the values of each kind that something was chosen of."""
    return all(
        any((facet, slug) in said for kind, slug in chosen if kind == facet)
        for facet in {kind for kind, _ in chosen} - {but}
    )


@pytest.mark.django_db
def test_counts_are_those_of_counting_page_by_page():
    chance = random.Random(27)
    values = [(facet, slug) for facet in FACETS[:4] for slug in "abc"]
    partnership = a_partnership()
    said = {a_public_page(partnerships=[partnership]).pk: set(chance.sample(values, chance.randint(0, 7)))
            for _ in range(12)}  # fmt: skip
    PublicFacet.objects.all().delete()
    PublicFacet.objects.bulk_create(
        PublicFacet(page_id=page, kind=facet, slug=slug, name=slug.upper())
        for page, of_page in said.items()
        for facet, slug in of_page
    )
    for _ in range(60):
        picked = set(chance.sample(values, chance.randint(0, 5)))
        among = set(chance.sample(sorted(said), chance.randint(0, 12)))
        chosen = {facet: tuple(slug for one, slug in picked if one == facet) for facet in FACETS}
        pages = PublicPage.objects.filter(pk__in=among).values("pk")

        assert set(pages_having(chosen)) == {page for page in said if says_what_is_chosen(said[page], picked)}
        assert counts(chosen, pages) == Counter(
            value for page in among for value in said[page] if says_what_is_chosen(said[page], picked, but=value[0])
        )


@pytest.mark.django_db
def test_counts_on_the_page_are_those_of_its_rows(client):
    chance = random.Random(11)
    themes, sectors = ["Neglect", "Hidden men", "Supervision"], ["Health", "Police"]
    partnerships = [a_partnership(), a_partnership()]
    for _ in range(30):
        a_public_page(
            themes=chance.sample(themes, chance.randint(0, 3)), sectors=chance.sample(sectors, chance.randint(0, 2)),
            partnerships=chance.sample(partnerships, chance.randint(1, 2)),
            says=[("age_band", "Under 1")] if chance.random() < 0.5 else (),
            published_at=datetime(2020 + chance.randint(0, 4), 5, 1, tzinfo=UTC),
        )  # fmt: skip
    said = {page.pk: {(f.kind, f.slug) for f in page.facets.all()} for page in PublicPage.objects.all()}
    picked = {("theme", "neglect"), ("theme", "hidden-men"), ("year", "2021"), ("year", "2022")}

    response = client.get("/learning/?theme=hidden-men&theme=neglect&year=2021&year=2022")

    left = [page for page, values in said.items() if says_what_is_chosen(values, picked)]
    assert f"{len(left)} briefing" in text_of(response.content)
    for group in response.context["filters"]:
        for one in group.values:
            value = (group.filter.facet, one.slug)
            assert one.count == sum(
                value in values and says_what_is_chosen(values, picked, but=value[0]) for values in said.values()
            ), value


# Addresses


NAMES = {("theme", "a"): "A", ("sector", "b"): "B", ("theme", "b"): "B", ("year", "c"): "C"}
anything = st.text(st.characters(codec="utf-8"), max_size=40)
parameters = st.sampled_from([one.parameter for one in FILTERS] + ["q", "sort", "page", "utm_source", ""])
values = st.sampled_from(["a", "b", "c", "newest", "best", "1", "2", ""]) | anything


@given(st.lists(st.tuples(parameters, values), max_size=8))
def test_every_query_has_one_address_that_leads_to_itself(pairs):
    asked = QueryDict(urlencode(pairs))
    try:
        chosen = choice_in(asked, NAMES)
    except Http404:
        return

    again = choice_in(QueryDict(urlsplit(chosen.address()).query), NAMES)

    assert again == chosen
    assert parse_qsl(urlsplit(chosen.address()).query, keep_blank_values=True) == chosen.parameters()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("?theme=", ""),
        ("?q=&theme=neglect&sort=", "?theme=neglect"),
        ("?sector=health&theme=neglect", "?theme=neglect&sector=health"),
        ("?theme=neglect&theme=neglect", "?theme=neglect"),
        ("?theme=never-published&page=3", ""),
        ("?theme=neglect%00", ""),
        ("?q=+hidden++fathers+", "?q=hidden+fathers"),
        ("?sort=newest", ""),
        ("?page=1", ""),
        ("?harm=neglect", ""),
        (f"?theme={'x' * 10_000}", ""),
    ],
)
def test_other_ways_of_asking_lead_to_the_one_address(client, asked, canonical):
    a_public_page(themes=["Neglect"], sectors=["Health"])

    response = client.get(f"/learning/{asked}")

    assert (response.status_code, response.headers["Location"]) == (302, f"/learning/{canonical}")
    shown = client.get(response.headers["Location"])
    assert shown.status_code == 200
    kept = canonical.replace("?q=hidden+fathers", "")  # search engines are led to the list without the words
    assert {"rel": "canonical", "href": f"http://127.0.0.1:8000/learning/{kept}"} in elements(shown, "link")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=" + "x" * 10_000, "q=%22%27%28%29*", "q=%F0%9F%91%B6%E2%80%AE", "q=a&q=b", "q=%FF%FE", "x[]=1&x[]=2",
     "q=%22&sort=newest", "theme=%2e%2e%2f&sector='%20OR%201=1--"],
)  # fmt: skip
def test_any_query_string_is_answered(client, query):
    a_public_page(themes=["Neglect"])

    assert client.get(f"/learning/?{query}", follow=True).status_code == 200


@pytest.mark.django_db
def test_only_plain_lists_are_for_robots(client):
    a_public_page(themes=["Neglect"], sectors=["Health"])

    def is_for_robots(query: str) -> bool:
        response = client.get(f"/learning/{query}")
        return {"name": "robots", "content": "noindex, follow"} not in elements(response, "meta")

    assert is_for_robots("")
    assert is_for_robots("?theme=neglect")
    assert not is_for_robots("?theme=neglect&sector=health")
    assert not is_for_robots("?q=nothing-like-that")


# What a reader sees


@pytest.mark.django_db
def test_filters_are_a_form_that_works_without_script(client):
    a_public_page(themes=["Neglect", "Hidden men"])

    response = client.get("/learning/?theme=neglect")

    forms = [form for form in elements(response, "form") if form.get("id") == "finding"]
    assert forms == [{"class": "filters__form", "id": "finding", "action": "/learning/", "method": "get"}]
    boxes = {(one["name"], one["value"]): "checked" in one for one in elements(response, "input")
             if one["type"] == "checkbox"}  # fmt: skip
    assert boxes["theme", "neglect"] is True
    assert boxes["theme", "hidden-men"] is False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "feed"),
    [
        ("?theme=neglect", "/themes/neglect/feed/"),
        ("?partnership=rillshire", "/partnerships/rillshire/feed/"),
        ("?sector=health", None),  # has no feed
        ("?theme=neglect&sector=health", None),
    ],
)
def test_list_of_one_theme_or_partnership_leads_to_its_feed(client, query, feed):
    rillshire = a_partnership(slug="rillshire")
    a_public_page(themes=["Neglect"], sectors=["Health"], partnerships=[rillshire])

    response = client.get(f"/learning/{query}")

    links = [one["href"] for one in elements(response, "a") if one.get("href", "").endswith("/feed/")]
    assert links == [*filter(None, [feed]), "/feed/"]


@pytest.mark.django_db
def test_chosen_filter_can_be_dropped(client):
    a_public_page(themes=["Neglect"], sectors=["Health"])

    response = client.get("/learning/?theme=neglect&sector=health")

    assert {"href": "/learning/?sector=health"} in elements(response, "a")
    assert "Remove Theme Neglect" in text_of(response.content)


@pytest.mark.django_db
def test_empty_list_says_which_filter_to_drop_and_what_that_leaves(client):
    for _ in range(3):
        a_public_page(themes=["Neglect"])
    a_public_page(sectors=["Police"])

    text = text_of(client.get("/learning/?theme=neglect&sector=police").content)

    assert "No results" in text
    assert "“Police”, which leaves 3 briefings" in text
    assert "“Neglect”, which leaves 1 briefing" in text


@pytest.mark.django_db
def test_out_of_date_briefing_is_marked_in_the_list(client):
    a_public_page(title="Old learning", notice="The law has changed.")
    a_public_page(title="Young learning", published_at=datetime(2026, 7, 1, tzinfo=UTC))

    text = text_of(client.get("/learning/").content)

    assert text.count("Out of date") == 1
    assert text.index("Young learning") < text.index("Out of date") < text.index("Old learning")


@pytest.mark.django_db
def test_names_in_a_list_are_those_that_were_approved(client):
    partnership = a_partnership(name="Old Rill")
    a_public_page(partnerships=[partnership])
    type(partnership).objects.filter(pk=partnership.pk).update(name="New Rill")

    text = text_of(client.get("/learning/").content)

    assert "Old Rill" in text
    assert "New Rill" not in text


# What it must not tell


@pytest.mark.django_db
def test_filter_finds_nothing_that_a_page_leaves_out(client):
    """The review has an age and a harm; the page does not say them, so no row does, so no address finds it by them."""
    a_public_page(title="Says nothing of it", themes=["Neglect"])
    a_public_page(title="Says it", says=[("age_band", "Under 1"), ("harm", "Injury")])

    response = client.get("/learning/?age=under-1")

    assert "Says nothing of it" not in text_of(response.content)
    assert client.get("/learning/?age=5-to-10").status_code == 302, "an age nobody says is no filter"


@pytest.mark.django_db
def test_what_was_withdrawn_is_gone_from_lists_and_counts_at_once(client):
    a_public_page(themes=["Neglect"])
    gone = a_public_page(title="Taken down", themes=["Neglect", "Hidden men"])
    tag = client.get("/learning/").headers["ETag"]
    gone.delete()

    response = client.get("/learning/", headers={"If-None-Match": tag})

    assert response.status_code == 200
    assert "Taken down" not in text_of(response.content)
    assert "Hidden men" not in text_of(response.content)
    assert client.get("/learning/?theme=hidden-men").status_code == 302


# What it costs


@pytest.mark.django_db
def test_list_takes_few_queries_and_one_for_a_copy_that_is_good(
    client, django_assert_max_num_queries, django_assert_num_queries
):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(25):
        a_public_page(themes=["Neglect"], sectors=["Health"], published_at=start + timedelta(days=number))

    for address in ("/", "/learning/", "/learning/?theme=neglect&sector=health", "/learning/?page=2"):
        with django_assert_max_num_queries(12):
            tag = client.get(address).headers["ETag"]
        with django_assert_num_queries(1):
            response = client.get(address, headers={"If-None-Match": tag})

        assert (response.status_code, response.content) == (304, b""), address


@pytest.mark.django_db
def test_value_is_called_as_the_page_published_last_calls_it():
    for name in ("Fathers", "Hidden men", "Fathers and partners"):
        page = a_public_page()
        PublicFacet.objects.create(page=page, kind="theme", slug="fathers", name=name)

    assert published_values(publication()).names["theme", "fathers"] == "Fathers and partners"
