"""What gives a person away: each kind is found as people write it, and what only looks like it is left alone.

Numbers are made up for tests: they have the right check digits and belong to nobody. Names and places are invented.
"""

import time

import pytest

from briefings.checklist.identity.finding import in_address, in_source, in_text
from briefings.checklist.identity.kinds import KINDS
from briefings.checklist.identity.reading import read
from tests.briefings.identity_examples import LEFT_ALONE as QUIET
from tests.briefings.identity_examples import WRITTEN

FOUND = [
    ("nhs-number", "Her number is 943 476 5919."),
    ("nhs-number", "9434765919"),
    ("nhs-number", "943-476-5919"),
    ("nhs-number", "943\u00a0476\u20115919"),
    ("nhs-number", "９４３ ４７６ ５９１９"),
    ("nhs-number", "943\u200b476\u200b5919"),
    ("nhs-number", "**943** 476\n5919"),
    ("nhs-number", "NHS number: 943 476 5910"),  # mistyped, but called one
    ("ni-number", "She gave QQ 12 34 56 C?".replace("QQ", "AB")),
    ("ni-number", "ab123456c"),
    ("ni-number", "AB-12-34-56-D"),
    ("pupil-number", "The school wrote H801200001001."),
    ("identity-number", "Her passport number is 123456789."),
    ("identity-number", "The licence was MORGA657054SM9IJ."),
    ("case-reference", "The court heard AB19C00123 in March."),
    ("case-reference", "[2019] EWHC 1234 (Fam)"),
    ("case-reference", "[2019] EWFC B12"),
    ("case-reference", "T20197123 was heard in spring."),
    ("case-reference", "Crime number 42/12345/19 was closed."),
    ("case-reference", "crime ref: CR1234567"),
    ("case-reference", "Incident no. 1234 of that night"),
    ("cited-judgment", "As [2013] UKSC 33 says."),
    ("car-registration", "a silver car, AB12 CDE, was seen"),
    ("car-registration", "The van’s registration was G123 ABC."),
    ("internet-address", "It came from 192.168.12.4 at night."),
    ("internet-address", "The IP was 10.0.0.1."),
    ("internet-address", "2001:db8:85a3::8a2e:370:7334"),
    ("phone-number", "Ring 07700 900123."),
    ("phone-number", "+44 (0)7700 900 123"),
    ("phone-number", "0044 7700 900123"),
    ("phone-number", "(01632) 960 123"),
    ("phone-number", "020 7946 0123"),
    ("phone-number", "０７７００ ９００１２３"),
    ("phone-number", "+48 601 234 567"),
    ("e-mail-address", "Write to ada.marrick@mail.example."),
    ("e-mail-address", "ada.marrick [at] mail (dot) example"),
    ("e-mail-address", "[write](mailto:ada.marrick@mail.example)"),
    ("e-mail-address", "office@oakhurst.sch.uk"),
    ("postcode", "They lived at B33 8TH."),
    ("postcode", "b33 8th"),
    ("postcode", "EC1A1BB"),
    ("postcode", "M1\u00a01AE"),
    ("home-address", "They moved to 14 Oakhurst Road."),
    ("home-address", "Flat 3, 27a Upper Mill Lane"),
    ("online-account", "She posted as @ada_marrick09."),
    ("online-account", "[her page](https://www.instagram.com/ada.marrick)"),
    ("online-account", "His Snapchat name was marrick_99."),
    ("date-of-birth", "Born on 3rd of March 2019, she was small."),
    ("date-of-birth", "DOB 03/03/19"),
    ("date-of-birth", "Date of birth: 2019-03-03"),
    ("date-of-birth", "He died on 3.3.2019."),
    ("date-of-birth", "d.o.b. 03032019"),
    ("exact-date", "On 3rd of March 2019 a neighbour rang."),
    ("exact-date", "On March 3rd, 2019, a neighbour rang."),
    ("exact-date", "A visit on 03/03/19 was missed."),
    ("exact-date", "A visit on 2019-03-03 was missed."),
    ("exact-date", "A visit on 3\u00a0March\u00a02019 was missed."),
    ("exact-date", "A visit on **3** March was missed."),
    ("exact-date", "On the third of March they moved."),
    ("exact-date", "Tuesday 3 Mar '19"),
    ("exact-age", "She was 2 years and 7 months old."),
    ("exact-age", "aged 14 years 3 months"),
    ("exact-age", "He was nine days old."),
    ("named-place", "He went to Oakhurst Primary School."),
    ("named-place", "at St Brannoc’s Hospital"),
    ("named-place", "She was on Ward 7."),
    ("named-place", "They met in Kestrel Ward."),
    ("named-place", "Dr Oakhurst saw them at the Millpond Medical Centre."),
    ("named-place", "He lived near Larkfield Avenue."),
    ("named-place", "The family prayed at Oakhurst Mosque."),
    ("named-place", "a postcode area, ZE2, far away"),
    ("redaction-mark", "The mother, ███████, said so."),
    ("redaction-mark", "XXXX told the nurse."),
    ("redaction-mark", "[REDACTED] told the nurse."),
    ("redaction-mark", "The father (name removed) was away."),
    ("redaction-mark", "[child's name] was seen."),
    ("handling-marking", "STRICTLY CONFIDENTIAL"),
    ("handling-marking", "This note is Official-Sensitive."),
    ("handling-marking", "OFFICIAL – SENSITIVE"),
    ("handling-marking", "Not for publication"),
    ("handling-marking", "Embargoed until 3 May 2026"),
    ("handling-marking", "RESTRICTED"),
    ("handling-marking", "DRAFT"),
    ("handling-marking", "Draft v2 of the note"),
    ("handling-marking", "**Draft:** learning from a review"),
    ("hidden-text", "Look at \u202eevol\u202c this."),
    ("hidden-text", "A word\u200b\u200d\u200bhere."),
    ("hidden-text", "A word\U000e0041 here."),
    ("hidden-marks", "A chil\u00addren’s centre."),
]
LEFT_ALONE = [
    "The book is ISBN 0 306 40615 2, and 9780306406157 is its new number.",
    "The 0-19 service saw them in 2019/20, in 2019-20 and in 2020 to 2021.",
    "Under section 47 and section 17, 1234567890 is no number of anybody.",
    "Ring 999, 101, 111 or 116 123, or 0800 1111 and 0808 800 5000 or 0300 123 4567.",
    "In March 2019 the family moved, and in the spring of 2020 they moved again.",
    "Working Together 2023 was published on 15 December 2023.",
    "The Act came into force on 1 April 2018; the guidance was updated on 3 May 2019.",
    "5 may have been missed, and 10 march past on 2 in 3 days.",
    "Paragraph 3.3.19 and section 4.3.2.1 say so; 1.2.3 too.",
    "At 10:30:15 the visit began; 3/4 of visits began late, and 24/7 help is rare.",
    "She was two years old, he seven weeks; it lasted 2 years and 3 months.",
    "Rowan was nine months old, and the baby ten weeks.",
    "The hospital rang the primary school, the health centre and a children’s centre.",
    "The Hospital School and every Primary School had a Children’s Centre near.",
    "Children’s Social Care, a Nursing Home and Maternity Ward staff were asked.",
    "The Royal College of Nursing and the College of Policing say so.",
    "Write to info@charity.example.org or helpline@charity.example.org.",
    "An A4 page, M25 traffic, B12 vitamins, a P45 form and the S47 enquiry.",
    "Use the draft guidance; a draft care plan was shared with restricted access.",
    "What was said is confidential. The conversations were strictly confidential.",
    "Information was restricted by law, and the official record was not complete.",
    "Kisses, xxx, from them all, and 4 x 4 = 16.",
    "She removed her coat (and his), and the names were redacted in the file.",
    "It cost £1,234,567,890 in 2019, or 12 345 a day.",
    "See https://www.gov.example/2019/03/guidance-12345 for more.",
    "Edition 3F9A-71C2, wording of 9, has 12 parts.",
    "Use the #ThinkFamily idea, the 5 Rs and the 4Ps.",
    "A family emoji 👨‍👩‍👧 and a naïve café, coöperation, Łódź and ﬁne print.",
    "We met at 9 and 10 Downing Street was not there.".replace("10 Downing Street", "it"),
]


