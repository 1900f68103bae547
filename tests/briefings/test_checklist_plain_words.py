"""Plain words and access: each check has a failing example, and look-alikes that it leaves alone."""

from dataclasses import replace

import pytest

from briefings.checklist import Circumstances, checklist
from briefings.checklist.plain_words import reading_age, syllables_in
from briefings.document import Figure, Picture, Quotation, Term
from tests.documents import a_document, a_learning_note, a_publisher, a_section, some_points, some_questions

LONG = (
    "When the worker who had known the family for most of the year was moved to another team at very short notice "
    "the plan that had been agreed with both parents was not handed over to anybody."
)


def found(document, code, **around):
    return [one for one in checklist(document, None, Circumstances(**around)) if one.code == code]


def words(body, **fields):
    return a_document(sections=[a_section(body=body, **fields)])


def test_a_long_sentence_is_shown_from_its_start():
    (one,) = found(words(f"Rowan was hurt. {LONG}"), "sentences-long")

    assert one.message == (
        "Divide this sentence: it has 37 words and starts “When the worker who had known the family…”."
    )


def test_several_long_sentences_are_one_piece_of_advice_with_their_places():
    document = a_document(sections=[a_section(body=LONG), a_section(body=f"{LONG[:-1]} at all.", position=2)])

    (one,) = found(document, "sentences-long")

    assert one.message.startswith("Divide 2 sentences of more than 25 words: the longest has 39 words")
    assert [where for _, where in one.places] == ["part-2", "part-1"]


@pytest.mark.parametrize(
    "document",
    [
        words(f"{'Ask again. ' * 12}{LONG}"),  # one among many
        words("A list:\n\n- " + "\n- ".join(["ask who lives there"] * 9)),  # items are not one sentence
        words("We met on two days, e.g. Dr. Hale and No. 4 Team met. " * 3),
        a_document(sections=[a_section(pieces=[Quotation(2, LONG, "A mother", "en-GB")])]),
        words(LONG, language="cy"),
    ],
    ids=["one of many", "list", "abbreviations", "quotation", "Welsh"],
)
def test_sentences_that_are_short_quoted_or_not_english_are_left_alone(document):
    assert found(document, "sentences-long") == []


def test_a_paragraph_too_long_is_named_and_two_short_ones_are_not():
    sentence = "We asked what each day was like for Rowan. "

    assert "171 words" in found(words(sentence * 19), "paragraphs-long")[0].message
    assert found(words(f"{sentence * 9}\n\n{sentence * 9}"), "paragraphs-long") == []


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("The mother was hard to engage.", "hard to engage"),
        ("The family FAILED TO ENGAGE with services.", "FAILED TO ENGAGE with"),
        ("They were a hard-to-reach family.", "hard-to-reach"),
        ("The child disclosed that she was hurt.", "disclosed"),
        ("Rowan disclosed abuse at school.", "disclosed"),
        ("Rowan made a disclosure to a teacher.", "made a disclosure"),
        ("Rowan chose to stay with the men.", "chose to"),
        ("She was placing herself at risk.", "placing herself at risk"),
        ("They put themselves at risk of harm.", "put themselves at risk"),
        ("Records call Rowan promiscuous.", "promiscuous"),
        ("It was attention-seeking.", "attention-seeking"),
        ("Records speak of a child prostitute.", "child prostitute"),
        ("Rowan absconded twice.", "absconded"),
        ("The mother failed to protect Rowan.", "failed to protect"),
        ("The father committed suicide.", "committed suicide"),
        ("We found the toxic trio again.", "toxic trio"),
    ],
)
def test_words_the_field_avoids_are_shown_with_what_to_write_instead(sentence, shown):
    (one,) = found(words(sentence), "words-avoided")

    assert one.message.startswith(f"Find other words for “{shown}”: ")
    assert one.where == "part-1"


