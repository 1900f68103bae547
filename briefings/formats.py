"""The five formats: what sections each has, in what order, and the rule for its pages.

Plain data, read by the writing screen, the importer, the checklist and the fit engine. A sixth format
is one entry here, one template part and one test. Lengths in words come from real documents of each
kind and are guides, never stops; what stops is a missing section and the page rule.
"""

from dataclasses import dataclass

from briefings.layout.fit import Setting
from reviews.section_kinds import SectionKind as Kind

FLOOR_PT = 11.0  # body type never goes below this (guidance for printed public documents asks for 12)


@dataclass(frozen=True)
class PageRule:
    """How many A4 pages a sheet may have, and the settings to try, the most generous first.

    `most` None means as long as it is.
    """

    least: int
    most: int | None
    settings: tuple[Setting, ...]

    def says(self) -> str:
        """The rule in words for an officer."""
        if self.most is None:
            return "as many pages as it needs"
        if self.least == self.most:
            return "exactly one page" if self.most == 1 else f"exactly {self.most} pages"
        return f"{self.least} to {self.most} pages"


# Space first, then type, never below the floor.
LADDER = tuple(
    Setting(*step)
    for step in (
        (14.0, 1.50, 1.05), (13.5, 1.48, 0.95), (13.0, 1.45, 0.85), (12.5, 1.45, 0.75), (12.0, 1.45, 0.70),
        (12.0, 1.42, 0.60), (12.0, 1.38, 0.52), (12.0, 1.34, 0.45), (12.0, 1.30, 0.40), (12.0, 1.27, 0.36),
        (11.8, 1.27, 0.36), (11.6, 1.27, 0.34), (11.4, 1.27, 0.32), (11.4, 1.25, 0.30), (11.2, 1.25, 0.30),
        (FLOOR_PT, 1.25, 0.28),
    )
)  # fmt: skip
# Several pages: never below 11.5 pt. The fewest pages are tried first, and the first step is so much larger than
# the last (1.4 times the height) that words just too long for two pages fill most of a third.
BRIEFING_LADDER = tuple(
    Setting(*step)
    for step in (
        (13.0, 1.50, 0.85), (12.7, 1.48, 0.80), (12.5, 1.46, 0.75), (12.3, 1.45, 0.70), (12.0, 1.45, 0.66),
        (12.0, 1.42, 0.60), (12.0, 1.39, 0.54), (12.0, 1.36, 0.48), (11.8, 1.36, 0.46), (11.6, 1.35, 0.42),
        (11.5, 1.34, 0.38),
    )
)  # fmt: skip
FLOWING = (Setting(11.5, 1.42, 0.60),)


@dataclass(frozen=True)
class SectionRule:
    """A section of a format: its purpose, its usual heading, and what may stand in it.

    `holds` names the kinds of part that belong in it besides its own words; `starts_with` is how many
    empty ones a new briefing offers; `fewest` and `most` bound how many are ready to submit. A topic briefing
    comes from no review: it has its own heading, and no section that only a review can fill.
    """

    kind: str
    heading: str
    coaching: str
    needed: bool = True
    holds: str = ""  # point, question, recommendation; empty: words of its own
    starts_with: int = 0
    fewest: int = 0
    most: int | None = None
    words: tuple[int, int] | None = None
    standing_text: str = ""
    asked_of: str = "practitioner"  # whom its questions are asked of; "review": the review asked them
    topic_heading: str = ""  # instead of `heading` in a topic briefing
    of_a_review: bool = False

    def is_needed(self, *, from_review: bool) -> bool:
        """Whether a briefing from a review, or from a topic, has to have it."""
        return self.needed and (from_review or not self.of_a_review)

    def usual_heading(self, *, from_review: bool) -> str:
        """What it is called where a partnership has no words of its own."""
        return self.heading if from_review else self.topic_heading or self.heading


