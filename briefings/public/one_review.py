"""The published briefings of one review. Nothing else is said of the review: this page does not know it."""

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from briefings.public.freshness import public_view, unchanged
from briefings.public.lists import entries_of
from briefings.public.remembered import named

_PAGES = """
SELECT version.number, version.changed_at, page.id
  FROM briefings_publicpage page CROSS JOIN briefings_publicversion version
 WHERE page.review_slug = %s AND version.id = 1
 ORDER BY page.published_at DESC, page.slug
"""


@public_view
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """What was published from one review, newest first. Not found without any: a review may be nobody's business."""
    with connection.cursor() as cursor:
        cursor.execute(_PAGES, [slug])
        rows = cursor.fetchall()
    if not rows:
        raise Http404
    tag = named(*rows[0][:2]).tag(f"/reviews/{slug}/")
    if answer := unchanged(request, tag):
        return answer
    context = {
        "entries": entries_of([row[2] for row in rows]),
        "canonical": f"{settings.PUBLIC_ADDRESS}/reviews/{slug}/",
    }
    response = render(request, "public/review.html", context)
    response.headers["ETag"] = tag
    return response
