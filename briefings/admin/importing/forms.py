"""The fields of importing: what to import as what, where left-overs belong, and what goes into the record.

Shape only: `briefings.drafting.import_batch` and `briefings.drafting.fill_record` decide.
"""

import re

from django import forms

from briefings import formats
from briefings.admin.writing.where_from import WhereFromForm
from briefings.drafting.fill_record import LETTERS, Found, Ticked, TickedPoint, TickedRecommendation
from briefings.drafting.import_batch import NEW_KINDS, PASTED, Where
from briefings.models import Briefing, Part
from people.models import Partnership

MOST_FILES = 20  # in one posting; with script each file is a posting of its own
LONGEST_PASTE = 2_000_000  # characters: a report of 25,000 words has about 160,000


class SeveralFiles(forms.ClearableFileInput):
    """A box for one file or several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several, as a list. What is in them is looked at one by one, later."""

    widget = SeveralFiles

    def clean(self, data, initial=None):
        """Every file that was sent, empty ones too: each gets its own answer."""
        files = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Choose {MOST_FILES} files at most at a time: there are {len(files)}.")
        return files


class ImportForm(WhereFromForm):
    """Which documents, as which kind of briefing, from what, for whom."""

    files = FilesField(label="Files", required=False)
    words = forms.CharField(
        label="Or paste the words",
        required=False,
        max_length=LONGEST_PASTE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="From an e-mail, a web page or a PDF. Footnotes and headings are recognised as far as they can be.",
    )
    source = forms.ChoiceField(
        label="What does it come from?",
        choices=[
            ("new", "A review that is not here yet"),
            ("review", "A review that is here"),
            ("topic", "A topic, from no review"),
        ],
        widget=forms.RadioSelect,
        initial="new",
    )
    again = forms.BooleanField(label="Make a new draft even if the same words were imported before", required=False)
    is_new_review = forms.BooleanField(label="It is another review, even if one of its name is here", required=False)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, label_suffix="", **kwargs)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("files") and not cleaned.get("words", "").strip() and "files" not in self.errors:
            self.add_error("files", "Choose a file, or paste the words.")
        return cleaned

    def about(self) -> dict:
        """The arguments of `import_document` besides the content. Needs a valid form."""
        chosen = self.cleaned_data
        review = chosen["review"] if chosen["source"] == "review" else None
        return {
            "chosen": formats.FORMATS[chosen["format"]],
            "partnerships": review.partnerships_in_order() if review else self.mine_first(),
            "review": review,
            "is_topic": chosen["source"] == "topic",
            "again": chosen["again"],
            "is_new_review": chosen["is_new_review"],
        }

    def documents(self) -> list[tuple[str, object]]:
        """What was sent, each with its name: files, then the pasted words as a file of plain text."""
        sent = [(one.name, one) for one in self.cleaned_data["files"]]
        words = self.cleaned_data["words"]
        return sent + ([(PASTED, words.encode())] if words.strip() else [])


