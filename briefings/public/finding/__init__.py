"""Finding what was published by its words: briefings, and single points, questions, recommendations and guidance.

    query = understand(words, briefings)             what the reader means; false when there is nothing to look for
    found = find(query, publication)                the pages that say it, for filters and their counts
    found.best(among=..., start=0, most=20)          the best of them, each with the sentence itself
    suggestion(query)                                what was looked for instead of a slip of the keys, or ""

How it works and why it is our own: portal/decisions/0020 and 0027. It reads only public rows and the shared vocabulary.
"""

from briefings.public.finding.query import Query, suggestion, understand
from briefings.public.finding.ranking import Found, Hit, find

__all__ = ["Found", "Hit", "Query", "find", "suggestion", "understand"]
