"""One officer's go at a draft: the forms of the writing screen, bound, checked and saved as one.

The screen and its preview both come through here, so that a preview shows what saving would give.
Saving asks for shape only: a draft may be as incomplete as its officer likes.
"""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from briefings.admin.writing.markdown import Lines
from briefings.admin.writing.parts import Chooser, PartRows, chosen_themes
from briefings.models.briefing import Briefing, BriefingPartnership, Edit
from people.admin.optimistic_lock import OptimisticLock
from people.models import Partnership
from people.models.persons import Role
from people.permissions import partnerships_where, why_not_take_off
from portal.text.sentences import listed
from reviews.addresses import free_address
from reviews.admin.ordering import OrderedFormSet, PlaceField
from reviews.models import Review, ReviewPartnership

# What a page may say of its review, in the order of the screen.
SAID_OF_REVIEW = ("says_review_type", "says_age_band", "says_harms")


class Labels(forms.CheckboxSelectMultiple):
    """Themes or sectors to tick, each with its slug, by which the script ticks what the checklist suggests."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-slug"] = value.instance.slug
        return option


class DraftForm(OptimisticLock):
    """What is said once for the whole briefing."""

    called = "draft"

    class Meta:
        model = Briefing
        fields = (
            "title", "summary", "slug", "format", "review", "themes", "sectors", *SAID_OF_REVIEW, "language",
            "contact_override",
        )  # fmt: skip
        widgets = {
            "title": forms.TextInput(attrs={"class": "writing-title"}),
            "summary": Lines(attrs={"rows": 2, "maxlength": 300}),
            "contact_override": Lines(attrs={"rows": 2, "maxlength": 400}),
            "themes": Labels,
            "sectors": Labels,
        }

    def __init__(self, *args, person, checks_revision: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self.checks_revision = person, checks_revision
        # Values as they were when the form was bound: validation writes into the instance.
        self.was_submitted = bool(self.instance.pk) and self.instance.editions.exists()
        self.fields["slug"].required = False
        self.fields["slug"].disabled = self.was_submitted
        if self.was_submitted:
            self.fields["slug"].help_text = "Fixed, because this briefing has been submitted."
        self.fields["format"].disabled = self.was_submitted
        if not self.instance.review_id:  # there is nothing to say yet; a review chosen now is said as usual
            for name in SAID_OF_REVIEW:
                del self.fields[name]
        review = self.fields["review"]
        review.empty_label = "No review: it is about a topic"
        review.label = "written from"
        review.queryset = self._reviews()
        review.disabled = self.was_submitted  # what stops that review stops what was frozen from it

    def _reviews(self):
        """Reviews this person writes from, and the one it is written from already."""
        links = ReviewPartnership.objects.filter(partnership__in=partnerships_where(self.person, Role.OFFICER))
        known = Review.objects.filter(Q(pk__in=links.values("review")) | Q(pk=self.instance.review_id))
        return known.prefetch_related("subjects")

    def clean_slug(self):
        """An empty address keeps the one it has."""
        slug = self.cleaned_data.get("slug") or self.initial.get("slug") or ""
        return slug if self.was_submitted else free_address(Briefing, slug, besides=self.instance.pk)

    def clean_review(self):
        """Words written from a review keep to its holds and protected names, whatever they are called later."""
        before, now = self.initial.get("review"), self.cleaned_data.get("review")
        if before and before != getattr(now, "pk", None):
            review = Review.objects.get(pk=before)
            if review.protected_terms.in_force().exists() or review.open_holds().exists():
                raise ValidationError(
                    "Leave this draft with its review: there are names that must not appear in it, or a hold. "
                    "To write from something else, start another briefing."
                )
        return now

    def clean(self):
        cleaned = super().clean()
        self.instance.is_topic = cleaned.get("review") is None and "review" not in self.errors
        return cleaned

    def last_saved(self):
        """Who saved the draft last, which may be the same person in another window."""
        last = self.instance.edits.filter(origin=None).select_related("by").first()
        if last is None:
            return None, None
        return "You, in another window," if last.by_id == self.person.pk else last.by, last.at


class SignerForm(forms.ModelForm):
    """One partnership that publishes the briefing."""

    position = PlaceField(
        label="Place",
        required=False,
        min_value=1,
        max_value=99,
        widget=forms.NumberInput(attrs={"data-place": "", "class": "ordered-place"}),
    )

    class Meta:
        model = BriefingPartnership
        fields = ("position", "partnership", "is_lead")

    def _get_validation_exclusions(self):
        # Who leads, and who signs, are compared within the list: two may change places.
        return super()._get_validation_exclusions() | {"is_lead", "partnership"}


class SignerFormSet(OrderedFormSet):
    """The partnerships that publish a briefing, in order: at least one, and at least one of the officer's."""

    def __init__(self, *args, person, review_of=None, **kwargs):
        self.person, self.review_of = person, review_of or (lambda: None)
        super().__init__(*args, **kwargs)

    def add_fields(self, form, index):
        """Offer the partnerships of the review; of a topic briefing, all."""
        super().add_fields(form, index)
        review = self.review_of()
        choices = Partnership.objects.all()
        if review:
            current = self.instance.partnership_links.values("partnership")
            choices = choices.filter(Q(pk__in=review.partnership_links.values("partnership")) | Q(pk__in=current))
        form.fields["partnership"].queryset = choices
        form.fields["partnership"].empty_label = "Choose a partnership"

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        kept = self.rows_in_order()
        partnerships = [form.cleaned_data["partnership"] for form in kept]
        if len({one.pk for one in partnerships}) < len(partnerships):
            raise ValidationError("Each partnership stands in the list once: take one of the two off.")
        if not partnerships:
            raise ValidationError("Keep at least one partnership: somebody has to publish it.")
        signing = self.instance.partnerships_in_order()
        if refusal := why_not_take_off(self.person, signing, kept={one.pk for one in partnerships}):
            raise ValidationError(refusal)
        if not partnerships_where(self.person, Role.OFFICER) & {one.pk for one in partnerships}:
            raise ValidationError("Keep a partnership you are an officer of, or you could not open this draft again.")
        if sum(form.cleaned_data["is_lead"] for form in kept) > 1:
            raise ValidationError("Only one partnership can lead: tick one.")
        review = self.review_of()
        concerned = review.partnerships_concerned() if review else set()
        strangers = [one.name for one in partnerships if review and one.pk not in concerned]
        if strangers:
            raise ValidationError(
                f"Add {listed(strangers)} to the review first: only its partnerships publish from it."
            )

    def save(self, commit=True):
        """Save the list. Removed rows and the old lead go first, to make room; somebody always leads."""
        kept = self.rows_in_order()
        gone = [form.instance.pk for form in self.deleted_forms if form.instance.pk]
        links = BriefingPartnership.objects.filter(briefing=self.instance)
        before = list(links.values_list("pk", "partnership_id", "is_lead"))
        if not any(form.cleaned_data["is_lead"] for form in kept):
            kept[0].instance.is_lead = True
        after = [(form.instance.partnership_id, form.instance.is_lead) for form in kept]
        if [(pk, lead) for _link, pk, lead in before] == after and not gone:
            return []
        # Few rows with two rules between them (once each, one lead): written anew, in order.
        links.delete()
        return BriefingPartnership.objects.bulk_create(
            BriefingPartnership(briefing=self.instance, partnership_id=pk, is_lead=is_lead, position=place)
            for place, (pk, is_lead) in enumerate(after, start=1)
        )


