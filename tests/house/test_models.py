"""Every model says what becomes of its rows, so that a new one cannot slip in between."""

from django.apps import apps

from portal.frozen import FrozenModel

# Rows that never change once written.
FROZEN = {
    "Approval",
    "Confirmation",
    "Edition",
    "EditionBlock",
    "EditionEditor",
    "EditionPartnership",
    "EditionPicture",
    "Event",
    "PersonEvent",
    "RecordEdit",
    "Sheet",
    "TextEvent",
    "TextVersion",
    "TextWriter",
}
# Rows that staff write, of one case or one draft. Private.
EDITABLE = {
    "Acknowledgement", "Briefing", "BriefingPartnership", "Edit", "Hold", "ImportedDocument", "LearningPoint",
    "LeftOver", "ParallelProcess", "Part", "ProtectedPhrase", "ProtectedTerm", "Recommendation", "RecommendationPart", 
    "Review", "ReviewPartnership", "Reviewer", "Subject",
}  # fmt: skip
# Rows that cases share: lists, partnerships and staff.
SHARED = {
    "AllowedName", "AvoidedWord", "DefaultHeading", "Duty", "GlossaryTerm", "HarmType", "Invitation", "Membership",
    "OutgoingEmail", "Partnership", "Person", "Resource", "Sector", "StandingText", "StoppingAdvice", "Theme",
}  # fmt: skip
# Rows that the public reads: written by publishing, deleted by withdrawing.
PUBLIC = {
    "PublicAbbreviation",
    "PublicBlock",
    "PublicFacet",
    "PublicNotice",
    "PublicPage",
    "PublicPagePartnership",
    "PublicPartnership",
    "PublicPassage",
    "PublicPassageLabel",
    "PublicPicture",
    "PublicPiece",
    "PublicResource",
    "PublicSheet",
    "PublicTerm",
    "PublicTheme",
    "PublicVersion",
    "PublicWords",
}


def our_models() -> dict:
    return {
        model.__name__: model
        for label in ("people", "reviews", "briefings")
        for model in apps.get_app_config(label).get_models()
    }


def test_every_model_has_one_fate():
    kinds = [FROZEN, EDITABLE, SHARED, PUBLIC]

    assert set(our_models()) == set().union(*kinds)
    assert sum(map(len, kinds)) == len(set().union(*kinds))


def test_frozen_models_are_those_listed_as_frozen():
    assert {name for name, model in our_models().items() if issubclass(model, FrozenModel)} == FROZEN


def test_public_rows_point_at_public_rows_and_vocabulary_only():
    allowed = PUBLIC | {"Partnership"}

    pointed_at = {
        field.related_model.__name__
        for name in PUBLIC
        for field in our_models()[name]._meta.get_fields()
        if field.is_relation and not field.auto_created
    }

    assert pointed_at
    assert pointed_at <= allowed


def test_nothing_deletes_a_public_row_or_history_by_cascade_from_a_partnership():
    for name in FROZEN | {"PublicPagePartnership"}:
        for field in our_models()[name]._meta.get_fields():
            if field.many_to_one and field.related_model.__name__ in {"Partnership", "Person"}:
                assert field.remote_field.on_delete.__name__ == "PROTECT", f"{name}.{field.name}"
