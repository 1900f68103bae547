"""Nobody approves their own words, wherever they wrote them: whatever `compose` reads has its writers.

No list of fields here. Each field of each screen of the record is changed in turn, and whether a Document then says
something else decides whether its writer may approve.
"""

from contextlib import contextmanager
from datetime import timedelta
from io import StringIO

import pytest
from django import forms
from django.contrib import admin
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from briefings import document as documents
from briefings import publishing
from briefings.drafting.compose import compose
from briefings.drafting.starting import credit
from briefings.formats import FORMATS
from briefings.models import Edit, Edition
from briefings.publishing.restoring import restore
from briefings.publishing.submitting import editors_of
from people.permissions import Refused
from reviews.authors import fields_of, wrote
from reviews.models import (
    DefaultHeading,
    LearningPoint,
    RecordEdit,
    Reviewer,
    StandingText,
    Subject,
)
from tests.house.a_full_briefing import a_full_briefing, a_picture_that_says, a_review_that_says_it
from tests.screens import fields_on, signed_in
from tests.worlds import a_learning_note, a_person, a_review, an_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def wren(fernwick):
    """Writes, approves and administers: only what she wrote decides what she may approve."""
    return a_person("wren", officer_of=[fernwick], approver_of=[fernwick], administrator_of=[fernwick])


@pytest.fixture
def products(fernwick):
    """A report and a note that take from the record all that a briefing can."""
    fernwick.logo, fernwick.logo_alt = ContentFile(a_picture_that_says("logo"), name="logo.png"), "Fernwick"
    fernwick.save()
    review = a_review_that_says_it([fernwick])
    Subject.objects.create(review=review, prefix="Child", pseudonym="Rowan", position=1)
    Reviewer.objects.create(review=review, name="Ada Field", position=1)
    made = [a_full_briefing(FORMATS[slug], review, [fernwick]) for slug in ("full-report", "learning-note")]
    for one in made:
        one.title = one.contact_override = ""
        one.save()
    return made


# An abbreviation that is not in the glossary any more explains nothing: no words of anybody are said.
TAKES_WORDS_OUT = {"abbreviation"}


class _Undo(Exception):
    pass


@contextmanager
def undone():
    """Whatever happens in here has not happened afterwards."""
    try:
        with transaction.atomic():
            yield
            raise _Undo
    except _Undo:
        pass


def says(product) -> str:
    return documents.digest(compose(type(product).objects.get(pk=product.pk)))


def other_value(field: forms.Field, now):
    """Something else that this field takes, as a browser posts it; None to leave it out."""
    match field:
        case forms.ModelMultipleChoiceField():
            chosen = [str(getattr(one, "pk", one)) for one in now or []]
            return chosen[1:] if chosen else [str(one.pk) for one in field.queryset[:1]]
        case forms.ModelChoiceField():
            other = field.queryset.exclude(pk=now or 0).first()
            return str(other.pk) if other else None
        case forms.ChoiceField():
            return next((str(value) for value, _label in field.choices if value and str(value) != str(now)), None)
        case forms.BooleanField():
            return None if now else "on"
        case forms.DateField():
            return "2026-03-02"
        case forms.IntegerField():
            return str((now or 0) + 1)
        case forms.URLField():
            return "https://another.example.org/"
        case forms.EmailField():
            return "another@fernwick.example"
        case forms.FileField():
            return SimpleUploadedFile("logo.png", a_picture_that_says("anew"), "image/png")
        case forms.SlugField():
            return f"{now or 'one'}-anew"
    return "#102030" if str(now or "").startswith("#") else f"{now or ''} anew {{mailboxes}}".strip()


def forms_on(page) -> list[forms.BaseForm]:
    """Every form of a screen of the admin, its rows too."""
    sets = [one.formset for one in page.context["inline_admin_formsets"]]
    return [page.context["adminform"].form, *(form for rows in sets for form in rows.forms)]


def screens_of(person):
    """The first row of every screen of the record and the shared lists that a person may change."""
    request = type("Request", (), {"user": person, "resolver_match": None, "GET": {}})()
    for model, screen in admin.site._registry.items():
        if model._meta.app_label not in {"people", "reviews"} or model._meta.model_name == "person":
            continue
        row = screen.get_queryset(request).first()
        if row is not None and screen.has_change_permission(request, row):
            yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])


