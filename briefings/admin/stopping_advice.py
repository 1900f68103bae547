"""Which advice a partnership does not let pass. It stands here because only the checklist knows what it can advise."""

from django import forms
from django.contrib import admin

from briefings.checklist.advice import ADVICE
from reviews.admin.rules import RuleAdmin
from reviews.models import StoppingAdvice


class StoppingAdviceForm(forms.ModelForm):
    code = forms.ChoiceField(
        label="What should stop a briefing?",
        choices=[("", "Choose one"), *sorted(ADVICE.items(), key=lambda pair: pair[1])],
        help_text="From now on nobody can submit a briefing of this partnership while the checklist finds this.",
    )

    class Meta:
        model = StoppingAdvice
        fields = ["partnership", "code"]


@admin.register(StoppingAdvice)
class StoppingAdviceAdmin(RuleAdmin):
    form = StoppingAdviceForm
    fields = ["code", "partnership"]
    list_display = ["advice", "holds_for"]

    @admin.display(description="what stops", ordering="code")
    def advice(self, row: StoppingAdvice) -> str:
        """The advice in words; its code if the checklist does not give it any more."""
        return ADVICE.get(row.code, f"{row.code} (the checklist does not give this any more)")