class SettleForm(forms.Form):
    """Where ticked left-over lines belong."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    lines = forms.TypedMultipleChoiceField(coerce=int, required=False)
    way = forms.ChoiceField(
        choices=[
            ("words", "Into the words of a part"),
            ("new", "As a part of their own"),
            ("title", "Into the title"),
            ("contact", "Into the contact line"),
            ("leave_out", "Leave them out"),
        ],
        error_messages={"required": "Choose where the ticked lines belong."},
    )
    part = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    side = forms.ChoiceField(choices=[("after", "after its words"), ("before", "before its words")], required=False)
    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in NEW_KINDS], required=False)
    behind = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    joined = forms.BooleanField(required=False)

    def __init__(self, *args, briefing: Briefing, left_overs, is_markdown: bool, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        parts = [(part.pk, part_label(part)) for part in briefing.parts.all()]
        self.fields["part"].choices = [("", "Choose the part"), *parts]
        self.fields["behind"].choices = [("", "First of all"), *[(pk, f"after {label}") for pk, label in parts]]
        self.fields["lines"].choices = [(one.pk, str(one)) for one in left_overs if one.is_open]
        # Typed text was often cut by hand or by a page; in a Word file a line is a paragraph.
        self.fields["joined"].initial = not is_markdown
        self.fields["kind"].initial = Part.Kind.POINT
        self.fields["part"].error_messages["invalid_choice"] = (
            "The part you chose is no longer in this draft. Choose another."
        )
        self.fields["behind"].error_messages = self.fields["part"].error_messages
        self.fields["lines"].error_messages["invalid_choice"] = (
            "One of the lines you ticked has been put somewhere already. Tick again."
        )
        if not briefing.rules.has_contact_line:
            self.fields["way"].choices = [one for one in self.fields["way"].choices if one[0] != "contact"]

    def where(self) -> Where:
        """What was chosen. Needs a valid form."""
        chosen = self.cleaned_data
        joined = chosen["joined"]
        if chosen["way"] == "words":
            return Where(chosen["side"] or "after", part=chosen["part"], joined=joined)
        if chosen["way"] == "new":
            return Where("new", part=chosen["behind"], kind=chosen["kind"], joined=joined)
        return Where(chosen["way"])


def part_label(part: Part) -> str:
    """A part in a list to choose from: its place, its kind and how it begins."""
    words = " ".join((part.heading or part.body).split())
    begins = words if len(words) <= 70 else f"{words[:69]}…"
    return f"{part.position}. {part.get_kind_display()}: {begins}" if begins else f"{part.position}. {part}"


class FoundForm(forms.Form):
    """One thing that was found: nothing is written without its tick."""

    use = forms.BooleanField(required=False)

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.found = found
        for field in self.fields.values():  # asked only of what is ticked, below
            field.was_required, field.required = field.required, False

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("use"):
            self.errors.clear()  # what is not ticked is not put in, whatever stands there
            return {"use": False}
        for name, field in self.fields.items():
            if field.was_required and name not in self.errors and cleaned.get(name) in (None, "", []):
                self.add_error(name, "Write something here, or take the tick away.")
        return cleaned


class PersonForm(FoundForm):
    """A subject or a reviewer."""

    before = forms.CharField(max_length=20, required=False)
    name = forms.CharField(max_length=60)


class ReviewerForm(FoundForm):
    """A reviewer, as named in the report."""

    before = forms.CharField(max_length=80)
    name = forms.CharField(max_length=120)


class ThemeForm(FoundForm):
    """A theme that stands in the words."""


class FoundPointForm(FoundForm):
    """A learning point of the report."""

    heading = forms.CharField(max_length=200, required=False)
    text = forms.CharField(max_length=10_000, widget=forms.Textarea(attrs={"rows": 3}))


class FoundRecommendationForm(FoundForm):
    """A recommendation of the report, with its lettered parts."""

    number = forms.IntegerField(min_value=1, max_value=999)
    text = forms.CharField(max_length=10_000, widget=forms.Textarea(attrs={"rows": 3}))
    parts = forms.CharField(
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One on each line, each with its letter: (a) …",
    )
    addressees = forms.ModelMultipleChoiceField(
        Partnership.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    agencies = forms.CharField(max_length=300, required=False)

    def clean_parts(self) -> list[tuple[str, str]]:
        """Letter and words of each part."""
        found = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["parts"].splitlines())):
            lettered = re.fullmatch(r"\(?([a-z]{1,2})[.)]\s+(.+)", line)
            if lettered is None or lettered[1] not in LETTERS:
                raise forms.ValidationError(f"Begin each line with its letter, such as (a): “{line[:40]}” has none.")
            found.append((lettered[1], lettered[2]))
        letters = [letter for letter, _words in found]
        if len(set(letters)) < len(letters):
            raise forms.ValidationError("Two of these lines have the same letter.")
        return found


class RecordForms:
    """A form for each thing that was found in a report."""

    def __init__(self, found: Found, data=None, *, ticked: bool = False):
        def rows(form_class, name, things, initial, key):
            return [
                form_class(
                    data,
                    prefix=f"{name}-{key(place, one)}",
                    found=one,
                    initial={"use": ticked, **initial(one)},
                )
                for place, one in enumerate(things)
            ]

        def by_place(place, _one):
            return place

        def by_part(_place, one):
            return one.part.pk

        def named(one):
            return {"before": one.before, "name": one.name}

        self.subjects = rows(PersonForm, "subject", found.subjects, named, by_place)
        self.reviewers = rows(ReviewerForm, "reviewer", found.reviewers, named, by_place)
        self.themes = rows(ThemeForm, "theme", found.themes, lambda one: {}, lambda _place, one: one.theme.pk)
        self.points = rows(
            FoundPointForm, "point", found.points, lambda one: {"heading": one.heading, "text": one.text}, by_part
        )
        self.recommendations = rows(
            FoundRecommendationForm,
            "recommendation",
            found.recommendations,
            lambda one: {
                "number": one.number,
                "text": one.text,
                "parts": "\n".join(f"({letter}) {words}" for letter, words in one.parts),
                "addressees": [partnership.pk for partnership in one.addressees],
                "agencies": one.agencies,
            },
            by_part,
        )

    def every(self) -> list[FoundForm]:
        """All of them that can be put in: what is in the record already has no form to send."""
        everything = (*self.subjects, *self.reviewers, *self.themes, *self.points, *self.recommendations)
        return [form for form in everything if not form.found.is_there]

    def is_valid(self) -> bool:
        """Whether everything ticked can be put in. Each is looked at, so that all faults show at once."""
        return all([form.is_valid() for form in self.every()])

    def ticked(self) -> Ticked:
        """What was ticked, as worded. Needs valid forms."""

        def chosen(forms_of):
            return [one for one in forms_of if not one.found.is_there and one.cleaned_data["use"]]

        def named(forms_of):
            return [(one.cleaned_data["before"].strip(), one.cleaned_data["name"].strip()) for one in chosen(forms_of)]

        return Ticked(
            subjects=named(self.subjects),
            reviewers=named(self.reviewers),
            themes=[one.found.theme for one in chosen(self.themes)],
            points=[
                TickedPoint(one.found.part.pk, one.cleaned_data["heading"].strip(), one.cleaned_data["text"].strip())
                for one in chosen(self.points)
            ],
            recommendations=[
                TickedRecommendation(
                    part=one.found.part.pk,
                    number=one.cleaned_data["number"],
                    text=one.cleaned_data["text"].strip(),
                    parts=one.cleaned_data["parts"],
                    addressees=list(one.cleaned_data["addressees"]),
                    agencies=one.cleaned_data["agencies"].strip(),
                )
                for one in chosen(self.recommendations)
            ],
        )
