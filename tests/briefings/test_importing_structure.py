"""What the lines mean: parts of each format, from invented documents with the faults of real ones."""

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from briefings import formats
from briefings.importing import readers
from briefings.importing.recognising.titles import review_type_in, subjects_in
from briefings.importing.structure import read_outline

DOCUMENTS = Path(settings.BASE_DIR) / "fixtures" / "documents"


def outline(name: str, format_slug: str, **context):
    return read_outline(readers.read((DOCUMENTS / name).read_bytes(), name=name), format_slug=format_slug, **context)


def read(text: str, format_slug: str = "learning-note", **context):
    return read_outline(readers.read(text.encode(), name="typed.txt"), format_slug=format_slug, **context)


def bodies(found, kind: str) -> list[str]:
    return [piece.body for piece in found.pieces if piece.kind == kind]


def codes(found) -> set[str]:
    return {flag.code for flag in found.flags}


def test_questions_in_columns_are_read_down_each_column():
    found = outline("note-with-columns.txt", "learning-note")

    assert bodies(found, "question") == [
        "How do I find out which other services are visiting a home this month?",
        "What would help me to ring the duty team sooner, even when I am not certain?",
        "When did I last read the notes of a colleague from another service?",
        "Who in my team could look at a worry with me before I go home?",
    ]


def test_a_title_on_two_lines_and_a_contact_line_are_found():
    found = outline("note-with-columns.txt", "learning-note")

    assert found.title == "Child Linden Local Child Safeguarding Practice Review (LCSPR) Learning Note"
    assert found.contact.endswith("write to **<safe_guarding@fernwick.example>**")
    assert len(bodies(found, "point")) == 3
    assert not found.unplaced
    assert not found.set_aside


def test_a_note_from_a_pdf_is_put_together_again():
    found = outline("note-from-a-pdf.txt", "learning-note")

    story = next(piece for piece in found.pieces if piece.section == "what_happened")
    assert story.paragraphs == 2
    assert "was not sent to the office until a fortnight later" in story.body
    assert bodies(found, "point") == [
        "Self-neglect is a safeguarding matter, and the threshold tool helps to say so.",
        "A note that stays in a folder is not a referral.",
        "Ask about money, warmth and food at each visit, and ask again when the season changes.",
        "Capacity is about one decision at one time:\n\n- write down which decision\n- write down who was there",
        "Neighbours notice first. Make it easy for them to tell you.",
    ]
    assert len(bodies(found, "question")) == 4
    assert {"rejoined", "capitals-heading", "question-without-mark", "site-furniture"} <= codes(found)
    assert [kept.text for kept in found.set_aside if "learning note" in kept.text] == [
        "Fernwick and Marlow Vale: learning note"
    ] * 2


def test_a_markdown_note_keeps_its_marks():
    found = outline("note.md", "learning-note")

    assert Counter(piece.kind for piece in found.pieces) == {"section": 3, "point": 3, "question": 4, "footnote": 1}
    assert "**no family nearby**" in found.pieces[0].body
    assert "[^visits]" in bodies(found, "point")[1]
    assert found.marking == "DRAFT for comment"
    assert "coroner" not in " ".join(piece.body for piece in found.pieces)


def test_a_practitioner_briefing_has_its_sections_in_order():
    found = outline("practitioner-briefing.txt", "practitioner-briefing")

    sections = [piece.section for piece in found.pieces if piece.kind == "section"]
    assert sections == ["audience", "method", "good_practice", "overview", "recommendations", "commentary", "more"]
    assert {piece.asked_of for piece in found.pieces if piece.kind == "question"} == {"review"}
    assert Counter(piece.kind for piece in found.pieces)["point"] == 4
    assert [kept.text for kept in found.set_aside] == ["Marlow Vale Safeguarding", "Children Partnership"]
    assert "footnote-without-mark" in codes(found)


def test_a_learning_page_has_points_each_with_guidance():
    found = outline("learning-page.txt", "learning-page")

    kinds = "".join({"section": "s", "point": "p", "guidance": "g"}[piece.kind] for piece in found.pieces)
    assert kinds == "sss" + "pgg" + "ppgg" + "pg"
    assert [piece.heading for piece in found.pieces if piece.kind == "guidance" and piece.heading] == [
        "How to enhance your practice", "How to improve your practice", "How to enhance your practice",
    ]  # fmt: skip
    assert {"sentence-repeated", "site-furniture"} == codes(found)


