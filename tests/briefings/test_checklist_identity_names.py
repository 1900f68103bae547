"""Likely names of people are found where their company gives them away; the field's own words are left alone."""

import pytest

from briefings.checklist import Circumstances
from briefings.checklist.identifying import nobody_is_identified
from briefings.checklist.identity import finding
from briefings.checklist.identity.finding import in_source
from briefings.document import Cover, Link, Reviewer
from tests import documents
from tests.briefings.identity_examples import NOBODYS, SOMEBODYS

LISTED = [
    "Jayden told a teacher.",
    "She met Katarzyna in the spring.",
    "A worker asked **Mehmet** about it.",
    "Was Aisha asked?",
    "Mrs Patel next door rang.",
    "Oliver’s bedroom was cold.",
    "They spoke to Emeka Okonkwo twice.",
    "JAYDEN was not at home.",
]
IN_NO_LIST = [
    "A worker asked Zephyrine about it.",
    "Zephyrine told a teacher.",
    "Zephyrine’s bedroom was cold.",
    "Mr Quillfeather next door rang.",
    "His mother, Tavishka, was away.",
    "The boy, named Brannoc, was away.",
    "They spoke to J. Threlkeld-Marr twice.",
    "They spoke to P Quillfeather about it.",
    "Zephyrine Quillfeather moved.",
    "It was Dr Quillfeather who asked.",
    "PC Thrale came to the house.",
]
WORDS_AND_NAMES = [
    "Her son, called Will, was away.",
    "The worker told Grace about it.",
    "They met with Hope and her aunt.",
    "It was Rose’s idea.",
    "Everyone thought that Mark had left.",
    "May Taylor lived next door.",
    "Grace Hill lived next door.",
]
IN_COMPANY = {
    "Hope told a teacher.": "Hope",
    "Grace and her brother were moved.": "Grace",
    "Jordan and Chelsea were in care.": "Jordan",
    "Joy, her younger sister, was in the next room.": "Joy",
    "Summer (7) was asleep.": "Summer",
    "May was placed with her grandmother.": "May",
    "What happened when Hope went missing": "Hope",
    "Marsh was arrested the next day.": "Marsh",
    "The Jacksons had moved.": "Jacksons",
    "The Marsh family was known.": "Marsh",
    "She stayed with her uncle declan.": "declan",
    "They left the baby with her sister hope.": "hope",
    "A letter from mr thistlewood came.": "thistlewood",
    "A boy known as Smiler had a knife.": "Smiler",
    "The file is headed MARSH, Declan.": "MARSH",
    "Seán Ó Riain and Máire Ní Dhónaill came.": "Máire Ní Dhónaill",
    "The interpreter told Fatima al-Hassan.": "al-Hassan",
    "Li Wei was born then.": "Li Wei",
    "It was Mr Bolton who rang.": "Mr Bolton",
    "Read [it](https://news.example.org/inquest-of-brannoc-quill).": "brannoc",
    "Read [it](https://www.justiceforkayleigh.org).": "kayleigh",
    "Read [it](https://a.example/declanmarsh).": "declanmarsh",
}
NO_PERSONS = [
    "April was quiet, and hope was lost. Summer holidays are hard. Faith leaders met. Will power helps.",
    "Bowlby’s attachment theory, Kolb’s learning cycle, Gibbs’ reflective cycle and Hart’s ladder are taught.",
    "The Casey audit, the Hackitt review and the Fraser guidelines are known. Lord Marsh said so.",
    "They lived in Ashby, Kidlington and Selby, by the river Ouse.",
    "He took Pregabalin, Sertraline and Omeprazole.",
    "SystmOne, Badgernet and Healthwatch; a Detective Chief Inspector; the Lucy Faithfull Foundation.",
    "If visits miss. Ask the person. What | First 14, Second 26, Third 8",
    "Look at MARAC (as in 2019) and at the Graded Care Profile 2.",
]
CITED = {
    "Neglect is missed (Smith, 2019; Okafor et al., 2021, p. 4).": ("Smith", "Okafor et al."),
    "Smith and Jones (2020) said so, as Smith, Jones and Patel (2021) did.": (
        "Smith and Jones",
        "Smith, Jones and Patel",
    ),
    "Quillfeather and colleagues looked again.": ("Quillfeather and colleagues",),
    "Threlkeld, J. and Marsh, A. (2013) *Neglect: a study*. London: Hogarth.": ("Threlkeld, J. and Marsh, A.",),
    "Reder P, Duncan S. *Beyond blame*. Routledge; 1993.": ("Reder P, Duncan S.",),
    "Department for Education (2023) *Working together*.": (),
}