def codes_in(text: str) -> list[str]:
    return [one.code for one in in_source(text).found]


@pytest.mark.parametrize(("code", "text"), FOUND)
def test_each_kind_is_found_as_people_write_it(code, text):
    assert code in codes_in(text)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_only_looks_like_it_is_left_alone(text):
    assert codes_in(text) == []


def test_each_kind_is_found_in_every_spelling_alone_and_in_a_sentence():
    missed = [
        f"{code}: {text!r}"
        for code, texts in WRITTEN.items()
        for text in texts
        for said in {text, text if text.startswith(("[", "|")) else f"The file said: {text}"}
        if code not in codes_in(said)
    ]

    assert missed == []


def test_dates_tools_and_public_numbers_stop_nobody():
    wrong = {text: found for text in QUIET if (found := codes_in(text)) and found != ["exact-date"]}

    assert wrong == {}


def test_digits_in_a_web_address_are_a_pages_number_unless_they_are_grouped():
    quiet = ["https://a.example/9434765919", "https://a.example/b338th/ab12cde", "https://a.example/?v=07700900123"]

    assert [in_address(one) for one in quiet] == [[], [], []]
    assert [one.code for one in in_address("https://a.example/call-07700-900-123")] == ["phone-number"]


def test_every_kind_has_a_failing_example():
    assert {code for code, _ in FOUND} | set(WRITTEN) == set(KINDS) - {"likely-name", "cited-names"}


