"""Protected terms: names and details that must never appear, kept only as keyed hashes (decision 8).

normalise.py  words as they are compared
forms.py      the forms in which a term may be written
matching.py   searching a text for their hashes
terms.py      protecting a term, and stopping to
asking.py     how much somebody finds out by trying
"""

from reviews.protection.asking import answered_again_at, counted_even_if_refused, may_be_told, refuse_trying
from reviews.protection.forms import LONGEST_TERM, OFFERED, Form, forms_of
from reviews.protection.matching import Phrases, found_in, nearly_in
from reviews.protection.normalise import words_of
from reviews.protection.terms import looked_for, protect, unprotect

__all__ = [
    "LONGEST_TERM", "OFFERED", "Form", "Phrases", "answered_again_at", "counted_even_if_refused", "forms_of",
    "found_in", "looked_for",
    "may_be_told", "nearly_in", "protect", "refuse_trying", "unprotect", "words_of",
]  # fmt: skip
