"""Everything published, as data: for people who study learning, and for other catalogues. Public rows only.

Nothing here says more than the pages do. What is withdrawn is gone from all of it at once. A whole table is made once
for each publication and kept compressed (caching.py); it is read and written a few hundred briefings at a time, so
that it never stands in memory as a whole.
"""

import csv
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from briefings import addresses
from briefings.models.public import PublicFacet, PublicPage, PublicPassage
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


@public_view()
def about(request: HttpRequest) -> HttpResponse:
    """What there is, and what each column means."""
    context = {"canonical": settings.PUBLIC_ADDRESS + reverse("public:open-data"), "a_page": A_PAGE_OF_DATA}
    return render(request, "public/open-data.html", context)


@public_view("page")
def briefings(request: HttpRequest) -> HttpResponse:
    """Every published briefing with its points, questions, guidance and recommendations, newest first, in pages."""
    number = page_number(request.GET.get("page", "1"))
    count = PublicPage.objects.count()
    pages = max(1, -(-count // A_PAGE_OF_DATA))
    if number > pages:
        raise Http404
    here = settings.PUBLIC_ADDRESS + reverse("public:learning-json")
    data = {
        "about": settings.PUBLIC_ADDRESS + reverse("public:open-data"),
        "count": count,
        "pages": pages,
        "next": f"{here}?page={number + 1}" if number < pages else None,
        "briefings": [_briefing(one) for one in _briefings()[(number - 1) * A_PAGE_OF_DATA :][:A_PAGE_OF_DATA]],
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
    return _table("case-reviews", REVIEW_COLUMNS, map(_review, _briefings(Kind.RECOMMENDATION).iterator(AT_A_TIME)))


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


def _briefings(*kinds: str) -> QuerySet[PublicPage]:
    """All briefings, newest first, without HTML: each with its facets, and its passages of these kinds or all."""
    passages = PublicPassage.objects.exclude(kind=Kind.PAGE)
    if kinds:
        passages = passages.filter(kind__in=kinds)
    said = Prefetch("passages", passages.order_by("position"), to_attr="said")
    return PublicPage.objects.only(*PAGE_FIELDS).prefetch_related("facets", said)


def _names(page: PublicPage, kind: str) -> list[str]:
    """What it says of one kind of facet."""
    return [facet.name for facet in page.facets.all() if facet.kind == kind]


def _address(page: PublicPage, label: str = "") -> str:
    return settings.PUBLIC_ADDRESS + page.get_absolute_url() + (f"#{label}" if label else "")


def _briefing(page: PublicPage) -> dict[str, object]:
    return {
        "address": _address(page),
        "pdf": settings.PUBLIC_ADDRESS + page.sheet_address(),
        "title": page.title,
        "summary": page.summary,
        "format": page.kind_label,
        "language": page.language,
        "partnerships": _names(page, Facet.PARTNERSHIP),
        "themes": _names(page, Facet.THEME),
        "sectors": _names(page, Facet.SECTOR),
        "review": {
            "address": settings.PUBLIC_ADDRESS + addresses.review(page.review_slug) if page.review_slug else None,
            "type": next(iter(_names(page, Facet.REVIEW_TYPE)), None),
            "age": next(iter(_names(page, Facet.AGE_BAND)), None),
            "harm": _names(page, Facet.HARM),
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
            for passage in page.said
        ],
    }


def _passages(*kinds: str) -> Iterator[list[object]]:
    """Every passage of some kinds as a row, newest briefing first."""
    for page in _briefings(*kinds).iterator(AT_A_TIME):
        signed = "; ".join(_names(page, Facet.PARTNERSHIP))
        of_page = [page.title, page.kind_label, signed, localdate(page.published_at).isoformat(), page.number]
        for passage in page.said:
            yield [
                _address(page, passage.label),
                passage.get_kind_display(),
                passage.text,
                passage.heading,
                passage.language,
                "; ".join(passage.themes),
                "; ".join(passage.sectors),
                *of_page,
            ]


def _review(page: PublicPage) -> list[object]:
    return [
        localdate(page.first_published_at).year,
        "; ".join(_names(page, Facet.PARTNERSHIP)),
        page.title,
        "; ".join(_names(page, Facet.REVIEW_TYPE)),
        page.summary,
        "; ".join(_names(page, Facet.THEME)),
        "\n".join(passage.text for passage in page.said),
        _address(page),
        settings.PUBLIC_ADDRESS + page.sheet_address(),
        page.number,
        localdate(page.published_at).isoformat(),
    ]
