"""Nothing wrong reaches readers: from a file to the draft, its checklist, its submission, and what the public gets."""

import json
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from briefings import publishing
from briefings.drafting.assessing import assess
from briefings.drafting.compose import compose
from briefings.drafting.suggesting import suggestions_for
from briefings.models import Briefing, Part, PublicPage
from briefings.rendering.story import first_sentences
from reviews.models import Sector, Theme
from tests.assertions import text_of, text_of_pdf
from tests.screens import signed_in
from tests.worlds import a_learning_note, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# Each sentence that must stay out of cards carries a word that nothing else says.
ABOUT_ITSELF = {
    "handlingword": "Handling\n\nPlease keep this handlingword with the people it was written for.",
    "purposeword": "Purpose\n\nThe purposeword is to find out whether there is anything to learn.",
    "audienceword": "Who should read this?\n\nEvery audienceword who meets families with a new baby.",
    "methodword": "Process\n\nTwo methodword afternoons were held with those who knew the family.",
}
STORY = (
    "Wren was eleven weeks old when a health visitor saw a bruise. Domestic abuse was known to the police and to the "
    "school of an older child."
)
REPORT = "\n\n".join(
    [
        "Child Wren: Local Child Safeguarding Practice Review",
        *ABOUT_ITSELF.values(),
        "Introduction",
        "This report sets out what a panel found. It was commissioned in the spring.",
        "Brief overview",
        STORY,
        "Analysis",
        "The nursery had written down three worries. Nobody had read them together.",
        "Recommendations",
        "1. The partnership should ask every service to read its chronologies in supervision.",
    ]
)


@pytest.fixture
def vocabulary():
    Theme.objects.create(slug="domestic-abuse", name="Domestic abuse", synonyms="coercive control")
    Theme.objects.create(slug="housing", name="Homes and moving", synonyms="temporary accommodation")
    for slug, name in (("health", "Health"), ("police", "Police"), ("education", "Schools and colleges")):
        Sector.objects.create(slug=slug, name=name)


def imported(tmp_path, words: str, *, format: str = "full-report") -> Briefing:
    """The draft that the import command makes of a text file."""
    file = tmp_path / "words.txt"
    file.write_text(words, encoding="utf-8")
    out = StringIO()
    call_command("import_document", str(file), format=format, partnership="fernwick", json=True, stdout=out)
    return Briefing.objects.get(slug=json.loads(out.getvalue())["briefing"])


def submitted_by_command(briefing: Briefing, **options) -> tuple[dict, int]:
    """What `briefing submit` prints and its exit status."""
    out = StringIO()
    try:
        call_command("briefing", "submit", briefing.slug, by="asha", json=True, stdout=out, **options)
    except SystemExit as stopped:
        return json.loads(out.getvalue()), stopped.code
    return json.loads(out.getvalue()), 0


def test_a_report_is_shown_in_lists_by_its_story_and_never_by_what_is_about_itself(
    tmp_path, vocabulary, asha, ben, fernwick
):
    report = imported(tmp_path, REPORT)

    refused, status = submitted_by_command(report)

    assert status == 3
    offers = {one["code"]: one.get("offer") for one in refused["problems"]}
    assert offers == {
        "summary-missing": [STORY],
        "themes-missing": ["domestic-abuse"],
        "sectors-missing": ["health", "police", "education"],
    }
    _accepted, status = submitted_by_command(report, accept_suggestions=True)
    assert status == 0
    edition = publishing.open_edition_of(report)
    publishing.publish(edition=publishing.approve(edition=edition, by=ben), by=asha)
    page = PublicPage.objects.get(slug=report.slug)
    assert page.summary == STORY
    reader = Client()
    shown = {
        address: reader.get(address).content.decode()
        for address in (
            "/", "/learning/", "/learning/?q=baby", "/feed/", "/themes/", "/themes/domestic-abuse/",
            *(f"/learning/?q={word}" for word in ABOUT_ITSELF),
            f"/learning/{report.slug}/discuss/", "/sitemap.xml",
        )
    }  # fmt: skip
    head = reader.get(page.get_absolute_url()).content.decode().partition("</head>")[0]
    for word in ABOUT_ITSELF:
        assert word in page.html
        assert word not in head
        for address, body in shown.items():
            assert word not in re.sub(rf"(?:value|q=|“|for )\W*{word}", "", body), address
    assert STORY in text_of(shown["/"])
    assert "Wren was eleven weeks old" in text_of(shown[f"/learning/{report.slug}/discuss/"])


