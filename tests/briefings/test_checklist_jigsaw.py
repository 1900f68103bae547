"""Details that tell together, and what is told beyond what is public. Every case is invented."""

from dataclasses import replace

import pytest

from briefings.checklist import Circumstances, Published, checklist
from briefings.checklist.jigsaw import details_in
from tests.documents import a_document, a_learning_note, a_section, some_points


def told(document, *, around=None, code="details-together"):
    return [one for one in checklist(document, None, around or Circumstances()) if one.code == code]


def a_story(*bodies: str):
    return a_document(sections=[a_section(body=body, position=place) for place, body in enumerate(bodies, start=1)])


@pytest.mark.parametrize(
    ("words", "kind", "weight"),
    [
        ("Rowan was 7 months old.", "age", 2),
        ("Rowan, aged ten weeks, was hurt.", "age", 2),
        ("Rowan was a nine-year-old child.", "age", 1),
        ("Rowan turned eleven, and nobody came.", "age", 1),
        ("Rowan is a twin.", "family", 2),
        ("They were triplets.", "family", 2),
        ("Rowan was the youngest of five.", "family", 2),
        ("Rowan's half-sister told a teacher.", "family", 2),
        ("A step brother was at home.", "family", 2),
        ("Rowan has cystic fibrosis.", "condition", 2),
        ("Rowan has a rare metabolic disorder.", "condition", 2),
        ("Rowan has Kestrel-Hobb syndrome.", "condition", 2),
        ("The family is Sikh.", "faith", 1),
        ("They spoke Lithuanian at home.", "origin", 1),
        ("Rowan's father was a serving police officer.", "job", 1),
        ("The child was poisoned.", "harm", 1),
        ("It happened on 4 March.", "date", 2),
        ("It happened in the winter of 2021.", "date", 1),
        ("They lived in Ashcombe then.", "place", 1),
        ("Rowan went to Larch Hill Primary School.", "place", 1),
    ],
)
def test_each_kind_of_detail_is_seen(words, kind, weight):
    assert (kind, weight) in {(one.kind, one.weight) for one in details_in(words)}


@pytest.mark.parametrize(
    "words",
    [
        "Ask about every one of them.",
        "This is one of the things we learned.",
        "We met three times in six months.",
        "A plan was made within ten days.",
        "Babies and teenagers were at home.",
        "A twin-track approach was agreed, in twin beds or not.",
        "The police officer rang the teacher.",
        "A doctor spoke with the mother.",
        "In May families may ask.",
        "We found it in Section 4 and in England.",
        "Half of the brothers and sisters were seen.",
        "Records in March's file were read.",
        "The step from one sister service to the next was slow.",
        "A fire alarm was fitted.",
        "Children aged 11 to 14 were asked.",
        "Workers were 20 miles away.",
    ],
)
def test_what_only_looks_like_a_detail_is_left_alone(words):
    assert [one for one in details_in(words) if one.kind != "date"] == []


def test_three_details_in_one_part_are_shown_together_with_a_broader_wording():
    document = a_story("A family lived in Ashcombe. Rowan was 7 months old, and a twin.", "Nothing more is said.")

    (found,) = told(document)

    assert found.where == "part-1"
    assert not found.stops
    assert "“7 months old”" in found.message
    assert "“twin”" in found.message
    assert "“Ashcombe”" in found.message
    assert "write “a baby” instead of “7 months old”" in found.message
    assert set(found.places) == {("7 months old", "part-1"), ("twin", "part-1"), ("Ashcombe", "part-1")}


def test_details_scattered_over_the_whole_are_put_together():
    document = a_story("Rowan was 7 months old.", "Rowan is a twin.", "They lived in Ashcombe.")

    (found,) = told(document)

    assert {where for _, where in found.places} == {"part-1", "part-2", "part-3"}


@pytest.mark.parametrize(
    "bodies",
    [
        ("Rowan was 7 months old, and a twin.",),  # two kinds are in every story
        ("Rowan was 7 months old. At 9 months of age Rowan was hurt. Rowan is the youngest of five, a twin.",),
        ("Rowan was aged 9. They lived in Ashcombe.", "The family is Sikh."),
        ("A baby who is one of several children was seriously hurt in our area.",),
    ],
)
def test_fewer_or_broader_details_say_nothing(bodies):
    assert told(a_story(*bodies)) == []


def test_a_topic_tells_of_nobody():
    document = a_story("A family lived in Ashcombe. Rowan was 7 months old, and a twin.")

    assert told(replace(document, review_slug="")) == []


def test_names_that_are_told_anyway_are_no_places():
    document = a_story("We believe in Rowan. It was signed in Marlow.")

    assert told(document) == []
    assert "Marlow" not in str(told(a_story("In Marlow Rowan was 7 months old, a twin.")))


def test_an_ordinary_note_says_nothing():
    assert told(a_learning_note()) == []


def public(text, *, kind="practitioner briefing", is_own=False):
    return Circumstances(published=(Published(kind, text, is_own=is_own),))


