"""Finding what was published by its words: briefings, and single points, questions, recommendations and guidance.

    query = understand(request.GET.get("q", ""))     what the reader means; false when there is nothing to look for
    match(query)                                     the pages that say it, as a subquery, for filters and their counts
    found = find(query, within=..., limit=20)        the best of them, each with the sentence itself, and how many
    suggestion(query)                                what was looked for instead of a slip of the keys, or ""

How it works and why it is our own: portal/decisions/0020. It reads only public rows and the shared vocabulary.
"""

from briefings.public.search.finding import Found, Hit, find
from briefings.public.search.matching import Match, match
from briefings.public.search.query import Query, suggestion, understand

__all__ = ["Found", "Hit", "Match", "Query", "find", "match", "suggestion", "understand"]
