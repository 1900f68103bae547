"""The search: any words are safe, results are the sentence itself, and what is taken down leaves no trace."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.models.public import PublicFacet, PublicPage, PublicPassage, PublicTerm, PublicWords
from briefings.public.finding import Hit, Query, Search, understand
from briefings.public.finding.facets import pages_having
from briefings.public.finding.spelling import words_beginning
from briefings.publishing.indexing import index_pages
from briefings.publishing.public_rows import take_away
from briefings.words.stemming import fold, stem_of
from reviews.models.vocabulary import Theme
from tests.assertions import text_of
from tests.briefings.public_rows import a_public_page, by_hand
from tests.worlds import approved

pytestmark = pytest.mark.django_db


def a_searchable_page(*, points=(), story="Two services knew a part each.", language="en-GB", **fields) -> PublicPage:
    """A published note that says these points, and can be found."""
    page = a_public_page(language=language, **fields)
    whole = "\n".join([page.summary, page.title, story, *points])
    by_hand(PublicPassage, page=page, kind="page", heading=page.title, text=whole, position=0, language=language)
    for position, text in enumerate(points, start=1):
        by_hand(
            PublicPassage,
            page=page,
            kind="point",
            label=f"point-{position}",
            text=text,
            position=position,
            language=language,
        )
    index_pages([page.pk])
    return page


def meant(words: str) -> Query:
    return understand(words, PublicPage.objects.count())


def looked_for(words: str) -> Search:
    return Search(meant(words))


def best_of(words: str) -> Hit:
    return looked_for(words).best()[0]


def total(words: str) -> int:
    return looked_for(words).rows.count()


def found(words: str) -> list[str]:
    return [hit.passage.page.slug for hit in looked_for(words).best()]


# Any input is safe

ODD = [
    "", " ", '"', '""', '"""', "'", "“", "-", "- -", "-neglect", "*", "**", "a*", "%", "_", "\\", "\x00", "neglect\x00",
    "AND OR NOT NEAR", "neglect AND (", "'; DROP TABLE briefings_publicpage; --", "title:neglect", "{neglect}",
    "the of and", "🦊", "🦊 neglect 👩‍👩‍👧", "إهمال الأطفال", "\u202eneglect\u202c", "\ud800", "neglect\udfff",
    "ﷺ" * 200, "é" * 300, "&<script>alert(1)</script>",
    "x" * 10_000, "neglect " * 1_000, '"neglect ' * 1_000, "-neglect " * 1_000, "a-" * 5_000,
    "0" * 400, "१२३", "ẞ ß ŉ ĳ", "\n\t\r", "neglect\u200bed", "co‑sleeping",
]  # fmt: skip


@pytest.mark.parametrize("words", ODD, ids=range(len(ODD)))
def test_search_for_anything_answers(client, words):
    a_searchable_page(points=["Neglect is a pattern."])

    response = client.get("/learning/", {"q": words.encode("utf-8", "surrogatepass")}, follow=True)

    assert response.status_code == 200
    assert total(words) in {0, 1}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(), max_size=400))
def test_search_understands_or_finds_nothing_whatever_is_typed(words):
    query = meant(words)

    assert total(words) >= 0
    assert len(query.groups) <= 32
    assert query.read_as == "" or query.groups


def test_search_for_common_words_only_looks_for_nothing():
    a_searchable_page()

    assert not meant("what is the")
    assert total("what is the") == 0


# What is found


def test_result_is_the_point_itself_with_the_words_marked():
    page = a_searchable_page(points=["Weigh & measure <b>often</b>.", "Neglected teeth are a sign of neglect."])

    hit = best_of("neglect")

    assert (hit.passage.kind, hit.kind_label) == ("point", "Learning point")
    assert hit.passage.get_absolute_url() == f"/learning/{page.slug}/#point-2"
    assert hit.excerpt == "<mark>Neglected</mark> teeth are a sign of <mark>neglect</mark>."
    assert hit.more == 0


def test_words_of_a_result_are_shown_as_they_are_never_as_html():
    a_searchable_page(points=["Weigh & measure <b>often</b>."], title="<i>Linden</i> & others measured")

    hit = best_of("measure")

    assert hit.excerpt == "Weigh &amp; <mark>measure</mark> &lt;b&gt;often&lt;/b&gt;."
    assert hit.title == "&lt;i&gt;Linden&lt;/i&gt; &amp; others <mark>measured</mark>"


def test_search_engines_are_led_from_what_was_found_to_the_list(client):
    a_searchable_page(points=["Ask fathers."])

    page = client.get("/learning/?q=fathers").content.decode()

    assert '<link rel="canonical" href="http://127.0.0.1:8000/learning/">' in page
    assert "noindex" not in page


def test_result_says_how_many_more_passages_there_are():
    a_searchable_page(points=["Ask fathers.", "Write to the father.", "Ring the father.", "Look at the fridge."])

    assert best_of("father").more == 2