def test_a_page_approved_before_every_one_had_a_summary_is_shown_by_its_story(tmp_path, vocabulary, asha, ben):
    """Such editions wait or are published still; what they say of handling must not become their card."""
    report = imported(tmp_path, REPORT.replace("Brief overview\n\n", ""))

    assert first_sentences(compose(report)) == STORY


def test_suggestions_are_accepted_one_by_one_on_the_screen(tmp_path, vocabulary, asha, fernwick):
    report = imported(tmp_path, REPORT)
    browser = signed_in(asha)
    preview = reverse("admin:briefings_briefing_preview", args=[report.pk])
    accept = reverse("admin:briefings_briefing_accept", args=[report.pk])

    for field in ("summary", "themes", "sectors"):
        offered = next(p for p in assess(report, asked_by=None).problems if p.where == field)
        assert offered.offer_says in text_of(browser.get(preview).content)
        answer = browser.post(accept, {"finding": offered.finding}, follow=True)
        assert "Saved." in text_of(answer.content)
        report = Briefing.objects.get(pk=report.pk)
        assert not [p for p in assess(report, asked_by=None).problems if p.where == field]
        again = browser.post(accept, {"finding": offered.finding}, follow=True)
        assert "The draft has changed since" in text_of(again.content)
    assert (report.summary, report.revision) == (STORY, 3)
    assert report.edits.count() >= 3  # whoever accepted words has written them, and may not approve


def test_suggestions_are_accepted_by_officers_only(tmp_path, vocabulary, asha, ben, cara):
    report = imported(tmp_path, REPORT)
    offered = next(p for p in assess(report, asked_by=None).problems if p.offer)

    for person in (ben, cara, a_person(is_staff=False)):
        signed_in(person).post(
            reverse("admin:briefings_briefing_accept", args=[report.pk]), {"finding": offered.finding}
        )

    report.refresh_from_db()
    assert (report.summary, report.revision) == ("", 0)


def test_a_summary_that_only_says_how_the_report_is_to_be_handled_stops(tmp_path, vocabulary, asha, fernwick):
    report = imported(tmp_path, REPORT)

    for summary, tells in (
        ("This report must not be shared outside the partnership.", False),
        ("This report is highly restricted. Not to be copied or forwarded to anybody.", False),
        (ABOUT_ITSELF["purposeword"].splitlines()[-1], False),
        ("This report is not for circulation. A baby was hurt at home and nobody asked who lived there.", True),
        ("The review found that what a child said must not be shared with whoever hurt them.", True),
        ("What services can learn about keeping what a child tells them confidential.", True),
    ):
        Briefing.objects.filter(pk=report.pk).update(summary=summary)
        report.refresh_from_db()
        found = [one for one in suggestions_for(report) if one.where == "summary"]
        assert [one.stops for one in found] == ([] if tells else [True]), summary
    Briefing.objects.filter(pk=report.pk).update(summary="This report must not be shared outside the partnership.")
    refused, status = submitted_by_command(report)
    assert status == 3
    assert {one["code"]: one.get("offer") for one in refused["problems"]}["summary-missing"] == [STORY]