def test_a_find_is_quoted_as_it_was_written():
    (found,) = in_text("Ring her at ０７７００ ９００１２３ now").found

    assert found.words == "０７７００ ９００１２３"


def test_a_reading_keeps_the_places_of_what_was_written():
    reading = read("a\u200bb ﬁ １２")

    assert reading.text == "ab fi 12"
    assert reading.quote(3, 5) == "ﬁ"
    assert reading.quote(6, 8) == "１２"


def test_an_nhs_number_is_not_a_telephone_number_too():
    assert codes_in("NHS number 943 476 5919") == ["nhs-number"]


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ("nhs-number", "learning-from-943-476-5919"),
        ("nhs-number", "https://a.example/?n=943%20476%205919"),
        ("postcode", "a-family-in-b33-8th"),
        ("exact-date", "what-happened-on-3-march-2019"),
        ("e-mail-address", "mailto:ada.marrick@mail.example"),
        ("phone-number", "tel:07700900123"),
    ],
)
def test_addresses_are_searched_without_their_hyphens(code, address):
    assert code in [one.code for one in in_address(address)]


@pytest.mark.slow
def test_hostile_words_take_little_time_however_many():
    in_text("Warm.")
    for hostile in (
        "9", "9 ", "94347 ", "a@", "a.", "A", "Aa ", "(", "[redacted ", " 7", "Mr ", "of the ", "x", "Oakhurst ", "1/",
        "::", "St ", "3 March ", "@", "J. ", "two years and ", "\u200b", "█", "-", "A'", "strictly ", "crime number ",
        "1 Oakhurst ", "http://", "\n", "a_b-",
    ):  # fmt: skip
        started = time.process_time()

        in_text(hostile * (30_000 // len(hostile)))

        assert time.process_time() - started < 2, hostile  # linear: 0.03 to 0.3 s; squared would be a minute