def test_excerpt_of_a_long_text_is_the_sentence_that_says_it():
    filler = "Nothing of note is said in this sentence. " * 60
    a_searchable_page(story=f"{filler}The health visitor found a toothbrush behind the door. {filler}")

    excerpt = best_of("toothbrush").excerpt

    assert "found a <mark>toothbrush</mark> behind the door." in excerpt
    assert len(excerpt) < 300


def test_title_stands_before_theme_and_theme_before_prose():
    prose = a_searchable_page(story="There was some hoarding.", slug="prose")
    theme = a_searchable_page(themes=["Hoarding"], slug="theme")
    title = a_searchable_page(title="Hoarding and fire", slug="title")

    assert found("hoarding") == [title.slug, theme.slug, prose.slug]


def test_phrase_in_quotes_is_found_only_whole():
    a_searchable_page(points=["The plan said nothing of the quiet uncle."], slug="whole")
    a_searchable_page(points=["The uncle was quiet."], slug="apart")

    assert found('"quiet uncle"') == ["whole"]
    assert set(found("quiet uncle")) == {"whole", "apart"}


def test_word_with_a_minus_leaves_pages_out():
    a_searchable_page(points=["Teeth and fathers."], slug="with-fathers")
    a_searchable_page(points=["Teeth and mothers."], slug="with-mothers")

    assert found("teeth -fathers") == ["with-mothers"]


def test_rarer_form_of_a_common_word_is_found():
    a_searchable_page(points=["Nobody owns the plan."], slug="owned")

    assert found("owns") == found("owns the plan") == ["owned"]
    assert found('"owns it"') == []


def test_slip_is_put_right_and_said():
    a_searchable_page(points=["Hoarding is rarely a choice."])

    assert meant("hordign choice").read_as == "hoarding choice"
    assert meant("hordign xylophone choice").read_as == "hoarding choice"
    assert total("hordign choice") == 1


def test_word_that_nobody_says_does_not_hide_the_others():
    a_searchable_page(points=["Hoarding is rarely a choice."])

    assert meant("hoarding xylophone").unknown == ("xylophone",)
    assert total("hoarding xylophone") == 1


def test_page_says_which_words_were_left_out_or_read_otherwise(client):
    a_searchable_page(points=["Hoarding is rarely a choice."])
    shown = {
        words: text_of(client.get("/learning/", {"q": words}).content)
        for words in ("hoarding Xylophone Zürich", "hordign choice", "hoarding", "xylophone")
    }

    assert (
        "No results for “Xylophone” or “Zürich”. Showing results for your other words"
        in shown["hoarding Xylophone Zürich"]
    )
    assert "Showing results for “hoarding choice”." in shown["hordign choice"]
    assert "No results" not in shown["hoarding"]
    assert "Showing results" not in shown["hoarding"]
    assert "No results for “xylophone”" in shown["xylophone"]
    assert "your other words" not in shown["xylophone"]


def test_words_that_run_from_the_right_say_so_in_lists_and_results(client):
    a_searchable_page(points=["الأطفال أولا"], language="ar", title="الأطفال", slug="arabic", summary="أولا")
    a_searchable_page(points=["Ask the child."], slug="english")

    results = client.get("/learning/", {"q": "الأطفال"}).content.decode()
    everything = client.get("/learning/").content.decode()

    assert '<a href="/learning/arabic/#point-1" lang="ar" dir="rtl">' in results
    assert '<div class="hit__words" lang="ar" dir="rtl">' in results
    assert '<a href="/learning/arabic/" lang="ar" dir="rtl">' in everything
    assert '<p class="entry__summary" lang="ar" dir="rtl">' in everything
    assert '<a href="/learning/english/">' in everything


def test_theme_synonym_is_found_as_soon_as_a_second_person_approved_it():
    a_searchable_page(themes=["Hoarding"], slug="theme")
    theme = Theme.objects.create(slug="hoarding", name="Hoarding")
    assert found("cluttered rooms") == []

    theme.synonyms = "cluttered rooms"
    theme.save()
    assert found("cluttered rooms") == []
    approved(theme)

    assert found("cluttered rooms") == ["theme"]


def test_filters_narrow_results():
    for number in range(5):
        a_searchable_page(points=["Neglect."], slug=f"page-{number}", themes=["Odd"] if number % 2 else [])

    some = looked_for("neglect").best(pages_having({"theme": ("odd",)}))

    assert {hit.passage.page.slug for hit in some} == {"page-1", "page-3"}


def test_pages_of_results_hold_each_page_once_however_far_one_goes():
    for number in range(63):
        a_searchable_page(points=[f"Neglect {'again ' * (number % 7)}."], slug=f"page-{number}")

    seen = [hit.passage.page.slug for start in range(0, 80, 20) for hit in looked_for("neglect").best(start=start)]

    assert len(seen) == len(set(seen)) == 63


@pytest.mark.parametrize("most", [1, 7, 30, 50])
def test_pages_of_results_of_any_length_go_on_where_the_last_ended(most):
    for number in range(45):
        a_searchable_page(points=[f"Neglect {'again ' * (number % 7)}."], slug=f"page-{number}")
    said = looked_for("neglect")

    seen = [hit.passage.page.slug for start in range(0, 50, most) for hit in said.best(start=start, most=most)]

    assert len(seen) == len(set(seen)) == 45


