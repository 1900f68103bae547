"""The one ordered list of parts, as rows of the writing screen: what each kind asks for, and its shape.

Checked here is only that a row fits the table of parts. Whether the briefing is ready is asked later.
"""

from dataclasses import replace

from django import forms
from django.db.models import Model

from briefings import formats
from briefings.admin.writing.markdown import Lines, MarkdownTextarea
from briefings.models.briefing import Briefing, Part
from people.permissions import may
from portal.pictures import resaved
from reviews.admin.ordering import OrderedFormSet, PlaceField
from reviews.models import PointKind, Sector, Theme

Kind = Part.Kind

# What an officer sees at once, and what waits behind "More".
ASKED_FIRST = {
    Kind.SECTION: ("heading", "body"),
    Kind.POINT: ("heading", "body", "drawn_from_point"),
    Kind.GUIDANCE: ("heading", "body"),
    Kind.QUESTION: ("body",),
    Kind.RECOMMENDATION: ("heading", "body", "addressees", "drawn_from_recommendation"),
    Kind.QUOTATION: ("body", "attribution"),
    Kind.FIGURE: ("picture", "alt_text", "body"),
    Kind.FOOTNOTE: ("mark", "body"),
}
ASKED_LATER = {
    Kind.SECTION: ("section", "level", "is_numbered", "language"),
    Kind.POINT: ("point_kind", "sectors", "themes", "language"),
    Kind.QUESTION: ("asked_of", "language"),
}
SELDOM = {
    Kind.POINT: ("heading", "drawn_from_point"),
    Kind.RECOMMENDATION: ("heading", "drawn_from_recommendation"),
}
LABELS = {
    Kind.SECTION: {"heading": "Heading", "body": "Text"},
    Kind.POINT: {"heading": "Heading, if it needs one", "body": "What we learned"},
    Kind.GUIDANCE: {"heading": "Heading, if not “How to enhance your practice”", "body": "What to read, try or do"},
    Kind.QUESTION: {"body": "Question"},
    Kind.RECOMMENDATION: {"heading": "Heading, if it needs one", "body": "What must be done"},
    Kind.QUOTATION: {"body": "Their words", "attribution": "Whose words, as you want it printed"},
    Kind.FIGURE: {"body": "Caption"},
    Kind.FOOTNOTE: {"body": "Note"},
}
ROWS = {Kind.SECTION: 3, Kind.POINT: 2, Kind.QUESTION: 2, Kind.FOOTNOTE: 1, Kind.FIGURE: 1}
# Fields that only some kinds may have, and that hold somebody's work: never dropped without a word.
WORK = ("heading", "addressees", "attribution", "alt_text", "picture", "drawn_from_point", "drawn_from_recommendation",
        "themes", "sectors")  # fmt: skip
# Fields that only say how a kind is set: cleared when the kind changes.
SETTINGS = {"section": "", "level": None, "is_numbered": False, "point_kind": "", "asked_of": "", "mark": ""}


def fields_of(kind: str) -> tuple[str, ...]:
    """Every field a kind of part has, in the order they are asked."""
    return (*ASKED_FIRST[kind], *asked_later(kind))


def asked_later(kind: str) -> tuple[str, ...]:
    """The fields of a kind that wait behind "More"."""
    return ASKED_LATER.get(kind, ("language",))


def in_a_sentence(kind: str) -> str:
    """A kind of part with its article, such as "a learning point"."""
    return f"a {Kind(kind).label.lower()}"


class Chooser:
    """The choices of one screen, read once however many rows it has."""

    def __init__(self, briefing: Briefing, person, *, review=None, themes=()):
        self.may_see_review = bool(review) and may(person, "see", review)
        self.points = list(review.learning_points.all()) if self.may_see_review else []
        self.recommendations = list(review.recommendations.all()) if self.may_see_review else []
        self.sectors = list(Sector.objects.all())
        self.themes = list(themes)
        self.is_numbered = briefing.rules.numbers_paragraphs
        self.marks: set[str] = set()