def test_where_nothing_can_be_suggested_the_checklist_says_what_to_do(tmp_path, asha, fernwick):
    report = imported(tmp_path, "\n\n".join(["Child Wren", *ABOUT_ITSELF.values()]))

    found = {p.code: p for p in assess(report, asked_by=None).problems if p.code.endswith("-missing")}

    for code, says in (
        ("summary-missing", "no section says what happened"),
        ("themes-missing", "ask a site administrator to add one"),
        ("sectors-missing", "ask a site administrator to add one"),
    ):
        assert (found[code].stops, found[code].offer) == (True, ())
        assert says in found[code].message


def test_a_command_sets_a_summary_themes_and_sectors(tmp_path, vocabulary, asha, fernwick):
    report = imported(tmp_path, REPORT)

    wrong, status = submitted_by_command(report, themes="weather")
    _done, done_status = submitted_by_command(report, summary="One child.", themes="housing", sectors="police,health")

    assert status == 3
    assert "There is no theme “weather”. There are: domestic-abuse, housing." in wrong["refused"]
    assert done_status == 0
    report.refresh_from_db()
    assert report.summary == "One child."
    assert [one.slug for one in report.themes.all()] == ["housing"]
    assert {one.slug for one in report.sectors.all()} == {"police", "health"}


# Ways in which a mark without a note comes into a draft, each with what readers must not see of it.
MARKS = ["[^4]", "\\[^4\\]", "[ ^4 ]", "[^ 4]", "[^4][^5]", "**[^4]**", "［^4］", "[^a note]"]


def test_a_footnote_mark_without_a_note_stops_and_is_shown_nowhere(fernwick, asha):
    note = a_learning_note(partnerships=[fernwick], by=asha)
    places = {
        "body": "Ask again{} and again.",
        "link": "See [the guide{}](https://guide.example.org/a).",
        "table": "| Who{} | What |\n|---|---|\n| One{} | Two |",
        "list": "- One{}\n- Two",
    }
    for kind, words in places.items():
        for mark in MARKS if kind == "body" else MARKS[:2]:
            note.parts.filter(position__gte=90).delete()
            Part.objects.create(
                briefing=note, kind="section", section="other", level=1, position=90,
                heading=f"More{mark}", body=words.replace("{}", mark),
            )  # fmt: skip

            found = assess(note, asked_by=None)

            assert "footnote-missing" in {p.code for p in found.problems if p.stops}, (kind, mark)
            assert found.rendered, (kind, mark)
            for text in (found.html(), found.rendered.text):
                assert not re.search(r"\[\s?\^|\^4|\^5|［", text), (kind, mark)
            assert "](" not in found.html()


def test_marks_by_halves_raised_figures_and_marks_in_titles_stop(fernwick, asha):
    note = a_learning_note(partnerships=[fernwick], by=asha)
    Part.objects.create(briefing=note, kind="footnote", mark="7", position=95, body="A note that nothing marks.")
    for words, code in (
        ("They asked[^4 and asked.", "footnote-half-written"),
        ("They asked&#91;^4] twice.", "footnote-half-written"),
        ("They called it a ‘family matter’¹⁵ and left.", "footnote-raised"),
        ("The room had 12 m² and 10⁶ dust; x³ is a cube.", ""),
    ):
        note.parts.filter(position=90).delete()
        Part.objects.create(briefing=note, kind="question", asked_of="manager", position=90, body=f"{words} Why?")

        stops = {p.code for p in assess(note, asked_by=None).problems if p.stops}

        assert stops == ({code} if code else set()), words
    Briefing.objects.filter(pk=note.pk).update(title="Learning[^7]", summary="One baby[^7].")
    problems = assess(Briefing.objects.get(pk=note.pk), asked_by=None).problems
    assert {(p.code, p.where) for p in problems if p.stops} == {
        ("footnote-misplaced", "title"), ("footnote-misplaced", "summary"),
    }  # fmt: skip


def test_a_note_without_a_mark_is_told(fernwick, asha):
    note = a_learning_note(partnerships=[fernwick], by=asha)
    Part.objects.create(briefing=note, kind="footnote", mark="7", position=95, body="A note that nothing marks.")

    assert ("footnote-unmarked", "part-95") in {(p.code, p.where) for p in assess(note, asked_by=None).problems}