def test_words_of_other_languages_are_found_with_and_without_their_marks():
    a_searchable_page(points=["Mae'r plentyn yn y tŷ.", "الأطفال أولا"], language="cy")

    assert total("ty") == 1
    assert total("tŷ") == 1
    assert total("الأطفال") == 1


def test_search_asks_a_few_queries_however_much_is_found(django_assert_num_queries):
    a_searchable_page(points=["Neglect."], themes=["Neglect"])
    for number in range(45):
        a_searchable_page(points=["Neglect of teeth."], slug=f"page-{number}")

    with django_assert_num_queries(3):  # themes, abbreviations, and how many pages say each word
        said = Search(understand("neglect teeth", 46))
    with django_assert_num_queries(4):  # the heaviest pages, their titles and passages, and the words that are shown
        assert len(said.best()) == 20


# The index


@pytest.mark.parametrize(
    ("british", "american"),
    [("organisation", "organization"), ("behaviour", "behavior"), ("paediatric", "pediatric"), ("centre", "center"),
     ("counselling", "counseling"), ("analysed", "analyzed"), ("foetal", "fetal"), ("licence", "license"),
     ("neighbourhoods", "neighborhood"), ("haemorrhage", "hemorrhage"), ("caesarean", "cesarean"), ("oedema", "edema"),
     ("diarrhoea", "diarrhea"), ("gynaecologist", "gynecologist"),
     ("programme", "program"), ("judgement", "judgment")],
)  # fmt: skip
def test_british_and_american_forms_are_one_word(british, american):
    assert stem_of(british) == stem_of(american)


@pytest.mark.parametrize(
    ("word", "folded"), [("Child’s", "child"), ("didn't", "didnt"), ("ÉTÉ", "ete"), ("Łódź", "lodz")]
)
def test_fold_takes_away_capitals_accents_and_possessives(word, folded):
    assert fold(word) == folded


def test_words_are_counted_by_page_and_forgotten_with_the_last_of_them():
    first = a_searchable_page(points=["Quagmire. A quagmire."])
    second = a_searchable_page(points=["Quagmire and marsh."])
    assert list(words_beginning("quag")) == [("quagmire", 2)]

    take_away(second.slug)

    assert list(words_beginning("quag")) == [("quagmire", 1)]
    assert not words_beginning("marsh")
    take_away(first.slug)
    assert not PublicTerm.objects.exists()


def test_each_page_has_one_weight_for_each_stem():
    page = a_searchable_page(points=["Bruises and bruising.", "A bruise."], themes=["Bruising"])

    weights = PublicTerm.objects.filter(page=page, stem=stem_of("bruise")).values_list("weight", flat=True)

    assert len(weights) == 3
    assert sum(weight > 0 for weight in weights) == 1


def test_indexing_again_changes_nothing():
    page = a_searchable_page(points=["Quagmire."], themes=["Neglect"])
    before = list(PublicTerm.objects.order_by("word").values_list("page", "word", "stem", "weight"))

    call_command("index_for_search", stdout=StringIO())

    assert list(PublicTerm.objects.order_by("word").values_list("page", "word", "stem", "weight")) == before
    assert PublicWords.objects.filter(page=page, is_whole=True).count() == 1


def test_what_was_found_by_the_old_index_is_not_used_after_indexing_again(client):
    a_searchable_page(points=["Quagmire."], title="About marshes")
    for model in (PublicTerm, PublicWords):
        model.objects.all().delete()
    before = client.get("/learning/?q=quagmire")
    assert "About marshes" not in before.content.decode()

    call_command("index_for_search", stdout=StringIO())

    after = client.get("/learning/?q=quagmire", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "About marshes" in after.content.decode()


def test_taking_away_leaves_no_word_in_any_table():
    page = a_searchable_page(points=["Zephyrinequagmire was here."], title="Zephyrinequagmire", themes=["Zephyrtheme"])
    assert found("zephyrinequagmire")

    take_away(page.slug)

    assert found("zephyrinequagmire") == []
    assert meant("zephyrinequagmir").read_as == ""
    for model in (PublicTerm, PublicWords, PublicPassage, PublicFacet):
        assert not any("zephyr" in str(row).lower() for row in model.objects.values_list())


def everything_stored() -> bytes:
    """The bytes of the whole database on SQLite; every row of every table on PostgreSQL, whose files are its own."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return connection.connection.serialize()
    with connection.cursor() as cursor:
        tables = [table.name for table in connection.introspection.get_table_list(cursor)]
        for number, table in enumerate(tables):
            cursor.execute(f'SELECT CAST(stored AS text) FROM "{table}" stored')  # noqa: S608  from the catalogue
            tables[number] = str(cursor.fetchall())
    return "".join(tables).encode()


def test_taking_away_leaves_no_word_in_the_database():
    page = a_searchable_page(points=["Zephyrinequagmire was here."], title="Zephyrinequagmire")
    assert b"ephyrinequagmire" in everything_stored()

    take_away(page.slug)

    assert b"ephyrinequagmire" not in everything_stored()