class PartForm(forms.ModelForm):
    """One part. A row of no kind and without words is an offer nobody took up: it is left out."""

    position = PlaceField(
        label="Place",
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.NumberInput(attrs={"data-part-place": "", "class": "part-place"}),
        help_text="1 is first.",
    )

    class Meta:
        model = Part
        fields = (
            "position", "kind", "heading", "body", "language", "section", "level", "is_numbered", "point_kind",
            "drawn_from_point", "themes", "sectors", "asked_of", "addressees", "drawn_from_recommendation",
            "attribution", "picture", "alt_text", "mark",
        )  # fmt: skip
        widgets = {
            "body": MarkdownTextarea,
            "alt_text": Lines(attrs={"rows": 2}),
            "picture": forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
            "themes": forms.CheckboxSelectMultiple,
            "sectors": forms.CheckboxSelectMultiple,
            "level": forms.Select(choices=[(1, "Main heading"), (2, "Heading below it"), (3, "Third level")]),
        }
        help_texts = {
            "alt_text": "What the picture tells somebody who cannot see it.",
            "mark": "Letters or digits. Written in any text as [^mark].",
            "is_numbered": "Each paragraph takes the next number of one run through the whole report.",
        }

    def __init__(self, *args, chooser: Chooser, **kwargs):
        super().__init__(*args, **kwargs)
        self.chooser = chooser
        # A new row without script arrives with little more than its kind: the rest has a sensible start.
        for name in ("kind", "section", "level", "asked_of"):
            self.fields[name].required = False
        self.fields["kind"].choices = [("", "Choose what to add"), *Kind.choices]
        self.fields["language"].choices = [
            ("", "The same as the rest"),
            *[choice for choice in self.fields["language"].choices if choice[0]],
        ]
        for name, kinds in (("section", "Choose"), ("point_kind", "Choose"), ("asked_of", "Choose")):
            self.fields[name].choices = [("", kinds), *[c for c in self.fields[name].choices if c[0]]]
        self._offer("drawn_from_point", chooser.points, single=True)
        self._offer("drawn_from_recommendation", chooser.recommendations, single=True)
        self._offer("sectors", chooser.sectors)
        self._offer("themes", chooser.themes)
        self.part_kind = self._kind()
        if self.part_kind:
            for name, label in LABELS[self.part_kind].items():
                self.fields[name].label = label
            self.fields["body"].widget.attrs["rows"] = ROWS.get(self.part_kind, 3)

    def _offer(self, name: str, rows: list[Model], *, single: bool = False) -> None:
        """Choices shared by all rows, and what this part has already: nothing kept may fall off the screen."""
        kept = []
        if self.instance.pk:
            kept = [getattr(self.instance, name)] if single else list(getattr(self.instance, name).all())
        offered = [*rows, *[one for one in kept if one is not None and one not in rows]]
        field = self.fields[name]
        field.queryset = field.queryset.filter(pk__in=[one.pk for one in offered])
        field.choices = [*([("", "Not drawn from the review")] if single else []), *[(o.pk, str(o)) for o in offered]]
        if single and not self.chooser.may_see_review:
            field.disabled = True  # its words are not for this person; what is stored stays

    def _kind(self) -> str:
        """The kind this row has now: as chosen on the screen, else as stored."""
        posted = self.data.get(self.add_prefix("kind")) if self.is_bound else None
        kind = posted if posted is not None else self.initial.get("kind") or self.instance.kind
        return kind if kind in Kind.values else ""

    @property
    def kind_label(self) -> str:
        """Its kind in words."""
        return Kind(self.part_kind).label if self.part_kind else "Something new"

    @property
    def kind_field(self) -> forms.BoundField:
        """The choice of kind: by its own name, because `kind` is what was chosen."""
        return self["kind"]

    @property
    def place_field(self) -> forms.BoundField:
        """Where it stands."""
        return self["position"]

    def shown_first(self) -> list[forms.BoundField]:
        """The fields of its kind that an officer sees at once; of no kind yet: the words."""
        names = ASKED_FIRST[self.part_kind] if self.part_kind else ("heading", "body")
        return [self[name] for name in names if self._is_offered(name) and not self._may_wait(name)]

    def shown_later(self) -> list[forms.BoundField]:
        """The fields behind "More", and any that hold work its kind cannot have, so that nothing is out of sight."""
        if not self.part_kind:
            return []
        waiting = [name for name in ASKED_FIRST[self.part_kind] if self._may_wait(name)]
        stray = [name for name in WORK if name not in fields_of(self.part_kind) and self[name].value()]
        names = (*waiting, *asked_later(self.part_kind), *stray)
        return [self[name] for name in names if self._is_offered(name)]

    def _may_wait(self, name: str) -> bool:
        """Whether a field that is seldom wanted waits behind "More" until something stands in it."""
        return name in SELDOM.get(self.part_kind, ()) and not self[name].value() and not self[name].errors

    def _is_offered(self, name: str) -> bool:
        if name in {"drawn_from_point", "drawn_from_recommendation"}:
            return self.chooser.may_see_review and len(self.fields[name].choices) > 1
        if name == "is_numbered":
            return self.chooser.is_numbered or bool(self[name].value())
        if name in {"themes", "sectors"}:
            return bool(self.fields[name].choices)
        return True

    def has_stray_errors(self) -> bool:
        """Whether "More" must be open because something in it needs attention."""
        return any(field.errors for field in self.shown_later()) or bool(self["kind"].errors)

    def drawn_from(self) -> str:
        """The report's wording this part is drawn from, for the officer to read beside their own."""
        if not self.chooser.may_see_review:
            return ""
        name = {Kind.POINT: "drawn_from_point", Kind.RECOMMENDATION: "drawn_from_recommendation"}.get(self.part_kind)
        chosen = str(self[name].value() or "") if name else ""
        rows = self.chooser.points + self.chooser.recommendations if name else []
        model = self.fields[name].queryset.model if name else None
        return next((row.text for row in rows if isinstance(row, model) and str(row.pk) == chosen), "")

    def is_being_removed(self) -> bool:
        """Whether the officer has removed this row on a screen that came back."""
        return self.is_bound and "DELETE" in self.fields and bool(self["DELETE"].value())

    def clean_picture(self):
        """A new picture is re-saved before it is kept."""
        picture = self.cleaned_data.get("picture")
        return resaved(picture) if picture and "picture" in self.changed_data else picture

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if not kind:
            if "kind" not in self.errors:
                self.add_error("kind", "Choose what this is: a section, a learning point, a question …")
            return cleaned
        for name in WORK:
            if name not in fields_of(kind):
                self._clear_or_refuse(cleaned, name, kind)
        for name, empty in SETTINGS.items():
            if name not in fields_of(kind):
                cleaned[name] = empty
        if kind == Kind.SECTION:
            cleaned["section"] = cleaned.get("section") or "other"
            cleaned["level"] = cleaned.get("level") or 1
        if kind == Kind.POINT:
            cleaned["point_kind"] = cleaned.get("point_kind") or PointKind.ADVICE
        if kind == Kind.QUESTION:
            cleaned["asked_of"] = cleaned.get("asked_of") or Part.AskedOf.PRACTITIONER
        return cleaned

    def _clear_or_refuse(self, cleaned: dict, name: str, kind: str) -> None:
        value = cleaned.get(name)
        if name in {"themes", "sectors"}:
            if value:
                names = ", ".join(str(one) for one in value)
                self.add_error("kind", f"Only a learning point has {self.fields[name].label}: remove {names} first.")
            return
        if value:
            label = str(self.fields[name].label).lower()
            message = f"{in_a_sentence(kind).capitalize()} has no “{label}”. Move those words, or choose another kind."
            if name.startswith("drawn_from"):
                message = (
                    f"{in_a_sentence(kind).capitalize()} is not drawn from the review’s list. Clear that choice first."
                )
            self.add_error("kind", message)
            return
        cleaned[name] = None if name.startswith("drawn_from") else ""

    def _get_validation_exclusions(self):
        # Marks are compared within the list (two footnotes may swap theirs), not with what is stored.
        return super()._get_validation_exclusions() | {"mark"}