SignerRows = forms.inlineformset_factory(
    Briefing, BriefingPartnership, form=SignerForm, formset=SignerFormSet, extra=1, can_delete=True, max_num=30
)


@dataclass(frozen=True)
class Fault:
    """Something that keeps a draft from being saved, and the field it is about."""

    where: str
    message: str


class Draft:
    """The writing screen's forms for one briefing and one person."""

    def __init__(self, briefing: Briefing, person, *, data=None, files=None, checks_revision: bool = True):
        self.briefing, self.person = briefing, person
        self.slug_before = briefing.slug
        if data is not None:
            data, files = _stored_rows_first(data, files, briefing)
        self.form = DraftForm(data, instance=briefing, person=person, checks_revision=checks_revision)
        self.signers = SignerRows(data, instance=briefing, prefix="signers", person=person, review_of=self._review)
        chooser = Chooser(briefing, person, review=self._review(), themes=chosen_themes(self.form))
        stored = briefing.parts.select_related("drawn_from_point", "drawn_from_recommendation")
        self.parts = PartRows(
            data,
            files,
            instance=briefing,
            prefix="parts",
            chooser=chooser,
            queryset=stored.prefetch_related("themes", "sectors"),
        )

    def _review(self) -> Review | None:
        """The review it is written from, as the officer has it on the screen."""
        chosen = self.form["review"].value()
        if not chosen or not str(chosen).isdecimal():
            return None
        return self.form.fields["review"].queryset.filter(pk=chosen).first()

    def is_valid(self) -> bool:
        """Whether it can be saved. Every form is looked at, so that all faults show at once."""
        return all([self.form.is_valid(), self.signers.is_valid(), self.parts.is_valid()])

    def save(self) -> Briefing:
        """Save all of it, raise the revision, and remember who did. Call it inside a transaction."""
        briefing = self.form.save(commit=False)
        briefing.slug = briefing.slug or self.slug_before
        briefing.revision += 1
        briefing.save()
        self.form.save_m2m()
        self.signers.save()
        self.parts.save()
        Edit.objects.create(briefing=briefing, by=self.person, at=timezone.now())
        return briefing

    def faults(self) -> list[Fault]:
        """What keeps it from being saved, in the order of the screen."""
        found = [Fault("title", message) for message in self.form.non_field_errors()]
        found += [
            Fault(_where(name), m) for name, errors in self.form.errors.items() if name != "__all__" for m in errors
        ]
        place = 0
        for row in self.parts.rows_as_shown():
            place += not row.is_being_removed()
            found += [Fault(f"part-{place}", message) for errors in row.errors.values() for message in errors]
        found += [Fault("parts", message) for message in self.parts.non_form_errors()]
        found += [Fault("partnerships", message) for message in self.signers.non_form_errors()]
        for row in self.signers.forms:
            found += [Fault("partnerships", message) for errors in row.errors.values() for message in errors]
        return found


