"""Finding what was published by its words: briefings, and single points, questions, recommendations and guidance.

    query = understand(words, briefings)             what the reader means; false when there is nothing to look for
    search = Search(query)
    search.rows                                     the numbers of the pages that say it, as a queryset
    search.best(among, start=0, most=20)            the best of them, each with the sentence itself

How it works and why it is our own: portal/decisions/0037. It reads only public rows.
"""

from briefings.public.finding.query import Query, understand
from briefings.public.finding.ranking import Hit, Search

__all__ = ["Hit", "Query", "Search", "understand"]