class PartFormSet(OrderedFormSet):
    """All parts of a briefing, saved in the order the officer gave."""

    def __init__(self, *args, chooser: Chooser, **kwargs):
        self.chooser = chooser
        super().__init__(*args, form_kwargs={"chooser": chooser}, **kwargs)

    def rows_as_shown(self) -> list[PartForm]:
        """The rows in the order of the screen, also on one that came back with new rows and new places."""
        if not self.is_bound:
            return list(self.forms)

        def place(form):
            typed = form["position"].value()
            return int(typed) if str(typed).isdecimal() else 10_000

        return sorted((form for form in self.forms if form.instance.pk or form.has_changed()), key=place)

    def blank_rows(self) -> list[PartForm]:
        """One empty row of each kind, from which the script makes new ones."""
        return [self._blank(kind) for kind in Kind.values]

    def _blank(self, kind: str) -> PartForm:
        start = {"kind": kind, "level": 1, "section": "other", "point_kind": PointKind.ADVICE,
                 "asked_of": Part.AskedOf.PRACTITIONER, "is_numbered": self.chooser.is_numbered}  # fmt: skip
        form = self.form(
            auto_id=self.auto_id,
            prefix=self.add_prefix("__prefix__"),
            empty_permitted=True,
            use_required_attribute=False,
            renderer=self.renderer,
            initial=start,
            **self.get_form_kwargs(None),
        )
        self.add_fields(form, None)
        return form

    def clean(self):
        super().clean()
        marks: dict[str, PartForm] = {}
        elsewhere = self._marks_of_rows_not_on_this_screen()
        without = []
        for form in self.forms:
            if self._should_delete_form(form) or form.cleaned_data.get("kind") != Kind.FOOTNOTE:
                continue
            mark = form.cleaned_data.get("mark") or ""
            if not mark:
                without.append(form)
            elif mark in marks:
                form.add_error("mark", f"Another footnote has the mark “{mark}”. Give this one its own.")
            elif mark in elsewhere:
                form.add_error(
                    "mark",
                    f"A footnote with the mark “{mark}” was added in another window. Give this one another mark, here "
                    "and in the text.",
                )
            elif not mark.replace("-", "").replace("_", "").isalnum() or not mark.isascii():
                form.add_error("mark", "Use letters and digits only, such as 1 or police-law.")
            marks[mark] = form
        for form in without:  # the next number that nobody uses
            used = {*marks, *elsewhere}
            mark = next(str(n) for n in range(1, len(used) + 2) if str(n) not in used)
            form.cleaned_data["mark"] = form.instance.mark = mark
            marks[mark] = form

    def _marks_of_rows_not_on_this_screen(self) -> set[str]:
        """Somebody else may have added footnotes since this screen was opened; saving keeps them."""
        shown = [form.instance.pk for form in self.initial_forms]
        added = Part.objects.filter(briefing=self.instance, kind=Kind.FOOTNOTE).exclude(pk__in=shown)
        return set(added.values_list("mark", flat=True))

    def save(self, commit=True):
        """Save every row in its place. What is removed goes first, and moved marks make room for each other."""
        gone = [form.instance.pk for form in self.deleted_forms if form.instance.pk]
        moving = [f.instance.pk for f in self.initial_forms if "mark" in f.changed_data and f.instance.pk]
        footnotes = Part.objects.filter(briefing=self.instance, kind=Kind.FOOTNOTE)
        for pk in {*gone, *moving}:
            footnotes.filter(pk=pk).update(mark=f"moving-{pk}")
        return super().save(commit)


PartRows = forms.inlineformset_factory(
    Briefing, Part, form=PartForm, formset=PartFormSet, extra=1, can_delete=True, max_num=2000, absolute_max=2200
)  # fmt: skip


def sections_to_add(rules: formats.Format, parts: list[Part], *, from_review: bool) -> list[formats.SectionRule]:
    """The sections of a format that this draft does not have yet, headed for a review or a topic."""
    present = {part.section for part in parts}
    return [
        replace(rule, heading=rule.usual_heading(from_review=from_review))
        for rule in rules.sections
        if rule.kind not in present and (from_review or not rule.of_a_review)
    ]


def chosen_themes(form: forms.ModelForm) -> list[Theme]:
    """The themes ticked for the whole briefing, from which its points may choose."""
    wanted = {str(getattr(one, "pk", one)) for one in form["themes"].value() or []}
    return [theme for theme in form.fields["themes"].queryset if str(theme.pk) in wanted]
