"""What is invented stays invented: no real place, person, address or telephone number in the demo."""

import json
import re
from pathlib import Path

import pytest

from briefings.demo import files as demo_files
from briefings.formats import FORMATS
from people.colour import LEAST_CONTRAST, contrast

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = sorted(path for path in (ROOT / "fixtures").rglob("*") if path.suffix in {".json", ".md", ".txt", ".html"})
PARTNERSHIPS = demo_files.listed("partnerships")
PLACES = {"Merrowdale", "Thornsea", "Alderwick"}
# The sample documents to import have partnerships of their own, as invented as these.
DEMO = [path for path in FIXTURES if "documents" not in path.parts]
BODY = re.compile(r"((?:[A-Z][\w'’-]+ )+)Safeguarding (?:Children |Adults |Child )?(?:Partnership|Board)")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_are_three_partnerships_with_invented_names():
    assert {row["name"].split()[0] for row in PARTNERSHIPS} == PLACES


def test_demo_names_no_other_partnership():
    named = {match.strip().removeprefix("The ") for path in DEMO for match in BODY.findall(path.read_text())}

    assert named == PLACES


def hosts_in(text: str) -> set[str]:
    """The hosts of the web and e-mail addresses in a text that are nobody's example."""
    hosts = {host.lower().rstrip(".") for host in re.findall(r"(?:https?://|[\w.+-]+@)([\w.-]+)", text)}
    return {host for host in hosts if not host.endswith((".example", ".example.org", ".example.com"))}


NUMBERS = re.compile(
    r"\b0\d{3,4}[ -]?\d{3}[ -]?\d{3,4}\b"  # of a telephone
    r"|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"  # a postcode
    r"|\b\d{9,}\b"
)


def test_every_address_is_an_example():
    assert not {name_of(path): found for path in FIXTURES if (found := hosts_in(path.read_text()))}


def test_no_telephone_number_postcode_or_long_number_appears():
    assert not {name_of(path): found for path in FIXTURES if (found := NUMBERS.findall(path.read_text()))}


def test_what_is_somebodys_is_seen():
    assert hosts_in("Ask kim@fernwick.example, or look at https://council.test/a.") == {"council.test"}
    for number in ("01632 960 001", "AB1 2CD", "9434765919"):
        assert NUMBERS.search(f"It is {number}.")


def test_colours_can_be_read():
    for row in PARTNERSHIPS:
        for colour in (row["colour"], row["second_colour"]):
            assert contrast(colour, "#ffffff") >= LEAST_CONTRAST, row["slug"]


def test_every_table_of_the_demo_has_rows():
    for path in sorted((ROOT / "fixtures").rglob("*.json")):
        assert json.loads(path.read_text()), name_of(path)


WORDINGS = [wording for wordings in demo_files.briefings().values() for wording in wordings]


def test_briefings_name_themes_sectors_and_points_that_exist():
    shared = demo_files.listed("vocabulary")
    themes, sectors = ({row["slug"] for row in shared[name]} for name in ("themes", "sectors"))
    points = {slug: len(row["learning_points"]) for slug, row in demo_files.reviews().items()}

    for wording in WORDINGS:
        assert set(wording.listed("themes")) <= themes, wording.slug
        assert set(wording.listed("sectors")) <= sectors, wording.slug
        for row in (row for section in wording.sections for row in section.rows):
            assert set(row.sectors) <= sectors, row.words
            assert row.drawn_from <= points.get(wording.header.get("review"), 0), row.words


def test_reviews_name_themes_and_sectors_that_exist():
    shared = demo_files.listed("vocabulary")
    themes, sectors, harm = ({row["slug"] for row in shared[name]} for name in ("themes", "sectors", "harm_types"))

    for slug, row in demo_files.reviews().items():
        assert set(row["harm_types"]) <= harm, slug
        for thing in (row, *row["learning_points"]):
            assert set(thing["themes"]) <= themes, slug
            assert set(thing["sectors"]) <= sectors, slug


def test_briefings_point_to_resources_that_exist():
    known = {row["slug"] for row in demo_files.listed("vocabulary")["resources"]}

    for path in DEMO:
        assert set(re.findall(r"\]\(resource:([\w-]+)\)", path.read_text())) <= known, path.name


def test_sections_are_those_of_the_format():
    assert len(WORDINGS) > 10
    for wording in WORDINGS:
        rules = FORMATS[wording.header.get("format", "learning-note")].sections
        needed = [rule.kind for rule in rules if rule.is_needed(from_review="review" in wording.header)]
        purposes = [section.purpose for section in wording.sections if section.level == 1]

        assert [purpose for purpose in purposes if purpose in needed] == needed, wording.slug
        assert set(purposes) <= {rule.kind for rule in rules} | {"handling", "other"}, wording.slug


def test_a_line_without_a_place_is_refused_by_name(tmp_path):
    path = tmp_path / "odd.md"
    path.write_text("review: fern\n\nA line before any heading.\n")

    with pytest.raises(ValueError, match=r"odd\.md: put 'A line before any heading\.' under a heading"):
        demo_files.read_wording(path)


def test_a_header_without_a_value_is_refused_by_name(tmp_path):
    path = tmp_path / "odd.md"
    path.write_text("review fern\n\n## learning: What?\n")

    with pytest.raises(ValueError, match=r"odd\.md: write 'review fern' as"):
        demo_files.read_wording(path)
