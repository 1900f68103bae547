"""What a section of a briefing may be for. Plain: formats, and whatever lays words out, read it without Django."""

from enum import StrEnum


class SectionKind(StrEnum):
    """What a section of a briefing is for. Each partnership may word its heading in its own way."""

    label: str

    def __new__(cls, value: str, label: str = ""):  # without a label, a member is looked up
        """A member, and what people call it."""
        member = str.__new__(cls, value)
        member._value_, member.label = value, label
        return member

    WHAT_HAPPENED = "what_happened", "What happened"
    LEARNING = "learning", "What we learned"
    QUESTIONS = "questions", "Questions for the reader"
    AUDIENCE = "audience", "Who should read it"
    METHOD = "method", "How the review was done"
    GOOD_PRACTICE = "good_practice", "Good practice"
    OVERVIEW = "overview", "Overview of learning"
    RECOMMENDATIONS = "recommendations", "Recommendations"
    COMMENTARY = "commentary", "Closing commentary"
    MORE = "more", "More information"
    PURPOSE = "purpose", "Purpose of a review"
    INTRODUCTION = "introduction", "Introduction"
    PRACTICE = "practice", "Learning points with guidance"
    ENHANCE = "enhance", "Guidance that follows a learning point"
    BACKGROUND = "background", "Background"
    WHY = "why", "Why it matters"
    FINDINGS = "findings", "Findings"
    ACTION = "action", "What to do now"
    DISCUSSION = "discussion", "Prompts for discussion"
    HANDLING = "handling", "Handling statement"
    REFLECTION = "reflection", "Reflective points for the partnerships"
    CLOSING = "closing", "Closing statement"
    OTHER = "other", "Custom section"


SECTION_KINDS = [(one.value, one.label) for one in SectionKind]  # choices of a field
