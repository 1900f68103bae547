"""The company that words keep: what stands beside a name of a person, and what beside that of a thing.

The words are those of lists/company.txt and lists/things.txt, in small letters, as `wordlists.folded` gives them; what
each is for stands there. names.py and standing.py say how they are used.
"""

import re
from pathlib import Path

from portal.text.word_lists import words_in

LISTS = Path(__file__).resolve().parent / "lists"
_OF_PERSONS = words_in(LISTS / "company.txt")
_OF_THINGS = words_in(LISTS / "things.txt")

TITLES = _OF_PERSONS["titles"]
WITH_A_STOP = _OF_PERSONS["titles with a stop"]
OF_THE_LEARNED = _OF_PERSONS["titles of the learned"]
SMALL_BEFORE_CAPITALS = _OF_PERSONS["formal titles small"]
SMALL_TITLES = _OF_PERSONS["titles small"]
AFTER_NO_TITLE = _OF_PERSONS["after no title"]
OF_RANK = _OF_PERSONS["ranks"]
KINSHIP = _OF_PERSONS["kinship as a name"]
RELATIVES = _OF_PERSONS["relatives"]
WORKERS = _OF_PERSONS["workers"]
PERSONS = RELATIVES | _OF_PERSONS["persons"]
LITTLE = _OF_PERSONS["little"]
HE = _OF_PERSONS["he"]
HIS = _OF_PERSONS["his"]
HIM = _OF_PERSONS["him"]
SAID = _OF_PERSONS["said"]
WITH_HANDS = _OF_PERSONS["with hands"]
WILLED = _OF_PERSONS["willed"]
TO_DO = _OF_PERSONS["to do"]
AUXILIARY = _OF_PERSONS["auxiliary"]
ADVERBS = _OF_PERSONS["adverbs"]
STATES = _OF_PERSONS["states"]
MOODS = _OF_PERSONS["moods"]
DONE = _OF_PERSONS["done"]
BELONGS = PERSONS | _OF_PERSONS["belongs"]
TOLD = _OF_PERSONS["told"]
TOLD_OF_TIMES = _OF_PERSONS["told of times"]
OPENINGS = _OF_PERSONS["openings"]
KEPT_IN = _OF_PERSONS["kept in"]
IN_A_PLACE = _OF_PERSONS["in a place"]
IN_A_PERSON = _OF_PERSONS["in a person"]
KINDS_OF_PLACE = _OF_PERSONS["kinds of place"]
PLACES_BEFORE = _OF_PERSONS["before places"]
BEFORE_TIMES = PLACES_BEFORE | _OF_PERSONS["before times"]
BETWEEN = _OF_PERSONS["between names"]
SMALL_TIES = _OF_PERSONS["ties in small letters"]
FAMILY = _OF_PERSONS["family"]
HEARD_FROM = _OF_PERSONS["heard from"]
WORDS_FIRST = _OF_PERSONS["words first"]
ARTICLES = _OF_PERSONS["articles"]
MONTHS = _OF_PERSONS["months that are names"]
SEASONS = _OF_PERSONS["seasons that are names"]
OWNED = RELATIVES | _OF_PERSONS["owned"]
TOLD_HER = _OF_PERSONS["told her"]
CALLED = _OF_PERSONS["called"]

THOUGHT_OF = _OF_THINGS["thought of"]
SCHOLARLY = _OF_THINGS["scholarly"]
LAWS = _OF_THINGS["laws"]
INQUIRIES = _OF_THINGS["inquiries"]
CHARITIES = _OF_THINGS["charities"]
OF_WORKS = _OF_THINGS["works"]
OF_TITLES = _OF_THINGS["of titles"]
ARGUES = _OF_THINGS["argues"]
SHOWS = _OF_THINGS["shows"]
SHOWS_US = _OF_THINGS["shows us"]
NO_AUTHORS = _OF_THINGS["no authors"]

OF_WORDS = re.compile(r"(?:ed|ing|s|ly|tion|ment|ise|ize|al|ive|ous|ful|ness|ity|ers?|able|ible|ish)$")
# What medicines, peoples, doctrines and those who study something end with.
OF_THINGS = re.compile(
    r"(?:azole|pril|olol|azepam|etine|idone|apine|mycin|cillin|oxacin|statin|profen|sartan|parin|formin|gliptin|triptan|"
    r"barbital|etamol|codone|phobic|phobia|centric|ology|ologists?|ographers?|[a-z]{4}ians?|[a-z]{3}ists?|[a-z]{3}isms?|"
    r"ised|ized|isation|[a-z]{3}ese)$"
)
