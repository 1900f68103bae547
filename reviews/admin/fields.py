"""How the fields of the record look: the same for its screens and their rows."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from markdownx.models import MarkdownxField

DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
WORDS = {"form_class": forms.CharField, "widget": AdminTextareaWidget(attrs={"rows": 4})}
FIELDS = {
    models.DateField: DAY,  # the device's own calendar: works without script, and on a telephone
    models.URLField: {"assume_scheme": "https"},
    models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    MarkdownxField: WORDS,  # the record keeps words as the report has them; briefings have the full editor
}
