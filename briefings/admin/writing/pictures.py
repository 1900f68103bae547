"""Figures on staff screens, of drafts and of frozen wordings. Readers get theirs from the public rows."""

import mimetypes

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from briefings.models import Briefing, Edition, EditionPicture, Part


@require_safe
def picture(request, name: str) -> HttpResponse:
    """A figure by its stored name, for people who may know of a draft or an edition that shows it."""
    shown = Part.objects.filter(picture=name, briefing__in=Briefing.objects.for_staff(request.user))
    if shown.exists() and default_storage.exists(name):
        with default_storage.open(name) as file:
            return _answer(name, file.read())
    frozen = EditionPicture.objects.filter(name=name, edition__in=Edition.objects.for_staff(request.user)).first()
    if frozen is None:
        raise Http404("There is nothing at this address.")
    return _answer(name, bytes(frozen.data))


def _answer(name: str, data: bytes) -> HttpResponse:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return HttpResponse(data, content_type=kind, headers={"Cache-Control": "private, no-store"})


def for_staff(html: str) -> str:
    """The body of a page with its figures at the address where staff find them, published or not."""
    place = reverse("admin:briefings_briefing_picture", args=["name"]).removesuffix("name")
    return html.replace(f'<img src="{settings.MEDIA_URL}', f'<img src="{place}')