@pytest.mark.parametrize(
    "sentence",
    [
        "Linnet's parents were not hard to reach.",
        "Nobody was promiscuous.",
        "Words such as “promiscuous” or “lifestyle choice” hide the harm.",
        "The council disclosed its files to the court.",
        "A check by the Disclosure and Barring Service came late.",
        "We chose to speak with fathers first.",
        "The report chooses to name no school.",
        "Two young people chose not to take part in the review.",
        "The service failed to record the visit.",
        "The engagement of fathers was good, and families were easy to engage.",
        "The plan put children at the centre.",
        "A DNA test was done.",
    ],
)
def test_words_that_only_look_alike_blame_nobody(sentence):
    assert found(words(sentence), "words-avoided") == []


def test_somebody_s_quoted_words_are_theirs():
    quotation = Quotation(2, "I was hard to engage.", "A mother", "en-GB")

    assert found(a_document(sections=[a_section(pieces=[quotation])]), "words-avoided") == []


def test_a_partnership_s_own_words_are_avoided_too_and_come_first():
    around = {"avoided_words": (("frequent caller", "a person who rang often"), ("hard to engage", "not met well"))}

    (own,) = found(words("A Frequent-Callers list was kept."), "words-avoided", **around)
    (instead,) = found(words("She was hard to engage."), "words-avoided", **around)

    assert own.message == "Find other words for “Frequent-Callers”: write “a person who rang often”."
    assert "not met well" in instead.message


def test_letters_are_to_be_written_out_and_known_ones_are_offered():
    document = words("The MASH met. The MASH and an FGC plan followed.")

    (one,) = found(document, "acronyms-unexplained", known_acronyms={"MASH": "multi-agency safeguarding hub"})

    assert one.message.endswith("stand for: MASH (multi-agency safeguarding hub), FGC.")


@pytest.mark.parametrize(
    "body",
    [
        "The multi-agency safeguarding hub (MASH) met. The MASH met again.",
        "The MASH (the multi-agency safeguarding hub) met.",
        "The NHS, a GP and A&E in the UK were asked, on TV and as a PDF.",
        "Child YS and Baby AB were seen. Adult QF was not.",
        "WHAT HAPPENED TO ROWAN THEN",
        "Part II and section IV say so.",
        "The MVSCP asks this.",  # who signs
        "“The CAHMS thing,” she said.",
        "See https://example.org/MASH today.",
    ],
)
def test_letters_that_need_no_words_are_left_alone(body):
    assert found(words(body), "acronyms-unexplained") == []


def test_a_glossary_that_readers_get_explains_its_letters():
    document = words("The MASH met.")

    assert found(replace(document, glossary=(Term("MASH", "a hub"),)), "acronyms-unexplained") == []


def test_a_text_for_few_is_told_its_reading_age():
    hard = (
        "Multidisciplinary organisational accountability necessitates comprehensive interagency communication "
        "methodologies. Professional hypothesising regarding parental psychopathology stayed insufficiently explored. "
    )

    assert "people of about" in found(words(hard * 8), "reading-hard")[0].message
    assert found(a_learning_note(), "reading-hard") == []
    assert found(words(hard), "reading-hard") == []  # too short to say


@pytest.mark.parametrize(
    ("word", "number"), [("people", 2), ("child", 1), ("asked", 1), ("safeguarding", 3), ("professional", 4),
                         ("created", 3), ("little", 2), ("the", 1), ("information", 4)]
)  # fmt: skip
def test_syllables_are_counted_nearly_as_heard(word, number):
    assert abs(syllables_in(word) - number) <= (word in {"created", "safeguarding"})


def test_reading_age_is_the_known_measure_and_five_years():
    # 10 words of one syllable in one sentence: 0.39 x 10 + 11.8 - 15.59 is grade 0.11
    assert reading_age(sentences=1, words=["cat"] * 10) == pytest.approx(5.11)