def _where(field: str) -> str:
    return "contact" if field == "contact_override" else field


def _stored_rows_first(data, files, briefing: Briefing):
    """What was posted, with the rows that are stored numbered first, as a formset expects them.

    A row that somebody else has removed since would fail as "not one of the choices": it becomes a new row with the
    same words, so that none are refused. One that was new when the screen was opened, and was saved from it since,
    stands among the new ones.
    """
    stored = {str(pk) for pk in briefing.parts.values_list("pk", flat=True)}
    rows = range(_number(data.get("parts-TOTAL_FORMS")))
    kept = [n for n in rows if data.get(f"parts-{n}-id") in stored]
    if kept == list(range(_number(data.get("parts-INITIAL_FORMS")))):
        return data, files
    order = [*kept, *[n for n in rows if n not in kept]]
    place_of = {f"parts-{old}-": f"parts-{new}-" for new, old in enumerate(order)}
    mended = _renumbered(data, place_of)
    for new in range(len(kept), len(order)):
        mended[f"parts-{new}-id"] = ""
    mended["parts-INITIAL_FORMS"] = str(len(kept))
    return mended, _renumbered(files, place_of) if files else files


def _renumbered(posted, place_of: dict[str, str]):
    mended = posted.copy()
    mended.clear()
    for key, values in posted.lists():
        stem = next((old for old in place_of if key.startswith(old)), None)
        mended.setlist(place_of[stem] + key.removeprefix(stem) if stem else key, values)
    return mended


def _number(text: str | None) -> int:
    return min(int(text), 2200) if text and text.isdecimal() else 0


def saved(draft: Draft) -> bool:
    """Save a draft if its forms hold, all of it or nothing. Whether it was saved."""
    with transaction.atomic():
        if not draft.is_valid():
            return False
        draft.save()
    return True
