"""What a reader sees when there is nothing to see. None of these reads the database."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from briefings.public.caching import ASK_EVERY_TIME


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same for a draft as for nothing. It must not be kept: the address may be published today."""
    response = render(request, "404.html", status=404)
    response.headers["Cache-Control"] = ASK_EVERY_TIME
    return response


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400. The request may be hostile down to its host name, so nothing of it is used."""
    return _plain("400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    response = render(request, "403.html", status=403)
    response.headers["Cache-Control"] = "no-store"
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """500. Whatever broke may break again, so its page stands on its own feet."""
    return _plain("500.html", status=500)


def _plain(template: str, *, status: int) -> HttpResponse:
    page = loader.render_to_string(template, {"site_name": settings.SITE_NAME})
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store"})