def test_a_detail_that_nothing_public_has_is_asked_about():
    document = a_document(sections=[a_section(body="", pieces=[some_points("See each twin alone.")])])

    (found,) = told(document, around=public("A baby was hurt."), code="tells-more")

    assert "this learning note says “twin”; the published practitioner briefing does not" in found.message
    assert found.where == "part-101"


def test_a_correction_is_compared_with_the_edition_readers_have():
    around = public("A baby was hurt.", kind="learning note", is_own=True)

    (found,) = told(a_story("Rowan is a twin."), around=around, code="tells-more")

    assert found.message.endswith("says “twin”; the edition readers have now does not.")


@pytest.mark.parametrize("public_words", ["Both twins were seen.", "Rowan, a TWIN, was seen."])
def test_a_detail_that_is_public_already_is_no_news(public_words):
    assert told(a_story("Rowan is a twin."), around=public(public_words), code="tells-more") == []


def test_nothing_is_compared_when_nothing_is_public():
    assert told(a_story("Rowan is a twin."), code="tells-more") == []


TELLS_TOGETHER = [
    (
        "The mother bred greyhounds on the moor. Her son of six, one of triplets, was hurt on the night of "
        "the harvest supper."
    ),
    ("He was the seventh of ten and the only boy. He uses a wheelchair, and they lived above a bakery."),
    (
        "She was the first in the county to be charged under the new law. Her uncle ran the town's only "
        "cinema. She was given six years."
    ),
    ("A man of ninety-one, a retired organ tuner and a widower, was found in the almshouse during the flood."),
    (
        "Both parents sold flowers at the causeway. The girl played for the county team. It happened on her "
        "twelfth birthday."
    ),
    (
        "The couple kept the island's ferry. Their baby, born in a tent, was hurt at six weeks on the day of "
        "the eclipse."
    ),
]
USUAL = [
    (
        "Rowan was seven weeks old when he was brought to hospital with broken ribs. His mother was nineteen "
        "and had been in care. A health visitor had seen him twice, and a midwife had worried about the "
        "father, who used cannabis. Nobody had asked who else was at home. The father was convicted of "
        "causing the injuries."
    ),
    (
        "Baby W died aged three months while sleeping on a sofa with a parent who had been drinking. There "
        "were two older siblings. The family had moved between three areas in a year. The school was the "
        "first to notice that the eldest was hungry."
    ),
    (
        "Sam was 15 and had been missing eleven times. He was found with a knife in May 2021. A youth worker "
        "was the only adult he trusted. He had been excluded from school and was in a children's home at the "
        "time."
    ),
    (
        "A child of primary school age was neglected for years. The house was cold and dirty, and the "
        "children's teeth hurt. Appointments were missed. A neighbour rang the police on the night of the "
        "incident. On the day of the meeting nobody took notes. The mother had depression."
    ),
    (
        "Jo, aged 14, took her own life. She had told a friend that she was hurting herself. Her school "
        "counsellor wrote to the doctor. Her parents had separated in the winter. The inquest heard that "
        "services did not talk to each other."
    ),
    (
        "Adult D was 54, slept rough and drank heavily. He had a leg ulcer and a brain injury. Housing, "
        "hospital and social care each closed his case. He died in hospital in January. A voluntary group was "
        "the only service that kept visiting him."
    ),
    (
        "A mother and her two children fled from the father, who had been to prison for assault. She spoke "
        "Romanian and had no interpreter. He was stabbed by the stepfather on the street. The police and the "
        "school had different addresses. Children were witnesses to the abuse."
    ),
    (
        "The young person was 17, came to this country alone and was placed in a shared house. He was "
        "exploited by a gang that sold drugs. He was arrested and charged with supply. Nobody made a "
        "referral. He said that the worker who drove him to court was kind."
    ),
    (
        "A woman in her eighties was cared for by her son at home. District nurses saw pressure sores. The "
        "son was tired and had a hearing loss. A carer's assessment had been offered, and no one came back. "
        "She died of sepsis after a week in hospital."
    ),
    (
        "A baby girl of five months was shaken by her mother's new partner. He had served a sentence for "
        "violence, which her mother was not told. Police officers did not share what they knew. The "
        "grandmother, who worked as a carer, had raised concerns. A trial took place."
    ),
    (
        "Twin boys were born early and spent six weeks in hospital. Their mother was in temporary housing. "
        "One of them was hurt at home. The health visitor changed three times. Staff led the meeting well, "
        "ran a good assessment and kept a chronology."
    ),
    (
        "Our review looked at one family with four children aged between two and eleven. The father worked "
        "nights. There was domestic abuse, and the flat was overcrowded. Neighbours complained of noise. In "
        "the spring the youngest was burned by hot tea. The team managed a caseload of thirty."
    ),
]


def test_details_are_told_by_how_they_are_put_and_not_by_lists_alone():
    assert [words for words in TELLS_TOGETHER if not told(a_story(words))] == []


def test_notes_of_the_usual_kind_are_not_advised():
    assert [(words, told(a_story(words))) for words in USUAL if told(a_story(words))] == []
