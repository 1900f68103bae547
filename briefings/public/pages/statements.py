"""Pages of fixed words: for families, on accessibility, on privacy, on using this site safely."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from briefings.models.public import PublicPagePartnership, PublicPartnership
from briefings.public.caching import public_view


@public_view()
def families(request: HttpRequest) -> HttpResponse:
    """What a review is, why it names nobody, who can help, and whom to ask for a change: those who publish here."""
    return _statement(request, "families", partnerships=_publishing())


@public_view()
def accessibility(request: HttpRequest) -> HttpResponse:
    """What is known of how well people with disabilities can use the site, and whom to tell."""
    return _statement(request, "accessibility", partnerships=_publishing())


@public_view()
def privacy(request: HttpRequest) -> HttpResponse:
    """What the site knows of its readers."""
    return _statement(request, "privacy")


@public_view()
def staying_safe(request: HttpRequest) -> HttpResponse:
    """What the exit button does and does not do, and where to find help."""
    return _statement(request, "staying-safe-online")


def _statement(request: HttpRequest, name: str, **context) -> HttpResponse:
    context["canonical"] = settings.PUBLIC_ADDRESS + request.path
    return render(request, f"public/{name}.html", context)


def _publishing():
    """The partnerships that publish something, with their names and mailboxes."""
    partnerships = PublicPartnership.objects.filter(thing__in=PublicPagePartnership.objects.values("partnership"))
    return partnerships.only("name", "mailbox")
