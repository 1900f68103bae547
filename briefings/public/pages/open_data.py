"""Everything published, as data: for people who study learning, and for other catalogues. Public rows only.

Nothing here says more than the pages do. What is withdrawn is gone from all of it at once. A whole table is made once
for each publication and kept compressed (caching.py); it is read and written a few hundred briefings at a time, so
that it never stands in memory as a whole.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from briefings.models.public import PublicFacet, PublicPage, PublicPassage, PublicPassageLabel
from briefings.public.caching import public_view
from briefings.public.lists import page_number
from portal.text.tables import harmless

A_PAGE_OF_DATA = 100  # briefings: about 1 MB of JSON
AT_A_TIME = 200  # briefings that are in memory at once
Facet, Kind = PublicFacet.Kind, PublicPassage.Kind
PAGE_FIELDS = (
    "id", "slug", "title", "summary", "kind_label", "language", "review_slug", "first_published_at", "published_at",
    "number", "reference", "change_note", "notice",
)  # fmt: skip
POINT_COLUMNS = [
    "address", "kind", "words", "heading", "language", "themes", "sectors", "briefing", "format", "partnerships",
    "published", "edition",
]  # fmt: skip
REVIEW_COLUMNS = [
    "year", "partnerships", "title", "type of review", "summary", "themes", "recommendations", "address", "pdf",
    "edition", "published",
]  # fmt: skip


@dataclass(slots=True)
class Passage:
    """One thing that a briefing says, with the themes and sectors it is about."""

    kind: str
    label: str
    heading: str
    text: str
    language: str
    themes: list[str]
    sectors: list[str]


@dataclass(frozen=True)
class Published:
    """A briefing without its page: what it says of itself by kind of facet, and its passages in order."""

    page: PublicPage
    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    passages: list[Passage] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Passage]:
        """Its passages of some kinds."""
        return [one for one in self.passages if one.kind in kinds]


@public_view()
def about(request: HttpRequest) -> HttpResponse:
    """What there is, and what each column means."""
    context = {"canonical": f"{settings.PUBLIC_ADDRESS}/open-data/", "a_page": A_PAGE_OF_DATA}
    return render(request, "public/open-data.html", context)


@public_view("page")
def briefings(request: HttpRequest) -> HttpResponse:
    """Every published briefing with its points, questions, guidance and recommendations, newest first, in pages."""
    number = page_number(request.GET.get("page", "1"))
    count = PublicPage.objects.count()
    pages = max(1, -(-count // A_PAGE_OF_DATA))
    if number > pages:
        raise Http404
    here = f"{settings.PUBLIC_ADDRESS}/learning.json"
    data = {
        "about": f"{settings.PUBLIC_ADDRESS}/open-data/",
        "count": count,
        "pages": pages,
        "next": f"{here}?page={number + 1}" if number < pages else None,
        "briefings": [_briefing(one) for one in _read((number - 1) * A_PAGE_OF_DATA, A_PAGE_OF_DATA)],
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


@public_view()
def points(request: HttpRequest) -> HttpResponse:
    """Learning points, practice guidance and reflective questions, one a row."""
    return _table("points", POINT_COLUMNS, _passages(Kind.POINT, Kind.GUIDANCE, Kind.QUESTION))


@public_view()
def recommendations(request: HttpRequest) -> HttpResponse:
    """Recommendations, one a row."""
    return _table("recommendations", POINT_COLUMNS, _passages(Kind.RECOMMENDATION))


@public_view()
def case_reviews(request: HttpRequest) -> HttpResponse:
    """One row a briefing, in the columns that a national catalogue of reviews asks for."""
    return _table("case-reviews", REVIEW_COLUMNS, (_review(one) for one in _everything()))


def _table(name: str, columns: list[str], rows: Iterable[list[object]]) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingHttpResponse(_lines(columns, rows), content_type="text/csv; charset=utf-8", headers=headers)


class _Line:
    """What a csv writer writes to: it gives each line back."""

    def write(self, line: str) -> str:
        return line


def _lines(columns: list[str], rows: Iterable[list[object]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff"  # so that Excel reads it as UTF-8
    yield writer.writerow(columns)
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def _everything() -> Iterator[Published]:
    """All briefings, newest first."""
    start = 0
    while some := _read(start, AT_A_TIME):
        yield from some
        start += AT_A_TIME


def _read(start: int, most: int) -> list[Published]:
    """So many briefings from one place in the list on. Four queries, without any page's HTML."""
    found = {page.pk: Published(page) for page in PublicPage.objects.only(*PAGE_FIELDS)[start : start + most]}
    for page, kind, name in PublicFacet.objects.filter(page__in=found).values_list("page", "kind", "name"):
        found[page].names[kind].append(name)
    labels: dict[int, dict[str, list[str]]] = defaultdict(lambda: {"theme": [], "sector": []})
    of_these = PublicPassageLabel.objects.filter(passage__page__in=found)
    for passage, kind, slug in of_these.values_list("passage", "kind", "slug"):
        labels[passage][kind].append(slug)
    said = PublicPassage.objects.filter(page__in=found).exclude(kind=Kind.PAGE)
    for pk, page, *words in said.values_list("pk", "page", "kind", "label", "heading", "text", "language"):
        found[page].passages.append(Passage(*words, sorted(labels[pk]["theme"]), sorted(labels[pk]["sector"])))
    return list(found.values())


