"""Everything published, as data: for people who study learning, and for other catalogues. Public rows only.

Nothing here says more than the pages do. What is withdrawn is gone from all of it at once.
"""

import csv
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from briefings.models.public import PublicFacet, PublicPage, PublicPassage
from briefings.public.freshness import public_view, unchanged
from briefings.public.remembered import version_now
from portal.tables import harmless

A_PAGE_OF_DATA = 100  # briefings: about 1 MB of JSON
AT_A_TIME = 500  # rows of a table that are in memory at once
POINT_COLUMNS = [
    "address", "kind", "words", "heading", "language", "themes", "sectors", "briefing", "format", "partnerships",
    "published", "edition",
]  # fmt: skip
REVIEW_COLUMNS = [
    "year", "partnerships", "title", "type of review", "summary", "themes", "recommendations", "address", "pdf",
    "edition", "published",
]  # fmt: skip


@public_view
def about(request: HttpRequest) -> HttpResponse:
    """What there is, and what each column means."""
    context = {"canonical": f"{settings.PUBLIC_ADDRESS}/open-data/", "a_page": A_PAGE_OF_DATA}
    return render(request, "public/open-data.html", context)


@public_view
def briefings(request: HttpRequest) -> HttpResponse:
    """Every published briefing with its points, questions, guidance and recommendations, newest first, in pages."""
    tag = version_now().tag(request.get_full_path())
    if answer := unchanged(request, tag):
        return answer
    pages = Paginator(_with_all(PublicPage.objects.defer("html")), A_PAGE_OF_DATA)
    try:
        this_page = pages.page(request.GET.get("page", 1))
    except InvalidPage as fault:
        raise Http404 from fault
    here = f"{settings.PUBLIC_ADDRESS}/learning.json"
    data = {
        "about": f"{settings.PUBLIC_ADDRESS}/open-data/",
        "count": pages.count,
        "pages": pages.num_pages,
        "next": f"{here}?page={this_page.next_page_number()}" if this_page.has_next() else None,
        "briefings": [_briefing(page) for page in this_page],
    }
    return JsonResponse(data, headers={"ETag": tag}, json_dumps_params={"ensure_ascii": False})


@public_view
def points(request: HttpRequest) -> HttpResponse:
    """Learning points, practice guidance and reflective questions, one a row."""
    kinds = [PublicPassage.Kind.POINT, PublicPassage.Kind.GUIDANCE, PublicPassage.Kind.QUESTION]
    return _passages(request, kinds, name="points")


@public_view
def recommendations(request: HttpRequest) -> HttpResponse:
    """Recommendations, one a row."""
    return _passages(request, [PublicPassage.Kind.RECOMMENDATION], name="recommendations")


@public_view
def case_reviews(request: HttpRequest) -> HttpResponse:
    """One row a briefing, in the columns that a national catalogue of reviews asks for."""
    pages = _with_all(PublicPage.objects.defer("html")).iterator(chunk_size=AT_A_TIME)
    return _table(request, REVIEW_COLUMNS, (_review(page) for page in pages), name="case-reviews")


def _passages(request: HttpRequest, kinds: list[str], *, name: str) -> HttpResponse:
    rows = (
        PublicPassage.objects.filter(kind__in=kinds)
        .select_related("page")
        .defer("page__html")
        .prefetch_related("labels", "page__facets")
        .order_by("-page__published_at", "page__slug", "position")
    )
    return _table(request, POINT_COLUMNS, (_passage(row) for row in rows.iterator(chunk_size=AT_A_TIME)), name=name)


def _table(request: HttpRequest, columns: list[str], rows: Iterable[list[object]], *, name: str) -> HttpResponse:
    tag = version_now().tag(request.path)
    if answer := unchanged(request, tag):
        return answer
    headers = {"ETag": tag, "Content-Disposition": f'attachment; filename="{name}.csv"'}
    lines = _lines(columns, rows) if request.method == "GET" else []
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


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


def _with_all(pages):
    return pages.prefetch_related("facets", Prefetch("passages", PublicPassage.objects.prefetch_related("labels")))


def _facets(page: PublicPage, kind: str) -> list[PublicFacet]:
    return [facet for facet in page.facets.all() if facet.kind == kind]


def _names(page: PublicPage, kind: str) -> list[str]:
    return [facet.name for facet in _facets(page, kind)]


def _address(page: PublicPage, label: str = "") -> str:
    return settings.PUBLIC_ADDRESS + page.get_absolute_url() + (f"#{label}" if label else "")


def _briefing(page: PublicPage) -> dict[str, object]:
    kind = PublicFacet.Kind
    return {
        "address": _address(page),
        "pdf": settings.PUBLIC_ADDRESS + page.sheet_address(),
        "title": page.title,
        "summary": page.summary,
        "format": page.kind_label,
        "language": page.language,
        "partnerships": _names(page, kind.PARTNERSHIP),
        "themes": _names(page, kind.THEME),
        "sectors": _names(page, kind.SECTOR),
        "review": {
            "address": f"{settings.PUBLIC_ADDRESS}/reviews/{page.review_slug}/" if page.review_slug else None,
            "type": next(iter(_names(page, kind.REVIEW_TYPE)), None),
            "age": next(iter(_names(page, kind.AGE_BAND)), None),
            "harm": _names(page, kind.HARM),
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
                "themes": _slugs(passage, "theme"),
                "sectors": _slugs(passage, "sector"),
            }
            for passage in page.passages.all()
            if passage.kind != PublicPassage.Kind.PAGE
        ],
    }


def _slugs(passage: PublicPassage, kind: str) -> list[str]:
    return sorted(label.slug for label in passage.labels.all() if label.kind == kind)


def _passage(passage: PublicPassage) -> list[object]:
    page = passage.page
    return [
        _address(page, passage.label),
        passage.get_kind_display(),
        passage.text,
        passage.heading,
        passage.language,
        "; ".join(_slugs(passage, "theme")),
        "; ".join(_slugs(passage, "sector")),
        page.title,
        page.kind_label,
        "; ".join(_names(page, PublicFacet.Kind.PARTNERSHIP)),
        localdate(page.published_at).isoformat(),
        page.number,
    ]


def _review(page: PublicPage) -> list[object]:
    kind = PublicFacet.Kind
    recommended = [one.text for one in page.passages.all() if one.kind == PublicPassage.Kind.RECOMMENDATION]
    return [
        localdate(page.first_published_at).year,
        "; ".join(_names(page, kind.PARTNERSHIP)),
        page.title,
        "; ".join(_names(page, kind.REVIEW_TYPE)),
        page.summary,
        "; ".join(_names(page, kind.THEME)),
        "\n".join(recommended),
        _address(page),
        settings.PUBLIC_ADDRESS + page.sheet_address(),
        page.number,
        localdate(page.published_at).isoformat(),
    ]
