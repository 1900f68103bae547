"""Which pages say what a reader means, as SQL that runs alike on SQLite and PostgreSQL."""

from dataclasses import dataclass

from briefings.public.search.query import Alternative, Query

_SAYS = "SELECT page_id FROM briefings_publicterm WHERE stem"


@dataclass(frozen=True)
class Match:
    """A subquery of page ids: `f"page.id IN ({match.sql})"` with its parameters in that place."""

    sql: str
    params: tuple


def match(query: Query) -> Match:
    """The pages that say all of it (of more than two things, most). For an empty query, none."""
    if not query:
        return Match("SELECT id FROM briefings_publicpage WHERE 1 = 0", ())
    groups = [_any_of(group) for group in query.groups]
    params = [value for group in groups for value in group.params]
    if query.needed == len(groups):
        first, *others = [group.sql for group in groups]
        sql = f"SELECT page_id FROM ({first}) AS said"  # noqa: S608  made of placeholders, as all below
        conditions = [f"page_id IN ({other})" for other in others]
    else:
        each = " UNION ALL ".join(f"SELECT DISTINCT page_id FROM ({group.sql}) AS said" for group in groups)  # noqa: S608
        sql = f"SELECT page_id FROM ({each}) AS things GROUP BY page_id HAVING COUNT(*) >= {query.needed}"  # noqa: S608
        sql, conditions = f"SELECT page_id FROM ({sql}) AS enough", []  # noqa: S608
    for alternative in query.without:
        said = _any_of((alternative,))
        conditions.append(f"page_id NOT IN ({said.sql})")
        params += said.params
    if conditions:
        sql += f" WHERE {' AND '.join(conditions)}"
    return Match(sql, tuple(params))


def is_simple(query: Query) -> bool:
    """Whether saying any one of its indexed words is enough."""
    return len(query.groups) == 1 and not query.without and all(len(one.indexed) == 1 for one in query.groups[0])


def _any_of(group: tuple[Alternative, ...]) -> Match:
    """The pages that say a thing in any of its ways."""
    single = [one.indexed[0] for one in group if len(one.indexed) == 1]
    found, params = [], []
    if single:
        found.append(f"{_SAYS} IN ({', '.join(['%s'] * len(single))})")
        params += single
    for one in group:
        if len(one.indexed) > 1:
            first, *others = one.indexed
            together = f"{_SAYS} = %s" + "".join(f" AND page_id IN ({_SAYS} = %s)" for _ in others)
            params += [first, *others]
            if one.is_phrase:
                together = (
                    "SELECT page_id FROM briefings_publicwords "  # noqa: S608  placeholders only
                    f"WHERE is_whole AND page_id IN ({together}) "
                    "AND (text LIKE %s OR heading LIKE %s OR labels LIKE %s)"
                )
                params += [f"% {' '.join(one.stems)} %"] * 3
            found.append(together)
    return Match(" UNION ALL ".join(found), tuple(params))