def _address(page: PublicPage, label: str = "") -> str:
    return settings.PUBLIC_ADDRESS + page.get_absolute_url() + (f"#{label}" if label else "")


def _briefing(one: Published) -> dict[str, object]:
    page, names = one.page, one.names
    return {
        "address": _address(page),
        "pdf": settings.PUBLIC_ADDRESS + page.sheet_address(),
        "title": page.title,
        "summary": page.summary,
        "format": page.kind_label,
        "language": page.language,
        "partnerships": names[Facet.PARTNERSHIP],
        "themes": names[Facet.THEME],
        "sectors": names[Facet.SECTOR],
        "review": {
            "address": f"{settings.PUBLIC_ADDRESS}/reviews/{page.review_slug}/" if page.review_slug else None,
            "type": next(iter(names[Facet.REVIEW_TYPE]), None),
            "age": next(iter(names[Facet.AGE_BAND]), None),
            "harm": names[Facet.HARM],
        },
        "first_published": localdate(page.first_published_at).isoformat(),
        "published": localdate(page.published_at).isoformat(),
        "edition": page.number,
        "reference": page.reference,
        "change_note": page.change_note,
        "out_of_date": page.notice or None,
        "passages": [
            {
                "kind": passage.kind,
                "address": _address(page, passage.label),
                "heading": passage.heading,
                "words": passage.text,
                "language": passage.language,
                "themes": passage.themes,
                "sectors": passage.sectors,
            }
            for passage in one.passages
        ],
    }


def _passages(*kinds: str) -> Iterator[list[object]]:
    """Every passage of some kinds as a row, newest briefing first."""
    names = dict(Kind.choices)
    for one in _everything():
        page, signed = one.page, "; ".join(one.names[Facet.PARTNERSHIP])
        of_page = [page.title, page.kind_label, signed, localdate(page.published_at).isoformat(), page.number]
        for passage in one.of(*kinds):
            yield [
                _address(page, passage.label),
                names[passage.kind],
                passage.text,
                passage.heading,
                passage.language,
                "; ".join(passage.themes),
                "; ".join(passage.sectors),
                *of_page,
            ]


def _review(one: Published) -> list[object]:
    page, names = one.page, one.names
    return [
        localdate(page.first_published_at).year,
        "; ".join(names[Facet.PARTNERSHIP]),
        page.title,
        "; ".join(names[Facet.REVIEW_TYPE]),
        page.summary,
        "; ".join(names[Facet.THEME]),
        "\n".join(passage.text for passage in one.of(Kind.RECOMMENDATION)),
        _address(page),
        settings.PUBLIC_ADDRESS + page.sheet_address(),
        page.number,
        localdate(page.published_at).isoformat(),
    ]