def test_a_seven_minute_briefing_has_seven_boxes():
    found = outline("seven-minute-briefing.txt", "7-minute-briefing")

    sections = [piece.section for piece in found.pieces if piece.kind == "section"]
    assert sections == ["background", "why", "what_happened", "findings", "good_practice", "action", "discussion"]
    assert len(bodies(found, "question")) == 3
    assert found.contact == "If in doubt, seek advice from your manager."


def test_a_report_keeps_its_run_of_numbers_and_what_stands_between():
    found = outline("full-report.txt", "full-report")

    sections = [
        (piece.section, piece.level, piece.is_numbered, piece.paragraphs) for piece in found.pieces if piece.section
    ]
    assert sections == [
        ("handling", 1, False, 1), ("introduction", 1, True, 3), ("method", 1, True, 2), ("findings", 1, True, 1),
        ("findings", 2, True, 2), ("reflection", 2, False, 0), ("other", 1, True, 1), ("recommendations", 1, False, 1),
        ("closing", 1, False, 1),
    ]  # fmt: skip
    assert "numbering-differs" not in codes(found)
    assert [kept.text for kept in found.unplaced] == []


def test_a_report_has_boxes_quotations_recommendations_and_notes():
    found = outline("full-report.txt", "full-report")

    assert (
        bodies(found, "point")[1]
        == "A map of the family should show:\n\n- who lives in the home\n- who visits\n- who used to"
    )
    assert [piece.attribution for piece in found.pieces if piece.kind == "quotation"] == [
        "**The Family Map Handbook, second edition**", "Jo Marchbanks",
    ]  # fmt: skip
    assert bodies(found, "recommendation")[1].endswith(
        "\n\n1. Name a deputy.\n2. Test the telephone line twice a year."
    )
    assert {piece.mark: piece.paragraphs for piece in found.pieces if piece.kind == "footnote"} == {
        "1": 1, "2": 1, "3": 1, "5": 2, "6": 1,
    }  # fmt: skip
    assert {piece.asked_of for piece in found.pieces if piece.kind == "question"} == {"partnership"}
    assert found.reviewers == [("Independent Reviewer", "Jo Marchbanks")]
    assert found.marking == "strictly confidential"


def test_a_report_is_searched_for_slips():
    found = outline("full-report.txt", "full-report")

    assert codes(found) == {
        "handling-marking", "footnote-without-text", "footnote-without-mark", "link-differs", "link-nowhere",
        "heading-guessed", "rejoined", "question-without-mark", "quotation-not-opened",
    }  # fmt: skip


def test_paragraphs_cut_by_a_page_are_one_again():
    found = outline("full-report.txt", "full-report")

    whole = " ".join(piece.body for piece in found.pieces if piece.kind == "section")
    assert "where that habit had come from in each" in whole
    assert "Mx A Thornbury, who saw" in whole


def test_a_number_out_of_its_run_is_listed_and_flagged():
    found = read("Introduction\n\n1. A first paragraph stands here.\n3. A third one comes next.\n", "full-report")

    assert [kept.text for kept in found.set_aside] == ["3."]
    assert "numbering-differs" in codes(found)


@pytest.mark.parametrize(
    "wording", ["What happened?", "WHAT HAPPENED", "what happened:", "**What happened**", "The Background"]
)
def test_headings_are_known_in_any_dress(wording):
    found = read(f"Child A\n\n{wording}\n\nA story.\n")

    assert [piece.section for piece in found.pieces] == ["what_happened"]
    assert found.pieces[0].body == "A story."


def test_a_partnerships_own_heading_is_known():
    found = read("Child A\n\nThe tale so far\n\nA story.\n", headings={"The tale so far": "what_happened"})

    assert found.pieces[0].section == "what_happened"


def test_a_document_without_headings_is_an_introduction_to_be_checked():
    found = read("Child A\n\nSome words that nobody can place.\n\nAnd some more of them.\n")

    assert found.title == "Child A"
    assert [(piece.section, piece.body) for piece in found.pieces] == [
        ("introduction", "Some words that nobody can place.\n\nAnd some more of them.")
    ]
    assert not found.unplaced
    assert "before-headings" in codes(found)


def test_a_mark_in_brackets_counts_only_with_a_text():
    found = read("What happened?\n\nOne thing [1] and another [2].\n\n[1] The note.\n")

    assert found.pieces[0].body == "One thing [^1] and another \\[2\\]."
    assert bodies(found, "footnote") == ["The note."]


def test_everyday_words_are_no_marking():
    found = read("What did we learn?\n\nDraft plans with the family\n\nRestricted growth was noted at the clinic.\n")

    assert found.marking == ""
    assert len(bodies(found, "point")) == 2