NO_NAMES = [
    "Will you ask? May you ask? Mark what you see. Hope is not a plan, and neither is grace.",
    "Rose bushes grew. Faith matters, and joy does.",
    "In May and in June 2020 the team met; April was busy.",
    "Early Help and Children’s Social Care held a Strategy Discussion with the Family Hub.",
    "The Munro review, Gillick competence and the Signs of Safety approach are known.",
    "Working Together to Safeguard Children says so, and so does the Care Act.",
    "Ask Ofsted, Barnardo’s, the Samaritans or the Lullaby Trust.",
    "On Monday the British and the Polish speakers met at Christmas.",
    "What Did We Learn About Working With Fathers And Partners?",
    "Think Family. Was Not Brought. Professional Curiosity.",
    "Child A and Baby B, Mr C and Ms D, the Mother and the Father.",
    "CAMHS, MASH and the CSPRs use WhatsApp, TikTok and YouTube.",
    "Clare’s Law and Sarah’s Law give a right to ask.",
    "Neurodivergent children and multi-agency partners were asked. Supervisors listened.",
    "“Nobody asked me,” she said. “Everyone knew.”",
    "1. Ask. 2. Listen. (Then) Act – Always.",
]


def names_in(text: str) -> list[str]:
    finds = in_source(text)
    return [one.written for one in finds.names if one.is_listed or not set(one.words) <= finds.small]


@pytest.mark.parametrize("text", LISTED + IN_NO_LIST + WORDS_AND_NAMES)
def test_a_likely_name_is_found(text):
    assert names_in(text)


@pytest.mark.parametrize(("text", "name"), IN_COMPANY.items())
def test_company_shows_a_person_where_the_word_alone_does_not(text, name):
    assert name in " ".join(names_in(text))


@pytest.mark.parametrize(("text", "authors"), CITED.items())
def test_who_is_cited_is_told_of_as_cited_and_is_no_likely_name(text, authors):
    assert names_in(text) == []
    assert tuple(one.words for one in in_source(text).found if one.code == "cited-names") == authors


def test_a_child_with_a_year_of_birth_is_not_cited():
    assert names_in("Declan (2015) and Kayleigh (2017) were at home.") == ["Declan", "Kayleigh"]


@pytest.mark.parametrize("text", NO_NAMES + NO_PERSONS)
def test_words_of_the_field_and_of_every_day_are_no_names(text):
    assert names_in(text) == []


def test_what_things_are_called_is_nobodys_name():
    found = {text.strip(): [*names_in(text), *places_in(text)] for text in NOBODYS}
    assert {text: names for text, names in found.items() if names} == {}


def places_in(text: str) -> list[str]:
    return [one.words for one in in_source(text).found if one.code == "named-place"]


def test_a_name_is_told_whole():
    assert {text: names_in(text) for text, name in SOMEBODYS.items() if name not in names_in(text)} == {}


def test_a_name_and_its_longer_form_are_one_line():
    found = problems_in(a_note("Declan told a teacher.", "Declan Marsh left, and Ms Marsh rang.", "Declan’s bed."))

    assert [words for words, _where in found["likely-name"].places] == ["Declan Marsh", "Ms Marsh"]
    assert "“Declan Marsh”" in problems_in(a_note("Declan told.", "Declan Marsh left."))["likely-name"].message


def test_a_hospital_called_as_the_partnership_is_a_place_all_the_same():
    signed = {"publishers": (documents.a_publisher(name="Fernwick Safeguarding Children Partnership"),)}

    assert "named-place" in problems_in(a_note("She was seen at Fernwick General.", **signed))
    linked = (Link("a", "The Oakhurst School toolkit", "A trust", "guide", "https://a.example", "open"),)
    assert problems_in(a_note("Read what Oakhurst School did.", links=linked)) == {}


def problems_in(document, **around):
    return {one.code: one for one in nobody_is_identified(document, None, Circumstances(**around))}


def a_note(*bodies: str, **fields):
    sections = [documents.a_section(body=body, position=place) for place, body in enumerate(bodies, start=1)]
    return documents.a_document(**{"title": "Learning from a review", "slug": "a-note", "sections": sections, **fields})


def test_names_are_advice_in_one_message_with_each_place_to_jump_to():
    found = problems_in(a_note("Zephyrine told a teacher.", "Nothing.", "The teacher told Thrale. Zephyrine left."))

    assert found["likely-name"].stops is False
    assert found["likely-name"].where == "part-1"
    assert found["likely-name"].places == (("Zephyrine", "part-1"), ("Thrale", "part-3"))
    assert found["likely-name"].message.startswith("Look at the likely names “Zephyrine”")


