"""Whether everything is there that its format needs."""

import re
from collections.abc import Iterator
from typing import TypeVar

from briefings import document as doc
from briefings.checklist.problem import Circumstances, Problem
from briefings.formats import FORMATS, SectionRule
from briefings.languages import asks
from briefings.rendering import Rendered, markdown
from portal.text.sentences import counted

LONGEST_TITLE = 300  # characters, as an edition and its page keep it; one made from a review can grow long


def a_partnership_signs(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    if not document.publishers:
        yield Problem("partnership-missing", "partnerships", "Choose the partnership that publishes this.", stops=True)


def whoever_did_the_review_signs(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    """What is written from a joint review is approved by each of its partnerships, so each of them signs."""
    signing = {one.slug for one in document.publishers}
    for slug, name in around.review_partnerships.items():
        if slug not in signing:
            message = (
                f"Add {name} to the partnerships: it did this review too, and has to approve what is written from it."
            )
            yield Problem("partnership-unasked", "partnerships", message, stops=True)


def the_title_is_short_enough(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    if len(document.title) > LONGEST_TITLE:
        message = f"Write a shorter title: {LONGEST_TITLE} characters at most, and this has {len(document.title)}."
        yield Problem("title-too-long", "title", message, stops=True)


def the_title_is_its_own(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    for one in around.published:
        if not one.is_own and one.title.casefold() == document.title.casefold():
            message = f"Give this a title of its own: a {one.kind} of the same review is published as “{one.title}”, "
            message += "and readers could not tell the two apart."
            yield Problem("title-shared", "title", message, stops=False)
            return


def needed_sections_are_there(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    present = {section.kind for section in document.sections}
    from_review = bool(document.review_slug)
    for rule in FORMATS[document.format].sections:
        if rule.is_needed(from_review=from_review) and rule.kind not in present:
            yield Problem(
                f"section-missing-{rule.kind}",
                "parts",
                f"Add the section “{rule.usual_heading(from_review=from_review)}”: {rule.coaching}",
                stops=True,
            )


def sections_say_something(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    for index, section in enumerate(document.sections):
        following = document.sections[index + 1 : index + 2]
        opens_deeper = bool(following) and following[0].level > section.level
        if section.body or section.pieces or opens_deeper:
            continue
        rule = FORMATS[document.format].rule_for(section.kind)
        what = {"point": "learning points", "question": "questions", "recommendation": "recommendations"}.get(
            rule.holds if rule else "", "words"
        )
        name = section.heading or "this section"
        instead = "" if rule and rule.needed else ", or remove the section"
        yield Problem(
            "section-empty", f"part-{section.position}", f"Write the {what} of “{name}”{instead}.", stops=True
        )


def enough_of_each(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    for section in document.sections:
        rule = FORMATS[document.format].rule_for(section.kind)
        if not rule or not rule.holds or not (section.body or section.pieces):
            continue
        number, name = _count(section, rule), {"point": "learning point"}.get(rule.holds, rule.holds)
        where = f"part-{section.position}"
        if rule.fewest and not number:
            yield Problem(f"no-{rule.holds}", where, f"Add at least one {name} under “{section.heading}”.", stops=True)
        elif number < rule.fewest:
            message = f"Add {name}s under “{section.heading}”: readers expect {rule.fewest} or more, and there "
            message += "is one." if number == 1 else f"are {number}."
            yield Problem(f"few-{rule.holds}s", where, message, stops=False)
        elif rule.most and number > rule.most:
            message = f"Keep to {rule.most} {name}s under “{section.heading}” at most; there are {number}."
            yield Problem(f"many-{rule.holds}s", where, message, stops=False)


def _count(section: doc.Section, rule: SectionRule) -> int:
    counts = {"point": 0, "question": 0, "recommendation": 0}
    for piece in section.pieces:
        match piece:
            case doc.Points():
                counts["point"] += len(piece.points)
            case doc.Questions():
                counts["question"] += len(piece.questions)
            case doc.Recommendations():
                counts["recommendation"] += len(piece.recommendations)
    return counts[rule.holds]


def headings_are_in_steps(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    level = 0
    for section in document.sections:
        if section.level > level + 1:
            yield Problem(
                "heading-level-skipped",
                f"part-{section.position}",
                f"Make “{section.heading}” a level {level + 1} heading: it comes after level {level or 'nothing'}, "
                "and people who listen to the page would look for the heading between.",
                stops=True,
            )
        if not section.heading and section.position:
            yield Problem("heading-missing", f"part-{section.position}", "Give this section a heading.", stops=True)
        level = section.level


def guidance_follows_a_point(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    for piece in _pieces(document, doc.Points):
        if piece.guidance and not piece.points:
            yield Problem(
                "guidance-without-point",
                f"part-{piece.guidance[0].position}",
                "Put this guidance after the learning point it belongs to.",
                stops=True,
            )
        for point in piece.points:
            if not point.body:
                yield Problem("point-empty", f"part-{point.position}", "Write this learning point.", stops=True)


def questions_ask(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    for piece in _pieces(document, doc.Questions):
        for question in piece.questions:
            if not asks(question.body, question.language or document.language):
                yield Problem(
                    "question-without-mark", f"part-{question.position}", "End this question with “?”.", stops=False
                )


def quotations_are_attributed(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    for piece in _pieces(document, doc.Quotation):
        if not piece.attribution:
            yield Problem("quotation-unattributed", f"part-{piece.position}", "Say whose words these are.", stops=False)


def recommendations_are_addressed(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    missing = [
        recommendation
        for piece in _pieces(document, doc.Recommendations)
        for recommendation in piece.recommendations
        if not recommendation.addressees.strip() and not NAMES_WHO.match(markdown.plain(recommendation.body))
    ]
    if missing:
        which = ", ".join(str(one.number) for one in missing)
        what = f"recommendation {which}" if len(missing) == 1 else f"recommendations {which}"
        message = f"Say who must act on {what}."
        places = tuple((str(one.number), f"part-{one.position}") for one in missing) if len(missing) > 1 else ()
        where = f"part-{missing[0].position}"
        yield Problem("recommendation-unaddressed", where, message, stops=False, places=places)


# “The council and its partners should …” and “All partners to …” say who; “It should be …” and “A plan will be
# made” do not.
_NOBODY = r"(?!(?:It|This|That|There|These|Those|They|We|A|An|Practice|Training|Guidance|Learning|Steps|Action)\b)"
NAMES_WHO = re.compile(
    _NOBODY
    + r"[^.!?\n:;]{3,120}?\b(?:should|must|will|needs? to|(?:is|are) asked to|ought to)\b(?! (?:also |all )?be\b)"
    rf"|{_NOBODY}(?:[\w’'-]+ ){{1,8}}to (?!be\b)\w+"
)


def figures_have_words(document: doc.Document, rendered: Rendered | None, around: Circumstances) -> Iterator[Problem]:
    for piece in _pieces(document, doc.Figure):
        if piece.picture is None:
            yield Problem("picture-missing", f"part-{piece.position}", "Choose the picture of this figure.", stops=True)
        elif not piece.picture.alt:
            message = "Describe the picture for people who cannot see it."
            yield Problem("picture-without-words", f"part-{piece.position}", message, stops=True)


def footnotes_match_their_marks(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    """A mark without a note is shown to nobody, so it has to be settled; a note without a mark is shown, and told."""
    notes = {note.mark for note in document.footnotes}
    missing: dict[str, list[str]] = {}
    for where, text in doc.sources(document):
        for mark in markdown.marks_in(text):
            if mark not in notes and where not in missing.setdefault(mark, []):
                missing[mark].append(where)
    for mark, wheres in missing.items():
        message = f"Add the footnote that [^{mark}] points to, or remove the mark: readers would not see it."
        places = tuple((f"place {n}", where) for n, where in enumerate(wheres, start=1)) if len(wheres) > 1 else ()
        yield Problem("footnote-missing", wheres[0], message, stops=True, places=places)
    for note in document.footnotes:
        if not note.number:
            message = f"Write [^{note.mark}] where this footnote belongs: nothing points to it."
            yield Problem("footnote-unmarked", f"part-{note.position}", message, stops=False)


def footnote_marks_can_be_followed(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    """Marks where none can stand, marks typed by halves, and raised figures that lead nowhere."""
    for where, text in (("title", document.title), ("summary", document.summary), *_alt_texts(document)):
        if marks := markdown.marks_in(text):
            message = f"Remove the footnote mark [^{marks[0]}] here: what is shown in lists or read aloud has no notes."
            yield Problem("footnote-misplaced", where, message, stops=True)
    told = set()
    for where, text in doc.sources(document):
        for stray in markdown.stray_marks_in(markdown.plain(text)):
            if (where, stray) not in told:
                message = f"Write the footnote mark “{stray}” in full, such as [^1], or remove it."
                yield Problem("footnote-half-written", where, message, stops=True)
        for raised in markdown.raised_figures_in(text):
            if (where, raised) not in told:
                mark = markdown.plain_figures(raised)
                message = f"Write [^{mark}] instead of the raised {raised} and give it a footnote, or remove it: "
                message += "as it is, it leads nowhere."
                yield Problem("footnote-raised", where, message, stops=True)
            told.add((where, raised))


def _alt_texts(document: doc.Document) -> Iterator[tuple[str, str]]:
    for figure in _pieces(document, doc.Figure):
        if figure.picture:
            yield f"part-{figure.position}", figure.picture.alt


def a_correction_says_what_changed(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    if around.change_note_wanted and not around.change_note.strip():
        message = "Write a change note: readers of the edition before want to know what is different."
        yield Problem("change-note-missing", "change_note", message, stops=True)


def nothing_of_the_source_is_forgotten(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    if around.unplaced:
        lines = counted(around.unplaced, "line")
        yield Problem("source-unplaced", "source", f"Place or leave out {lines} of the source.", stops=False)


Kind = TypeVar("Kind", bound=doc.Piece)


def _pieces(document: doc.Document, kind: type[Kind]) -> Iterator[Kind]:
    return (piece for section in document.sections for piece in section.pieces if isinstance(piece, kind))


def what_was_decided_is_kept_to(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    """The review says what is to be published of it, and why: a briefing must not go further."""
    instead = "or change “What will be published” in the review, with the reason."
    if around.publication_kind == "not_published":
        message = f"Leave this unpublished, as was decided for its review, {instead}"
        yield Problem("publication-decided-against", "review", message, stops=True)
    elif around.publication_kind in {"briefing_only", "improvements_only"} and FORMATS[document.format].has_cover:
        message = f"Choose another format, since it was decided not to publish the full report, {instead}"
        yield Problem("publication-decided-against", "review", message, stops=True)


def a_report_names_its_reviewers(
    document: doc.Document, rendered: Rendered | None, around: Circumstances
) -> Iterator[Problem]:
    if document.cover and not document.cover.reviewers:
        message = "Name the reviewer in the review: a published report is expected to say who carried it out."
        yield Problem("reviewer-unnamed", "review", message, stops=False)


CHECKS = [
    a_partnership_signs,
    whoever_did_the_review_signs,
    what_was_decided_is_kept_to,
    a_report_names_its_reviewers,
    the_title_is_short_enough,
    the_title_is_its_own,
    needed_sections_are_there,
    sections_say_something,
    enough_of_each,
    headings_are_in_steps,
    guidance_follows_a_point,
    questions_ask,
    quotations_are_attributed,
    recommendations_are_addressed,
    figures_have_words,
    footnotes_match_their_marks,
    footnote_marks_can_be_followed,
    a_correction_says_what_changed,
    nothing_of_the_source_is_forgotten,
]