@dataclass(frozen=True)
class Format:
    """One kind of briefing."""

    slug: str
    name: str
    purpose: str
    sections: tuple[SectionRule, ...]
    pages: PageRule
    words: tuple[int, int]
    has_contact_line: bool = True
    questions_in_a_grid: bool = False
    # Many times longer than its kind should be is a mistake, such as a report pasted into a note. It is refused
    # before anything is laid out: 100 KB of words take 2 s, 1 MB takes 30 s.
    most_times_too_long: int = 4
    lays_out_while_writing: bool = True  # False: its PDF takes seconds, and is made when somebody opens it
    numbers_paragraphs: bool = False
    learning_in_boxes: bool = False  # and reflective points under a heading of their own
    has_contents: bool = False
    has_cover: bool = False
    has_glossary: bool = False
    numbers_sections: bool = False  # its main headings count from 1
    has_blocks: bool = False  # points with their guidance, each to link to and to print alone

    def rule_for(self, kind: str) -> SectionRule | None:
        """The rule for a kind of section, if this format has one."""
        return next((rule for rule in self.sections if rule.kind == kind), None)


LEARNING_NOTE = Format(
    slug="learning-note",
    name="Learning note",
    purpose="One page a team can read in minutes: what happened, what we learned, questions to talk through.",
    pages=PageRule(1, 1, LADDER),
    words=(300, 450),
    questions_in_a_grid=True,
    sections=(
        SectionRule(
            Kind.WHAT_HAPPENED, "What happened?",
            "Two to five short paragraphs. Only what a reader needs to understand the learning; no dates or places.",
            words=(90, 170), topic_heading="What is this about?",
        ),
        SectionRule(
            Kind.LEARNING, "What did we learn?",
            "Six to eight points. Each one sentence or two that a busy practitioner can act on.",
            holds="point", starts_with=6, fewest=1, words=(130, 200), topic_heading="What do we know?",
        ),
        SectionRule(
            Kind.QUESTIONS, "How can we learn from this case?",
            "Four questions to talk through in a team meeting or supervision. Start with “How do you…”.",
            holds="question", starts_with=4, fewest=3, most=6, words=(45, 90), topic_heading="Questions for your team",
        ),
    ),
)  # fmt: skip

PRACTITIONER_BRIEFING = Format(
    slug="practitioner-briefing",
    name="Practitioner briefing",
    purpose="Two to four pages for practitioners and managers, with recommendations in plain words.",
    pages=PageRule(2, 4, BRIEFING_LADDER),
    words=(700, 1600),
    has_contact_line=False,
    sections=(
        SectionRule(
            Kind.AUDIENCE, "Who should read this briefing?",
            "Name the people whose work it touches, and say why it is worth ten minutes of theirs.",
            words=(25, 70), standing_text="audience",
        ),
        SectionRule(
            Kind.METHOD, "How we did the review",
            "How it was done and who took part, the family too. Then the questions that the review asked.",
            holds="question", starts_with=4, words=(80, 180), asked_of="review", of_a_review=True,
        ),
        SectionRule(
            Kind.GOOD_PRACTICE, "Good practice",
            "What went well, and what it did for the child or the adult. Readers remember it and try it.",
            needed=False, holds="point", starts_with=2, words=(40, 160),
        ),
        SectionRule(
            Kind.OVERVIEW, "Overview of learning",
            "Eight to twelve points. Put the key words of each in **bold**, so that it can be found at a glance.",
            holds="point", starts_with=6, fewest=1, words=(220, 500),
        ),
        SectionRule(
            Kind.RECOMMENDATIONS, "Recommendations",
            "In plain words: who will do what, and what a practitioner will notice when it is done.",
            holds="recommendation", starts_with=3, fewest=1, words=(60, 220),
        ),
        SectionRule(
            Kind.COMMENTARY, "Closing commentary",
            "Two or three short paragraphs that tie the learning together.", needed=False, words=(60, 160),
        ),
        SectionRule(
            Kind.MORE, "More information",
            "A list of resources, one a line. What kind each is, and who publishes it, is added for you.",
            needed=False, words=(15, 120), standing_text="more",
        ),
    ),
)  # fmt: skip

