"""What the public gets as files: the sheets, the logos, and what robots and browsers ask for."""

import mimetypes

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.utils.http import content_disposition_header, http_date

from briefings.models.public import PublicPage, PublicPartnership, PublicPicture, PublicSheet
from briefings.public.caching import NEVER_CHANGES, public_view, unchanged
from briefings.public.pages.briefing import what_stands_instead

SHEET_FACTS = ("pk", "sheet_sha256", "sheet_name", "sheet_bytes", "published_at")
PICTURES = frozenset({"image/png", "image/jpeg"})
# Staff addresses are closed to robots by their sign-in page as well; this only saves them the walk.
ROBOTS = "User-agent: *\nDisallow: /admin/\nSitemap: {}/sitemap.xml\n"


@public_view(own_tag=True)
def sheet(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The PDF of a published briefing, exactly as it was approved.

    Its bytes leave the database only for a reader who has no copy of them.
    """
    if name != slug:
        raise Http404
    facts = PublicPage.objects.filter(slug=slug).values_list(*SHEET_FACTS).first()
    if facts is None:
        return what_stands_instead(request, slug)
    page_id, sha256, file_name, size, published_at = facts
    tag, changed_at = f'"{sha256}"', int(published_at.timestamp())
    if answer := unchanged(request, tag, changed_at=changed_at):
        return answer
    pdf = b"" if request.method == "HEAD" else _pdf(page_id)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Length": str(size),
            "Content-Disposition": content_disposition_header(as_attachment=False, filename=file_name),
            "ETag": tag,
            "Last-Modified": http_date(changed_at),
            "X-Content-Type-Options": "nosniff",
        },
    )


def _pdf(page_id: int) -> bytes:
    pdf = PublicSheet.objects.filter(page_id=page_id).values_list("pdf", flat=True).first()
    if pdf is None:  # withdrawn between the two looks
        raise Http404
    return pdf


@public_view(own_tag=True)
def logo(request: HttpRequest, name: str) -> HttpResponse:
    """The logo of a partnership as it was approved last. No other uploaded file has a public address."""
    stored = f"logos/{name}"
    kind = mimetypes.guess_type(name)[0]
    if kind not in PICTURES or not PublicPartnership.objects.filter(logo=stored).exists():
        raise Http404
    tag = f'"{name}"'
    if answer := unchanged(request, tag):
        return answer
    try:
        picture = default_storage.open(stored)
    except FileNotFoundError as fault:
        raise Http404 from fault
    return FileResponse(picture, content_type=kind, headers={"ETag": tag, "Cache-Control": NEVER_CHANGES})


@public_view(own_tag=True)
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A figure of a published briefing, from its public row: withdrawn with its page, and never a draft's file."""
    rows = PublicPicture.objects.filter(name=name).order_by("pk")
    sha256 = rows.values_list("sha256", flat=True).first()
    kind = mimetypes.guess_type(name)[0]
    if sha256 is None or kind not in PICTURES:
        raise Http404
    tag = f'"{sha256}"'
    if answer := unchanged(request, tag):
        return answer
    data = rows.filter(sha256=sha256).values_list("data", flat=True).first()
    if data is None:  # withdrawn between the two looks
        raise Http404
    return HttpResponse(data, content_type=kind, headers={"ETag": tag})


@public_view()
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: everything public."""
    return HttpResponse(ROBOTS.format(settings.PUBLIC_ADDRESS), content_type="text/plain; charset=utf-8")


@public_view(own_tag=True)
def favicon(request: HttpRequest) -> HttpResponse:
    """The address browsers try by themselves leads to the real one."""
    return HttpResponsePermanentRedirect(static("img/mark.svg"))
