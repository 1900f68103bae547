"""What the identity checks find, what they report wrongly, and what they cost.

    python -m tests.bench.bench_identity

Plants one of each kind in each part that a Document has, one at a time, into an invented note, and asks whether the
check names it. False alarms are counted on the invented documents of the tests as they are. Seconds are those of
the processor; the machine is shared, so compare ratios and assert on none of them.
"""

import os
import sys
import time
from collections import Counter
from dataclasses import replace

import django

PLANTED = {
    "nhs-number": ["943 476 5919", "9434765919"],
    "ni-number": ["AB 12 34 56 C", "AB123456C"],
    "pupil-number": ["H801200001001"],
    "case-reference": ["AB19C00123", "[2019] EWHC 1234 (Fam)", "crime number 42/12345/19"],
    "car-registration": ["AB12 CDE"],
    "internet-address": ["192.168.12.4"],
    "phone-number": ["07700 900123", "+44 7700 900123", "020 7946 0123"],
    "e-mail-address": ["ada.marrick@mail.example"],
    "postcode": ["B33 8TH", "EC1A 1BB"],
    "home-address": ["14 Oakhurst Road"],
    "date-of-birth": ["born on 3 March 2019", "DOB 03/03/2019"],
    "exact-date": ["3rd of March 2019", "2019-03-03", "03/03/19"],
    "exact-age": ["aged 2 years and 7 months"],
    "named-place": ["Oakhurst Primary School", "Kestrel Ward", "St Brannoc's Hospital"],
    "redaction-mark": ["██████", "[REDACTED]", "XXXX"],
    "handling-marking": ["STRICTLY CONFIDENTIAL", "embargoed until Friday"],
}
# Kept out of every list: the names a list knows are found anyway.
STRANGE_NAMES = (
    "Zephyrine Tavishka Brannoc Quillon Oduya Merrith Hjordan Lowenna-Mae Tamesha Kvist Ysolde Ambroze Perranwen "
    "Ruvarashe Dzhamila Osgyth Thrale Nkiruka-Ann Wulfric Ceinwenna"
).split()
# Each shape in which a name is met, as often at the start of a sentence as inside one.
CARRIERS = (
    "{} told a teacher about it.",
    "The worker asked {} about it.",
    "Nobody knew where {}’s father lived.",
    "{} was seen at home that week.",
    "They spoke with {} and her aunt.",
    "His brother, {}, was away.",
)
# A slug holds small letters and digits; the other kinds have no form there.
NOT_IN_AN_ADDRESS = {
    "home-address", "exact-age", "named-place", "redaction-mark", "handling-marking", "car-registration",
    "internet-address", "case-reference",
}  # fmt: skip
NOT_BEHIND_A_LINK = NOT_IN_AN_ADDRESS | {"date-of-birth", "exact-date"}  # there it is when a page came out


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("PORTAL_ENV", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from briefings.checklist import Circumstances
    from briefings.checklist.identifying import nobody_is_identified
    from briefings.checklist.identity import finding, wordlists
    from briefings.rendering import html
    from tests import documents, reports

    def problems_of(document):
        return {one.code: one for one in nobody_is_identified(document, None, Circumstances())}

    print("Found, of those planted in each part:")
    missed = Counter()
    for code, samples in PLANTED.items():
        tried = hit = 0
        for sample in samples:
            for part, document in _planted(sample, code):
                tried += 1
                if code in problems_of(document):
                    hit += 1
                else:
                    missed[f"{code} in {part}"] += 1
        print(f"  {code:18} {hit:3} of {tried:3}  {100 * hit / tried:.0f} %")
    tried = hit = 0
    for name in STRANGE_NAMES:
        for carrier in CARRIERS:
            for part, document in _planted(carrier.format(name), "likely-name"):
                tried += 1
                problem = problems_of(document).get("likely-name")
                if problem and name.split("-")[0] in problem.message:
                    hit += 1
                else:
                    missed[f"likely-name in {part}"] += 1
    listed = wordlists.given_names() | wordlists.surnames() | wordlists.names_that_are_words()
    known = [name for name in STRANGE_NAMES if listed & set(name.lower().split("-"))]
    print(f"  {'likely-name':18} {hit} of {tried}  {100 * hit / tried:.0f} %  ({len(known)} listed)")
    print("  missed:", ", ".join(f"{what} ({number})" for what, number in missed.most_common()) or "none")

    plain = [documents.a_learning_note(), documents.a_practitioner_briefing(), documents.a_learning_page(),
             documents.a_seven_minute_briefing(), reports.a_rich_report(picture=None),
             documents.a_report()]  # fmt: skip
    words = sum(html.words(one) for one in plain)
    wrong = Counter()
    for document in plain:
        for code, problem in problems_of(document).items():
            wrong[code] += max(1, len(problem.places))
    print(f"False alarms on {words:,} invented words, for 1,000 words:")
    for code in (*PLANTED, "likely-name", "online-account", "cited-judgment", "hidden-text"):
        print(f"  {code:18} {1000 * wrong[code] / words:.2f}")
    print(f"  {'all':18} {1000 * sum(wrong.values()) / words:.2f}")

    print("Processor time:")
    for name, document in {"a note": plain[0], "a report of 23,000 words": reports.a_long_report()}.items():
        finding.in_source.cache_clear()
        first, again = _seconds(problems_of, document), _seconds(problems_of, document)
        long = html.words(document)
        print(f"  {name}: {first * 1000:.0f} ms read afresh ({first * 1e6 / long:.0f} ms for 1,000 words), "
              f"{again * 1000:.0f} ms when nothing changed")  # fmt: skip


def _planted(sample: str, code: str):
    """A note with the sample in each part that a Document has, one at a time."""
    from briefings import document as doc
    from tests import documents

    words = f"The file said {sample} and no more." if code != "likely-name" else sample
    plain = documents.a_document(title="Learning from a review", slug="a-note", review_slug="")

    def with_pieces(*pieces, **fields):
        section = documents.a_section(body="Nothing.", pieces=pieces)
        return replace(plain, sections=(section,), **fields)

    picture = doc.Picture("figures/a.png", "Bars of two heights.", 10, 10)
    yield "title", replace(plain, title=words)
    yield "summary", replace(plain, summary=words)
    yield "section", replace(plain, sections=(documents.a_section(body=words),))
    yield "heading", replace(plain, sections=(documents.a_section(heading=words, body="Nothing."),))
    yield "point", with_pieces(documents.some_points(words))
    yield "guidance", with_pieces(documents.some_points("Ask.", guidance=[words]))
    yield "question", with_pieces(documents.some_questions(words))
    yield "recommendation", with_pieces(documents.some_recommendations(words))
    yield "addressees", with_pieces(documents.some_recommendations("Ask.", addressees=words))
    yield "quotation", with_pieces(doc.Quotation(9, words, "A relative", "en-GB"))
    yield "attribution", with_pieces(doc.Quotation(9, "Nobody asked.", words, "en-GB"))
    yield "alt text", with_pieces(doc.Figure("figure-1", 9, replace(picture, alt=words), "Moves", "en-GB"))
    yield "caption", with_pieces(doc.Figure("figure-1", 9, picture, words, "en-GB"))
    yield "footnote", replace(plain, footnotes=(doc.Footnote("a", 1, 9, words, "en-GB"),))
    if code not in {"likely-name", "named-place"}:  # what a glossary explains may be said
        yield "glossary", replace(plain, glossary=(doc.Term("LCSPR", words),))
    if code not in {"phone-number", "postcode", "home-address", "likely-name"}:  # the office's own may stand there
        yield "contact", replace(plain, contact=words)
    slug = sample.lower().replace(" ", "-").replace("/", "-")
    if code not in NOT_BEHIND_A_LINK | {"likely-name"}:
        target = f"mailto:{sample}" if code == "e-mail-address" else f"https://a.example/{slug}"
        yield "link target", replace(plain, sections=(documents.a_section(body=f"[Read this]({target})."),))
    if code not in NOT_IN_AN_ADDRESS | {"e-mail-address", "likely-name"} and "+" not in sample:
        yield "slug", replace(plain, slug=slug)


def _seconds(work, *given) -> float:
    started = time.process_time()
    work(*given)
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