LEARNING_PAGE = Format(
    slug="learning-page",
    name="Learning page",
    purpose="A web page of learning points, each with guidance on how to enhance practice.",
    pages=PageRule(1, None, FLOWING),
    words=(600, 2500),
    has_contact_line=False,
    has_blocks=True,
    sections=(
        SectionRule(
            Kind.PURPOSE, "The purpose of a review", "What a review is for, and what it is not for.",
            words=(20, 70), standing_text="purpose", of_a_review=True,
        ),
        SectionRule(
            Kind.INTRODUCTION, "Introduction", "One or two sentences: where this learning comes from.",
            needed=False, words=(15, 60),
        ),
        SectionRule(
            Kind.PRACTICE, "Learning and practice",
            "One or two learning points, then guidance on how to enhance or improve practice; and again. "
            "“Learning point” is written for you above each. A new point after guidance begins a new block.",
            holds="point", starts_with=2, fewest=1,
        ),
    ),
)  # fmt: skip

SEVEN_MINUTE_BRIEFING = Format(
    slug="7-minute-briefing",
    name="7-minute briefing",
    purpose="Seven numbered boxes to talk through in a team meeting.",
    pages=PageRule(1, 2, LADDER),
    words=(350, 900),
    numbers_sections=True,
    sections=(
        SectionRule(
            Kind.BACKGROUND, "Background", "What this is about, for a reader who has heard nothing of it.",
            words=(40, 110),
        ),
        SectionRule(
            Kind.WHY, "Why it matters", "Why it is worth seven minutes: what it means for a child or an adult.",
            words=(35, 100),
        ),
        SectionRule(
            Kind.WHAT_HAPPENED, "What happened", "The story, in a minute. No dates or places.",
            words=(60, 140), topic_heading="What it looks like",
        ),
        SectionRule(
            Kind.FINDINGS, "What we found", "Three to five findings, one sentence or two each.",
            holds="point", starts_with=3, words=(60, 160), topic_heading="What we know",
        ),
        SectionRule(
            Kind.GOOD_PRACTICE, "What worked well", "Good practice that others can copy.", words=(30, 100),
        ),
        SectionRule(
            Kind.ACTION, "What to do", "What to do now: a short list, each line with a verb first.", words=(40, 130),
        ),
        SectionRule(
            Kind.DISCUSSION, "Questions for your team",
            "Three or four prompts for discussion. Start with “How do we…” or “When did we last…”.",
            holds="question", starts_with=3, fewest=1, words=(35, 90),
        ),
    ),
)  # fmt: skip

FULL_REPORT = Format(
    slug="full-report",
    name="Full report",
    purpose="The whole review, with numbered paragraphs, contents and recommendations.",
    pages=PageRule(1, None, FLOWING),
    words=(3000, 25000),
    has_contact_line=False,
    most_times_too_long=2,  # 46,000 words are 89 pages and 10 s of a processor; the longest known report has 23,000
    lays_out_while_writing=False,
    numbers_paragraphs=True,
    learning_in_boxes=True,
    has_contents=True,
    has_cover=True,
    has_glossary=True,
    sections=(
        SectionRule(Kind.INTRODUCTION, "Introduction", "Why the review was done."),
        SectionRule(Kind.METHOD, "Process", "How it was done."),
        SectionRule(Kind.WHAT_HAPPENED, "Brief overview", "What happened."),
        SectionRule(Kind.FINDINGS, "Analysis", "What the review found; learning points stand at the end of each part.",
                    holds="point"),
        SectionRule(Kind.RECOMMENDATIONS, "Recommendations", "Who must do what.",
                    holds="recommendation", starts_with=3, fewest=1),
        SectionRule(Kind.CLOSING, "Closing statement", "What happens next.", needed=False),
    ),
)  # fmt: skip

FORMATS = {
    one.slug: one for one in (LEARNING_NOTE, PRACTITIONER_BRIEFING, LEARNING_PAGE, SEVEN_MINUTE_BRIEFING, FULL_REPORT)
}
CHOICES = [(one.slug, one.name) for one in FORMATS.values()]