@pytest.mark.parametrize(
    "line", ["OFFICIAL-SENSITIVE", "Restricted", "DRAFT v2", "Not for publication", "Embargoed until 3 May"]
)
def test_a_marking_is_set_aside_and_told(line):
    found = read(f"{line}\n\nChild A\n\nWhat happened?\n\nA story.\n")

    assert found.marking
    assert [kept.text for kept in found.set_aside] == [line]


@pytest.mark.parametrize(
    ("title", "kind", "subjects"),
    [
        ("YZ Local Child Safeguarding Practice Review (LCSPR) Learning Notes", "lcspr", [("", "YZ")]),
        ("Child D", "", [("Child", "D")]),
        ("Safeguarding Adults Review: Adult Bracken", "sar", [("Adult", "Bracken")]),
        ("Child C & D: rapid review", "rapid", [("Child", "C"), ("Child", "D")]),
        ("Child Safeguarding Practice Review: Child Alder", "cspr", [("Child", "Alder")]),
        ("Learning from a case of neglect", "", []),
        ("SAR learning note", "sar", []),
        ("Domestic Homicide Review", "dardr", []),
    ],
)
def test_a_title_tells_the_type_and_the_subjects(title, kind, subjects):
    assert review_type_in(title) == kind
    assert subjects_in(title) == subjects


def test_labels_with_numbers_begin_recommendations():
    found = read(
        "Recommendations\n\nRecommendation 1: Ask first.\n\nRecommendation 2: Ask again.\n", "practitioner-briefing"
    )

    assert bodies(found, "recommendation") == ["Ask first.", "Ask again."]
    assert [kept.text for kept in found.set_aside] == ["Recommendation 1:", "Recommendation 2:"]


def test_a_contents_list_and_running_headers_are_set_aside():
    found = read(
        "Child A\n\nCONTENTS\n1. What happened ......... 2\nWhat did we learn?\t3\n\nPage 1 of 2\n\fChild A briefing\n"
        "What happened\n\nA story.\n\nPage 2 of 2\n\fChild A briefing\nWhat did we learn?\n\n• Ask.\n"
    )

    assert [kept.line for kept in found.set_aside] == [3, 4, 5, 7, 8, 13, 14]
    assert bodies(found, "point") == ["Ask."]


def test_a_kind_of_document_above_its_name_is_part_of_the_title():
    found = read("Safeguarding Adults Review\nLearning from a hot summer\n\nWhat happened?\n\nA story.\n")

    assert found.title == "Safeguarding Adults Review: Learning from a hot summer"


def test_reading_needs_no_models_and_no_django():
    asked = "import sys, briefings.importing.structure, briefings.importing.readers; print(*sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )

    ours = {name for name in done.stdout.split() if name.split(".")[0] in {"django", "reviews", "portal"}}
    assert ours <= {"reviews", "reviews.section_kinds"}  # the kinds of section are plain words, which formats name


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("See [the pathway](#top).", "link-nowhere"),
        ("See [the pathway](javascript:open).", "link-nowhere"),
        ("See [www.fernwick.example](https://marlow.example).", "link-differs"),
        ("![a map](map.png)", "picture"),
    ],
)
def test_links_and_pictures_that_need_a_look_are_flagged(words, code):
    assert code in codes(read(f"What happened?\n\n{words}\n"))


@pytest.mark.parametrize(
    "words",
    ["[www.fernwick.example](https://www.fernwick.example/)", "[a guide](resource:guide)", "[us](mailto:a@b.example)"],
)
def test_links_in_order_are_not_flagged(words):
    assert codes(read(f"What happened?\n\nSee {words}.\n")) == set()


def test_a_sixth_format_is_imported_from_its_entry_alone(monkeypatch):
    note, seven = formats.LEARNING_NOTE, formats.SEVEN_MINUTE_BRIEFING
    sections = (*note.sections[:2], seven.rule_for("discussion"))
    monkeypatch.setitem(formats.FORMATS, "one-slide", replace(note, slug="one-slide", sections=sections))

    found = read(
        "Bruises on babies\n\nThe story\nA baby was seen three times with small bruises.\n\n"
        "What we learned\n- Ask a paediatrician.\n- Read the visits before.\n\n"
        "Questions for your team\nHow do you find out what others saw?",
        "one-slide",
    )

    assert len(bodies(found, "point")) == 2
    assert bodies(found, "question") == ["How do you find out what others saw?"]
    assert found.unplaced == []
