"""Protected terms: names and details that must never appear, kept only as keyed hashes (decision 8).

letters.py   words as they are compared
forms.py     the forms in which a term may be written
matching.py  searching a text for their hashes
terms.py     protecting a term, and stopping to
"""

from reviews.protection.forms import LONGEST_TERM, OFFERED, Form, forms_of
from reviews.protection.letters import words_of
from reviews.protection.matching import Phrases, found_in, nearly_in
from reviews.protection.terms import looked_for, protect, unprotect

__all__ = [
    "LONGEST_TERM", "OFFERED", "Form", "Phrases", "forms_of", "found_in", "looked_for", "nearly_in", "protect",
    "unprotect", "words_of",
]  # fmt: skip
