"""What every way to begin a briefing asks: from which review, for which partnerships, in which format."""

from django import forms

from briefings import formats
from people.models import Partnership
from people.models.persons import Role
from people.permissions import partnerships_where
from reviews.models import Review


class WhereFromForm(forms.Form):
    """The questions in common. `source` is each way's own: its value “review” says that a review has to be chosen."""

    choose_review = "Choose the review."

    review = forms.ModelChoiceField(
        label="Which review?", queryset=Review.objects.none(), required=False, empty_label="Choose a review"
    )
    partnerships = forms.ModelMultipleChoiceField(
        label="Which partnerships publish it?",
        queryset=Partnership.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    format = forms.ChoiceField(label="Which kind of briefing is it?", choices=formats.CHOICES, widget=forms.RadioSelect)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.mine = partnerships_where(person, Role.OFFICER)
        reviews = Review.objects.filter(partnership_links__partnership__in=self.mine).distinct()
        self.fields["review"].queryset = reviews.prefetch_related("subjects")
        self.fields["partnerships"].queryset = Partnership.objects.all()
        self.fields["format"].initial = formats.LEARNING_NOTE.slug
        if len(self.mine) == 1:
            self.fields["partnerships"].initial = list(self.mine)

    def clean(self):
        """A review, or else partnerships of which the person is an officer of one at least."""
        cleaned = super().clean()
        if cleaned.get("source") == "review":
            if not cleaned.get("review") and "review" not in self.errors:
                self.add_error("review", self.choose_review)
        elif "partnerships" not in self.errors:
            chosen = {one.pk for one in cleaned.get("partnerships") or []}
            if not chosen & self.mine:
                self.add_error("partnerships", "Choose at least one partnership you are an officer of.")
        return cleaned

    def mine_first(self) -> list[Partnership]:
        """The chosen partnerships, the person's own before the others: the first one leads. Needs a valid form."""
        return sorted(self.cleaned_data["partnerships"], key=lambda one: one.pk not in self.mine)
