"""Every piece of advice the checklist can give, by its code, in words for a partnership that wants one to stop.

A test sees that no check gives advice that is not listed here. What always stops is not listed.
"""

ADVICE = {
    # completeness
    "few-points": "There are fewer learning points than readers expect",
    "many-points": "There are more learning points than readers expect",
    "few-questions": "There are fewer questions than readers expect",
    "many-questions": "There are more questions than readers expect",
    "few-recommendations": "There are fewer recommendations than readers expect",
    "many-recommendations": "There are more recommendations than readers expect",
    "question-without-mark": "A question does not end with “?”",
    "quotation-unattributed": "A quotation does not say who is quoted",
    "recommendation-unaddressed": "A recommendation does not say who must act",
    "footnote-unmarked": "A footnote has no mark in the text",
    "title-shared": "The title is that of another published briefing of the same review",
    "reviewer-unnamed": "A report does not name its reviewer",
    "source-unplaced": "Some lines of the imported document are not placed",
    "short": "The sheet has fewer pages than readers expect",
    # what identifies by itself
    "likely-name": "A word may be the name of a person or place",
    "named-place": "A school, ward, street or other place is named",
    "exact-date": "An exact date is given",
    "exact-age": "An age is more exact than it needs to be",
    "cited-judgment": "A court judgment is cited",
    "cited-names": "Authors are cited",
    "online-account": "An account on a website is named",
    "hidden-marks": "A word contains invisible characters",
    "protection-stopped": "A name or detail of its review is no longer protected",
    "nearly-protected": "A word is one letter away from a protected name or detail",
    "protected-elsewhere": "Something that another review of the same partnerships protects is named",
    # details that tell together
    "details-together": "Several details together may identify somebody",
    "tells-more": "It says more than is public about the same review",
    # links
    "resource-untitled": "A resource has no title",
    "link-dead": "The address of a resource does not answer",
    "link-empty": "A link leads nowhere",
    "link-differs": "A link goes to a different address from the one it shows",
    "link-lookalike": "An address can pass for another site’s",
    "link-shortened": "A shortened address hides where it leads",
    "link-not-secure": "An address starts with http:// instead of https://",
    "link-odd": "An address cannot be followed by readers",
    "link-says-nothing": "A link says only “click here” or the like",
    "link-bare": "A web address is shown without link text",
    "link-same-words": "Links with the same text lead to different addresses",
    # for everybody to get the same from it
    "picture-words-file": "The alt text is a file name",
    "picture-words-opening": "The alt text starts with “image of”",
    "picture-words-long": "The alt text is too long",
    "picture-words-caption": "The alt text repeats the caption",
    "capitals": "Words are in capitals",
    "italics-long": "A long passage is in italics",
    "sign-replaced": "A sign is printed as plain text, because no typeface has it",
    "colours-faint": "A partnership’s colour is hard to read on white",
    # plain words
    "sentences-long": "Sentences have more than 25 words",
    "paragraphs-long": "A paragraph is too long",
    "words-avoided": "It has words to avoid, such as “hard to engage”",
    "acronyms-unexplained": "An abbreviation such as MASH is not explained at first use",
    "reading-hard": "It is hard to read",
    "question-closed": "A question can be answered with yes or no",
}