def changes_on(page):
    """(what, the fields a browser then posts) for every field of a screen, and every row taken away."""
    posted = fields_on(page)
    for form in forms_on(page):
        for name, field in form.fields.items():
            if field.disabled or isinstance(field.widget, forms.HiddenInput | forms.MultipleHiddenInput):
                continue
            key, now = form.add_prefix(name), form.get_initial_for_field(field, name)
            if name == "DELETE" and not form.instance.pk:
                continue
            value = other_value(field, now)
            yield key, {k: v for k, v in posted.items() if k != key} | ({} if value is None else {key: value})


def test_whoever_changes_on_any_screen_what_a_briefing_says_does_not_approve_it(products, wren, fernwick):
    client = signed_in(wren)
    LearningPoint.objects.filter(review=products[0].review).delete()
    before = [says(one) for one in products]
    told, untold = set(), set()

    for screen in screens_of(wren):
        for what, posted in changes_on(client.get(screen)):
            with undone():
                client.post(screen, posted)
                now = [says(one) for one in products]
                for product, was, is_now in zip(products, before, now, strict=True):
                    is_writer = wren.pk in editors_of(product)
                    changed = was != is_now and what not in TAKES_WORDS_OUT
                    assert is_writer == changed, (screen, what, product.format)
                    (told if is_writer else untold).add(what)

    assert {"public_title", "subjects-0-pseudonym", "reviewers-0-name", "harm_types", "completed_on", "age_band",
            "name", "contact_template", "logo", "title", "address", "expansion", "slug"} <= told | untold  # fmt: skip
    assert {"public_title", "subjects-0-pseudonym", "subjects-0-DELETE", "contact_template", "expansion"} <= told
    assert {"methodology", "delay_reason", "area", "synonyms"} <= untold, "what no briefing says makes nobody a writer"


def test_writer_of_the_record_is_refused_at_screen_and_command_and_a_colleague_is_not(products, asha, ben, wren):
    report = type(products[0]).objects.get(pk=products[0].pk)
    ours, other = reverse("admin:reviews_review_change", args=[report.review_id]), a_review(partnerships=[ben_s(ben)])
    client = signed_in(wren)
    client.post(ours, fields_on(client.get(ours)) | {"public_title": "Words that Wren wrote"})
    edition = publishing.submit(briefing=report, by=asha)

    with pytest.raises(SystemExit):
        call_command("briefing", "approve", report.slug, "--by=wren", stderr=(told := StringIO()))
    page = client.post(f"/admin/briefings/edition/{edition.pk}/approve/", {"read": "on"})

    assert "you wrote part of it" in told.getvalue()
    assert page.status_code != 302
    assert Edition.objects.get(pk=edition.pk).state == "awaiting_approval"
    publishing.approve(edition=edition, by=ben)

    theirs = reverse("admin:reviews_review_change", args=[other.pk])
    client.post(theirs, fields_on(client.get(theirs)) | {"public_title": "Another review"})
    note = a_learning_note(partnerships=[ben_s(ben)], by=asha)
    assert wren.pk not in editors_of(note), "what stands in another review is not in this one"


def ben_s(ben):
    (link,) = ben.memberships.all()
    return link.partnership


def test_words_stay_their_writers_until_an_edition_that_says_them_is_published(products, asha, ben, wren):
    note, review = products[1], products[1].review
    review.public_title = "Words that Wren wrote"
    review.save()
    wrote(fields_of(review, ["public_title"]), by=wren)
    first = publishing.submit(briefing=note, by=asha)
    publishing.send_back(edition=first, by=ben, reason="A clearer point.")

    assert wren.pk in editors_of(note), "words that were sent back"

    again = publishing.submit(briefing=note, by=asha)
    publishing.publish(edition=publishing.approve(edition=again, by=ben), by=asha)
    assert wren.pk not in editors_of(note), "a second person agreed to them"
    assert wren.pk not in editors_of(products[0]), "to the same words in every briefing"

    wrote(fields_of(review, ["public_title"]), by=wren)
    assert wren.pk in editors_of(note), "written anew"
    assert wren.pk in editors_of(products[0])


def test_own_contact_line_of_one_briefing_says_nothing_of_the_sentence_behind_it(fernwick, asha, ben, wren):
    wrote(fields_of(fernwick, ["contact_template"]), by=wren)
    own = a_learning_note(partnerships=[fernwick], by=asha, contact_override="Ask your manager.")
    usual = a_learning_note(partnerships=[fernwick], by=asha)

    publishing.publish(edition=publishing.approve(edition=publishing.submit(briefing=own, by=asha), by=ben), by=asha)

    assert wren.pk not in editors_of(own)
    assert wren.pk in editors_of(usual)