@pytest.mark.parametrize(
    ("question", "is_closed"),
    [
        ("Do you ask about fathers?", True),
        ("Can every worker read a chronology?", True),
        ("Do you ask who lives with a baby?", False),  # whoever answers will say who
        ("Is supervision regular in your team?", True),
        ("How do you ask who lives with a baby?", False),
        ("Do you know how to reach a father?", False),
        ("Do you ask who lives there? What do you do with the answer?", False),
        ("What would help you to ask?", False),
        ("When did you last go back?", False),
        ("Is it enough to write, or do you ring?", False),
    ],
)
def test_a_question_that_yes_answers_is_advised_against(question, is_closed):
    document = a_document(sections=[a_section(pieces=[some_questions(question)])])

    assert bool(found(document, "question-closed")) is is_closed


@pytest.mark.parametrize("asked_of", ["review", "partnership"])
def test_what_a_review_asked_is_left_as_it_was(asked_of):
    questions = some_questions("Was the plan good?", asked_of=asked_of)

    assert found(a_document(sections=[a_section(pieces=[questions])]), "question-closed") == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("To read it, [click here](https://one.example/a).", "link-says-nothing"),
        ("There is [More …](https://one.example/a).", "link-says-nothing"),
        ("Look at https://one.example/guide today.", "link-bare"),
        ("[https://one.example/guide](https://one.example/guide)", "link-bare"),
        ("[The guide](https://one.example/a) and [the guide](https://two.example/b).", "link-same-words"),
        ("This is VERY IMPORTANT TO REMEMBER always.", "capitals"),
        (f"*{'slanting words ' * 9}end*", "italics-long"),
    ],
)
def test_what_stands_in_the_way_of_reading_is_found(body, code):
    assert len(found(words(body), code)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "Read [the bruising guide](https://one.example/a), then [the guide again](https://one.example/b).",
        "[The guide](https://one.example/a) and [the guide](https://one.example/a/).",
        "Write to learning@one.example or ring 01632 960 001.",
        "The NHS and the GP met. A&E was told.",
        "*Some words* lean, and 2 * 3 * 4 do not, nor do names_with_strokes_inside.",
        "**Heavy words are not in italics, even when there are rather many of them in one run of words.**",
    ],
)
def test_what_only_looks_like_a_hindrance_is_left_alone(body):
    codes = {one.code for one in checklist(words(body), None, Circumstances())}

    assert not codes & {"link-says-nothing", "link-bare", "link-same-words", "capitals", "italics-long"}


def with_picture(alt, caption="Visits by month"):
    figure = Figure("figure-1", 2, Picture("figures/a.png", alt, 10, 10), caption, "en-GB")
    return a_document(sections=[a_section(pieces=[figure])])


@pytest.mark.parametrize(
    ("alt", "code"),
    [
        ("IMG_0042", "picture-words-file"),
        ("visits.png", "picture-words-file"),
        ("Image of a chart", "picture-words-opening"),
        ("a " * 130, "picture-words-long"),
        ("Visits by month.", "picture-words-caption"),
    ],
)
def test_words_for_a_picture_that_tell_nothing_are_found(alt, code):
    assert [one.where for one in found(with_picture(alt), code)] == ["part-2"]


def test_words_for_a_picture_that_describe_it_are_left_alone():
    alt = "Visits fell from nine in May to one in August. The image of a family is drawn beside them."

    assert not [one for one in checklist(with_picture(alt), None, Circumstances()) if one.code.startswith("picture")]


def test_a_colour_that_cannot_be_read_is_told_with_whose_it_is():
    (one,) = found(a_document(publishers=(a_publisher(),)), "colours-faint", faint_colours=("MVSCP",))

    assert "MVSCP" in one.message


def test_an_ordinary_note_gets_no_advice_on_its_words():
    note = a_learning_note()
    around = Circumstances(allowed_names=frozenset({"Rowan"}))  # the pseudonym, which the cover of a draft says
    found_codes = {one.code for one in checklist(note, None, around)}

    assert found_codes == {"themes-missing", "sectors-missing", "summary-missing"}


def test_words_in_points_are_judged_at_their_place():
    document = a_document(sections=[a_section(pieces=[some_points("The mother was hard to engage.")])])

    assert [one.where for one in found(document, "words-avoided")] == ["part-101"]
