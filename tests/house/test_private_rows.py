"""The staff screens know by themselves what is private: whatever leads to a review, a briefing or a partnership's text.

A model that is added needs no entry anywhere to be kept from other partnerships.
"""

from django.apps import apps
from django.db.models import ForeignKey

from briefings.models import Briefing, Edition
from briefings.models.text import TextVersion
from people.admin.guarded import hangs_on
from reviews.models import Review, Theme

PRIVATE = {Review, Briefing, Edition, TextVersion}


def test_every_model_that_leads_to_something_private_is_private_with_it():
    shared = set()
    for model in apps.get_models(include_auto_created=True):
        leads_to = {field.related_model for field in model._meta.fields if isinstance(field, ForeignKey)}
        parent = hangs_on(model)
        if model not in PRIVATE and parent is None:
            shared.add(model)
            assert not leads_to & PRIVATE, model
        elif parent is not None:
            assert parent.related_model in PRIVATE or hangs_on(parent.related_model), model

    assert Theme in shared


def test_rows_two_steps_away_are_private_too():
    themes_of_a_part = apps.get_model("briefings", "Part_themes")

    assert hangs_on(themes_of_a_part).name == "part"
    assert hangs_on(apps.get_model("briefings", "TextWriter")).name == "version"
    assert hangs_on(apps.get_model("reviews", "ProtectedPhrase")).name == "term"
    assert hangs_on(Theme) is None
