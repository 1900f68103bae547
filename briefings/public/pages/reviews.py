"""The published briefings of one review. Nothing else is said of the review: this page does not know it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from briefings.models.public import PublicPage
from briefings.public.caching import public_view
from briefings.public.lists import entries_of


@public_view()
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """What was published from one review, newest first. Not found without any: a review may be nobody's business."""
    pages = list(PublicPage.objects.filter(review_slug=slug).values_list("pk", flat=True))
    if not pages:
        raise Http404
    address = settings.PUBLIC_ADDRESS + reverse("public:review", args=[slug])
    context = {"entries": entries_of(pages), "canonical": address}
    return render(request, "public/review.html", context)
