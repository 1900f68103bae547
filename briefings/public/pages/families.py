"""The page for families and young people: what a review is, and whom to talk to."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from briefings.models.public import PublicPagePartnership, PublicPartnership
from briefings.public.caching import public_view


@public_view()
def families(request: HttpRequest) -> HttpResponse:
    """What a review is, why it names nobody, who can help, and whom to ask for a change: those who publish here."""
    publishing = PublicPartnership.objects.filter(thing__in=PublicPagePartnership.objects.values("partnership"))
    return render(
        request,
        "public/families.html",
        {
            "partnerships": publishing.only("name", "mailbox"),
            "canonical": f"{settings.PUBLIC_ADDRESS}/families/",
        },
    )