# A sign as somebody types or pastes it, and what page and sheet give for it.
SIGNS = {
    "☐": "(empty box)", "☑": "(ticked box)", "☒": "(crossed box)", "●": "•", "★": "(star)", "→": "→", "⇒": "→",
    "✓": "✓", "✔": "✓", "✘": "(cross)", "⚠️": "(warning)", "🔴": "(red circle)", "👍🏽": "(thumbs up)",
    "👨‍👩‍👧": "(man, woman, girl)", "🇬🇧": "(flag: GB)", "🏴󠁧󠁢󠁥󠁮󠁧󠁿": "(flag: England)", "3️⃣": "3", "\uf0b7": "•",
    "𝐀𝐬𝐤": "Ask", "☃": "(snowman)",
}  # fmt: skip


def test_a_sign_without_a_typeface_is_printed_plainly_on_page_and_sheet_and_told(tmp_path, vocabulary, asha, ben):
    words = " ".join(f"Then {sign} here." for sign in SIGNS)
    note = a_learning_note(partnerships=asha_works_at(asha), by=asha, story=[words], title="Learning ★ together")
    Briefing.objects.filter(pk=note.pk).update(summary="One baby 👍 safe.")
    note.refresh_from_db()
    plainly = " ".join(f"Then {plain} here." for plain in SIGNS.values())

    found = assess(note, asked_by=None)

    assert not [p for p in found.problems if p.stops]
    told = next(p for p in found.problems if p.code == "sign-replaced")
    assert "★ is printed as “(star)”" in told.message
    assert "☐ is printed as “(empty box)”" in told.message
    assert plainly in text_of(found.html())
    assert plainly in text_of_pdf(found.rendered.pdf)
    edition = publishing.submit(briefing=note, by=asha)
    publishing.publish(edition=publishing.approve(edition=edition, by=ben), by=asha)
    page = PublicPage.objects.get(slug=note.slug)
    assert (page.title, page.summary) == ("Learning (star) together", "One baby (thumbs up) safe.")
    assert page.html == edition.page_html == found.html()


def asha_works_at(person) -> list:
    return [membership.partnership for membership in person.memberships.all()]


def test_words_of_a_script_without_a_typeface_are_named_and_the_page_still_shows_them(fernwick, asha):
    note = a_learning_note(partnerships=[fernwick], by=asha)
    Part.objects.create(
        briefing=note, kind="question", asked_of="manager", position=90, body="谁在照顾孩子？ NHS 943 476 5919"
    )

    found = assess(note, asked_by=None)

    told = next(p for p in found.problems if p.code == "no-typeface")
    assert (told.where, told.stops) == ("part-90", True)
    assert "“谁在照顾孩子?”" in told.message
    assert "Chinese" in told.message
    assert "nhs-number" in {p.code for p in found.problems if p.stops}
    assert "谁在照顾孩子" in text_of(found.html())
    preview = signed_in(asha).get(reverse("admin:briefings_briefing_preview", args=[note.pk])).content
    assert "Chinese letters" in text_of(preview)
    assert "943 476 5919" in text_of(preview)


def test_questions_of_other_scripts_are_questions(fernwick, asha):
    note = a_learning_note(partnerships=[fernwick], by=asha)
    asked = {"ar": "من يعيش في البيت؟", "am": "በቤቱ ውስጥ ማን ይኖራል፧", "el": "Ποιος μένει στο σπίτι;", "fa": "چه کسی؟"}
    for language, body in asked.items():
        note.parts.filter(position=90).delete()
        Part.objects.create(
            briefing=note, kind="question", asked_of="manager", position=90, body=body, language=language
        )
        assert "question-without-mark" not in {p.code for p in assess(note, asked_by=None).problems}, language
    note.parts.filter(position=90).update(body="This; is none", language="en-GB")
    assert "question-without-mark" in {p.code for p in assess(note, asked_by=None).problems}