def test_words_copied_into_a_draft_are_their_writers(client, fernwick, asha, ben, wren):
    administrator = signed_in(wren)
    place = reverse("admin:people_partnership_change", args=[fernwick.pk])
    screen = fields_on(administrator.get(place)) | {
        "default_headings-TOTAL_FORMS": "1", "default_headings-0-section": "what_happened",
        "default_headings-0-wording": "What Wren says happened",
    }  # fmt: skip
    assert administrator.post(place, screen).status_code == 302
    assert DefaultHeading.objects.get().wording == "What Wren says happened"
    review = a_review(partnerships=[fernwick])
    client.force_login(asha)

    LearningPoint.objects.create(review=review, text="Ask who was there.", position=1)
    start = reverse("admin:briefings_briefing_from_review", args=[review.pk])
    client.post(start, fields_on(client.get(start, {"format": "learning-note"})))

    draft = review.briefings.get()
    assert draft.parts.filter(heading="What Wren says happened").exists()
    assert {wren.pk, asha.pk} <= set(editors_of(draft))

    point = LearningPoint.objects.create(review=review, text="Ask who looks after a baby at night.", position=2)
    wrote(fields_of(point, ["text"]), by=ben)
    assert ben.pk not in editors_of(draft)
    draft.parts.filter(kind="point").update(drawn_from_point=point)
    assert ben.pk in editors_of(draft)


def test_text_copied_to_start_from_is_agreed_where_it_still_stands_and_nowhere_else(fernwick, asha, ben, wren):
    text = StandingText.objects.create(partnership=fernwick, section="more", text="Talk to your safeguarding lead.")
    wrote(fields_of(text, ["text"]), by=wren)
    kept, rewritten, later = (a_learning_note(partnerships=[fernwick], by=asha) for _ in range(3))
    part = rewritten.parts.filter(kind="point").first()
    for one in (rewritten, later):
        credit(one, fields_of(text, ["text"]))
    publishing.publish(
        edition=publishing.approve(edition=publishing.submit(briefing=rewritten, by=asha), by=ben), by=asha
    )
    assert part is not None
    assert wren.pk in editors_of(later), "readers of the first found nothing of it"

    kept.parts.filter(pk=kept.parts.filter(kind="point").first().pk).update(body=text.text)
    credit(kept, fields_of(text, ["text"]))
    publishing.publish(edition=publishing.approve(edition=publishing.submit(briefing=kept, by=asha), by=ben), by=asha)
    assert wren.pk not in editors_of(later)


def test_importing_by_command_makes_its_officer_a_writer_of_what_the_review_says(tmp_path, fernwick, wren):
    file = tmp_path / "report.md"
    file.write_text("# Child Alder: local child safeguarding practice review\n\n## What happened\n\nWords.\n")

    call_command("import_document", str(file), "--format=learning-note", "--partnership=fernwick", "--by=wren",
                 stdout=StringIO())  # fmt: skip

    subject = Subject.objects.get()
    assert RecordEdit.objects.of(fields_of(subject, ["pseudonym"])).get().by == wren
    another = a_learning_note(partnerships=[fernwick], review=subject.review, title="")
    assert "Alder" in compose(another).title
    assert editors_of(another) == [wren.pk]


def test_words_restored_from_an_edition_that_was_sent_back_are_still_their_writers(fernwick, asha, ben, wren):
    note = a_learning_note(partnerships=[fernwick], by=wren)
    sent_back = publishing.send_back(edition=publishing.submit(briefing=note, by=asha), by=ben, reason="Not so.")
    note.parts.filter(kind="point").update(body="Ask about every adult who cares for a baby.")
    published = publishing.approve(edition=publishing.submit(briefing=note, by=asha), by=ben)
    publishing.publish(edition=published, by=asha)
    assert editors_of(note) == []

    restore(briefing=note, edition=sent_back, by=asha)

    assert wren.pk in editors_of(note)
    with pytest.raises(Refused, match="you wrote part of it"):
        publishing.approve(edition=publishing.submit(briefing=note, by=asha, change_note="Back again."), by=wren)


def test_edits_are_counted_by_the_edition_they_went_into_whatever_the_clock_says(fernwick, asha, wren, monkeypatch):
    note = an_edition(partnerships=[fernwick]).briefing
    earlier = timezone.now() - timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: earlier)

    Edit.objects.create(briefing=note, by=wren, at=timezone.now())

    assert editors_of(note) == [wren.pk]