@pytest.mark.parametrize(
    ("fields", "around"),
    [
        ({"title": "Learning from Child Zephyrine"}, {}),
        ({"cover": Cover(("Baby Zephyrine",), (), None)}, {}),
        ({"cover": Cover((), (Reviewer("Zephyrine Quill", "Reviewer"),), None)}, {}),
        ({"links": (Link("a", "The Zephyrine tool", "A trust", "guide", "https://a.example", "open"),)}, {}),
        ({"publishers": (documents.a_publisher(name="Zephyrine Vale Partnership"),)}, {}),
        ({}, {"allowed_names": frozenset({"Zephyrine"})}),
        ({}, {"allowed_names": frozenset({"zephyrine quill"})}),
        ({}, {"known_acronyms": {"ZM": "Zephyrine method"}}),
    ],
)
def test_a_name_that_may_be_said_is_no_problem(fields, around):
    assert "likely-name" in problems_in(a_note("Zephyrine told a teacher."))
    assert problems_in(a_note("Zephyrine told a teacher.", **fields), **around) == {}


def test_a_word_that_this_briefing_uses_in_small_letters_is_no_name():
    assert problems_in(a_note("A whirlwort grew.", "The worker saw Whirlwort in the yard.")) == {}


def test_a_given_name_in_the_address_is_found():
    assert problems_in(a_note("Nothing.", slug="learning-from-jayden"))["likely-name"].where == "slug"


def test_in_another_language_only_listed_names_are_found():
    words = "Rozmawiali o Sprawie i o Rodzinie z Katarzyna."
    document = documents.a_document(
        title="A", slug="a", sections=[documents.a_section(body=words, language="pl")]
    )  # fmt: skip

    assert [one.places or one.message for one in problems_in(document).values()] == [
        problems_in(a_note("Katarzyna was asked."))["likely-name"].message
    ]


def test_the_office_of_the_partnership_may_stand_in_its_contact_line_but_no_mobile():
    contact = "Ring 01632 960 123 or write to learning@marlow-vale.example.org, 1 Oakhurst Road, B33 8TH."

    assert problems_in(a_note("Nothing.", contact=contact)) == {}
    assert set(problems_in(a_note("Nothing.", contact="Ring 07700 900123."))) == {"phone-number"}


@pytest.mark.parametrize(
    ("code", "words", "allowed"),
    [
        ("e-mail-address", "Write to ada@mail.example.", "ADA@mail.example"),
        ("phone-number", "Ring 01632 960 123.", "01632 960123"),
        ("named-place", "He went to Oakhurst School.", "Oakhurst School"),
        ("postcode", "Write to B33 8TH.", "B33 8TH"),
    ],
)
def test_what_a_partnership_allows_may_stand(code, words, allowed):
    assert code in problems_in(a_note(words))
    assert problems_in(a_note(words), allowed_names=frozenset({allowed})) == {}


def test_a_number_that_only_looks_like_one_can_be_allowed_so_that_no_stop_is_a_dead_end():
    assert problems_in(a_note("It is 943 476 5919."))["nhs-number"].stops
    assert problems_in(a_note("It is 943 476 5919."), allowed_names=frozenset({"943 476 5919"})) == {}


def test_a_protected_term_is_never_quoted():
    def protected(text):
        return "Zephyrine" in text

    found = problems_in(a_note("Zephyrine told Lowenna.", "They saw Thrale."), protected_in=protected)["likely-name"]

    assert "Zephyrine" not in found.message
    assert "Lowenna" not in found.message  # the one that is left out of a part would be known by the others
    assert found.places == (("Thrale", "part-2"),)


def test_names_are_found_in_more_kinds_of_everyday_drafting():
    for sentence, name in {
        "Her key worker, tomasz, left in May.": "tomasz",
        "We spoke to chelsea's mum.": "chelsea",
        "See IMG_tamzin_birthday.jpg for it.": "tamzin",
        "Friends know him as Smudge.": "Smudge",
        "Staff wrote that Mrs ap Llywelyn was shouting.": "Mrs ap Llywelyn",
        "Then Leroy B. hit him.": "Leroy B",
    }.items():
        assert name in {one.written for one in finding.in_text(sentence).names}, sentence
    for sentence in ("Gibbs gives us another cycle.", "On Eid al-Fitr they ate."):
        assert not finding.in_text(sentence).names, sentence
